"""One invoice beside the list: its lines against the total as printed, its payments, and its fields to correct."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.flows.invoice_list import ListedInvoice
from infludesk.gui.campaigns.parts import InternalFigures, money_words
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.parts import button, label, scrolled, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.payments.inspector import MoneyInspector
from infludesk.gui.payments.words import kind_words, sums_words
from infludesk.kernel.dates import show_day
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import split_ref
from infludesk.kernel.text import isolate, join, plural, tr
from infludesk.payments.invoices import set_invoice_field, trash_line
from infludesk.payments.model import INVOICE_STATES, METHODS, CreatorFee, Invoice, InvoiceLine, Payment
from infludesk.payments.paying import trash_payment
from infludesk.payments.settling import WORDS
from infludesk.payments.states import invoice_choices

_FIELDS = (
    "number", "issued_on", "received_on", "due_on", "stated_total", "stated_tax", "kind", "payee_id", "client_id",
    "campaign_id", "note",
)  # fmt: skip


class InvoiceInspector(MoneyInspector):
    """One invoice to read, to correct and to move on.

    Signals:
        paid: it is to be marked paid.
        line_asked: a line is to be added.
    """

    paid = Signal()
    line_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.row: ListedInvoice | None = None
        self.title, self.about, self.strip, self.doubts = (
            Elided(kind="lead"),
            label("", "muted", wrap=True),
            Strip(),
            Strip(),
        )
        self.money = InternalFigures()
        self.pay_button, self.line_button = button(tr("Mark paid…"), small=True), button(tr("Add line…"), small=True)
        self.states = Combo()
        self.lines, self.payments = QVBoxLayout(), QVBoxLayout()
        self.form = Form(Invoice.entity, show=desk.formats, only=_FIELDS)
        self._lay_out()
        self.pay_button.clicked.connect(self.paid)
        self.line_button.clicked.connect(self.line_asked)
        self.states.activated.connect(self._move)
        self.form.saved.connect(self._save)

    def show_invoice(
        self,
        row: ListedInvoice | None,
        lines: list[tuple[InvoiceLine, CreatorFee | None]],
        payments: list[Payment],
        options: dict[str, list[tuple[str, str]]],
    ) -> None:
        """Show an invoice; None for none."""
        if row is None or self.row is None or row.id != self.row.id:
            self.strip.say("info", "")
        self.row = row
        self.content.setVisible(row is not None)
        if row is None:
            return
        formats = self._desk.formats
        side = tr(dict(Invoice.entity.field("direction").choices).get(row.direction, row.direction))
        self.title.say(row.number or tr("No number"))
        self.about.setText(join((side, isolate(row.whose), isolate(row.campaign))))
        how = row.standing
        facts = [
            (tr("Total as printed"), money_words(row.total, formats)),
            (tr("Lines"), sums_words(row.sheet.lines, formats)),
            (tr("Paid"), money_words(row.paid, formats)), (tr("Open"), money_words(row.open, formats)),
        ]  # fmt: skip
        self.money.put(facts, note=tr(WORDS[how.word]) if how and how.word else "")
        self._tell_doubts(row)
        self.pay_button.setVisible(row.direction == "in" and row.state != "void" and bool(how and how.open.minor))
        labels = dict(INVOICE_STATES)
        self.states.clear()
        self.states.addItem(tr("Move to…"), "")
        for code in invoice_choices(row.direction, row.state):
            self.states.addItem(tr(labels[code]), code)
        for name, known in options.items():
            self.form.set_options(name, known)
        self.form.load(row.invoice)
        self._show_lines(lines)
        self._show_payments(payments)

    def _tell_doubts(self, row: ListedInvoice) -> None:
        formats, words = self._desk.formats, []
        if row.sheet.says:
            gap = money_words(row.sheet.gap, formats) if row.sheet.gap else ""
            words.append(tr("The total {differs}: {gap}.", differs=row.sheet.says, gap=gap or row.sheet.says))
        if row.twice:
            words.append(
                plural(row.twice, "{n} other invoice bears this number.", "{n} other invoices bear this number.")
            )
        self.doubts.say("warn", tr("To look at") if words else "", join(words, " "))

    def _show_lines(self, lines: list[tuple[InvoiceLine, CreatorFee | None]]) -> None:
        empty(self.lines)
        formats = self._desk.formats
        for line, fee in lines:
            table = split_ref(line.fee)[0] if line.fee else ""
            what = kind_words(fee.kind or "content") if fee else (tr("Client fee") if table == "client_fee" else "")
            words = join((isolate(line.label or ""), what)) or tr("Line")
            remove = tool("trash", tr("Remove the line {line}", line=words))
            remove.clicked.connect(partial(self._do, trash_line, line_id=line.id))
            self.lines.addWidget(_line(join((words, money_words(line.amount, formats))), remove))
        if not lines:
            self.lines.addWidget(label(tr("No line yet. Attach it to fees under Fees."), "help", wrap=True))

    def _show_payments(self, payments: list[Payment]) -> None:
        empty(self.payments)
        formats = self._desk.formats
        for one in payments:
            day = show_day(one.paid_on, formats.locale)
            method = tr(dict(METHODS).get(one.method or "", one.method or ""))
            words = join((day, money_words(one.amount, formats), method, isolate(one.reference or "")))
            remove = tool("trash", tr("Remove the payment of {day}", day=day))
            remove.clicked.connect(partial(self._do, trash_payment, payment_id=one.id))
            self.payments.addWidget(_line(words, remove))
        if not payments:
            self.payments.addWidget(label(tr("Nothing was paid yet."), "help"))

    def _save(self, name: str, value: Any) -> None:
        def refused(problem: Problem) -> None:
            self.form.show_problem(name, problem)

        self._desk.tasks.do(
            set_invoice_field, otherwise=refused, invoice_id=self.form.record_id, name=name, value=value
        )  # fmt: skip

    def _move(self, index: int) -> None:
        state = str(self.states.itemData(index) or "")
        if state and self.row is not None:
            self._do(set_invoice_field, invoice_id=self.row.id, name="state", value=state)

    def _do(self, command: Any, **given: Any) -> None:
        self.strip.say("info", "")
        self._desk.tasks.do(command, otherwise=self.strip.say_problem, **given)

    def _lay_out(self) -> None:
        self.states.setAccessibleName(tr("Move to another state"))
        theme.set_state(self.states, scale="small")
        acts = QHBoxLayout()
        acts.setSpacing(theme.px(8))
        for one in (self.pay_button, self.states, self.line_button):
            acts.addWidget(one)
        acts.addStretch(1)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(8))
        for part in (self.title, self.about, self.strip, self.doubts, self.money):
            column.addWidget(part)
        column.addLayout(acts)
        for words, layout in ((tr("Lines"), self.lines), (tr("Payments"), self.payments)):
            column.addWidget(label(words, "lead"), 0, Qt.AlignmentFlag.AlignLeading)
            column.addLayout(layout)
        column.addWidget(self.form)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(self.content))


def _line(words: str, remove: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    row.addWidget(label(words, "small", wrap=True), 1)
    row.addWidget(remove)
    return made
