"""The costs of a campaign: what third parties are paid, a list to add to, change and take from; all internal."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from infludesk.campaigns.model import Campaign
from infludesk.db.transaction import Tx
from infludesk.gui.campaigns.parts import amounts_of, money_cell
from infludesk.gui.campaigns.reading import CampaignView
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cell_label import CellLabel
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.fields_dialog import FieldsDialog
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import button, label, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import SectionHead, Strip
from infludesk.kernel.dates import show_day
from infludesk.kernel.text import isolate, join, tr
from infludesk.payments.commands import add_cost, set_cost_field, trash_fee
from infludesk.payments.model import Cost

_FIELDS = ("kind", "label", "amount", "spent_on", "charged_on")


class CostDialog(FieldsDialog):
    """What for, how much, when, and whether the client pays it."""

    def __init__(self, parent: QWidget | None, formats: Formats, cost: Cost | None = None) -> None:
        super().__init__(parent, tr("Cost, internal"), tr("Change cost") if cost else tr("Add cost"))
        self._cost = cost
        for name in _FIELDS:
            self.add(Cost.entity.field(name), formats, getattr(cost, name, None))
        self.finish("kind" if cost is None else "amount")

    @property
    def changed(self) -> dict[str, Any]:
        """The values that are not those of the cost; an empty one is no other than none."""
        return {
            name: value for name, value in self.values.items() if (value or None) != (getattr(self._cost, name) or None)
        }

    def refuse(self) -> str:
        needed = {"kind": tr("Needed: what it is for."), "amount": tr("Needed: an amount.")}
        missing = [name for name in needed if not self.values[name]]
        for name in needed:
            self.edits[name].mark("error" if name in missing else "")
        return needed[missing[0]] if missing else ""


class Costs(QWidget):
    """The list of a campaign's costs."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.campaign_id = desk, ""
        self._campaign: Campaign | None = None
        self.add_button = button(tr("Add cost…"), icon="add", small=True)
        self.add_button.clicked.connect(self.add)
        self.strip = Strip()
        self.nothing = label(tr("No cost is entered. Costs are taken off the margin."), "muted", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(SectionHead(tr("Costs"), tr("Internal"), (self.add_button,)))
        column.addWidget(self.strip)
        column.addWidget(self.nothing)
        column.addLayout(self._grid)

    def show_costs(self, view: CampaignView) -> None:
        """Show the costs of a campaign."""
        self._campaign = view.overview.campaign
        self.campaign_id = self._campaign.id
        self.strip.say("info", "")
        empty(self._grid)
        self.nothing.setVisible(not view.costs)
        for row, cost in enumerate(view.costs):
            for column, part in enumerate(self._row(cost)):
                self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignVCenter)

    def add(self) -> None:
        """Ask for a cost."""
        ask(CostDialog(window_of(), amounts_of(self._campaign, self.desk.formats)), self._add)

    def _row(self, cost: Cost) -> list[QWidget]:
        kind = tr(Cost.entity.field("kind").choice(cost.kind or "other"))
        name = isolate(cost.label or "") or kind
        day = show_day(cost.spent_on, self.desk.locale) if cost.spent_on else ""
        about = join((kind if cost.label else "", day, tr("charged on to the client") if cost.charged_on else ""))
        change = button(tr("Change…"), small=True)
        change.setAccessibleName(tr("Change the cost {cost}", cost=name))
        change.clicked.connect(partial(self._ask_change, cost))
        remove = tool("trash", tr("Remove the cost {cost}", cost=name))
        remove.clicked.connect(partial(self._remove, cost.id))
        return [label(name, "strong", wrap=True), label(about, "help", wrap=True),
                CellLabel(money_cell(cost.amount, self.desk.formats)), change, remove]  # fmt: skip

    def _add(self, dialog: CostDialog) -> None:
        self.desk.tasks.do(add_cost, otherwise=self.strip.say_problem, campaign_id=self.campaign_id, **dialog.values)

    def _ask_change(self, cost: Cost) -> None:
        formats = amounts_of(self._campaign, self.desk.formats)
        ask(CostDialog(window_of(), formats, cost), partial(self._change, cost.id))

    def _change(self, cost_id: str, dialog: CostDialog) -> None:
        if dialog.changed:
            self.desk.tasks.do(set_cost, otherwise=self.strip.say_problem, cost_id=cost_id, values=dialog.changed)

    def _remove(self, cost_id: str) -> None:
        self.desk.tasks.do(trash_fee, otherwise=self.strip.say_problem, fee_id=cost_id)


def set_cost(tx: Tx, *, cost_id: str, values: dict[str, Any]) -> None:
    """Change several fields of a cost, as one step that Undo takes back.

    Raises:
        Problem: ``money.negative``.
    """
    for name, value in values.items():
        set_cost_field(tx, cost_id=cost_id, name=name, value=value)
