"""What a tab of a campaign's page is; the page knows its tabs only by this."""

from collections.abc import Callable
from dataclasses import dataclass

from infludesk.db.driver import Connection
from infludesk.gui.desk import Desk
from infludesk.gui.page import Reloading


class CampaignTab(Reloading):
    """One tab of a campaign's page. It is made when first gone to, and lives as long as the page.

    ``reload`` may count on ``campaign_id``; what a tab ``offers`` goes before the page's own.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.campaign_id = ""

    @property
    def ready(self) -> bool:
        return bool(self.campaign_id)

    def show_campaign(self, campaign_id: str, about: tuple[str, ...] = ()) -> None:  # noqa: ARG002  for subclasses
        """Show a campaign; ``about`` is what the place was opened for (Place.about)."""
        if campaign_id != self.campaign_id:
            self.campaign_id = campaign_id
            self.ask_reload()


@dataclass(frozen=True, slots=True)
class TabSpec:
    """A tab of the campaign's page.

    Attributes:
        key: names it in places.
        label: English words on the tab.
        make: builds it when it is first gone to.
        count: counts what is on it, by the campaign's id; shown beside the label.
    """

    key: str
    label: str
    make: Callable[[Desk], CampaignTab]
    count: Callable[[Connection, str], int] | None = None
