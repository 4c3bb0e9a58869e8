"""A contract is drafted from what is agreed, and its checklist filled from what is known."""

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.contracts import store as contracts
from infludesk.contracts.checklist import ITEMS
from infludesk.contracts.clause_store import offered
from infludesk.contracts.commands import pack_in_use
from infludesk.contracts.model import Contract, ContractItem
from infludesk.creators.model import Creator
from infludesk.db.rows import get, insert
from infludesk.db.transaction import Tx
from infludesk.flows.checklist import refresh_items
from infludesk.flows.clauses import put_clauses
from infludesk.flows.parties import put_parties
from infludesk.kernel.ids import ref

__all__ = ["contract_from_participation", "refresh_items", "template_for"]

_US_PACK = "us-ftc"
_BY_PAY = {"gift": "gifting", "loan": "loan", "affiliate": "affiliate"}
_BY_KIND = {
    "gifted": "gifting",
    "seeding": "gifting",
    "ambassador": "ambassador",
    "affiliate": "affiliate",
    "event": "event",
}
_GUARDIAN = "guardian"


def contract_from_participation(tx: Tx, *, participation_id: str, template: str = "") -> str:
    """Draft a contract from what is agreed with a creator in a campaign: terms, parties, clauses and checklist.

    Args:
        tx: the transaction.
        participation_id: the creator in the campaign.
        template: a code of the library's templates; empty takes the one that fits pay and campaign.

    Returns:
        The contract's id.

    Raises:
        Problem: ``record.gone``.
    """
    joined = get(tx.conn, Participation, participation_id)
    campaign = get(tx.conn, Campaign, joined.campaign_id or "")
    creator = get(tx.conn, Creator, joined.creator_id or "")
    client = get(tx.conn, Client, campaign.client_id or "")
    brief = contracts.newest_brief(tx.conn, campaign.id)
    library = offered(tx.conn)
    chosen = library.templates.get(template) or library.templates[template_for(campaign, joined)]
    markets = [joined.market] if joined.market else list(campaign.markets)
    made = insert(
        tx,
        Contract(
            title=f"{creator.name}, {campaign.name}",
            creator_id=creator.id,
            participation_id=participation_id,
            state="draft",
            kind=chosen.kind,
            template=chosen.code,
            currency=_currency(tx, participation_id) or campaign.report_currency or client.currency,
            starts_on=campaign.starts_on,
            ends_on=campaign.ends_on,
            lang=joined.lang or (brief.lang if brief else None),
            law=client.country or next(iter(markets), None),
            who_shoots=brief.who_shoots if brief else None,
            rule_packs=_packs(tx, campaign, client, markets),
            owner_id=tx.actor or None,
            **dict(chosen.terms),
        ),
    )
    tx.label("Draft contract {contract}", contract=ref("contract", made.id))
    for item in ITEMS:
        insert(tx, ContractItem(contract_id=made.id, item=item.number, answer="open"))
    put_parties(tx, made, client, creator)
    put_clauses(tx, made.id, (*chosen.clauses, *([_GUARDIAN] if creator.age_check == "minor" else [])))
    refresh_items(tx, contract_id=made.id)
    return made.id


def template_for(campaign: Campaign, joined: Participation) -> str:
    """The code of the template that fits how a creator is paid and what the campaign is."""
    if joined.pay in _BY_PAY:
        return _BY_PAY[joined.pay]
    return _BY_KIND.get(campaign.kind or "", "paid_post")


def _packs(tx: Tx, campaign: Campaign, client: Client, markets: list[str]) -> tuple[str, ...]:
    if chosen := campaign.rule_packs or client.rule_packs:
        return chosen
    in_us = "US" in markets or (not markets and client.country == "US")
    return (pack_in_use(tx, _US_PACK)[1].key,) if in_us else ()


def _currency(tx: Tx, participation_id: str) -> str | None:
    fees = "SELECT amount_currency FROM creator_fee WHERE participation_id = ? AND deleted_at IS NULL ORDER BY id"
    return next((row[0] for row in tx.conn.execute(fees, (participation_id,)) if row[0]), None)
