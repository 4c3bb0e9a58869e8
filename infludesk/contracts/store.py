"""Contracts as the screens ask for them: of a creator in a campaign, their rights and answers, and the rule packs."""

from dataclasses import dataclass
from functools import cache

from infludesk.campaigns.model import AGREED, Brief
from infludesk.contracts.model import VOID, Contract, ContractItem, RulePackRow, UsageRight
from infludesk.contracts.rulepacks import RulePack, parse
from infludesk.contracts.shipped import shipped
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.db.sql import code_list

_AT_WORK = code_list(AGREED - {"closed"})


@dataclass(frozen=True, slots=True)
class AgreedCreator:
    """A creator agreed with in a campaign; ``id`` is the participation's."""

    id: str
    creator: str
    campaign_id: str
    campaign: str
    client: str


def of_participation(conn: Connection, participation_id: str) -> list[Contract]:
    """The contracts of a creator in a campaign, the newest first."""
    return find(conn, Contract, "participation_id = ?", (participation_id,), order="created_at DESC, id DESC")


def agreed(conn: Connection, campaign_id: str = "", *, without_contract: bool = False) -> list[AgreedCreator]:
    """The creators agreed with in running campaigns, or in one campaign, by name; all or those without a contract."""
    sql = f"""
        SELECT n.id, r.name, k.id, k.name, l.name FROM participation AS n
        JOIN creator AS r ON r.id = n.creator_id AND r.deleted_at IS NULL
        JOIN campaign AS k ON k.id = n.campaign_id AND k.deleted_at IS NULL LEFT JOIN client AS l ON l.id = k.client_id
        WHERE n.deleted_at IS NULL AND n.stage IN ({_AT_WORK}) AND ?1 IN ('', k.id) AND (NOT ?2 OR NOT EXISTS (
          SELECT 1 FROM contract AS c WHERE c.participation_id = n.id AND c.deleted_at IS NULL
          AND coalesce(c.state, 'draft') NOT IN ({code_list(VOID)})))
        ORDER BY fold(r.name), fold(k.name), n.id
    """
    rows = conn.execute(sql, (campaign_id, without_contract)).fetchall()
    return [AgreedCreator(*(value or "" for value in row)) for row in rows]


def rights(conn: Connection, contract_id: str) -> list[UsageRight]:
    """The usage rights of a contract."""
    return find(conn, UsageRight, "contract_id = ?", (contract_id,))


def newest_brief(conn: Connection, campaign_id: str) -> Brief | None:
    """The campaign's newest brief, None without one."""
    found = find(conn, Brief, "campaign_id = ?", (campaign_id,), order="created_at DESC, id DESC LIMIT 1")
    return found[0] if found else None


def answers(conn: Connection, contract_id: str) -> dict[int, str | None]:
    """The stored answers by item."""
    return {row.item or 0: row.answer for row in find(conn, ContractItem, "contract_id = ?", (contract_id,))}


def rule_packs(conn: Connection) -> list[RulePackRow]:
    """Every pack in use or added, by code and the newest version first."""
    return find(conn, RulePackRow, order="code, effective_from DESC, version DESC")


def pack(conn: Connection, key: str) -> RulePack | None:
    """A pack by its code (the newest version) or by ``code@version``, stored or shipped; None where there is none."""
    text = pack_text(conn, key)
    return _parsed(text) if text else None


def pack_text(conn: Connection, key: str) -> str | None:
    """The text (TOML) of a pack by its code or ``code@version``, as stored, else as shipped."""
    code, _, version = key.partition("@")
    where = "code = ?1 AND (?2 = '' OR version = ?2)"
    texts = [row.body or "" for row in find(conn, RulePackRow, where, (code, version))]
    kept = {_parsed(text).version for text in texts}
    for text in shipped():
        one = _parsed(text)
        if one.code == code and version in ("", one.version) and one.version not in kept:
            texts.append(text)
    return max(texts, key=lambda text: (_parsed(text).effective_from, _parsed(text).version), default=None)


@cache
def _parsed(text: str) -> RulePack:
    return parse(text)
