"""What people do with the further clients and the brands of a campaign."""

from infludesk.campaigns.model import Campaign, CampaignParty
from infludesk.clients.brands import brand_named
from infludesk.clients.commands import client_named
from infludesk.db.rows import get, insert, trash
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr


def add_party(
    tx: Tx, *, campaign_id: str, brand: str = "", client: str = "", part: str = "brand", own_report: bool | None = None
) -> str:
    """Add a brand, a further client, or both to a campaign, each made where its name is new; returns the row's id.

    A brand without a client is the lead's.

    Raises:
        Problem: ``party.nobody``: neither is named; ``party.lead``: the lead is in already.
    """
    lead = get(tx.conn, Campaign, campaign_id).client_id
    tx.label("Add party to {campaign}", campaign=ref("campaign", campaign_id))
    client_id = client_named(tx, client.strip()) if client.strip() else None
    if not brand.strip() and not client_id:
        raise Problem("party.nobody", tr("Nobody is named."), tr("Nothing was added. Type a brand or a client."))
    if not brand.strip() and client_id == lead:
        raise Problem(
            "party.lead",
            tr("This client leads the campaign already."),
            tr("Nothing was added. Name one of its brands."),
        )
    brand_id = brand_named(tx, brand.strip(), client_id=client_id or lead) if brand.strip() else None
    row = CampaignParty(
        campaign_id=campaign_id, client_id=client_id or lead, brand_id=brand_id, part=part, own_report=own_report
    )
    return insert(tx, row).id


def trash_party(tx: Tx, *, party_id: str) -> None:
    """Take a brand or a further client out of a campaign."""
    row = get(tx.conn, CampaignParty, party_id)
    tx.label("Remove party from {campaign}", campaign=ref("campaign", row.campaign_id or ""))
    trash(tx, "campaign_party", [party_id])
