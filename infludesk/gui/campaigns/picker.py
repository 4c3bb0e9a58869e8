"""The picker: whom to add to a campaign, the largest first, the last import to begin with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from babel import Locale
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from infludesk.campaigns import store as campaigns
from infludesk.creators import store
from infludesk.creators.store import Filter as Wanted
from infludesk.creators.store import ListedCreator
from infludesk.creators.tiers import TIERS, tier_label
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.flows.roster import roster
from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import Filter, FilterBar
from infludesk.gui.kit.cells import Cell, NumberCell, Person, Text
from infludesk.gui.kit.dialogs import EntryDialog
from infludesk.gui.kit.formats import EMPTY, territory
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.importing.model import ImportRun
from infludesk.kernel.text import isolate, number, percent, plural, tr

_LARGEST = 10
_MOST = 1000
_SORTS: dict[str, str] = {"name": "name", "followers": "followers", "rate": "er"}


@dataclass(frozen=True, slots=True)
class Found:
    """Whom the picker shows, in order; of these, the largest first, those who may be contacted."""

    ids: list[str]
    largest: list[str]


@dataclass(frozen=True, slots=True)
class Source:
    """An import to choose from; empty where there was none."""

    run_id: str
    file: str


def last_import(conn: Connection, run_id: str = "") -> Source:
    """The import asked for, else the newest of creators."""
    where = "coalesce(kind, 'creators') = 'creators' AND ? IN ('', id)"
    runs = find(conn, ImportRun, where, (run_id,), order="run_at DESC, rowid DESC LIMIT 1")
    return Source(runs[0].id, runs[0].file_name or "") if runs else Source("", "")


def find_creators(conn: Connection, campaign_id: str, wanted: Wanted, sort: tuple[str, bool]) -> Found:
    """Who is not in the campaign yet; those under do not contact are shown, but never among the largest."""
    allowed = frozenset(campaigns.candidates(conn, campaign_id))
    members = {row.creator_id for row in roster(conn, campaign_id)}
    found = store.ids(conn, wanted, _SORTS[sort[0]], descending=sort[1])
    others = [one for one in found if one not in allowed and one not in members]
    blocked = {row.id for row in store.listed(conn, others) if row.blocked}
    largest = store.ids(conn, wanted, "followers", descending=True)
    return Found([one for one in found if one in allowed or one in blocked], [one for one in largest if one in allowed])


class _Numbers(QSpinBox):
    """How many to tick; Ctrl+Enter in it is the dialog's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class PickerDialog(EntryDialog):
    """Ticks creators for a campaign.

    Signals:
        shown: the list was read.
    """

    shown = Signal()

    def __init__(self, parent: QWidget | None, desk: Desk, campaign_id: str, name: str, source: Source) -> None:
        super().__init__(parent, tr("Add creators to {campaign}", campaign=isolate(name)), tr("Add creators"))
        self.desk, self._campaign_id = desk, campaign_id
        self._sort = ("followers", True)
        self._found = Found([], [])
        self.filters = FilterBar(tr("Filter creators"), _filters(source))
        self.table: TableView[ListedCreator] = TableView(tr("Creators to add"), self._columns(), self._fetch)
        self.number = _Numbers()
        self.tick_button = button("")
        self.empty = label(tr("Nobody here who is not in the campaign already."), "muted")
        self._lay_out()
        self._connect()
        self._say_tick()
        self._say_count()
        if source.run_id:
            self.filters.set_values("", {"from": source.run_id})
        else:
            self.load()
        self.begin_at(self.tick_button)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ticked creators, as they are sorted here."""
        return self.table.chosen_ids if self.table.rows.ticks else ()

    def ready(self) -> bool:
        return bool(self.table.rows.ticks)

    def load(self) -> None:
        """Read who is shown."""
        values, text, sort = self.filters.values, self.filters.text, self._sort
        wanted = Wanted(text=text, tier=values.get("tier", ""), run_id=values.get("from", ""))

        def query(conn: Connection) -> tuple[Found, int]:
            return find_creators(conn, self._campaign_id, wanted, sort), store.count(conn)

        self.desk.tasks.read(query, self._take, key=("picker", self._campaign_id))

    def tick_largest(self) -> None:
        """Tick the largest of those shown, as many as the number says, in place of what was ticked."""
        self.table.rows.clear_ticks()
        self.table.rows.tick(self._found.largest[: self.number.value()], on=True)
        self.confirm_button.setFocus()

    def sort_by(self, key: str, descending: bool) -> None:  # noqa: FBT001  the table's signal
        """Sort by a column."""
        self._sort = (key, descending)
        self.table.show_sort(key, descending=descending)
        self.load()

    def _take(self, read: tuple[Found, int]) -> None:
        self._found, total = read
        self.table.set_ids(self._found.ids)
        self.filters.show_count(len(self._found.ids), total)
        self.empty.setVisible(not self._found.ids)
        self.shown.emit()

    def _fetch(self, ids: Sequence[str], then: Callable[[Rows[ListedCreator]], None]) -> None:
        self.desk.tasks.read(lambda conn: {row.id: row for row in store.listed(conn, ids)}, then)

    def _columns(self) -> tuple[Column[ListedCreator], ...]:
        locale = self.desk.locale
        return (
            Column("name", tr("Name"), 220, _person, stretch=True),
            Column("tier", tr("Tier"), 64, lambda row: Text(tier_label(row.tier), tone="text-2"), sortable=False),
            Column("followers", tr("Followers"), 104, lambda row: _count(row.followers, locale), align="right"),
            Column("rate", tr("Engagement rate"), 118, lambda row: _rate(row, locale), align="right"),
            Column(
                "country", tr("Country"), 110,
                lambda row: Text(territory(row.country, locale) if row.country else EMPTY), sortable=False,
            ),
        )  # fmt: skip

    def _say_tick(self) -> None:
        self.tick_button.setText(plural(self.number.value(), "Tick the {n} largest", "Tick the {n} largest"))
        self.tick_button.setAccessibleName(self.tick_button.text())

    def _say_count(self) -> None:
        count = len(self.table.rows.ticks)
        self.confirm_button.setText(plural(count, "Add {n} creator", "Add {n} creators") if count else tr("Add"))
        self.confirm_button.setEnabled(bool(count))

    def _lay_out(self) -> None:
        self.resize(theme.px(780), theme.px(600))
        self.number.setRange(1, _MOST)
        self.number.setValue(_LARGEST)
        self.number.setAccessibleName(tr("How many of the largest to tick"))
        self.number.setFixedWidth(theme.px(80))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.tick_button)
        row.addWidget(self.number)
        row.addStretch(1)
        layout = self.filters.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.table.setMinimumHeight(theme.px(240))
        self.body.addWidget(self.filters)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty)
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            # The table takes the height that the dialog's own stretch would.
            whole.setStretch(whole.indexOf(self.body), _MOST)

    def _connect(self) -> None:
        self.table.show_sort(self._sort[0], descending=self._sort[1])
        self.table.sort_requested.connect(self.sort_by)
        self.table.typed.connect(self.filters.start)
        self.table.rows.ticked.connect(self._say_count)
        self.filters.changed.connect(lambda *_: self.load())
        self.filters.left.connect(self.table.setFocus)
        self.number.valueChanged.connect(lambda _value: self._say_tick())
        self.tick_button.clicked.connect(self.tick_largest)


def _filters(source: Source) -> tuple[Filter, ...]:
    tiers = Filter("tier", tr("Tier"), tuple((code, tr(words)) for code, words in TIERS))
    if not source.run_id:
        return (tiers,)
    file = isolate(source.file)
    return (Filter("from", tr("From"), ((source.run_id, tr("Last import: {file}", file=file)),)), tiers)


def _person(row: ListedCreator) -> Cell:
    handles = row.handles or (((row.platform, row.handle),) if row.handle else ())
    return Person(
        row.name, tr("Do not contact") if row.blocked else "", handles,
        "organisation" if row.kind == "organisation" else "person", row.id,
        problem=tr("Nobody may contact this creator.") if row.blocked else "",
    )  # fmt: skip


def _count(followers: int | None, locale: Locale) -> Cell:
    return NumberCell("" if followers is None else number(followers, locale))


def _rate(row: ListedCreator, locale: Locale) -> Cell:
    return NumberCell("" if row.er_ppm is None else percent(row.er_ppm, locale))
