"""The terms of a contract: what every feature that has a part in them says is agreed."""

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import LEFT
from infludesk.contracts import store as contracts
from infludesk.contracts.checklist import ContractTerms, FeeTerm
from infludesk.contracts.model import Contract, ContractParty
from infludesk.creators.model import Creator
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find, get
from infludesk.db.sql import code_list
from infludesk.kernel.money import Money
from infludesk.payments.model import NOT_COUNTED

_AGES = {"minor": True, "adult": False}


def terms(conn: Connection, contract_id: str) -> ContractTerms:
    """What is agreed: the contract, the campaign's newest brief, fees, deliverables and names.

    Raises:
        Problem: ``record.gone``.
    """
    contract = get(conn, Contract, contract_id)
    creator = get(conn, Creator, contract.creator_id or "")
    joined = next(iter(find(conn, Participation, "id = ?", (contract.participation_id,))), None)
    campaign = next(iter(find(conn, Campaign, "id = ?", (joined.campaign_id,))), None) if joined else None
    client = next(iter(find(conn, Client, "id = ?", (campaign.client_id,))), None) if campaign else None
    brief = contracts.newest_brief(conn, campaign.id) if campaign else None
    promised = _promised(conn, contract.participation_id)
    return ContractTerms(
        contract=contract,
        brief=brief,
        rights=tuple(contracts.rights(conn, contract_id)),
        fees=_fees(conn, contract.participation_id),
        client_name=(client.legal_name or client.name) if client else None,
        creator_name=creator.legal_name or creator.name,
        deliverables=tuple(row["what"] for row in promised if row["what"]),
        due_days=tuple(dict.fromkeys(row["due"][:10] for row in promised if row["due"])),
        minor=_AGES.get(creator.age_check or ""),
        guardian_signed=bool(
            find(conn, ContractParty, "contract_id = ? AND role = 'guardian' AND signed_on IS NOT NULL", (contract_id,))
        ),
    )


def _fees(conn: Connection, participation_id: str | None) -> tuple[FeeTerm, ...]:
    sql = (
        'SELECT kind, "trigger", amount_minor, amount_currency FROM creator_fee WHERE participation_id = ? '
        f"AND deleted_at IS NULL AND coalesce(state, '') NOT IN ({code_list(NOT_COUNTED)}) ORDER BY id"
    )
    return tuple(
        FeeTerm(kind, trigger, None if minor is None else Money(minor, currency))
        for kind, trigger, minor, currency in conn.execute(sql, (participation_id,)).fetchall()
    )


def _promised(conn: Connection, participation_id: str | None) -> list[SqlRow]:
    sql = (
        "SELECT coalesce(title, format) AS what, due FROM deliverable WHERE participation_id = ? "
        f"AND deleted_at IS NULL AND coalesce(state, '') NOT IN ({code_list(LEFT)}) ORDER BY due IS NULL, due, id"
    )
    return conn.execute(sql, (participation_id,)).fetchall()
