"""The goals of a campaign: a list to add to, change and take from, one of them the headline."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from infludesk.campaigns.commands import set_headline_target
from infludesk.campaigns.model import Campaign
from infludesk.db.transaction import Tx
from infludesk.gui.campaigns.parts import amounts_of
from infludesk.gui.campaigns.reading import CampaignView, GoalView, against
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cell_label import CellLabel
from infludesk.gui.kit.cells import Pill
from infludesk.gui.kit.dialogs import EntryDialog, add_field, ask, window_of
from infludesk.gui.kit.edits import FieldEdit
from infludesk.gui.kit.form_row import edit_for
from infludesk.gui.kit.formats import HIDDEN, Formats
from infludesk.gui.kit.parts import button, label, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import SectionHead, Strip
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.kernel.text import isolate, tr
from infludesk.programmes.commands import remove_target, set_target
from infludesk.programmes.kpis import SHIPPED
from infludesk.results.figures import Figure
from infludesk.results.show import show_figure

_FIELDS = {
    "count": Field("target", "int", "Target"),
    "ppm": Field("target", "ppm", "Target"),
    "money": Field("target", "money", "Target"),
}


class GoalDialog(EntryDialog):
    """What is counted, and how much of it is the aim."""

    def __init__(self, parent: QWidget | None, formats: Formats, goal: GoalView | None = None) -> None:
        super().__init__(parent, tr("Goal"), tr("Change goal") if goal else tr("Add goal"))
        self.kpi, self.stack = QComboBox(), QStackedWidget()
        self.edits: dict[str, FieldEdit] = {unit: edit_for(field, formats) for unit, field in _FIELDS.items()}
        self.message = label("", "danger", wrap=True)
        self.message.setMinimumHeight(theme.line("small"))
        for edit in self.edits.values():
            self.stack.addWidget(edit)
        if goal is None:
            for code, one in SHIPPED.items():
                self.kpi.addItem(tr(one.name), (code, one.unit))
        else:
            one_unit = goal.target.unit if goal.target.unit in _FIELDS else "count"
            self.kpi.addItem(tr(goal.target.name), (goal.target.code, one_unit))
            self.kpi.setEnabled(False)
            self.edits[one_unit].put(_stored(goal))
        self.value: int | None = None
        self.currency: str | None = None
        add_field(self, tr("What counts"), self.kpi)
        add_field(self, tr("Target"), self.stack)
        self.body.addWidget(self.message)
        self.kpi.currentIndexChanged.connect(self._choose)
        self._choose()
        self.begin_at(self.kpi if goal is None else self._edit.main)

    @property
    def code(self) -> str:
        """The code of the KPI chosen."""
        return str(self.kpi.currentData()[0])

    def ready(self) -> bool:
        try:
            value = self._edit.read()
        except Problem as problem:
            self.message.setText(f"{problem.title} {problem.advice}")
            self._edit.mark("error")
            return False
        if value is None:
            self.message.setText(tr("Needed: a target."))
            self._edit.mark("error")
            return False
        self.value = value.minor if isinstance(value, Money) else int(value)
        self.currency = value.currency if isinstance(value, Money) else None
        return True

    @property
    def _edit(self) -> FieldEdit:
        return self.edits[str(self.kpi.currentData()[1])]

    def _choose(self) -> None:
        self.stack.setCurrentWidget(self._edit)
        self.message.setText("")


class Goals(QWidget):
    """The list of a campaign's goals."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.campaign_id = desk, ""
        self._campaign: Campaign | None = None
        self.add_button = button(tr("Add goal…"), icon="add", small=True)
        self.add_button.clicked.connect(self.add)
        self.strip = Strip()
        self.nothing = label(tr("No goal is set. The report answers whether the headline goal was reached."), "muted")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(SectionHead(tr("Goals"), buttons=(self.add_button,)))
        column.addWidget(self.strip)
        column.addWidget(self.nothing)
        column.addLayout(self._grid)

    def show_goals(self, view: CampaignView) -> None:
        """Show the goals of a campaign."""
        self._campaign = view.overview.campaign
        self.campaign_id = self._campaign.id
        self.strip.say("info", "")
        empty(self._grid)
        self.nothing.setVisible(not view.goals)
        for row, goal in enumerate(view.goals):
            headline = view.headline is not None and view.headline.target.id == goal.target.id
            for column, part in enumerate(self._row(goal, headline=headline)):
                self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignVCenter)

    def add(self) -> None:
        """Ask for a goal; the first one is the headline."""
        first = self.nothing.isVisibleTo(self)
        formats = amounts_of(self._campaign, self.desk.formats)
        ask(GoalDialog(window_of(), formats), lambda dialog: self._store(dialog, headline=first))

    def _row(self, goal: GoalView, *, headline: bool) -> list[QWidget]:
        name, locale = goal.target.name, self.desk.locale
        target = tr("Goal {value}", value=self._figure(goal.aim))
        apart, met = against(goal, locale)
        if headline:
            mark: QWidget = CellLabel(Pill(tr("Headline"), "accent", "star"))
        else:
            choose = button(tr("Make headline"), "link", small=True)
            choose.clicked.connect(partial(self._headline, goal.target.id))
            choose.setAccessibleName(tr("Make {goal} the headline", goal=name))
            mark = choose
        change = button(tr("Change…"), small=True)
        change.setAccessibleName(tr("Change the goal {goal}", goal=name))
        change.clicked.connect(partial(self._change, goal))
        remove = tool("trash", tr("Remove the goal {goal}", goal=name))
        remove.clicked.connect(partial(self._remove, goal.target.id))
        reached = label(apart or goal.actual.reason, "success" if met else "help")
        return [label(isolate(tr(name)), "strong"), label(target), label(self._figure(goal.actual)), reached, mark,
                change, remove]  # fmt: skip

    def _figure(self, figure: Figure) -> str:
        if figure.unit == "money" and self.desk.settings.hide_internal:
            return HIDDEN
        return show_figure(figure, self.desk.locale)

    def _change(self, goal: GoalView) -> None:
        formats = amounts_of(self._campaign, self.desk.formats)
        ask(GoalDialog(window_of(), formats, goal), lambda dialog: self._store(dialog, headline=False))

    def _store(self, dialog: GoalDialog, *, headline: bool) -> None:
        self.desk.tasks.do(
            set_goal, otherwise=self.strip.say_problem, campaign_id=self.campaign_id, code=dialog.code,
            target=dialog.value, currency=dialog.currency, headline=headline,
        )  # fmt: skip

    def _headline(self, target_id: str) -> None:
        self.desk.tasks.do(
            set_headline_target, otherwise=self.strip.say_problem, campaign_id=self.campaign_id, target_id=target_id
        )

    def _remove(self, target_id: str) -> None:
        self.desk.tasks.do(remove_target, otherwise=self.strip.say_problem, target_id=target_id)


def set_goal(tx: Tx, *, campaign_id: str, code: str, target: int, currency: str | None, headline: bool) -> str:
    """Set a goal of a campaign, as its headline where it is to be, in one step; returns the target's id.

    Raises:
        Problem: ``kpi.unknown``, ``kpi.negative``, ``kpi.currency``.
    """
    made = set_target(tx, scope=ref("campaign", campaign_id), code=code, target=target, currency=currency)
    if headline:
        set_headline_target(tx, campaign_id=campaign_id, target_id=made)
    return made


def _stored(goal: GoalView) -> int | Money | None:
    one = goal.target
    if one.target is None or one.unit != "money":
        return one.target
    return Money(one.target, one.currency)
