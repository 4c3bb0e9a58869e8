"""Contracts as the screens ask for them: of a creator in a campaign, their rights and answers, and the rule packs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from infludesk.campaigns.model import AGREED, Brief
from infludesk.contracts.model import VOID, WITHOUT_POSTS, Contract, ContractItem, RulePackRow, UsageRight
from infludesk.contracts.rulepacks import RulePack, parse
from infludesk.contracts.shipped import shipped
from infludesk.db.driver import Connection
from infludesk.db.rows import batched, find
from infludesk.db.sql import code_list, marks
from infludesk.kernel.text import isolate
from infludesk.records.store import setting

# The settings that keep a version of a pack from new work, by its ``code@version``.
OFF = "rule_pack_off:"
_CHUNK = 400
_AT_WORK = code_list(AGREED - {"closed"})


@dataclass(frozen=True, slots=True)
class AgreedCreator:
    """A creator agreed with in a campaign; ``id`` is the participation's."""

    id: str
    creator: str
    campaign_id: str
    campaign: str
    client: str

    @property
    def whom(self) -> str:
        """Creator and campaign, as shown."""
        return f"{isolate(self.creator)}, {isolate(self.campaign)}"


@dataclass(frozen=True, slots=True)
class Paper:
    """A contract that stands for a creator's work in a campaign."""

    id: str
    state: str
    law: str
    title: str


def of_participation(conn: Connection, participation_id: str) -> list[Contract]:
    """The contracts of a creator in a campaign, the newest first."""
    return find(conn, Contract, "participation_id = ?", (participation_id,), order="created_at DESC, id DESC")


def papers(conn: Connection, participation_ids: Sequence[str]) -> dict[str, list[Paper]]:
    """Participation → its contracts, the oldest first, apart from those that hold no more or promise no posts."""
    sql = f"""
        SELECT id, participation_id, state, law, title FROM contract WHERE deleted_at IS NULL
        AND coalesce(state, 'draft') NOT IN ({code_list(VOID)}) AND participation_id IN ({{marks}})
        AND coalesce(kind, 'contract') NOT IN ({code_list(WITHOUT_POSTS)}) ORDER BY created_at, id
    """
    found: dict[str, list[Paper]] = {}
    for some in batched(list(dict.fromkeys(participation_ids)), _CHUNK):
        for row in conn.execute(sql.format(marks=marks(some)), tuple(some)):
            one = Paper(row["id"], row["state"] or "draft", row["law"] or "", row["title"] or "")
            found.setdefault(row["participation_id"], []).append(one)
    return found


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
    """The campaign's newest brief for everyone, None without one."""
    newest = "created_at DESC, id DESC LIMIT 1"
    found = find(conn, Brief, "campaign_id = ? AND base_id IS NULL", (campaign_id,), order=newest)
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
    return parsed(text) if text else None


def pack_text(conn: Connection, key: str) -> str | None:
    """The text (TOML) of a pack by its code or ``code@version``, as stored, else as shipped.

    A code alone means the newest version that is not turned off for new work, and the newest where all are.
    """
    code, _, version = key.partition("@")
    where = "code = ?1 AND (?2 = '' OR version = ?2)"
    texts = [row.body or "" for row in find(conn, RulePackRow, where, (code, version))]
    kept = {parsed(text).version for text in texts}
    for text in shipped():
        one = parsed(text)
        if one.code == code and version in ("", one.version) and one.version not in kept:
            texts.append(text)
    on = [text for text in texts if not setting(conn, OFF + parsed(text).key)]
    return max(on or texts, key=lambda text: (parsed(text).effective_from, parsed(text).version), default=None)


@cache
def parsed(text: str) -> RulePack:
    """A pack as it was read before."""
    return parse(text)
