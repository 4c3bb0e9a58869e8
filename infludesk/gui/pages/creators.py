"""The creators list: who is known, how large, whose, last touched when, and what is next."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QComboBox, QStyle, QStyleOptionComboBox, QWidget

from infludesk.creators import store
from infludesk.creators.derived import WATCHED
from infludesk.creators.model import STANDINGS
from infludesk.creators.store import ListedCreator
from infludesk.creators.tiers import TIERS, tier_label
from infludesk.db.driver import Connection
from infludesk.flows.trash import trash_creators
from infludesk.gui.campaigns.dialogs import add_to_campaign
from infludesk.gui.creators.columns import creator_columns
from infludesk.gui.creators.dialogs import NewCreatorDialog
from infludesk.gui.creators.inspector import CreatorInspector
from infludesk.gui.creators.parts import local_day, relation_words, standing_words, variant_words
from infludesk.gui.creators.tabs import CreatorTabs
from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import Filter
from infludesk.gui.kit.cells import Cell, Due, NumberCell, Person, Pill, State, Text
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import Inspector, ListPage
from infludesk.gui.navigation import Place
from infludesk.gui.records.own_columns import own_column
from infludesk.gui.verbs import Offer, verb
from infludesk.importing.provenance import run_file
from infludesk.kernel.changes import Outcome
from infludesk.kernel.dates import due, near, show_day
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import join, percent, plural, short_number, tr
from infludesk.team.store import members

_NEIGHBOURS = 250
_OLD = timedelta(days=90)
_STANDING_STATES: dict[str, State] = {"active": "success", "prospect": "info", "paused": "warn"}
_RUN = "run:"
_LEFT_OUT = ("relations", "tier", "owner", "last_contact")
_FILTER_WIDTH = 168


class CreatorsPage(ListPage[ListedCreator]):
    """The list of creators, with the inspector of the one in focus."""

    key = "creators"
    exported = "creators"
    shows = (*WATCHED, "member", "import_run")
    title = "Creators"
    sorted_by = ("next_step", False)
    own_table = "creator"

    def __init__(self, desk: Desk) -> None:
        self._import = button(tr("Import"), icon="import")
        self._new = button(tr("New creator"), "primary", icon="add")
        self._run_id = ""
        super().__init__(desk)
        self.dialog: NewCreatorDialog | None = None
        self._import.clicked.connect(self.import_contacts)
        self._new.clicked.connect(self.new)
        if self.empty.primary is not None and self.empty.secondary is not None:
            self.empty.primary.clicked.connect(self.import_contacts)
            self.empty.secondary.clicked.connect(self.new)
        self.strip.acted.connect(self.show_all)
        self.tabs, self.merge_button = CreatorTabs(desk, self.key), button(tr("Merge…"), small=True)
        self.merge_button.clicked.connect(self.merge)
        self.merge_button.hide()
        _insert(self.head.parentWidget(), 1, self.tabs)
        _insert(self.chosen, -1, self.merge_button)
        self.table.viewport().installEventFilter(self)
        for combo in self.filters.findChildren(QComboBox):
            # A long tag or name must not push the inspector out of a small window.
            combo.setMaximumWidth(theme.px(_FILTER_WIDTH))
            combo.currentIndexChanged.connect(partial(_fit, combo))
            _fit(combo)

    # what the list is

    def buttons(self) -> Sequence[QAbstractButton]:
        return (self._import, self._new)

    def empty_state(self) -> EmptyState:
        return EmptyState(
            "creators", tr("No creators yet"), tr("Import the list you have, or add one by hand."),
            tr("Import contacts"), tr("New creator"),
        )  # fmt: skip

    def make_inspector(self) -> Inspector:
        self.glance = CreatorInspector(self.desk)
        self.glance.logged.connect(self._back_to_list)
        self.glance.left.connect(self._back_to_list)
        return self.glance

    def filter_options(self) -> Sequence[Filter]:
        standings = tuple((code, tr(label)) for code, label in STANDINGS)
        tiers = tuple((code, tr(label)) for code, label in TIERS)
        owners, tags = self.desk.workspace.read(_options)
        return (
            Filter("owner_id", tr("Owner"), owners),
            Filter("standing", tr("Standing"), standings),
            Filter("tag", tr("Tag"), tags),
            Filter("tier", tr("Tier"), tiers),
        )

    def columns(self) -> Sequence[Column[ListedCreator]]:
        rate = tr("Engagement rate of the largest channel; its variant stands below it where the source names one.")
        most = tr("Followers of the largest channel, never the sum.")
        return (
            Column("name", tr("Name"), 180, _person, stretch=True),
            Column("tier", tr("Tier"), 64, lambda row: Text(tier_label(row.tier), tone="text-2"), sortable=False),
            Column("followers", tr("Followers"), 80, self._followers, align="right", tooltip=most),
            Column("er", tr("ER"), 88, self._rate, tooltip=rate),
            Column("relations", tr("Relations"), 110, _relations, sortable=False),
            Column("owner", tr("Owner"), 96, lambda row: Text(row.owner or "–", tone="text-2")),
            Column("last_contact", tr("Last contact"), 96, self._last),
            Column("next_step", tr("Next step"), 98, self._next),
            Column("standing", tr("Standing"), 118, _standing),
        )

    def more_columns(self) -> Sequence[Column[ListedCreator]]:
        return (*creator_columns(self.desk), *(own_column(one, _own, lambda: self.desk.formats) for one in self.own))

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        wanted = store.Filter(text=text, run_id=self._run_id, own=self.narrowing.conditions, **values)
        return store.ids(conn, wanted, sort[0], descending=sort[1])

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[ListedCreator]:
        return {row.id: row for row in store.listed(conn, ids)}

    def count_all(self, conn: Connection) -> int:
        return store.count(conn)

    def chosen_actions(self) -> tuple[str, Callable[[], None]] | None:
        return tr("Move to Trash"), self.trash

    # what can be done

    def offers(self) -> dict[str, Offer]:
        some = self.table.chosen_ids
        none = "" if some else tr("Choose a creator first.")
        count = len(some)
        label = plural(count, "Move to Trash", "Move {n} creators to Trash")
        offers = super().offers() | self.tabs.offers()
        return offers | {
            "new": Offer(self.new, tr("New creator")),
            "merge": Offer(self.merge, why_not="" if count > 1 else tr("Select two creators.")),
            "log": Offer(self.log, why_not="" if self.table.current_id else none),
            "add_to_campaign": Offer(lambda: add_to_campaign(self.desk, some), why_not=none),
            "trash": Offer(self.trash, label if count > 1 else "", none),
        }

    def open_record(self, record_id: str) -> None:
        ids = self.table.rows.ids
        place = max(0, self.table.rows.place(record_id))
        near_ids = ids[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
        self.desk.go("creator", record_id, about=("list", *near_ids))

    def new(self) -> None:
        """Ask for a new creator."""
        if self.dialog is None:
            self.dialog = NewCreatorDialog(self.desk, self.window())
            self.dialog.made.connect(self._made)
        self.dialog.open()

    def import_contacts(self) -> None:
        """Go to where contacts are imported."""
        self.desk.go("imports", about=("new",))

    def log(self) -> None:
        """Log a contact with the creator in focus."""
        if self.table.current_id:
            self.inspector_frame.show()
            self.glance.begin_log(self.table.current_id)

    def merge(self) -> None:
        """Compare the ticked creators, to merge them."""
        ids = self.table.chosen_ids
        self.table.rows.clear_ticks()
        self.desk.go("duplicates", about=("merge", *ids))

    def trash(self) -> None:
        """Move the ticked creators, or the one in focus, to the trash."""
        ids = self.table.chosen_ids
        if ids:
            self.desk.tasks.do(trash_creators, then=self._trashed, otherwise=self._refused, creator_ids=list(ids))

    # where one is

    def go_to(self, place: Place) -> None:
        super().go_to(place)
        run = next((one.removeprefix(_RUN) for one in place.about if one.startswith(_RUN)), "")
        if run != self._run_id:
            self._run_id = run
            self.ask_reload()

    def show_all(self) -> None:
        """Show not only one import."""
        self._run_id = ""
        self.place = Place(self.key)
        self.moved.emit(self.place)
        self.ask_reload()

    def reload(self) -> None:
        run = self._run_id
        self.desk.tasks.read(lambda conn: run_file(conn, run) if run else "", self._say_run, key=(self.key, "run"))
        self.desk.tasks.read(_options, self._refill, key=(self.key, "options"))
        super().reload()

    def _say_run(self, file_name: str) -> None:
        title = tr("From {file}", file=file_name) if file_name else ""
        self.strip.say("info", title, action=tr("Show all") if title else "")

    def _refill(self, options: tuple[tuple[tuple[str, str], ...], ...]) -> None:
        for key, now in zip(("owner_id", "tag"), options, strict=True):
            self.filters.set_options(key, now)

    def _ticked(self) -> None:
        super()._ticked()
        self.merge_button.setVisible(len(self.table.rows.ticks) > 1)

    def _made(self, creator_id: str) -> None:
        self.focus_on(creator_id)
        self.table.setFocus()

    def _trashed(self, _outcome: Outcome) -> None:
        self.table.rows.clear_ticks()
        self.table.setFocus()

    def _refused(self, problem: Problem) -> None:
        self.strip.say("danger", problem.title, problem.advice, closable=True)

    def _back_to_list(self) -> None:
        self.table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.table.viewport():
            self._fit_columns()
        return super().eventFilter(watched, event)

    def _fit_columns(self) -> None:
        """Leave out, where room is short, the columns that the inspector or another column tells as well.

        Columns that a person chose stay; the list then goes sideways.
        """
        if self.choice.is_own:
            self._say_hidden(0)
            return
        columns = self.table.rows.columns
        room = self.table.viewport().width() - self.table.columnWidth(0)
        short = sum(theme.px(one.width) for one in columns) - room
        gone = set()
        for key in _LEFT_OUT:
            if short > 0:
                gone.add(key)
                short -= theme.px(next(one.width for one in columns if one.key == key))
        for section, column in enumerate(columns, 1):
            if self.table.isColumnHidden(section) != (column.key in gone):
                self.table.setColumnHidden(section, column.key in gone)
        self._say_hidden(len(gone))

    def _say_hidden(self, count: int) -> None:
        """Say at the Columns button how many columns had no room."""
        words = plural(count, "{n} column is hidden for room", "{n} columns are hidden for room") if count else ""
        keys = verb("columns").keys[0]
        self.choose_columns.setToolTip(join((tr("Columns ({keys})", keys=keys), words), ". "))
        self.choose_columns.setAccessibleDescription(words)

    def _show_columns(self) -> None:
        super()._show_columns()
        self._fit_columns()

    # what a row says

    def _followers(self, row: ListedCreator) -> Cell:
        if row.followers is None:
            return NumberCell(na_reason=tr("no figures entered")) if row.handle or row.handles else NumberCell()
        return NumberCell(short_number(row.followers, self.desk.locale), stale_text=self._age(row))

    def _rate(self, row: ListedCreator) -> Cell:
        if row.er_ppm is None:
            return (
                Text("n/a", tr("not given"), tone="text-3") if row.followers is not None else Text("–", tone="text-3")
            )
        known = row.er_variant not in ("", "unknown")
        return Text(percent(row.er_ppm, self.desk.locale), variant_words(row.er_variant) if known else "")

    def _age(self, row: ListedCreator) -> str:
        old = bool(row.as_of) and date.fromisoformat(row.as_of) < self.desk.today() - _OLD
        return tr("as of {day}", day=show_day(row.as_of, self.desk.locale)) if old else ""

    def _last(self, row: ListedCreator) -> Cell:
        if not row.last_contact:
            return Text(tr("never"), tone="text-3")
        return Text(near(local_day(row.last_contact, self.desk), self.desk.today(), self.desk.locale), tone="text-2")

    def _next(self, row: ListedCreator) -> Cell:
        if not row.next_step:
            return Text("–", tone="text-3")
        day, today = row.next_step[:10], self.desk.today()
        gap = (date.fromisoformat(day) - today).days
        words = due(day, today, self.desk.locale)
        return Due(words, "late" if gap < 0 else "soon" if gap else "today", day)


def _own(row: ListedCreator) -> Mapping[str, Any]:
    return row.own


def _fit(combo: QComboBox, _index: int = 0) -> None:
    """Let a filter be no narrower than what it shows."""
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    combo.ensurePolished()
    text = QSize(combo.fontMetrics().horizontalAdvance(combo.currentText()), combo.fontMetrics().height())
    whole = combo.style().sizeFromContents(QStyle.ContentsType.CT_ComboBox, option, text, combo).width()
    combo.setMinimumWidth(min(whole, theme.px(_FILTER_WIDTH)))


def _insert(where: QWidget | None, at: int, what: QWidget) -> None:
    """Put something more into a row or a column; -1 before the last."""
    layout = where.layout() if where else None
    if isinstance(layout, QBoxLayout):
        layout.insertWidget(at if at >= 0 else layout.count() + at, what)


def _options(conn: Connection) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The owners and the tags to filter by, (code, label)."""
    owners = tuple((one.id, one.name or "") for one in members(conn))
    return owners, tuple((one.label or "", one.label or "") for one in store.tags(conn))


def _person(row: ListedCreator) -> Cell:
    main = ((row.platform, row.handle),) if row.handle else ()
    others = tuple(one for one in row.handles if one not in main)
    kind = "organisation" if row.kind == "organisation" else "person"
    problem = tr("Do not contact") if row.blocked else ""
    return Person(row.name, handles=(*main, *others), kind=kind, key=row.id, problem=problem)  # type: ignore[arg-type]


def _relations(row: ListedCreator) -> Cell:
    return Text(relation_words(row) or "–", tone="text-2")


def _standing(row: ListedCreator) -> Cell:
    if row.blocked:
        return Pill(tr("Do not contact"), "danger", "alert")
    if not row.standing:
        return Text("–", tone="text-3")
    return Pill(standing_words(row), _STANDING_STATES.get(row.standing, "neutral"))
