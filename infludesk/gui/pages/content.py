"""The content: every piece and post with its next step, what is late first, and the checks of what is live."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QAbstractButton, QComboBox

from infludesk.content import store
from infludesk.content.model import FORMATS, LINE, OUTCOMES, STATES
from infludesk.content.store import ListedPiece
from infludesk.contracts import store as contracts
from infludesk.contracts.store import AgreedCreator
from infludesk.creators.model import PLATFORMS
from infludesk.db.driver import Connection
from infludesk.gui.content.dialogs import AddDeliverableDialog
from infludesk.gui.content.post_panel import PostPanel
from infludesk.gui.content.post_parts import OUTCOME_STATES
from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import Filter
from infludesk.gui.kit.cells import Cell, Due, DueState, Pill, Tally, Text
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import Inspector, ListPage
from infludesk.gui.navigation import Place
from infludesk.gui.verbs import Offer
from infludesk.kernel.dates import due, show_moment
from infludesk.kernel.text import isolate, tr

_PANEL, _LEAST, _MOST = 416, 320, 560
_FILTER = 88


class ContentPage(ListPage[ListedPiece]):
    """The list of pieces and posts; narrowed to one campaign where ``campaign_id`` is set."""

    key = "content"
    exported = "content"
    title = "Content"
    placeholder = "Filter content"
    sorted_by = ("next", False)
    shows = (
        "deliverable", "post", "fulfilment", "disclosure_check", "disclosure_finding", "evidence", "participation",
        "creator", "account", "campaign", "member", "attachment",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        self.campaign_id = ""
        self.panel = PostPanel(desk)
        super().__init__(desk)
        self.panel.changed.connect(self.offering)
        self.inspector_frame.setMinimumWidth(theme.px(_LEAST))
        self.inspector_frame.setMaximumWidth(theme.px(_MOST))
        self.splitter.setSizes([10_000, theme.px(_PANEL)])
        for combo in self.filters.findChildren(QComboBox):
            # The panel is wide, so the filters give way in a small window.
            combo.setMinimumWidth(theme.px(_FILTER))
        if self.empty.primary is not None:
            self.empty.primary.clicked.connect(self.add)

    # what the list is

    def columns(self) -> Sequence[Column[ListedPiece]]:
        return (
            Column("what", tr("Piece"), 190, lambda row: Text(isolate(row.what), strong=True), stretch=True),
            Column("creator", tr("Creator"), 150, lambda row: Text(isolate(row.creator))),
            Column("campaign", tr("Campaign"), 150, lambda row: Text(isolate(row.campaign), tone="text-2")),
            Column("next", tr("Due"), 110, self._due),
            Column("step", tr("Next step"), 170, lambda row: Text(row.next_step or "–"), sortable=False),
            Column("state", tr("Stage"), 170, _stage),
            Column("outcome", tr("Check"), 120, _outcome, sortable=False),
            Column("platform", tr("Platform"), 110, lambda row: Text(tr(dict(PLATFORMS).get(row.platform, "–")))),
            Column("format", tr("Format"), 100, _format, sortable=False),
            Column("published", tr("Published"), 150, self._published),
        )

    def filter_options(self) -> Sequence[Filter]:
        named = (
            ("view", tr("View"), store.VIEWS), ("state", tr("Stage"), STATES), ("platform", tr("Platform"), PLATFORMS),
        )  # fmt: skip
        return [Filter(key, words, tuple((code, tr(text)) for code, text in options)) for key, words, options in named]

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        wanted = store.Filter(text, campaign_id=self.campaign_id, today=self.desk.today().isoformat(), **values)
        return store.ids(conn, wanted, sort[0], descending=sort[1])

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[ListedPiece]:
        return {row.id: row for row in store.listed(conn, ids)}

    def count_all(self, conn: Connection) -> int:
        return len(store.ids(conn, store.Filter(campaign_id=self.campaign_id)))

    def empty_state(self) -> EmptyState:
        return EmptyState(
            "content", tr("No content planned"), tr("Deliverables of agreed creators appear here."),
            tr("Add deliverable…"),
        )  # fmt: skip

    def make_inspector(self) -> Inspector:
        return self.panel

    def buttons(self) -> Sequence[QAbstractButton]:
        made = button(tr("Add deliverable…"), self.main_kind, icon="add")
        made.clicked.connect(self.add)
        return (made,)

    # what is done here

    def go_to(self, place: Place) -> None:
        super().go_to(place)
        if place.record:
            self.show_piece(place.record)

    def show_piece(self, record_id: str) -> None:
        """Focus the row of a piece, or of the piece that a post fulfils."""

        def query(conn: Connection) -> str:
            found = next((row for row in store.listed(conn, store.ids(conn)) if row.post_id == record_id), None)
            return found.id if found else record_id

        self.desk.tasks.read(query, self._focus, key=(self.key, "focus"))

    def open_record(self, record_id: str) -> None:
        """Go on to what the row asks for: the check of a live post, else the piece's fields."""
        row = self.table.rows.row(record_id)
        if row is not None and row.post_id:
            self.panel.begin_check_of(record_id)
        else:
            self.panel.focus_piece()

    def offers(self) -> dict[str, Offer]:
        return super().offers() | {"new": Offer(self.add, tr("Add deliverable…"))}

    def add(self) -> None:
        """Ask for whom a piece is and what it is."""
        campaign = self.campaign_id
        self.desk.tasks.read(lambda conn: contracts.agreed(conn, campaign), self._add)

    def _add(self, agreed: list[AgreedCreator]) -> None:
        dialog = AddDeliverableDialog(self.desk, self, agreed)
        dialog.stored.connect(lambda made: self._focus(str(made)))
        dialog.open()

    def _focus(self, record_id: str) -> None:
        if self.filters.values or self.filters.text:
            self.filters.clear()
        self.focus_on(record_id)

    # cells

    def _due(self, row: ListedPiece) -> Cell:
        if not row.due:
            return Text("–", tone="text-3")
        today, day = self.desk.today(), date.fromisoformat(row.due[:10])
        state: DueState = "late" if day < today else "today" if day == today else "soon"
        return Due(due(row.due, today, self.desk.locale), state, row.due[:10], problem="")

    def _published(self, row: ListedPiece) -> Cell:
        if not row.published:
            return Text("–", tone="text-3")
        return Text(show_moment(row.published, self.desk.locale, self.desk.zone), tone="text-2")


def late(conn: Connection, today: str) -> int:
    """How many pieces are late."""
    return len(store.ids(conn, store.Filter(view="late", today=today)))


def _stage(row: ListedPiece) -> Cell:
    words = tr(dict(STATES)[row.state])
    if row.state not in LINE:
        return Tally(0, len(LINE), words, "stopped")
    return Tally(LINE.index(row.state) + 1, len(LINE), words, "finished" if row.state == "done" else "open")


def _format(row: ListedPiece) -> Cell:
    return Text(tr(dict(FORMATS).get(row.format, "–")))


def _outcome(row: ListedPiece) -> Cell:
    if not row.post_id:
        return Text("–", tone="text-3")
    if not row.outcome:
        return Pill(tr("Not checked"), "neutral")
    return Pill(tr(dict(OUTCOMES)[row.outcome]), OUTCOME_STATES.get(row.outcome, "neutral"))
