"""Campaigns as the screens ask for them: the list, one campaign's overview, its creators and its brief."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from infludesk.campaigns.figures import Margin, margin
from infludesk.campaigns.model import AGREED, EXITS, Brief, BriefVersion, Campaign
from infludesk.campaigns.pipeline import counts
from infludesk.campaigns.roster import RosterRow
from infludesk.campaigns.roster import roster as _roster
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find, get
from infludesk.db.search import like_pattern
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money, total
from infludesk.kernel.text import PPM

Sort = Literal["next_date", "name", "client", "state", "dates", "owner"]
View = Literal["", "live", "planning", "mine", "closed"]


def _codes(codes: Sequence[str] | frozenset[str]) -> str:
    return ", ".join(f"'{code}'" for code in sorted(codes))


# Pieces nobody waits for any more, and pieces that are no longer promised.
_DONE = _codes(("live", "done", "missed", "waived", "cancelled"))
_DROPPED = _codes(("waived", "cancelled"))
_OVER = _codes(("closed", "cancelled"))
_VIEWS = {
    "": "1",
    "live": "c.state IN ('live', 'wrap_up')",
    "planning": "coalesce(c.state, 'idea') IN ('idea', 'planning')",
    "mine": f"c.owner_id = :owner AND coalesce(c.state, '') NOT IN ({_OVER})",
    "closed": f"c.state IN ({_OVER})",
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
    f"AND coalesce(d.state, '') NOT IN ({_DONE}) "
    f"UNION ALL SELECT c.ends_on WHERE coalesce(c.state, '') NOT IN ({_OVER})))"
)
_FROM = "campaign AS c LEFT JOIN client AS k ON k.id = c.client_id LEFT JOIN member AS m ON m.id = c.owner_id"
_LISTED = (
    f"SELECT c.*, k.name AS client, m.name AS owner, {_NEXT} AS next_date, "
    f"(SELECT count(*) FROM {_PARTS} AND p.stage IN ({_codes(AGREED)})) AS agreed, "
    f"(SELECT count(*) FROM {_PARTS} AND p.stage NOT IN ({_codes(EXITS)})) AS planned, "
    f"(SELECT {_SUM} FROM {_PIECES} AND d.state IN ('live', 'done')) AS pieces_live, "
    f"(SELECT {_SUM} FROM {_PIECES} AND coalesce(d.state, '') NOT IN ({_DROPPED})) AS pieces FROM {_FROM}"
)
# What counts towards the three figures: who it is for, which figure, how much.
_MONEY = f"""
SELECT f.participation_id AS part, 'owed' AS what, f.amount_minor AS minor, f.amount_currency AS currency
FROM creator_fee AS f JOIN participation AS p ON p.id = f.participation_id
WHERE p.campaign_id = ?1 AND p.deleted_at IS NULL AND f.deleted_at IS NULL AND coalesce(f.state, '') NOT IN ({_DROPPED})
UNION ALL SELECT participation_id, 'charged', amount_minor, amount_currency FROM client_fee
WHERE campaign_id = ?1 AND deleted_at IS NULL AND coalesce(state, '') NOT IN ({_DROPPED})
UNION ALL SELECT participation_id, 'spent', amount_minor, amount_currency FROM cost
WHERE campaign_id = ?1 AND deleted_at IS NULL
"""
_DATES = f"""
SELECT substr(d.due, 1, 10) AS day, 'deliverable' AS kind, d.title AS title, d.id AS id, r.name AS creator
FROM deliverable AS d JOIN participation AS p ON p.id = d.participation_id LEFT JOIN creator AS r ON r.id = p.creator_id
WHERE p.campaign_id = ?1 AND p.deleted_at IS NULL AND d.deleted_at IS NULL AND d.due IS NOT NULL
AND coalesce(d.state, '') NOT IN ({_DONE})
UNION ALL SELECT t.ends_on, 'contract', t.title, t.id, r.name
FROM contract AS t JOIN participation AS p ON p.id = t.participation_id LEFT JOIN creator AS r ON r.id = p.creator_id
WHERE p.campaign_id = ?1 AND p.deleted_at IS NULL AND t.deleted_at IS NULL AND t.ends_on >= ?2
AND coalesce(t.state, '') NOT IN ('terminated', 'superseded', 'cancelled')
UNION ALL SELECT ends_on, 'campaign', name, id, NULL FROM campaign WHERE id = ?1 AND ends_on >= ?2
ORDER BY 1, 2, 4 LIMIT 5
"""


@dataclass(frozen=True, slots=True)
class ListedCampaign:
    """A row of the campaigns list; days as stored, ``used_ppm`` of the budget, None where it cannot be told."""

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


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows: every part narrows; empty parts do not. ``owner_id`` also says whose ``mine`` is."""

    text: str = ""
    view: View = ""
    owner_id: str = ""
    client_id: str = ""


@dataclass(frozen=True, slots=True)
class NextDate:
    """A day to come, or a late piece: what is due, of which kind (``record`` is ``table:uuid``)."""

    day: str
    kind: Literal["deliverable", "contract", "campaign"]
    title: str
    creator: str
    record: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A campaign at a glance; money is per currency, ``pipeline`` in the order of the line, ``left`` counts exits."""

    campaign: Campaign
    client: str
    owner: str
    money: Margin
    budget: Money | None
    used: Money | None
    used_ppm: int | None
    pipeline: dict[str, int]
    left: int
    dates: tuple[NextDate, ...]
    content_live: int
    content_planned: int


def ids(conn: Connection, wanted: Filter, sort: Sort = "next_date", *, descending: bool = False) -> list[str]:
    """The ids of the campaigns to show, in order; empty values sort last both ways."""
    parts = ["c.deleted_at IS NULL", _VIEWS[wanted.view]]
    if wanted.text.strip():
        parts.append("(fold(c.name) LIKE :text ESCAPE '\\' OR fold(k.name) LIKE :text ESCAPE '\\')")
    if wanted.owner_id:
        parts.append("c.owner_id = :owner")
    if wanted.client_id:
        parts.append("c.client_id = :client")
    order = _ORDER[sort].format(way="DESC" if descending else "ASC")
    sql = f"SELECT c.id, {_NEXT} AS next_date FROM {_FROM} WHERE {' AND '.join(parts)} ORDER BY {order}"
    given = {"text": like_pattern(wanted.text), "owner": wanted.owner_id, "client": wanted.client_id}
    return [row["id"] for row in conn.execute(sql, given)]


def listed(conn: Connection, wanted: Sequence[str]) -> list[ListedCampaign]:
    """The list's rows for some ids, in the order of the ids; those that are gone are left out."""
    marks = ", ".join("?" * len(wanted))
    rows = conn.execute(f"{_LISTED} WHERE c.deleted_at IS NULL AND c.id IN ({marks})", tuple(wanted)).fetchall()
    found = {row["id"]: _listed(conn, row) for row in rows}
    return [found[one] for one in wanted if one in found]


def overview(conn: Connection, campaign_id: str, today: date) -> Overview:
    """One campaign at a glance, with its next five dates; late pieces come first.

    Raises:
        Problem: ``record.gone``.
    """
    campaign = get(conn, Campaign, campaign_id)
    row = _listed(conn, conn.execute(f"{_LISTED} WHERE c.id = ?", (campaign_id,)).fetchone())
    stages = [
        one["stage"] or ""
        for one in conn.execute(
            "SELECT stage FROM participation WHERE campaign_id = ? AND deleted_at IS NULL", (campaign_id,)
        )
    ]
    dates = tuple(
        NextDate(d["day"], d["kind"], d["title"] or "", d["creator"] or "", ref(d["kind"], d["id"]))
        for d in conn.execute(_DATES, (campaign_id, today.isoformat()))
    )
    return Overview(
        campaign, row.client, row.owner, money_of(conn, campaign_id)[""], row.budget, row.used, row.used_ppm,
        counts(stages), sum(stage in EXITS for stage in stages), dates, row.content_live, row.content_planned,
    )  # fmt: skip


def roster(conn: Connection, campaign_id: str) -> list[RosterRow]:
    """The creators of a campaign in its own order, with what is theirs in it and what comes next."""
    return _roster(conn, campaign_id, money_of(conn, campaign_id))


def money_of(conn: Connection, campaign_id: str) -> dict[str, Margin]:
    """The three figures of a campaign under the empty name, and those of each participation under its id."""
    found: dict[str, dict[str, list[Money]]] = {"": {}}
    for row in conn.execute(_MONEY, (campaign_id,)):
        if row["minor"] is not None:
            for whose in {"", row["part"] or ""}:
                money = Money(row["minor"], row["currency"])
                found.setdefault(whose, {}).setdefault(row["what"], []).append(money)
    return {
        whose: margin(
            client_fees=sums.get("charged", ()), creator_fees=sums.get("owed", ()), costs=sums.get("spent", ())
        )
        for whose, sums in found.items()
    }


def candidates(conn: Connection, campaign_id: str, batch: int | None = None) -> list[str]:
    """Creators who could join, the largest first: not in yet, not archived, not under do not contact.

    Args:
        conn: a connection.
        campaign_id: the campaign.
        batch: only those made or touched by this batch of the log, an import's for instance.
    """
    sql = (
        "SELECT s.id FROM creator_stats AS s JOIN creator AS c ON c.id = s.id "
        "WHERE s.blocked = 0 AND coalesce(c.archived, 0) = 0 AND s.id NOT IN "
        "(SELECT creator_id FROM participation WHERE campaign_id = ? AND deleted_at IS NULL)"
    )
    params: list[str | int] = [campaign_id]
    if batch is not None:
        touched = "SELECT row_id FROM change AS x JOIN batch AS b ON x.seq BETWEEN b.first AND b.last WHERE b.seq = ?"
        sql += (
            f" AND (s.id IN ({touched} AND x.table_name = 'creator') OR s.id IN (SELECT creator_id FROM account "
            f"WHERE id IN ({touched} AND x.table_name = 'account')) OR s.id IN (SELECT a.creator_id FROM account "
            "AS a JOIN account_snapshot AS r ON r.account_id = a.id WHERE r.id IN "
            f"({touched} AND x.table_name = 'account_snapshot')))"
        )
        params += [batch] * 3
    return [row["id"] for row in conn.execute(sql + " ORDER BY s.followers IS NULL, s.followers DESC, s.id", params)]


def brief(conn: Connection, campaign_id: str) -> Brief | None:
    """The campaign's working text; None before it is begun."""
    found = find(conn, Brief, "campaign_id = ?", (campaign_id,), order="created_at, id")
    return found[0] if found else None


def brief_versions(conn: Connection, brief_id: str) -> list[BriefVersion]:
    """What was frozen of a brief, the oldest first: its place in the list is its number."""
    return find(conn, BriefVersion, "brief_id = ?", (brief_id,), order="frozen_at, rowid")


def _listed(conn: Connection, row: SqlRow) -> ListedCampaign:
    budget = None if row["budget_minor"] is None else Money(row["budget_minor"], row["budget_currency"])
    used = _used(money_of(conn, row["id"])[""], budget)
    return ListedCampaign(
        row["id"], row["name"] or "", row["client_id"] or "", row["client"] or "", row["state"] or "",
        row["starts_on"] or "", row["ends_on"] or "", row["agreed"], row["planned"], row["pieces_live"], row["pieces"],
        budget, used, used.minor * PPM // budget.minor if used and budget and budget.minor else None,
        row["next_date"] or "", row["owner_id"] or "", row["owner"] or "",
    )  # fmt: skip


def _used(money: Margin, budget: Money | None) -> Money | None:
    """Creator fees and costs, where all are in the budget's currency."""
    spent = total(amount for sums in money.sums.values() for amount in (sums.creator_fees, sums.costs) if amount.minor)
    if budget is None or set(spent) - {budget.currency}:
        return None
    return spent.get(budget.currency, Money(0, budget.currency))
