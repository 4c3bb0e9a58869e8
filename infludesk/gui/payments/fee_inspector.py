"""One fee beside the list: what it is for, how far it is, who is paid with which form, and what was paid."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.flows.fee_list import ListedFee
from infludesk.gui.campaigns.parts import InternalFigures, money_words
from infludesk.gui.creators.parts import Facts, empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.formats import EMPTY
from infludesk.gui.kit.parts import button, label, scrolled, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.payments.inspector import MoneyInspector
from infludesk.gui.payments.words import kind_words, rate_text, state_words, trigger_words, year_words
from infludesk.kernel.dates import show_day
from infludesk.kernel.text import isolate, join, percent, tr
from infludesk.payments.model import METHODS, TAX_FORMS, Payee, Payment
from infludesk.payments.settling import WORDS, late_fee
from infludesk.payments.states import fee_allowed
from infludesk.payments.taxes import FORM_WORDS, Year

_ACTS = (
    ("paid", "Mark paid…"), ("attach", "Attach invoice…"), ("earn", "Earned"), ("hold", "Hold…"),
    ("release", "Release"), ("waive", "Waive…"), ("schedule", "Fee schedule…"), ("payee", "Payee…"),
)  # fmt: skip


class FeeInspector(MoneyInspector):
    """One fee to read, and what can be done with it.

    Signals:
        asked: one of the codes of ``_ACTS``, for this fee.
        removed: a payment's id, to be taken out.
    """

    asked = Signal(str)
    removed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.who, self.about = Elided(kind="lead"), label("", "muted", wrap=True)
        self.state, self.money, self.facts = label("", wrap=True), InternalFigures(), Facts()
        self.buttons = {code: button(tr(words), small=True) for code, words in _ACTS}
        for code, one in self.buttons.items():
            one.clicked.connect(partial(self.asked.emit, code))
        self.payments = QVBoxLayout()
        self._lay_out()

    def show_fee(
        self, fee: ListedFee | None, payee: Payee | None, year: Year | None, payments: tuple[Payment, ...],
        late_ppm: int | None = None,
    ) -> None:  # fmt: skip
        """Show a fee; None for none. ``late_ppm`` is the late fee that its contract names, in parts per million."""
        self.content.setVisible(fee is not None)
        if fee is None:
            return
        formats = self._desk.formats
        self.who.say(fee.creator)
        self.about.setText(join((isolate(fee.campaign), kind_words(fee.kind, isolate(fee.label)))))
        self.state.setText(state_words(fee, formats))
        how = fee.standing
        word = tr(WORDS[how.word]) if how and how.word else ""
        self.money.put(
            [
                (tr("Amount"), money_words(fee.amount, formats)), (tr("Paid"), money_words(fee.paid, formats)),
                (tr("Open"), money_words(fee.open, formats)),
            ],
            note=word,
        )  # fmt: skip
        self.facts.put([*self._facts(fee, payee, year), *self._late(fee, late_ppm)])
        self._show_payments(payments)
        paid = how is not None and not how.open.minor
        states = {"earn": "earned", "hold": "held", "waive": "waived"}
        for code, to in states.items():
            self.buttons[code].setVisible(fee_allowed(fee.state, to) and not (code == "waive" and fee.state == "held"))
        self.buttons["earn"].setVisible(fee.state == "planned")
        self.buttons["release"].setVisible(fee.state == "held")
        self.buttons["paid"].setVisible(fee.state in ("planned", "earned") and how is not None and not paid)
        self.buttons["attach"].setVisible(fee.state in ("planned", "earned") and not fee.invoice_id)

    def _facts(self, fee: ListedFee, payee: Payee | None, year: Year | None) -> list[tuple[str, str | QWidget]]:
        formats = self._desk.formats
        form = tr(FORM_WORDS[fee.form])
        if payee is not None and payee.tax_form:
            until = show_day(payee.form_until, formats.locale) if payee.form_until else ""
            form = join((tr(dict(TAX_FORMS).get(payee.tax_form, payee.tax_form)), form, until), ", ")
        facts: list[tuple[str, str | QWidget]] = [
            (tr("Due after"), trigger_words(fee.trigger, fee.trigger_days)),
            (tr("Due on"), show_day(fee.due_on, formats.locale)),
            (tr("Invoice"), isolate(fee.invoice_number) or (tr("Attached") if fee.invoice_id else EMPTY)),
            (tr("Payee"), isolate(fee.payee) or EMPTY),
            (tr("Tax form"), form),
        ]
        if year is not None:
            facts.append((tr("This tax year"), year_words(year, formats)))
            if year.threshold is not None:
                facts.append(("", tr("Without cards and platforms, which report themselves. Guidance.")))
        return facts

    def _late(self, fee: ListedFee, ppm: int | None) -> list[tuple[str, str | QWidget]]:
        owed = late_fee(fee.open, ppm) if fee.paid_word == "late" else None
        if owed is None or not ppm:
            return []
        share = percent(ppm, self._desk.formats.locale)
        words = tr("{amount}: {share} of what is open", amount=money_words(owed, self._desk.formats), share=share)
        note = tr("As the contract names it, once; no part of the fee. Add a line for it. Guidance.")
        return [(tr("Late fee"), words), ("", note)]

    def _show_payments(self, payments: tuple[Payment, ...]) -> None:
        empty(self.payments)
        formats = self._desk.formats
        for one in payments:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.px(8))
            day = show_day(one.paid_on, formats.locale)
            method = tr(dict(METHODS).get(one.method or "", one.method or ""))
            rate = rate_text(one.fx, formats) if one.fx else ""
            words = join((day, money_words(one.amount, formats), method, isolate(one.reference or ""), rate))
            remove = tool("trash", tr("Remove the payment of {day}", day=day))
            remove.clicked.connect(partial(self.removed.emit, one.id))
            row.addWidget(label(words, "small", wrap=True), 1)
            row.addWidget(remove)
            self.payments.addWidget(line)
        if not payments:
            self.payments.addWidget(label(tr("Nothing was paid yet."), "help"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.content)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(8))
        for part in (self.who, self.about, self.state, self.money):
            column.addWidget(part)
        holder = QWidget()
        acts = FlowLayout(holder, gap=theme.px(8))
        for one in self.buttons.values():
            acts.addWidget(one)
        column.addWidget(holder)
        column.addWidget(self.facts)
        column.addWidget(label(tr("Payments"), "lead"), 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(self.payments)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(self.content))
