"""A contract is drafted from what is agreed, and its checklist filled from what is known."""

from typing import Any

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.contracts import store as contracts
from infludesk.contracts.checklist import ITEMS, prefill
from infludesk.contracts.commands import pack_in_use
from infludesk.contracts.model import Contract, ContractItem
from infludesk.creators.model import Creator
from infludesk.db.rows import find, get, insert, update
from infludesk.db.transaction import Tx
from infludesk.flows.contract_terms import terms
from infludesk.kernel.ids import ref

_US_PACK = "us-ftc"
# What a draft proposes until somebody writes otherwise: the creator keeps the content, and two rounds of approval.
_HOUSE_TERMS: dict[str, Any] = {"rounds_allowed": 2, "rights_model": "licence", "renewal": "none"}


def contract_from_participation(tx: Tx, *, participation_id: str) -> str:
    """Draft a contract from what is agreed with a creator in a campaign, its checklist filled; returns the id.

    Raises:
        Problem: ``record.gone``.
    """
    joined = get(tx.conn, Participation, participation_id)
    campaign = get(tx.conn, Campaign, joined.campaign_id or "")
    creator = get(tx.conn, Creator, joined.creator_id or "")
    client = get(tx.conn, Client, campaign.client_id or "")
    brief = contracts.newest_brief(tx.conn, campaign.id)
    markets = [joined.market] if joined.market else list(campaign.markets)
    made = insert(
        tx,
        Contract(
            title=f"{creator.name}, {campaign.name}",
            creator_id=creator.id,
            participation_id=participation_id,
            state="draft",
            kind="contract",
            currency=_currency(tx, participation_id) or campaign.report_currency or client.currency,
            starts_on=campaign.starts_on,
            ends_on=campaign.ends_on,
            lang=joined.lang or (brief.lang if brief else None),
            law=client.country or next(iter(markets), None),
            who_shoots=brief.who_shoots if brief else None,
            rule_packs=_packs(tx, campaign, client, markets),
            owner_id=tx.actor or None,
            **_HOUSE_TERMS,
        ),
    )
    tx.label("Draft contract {contract}", contract=ref("contract", made.id))
    for item in ITEMS:
        insert(tx, ContractItem(contract_id=made.id, item=item.number, answer="open"))
    refresh_items(tx, contract_id=made.id)
    return made.id


def refresh_items(tx: Tx, *, contract_id: str) -> int:
    """Fill the open items from what is known now; answers stay. Returns how many were filled."""
    found = prefill(terms(tx.conn, contract_id))
    tx.label("Fill the checklist of contract {contract}", contract=ref("contract", contract_id))
    rows = {row.item: row for row in find(tx.conn, ContractItem, "contract_id = ?", (contract_id,))}
    filled = 0
    for number, known in found.items():
        row = rows.get(number) or insert(tx, ContractItem(contract_id=contract_id, item=number))
        if row.answer in (None, "", "open"):
            update(tx, ContractItem, row.id, answer=known.answer, place=known.place, note=known.note)
            filled += 1
    return filled


def _packs(tx: Tx, campaign: Campaign, client: Client, markets: list[str]) -> tuple[str, ...]:
    if chosen := campaign.rule_packs or client.rule_packs:
        return chosen
    in_us = "US" in markets or (not markets and client.country == "US")
    return (pack_in_use(tx, _US_PACK)[1].key,) if in_us else ()


def _currency(tx: Tx, participation_id: str) -> str | None:
    fees = "SELECT amount_currency FROM creator_fee WHERE participation_id = ? AND deleted_at IS NULL ORDER BY id"
    return next((row[0] for row in tx.conn.execute(fees, (participation_id,)) if row[0]), None)
