"""The gifts and loans of one campaign."""

from infludesk.db.driver import Connection
from infludesk.gifting import listing
from infludesk.gui.pages.campaign_lists import ListTab
from infludesk.gui.pages.gifts import GiftsPage


class _Gifts(GiftsPage):
    key = "campaign.gifts"
    within = frozenset({"campaign"})


class GiftsTab(ListTab):
    """The tab Gifts of a campaign's page."""

    page_type = _Gifts


def count(conn: Connection, campaign_id: str) -> int:
    """How many parcels a campaign has."""
    return len(listing.ids(conn, listing.Filter(campaign_id=campaign_id)))
