"""A campaign's Budget tab: by creator and kind of cost what is allocated, signed, spent and paid, and three totals."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.db.driver import Connection
from infludesk.flows.budget import Budget, BudgetRow, budget
from infludesk.flows.margins import Report
from infludesk.gui.campaigns.parts import money_words
from infludesk.gui.campaigns.reading import read_overview
from infludesk.gui.campaigns.tabs import CampaignTab, TabSpec
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import Cell, MoneyCell, Text
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.tiles import Tile
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.payments.schedule import open_schedule
from infludesk.gui.payments.words import rate_words, sums_words
from infludesk.gui.verbs import Offer
from infludesk.kernel.money import Money
from infludesk.kernel.text import isolate, join, tr
from infludesk.payments.model import Cost
from infludesk.payments.rates import Converted

_FIGURES = ("allocated", "signed", "spent", "paid")
_TOTAL = "total"


class BudgetTab(CampaignTab):
    """The rows with their sum, and above them what the client pays, what creators get, and what is left."""

    shows = (
        "campaign", "participation", "creator", "creator_fee", "client_fee", "cost", "payment", "contract",
        "exchange_rate", "parcel", "parcel_item", "product", "benefit", "client",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: dict[str, BudgetRow] = {}
        self.internal = Strip("quiet", tr("Internal: no client sees this tab."))
        self.fee, self.creators = Tile(tr("Client fee")), Tile(tr("Creator fees and costs"))
        self.margin = Tile(tr("Margin"))
        self.note = label("", "small", wrap=True)
        self.client_button = button(tr("Client fees…"), small=True)
        self.table: TableView[BudgetRow] = TableView(tr("Budget"), self._columns(), self._fetch)
        self.table.setColumnHidden(0, True)  # nothing is done here with several rows, least of all with their sum
        self._lay_out()
        self.client_button.clicked.connect(lambda: open_schedule(self.desk, self.campaign_id))
        self.table.opened.connect(self._open)

    def reload(self) -> None:
        wanted, today = self.campaign_id, self.desk.today()

        def query(conn: Connection) -> Budget | None:
            return budget(conn, wanted, today.isoformat()) if read_overview(conn, wanted, today) else None

        self.desk.tasks.read(query, self._take, key=("campaign", "budget"))

    def landing(self) -> QWidget | None:
        return self.table if self._rows else self.client_button

    def panes(self) -> list[QWidget]:
        return [self.client_button, self.table]

    def offers(self) -> dict[str, Offer]:
        one = self.table.current_id
        none = "" if _is_creator(one) else tr("Choose a creator first.")
        return {"fees": Offer(lambda: self._open(one), tr("Fee schedule…"), none)}

    def _take(self, found: Budget | None) -> None:
        if found is None or found.campaign.id != self.campaign_id:
            return
        self._rows = {row.id: row for row in found.rows}
        if found.rows:
            self._rows[_TOTAL] = found.total
        self.table.set_ids(tuple(self._rows))
        self.table.rows.refresh()
        self._show_totals(found)
        self.offering.emit()

    def _show_totals(self, found: Budget) -> None:
        report, formats = found.report, self.desk.formats
        spent = _both(report)
        for tile, one in ((self.fee, report.client_fee), (self.creators, spent)):
            tile.show_figure(money_words(one.money, formats) if one.money else tr("n/a"), one.reason)
        lost = report.margin is not None and report.margin.minor < 0
        figure = money_words(report.margin, formats) if report.margin else tr("n/a")
        self.margin.show_figure(figure, report.reason or (tr("A loss") if lost else ""), state="danger" if lost else "")
        self.note.setText(join(self._notes(found)))

    def _notes(self, found: Budget) -> list[str]:
        """What is to be known of the figures: budget, value in kind, the rates used, the client as a whole."""
        formats, given, whole = self.desk.formats, found.campaign.budget, found.client
        notes = []
        if given:
            notes.append(tr("Budget given: {amount}", amount=money_words(given, formats)))
        if len(found.client_fee) > 1:
            notes.append(tr("Charged: {sums}", sums=sums_words(found.client_fee, formats)))
        if found.in_kind:
            notes.append(tr("In kind: {sums}, not in the margin", sums=sums_words(found.in_kind, formats)))
        if found.report.used:
            rates = "; ".join(rate_words(one, formats) for one in found.report.used)
            notes.append(tr("Rates: {rates}", rates=rates))
        if whole and whole.margin:
            amount = money_words(whole.margin, formats)
            notes.append(tr("Margin of all campaigns of this client: {amount}", amount=amount))
        return notes

    def _columns(self) -> tuple[Column[BudgetRow], ...]:
        heads = (tr("Allocated"), tr("Signed"), tr("Spent"), tr("Paid"))
        hints = (
            tr("All fees and costs that count"), tr("Fees under a signed contract"), tr("Earned fees, and costs spent"),
            tr("What was paid of the fees"),
        )  # fmt: skip
        return (
            Column("name", tr("Creator or cost"), 200, _name, sortable=False, stretch=True),
            *(
                Column(key, words, 150, self._sums(key), "right", sortable=False, internal=True, tooltip=hint)
                for key, words, hint in zip(_FIGURES, heads, hints, strict=True)
            ),
        )

    def _sums(self, key: str) -> Callable[[BudgetRow], Cell]:
        def cell(row: BudgetRow) -> Cell:
            sums: dict[str, Money] = getattr(row, key)
            return MoneyCell(sums_words(sums, self.desk.formats), internal=bool(sums), strong=not row.id)

        return cell

    def _fetch(self, ids: Sequence[str], then: Callable[[Rows[BudgetRow]], None]) -> None:
        known: Mapping[str, BudgetRow] = {one: self._rows[one] for one in ids if one in self._rows}
        then(known)

    def _open(self, row_id: str) -> None:
        if _is_creator(row_id):
            open_schedule(self.desk, self.campaign_id, row_id)

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(theme.px(16))
        for tile in (self.fee, self.creators, self.margin):
            tiles.addWidget(tile, 1)
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(self.client_button)
        column = QVBoxLayout()
        column.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addLayout(tiles)
        column.addLayout(below)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.internal)
        whole.addLayout(column)
        whole.addWidget(self.table, 1)


def _is_creator(row_id: str) -> bool:
    return bool(row_id) and row_id != _TOTAL and not row_id.startswith("cost:")


def _name(row: BudgetRow) -> Cell:
    if not row.id:
        return Text(tr("Sum"), strong=True)
    return Text(isolate(row.name) if not row.kind else tr(Cost.entity.field("kind").choice(row.kind)))


def _both(report: Report) -> Converted:
    """Creator fees and costs together."""
    owed, spent = report.creator_fees, report.costs
    if owed.money is None or spent.money is None:
        return Converted(None, owed.reason or spent.reason)
    return Converted(owed.money + spent.money)


SPEC = TabSpec("budget", "Budget", BudgetTab)
