"""Contracts as the screens ask for them: the list, the terms, the checklist and the rule packs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from infludesk.campaigns.model import AGREED, Brief, Campaign, Participation
from infludesk.clients.model import Client
from infludesk.contracts.checklist import ITEMS, ContractTerms, FeeTerm, Item, RedFlag, red_flags
from infludesk.contracts.model import ANSWERS, Contract, ContractItem, RulePackRow, UsageRight
from infludesk.contracts.rulepacks import RulePack, parse
from infludesk.contracts.shipped import shipped
from infludesk.creators.model import Creator
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find, get
from infludesk.db.search import like_pattern
from infludesk.kernel.fields import choices
from infludesk.kernel.money import Money
from infludesk.kernel.text import join, tr

Sort = Literal["creator", "campaign", "client", "state", "checklist", "starts_on", "ends_on", "owner"]
_ORDER = {
    "creator": "fold(r.name) {way}, c.id",
    "campaign": "k.name IS NULL, fold(k.name) {way}, c.id",
    "client": "l.name IS NULL, fold(l.name) {way}, c.id",
    "state": "c.state {way}, c.id",
    "checklist": "answered {way}, c.id",
    "starts_on": "c.starts_on IS NULL, c.starts_on {way}, c.id",
    "ends_on": "c.ends_on IS NULL, c.ends_on {way}, c.id",
    "owner": "m.name IS NULL, fold(m.name) {way}, c.id",
}
_CODES = ", ".join(f"'{code}'" for code, _ in ANSWERS if code != "open")
_FROM = f"""
SELECT c.*, r.name AS creator, n.campaign_id, k.name AS campaign, k.client_id, l.name AS client, m.name AS owner,
       (SELECT count(*) FROM contract_item AS i
        WHERE i.contract_id = c.id AND i.deleted_at IS NULL AND i.answer IN ({_CODES})) AS answered
FROM contract AS c LEFT JOIN creator AS r ON r.id = c.creator_id
LEFT JOIN participation AS n ON n.id = c.participation_id LEFT JOIN campaign AS k ON k.id = n.campaign_id
LEFT JOIN client AS l ON l.id = k.client_id LEFT JOIN member AS m ON m.id = c.owner_id
WHERE c.deleted_at IS NULL AND {{where}}
"""
_AGES = {"minor": True, "adult": False}
VIEWS = choices(to_send="To send", to_sign="To sign", open="Open items")
_VIEWS = {
    "to_send": "c.state = 'in_check'",
    "to_sign": "c.state IN ('sent', 'redlined', 'agreed')",
    "open": f"c.state IN ('draft', 'in_check', 'sent', 'redlined', 'agreed') AND answered < {len(ITEMS)}",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows: every part narrows; empty parts do not. ``view`` is one of ``VIEWS``."""

    text: str = ""
    state: str = ""
    owner_id: str = ""
    campaign_id: str = ""
    creator_id: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class ListedContract:
    """A row of the contracts list; days as stored."""

    id: str
    title: str
    creator_id: str
    creator: str
    campaign_id: str
    campaign: str
    client_id: str
    client: str
    state: str
    answered: int
    total: int
    red_flags: int
    starts_on: str
    ends_on: str
    sent_on: str
    signed_on: str
    owner: str


@dataclass(frozen=True, slots=True)
class AgreedCreator:
    """A creator agreed with in a campaign; ``id`` is the participation's."""

    id: str
    creator: str
    campaign_id: str
    campaign: str
    client: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedItem:
    """One of the 32 items of a contract.

    Attributes:
        id: the row's id; empty where the contract has no row for it yet.
        item: 1 to 32.
        why: what the text should say.
        group: the section of the contract.
        answer: one of ``ANSWERS``.
        red_flag: marked by a person, or found in the terms.
        flags: the reasons found in the terms, as shown.
        cite: the sections cited, joined; empty where no rule of the contract's packs asks for it.
        pack: the pack cited, with its version.
        decided_by: who answered; empty where it was taken from the terms.
        dispute: the class of dispute it is known for.
    """

    id: str
    item: int
    title: str
    why: str
    group: str
    answer: str
    place: str
    note: str
    red_flag: bool
    flags: tuple[str, ...]
    cite: str
    pack: str
    decided_by: str
    dispute: str


def ids(conn: Connection, wanted: Filter = Filter(), sort: Sort = "creator", *, descending: bool = False) -> list[str]:
    """The ids of the contracts to show, in order; empty values sort last both ways."""
    parts, params = ["1"], []
    for column in ("c.state", "c.owner_id", "n.campaign_id", "c.creator_id"):
        if value := getattr(wanted, column[2:]):
            parts.append(f"{column} = ?")
            params.append(value)
    if wanted.text.strip():
        words = "fold(coalesce(c.title, '') || ' ' || coalesce(r.name, '') || ' ' || coalesce(l.name, ''))"
        parts.append(f"{words} LIKE ? ESCAPE '\\'")
        params.append(like_pattern(wanted.text))
    if wanted.view:
        parts.append(_VIEWS[wanted.view])
    order = _ORDER[sort].format(way="DESC" if descending else "ASC")
    sql = f"{_FROM.format(where=' AND '.join(parts))} ORDER BY {order}"
    return [row["id"] for row in conn.execute(sql, params)]


def listed(conn: Connection, wanted: Sequence[str]) -> list[ListedContract]:
    """The list's rows for some ids, in the order of the ids; those that are gone are left out."""
    marks = ", ".join("?" * len(wanted))
    rows = conn.execute(_FROM.format(where=f"c.id IN ({marks})"), tuple(wanted)).fetchall()
    found = {row["id"]: _listed(conn, row) for row in rows}
    return [found[one] for one in wanted if one in found]


def of_participation(conn: Connection, participation_id: str) -> list[Contract]:
    """The contracts of a creator in a campaign, the newest first."""
    return find(conn, Contract, "participation_id = ?", (participation_id,), order="created_at DESC, id DESC")


def agreed(conn: Connection, campaign_id: str = "", *, without_contract: bool = False) -> list[AgreedCreator]:
    """The creators agreed with in running campaigns, or in one campaign, by name; all or those without a contract."""
    stages = ", ".join(f"'{stage}'" for stage in sorted(AGREED - {"closed"}))
    sql = f"""
        SELECT n.id, r.name, k.id, k.name, l.name FROM participation AS n
        JOIN creator AS r ON r.id = n.creator_id AND r.deleted_at IS NULL
        JOIN campaign AS k ON k.id = n.campaign_id AND k.deleted_at IS NULL LEFT JOIN client AS l ON l.id = k.client_id
        WHERE n.deleted_at IS NULL AND n.stage IN ({stages}) AND ?1 IN ('', k.id) AND (NOT ?2 OR NOT EXISTS (
          SELECT 1 FROM contract AS c WHERE c.participation_id = n.id AND c.deleted_at IS NULL
          AND coalesce(c.state, 'draft') NOT IN ('cancelled', 'superseded')))
        ORDER BY fold(r.name), fold(k.name), n.id
    """
    rows = conn.execute(sql, (campaign_id, without_contract)).fetchall()
    return [AgreedCreator(*(value or "" for value in row)) for row in rows]


def rights(conn: Connection, contract_id: str) -> list[UsageRight]:
    """The usage rights of a contract."""
    return find(conn, UsageRight, "contract_id = ?", (contract_id,))


def terms(conn: Connection, contract_id: str) -> ContractTerms:
    """What is agreed: the contract, the campaign's newest brief, fees, deliverables and names.

    Raises:
        Problem: ``record.gone``.
    """
    contract = get(conn, Contract, contract_id)
    creator = get(conn, Creator, contract.creator_id or "")
    joined = find(conn, Participation, "id = ?", (contract.participation_id,))
    campaign = get(conn, Campaign, joined[0].campaign_id or "") if joined else None
    client = get(conn, Client, campaign.client_id) if campaign and campaign.client_id else None
    brief = newest_brief(conn, campaign.id) if campaign else None
    promised = _promised(conn, contract.participation_id)
    return ContractTerms(
        contract=contract,
        brief=brief,
        rights=tuple(rights(conn, contract_id)),
        fees=_fees(conn, contract.participation_id),
        client_name=(client.legal_name or client.name) if client else None,
        creator_name=creator.legal_name or creator.name,
        deliverables=tuple(row["what"] for row in promised if row["what"]),
        due_days=tuple(dict.fromkeys(row["due"][:10] for row in promised if row["due"])),
        minor=_AGES.get(creator.age_check or ""),
    )


def newest_brief(conn: Connection, campaign_id: str) -> Brief | None:
    """The campaign's newest brief, None without one."""
    found = find(conn, Brief, "campaign_id = ?", (campaign_id,), order="created_at DESC, id DESC LIMIT 1")
    return found[0] if found else None


def answers(conn: Connection, contract_id: str) -> dict[int, str | None]:
    """The stored answers by item."""
    return {row.item or 0: row.answer for row in find(conn, ContractItem, "contract_id = ?", (contract_id,))}


def items(conn: Connection, contract_id: str) -> list[CheckedItem]:
    """The 32 items of a contract in their order, with what stands in the way and what is cited.

    Raises:
        Problem: ``record.gone``.
    """
    known = terms(conn, contract_id)
    stored = {row.item: row for row in find(conn, ContractItem, "contract_id = ?", (contract_id,))}
    packs = [one for key in known.contract.rule_packs if (one := pack(conn, key))]
    members = dict(conn.execute("SELECT id, name FROM member").fetchall())
    found = red_flags(known)
    return [_item(one, stored.get(one.number), found, packs, members) for one in ITEMS]


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


def _fees(conn: Connection, participation_id: str | None) -> tuple[FeeTerm, ...]:
    sql = (
        'SELECT kind, "trigger", amount_minor, amount_currency FROM creator_fee WHERE participation_id = ? '
        "AND deleted_at IS NULL AND coalesce(state, '') NOT IN ('waived', 'cancelled') ORDER BY id"
    )
    return tuple(
        FeeTerm(kind, trigger, None if minor is None else Money(minor, currency))
        for kind, trigger, minor, currency in conn.execute(sql, (participation_id,)).fetchall()
    )


def _promised(conn: Connection, participation_id: str | None) -> list[SqlRow]:
    sql = (
        "SELECT coalesce(title, format) AS what, due FROM deliverable WHERE participation_id = ? "
        "AND deleted_at IS NULL AND coalesce(state, '') NOT IN ('waived', 'cancelled') ORDER BY due IS NULL, due, id"
    )
    return conn.execute(sql, (participation_id,)).fetchall()


def _item(
    item: Item,
    row: ContractItem | None,
    found: tuple[RedFlag, ...],
    packs: Sequence[RulePack],
    members: dict[str, str],
) -> CheckedItem:
    row = row or ContractItem(item=item.number)
    reasons = tuple(flag.reason for flag in found if flag.item == item.number)
    cited = [(one, rule) for one in packs for code in item.rules if (rule := one.rule(code))]
    return CheckedItem(
        id=row.id,
        item=item.number,
        title=tr(item.title),
        why=tr(item.look_for),
        group=tr(item.section),
        answer=row.answer or "open",
        place=row.place or "",
        note=row.note or "",
        red_flag=bool(row.red_flag) or bool(reasons),
        flags=reasons,
        cite=join(dict.fromkeys(rule.cite for _, rule in cited), "; "),
        pack=join(dict.fromkeys(one.key for one, _ in cited), ", "),
        decided_by=members.get(row.decided_by_id or "", ""),
        dispute=item.dispute,
    )


def _listed(conn: Connection, row: SqlRow) -> ListedContract:
    def text(name: str) -> str:
        return row[name] or ""

    return ListedContract(
        row["id"], text("title"), text("creator_id"), text("creator"), text("campaign_id"), text("campaign"),
        text("client_id"), text("client"), row["state"] or "draft", row["answered"], len(ITEMS),
        sum(one.red_flag for one in items(conn, row["id"])), text("starts_on"), text("ends_on"), text("sent_on"),
        text("signed_on"), text("owner"),
    )  # fmt: skip
