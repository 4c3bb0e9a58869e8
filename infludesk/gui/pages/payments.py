"""The fees of creators: what is due, what waits for what, which invoice and which form is missing, what was paid."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox

from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.flows import fee_list, payee_list, payment_list
from infludesk.flows.fee_list import ListedFee
from infludesk.gui.campaigns.parts import due_cell, money_cell, money_words
from infludesk.gui.desk import Desk
from infludesk.gui.exports.asking import PAYMENT_KEYS, Shown, ask_export
from infludesk.gui.kit.bars import Filter
from infludesk.gui.kit.cells import Cell, Text
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.formats import EMPTY
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import Inspector
from infludesk.gui.payments.deciding import InvoiceDialog, PayeeDialog, ReasonDialog
from infludesk.gui.payments.fee_inspector import FeeInspector
from infludesk.gui.payments.page import MoneyPage, insert_below, none_chosen
from infludesk.gui.payments.paying import ask_paid
from infludesk.gui.payments.rates import RatesDialog
from infludesk.gui.payments.schedule import open_schedule
from infludesk.gui.payments.words import form_cell, kind_words, paid_cell, state_cell, trigger_words, year_cell
from infludesk.gui.verbs import Offer
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.kernel.text import isolate, join, plural, tr
from infludesk.payments import fees, invoices, payees, store
from infludesk.payments.model import STATES, CreatorFee, Invoice, Payee, Payment
from infludesk.payments.paying import mark_paid, trash_payment
from infludesk.payments.taxes import Year

_FILTER_WIDTH = 190
_Beside = tuple[ListedFee | None, Payee | None, Year | None, tuple[Payment, ...], int | None]


@dataclass(frozen=True, slots=True)
class FeeRow:
    """A row of the list: the fee, and its payee's tax year."""

    fee: ListedFee
    year: Year | None


class PaymentsPage(MoneyPage[FeeRow]):
    """The list of creator fees with one beside it."""

    key = "payments"
    exported = "fees"
    title = "Payments"
    placeholder = "Filter fees"
    sorted_by = ("due", False)
    shows = (
        "creator_fee", "payment", "invoice", "invoice_line", "payee", "payee_link", "payee_tax_year", "participation",
        "creator", "campaign", "exchange_rate", "legal_figure",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        self.rates_button = button(tr("Rates…"))
        self.rates_button.setAccessibleName(tr("Exchange rates…"))
        self.rates_button.setToolTip(tr("Exchange rates"))
        self.moved_button = button(tr("Payments CSV…"))
        self.paid_button = button(tr("Mark paid…"), "primary", icon="check")
        super().__init__(desk)
        self._wanted = False
        self.sums = label("", "small", wrap=True)
        self.sums.setContentsMargins(theme.px(24), theme.px(4), theme.px(24), theme.px(4))
        insert_below(self.chosen, self.sums)
        for combo in self.filters.findChildren(QComboBox):
            combo.setMaximumWidth(theme.px(_FILTER_WIDTH))
        self.rates_button.clicked.connect(lambda: ask(RatesDialog(window_of(), desk), lambda _dialog: None))
        self.moved_button.clicked.connect(self.export_moved)
        self.paid_button.clicked.connect(self.pay)
        self.filters.changed.connect(self._look)
        self._fill_menu()

    # what the list is

    def columns(self) -> Sequence[Column[FeeRow]]:
        desk = self.desk
        return (
            Column("creator", tr("Creator"), 130, _creator, stretch=True),
            Column("amount", tr("Amount"), 112, lambda row: money_cell(row.fee.amount, desk.formats), "right",
                   internal=True),
            Column("due", tr("Due"), 106, self._due),
            Column("paid", tr("Paid"), 98, lambda row: paid_cell(row.fee.paid_word), sortable=False),
            Column("form", tr("Tax form"), 104, lambda row: form_cell(row.fee.form), sortable=False),
            Column("invoice", tr("Invoice"), 92, _invoice),
            Column("campaign", tr("Campaign"), 120, lambda row: Text(isolate(row.fee.campaign), tone="text-2")),
            Column("kind", tr("For"), 96, lambda row: Text(kind_words(row.fee.kind, isolate(row.fee.label)))),
            Column("trigger", tr("Trigger"), 150,
                   lambda row: Text(trigger_words(row.fee.trigger, row.fee.trigger_days), tone="text-2")),
            Column("state", tr("State"), 100, lambda row: state_cell(row.fee.state)),
            Column("counter", tr("Counter"), 150, lambda row: year_cell(row.year, desk.formats), sortable=False,
                   internal=True, tooltip=tr("Paid to the payee this tax year, of the dated threshold")),
        )  # fmt: skip

    def filter_options(self) -> Sequence[Filter]:
        return (
            Filter("view", tr("View"), tuple((code, tr(words)) for code, words in fee_list.VIEWS)),
            Filter("state", tr("State"), tuple((code, tr(words)) for code, words in STATES)),
        )

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        wanted = fee_list.Filter(text, state=values.get("state", ""), view=values.get("view", ""))
        return fee_list.ids(conn, wanted, sort[0], today=self.desk.today(), descending=sort[1])

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[FeeRow]:
        today = self.desk.today()
        rows = fee_list.listed(conn, ids, today=today)
        wanted = sorted({row.payee_id for row in rows if row.payee_id})
        years = {one.id: one.year for one in payee_list.listed(conn, wanted, today=today) if one.counted}
        return {row.id: FeeRow(row, years.get(row.payee_id)) for row in rows}

    def count_all(self, conn: Connection) -> int:
        return len(fee_list.ids(conn, today=self.desk.today()))

    def empty_state(self) -> EmptyState:
        return EmptyState("money", tr("No payments"), tr("Fee schedules of signed contracts appear here."))

    def make_inspector(self) -> Inspector:
        self.beside = FeeInspector(self.desk)
        self.beside.asked.connect(self._act_on)
        self.beside.removed.connect(lambda one: self.do(trash_payment, payment_id=one))
        self.beside.wanted.connect(self._show)
        return self.beside

    def buttons(self) -> Sequence[QAbstractButton]:
        return (self.rates_button, self.moved_button, self.paid_button)

    def offers(self) -> dict[str, Offer]:
        offers = super().offers()
        if self._hidden:
            return offers
        chosen = self.table.chosen_ids
        none = none_chosen(chosen)
        words = plural(len(chosen) or 1, "Mark paid…", "Mark {n} paid…")
        return offers | {
            "main": Offer(self.pay, words, none),
            "second": Offer(self.attach, tr("Attach invoice…"), none),
            "fees": Offer(self.schedule, tr("Fee schedule…"), none),
        }

    def chosen_actions(self) -> tuple[str, Callable[[], None]]:
        return tr("Mark paid…"), self.pay

    def open_record(self, record_id: str) -> None:
        """Show the fee beside the list; until then the list has the room for its marks."""
        self.focus_on(record_id)
        self._wanted = True
        self._show_inspector()
        self.beside.show_record(record_id)
        self.offering.emit()

    # what is done here

    def pay(self) -> None:
        """Ask how the fees chosen were paid, and record it."""
        if ids := self.table.chosen_ids:
            ask_paid(self.desk, ids, lambda given: self.do(mark_paid, then=self.done, **given))

    def attach(self) -> None:
        """Ask for the invoice of the fees chosen, and tie them to it."""
        ids, today = self.table.chosen_ids, self.desk.today()

        def query(conn: Connection) -> tuple[list[ListedFee], list[Invoice]]:
            rows = fee_list.listed(conn, ids, today=today)
            return rows, store.invoices_of(conn, {row.payee_id for row in rows})

        def show(found: tuple[list[ListedFee], list[Invoice]]) -> None:
            amounts = [row.amount for row in found[0] if row.amount]
            dialog = InvoiceDialog(window_of(), self.desk.formats, known=found[1], amounts=amounts)
            ask(dialog, partial(self._attach, found[0]))

        if ids:
            self.desk.tasks.read(query, show)

    def export_moved(self) -> None:
        """Ask how to write all payments for the bookkeeper."""

        def show(ids: list[str]) -> None:
            self.said.say("info", "" if ids else tr("Nothing was paid yet."), tr("There is no payment to write."))
            if ids:
                ask_export(self.desk, Shown("payments", "payments.moved", tuple(ids), (), PAYMENT_KEYS))

        self.desk.tasks.read(payment_list.ids, show)

    def hold(self) -> None:
        """Ask why the fees chosen are held."""
        self._ask_reason(tr("Hold"), lambda why, _agreed: (fees.hold_fees, {"why": why}), waive=False)

    def waive(self) -> None:
        """Ask why the fees chosen are waived, and whether the creator agreed where one is earned."""
        self._ask_reason(
            tr("Waive"), lambda why, agreed: (fees.waive_fees, {"why": why, "agreed": agreed}), waive=True
        )  # fmt: skip

    def schedule(self) -> None:
        """Show the lines of the creator of the fee chosen."""
        if ids := self.table.chosen_ids:
            self._with(ids[:1], lambda rows: open_schedule(self.desk, rows[0].campaign_id, rows[0].participation_id))

    def set_payee(self) -> None:
        """Ask who is paid for the creator of the fee chosen."""
        ids, today = self.table.chosen_ids[:1], self.desk.today()

        def query(conn: Connection) -> tuple[list[ListedFee], list[Payee]]:
            return fee_list.listed(conn, ids, today=today), store.payees(conn)

        def show(found: tuple[list[ListedFee], list[Payee]]) -> None:
            (row,), known = found
            title = tr("Who is paid for {creator}", creator=isolate(row.creator))
            dialog = PayeeDialog(window_of(), self.desk.formats, known=known, proposed=row.creator, title=title)
            ask(dialog, partial(self._set_payee, row.creator_id))

        if ids:
            self.desk.tasks.read(query, show)

    def _act_on(self, code: str) -> None:
        """Do what a button beside the list asks, with the fee it shows."""
        self.table.rows.clear_ticks()
        ids = list(self.table.chosen_ids)
        acts: dict[str, Callable[[], None]] = {
            "paid": self.pay, "attach": self.attach, "hold": self.hold, "waive": self.waive,
            "schedule": self.schedule, "payee": self.set_payee,
            "earn": lambda: self.do(fees.earn_fees, fee_ids=ids),
            "release": lambda: self.do(fees.release_fees, fee_ids=ids),
        }  # fmt: skip
        if ids:
            acts[code]()

    def _attach(self, rows: Sequence[ListedFee], given: InvoiceDialog) -> None:
        ids = [row.id for row in rows]
        if given.chosen:
            self.do(invoices.attach_fees, then=self.done, invoice_id=given.chosen, fee_ids=ids)
            return
        whose, campaigns = {row.payee_id for row in rows if row.payee_id}, {row.campaign_id for row in rows}
        more = {
            "payee_id": whose.pop() if len(whose) == 1 else None,
            "campaign_id": campaigns.pop() if len(campaigns) == 1 else None,
        }
        self.do(invoices.record_invoice, then=self.done, direction="in", fee_ids=ids, **given.values, **more)

    def _set_payee(self, creator_id: str, given: PayeeDialog) -> None:
        party = ref("creator", creator_id)
        if given.chosen:
            self.do(payees.link_payee, payee_id=given.chosen, for_party=party, preferred=True)
        else:
            self.do(payees.add_payee, for_party=party, **given.values)

    def _ask_reason(
        self, verb: str, command: Callable[[str, bool], tuple[Callable[..., Any], dict[str, Any]]], *, waive: bool
    ) -> None:
        def show(rows: list[ListedFee]) -> None:
            earned = waive and any(row.owed for row in rows)
            who = isolate(rows[0].creator) if len(rows) == 1 else plural(len(rows), "{n} fee", "{n} fees")
            dialog = ReasonDialog(window_of(), join((verb, who), ": "), verb, self.desk.formats, ask_agreed=earned)
            ask(dialog, partial(store_it, [row.id for row in rows]))

        def store_it(ids: list[str], given: ReasonDialog) -> None:
            do, more = command(given.values["why"] or "", given.agreed.isChecked())
            self.do(do, then=self.done, fee_ids=ids, **more)

        if ids := self.table.chosen_ids:
            self._with(ids, show)

    def _with(self, ids: Sequence[str], then: Callable[[list[ListedFee]], None]) -> None:
        today = self.desk.today()
        self.desk.tasks.read(lambda conn: fee_list.listed(conn, ids, today=today), then)

    # what is shown

    def _take(self, found: Any) -> None:
        super()._take(found)
        ids, today = tuple(self.table.rows.ids), self.desk.today()
        self.desk.tasks.read(
            lambda conn: fee_list.totals(fee_list.listed(conn, ids, today=today)), self._show_sums,
            key=(self.key, "sums"),
        )  # fmt: skip

    def _show_sums(self, sums: dict[str, tuple[Money, Money]]) -> None:
        formats = self.desk.formats
        parts = [
            tr("{open} open, {paid} paid", open=money_words(left, formats), paid=money_words(paid, formats))
            for left, paid in sums.values()
        ]
        self.sums.setText(tr("In this view: {sums}", sums="; ".join(parts)) if parts else "")
        self.sums.setVisible(bool(parts) and not self._hidden)

    def _show(self, fee_id: str) -> None:
        today = self.desk.today()

        def query(conn: Connection) -> _Beside:
            rows = fee_list.listed(conn, [fee_id], today=today)
            if not rows:
                return None, None, None, (), None
            payee = get(conn, Payee, rows[0].payee_id) if rows[0].payee_id else None
            year = payee_list.listed(conn, [payee.id], today=today)[0].year if payee else None
            late = store.agreed_late_fee(conn, rows[0].participation_id)
            return rows[0], payee, year, tuple(store.fee_payments(conn, fee_id)), late

        self.desk.tasks.read(query, lambda found: self.beside.show_fee(*found), key=(self.key, "beside"))

    def _look(self, _text: str, values: dict[str, str]) -> None:
        """The view by payee is the list of payees."""
        if values.get("view") == "by_payee":
            self.filters.set_values(self.filters.text, {**values, "view": ""})
            self.desk.go("payees")

    def _due(self, row: FeeRow) -> Cell:
        fee = row.fee
        if fee.paid_word in ("paid", "overpaid") or fee.state in ("waived", "cancelled") or not fee.due_on:
            return Text(self.desk.formats.show_value(_DUE, fee.due_on) if fee.due_on else EMPTY, tone="text-3")
        if not fee.owed:
            return Text(self.desk.formats.show_value(_DUE, fee.due_on), tone="text-2")
        return due_cell(fee.due_on, self.desk.formats)

    def _fill_menu(self) -> None:
        for words, run in (
            (tr("Mark paid…"), self.pay), (tr("Attach invoice…"), self.attach),
            (tr("Earned"), partial(self._all, fees.earn_fees)), (tr("Hold…"), self.hold),
            (tr("Release"), partial(self._all, fees.release_fees)), (tr("Waive…"), self.waive),
            (tr("Fee schedule…"), self.schedule), (tr("Payee…"), self.set_payee),
        ):  # fmt: skip
            action = QAction(words, self.table)
            action.triggered.connect(lambda _checked=False, run=run: run())
            self.table.addAction(action)

    def _all(self, command: Callable[..., Any]) -> None:
        if ids := self.table.chosen_ids:
            self.do(command, then=self.done, fee_ids=list(ids))


_DUE = CreatorFee.entity.field("due_on")


def _creator(row: FeeRow) -> Cell:
    return Text(isolate(row.fee.creator), strong=True)


def _invoice(row: FeeRow) -> Cell:
    words = isolate(row.fee.invoice_number) or (tr("Attached") if row.fee.invoice_id else "")
    return Text(words or EMPTY, tone="text" if words else "text-3")
