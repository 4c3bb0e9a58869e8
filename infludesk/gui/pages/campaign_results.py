"""The Results tab of a campaign: its figures against its goals, what each creator brought, and the entry grid."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from infludesk.gui.campaigns.tabs import CampaignTab, TabSpec
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.exports.asking import RESULT_KEYS, Shown, ask_export
from infludesk.gui.kit.cells import Cell, NumberCell, Text
from infludesk.gui.kit.parts import button, label, scrolled
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.tiles import Tile
from infludesk.gui.kit.widgets import SectionHead
from infludesk.gui.results.entry_grid import EntryGrid
from infludesk.gui.results.reading import Card, CreatorResult, ResultsView, read_results
from infludesk.gui.verbs import Offer
from infludesk.kernel.dates import moment
from infludesk.kernel.text import isolate, number, tr
from infludesk.results.figures import Figure
from infludesk.results.formulas import ER_VARIANTS
from infludesk.results.show import show_figure

_ACROSS = 4
_MOST_CREATORS, _MOST_POSTS, _LEAST_POSTS = 8, 12, 3


class ResultsTab(CampaignTab):
    """Goals first, then the figures, the creators, and the posts to enter numbers for."""

    shows = (
        "post", "post_snapshot", "campaign", "creator", "account", "client_fee", "kpi", "kpi_target", "setting",
        "participation", "deliverable",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._creators: dict[str, CreatorResult] = {}
        self._sort = ("name", False)
        self._posts: tuple[str, ...] = ()
        self.tiles: list[Tile] = []
        self.import_button = button(tr("Import numbers…"), icon="import")
        self.save_button = button(tr("Save numbers"))
        self.table: TableView[CreatorResult] = TableView(tr("Results by creator"), self._columns(), self._fetch)
        self.table.setColumnHidden(0, True)
        self.creators_head = SectionHead(tr("Results by creator"))
        self.grid = EntryGrid(desk)
        self._lay_out()
        self.import_button.clicked.connect(self._import)
        self.save_button.clicked.connect(self.grid.save)
        self.grid.changed.connect(self._changed)
        self.table.opened.connect(partial(desk.go, "creator"))
        self.table.sort_requested.connect(self._sort_by)
        self._changed()

    def reload(self) -> None:
        campaign, desk = self.campaign_id, self.desk
        ask = partial(
            read_results, campaign_id=campaign, today=desk.today(), now=moment(desk.now()), locale=desk.locale
        )
        desk.tasks.read(ask, self._take, key=("campaign.results", "view"))

    def landing(self) -> QWidget | None:
        return self.grid.landing()

    def panes(self) -> list[QWidget]:
        return [self.import_button, self.table, self.grid.source, self.grid.table]

    def leave(self) -> None:
        self.grid.leave()

    def offers(self) -> dict[str, Offer]:
        none = "" if self._posts else tr("There is nothing to export.")
        return {"import.numbers": Offer(self._import), "export": Offer(self.export, why_not=none)} | self.grid.offers()

    def export(self) -> None:
        """Ask what of the numbers to export, and how."""
        shown = Shown("results", "campaign.results", self._posts, keys=RESULT_KEYS, within=self.campaign_id)
        ask_export(self.desk, shown)

    def _take(self, view: ResultsView) -> None:
        self._show_cards(view.cards)
        self._creators = {one.id: one for one in view.creators}
        self.creators_head.set_note(tr("Engagement rate {variant}", variant=tr(ER_VARIANTS[view.variant].label)))
        self.table.set_ids(self._ordered())
        self.table.rows.refresh()
        self._posts = tuple(one.post_id for one in view.entries)
        self.grid.show_rows(view.entries, view.entries)
        for one in (self.creators_head, self.table):
            one.setVisible(bool(view.creators))
        self._fit(self.table, min(len(view.creators), _MOST_CREATORS))
        rows = max(_LEAST_POSTS, min(len(view.entries), _MOST_POSTS))
        self.grid.body.setMinimumHeight(self._height(rows) if view.entries else theme.px(220))
        self.offering.emit()

    def _show_cards(self, cards: Sequence[Card]) -> None:
        empty(self._cards)
        self.tiles = []
        for place, one in enumerate(cards):
            tile = Tile(one.name)
            tile.show_figure(one.figure, one.note, state="success" if one.met else "")
            self.tiles.append(tile)
            self._cards.addWidget(tile, place // _ACROSS, place % _ACROSS)

    def _columns(self) -> tuple[Column[CreatorResult], ...]:
        return (
            Column("name", tr("Creator"), 200, lambda row: Text(isolate(row.name), strong=True), stretch=True),
            Column("posts", tr("Posts"), 80, lambda row: self._number(row.posts), "right"),
            Column("reach", tr("Reach"), 120, lambda row: self._cell(row.reach), "right"),
            Column("views", tr("Views"), 120, lambda row: self._cell(row.views), "right"),
            Column("engagements", tr("Engagements"), 128, lambda row: self._cell(row.engagements), "right"),
            Column("rate", tr("ER"), 120, lambda row: self._cell(row.rate), "right", tooltip=tr("Engagement rate")),
        )

    def _number(self, count: int) -> Cell:
        return NumberCell(number(count, self.desk.locale))

    def _cell(self, figure: Figure) -> Cell:
        locale = self.desk.locale
        return NumberCell(
            show_figure(figure, locale), na_reason="" if figure.known else figure.reason or tr("not read")
        )

    def _fetch(self, ids: Sequence[str], then: Callable[[Rows[CreatorResult]], None]) -> None:
        then({one: self._creators[one] for one in ids if one in self._creators})

    def _sort_by(self, key: str, descending: bool) -> None:  # noqa: FBT001  the table's signal
        self._sort = (key, descending)
        self.table.set_ids(self._ordered())

    def _ordered(self) -> list[str]:
        key, descending = self._sort
        rows = list(self._creators.values())
        if key == "name":
            return [row.id for row in (rows[::-1] if descending else rows)]
        known = [(amount, row.id) for row in rows if (amount := _amount(row, key)) is not None]
        known.sort(key=lambda one: one[0], reverse=descending)
        return [*(one for _, one in known), *(row.id for row in rows if _amount(row, key) is None)]

    def _changed(self) -> None:
        none = not self.grid.can_save
        self.save_button.setDisabled(none)
        self.save_button.setToolTip(tr("Type a number first.") if none else "")
        self.offering.emit()

    def _import(self) -> None:
        self.desk.go("imports", about=(f"numbers:{self.campaign_id}",))

    def _fit(self, table: QWidget, rows: int) -> None:
        table.setFixedHeight(self._height(rows))

    def _height(self, rows: int) -> int:
        return theme.metric("row.header") + rows * theme.row_height() + theme.px(4)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), theme.px(8))
        bar.setSpacing(theme.px(8))
        note = label(tr("Figures against goals. Costs count the client fee."), "muted")
        bar.addWidget(note)
        bar.addStretch(1)
        bar.addWidget(self.import_button)
        bar.addWidget(self.save_button)
        self._cards = QGridLayout()
        self._cards.setSpacing(theme.px(12))
        for across in range(_ACROSS):
            self._cards.setColumnStretch(across, 1)
        inside = QWidget()
        top = QVBoxLayout()
        top.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        top.setSpacing(0)
        top.addLayout(self._cards)
        top.addWidget(self.creators_head)
        top.addWidget(self.table)
        top.addWidget(SectionHead(tr("Numbers of the posts")))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.grid, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(scrolled(inside), 1)


def _amount(row: CreatorResult, key: str) -> Fraction | None:
    value = getattr(row, key)
    return value.value if isinstance(value, Figure) else Fraction(value)


SPEC = TabSpec("results", "Results", ResultsTab)
