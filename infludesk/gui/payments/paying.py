"""Mark paid: the day, the way, the reference, and for one fee the amount and the rate that were really paid."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from infludesk.campaigns.model import Campaign
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.flows.fee_list import ListedFee, listed
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import label
from infludesk.gui.payments.pairs import PairsDialog
from infludesk.gui.payments.words import rate_text, sums_words
from infludesk.kernel.errors import Problem
from infludesk.kernel.money import Money, Rate, total
from infludesk.kernel.text import isolate, plural, tr
from infludesk.payments.model import Payee, Payment
from infludesk.payments.payees import read_rate
from infludesk.payments.paying import too_much
from infludesk.payments.store import rates_of


@dataclass(frozen=True, slots=True)
class Payable:
    """What is to be paid: the fees, how their payees are paid, and for one fee the rate to the report currency."""

    fees: tuple[ListedFee, ...]
    method: str
    into: str = ""
    rate: Rate | None = None


class PaidDialog(PairsDialog):
    """Asks once for any number of fees; each is paid what is open of it."""

    def __init__(self, parent: QWidget | None, found: Payable, formats: Formats) -> None:
        count = len(found.fees)
        who = isolate(found.fees[0].creator)
        title = tr("Mark payment of {who} paid", who=who) if count == 1 else tr("Mark {n} payments paid", n=count)
        super().__init__(parent, title, plural(count, "Mark paid", "Mark {n} paid"))
        self.found, self._formats = found, formats
        self.one = found.fees[0] if count == 1 else None
        self.over = QCheckBox(tr("More than is open was paid"))
        self.rate = QLineEdit()
        sums = total(fee.open for fee in found.fees if fee.open)
        self.body.addWidget(label(tr("Open: {sums}", sums=sums_words(sums, formats)), wrap=True))
        entity = Payment.entity
        self.add(entity.field("paid_on"), formats, formats.today().isoformat())
        self.add(entity.field("method"), formats, found.method)
        self.add(entity.field("reference"), formats)
        if self.one is not None and self.one.open is not None:
            inside = formats.within(self.one.open.currency)
            self.add(entity.field("amount"), inside, self.one.open)
            self.add(entity.field("bank_fees"), inside)
            self.body.addWidget(self.over)
            self.over.hide()
        if found.into:
            known = tr("Known: {rate}", rate=rate_text(found.rate, formats)) if found.rate else tr("No rate is known.")
            self.add_beside(tr("Rate to {currency}", currency=found.into), self.rate, known)
        self.finish("paid_on")

    @property
    def given(self) -> dict[str, Any]:
        """What ``mark_paid`` takes beside the fees."""
        typed = self.rate.text().strip()
        rate = read_rate(typed)._replace(day=self.values["paid_on"]) if typed else None
        return {**self.values, "over": self.over.isChecked(), "rate": rate}

    def refuse(self) -> str:
        amount: Money | None = self.values.get("amount")
        left = self.one.open if self.one else None
        if self.one is not None and amount is None:
            return tr("Needed: an amount.")
        if amount and left and amount.currency == left.currency and amount.minor > left.minor:
            self.over.show()
            if not self.over.isChecked():
                told = too_much(left)
                return f"{told.title} {told.advice}"
        try:
            if self.rate.text().strip():
                read_rate(self.rate.text())
        except Problem as problem:
            return f"{problem.title} {problem.advice}"
        return ""


def ask_paid(desk: Desk, fee_ids: Sequence[str], then: Callable[[dict[str, Any]], None]) -> None:
    """Ask how fees were paid; ``then`` is called with what ``mark_paid`` takes, once that is confirmed."""
    ids, today = tuple(fee_ids), desk.today()

    def query(conn: Connection) -> Payable:
        fees = tuple(listed(conn, ids, today=today))
        methods = {get(conn, Payee, one.payee_id).method or "" if one.payee_id else "" for one in fees}
        method = methods.pop() if len(methods) == 1 else ""
        only = fees[0] if len(fees) == 1 else None
        into = get(conn, Campaign, only.campaign_id).report_currency if only else None
        if only is None or only.amount is None or not into or into == only.amount.currency:
            return Payable(fees, method)
        rate = rates_of(conn, only.campaign_id).find(only.amount.currency, into, today.isoformat())
        return Payable(fees, method, into, rate)

    def show(found: Payable) -> None:
        ask(PaidDialog(window_of(), found, desk.formats), lambda dialog: then({"fee_ids": list(ids), **dialog.given}))

    desk.tasks.read(query, show)
