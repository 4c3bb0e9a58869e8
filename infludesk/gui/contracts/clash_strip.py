"""Strips above a contract: its clashes with a way to the other side, uses beyond its rights, and what it lacks."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from infludesk.flows.clashes import Clash
from infludesk.flows.contract_risks import ContractRisks, of_contract
from infludesk.gui.contracts.clash_words import clash_words, finding_words, misuse_words
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.widgets import Strip
from infludesk.kernel.text import plural, tr

_MOST = 3


class ClashStrip(QWidget):
    """As many strips as there is something to say, three at most, and how many more there are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.contract_id = desk, ""
        self.risks = ContractRisks()
        self.strips: list[Strip] = []
        self._shown = ("", self.risks)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def load(self, contract_id: str) -> None:
        """Read and show what is wrong around a contract."""
        self.contract_id, today = contract_id, self.desk.today().isoformat()
        self.desk.tasks.read(
            lambda conn: of_contract(conn, contract_id, today), self._take, key=("contract", "clashes")
        )

    def _take(self, risks: ContractRisks) -> None:
        risks = risks.for_others if self.desk.settings.hide_internal else risks
        if (self.contract_id, risks) == self._shown:
            return
        self.risks, self._shown = risks, (self.contract_id, risks)
        empty(self._column)
        locale = self.desk.locale
        made = [self._clash(one) for one in sorted(risks.clashes, key=lambda one: bool(one.waived_by))]
        made += [Strip("warn", *misuse_words(one)) for one in risks.misuses]
        made += [Strip("warn", *finding_words(one, locale)) for one in risks.findings]
        self.strips = made[:_MOST]
        if len(made) > _MOST:
            self.strips.append(self._more(len(made) - _MOST))
        for strip in self.strips:
            self._column.addWidget(strip)
            strip.show()
        self.setVisible(bool(self.strips))

    def _clash(self, clash: Clash) -> Strip:
        state = "quiet" if clash.waived_by else "danger" if clash.certain else "warn"
        place = self._other_side(clash)
        strip = Strip(state, *clash_words(clash, self.desk.locale), action=tr("Open the other side") if place else "")
        if place:
            strip.acted.connect(partial(self._go, place))
        return strip

    def _go(self, place: tuple[str, ...]) -> None:
        page, record, tab = (*place, "")[:3]
        self.desk.go(page, record, tab)

    def _other_side(self, clash: Clash) -> tuple[str, ...]:
        """Where the other side is: its contract, else its campaign, else the creator."""
        mine = clash.contract_id == self.contract_id
        contract = clash.other_contract_id if mine else clash.contract_id
        campaign = clash.other_campaign_id if mine else clash.campaign_id
        if contract and contract != self.contract_id:
            return "contract", contract
        return ("campaign", campaign, "creators") if campaign else ("creator", clash.creator_id, "work")

    def _more(self, count: int) -> Strip:
        strip = Strip("quiet", plural(count, "{n} more", "{n} more"), action=tr("Show clashes"))
        strip.acted.connect(lambda: self.desk.go("contracts", about=("view:clashes",)))
        return strip
