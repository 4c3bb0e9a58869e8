"""A campaign's Overview tab: are we on track, and behind a segment the plan with its goals."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from infludesk.campaigns.commands import set_campaign_field
from infludesk.campaigns.model import STAGES, Campaign
from infludesk.clients.commands import add_client
from infludesk.clients.store import names as client_names
from infludesk.db.driver import Connection
from infludesk.gui.campaigns.brands import TABLES, CampaignBrands, around_words
from infludesk.gui.campaigns.costs import Costs
from infludesk.gui.campaigns.goals import Goals
from infludesk.gui.campaigns.parts import Card, InternalFigures, counted, money_facts, money_words
from infludesk.gui.campaigns.reading import CampaignView, GoalView, Risks, against, read_view
from infludesk.gui.campaigns.tabs import CampaignTab, TabSpec
from infludesk.gui.creators.parts import Facts, empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cell_label import CellLabel
from infludesk.gui.kit.cells import Bar, Cell, Text
from infludesk.gui.kit.folding import Segments
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.formats import HIDDEN
from infludesk.gui.kit.parts import Glyph, button, label, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.gui.pages.campaigns import date_facts
from infludesk.gui.payments.cancelling import ask_cancel
from infludesk.gui.records.own_fields import OwnFields
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import PPM, isolate, percent, plural, tr
from infludesk.results.figures import Figure
from infludesk.results.show import proof, show_figure
from infludesk.team.store import members

_SECTIONS = ("", "Plan", "Money", "Rules", "Learned")
_RIGHT = 340
_MOST = 5
Options = Sequence[tuple[str, str]]


class OverviewTab(CampaignTab):
    """Cards of what was reached and what comes next; the plan is edited beside them."""

    shows = (
        "campaign", "client", "participation", "creator", "deliverable", "post", "post_snapshot", "disclosure_check",
        "contract", "contract_item", "client_fee", "creator_fee", "cost", "kpi_target", "kpi", "member",
        "do_not_contact", *TABLES,
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.segments = Segments(tr("Overview"), (("glance", tr("At a glance")), ("plan", tr("Plan and goals"))))
        self.goal, self.pipeline, self.content = Card(tr("Goal")), Card(tr("Pipeline")), Card(tr("Content"))
        self.next, self.budget, self.risks = Card(tr("Next")), Card(tr("Budget")), Card(tr("Risks"))
        self.money = InternalFigures()
        self.goals, self.costs, self.brands = Goals(desk), Costs(desk), CampaignBrands(desk)
        self.form, self.own = self._make_form(), OwnFields(desk, "campaign")
        self.stack = QStackedWidget()
        self._lay_out()
        self.segments.chosen.connect(self._turn)
        desk.redrawn.connect(self._redraw)

    def reload(self) -> None:
        wanted, today = self.campaign_id, self.desk.today()

        def query(conn: Connection) -> tuple[CampaignView | None, Options, Options]:
            people = [(one.id, one.name or "") for one in members(conn)]
            return read_view(conn, wanted, today), client_names(conn), people

        self.desk.tasks.read(query, self._take, key=("campaign", "overview"))

    def landing(self) -> QWidget | None:
        return self.segments.findChild(QWidget)

    def panes(self) -> list[QWidget]:
        return [self.segments, self.stack]

    def _take(self, read: tuple[CampaignView | None, Options, Options]) -> None:
        view, clients, people = read
        if view is None or view.overview.campaign.id != self.campaign_id:
            return
        self._show_goal(view)
        self._show_pipeline(view)
        self._show_content(view)
        self._show_next(view)
        self._show_budget(view)
        self._show_risks(view.risks)
        self.goals.show_goals(view)
        self.costs.show_costs(view)
        self.brands.load(view.overview.campaign.id)
        for name, options in (("client_id", clients), ("owner_id", people), ("analyst_id", people)):
            self.form.set_options(name, options)
        self.form.set_options("headline_target_id", [(one.target.id, tr(one.target.name)) for one in view.goals])
        self.form.load(view.overview.campaign)
        self.own.load(view.overview.campaign.id)

    def _show_goal(self, view: CampaignView) -> None:
        empty(self.goal.body)
        goal, body = view.headline, self.goal.body
        if goal is None:
            words = tr("No headline goal is set.") if view.goals else tr("No goal is set.")
            body.addWidget(label(words, "muted", wrap=True))
            body.addWidget(self._link(tr("Set a goal"), self._plan), 0, Qt.AlignmentFlag.AlignLeading)
            return
        figures = QHBoxLayout()
        figures.setSpacing(theme.px(12))
        figures.addWidget(label(self._figure(goal.actual), "figure"), 0, Qt.AlignmentFlag.AlignBaseline)
        of = tr("of {value} {what}", value=self._figure(goal.aim), what=isolate(tr(goal.target.name).lower()))
        figures.addWidget(label(of, "muted"), 0, Qt.AlignmentFlag.AlignBaseline)
        figures.addStretch(1)
        holder = QWidget()
        holder.setLayout(figures)
        figures.setContentsMargins(0, 0, 0, 0)
        body.addWidget(holder)
        if (bar := self._goal_bar(goal)) is not None:
            body.addWidget(CellLabel(bar))
        words, met = against(goal, self.desk.locale)
        if words:
            body.addWidget(label(words[0].upper() + words[1:], "success" if met else "warn"))
        body.addWidget(label(proof(goal.actual, self.desk.locale), "help", wrap=True))

    def _goal_bar(self, goal: GoalView) -> Cell | None:
        if goal.actual.value is None or not goal.aim.value:
            return None
        share = goal.actual.value / goal.aim.value
        return Bar(
            min(float(share), 1.0), tr("{share} of the goal", share=percent(round(share * PPM), self.desk.locale))
        )

    def _figure(self, figure: Figure) -> str:
        hidden = figure.unit == "money" and self.desk.settings.hide_internal
        return HIDDEN if hidden else show_figure(figure, self.desk.locale)

    def _show_pipeline(self, view: CampaignView) -> None:
        empty(self.pipeline.body)
        counts, stages = view.overview.pipeline, dict(STAGES)
        total = sum(counts.values())
        if not total and not view.overview.left:
            self.pipeline.body.addWidget(label(tr("Nobody is in it yet."), "muted"))
            self.pipeline.body.addWidget(
                self._link(tr("Add creators"), lambda: self._go("creators", ("add",))), 0, Qt.AlignmentFlag.AlignLeading
            )
            return
        bars = Facts()
        bars.put(
            [(tr(stages[code]), CellLabel(Bar(n / total, str(n)))) for code, n in counts.items() if n]
            + ([(tr("Left"), str(view.overview.left))] if view.overview.left else [])
        )
        self.pipeline.body.addWidget(bars)

    def _show_content(self, view: CampaignView) -> None:
        empty(self.content.body)
        counts, one = view.content, view.overview
        live = counts.checked + counts.unchecked
        facts = Facts()
        rows: list[tuple[str, str | QWidget]] = [
            (tr("Live"), CellLabel(counted(one.content_live, one.content_planned))),
            (tr("Live and checked"), CellLabel(counted(counts.checked, live))),
            (tr("In review"), CellLabel(Text(str(counts.in_review)))),
            (tr("Late"), label(str(counts.late), "danger" if counts.late else "")),
        ]
        facts.put(rows)
        self.content.body.addWidget(facts)

    def _show_next(self, view: CampaignView) -> None:
        empty(self.next.body)
        if not view.overview.dates:
            self.next.body.addWidget(label(tr("Nothing is planned."), "muted"))
            return
        dates = Facts()
        dates.put(date_facts(view.overview.dates, self.desk))
        self.next.body.addWidget(dates)

    def _show_budget(self, view: CampaignView) -> None:
        formats, one = self.desk.formats, view.overview
        facts = money_facts(one.money, formats)
        if one.budget is not None:
            used = tr(
                "{used} of {budget}", used=money_words(one.used, formats), budget=money_words(one.budget, formats)
            )
            facts.append((tr("Budget used"), used))
        self.money.put(facts, note=one.money.reason)

    def _show_risks(self, risks: Risks) -> None:
        empty(self.risks.body)
        found = (
            (risks.open_items, tr("{items} in {contracts}",
                                  items=plural(risks.open_items, "{n} checklist item open", "{n} checklist items open"),
                                  contracts=plural(risks.contracts, "{n} contract", "{n} contracts")), "contracts"),
            (risks.red_flags, plural(risks.red_flags, "{n} red flag", "{n} red flags"), "contracts"),
            (risks.failed, plural(risks.failed, "{n} post failed its disclosure check",
                                  "{n} posts failed their disclosure checks"), "content"),
            (risks.unchecked, plural(risks.unchecked, "{n} live post without a check",
                                     "{n} live posts without a check"), "content"),
            (len(risks.blocked), tr("Do not contact: {names}", names=", ".join(map(isolate, risks.blocked))),
             "creators"),
        )  # fmt: skip
        told = risks.around.for_others if self.desk.settings.hide_internal else risks.around
        around = [*around_words(told, self.campaign_id, self.desk.locale)]
        for words, tab in around[:_MOST]:
            self.risks.body.addWidget(self._risk(words, tab))
        if more := max(len(around) - _MOST, 0):
            self.risks.body.addWidget(self._risk(plural(more, "{n} more", "{n} more"), "contracts"))
        for count, words, tab in found:
            if count:
                self.risks.body.addWidget(self._risk(words, tab))
        if not around and not any(count for count, _, _ in found):
            self.risks.body.addWidget(label(tr("Nothing stands in the way."), "muted"))

    def _risk(self, words: str, tab: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Glyph("alert", "warn-text"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(words, wrap=True), 1)
        shown = self._link(tr("Show"), lambda: self._go(tab))
        shown.setAccessibleName(tr("Show: {words}", words=words))
        row.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _link(self, words: str, run: Callable[[], None]) -> QPushButton:
        made = button(words, "link", small=True)
        made.clicked.connect(lambda _checked=False: run())
        return made

    def _go(self, tab: str, about: tuple[str, ...] = ()) -> None:
        self.desk.go("campaign", self.campaign_id, tab, about)

    def _plan(self) -> None:
        self.segments.choose("plan")
        self._turn("plan")

    def _turn(self, part: str) -> None:
        self.stack.setCurrentIndex(0 if part == "glance" else 1)

    def _save(self, name: str, value: Any) -> None:
        def refused(problem: Problem) -> None:
            self.form.show_problem(name, problem)

        if (name, value) == ("state", "cancelled"):
            ask_cancel(self.desk, self.campaign_id, refused, self.ask_reload)
            return
        self.desk.tasks.do(set_campaign_field, otherwise=refused, campaign_id=self.campaign_id, name=name, value=value)

    def _new_client(self, name: str, text: str) -> None:
        def refused(problem: Problem) -> None:
            self.form.show_problem(name, problem)

        self.desk.tasks.do(add_client, then=lambda made: self._save(name, made.value), otherwise=refused, name=text)

    def _make_form(self) -> Form:
        made = Form(Campaign.entity, show=self.desk.formats, sections=_SECTIONS, adds=("client_id",))
        made.saved.connect(self._save)
        made.new_asked.connect(self._new_client)
        return made

    def _redraw(self) -> None:
        """A form shows its values as it was made to: another takes its place."""
        old, self.form = self.form, self._make_form()
        self._plan_column.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        self.ask_reload()

    def _lay_out(self) -> None:
        self.budget.body.addWidget(self.money)
        glance = QWidget()
        row = QHBoxLayout(glance)
        row.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(24))
        row.setSpacing(theme.px(16))
        for cards, stretch in (
            ((self.goal, self.pipeline, self.content), 1),
            ((self.next, self.risks, self.budget), 0),
        ):
            column = QVBoxLayout()
            column.setSpacing(theme.px(16))
            for card in cards:
                column.addWidget(card)
                if not stretch:
                    card.setFixedWidth(theme.px(_RIGHT))
            column.addStretch(1)
            row.addLayout(column, stretch)
        plan = QWidget()
        below = self._plan_column = QVBoxLayout(plan)
        below.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(24))
        below.setSpacing(theme.px(16))
        below.addWidget(self.goals)
        below.addWidget(self.brands)
        below.addWidget(self.costs)
        below.addWidget(self.form)
        below.addWidget(self.own)
        below.addStretch(1)
        self.stack.addWidget(scrolled(glance))
        self.stack.addWidget(scrolled(plan))
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), theme.px(8))
        head.addWidget(self.segments)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.stack, 1)


SPEC = TabSpec("overview", "Overview", OverviewTab)
