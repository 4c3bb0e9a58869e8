"""One creator's page: who it is, what was said, their channels, every field, and what was changed."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from infludesk.creators import store
from infludesk.creators.commands import set_account_field, set_field, unblock
from infludesk.creators.derived import WATCHED
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.flows.trash import trash_creators
from infludesk.gui.campaigns.dialogs import add_to_campaign
from infludesk.gui.contracts.creator_work import TABLES as WORK_TABLES
from infludesk.gui.contracts.creator_work import WorkTab
from infludesk.gui.creators.accounts import AccountsTab
from infludesk.gui.creators.details import DetailsTab
from infludesk.gui.creators.log import LogLine
from infludesk.gui.creators.parts import CreatorView, Face, read_view, say_blocked, summary_line
from infludesk.gui.creators.side import SideColumn
from infludesk.gui.creators.timeline_tab import TimelineTab
from infludesk.gui.desk import Desk
from infludesk.gui.history_list import HistoryList, Past
from infludesk.gui.kit.bars import TabBar
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import button, frame
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState, Strip
from infludesk.gui.navigation import Place
from infludesk.gui.page import Page, Path
from infludesk.gui.verbs import Offer
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr
from infludesk.records.custom_commands import set_custom_value
from infludesk.records.model import CustomValue
from infludesk.team.store import members

_NARROW = 1100 - 208
_TABS = ("timeline", "accounts", "work", "details", "history")


@dataclass(frozen=True, slots=True)
class _Read:
    """What the page reads at once."""

    view: CreatorView | None
    members: dict[str, str]
    referrer: tuple[str, str] | None


class CreatorPage(Page):
    """The whole relationship with one creator."""

    key = "creator"
    shows = (*WATCHED, "member", "import_run", "parcel", "parcel_item", "benefit", *WORK_TABLES)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: CreatorView | None = None
        self._read = _Read(None, {}, None)
        self._list: tuple[str, ...] = ()
        self._wants_log = False
        self.face, self.name, self.line = Face(), Elided("", "title"), Elided("", "muted")
        self.log_button = button(tr("Log contact"), "primary", icon="call")
        self.blocked, self.strip = Strip("danger"), Strip()
        self.log_line = LogLine(desk, details=True)
        names = (tr("Timeline"), tr("Accounts"), tr("Work"), tr("Details"), tr("History"))
        self.tabs = TabBar(tuple(zip(_TABS, names, strict=True)))
        self.timeline, self.accounts, self.details = TimelineTab(desk), AccountsTab(desk), DetailsTab(desk)
        self.history, self.side, self.work = HistoryList(desk), SideColumn(desk), WorkTab(desk)
        self.gone = EmptyState(
            "creators", tr("This creator is not here any more"), tr("They are in the trash, or were merged."),
            tr("Show all creators"),
        )  # fmt: skip
        self._lay_out()
        self._connect()

    # where one is

    @property
    def path(self) -> Path:
        name = self.view.row.name if self.view else tr("Creator")
        return ((name, self.place),)

    def go_to(self, place: Place) -> None:
        if place.record != self.place.record:
            self.side.redraw()
            self.strip.say("info", "")
        super().go_to(place)
        if place.about[:1] == ("list",):
            self._list = place.about[1:]
        self._wants_log = "log" in place.about
        self.tabs.choose(place.tab if place.tab in _TABS else _TABS[0])
        self.log_line.load(place.record)
        if self._wants_log and self.isVisible():
            self.log()

    def landing(self) -> QWidget | None:
        return self.log_line if self._wants_log else self._shown

    def panes(self) -> list[QWidget]:
        return [self.log_line, self.tabs, self._shown]

    def leave(self) -> None:
        self.side.redraw()

    # what is shown

    def reload(self) -> None:
        record = self.place.record

        def query(conn: Connection) -> _Read:
            view = read_view(conn, record)
            referrer = view.whole.creator.referred_by_id if view else None
            found = store.listed(conn, [referrer]) if referrer else []
            names = {one.id: one.name or "" for one in members(conn)}
            return _Read(view, names, (found[0].id, found[0].name) if found else None)

        self.desk.tasks.read(query, self._take, key=self.key)

    def _take(self, read: _Read) -> None:
        self._read, self.view = read, read.view
        self._body.setCurrentWidget(self._record if read.view else self.gone)
        if read.view is not None:
            row, whole = read.view.row, read.view.whole
            # an old link to somebody merged leads to the one who stayed
            self.place = replace(self.place, record=row.id)
            self.face.show_creator(row)
            self.name.say(row.name)
            self.line.say(summary_line(read.view, self.desk))
            say_blocked(self.blocked, read.view, self.desk, action=tr("Allow contact"))
            self.log_line.load(row.id)
            self.timeline.load(read.view.entries, read.members)
            self.accounts.load(whole)
            self.side.load(read.view)
            self.tabs.set_count("accounts", len(whole.accounts))
            self._load_tab(anew=False)
        self.moved.emit(self.place)
        self.offering.emit()

    def _load_tab(self, *, anew: bool) -> None:
        """Fill the tabs that are made only when they are seen."""
        if self.tabs.current == "history":
            self._show_history(anew=anew)
        elif self.tabs.current == "details" and self._read.view is not None:
            self.details.load(self._read.view, self._read.members, self._read.referrer)
        elif self.tabs.current == "work":
            self.work.load(self.place.record)

    def _show_history(self, column: str = "", *, anew: bool = True) -> None:
        records = [("creator", self.place.record)]
        records += [("account", one.id) for one in self.view.whole.accounts] if self.view else []
        if anew or self.history.shows_other(records):
            self.history.show_records(records, column)
        else:
            self.history.refresh()

    # what can be done

    def offers(self) -> dict[str, Offer]:
        offers = {
            "tab.next": Offer(lambda: self._turn(1)),
            "tab.previous": Offer(lambda: self._turn(-1)),
            "record.next": Offer(lambda: self._step(1), why_not=self._no_way(1)),
            "record.previous": Offer(lambda: self._step(-1), why_not=self._no_way(-1)),
        }
        if self.view is None:
            return offers
        entry, account = self.timeline.list.current, self.accounts.account
        trash = Offer(self.trash, tr("Move creator to Trash"))
        if self.tabs.current == "timeline" and entry is not None:
            trash = Offer(self.timeline.trash, tr("Move entry to Trash"))
        elif self.tabs.current == "accounts" and account is not None:
            trash = Offer(self.accounts.trash, tr("Move account to Trash"))
        return offers | {
            "log": Offer(self.log),
            "add_to_campaign": Offer(lambda: add_to_campaign(self.desk, [self.place.record])),
            "trash": trash,
            "history": Offer(self.show_history, tr("History of this field or record")),
        }

    def log(self) -> None:
        """Put the focus in the log line."""
        self.log_line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def trash(self) -> None:
        """Move the creator to the trash, with all that is theirs."""
        self.desk.tasks.do(
            trash_creators, then=lambda _outcome: self.desk.go("creators"), otherwise=self._refused,
            creator_ids=[self.place.record],
        )  # fmt: skip

    def show_history(self, field: str = "") -> None:
        """Show what was changed in a field, the one that has the focus, or else in the whole record."""
        field = field or self.details.field_in_focus
        # The field is left first, so that what was typed is in its history.
        self.tabs.setFocus()
        self.tabs.choose("history")
        self._show_history(field)
        self.history.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def restore(self, past: Past) -> None:
        """Put an old value back."""
        if past.field is None:
            return
        given = {"name": past.field.name, "value": past.old}
        if past.table == "creator":
            self.desk.tasks.do(set_field, otherwise=self._refused, creator_id=past.row_id, **given)
        elif past.table == "custom_value":
            field_id = self.desk.workspace.read(lambda conn: get(conn, CustomValue, past.row_id)).field_id
            record = ref("creator", self.place.record)
            self.desk.tasks.do(
                set_custom_value, otherwise=self._refused, record=record, field_id=field_id, value=past.old
            )
        else:
            self.desk.tasks.do(set_account_field, otherwise=self._refused, account_id=past.row_id, **given)

    def _refused(self, problem: Problem) -> None:
        self.strip.say("danger", problem.title, problem.advice, closable=True)

    def _allow(self) -> None:
        self.desk.tasks.do(unblock, creator_id=self.place.record)

    # moving about

    @property
    def _shown(self) -> QWidget:
        return (self.timeline, self.accounts, self.work, self.details, self.history)[_TABS.index(self.tabs.current)]

    def _focus_tab(self) -> None:
        self._shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, by: int) -> None:
        self.tabs.choose(_TABS[(_TABS.index(self.tabs.current) + by) % len(_TABS)])
        self._shown.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_tab(self, key: str) -> None:
        self._pages.setCurrentIndex(_TABS.index(key))
        self._load_tab(anew=True)
        # The first tab is the page itself: going to it is no step of its own.
        self.place = replace(self.place, tab="" if key == _TABS[0] else key)
        self.moved.emit(self.place)
        self.offering.emit()

    def _no_way(self, by: int) -> str:
        return "" if self._neighbour(by) else tr("The list ends here.")

    def _neighbour(self, by: int) -> str:
        if self.place.record not in self._list:
            return ""
        place = self._list.index(self.place.record) + by
        return self._list[place] if 0 <= place < len(self._list) else ""

    def _step(self, by: int) -> None:
        self.desk.go(self.key, self._neighbour(by), self.tabs.current, ("list", *self._list))

    # building

    def _connect(self) -> None:
        self.log_button.clicked.connect(self.log)
        self.log_line.left.connect(self._focus_tab)
        self.tabs.chosen.connect(self._on_tab)
        self.blocked.acted.connect(self._allow)
        self.details.history_asked.connect(self.show_history)
        self.history.restore_asked.connect(self.restore)
        self.timeline.chosen.connect(self.offering)
        self.accounts.chosen.connect(self.offering)
        self.desk.redrawn.connect(self.side.redraw)
        if self.gone.primary is not None:
            self.gone.primary.clicked.connect(lambda: self.desk.go("creators"))

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        for one in (self.timeline, self.accounts, self.work, self.details, self.history):
            self._pages.addWidget(one)
        self._record = QWidget()
        column = QVBoxLayout(self._record)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.blocked)
        column.addWidget(self.strip)
        column.addLayout(_inset(self.log_line, below=8))
        column.addLayout(_inset(self.tabs))
        column.addWidget(frame("divider"))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._pages, 1)
        row.addWidget(self.side)
        column.addLayout(row, 1)
        self._body = QStackedWidget()
        self._body.addWidget(self._record)
        self._body.addWidget(self.gone)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)

    def _head(self) -> QHBoxLayout:
        head, words = QHBoxLayout(), QVBoxLayout()
        head.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(12))
        head.setSpacing(theme.px(12))
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.line)
        head.addWidget(self.face)
        head.addLayout(words, 1)
        head.addWidget(self.log_button)
        return head

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setVisible(self.width() >= theme.px(_NARROW))


def _inset(widget: QWidget, *, below: int = 0) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(below))
    row.addWidget(widget)
    return row
