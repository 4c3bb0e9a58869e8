"""A tab of a campaign's page that is a list, narrowed to the campaign."""

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from infludesk.gui.campaigns.tabs import CampaignTab
from infludesk.gui.desk import Desk
from infludesk.gui.pages.content import ContentPage
from infludesk.gui.pages.contracts import ContractsPage
from infludesk.gui.pages.gifts import GiftsPage
from infludesk.gui.verbs import Offer


class ListTab(CampaignTab):
    """Holds a list page, which reads for itself. A subclass names its ``page_type``."""

    page_type: ClassVar[type[ContractsPage] | type[ContentPage] | type[GiftsPage]]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = self.page_type(desk)
        self.list.offering.connect(self.offering)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def show_campaign(self, campaign_id: str, about: tuple[str, ...] = ()) -> None:
        if campaign_id != self.campaign_id:
            self.list.campaign_id = campaign_id
            self.list.ask_reload()
        super().show_campaign(campaign_id, about)

    def offers(self) -> dict[str, Offer]:
        return self.list.offers()

    def landing(self) -> QWidget | None:
        return self.list.landing()

    def panes(self) -> list[QWidget]:
        return self.list.panes()
