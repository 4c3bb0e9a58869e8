"""The rule packs that a campaign stands under."""

from infludesk.campaigns import store
from infludesk.campaigns.model import Campaign, CampaignMarket
from infludesk.clients.model import Client
from infludesk.contracts.packs import packs_for
from infludesk.contracts.store import rule_packs
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get
from infludesk.records.model import RULE_PACKS
from infludesk.records.store import setting


def packs_in_use(conn: Connection, campaign_id: str) -> tuple[str, ...]:
    """The packs of a campaign as they were chosen, by code or ``code@version``, each code once.

    The brief's, else the campaign's, and beside them those of its markets; where none of them names any, the
    client's, else those of its countries, else the workspace's own choice, else every pack the workspace keeps.
    """
    campaign = get(conn, Campaign, campaign_id)
    brief = store.brief(conn, campaign_id)
    chosen = list((brief.rule_packs if brief else ()) or campaign.rule_packs)
    for market in find(conn, CampaignMarket, "campaign_id = ?", (campaign_id,), order="country, id"):
        chosen += market.rule_packs
    if not chosen and campaign.client_id:
        chosen += get(conn, Client, campaign.client_id).rule_packs
    if not chosen:
        chosen += packs_for(conn, campaign.markets)
    if not chosen:
        chosen += setting(conn, RULE_PACKS).split() or [row.code or "" for row in rule_packs(conn)]
    found: dict[str, str] = {}
    for key in chosen:
        found.setdefault(key.partition("@")[0], key)
    return tuple(found.values())
