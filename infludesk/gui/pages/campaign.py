"""One campaign's page: who it is for, how far it is, and its tabs."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from infludesk.creators.model import PLATFORMS
from infludesk.db.driver import Connection
from infludesk.flows.overview import Overview
from infludesk.flows.trash import trash_campaigns
from infludesk.gui.campaigns.parts import span, state_pill
from infludesk.gui.campaigns.reading import read_overview
from infludesk.gui.campaigns.tabs import CampaignTab, TabSpec
from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import TabBar
from infludesk.gui.kit.cell_label import CellLabel
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.formats import territory
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.navigation import Place
from infludesk.gui.page import Page, Path
from infludesk.gui.pages import (
    campaign_brief,
    campaign_budget,
    campaign_content,
    campaign_contracts,
    campaign_creators,
    campaign_gifts,
    campaign_overview,
    campaign_report,
    campaign_results,
)
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Changes
from infludesk.kernel.text import isolate, join, tr

TABS: tuple[TabSpec, ...] = (
    campaign_overview.SPEC,
    campaign_creators.SPEC,
    campaign_brief.SPEC,
    TabSpec("contracts", "Contracts", campaign_contracts.ContractsTab, campaign_contracts.count),
    TabSpec("content", "Content", campaign_content.ContentTab, campaign_content.count),
    TabSpec("gifts", "Gifts", campaign_gifts.GiftsTab, campaign_gifts.count),
    campaign_budget.SPEC,
    TabSpec("results", "Results", campaign_results.ResultsTab),
    TabSpec("report", "Report", campaign_report.ReportTab),
)
_COUNTED = (
    "participation",
    "contract",
    "contract_item",
    "deliverable",
    "post",
    "disclosure_check",
    "post_snapshot",
    "parcel",
)


class CampaignPage(Page):
    """The head of a campaign and its tabs, each built when it is first gone to."""

    key = "campaign"
    shows = ("campaign", "client", "member", *_COUNTED)

    def __init__(self, desk: Desk, tabs: Sequence[TabSpec] = TABS) -> None:
        super().__init__(desk)
        self._specs = {spec.key: spec for spec in tabs}
        self._made: dict[str, CampaignTab] = {}
        self._found: Overview | None = None
        self.title, self.about = Elided(kind="title"), Elided(kind="muted")
        self.state = CellLabel(state_pill(""))
        self.add_button, self.pdf_button = button(tr("Add creators"), icon="add"), self._pdf_button()
        self.strip = Strip()
        self.tabs = TabBar([(spec.key, tr(spec.label)) for spec in tabs])
        self.stack = QStackedWidget()
        self._lay_out()
        self.add_button.clicked.connect(self._add)
        self.strip.acted.connect(lambda: self.desk.go("trash"))
        self.tabs.chosen.connect(self._choose)

    @property
    def path(self) -> Path:
        name = self._found.campaign.name if self._found else ""
        return ((isolate(name or tr("Campaign")), self.place),)

    @property
    def tab(self) -> CampaignTab:
        """The tab shown."""
        return self._tab(self.place.tab or next(iter(self._specs)))

    def go_to(self, place: Place) -> None:
        known = place.tab if place.tab in self._specs else next(iter(self._specs))
        if place.record != self.place.record:
            self._found = None
        super().go_to(Place(place.page, place.record, known))
        self.strip.say("info", "")
        self._show_tab(place.about)
        if place.about or self._found is None:
            # What the place was opened for is done once, not again on the way back: tell the window the bare place.
            self.ask_reload()

    def reload(self) -> None:
        record, today = self.place.record, self.desk.today()
        counted = {spec.key: spec.count for spec in self._specs.values() if spec.count}

        def query(conn: Connection) -> tuple[Overview | None, dict[str, int]]:
            found = read_overview(conn, record, today)
            return found, {key: count(conn, record) for key, count in counted.items()} if found else {}

        self.desk.tasks.read(query, self._take, key=(self.key, "head"))

    def concerns(self, changes: Changes) -> bool:
        own = changes.touches_row("campaign", self.place.record)
        return own or changes.touches("client", "member", *_COUNTED)

    def landing(self) -> QWidget | None:
        return self.tab.landing() or self.tabs

    def panes(self) -> list[QWidget]:
        return [self.tabs, *self.tab.panes()]

    def leave(self) -> None:
        self.tab.leave()

    def offers(self) -> dict[str, Offer]:
        if self._found is None:
            return {}
        own = {
            "add_to_campaign": Offer(self._add, tr("Add creators…")),
            "tab.next": Offer(lambda: self._step(1)),
            "tab.previous": Offer(lambda: self._step(-1)),
            "trash": Offer(self._trash, tr("Move campaign to Trash")),
        }
        if "report" in self._specs:
            own["pdf"] = Offer(self._pdf)
        return own | self.tab.offers()

    def _take(self, read: tuple[Overview | None, dict[str, int]]) -> None:
        shown = self._found is not None
        self._found, counts = read
        for part in (self.tabs, self.stack, self.add_button):
            part.setVisible(self._found is not None)
        if self._found is None:
            self._miss(left=shown)
            return
        if not shown:
            self.strip.say("info", "")
        one, formats = self._found.campaign, self.desk.formats
        platforms = dict(PLATFORMS)
        self.title.say(one.name or "")
        self.state.show_cell(state_pill(one.state or ""))
        words = (
            isolate(self._found.client),
            span(one.starts_on, one.ends_on, formats),
            ", ".join(territory(code, formats.locale) for code in one.markets),
            ", ".join(tr(platforms.get(code, code)) for code in one.platforms),
            tr("Owner {name}", name=isolate(self._found.owner)) if self._found.owner else tr("No owner"),
        )
        self.about.say(join(words))
        for key, count in counts.items():
            self.tabs.set_count(key, count)
        self.moved.emit(self.place)

    def _miss(self, *, left: bool) -> None:
        """The campaign is gone: leave it if it was on show, else say so, as on the way back to it."""
        self.offering.emit()
        if left:
            self.desk.go("campaigns")
        else:
            advice = tr("Restore it there to go on with it.")
            self.strip.say("info", tr("This campaign is in the trash."), advice, action=tr("Open Trash"))

    def _tab(self, key: str) -> CampaignTab:
        if key not in self._made:
            made = self._made[key] = self._specs[key].make(self.desk)
            made.offering.connect(self.offering)
            self.stack.addWidget(made)
        return self._made[key]

    def _show_tab(self, about: tuple[str, ...] = ()) -> None:
        shown = self.tab
        before = self.stack.currentWidget()
        if isinstance(before, CampaignTab) and before is not shown:
            before.leave()
        self.tabs.blockSignals(True)
        self.tabs.choose(self.place.tab)
        self.tabs.blockSignals(False)
        self.stack.setCurrentWidget(shown)
        if self.pdf_button is not None:
            self.pdf_button.setVisible(self.place.tab not in ("brief", "report"))
        shown.show_campaign(self.place.record, about)
        self.offering.emit()

    def _choose(self, key: str) -> None:
        self.place = Place(self.key, self.place.record, key)
        self._show_tab()
        self.moved.emit(self.place)

    def _step(self, by: int) -> None:
        keys = list(self._specs)
        focused = self.tabs.hasFocus()
        self._choose(keys[(keys.index(self.place.tab) + by) % len(keys)])
        if not focused and (landing := self.tab.landing()) is not None:
            landing.setFocus()

    def _add(self) -> None:
        self.desk.go(self.key, self.place.record, "creators", ("add",))

    def _pdf(self) -> None:
        about = ("shortlist",) if self.place.tab == "creators" else ()
        self.desk.go(self.key, self.place.record, "report", about)

    def _trash(self) -> None:
        self.desk.tasks.do(trash_campaigns, otherwise=self.strip.say_problem, campaign_ids=[self.place.record])

    def _pdf_button(self) -> QPushButton | None:
        if "report" not in self._specs:
            return None
        made = button(tr("Create PDF…"), "primary", icon="pdf")
        made.clicked.connect(self._pdf)
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), 0)
        head.setSpacing(theme.px(8))
        name = QHBoxLayout()
        name.setSpacing(theme.px(12))
        name.addWidget(self.title)
        name.addWidget(self.state)
        name.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addLayout(name)
        words.addWidget(self.about)
        head.addLayout(words, 1)
        head.addWidget(self.add_button)
        if self.pdf_button is not None:
            head.addWidget(self.pdf_button)
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.px(24), theme.px(4), theme.px(24), 0)
        bar.addWidget(self.tabs)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addLayout(bar)
        whole.addWidget(self.strip)
        whole.addWidget(self.stack, 1)
