"""The money at a bad end, asked where a creator leaves a campaign: what is due stays, planned lines are decided on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from infludesk.flows.ending import Ending
from infludesk.gui.campaigns.parts import money_words
from infludesk.gui.kit.edits import FieldEdit
from infludesk.gui.kit.form_row import edit_for
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import label, plain
from infludesk.gui.kit.theme import theme
from infludesk.gui.payments.words import kind_words
from infludesk.kernel.errors import Problem
from infludesk.kernel.money import Money
from infludesk.kernel.text import isolate, join, tr
from infludesk.payments.model import CreatorFee

# Who is put off may come back, and who has delivered is owed it: what was planned stays unless it is unticked.
_KEEPS = frozenset({"not_now"})
_OWES = frozenset({"stopped", "cancelled"})


@dataclass(frozen=True, slots=True)
class _Kill:
    """The kill fee of one creator: whether it is owed, and how much; no field while amounts are hidden."""

    part: str
    box: QCheckBox
    edit: FieldEdit | None
    proposed: Money | None


class FeesAtEnd(QWidget):
    """The fee lines of those who leave: those due are told, each planned one is kept or falls away."""

    def __init__(self, endings: Sequence[Ending], stage: str, formats: Formats) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self.kills: list[_Kill] = []
        self._formats, self._several = formats, len(endings) > 1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        due = [(ending, fee) for ending in endings for fee in ending.due]
        planned = [(ending, fee) for ending in endings for fee in ending.planned]
        if due:
            column.addWidget(label(tr("What is due stays due"), "lead"))
            for ending, fee in due:
                column.addWidget(label(self._words(ending, fee), "small", wrap=True))
        if planned:
            column.addWidget(label(tr("Planned fees: tick those that stay, the others fall away"), "lead", wrap=True))
        for ending, fee in planned:
            box = self.boxes[fee.id] = QCheckBox(plain(self._words(ending, fee)))
            box.setChecked(stage in _KEEPS or ending.delivered)
            column.addWidget(box)
        for ending in endings:
            if ending.basis:
                self._add_kill(column, ending, checked=stage in _OWES and ending.kill_fee is not None)

    @property
    def widget(self) -> QWidget:
        """Itself, for the dialog it stands in."""
        return self

    def read(self) -> dict[str, Any]:
        """What becomes of the fees, as ``flows.ending`` takes it.

        Raises:
            Problem: an amount cannot be read, or is missing.
        """
        return {"keep": self.keep, "kill_fees": self.kill_fees()}

    @property
    def keep(self) -> list[str]:
        """The planned lines that stay."""
        return [fee_id for fee_id, box in self.boxes.items() if box.isChecked()]

    def kill_fees(self) -> dict[str, Money]:
        """Participation → the kill fee that is owed.

        Raises:
            Problem: an amount cannot be read, or is missing.
        """
        found = {}
        for one in self.kills:
            if not one.box.isChecked():
                continue
            amount = one.edit.read() if one.edit is not None else one.proposed
            if amount is None:
                raise Problem("fee.needed", tr("Needed: the amount of the kill fee."), tr("Or untick it."))
            found[one.part] = amount
        return found

    def _add_kill(self, column: QVBoxLayout, ending: Ending, *, checked: bool) -> None:
        who = tr("Kill fee of {creator} is owed", creator=isolate(ending.creator))
        box = QCheckBox(plain(who if self._several else tr("The kill fee is owed")))
        box.setChecked(checked)
        column.addWidget(box)
        column.addWidget(label(ending.basis, "help", wrap=True))
        edit = None
        if not self._formats.hide_internal:
            inside = self._formats.within(ending.kill_fee.currency if ending.kill_fee else None)
            edit = edit_for(CreatorFee.entity.field("amount"), inside)
            edit.main.setAccessibleName(tr("Kill fee of {creator}", creator=ending.creator))
            edit.put(ending.kill_fee)
            column.addWidget(edit)
        self.kills.append(_Kill(ending.participation_id, box, edit, ending.kill_fee))

    def _words(self, ending: Ending, fee: CreatorFee) -> str:
        amount = money_words(fee.amount, self._formats)
        who = isolate(ending.creator) if self._several else ""
        return join((who, kind_words(fee.kind or "content", isolate(fee.label or "")), amount))
