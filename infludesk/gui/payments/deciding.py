"""Dialogs that ask for a reason, an invoice or a payee of fees."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from infludesk.campaigns.model import Participation
from infludesk.gui.kit.dialogs import add_field
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.fields_dialog import FieldsDialog
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.picks import Options
from infludesk.gui.payments.pairs import PairsDialog
from infludesk.kernel.money import Money, total
from infludesk.kernel.text import isolate, join, tr
from infludesk.payments.model import CreatorFee, Invoice, Payee
from infludesk.payments.settling import compare, same_number

_CREATOR = replace(Participation.entity.field("creator_id"), label="Paid for", needed=False)
_INVOICE = ("number", "issued_on", "received_on", "due_on", "stated_total", "stated_tax")


class ReasonDialog(FieldsDialog):
    """Why something is held or waived; for an earned fee also that the creator agreed."""

    def __init__(self, parent: QWidget | None, title: str, verb: str, formats: Formats, *, ask_agreed: bool) -> None:
        super().__init__(parent, title, verb)
        self.add(CreatorFee.entity.field("held_why"), formats, name=tr("Reason"), key="why")
        self.agreed = QCheckBox(tr("The creator agreed"))
        self._ask_agreed = ask_agreed
        if ask_agreed:
            self.body.addWidget(label(tr("It is earned: it stays due unless the creator gives it up."), wrap=True))
            self.body.addWidget(self.agreed)
        self.finish("why")

    def refuse(self) -> str:
        if not (self.values["why"] or "").strip():
            self.edits["why"].mark("error")
            return tr("Needed: a reason.")
        return tr("Needed: that the creator agreed.") if self._ask_agreed and not self.agreed.isChecked() else ""


class InvoiceDialog(PairsDialog):
    """An invoice as it is printed; fees may be tied to one that is there already instead.

    Attributes:
        chosen: the id of the invoice chosen; empty for the new one.
    """

    def __init__(
        self,
        parent: QWidget | None,
        formats: Formats,
        *,
        known: Sequence[Invoice] = (),
        amounts: Sequence[Money] = (),
        whose: QWidget | None = None,
    ) -> None:
        super().__init__(parent, tr("Attach invoice") if amounts else tr("Record invoice"), tr("Record invoice"))
        self._known, self._warned = known, ""
        self._amounts = amounts
        self.which: QComboBox = Combo()
        self.which.addItem(tr("New invoice"), "")
        for one in known:
            self.which.addItem(isolate(one.number or "–"), one.id)
        if known and amounts:
            add_field(self, tr("Invoice"), self.which)
        if whose is not None:
            add_field(self, tr("From or to"), whose)
        sums = total(amounts)
        inside = formats.within(next(iter(sums))) if len(sums) == 1 else formats
        for name in _INVOICE:
            value: Any = formats.today().isoformat() if name == "received_on" else None
            self.add(Invoice.entity.field(name), inside, value)
        self.which.currentIndexChanged.connect(self._choose)
        self.finish("number")

    @property
    def chosen(self) -> str:
        return str(self.which.currentData() or "")

    def refuse(self) -> str:
        if self.chosen:
            return ""
        number = self.values["number"] or ""
        doubts = []
        if any(same_number(one.number, number) for one in self._known):
            doubts.append(tr("Number {number} is recorded already.", number=number))
        if self._amounts and (
            told := compare(self.values["stated_total"], self.values["stated_tax"], self._amounts).says
        ):
            doubts.append(tr("The total {differs}. It is kept as printed.", differs=told))
        words = join(doubts, " ")
        if words and self._warned != words:
            self._warned = words
            return join((words, tr("Record it again to keep it so.")), " ")
        return ""

    def _choose(self) -> None:
        for edit in self.edits.values():
            edit.setEnabled(not self.chosen)
        self.confirm_button.setText(tr("Attach") if self.chosen else tr("Record invoice"))


class PayeeDialog(PairsDialog):
    """Who is paid for a creator: one who is there, or a new one; a new one may be for one of several creators.

    Attributes:
        chosen: the id of the payee chosen; empty for a new one.
        creator: the id of the creator chosen; empty for none.
    """

    def __init__(
        self,
        parent: QWidget | None,
        formats: Formats,
        *,
        known: Sequence[Payee] = (),
        proposed: str = "",
        title: str = "",
        creators: Options = (),
    ) -> None:
        super().__init__(parent, title or tr("New payee"), tr("Set payee") if known else tr("Add payee"))
        self.creator = ""
        self._names = dict(creators)
        self.which: QComboBox = Combo()
        self.which.addItem(tr("New payee"), "")
        for one in known:
            self.which.addItem(isolate(one.name or "–"), one.id)
        if known:
            add_field(self, tr("Payee"), self.which)
        if creators:
            self.add(_CREATOR, formats, options=creators)
            self.edits["creator_id"].left.connect(self._propose)
        for name in ("name", "kind", "country", "tax_form", "form_signed_on", "form_until", "method"):
            value = {"name": proposed, "kind": "person"}.get(name)
            self.add(Payee.entity.field(name), formats, value)
        self.which.currentIndexChanged.connect(self._choose)
        self.finish("creator_id" if creators else "name")

    @property
    def chosen(self) -> str:
        return str(self.which.currentData() or "")

    def ready(self) -> bool:
        if self.chosen:
            return True
        if not super().ready():
            return False
        self.creator = self.values.pop("creator_id", "") or ""
        return True

    def _propose(self) -> None:
        """Most creators are paid themselves: their name is the payee's until another is typed."""
        name, creator = self.edits["name"], self.edits["creator_id"].text()
        if not name.text().strip() and creator in self._names:
            name.put(self._names[creator])

    def _choose(self) -> None:
        for edit in self.edits.values():
            edit.setEnabled(not self.chosen)


class PaidForDialog(PairsDialog):
    """For which creator a payee is paid."""

    def __init__(self, parent: QWidget | None, payee: str, formats: Formats, creators: Options) -> None:
        super().__init__(parent, tr("For whom {payee} is paid", payee=isolate(payee)), tr("Pay for creator"))
        self.add(_CREATOR, formats, options=creators)
        self.finish("creator_id")

    def refuse(self) -> str:
        return "" if self.values["creator_id"] else tr("Needed: a creator.")
