"""Mark an invoice paid: its fees get their parts, what is left stays on the invoice."""

from PySide6.QtWidgets import QCheckBox, QWidget

from infludesk.flows.invoice_list import ListedInvoice
from infludesk.gui.kit.formats import Formats
from infludesk.gui.payments.pairs import PairsDialog
from infludesk.kernel.money import Money
from infludesk.kernel.text import isolate, tr
from infludesk.payments.model import Payment
from infludesk.payments.paying import too_much


class InvoicePaidDialog(PairsDialog):
    """The day, the amount, the way and the reference."""

    def __init__(self, parent: QWidget | None, row: ListedInvoice, formats: Formats) -> None:
        super().__init__(parent, tr("Mark invoice {number} paid", number=isolate(row.number) or "–"), tr("Mark paid"))
        self._open = row.open
        inside = formats.within(row.open.currency if row.open else None)
        values = {"paid_on": formats.today().isoformat(), "amount": row.open}
        for name in ("paid_on", "amount", "method", "reference", "bank_fees"):
            self.add(Payment.entity.field(name), inside, values.get(name))
        self.over = QCheckBox(tr("More than is open was paid"))
        self.body.addWidget(self.over)
        self.over.hide()
        self.finish("paid_on")

    def refuse(self) -> str:
        amount: Money | None = self.values["amount"]
        if amount is None:
            return tr("Needed: an amount.")
        if self._open and amount.currency == self._open.currency and amount.minor > self._open.minor:
            self.over.show()
            if not self.over.isChecked():
                told = too_much(self._open)
                return f"{told.title} {told.advice}"
        return ""
