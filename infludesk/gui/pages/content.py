"""The content: every piece with its one next action, as a board, a calendar or a list over the same filters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QComboBox, QMenu, QWidget

from infludesk.content import listing
from infludesk.content.calendar import Entry, entries
from infludesk.content.listing import ListedPiece, in_order
from infludesk.content.model import STATES
from infludesk.content.planning import move_date
from infludesk.content.states import allowed
from infludesk.contracts import store as contracts
from infludesk.contracts.store import AgreedCreator
from infludesk.creators.model import PLATFORMS
from infludesk.db.driver import Connection
from infludesk.flows import content_list
from infludesk.flows.content_list import Lane, lanes
from infludesk.gui.content.board import Board
from infludesk.gui.content.bulk_check import open_bulk_check
from infludesk.gui.content.calendar import CalendarView
from infludesk.gui.content.calendar_file import save_calendar
from infludesk.gui.content.columns import content_columns
from infludesk.gui.content.dialogs import AddDeliverableDialog
from infludesk.gui.content.doing import PieceWork
from infludesk.gui.content.reason_strip import ReasonStrip
from infludesk.gui.content.side import ContentSide
from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import Filter
from infludesk.gui.kit.folding import Segments
from infludesk.gui.kit.parts import button, plain
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import Inspector, ListPage
from infludesk.gui.navigation import Place
from infludesk.gui.verbs import Offer, verb
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.text import tr
from infludesk.records.custom_store import own_fields

LAYOUTS = (("board", "Board"), ("calendar", "Calendar"), ("list", "List"))
_PANEL, _LEAST, _MOST = 416, 320, 560
_FILTER = 88
# What the menu of a row offers, in this order.
_MENU = (
    "main", "second", "check", "hand_in", "file", "live", "stage.next", "stage.previous", "next_action", "move",
    "dates", "owner", "trash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reading brings: the rows in the list's order, how many there are at all, and the layout's own."""

    rows: tuple[ListedPiece, ...]
    total: int
    own: tuple[Field, ...]
    lanes: tuple[Lane, ...] = ()
    entries: tuple[Entry, ...] = ()


class ContentPage(ListPage[ListedPiece]):
    """The pieces and posts; narrowed to one campaign where ``campaign_id`` is set."""

    key = "content"
    group = "content"
    exported = "content"
    title = "Content"
    placeholder = "Filter content"
    sorted_by = ("next", False)
    shows = (
        "deliverable", "content_draft", "review", "task", "contract", "usage_right", "post", "post_snapshot",
        "fulfilment", "disclosure_check", "disclosure_finding", "evidence", "participation", "creator", "account",
        "campaign", "client", "member", "attachment", "attachment_link",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        self.campaign_id = ""
        self._known: dict[str, ListedPiece] = {}
        self.side = ContentSide(desk)
        self.work, self.panel = self.side.work, self.side.post
        self.board, self.calendar = Board(desk), CalendarView(desk)
        self.layouts = Segments(tr("Layout"), [(code, tr(words)) for code, words in LAYOUTS], "list")
        self.reason = ReasonStrip()
        super().__init__(desk)
        self.doing = PieceWork(desk, self)
        self._again: object = None
        self.set_inspector_width(_LEAST, _PANEL, _MOST)
        for combo in self.filters.findChildren(QComboBox):
            # The panel is wide, so the filters give way in a small window.
            combo.setMinimumWidth(theme.px(_FILTER))
        for one in (self.board, self.calendar):
            self.body.addWidget(one)
        self._place_parts()
        self._connect_work()

    # what the list is

    def columns(self) -> Sequence[Column[ListedPiece]]:
        return content_columns(self.desk)

    def filter_options(self) -> Sequence[Filter]:
        named = (
            ("view", tr("View"), listing.VIEWS), ("state", tr("Stage"), STATES),
            ("platform", tr("Platform"), PLATFORMS),
        )  # fmt: skip
        return [Filter(key, words, tuple((code, tr(text)) for code, text in options)) for key, words, options in named]

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[ListedPiece]:
        return {row.id: row for row in content_list.listed(conn, ids, self.desk.now(), self.desk.today().isoformat())}

    def reload(self) -> None:
        wanted, sort, layout = self._wanted_rows(), self._sort, self.layouts.value
        now, days, campaign = self.desk.now(), self.calendar.span, self.campaign_id

        def query(conn: Connection) -> _Read:
            rows = in_order(content_list.found(conn, wanted, now), sort[0], descending=sort[1])
            return _Read(
                tuple(rows),
                listing.count(conn, campaign),
                own_fields(conn, self.own_table),
                lanes(rows) if layout == "board" else (),
                tuple(entries(conn, rows, *days, campaign)) if layout == "calendar" else (),
            )

        self.desk.tasks.read(query, self._take_all, key=(self.key, "ids"))

    def empty_state(self) -> EmptyState:
        return EmptyState(
            "content", tr("No content planned"), tr("Deliverables of agreed creators appear here."),
            tr("Add deliverable…"),
        )  # fmt: skip

    def layout_of_rows(self) -> QWidget:
        return {"board": self.board, "calendar": self.calendar}.get(self._layout, self.table)

    def make_inspector(self) -> Inspector:
        return self.side

    def buttons(self) -> Sequence[QAbstractButton]:
        made = button(tr("Add deliverable…"), self.main_kind, icon="add")
        made.clicked.connect(self.add)
        return (made,)

    def landing(self) -> QWidget | None:
        shown = self.body.currentWidget()
        if shown is self.board:
            return self.board.landing
        return self.calendar.landing if shown is self.calendar else super().landing()

    def panes(self) -> list[QWidget]:
        shown = self.landing() or self.table
        return [self.filters.search, shown, self.side]

    # what is done here

    def go_to(self, place: Place) -> None:
        super().go_to(place)
        if place.record:
            self.show_piece(place.record)

    def show_piece(self, record_id: str) -> None:
        """Focus the row of a piece, or of the piece that a post fulfils."""

        def query(conn: Connection) -> str:
            found = next((row for row in listing.found(conn) if row.post_id == record_id), None)
            return found.id if found else record_id

        self.desk.tasks.read(query, self._focus, key=(self.key, "focus"))

    def open_record(self, record_id: str) -> None:
        """Go on to what the row asks for: the check of a live post, else the piece's fields."""
        row = self.table.rows.row(record_id) or self._known.get(record_id)
        self.inspector_frame.show()
        if row is not None and row.post_id:
            self.side.begin_check_of(record_id)
        else:
            self.side.show_work()

    def choose_layout(self, layout: str) -> None:
        """Show the board, the calendar or the list."""
        self.layouts.choose(layout)
        self.reload()

    def offers(self) -> dict[str, Offer]:
        offers = super().offers()
        own = self.doing.offers(self._rows)
        if "main" in offers:  # the check of the post beside the list goes first
            own.pop("main", None)
        entry = self.calendar.current if self._layout == "calendar" else None
        if entry is not None and entry.movable:
            own["move"] = Offer(self._move_entry)
        nothing = "" if self._known else tr("There is nothing to export.")
        if self.table.chosen_ids:
            own["check"] = Offer(self.check_captions, tr("Check captions") if self.table.rows.ticks else "")
        return offers | own | {
            "new": Offer(self.add, tr("Add deliverable…")),
            "calendar_file": Offer(self.save_calendar, why_not=nothing),
        }  # fmt: skip

    def chosen_actions(self) -> tuple[str, Callable[[], None]]:
        return tr("Check captions"), self.check_captions

    def check_captions(self) -> None:
        """Check the captions of what is ticked in a list of results; without ticks that of the row in focus."""
        chosen = self.table.chosen_ids
        if self.table.rows.ticks:
            open_bulk_check(self.desk, self, chosen)
        elif chosen:
            self.desk.go("caption_check", chosen[0])

    def add(self) -> None:
        """Ask for whom a piece is and what it is."""
        campaign = self.campaign_id
        self.desk.tasks.read(lambda conn: contracts.agreed(conn, campaign), self._add)

    def save_calendar(self) -> None:
        """Save the days of what the filters leave as a calendar file."""
        rows = tuple(self._known.values())
        one = rows[0].campaign if rows and self.campaign_id else ""
        save_calendar(self.desk, rows, one or tr("Content"), self.campaign_id)

    # how it works

    @property
    def _layout(self) -> str:
        return self.layouts.value

    def _wanted_rows(self) -> listing.Filter:
        today, me = self.desk.today().isoformat(), self.desk.workspace.me
        return listing.Filter(
            self.filters.text, campaign_id=self.campaign_id, today=today, me=me, **self.filters.values
        )

    def _rows(self) -> list[ListedPiece]:
        return [self._known[one] for one in self.table.chosen_ids if one in self._known]

    def _take_all(self, read: _Read) -> None:
        self._known = {one.id: one for one in read.rows}
        self._take(([one.id for one in read.rows], read.total, read.own))
        if self._layout == "board":
            self.board.show_lanes(read.lanes)
            self.board.focus_id(self.table.current_id)
        elif self._layout == "calendar":
            self.calendar.show_entries(read.entries)

    def _add(self, agreed: list[AgreedCreator]) -> None:
        dialog = AddDeliverableDialog(self.desk, self, agreed)
        dialog.stored.connect(lambda made: self._focus(str(made)))
        dialog.open()

    def _focus(self, record_id: str) -> None:
        if self.filters.values or self.filters.text:
            self.filters.clear()
        self.focus_on(record_id)
        self.board.focus_id(record_id)

    def _dropped(self, record_id: str, state: str) -> None:
        row = self._known.get(record_id)
        if row is not None:
            self.table.focus_id(record_id)
            self.doing.move((row,), state)

    def _move_entry(self) -> None:
        entry = self.calendar.current
        if entry is not None and (row := self._known.get(entry.id)) is not None:
            self.doing.move_date(row, entry.kind)

    def _entry_moved(self, entry: Entry, day: str) -> None:
        self.desk.tasks.do(
            move_date, otherwise=lambda problem: self._refused(problem, None), deliverable_id=entry.id,
            name=entry.kind, day=day,
        )  # fmt: skip

    def _entry_opened(self, entry: Entry) -> None:
        if entry.kind == "rights":
            self.desk.go("contract", entry.record)
        else:
            self.table.focus_id(entry.record)
            self.open_record(entry.record)

    def _refused(self, problem: Problem, again: object) -> None:
        self._again = again
        if callable(again):
            self.reason.ask(problem, tr("Approve all the same"))
        else:
            self.reason.say_problem(problem)

    def _go_on(self, reason: str) -> None:
        if callable(self._again):
            self._again(reason)

    def menu(self) -> QMenu:
        """What can be done with the rows chosen, as a menu."""
        made, offers = QMenu(self), self.offers()
        made.setToolTipsVisible(True)
        for key in _MENU:
            offer = offers.get(key)
            if offer is not None and not offer.why_not:
                made.addAction(plain(offer.label or tr(verb(key).label))).triggered.connect(offer.run)
        rows = self._rows()
        stages = made.addMenu(tr("Move to"))
        for state, words in STATES:
            if rows and all(_may(row, state) for row in rows):
                action = stages.addAction(tr(words))
                action.triggered.connect(lambda _checked=False, state=state: self.doing.move(self._rows(), state))
        stages.setEnabled(not stages.isEmpty())
        return made

    def _open_menu(self, at: QPoint) -> None:
        made = self.menu()
        made.aboutToHide.connect(made.deleteLater)
        made.popup(at)

    def _connect_work(self) -> None:
        self.side.changed.connect(self.offering)
        self.doing.refused.connect(self._refused)
        self.doing.done.connect(self.reason.clear)
        self.reason.given.connect(self._go_on)
        self.layouts.chosen.connect(lambda _: self.reload())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(lambda at: self._open_menu(self.table.viewport().mapToGlobal(at)))
        self.board.focused.connect(self.table.focus_id)
        self.board.opened.connect(self.open_record)
        self.board.moved.connect(self._dropped)
        self.board.menu_asked.connect(self._open_menu)
        self.calendar.wanted.connect(self.reload)
        self.calendar.focused.connect(self.table.focus_id)
        self.calendar.opened.connect(self._entry_opened)
        self.calendar.moved.connect(self._entry_moved)
        self.calendar.menu_asked.connect(self._open_menu)
        if self.empty.primary is not None:
            self.empty.primary.clicked.connect(self.add)

    def _place_parts(self) -> None:
        """The layouts before the head's buttons, and the strip that asks for reasons above the content."""
        around = self.body.parentWidget()
        head, column = self.head.layout(), around.layout() if around else None
        if isinstance(head, QBoxLayout):
            head.insertWidget(3, self.layouts)
        if isinstance(column, QBoxLayout):
            column.insertWidget(column.indexOf(self.body), self.reason)


def _may(row: ListedPiece, state: str) -> bool:
    return row.kind == "deliverable" and allowed(row.state, state, needs_post=row.needs_post)
