"""Invoices in and out: the paper as it is printed, its lines beside, and how far it is paid."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QComboBox

from infludesk.campaigns.model import Campaign
from infludesk.clients.store import names as client_names
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.flows import invoice_list
from infludesk.flows.invoice_list import ListedInvoice
from infludesk.gui.campaigns.parts import money_cell, money_words
from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import Filter
from infludesk.gui.kit.cells import Cell, Pill, State, Text
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.fields_dialog import FieldsDialog
from infludesk.gui.kit.formats import EMPTY
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import Inspector
from infludesk.gui.payments.deciding import InvoiceDialog
from infludesk.gui.payments.invoice_inspector import InvoiceInspector
from infludesk.gui.payments.invoice_paid import InvoicePaidDialog
from infludesk.gui.payments.page import MoneyPage, none_chosen
from infludesk.gui.payments.words import paid_cell, sums_words
from infludesk.gui.verbs import Offer
from infludesk.kernel.dates import show_day
from infludesk.kernel.ids import split_ref
from infludesk.kernel.text import isolate, plural, tr
from infludesk.payments import invoices, store
from infludesk.payments.model import INVOICE_STATES, NO_BILL, CreatorFee, Invoice, InvoiceLine, Payment
from infludesk.payments.paying import pay_invoice

_STATES: dict[str, State] = {"approved": "success", "sent": "success", "received": "info", "disputed": "danger"}
_Options = dict[str, list[tuple[str, str]]]
_Read = tuple[ListedInvoice | None, list[tuple[InvoiceLine, CreatorFee | None]], list[Payment], _Options]


class InvoicesPage(MoneyPage[ListedInvoice]):
    """The list of invoices with one beside it."""

    key = "invoices"
    exported = "invoices"
    title = "Invoices"
    placeholder = "Filter invoices"
    sorted_by = ("issued", True)
    shows = ("invoice", "invoice_line", "payment", "payee", "client", "campaign", "creator_fee", "client_fee")

    def __init__(self, desk: Desk) -> None:
        self.new_button = button(tr("Record invoice…"), "primary", icon="add")
        super().__init__(desk)
        self.new_button.clicked.connect(self.record)
        if self.empty.primary is not None:
            self.empty.primary.clicked.connect(self.record)

    def columns(self) -> Sequence[Column[ListedInvoice]]:
        formats = self.desk.formats
        return (
            Column("number", tr("Number"), 98, lambda row: Text(isolate(row.number) or EMPTY, strong=True)),
            Column("whose", tr("From or to"), 140, lambda row: Text(isolate(row.whose) or EMPTY), stretch=True),
            Column("direction", tr("Direction"), 126, _direction, sortable=False),
            Column("issued", tr("Issued on"), 112, lambda row: Text(show_day(row.issued_on, formats.locale))),
            Column("due", tr("Due on"), 112, lambda row: Text(show_day(row.due_on, formats.locale))),
            Column("total", tr("Total"), 112, lambda row: money_cell(row.total, self.desk.formats), "right",
                   internal=True, tooltip=tr("As printed")),
            Column("lines", tr("Lines"), 112, self._lines, "right", sortable=False, internal=True),
            Column("state", tr("State"), 100, _state),
            Column("paid", tr("Paid"), 98, lambda row: paid_cell(row.standing.word if row.standing else ""),
                   sortable=False),
        )  # fmt: skip

    def filter_options(self) -> Sequence[Filter]:
        ways = Invoice.entity.field("direction").choices
        return (
            Filter("view", tr("View"), tuple((code, tr(words)) for code, words in invoice_list.VIEWS)),
            Filter("direction", tr("Direction"), tuple((code, tr(words)) for code, words in ways)),
        )

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        wanted = invoice_list.Filter(text, direction=values.get("direction", ""), view=values.get("view", ""))
        return invoice_list.ids(conn, wanted, sort[0], today=self.desk.today(), descending=sort[1])

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[ListedInvoice]:
        return {row.id: row for row in invoice_list.listed(conn, ids, today=self.desk.today())}

    def count_all(self, conn: Connection) -> int:
        return len(invoice_list.ids(conn, today=self.desk.today()))

    def empty_state(self) -> EmptyState:
        sentence = tr("Record what creators send you and what you send to clients, as it is printed.")
        return EmptyState("file", tr("No invoices"), sentence, tr("Record invoice…"))

    def make_inspector(self) -> Inspector:
        self.beside = InvoiceInspector(self.desk)
        self.beside.wanted.connect(self._show)
        self.beside.paid.connect(self.pay)
        self.beside.line_asked.connect(self.add_line)
        return self.beside

    def buttons(self) -> Sequence[QAbstractButton]:
        return (self.new_button,)

    def offers(self) -> dict[str, Offer]:
        offers = super().offers()
        if self._hidden:
            return offers
        chosen = self.table.chosen_ids
        none = none_chosen(chosen)
        one = (
            none or ("" if len(chosen) == 1 else tr("Choose one row.")) or _why_not_paid(self.table.rows.row(chosen[0]))
        )
        words = plural(len(chosen) or 1, "Move to Trash", "Move {n} to Trash")
        return offers | {
            "new": Offer(self.record, tr("Record invoice…")),
            "main": Offer(self.pay, tr("Mark paid…"), one),
            "trash": Offer(self.trash, words, none),
        }

    def chosen_actions(self) -> tuple[str, Callable[[], None]]:
        return tr("Move to Trash"), self.trash

    # what is done here

    def record(self) -> None:
        """Ask for an invoice, from a payee or to a client."""

        def query(conn: Connection) -> tuple[list[tuple[str, str]], list[Invoice]]:
            whose = [(f"in:{one.id}", one.name or "") for one in store.payees(conn)]
            whose += [(f"out:{one}", tr("Client {name}", name=isolate(name))) for one, name in client_names(conn)]
            return whose, find(conn, Invoice, "coalesce(state, '') <> 'void'")

        def show(found: tuple[list[tuple[str, str]], list[Invoice]]) -> None:
            whose: QComboBox = Combo()
            whose.addItem(tr("From a creator, payee not known"), "in:")
            for code, words in found[0]:
                whose.addItem(isolate(words), code)
            dialog = InvoiceDialog(window_of(), self.desk.formats, known=found[1], whose=whose)
            ask(dialog, lambda given: self._record(str(whose.currentData()), given))

        self.desk.tasks.read(query, show)

    def pay(self) -> None:
        """Ask how the invoice chosen was paid."""
        ids, today = self.table.chosen_ids, self.desk.today()

        def show(rows: list[ListedInvoice]) -> None:
            if rows and rows[0].open:
                ask(InvoicePaidDialog(window_of(), rows[0], self.desk.formats), partial(self._pay, rows[0].id))

        if len(ids) == 1:
            self.desk.tasks.read(lambda conn: invoice_list.listed(conn, ids, today=today), show)

    def add_line(self) -> None:
        """Ask for a line that bills no fee."""
        row = self.beside.row
        if row is None:
            return
        dialog = FieldsDialog(window_of(), tr("Line of the invoice"), tr("Add line"))
        shown = self.desk.formats.within(row.total.currency if row.total else None)
        for name in ("label", "amount"):
            dialog.add(InvoiceLine.entity.field(name), shown)
        dialog.finish("label")
        ask(dialog, partial(self._add_line, row.id))

    def trash(self) -> None:
        """Move the invoices chosen to the trash."""
        if ids := self.table.chosen_ids:
            self.do(invoices.trash_invoices, then=self.done, invoice_ids=list(ids))

    def _record(self, whose: str, given: InvoiceDialog) -> None:
        way, _, record_id = whose.partition(":")
        side = {"payee_id" if way == "in" else "client_id": record_id or None}
        values = {**given.values, "received_on": given.values["received_on"] if way == "in" else None}
        self.do(
            invoices.record_invoice, then=lambda made: self.focus_on(str(made.value)), direction=way, **values, **side
        )

    def _pay(self, invoice_id: str, given: InvoicePaidDialog) -> None:
        self.do(pay_invoice, then=self.done, invoice_id=invoice_id, over=given.over.isChecked(), **given.values)

    def _add_line(self, invoice_id: str, given: FieldsDialog) -> None:
        if given.values["amount"]:
            label = given.values["label"] or ""
            self.do(invoices.add_line, invoice_id=invoice_id, label=label, amount=given.values["amount"])

    # what is shown

    def _show(self, invoice_id: str) -> None:
        today = self.desk.today()

        def query(conn: Connection) -> _Read:
            rows = invoice_list.listed(conn, [invoice_id], today=today)
            if not rows:
                return None, [], [], {}
            options = {
                "payee_id": [(one.id, one.name or "") for one in store.payees(conn)],
                "client_id": list(client_names(conn)),
                "campaign_id": [(one.id, one.name or "") for one in find(conn, Campaign, order="fold(name), id")],
            }
            lines = [(one, _fee(conn, one)) for one in store.invoice_lines(conn, invoice_id)]
            return rows[0], lines, store.invoice_payments(conn, invoice_id), options

        self.desk.tasks.read(query, lambda found: self.beside.show_invoice(*found), key=(self.key, "beside"))

    def _lines(self, row: ListedInvoice) -> Cell:
        words = sums_words(row.sheet.lines, self.desk.formats)
        gap = money_words(row.sheet.gap, self.desk.formats) if row.sheet.gap else ""
        problem = tr("The total {differs}: {gap}.", differs=row.sheet.says, gap=gap) if row.sheet.says else ""
        return Text(words, internal=True, problem=problem)


def _fee(conn: Connection, line: InvoiceLine) -> CreatorFee | None:
    table, row_id = split_ref(line.fee or "")
    return next(iter(find(conn, CreatorFee, "id = ?", (row_id,))), None) if table == "creator_fee" else None


def _why_not_paid(row: ListedInvoice | None) -> str:
    """Why the invoice chosen is not marked paid; empty where it can be, or is not read yet."""
    if row is None:
        return ""
    if row.invoice.kind in NO_BILL:
        return tr("Nothing is paid on a credit note or a pro forma.")
    if row.open is None:
        return tr("Enter the total first.")
    return "" if row.open.minor and row.state != "void" else tr("Nothing is open.")


def _direction(row: ListedInvoice) -> Cell:
    return Text(tr(Invoice.entity.field("direction").choice(row.direction)), tone="text-2")


def _state(row: ListedInvoice) -> Cell:
    problem = tr("Another invoice bears this number.") if row.twice else ""
    return Pill(tr(dict(INVOICE_STATES).get(row.state, row.state)), _STATES.get(row.state, "neutral"), problem=problem)
