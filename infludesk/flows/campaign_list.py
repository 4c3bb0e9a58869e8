"""Campaigns as the list shows them: each at a glance, with what is planned, live and spent."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from infludesk.campaigns.figures import Margin
from infludesk.campaigns.model import AGREED, CLOSED, EXITS
from infludesk.content.model import LEFT, LIVE, OVER
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.search import like_pattern
from infludesk.db.sql import code_list, marks
from infludesk.flows.money import money_of
from infludesk.kernel.fields import choices
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money, total
from infludesk.kernel.text import PPM
from infludesk.records.custom_query import Condition, narrowed, order
from infludesk.records.custom_store import custom_values

_CLOSED = code_list(CLOSED)
VIEWS = choices(live="Live", planning="Planning", mine="Mine", closed="Closed")
_VIEWS = {
    "live": "c.state IN ('live', 'wrap_up')",
    "planning": "coalesce(c.state, 'idea') IN ('idea', 'planning')",
    "mine": f"c.owner_id = :owner AND coalesce(c.state, '') NOT IN ({_CLOSED})",
    "closed": f"c.state IN ({_CLOSED})",
}
_STATE_ORDER = "instr('idea planning live wrap_up on_hold closed cancelled', coalesce(c.state, 'idea'))"
_ORDER = {
    "next_date": "next_date IS NULL, next_date {way}, fold(c.name), c.id",
    "name": "fold(c.name) {way}, c.id",
    "client": "fold(k.name) {way}, fold(c.name), c.id",
    "state": _STATE_ORDER + " {way}, fold(c.name), c.id",
    "dates": "coalesce(c.starts_on, c.ends_on) IS NULL, coalesce(c.starts_on, c.ends_on) {way}, c.id",
    "owner": "m.name IS NULL, fold(m.name) {way}, fold(c.name), c.id",
}
_PARTS = "participation AS p WHERE p.campaign_id = c.id AND p.deleted_at IS NULL"
_PIECES = (
    "deliverable AS d JOIN participation AS p ON p.id = d.participation_id "
    "WHERE p.campaign_id = c.id AND p.deleted_at IS NULL AND d.deleted_at IS NULL"
)
_SUM = "coalesce(sum(coalesce(d.quantity, 1)), 0)"
_NEXT = (
    f"(SELECT min(day) FROM (SELECT substr(d.due, 1, 10) AS day FROM {_PIECES} "
    f"AND coalesce(d.state, '') NOT IN ({code_list(OVER)}) "
    f"UNION ALL SELECT c.ends_on WHERE coalesce(c.state, '') NOT IN ({_CLOSED})))"
)
_FROM = "campaign AS c LEFT JOIN client AS k ON k.id = c.client_id LEFT JOIN member AS m ON m.id = c.owner_id"
_LISTED = (
    f"SELECT c.*, k.name AS client, m.name AS owner, {_NEXT} AS next_date, "
    f"(SELECT count(*) FROM {_PARTS} AND p.stage IN ({code_list(AGREED)})) AS agreed, "
    f"(SELECT count(*) FROM {_PARTS} AND p.stage NOT IN ({code_list(EXITS)})) AS planned, "
    f"(SELECT {_SUM} FROM {_PIECES} AND d.state IN ({code_list(LIVE)})) AS pieces_live, "
    f"(SELECT {_SUM} FROM {_PIECES} AND coalesce(d.state, '') NOT IN ({code_list(LEFT)})) AS pieces FROM {_FROM}"
)


@dataclass(frozen=True, slots=True)
class ListedCampaign:
    """A row of the campaigns list; days as stored, ``used_ppm`` of the budget, None where it cannot be told.

    ``own`` holds the values of the user's own fields, by key.
    """

    id: str
    name: str
    client_id: str
    client: str
    state: str
    starts_on: str
    ends_on: str
    agreed: int
    planned: int
    content_live: int
    content_planned: int
    budget: Money | None
    used: Money | None
    used_ppm: int | None
    next_date: str
    owner_id: str
    owner: str
    kind: str
    markets: tuple[str, ...]
    platforms: tuple[str, ...]
    own: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows: every part narrows; empty parts do not.

    ``view`` is one of ``VIEWS``; ``owner_id`` also says whose ``mine`` is; ``own`` is of the user's own fields.
    """

    text: str = ""
    view: str = ""
    owner_id: str = ""
    client_id: str = ""
    own: tuple[Condition, ...] = ()


def ids(conn: Connection, wanted: Filter, sort: str = "next_date", *, descending: bool = False) -> list[str]:
    """The ids of the campaigns to show; empty values sort last both ways.

    Args:
        conn: a connection.
        wanted: what narrows the list.
        sort: the key of a column, or the name of one of the user's own fields; by next date where there is none such.
        descending: the other way round.
    """
    parts, given = narrowed(conn, "campaign", "c", wanted.own)
    own = order(conn, "campaign", "c", sort)
    parts.append("c.deleted_at IS NULL")
    if wanted.view:
        parts.append(_VIEWS[wanted.view])
    if wanted.text.strip():
        parts.append("(fold(c.name) LIKE :text ESCAPE '\\' OR fold(k.name) LIKE :text ESCAPE '\\')")
    if wanted.owner_id:
        parts.append("c.owner_id = :owner")
    if wanted.client_id:
        parts.append("c.client_id = :client")
    terms = (own.terms if own else _ORDER.get(sort, _ORDER["next_date"])).format(way="DESC" if descending else "ASC")
    source = f"{_FROM} {own.join}" if own else _FROM
    sql = f"SELECT c.id, {_NEXT} AS next_date FROM {source} WHERE {' AND '.join(parts)} ORDER BY {terms}"
    given |= {"text": like_pattern(wanted.text), "owner": wanted.owner_id, "client": wanted.client_id}
    given |= own.params if own else {}
    return [row["id"] for row in conn.execute(sql, given)]


def listed(conn: Connection, wanted: Sequence[str]) -> list[ListedCampaign]:
    """The list's rows for some ids, in the order of the ids; those that are gone are left out."""
    rows = conn.execute(f"{_LISTED} WHERE c.deleted_at IS NULL AND c.id IN ({marks(wanted)})", tuple(wanted)).fetchall()
    own = custom_values(conn, [ref("campaign", one) for one in wanted])
    found = {row["id"]: _listed(conn, row, own.get(ref("campaign", row["id"]), {})) for row in rows}
    return [found[one] for one in wanted if one in found]


def listed_one(conn: Connection, campaign_id: str) -> ListedCampaign:
    """The list's row of one campaign, also from the trash."""
    return _listed(conn, conn.execute(f"{_LISTED} WHERE c.id = ?", (campaign_id,)).fetchone(), {})


def _listed(conn: Connection, row: SqlRow, own: dict[str, Any]) -> ListedCampaign:
    budget = None if row["budget_minor"] is None else Money(row["budget_minor"], row["budget_currency"])
    used = _used(money_of(conn, row["id"])[""], budget)
    return ListedCampaign(
        row["id"], row["name"] or "", row["client_id"] or "", row["client"] or "", row["state"] or "",
        row["starts_on"] or "", row["ends_on"] or "", row["agreed"], row["planned"], row["pieces_live"], row["pieces"],
        budget, used, used.minor * PPM // budget.minor if used and budget and budget.minor else None,
        row["next_date"] or "", row["owner_id"] or "", row["owner"] or "", row["kind"] or "", _several(row["markets"]),
        _several(row["platforms"]), own,
    )  # fmt: skip


def _several(stored: str | None) -> tuple[str, ...]:
    return tuple(json.loads(stored)) if stored else ()


def _used(money: Margin, budget: Money | None) -> Money | None:
    """Creator fees and costs, where all are in the budget's currency."""
    spent = total(amount for sums in money.sums.values() for amount in (sums.creator_fees, sums.costs) if amount.minor)
    if budget is None or set(spent) - {budget.currency}:
        return None
    return spent.get(budget.currency, Money(0, budget.currency))
