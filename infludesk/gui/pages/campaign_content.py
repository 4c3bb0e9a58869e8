"""The content of one campaign."""

from infludesk.content import listing
from infludesk.db.driver import Connection
from infludesk.gui.pages.campaign_lists import ListTab
from infludesk.gui.pages.content import ContentPage


class _Content(ContentPage):
    key = "campaign.content"
    within = frozenset({"campaign"})


class ContentTab(ListTab):
    """The tab Content of a campaign's page."""

    page_type = _Content


def count(conn: Connection, campaign_id: str) -> int:
    """How many pieces and posts a campaign has."""
    return listing.count(conn, campaign_id)
