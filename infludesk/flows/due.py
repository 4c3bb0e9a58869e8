"""What needs a person: what is late, what is due today, and what waits to be read, sent, signed or checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from infludesk.contracts.model import OUT, UNSIGNED
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.sql import code_list
from infludesk.kernel.dates import moment

Kind = Literal["draft", "review", "publish", "step", "fix", "sign", "renew", "numbers", "send", "check"]
Key = Literal["late", "today", "numbers", "contracts", "checks"]
KEYS: tuple[Key, ...] = ("late", "today", "numbers", "contracts", "checks")
SHOWN = 5

# Each part gives kind, id, what, due, post, participation, creator and campaign; what is not known stays NULL.
_DATED = f"""
SELECT CASE WHEN coalesce(state, 'planned') IN ('planned', 'in_work') AND draft_due IS NOT NULL THEN 'draft'
            WHEN state = 'in_review' THEN 'review' ELSE 'publish' END AS kind,
       id, title AS what, NULL AS post, participation_id AS participation, NULL AS creator, NULL AS campaign,
       CASE WHEN coalesce(state, 'planned') IN ('planned', 'in_work') THEN coalesce(draft_due, due) ELSE due END AS due
FROM deliverable WHERE deleted_at IS NULL
 AND coalesce(state, 'planned') IN ('planned', 'in_work', 'in_review', 'changes', 'approved', 'scheduled')
UNION ALL
SELECT 'step', id, coalesce(nullif(subject, ''), body), NULL, NULL, creator_id, NULL, follow_up
FROM timeline_entry WHERE deleted_at IS NULL AND follow_up IS NOT NULL AND waiting_on IS NOT 'done'
UNION ALL
SELECT 'fix', v.id, coalesce(p.title, p.caption, p.url), p.id, p.participation_id,
       NULL, p.campaign_id, v.fix_due
FROM disclosure_check AS v JOIN post AS p ON p.id = v.post_id AND p.deleted_at IS NULL AND p.down_on IS NULL
WHERE v.deleted_at IS NULL AND v.fix_due IS NOT NULL AND v.fixed_at IS NULL
 AND NOT EXISTS (SELECT 1 FROM disclosure_check AS w WHERE w.post_id = v.post_id AND w.deleted_at IS NULL
                 AND w.checked_at || w.id > v.checked_at || v.id)
UNION ALL
SELECT 'sign', id, title, NULL, participation_id, creator_id, NULL, starts_on
FROM contract WHERE deleted_at IS NULL AND starts_on IS NOT NULL
 AND coalesce(state, 'draft') IN ({code_list(UNSIGNED)})
UNION ALL
SELECT 'renew', id, title, NULL, participation_id, creator_id, NULL, renew_by
FROM contract WHERE deleted_at IS NULL AND state = 'signed' AND renew_by IS NOT NULL AND renewal IS NOT 'none'
"""
_CONTRACTS = f"""
SELECT CASE WHEN state IN ({code_list(OUT)}) THEN 'sign' ELSE 'send' END AS kind, id, title AS what,
       NULL AS post, participation_id AS participation, creator_id AS creator, NULL AS campaign,
       coalesce(starts_on, sent_on) AS due
FROM contract WHERE deleted_at IS NULL
 AND coalesce(state, 'draft') IN ({code_list(UNSIGNED)})
 AND (starts_on IS NULL OR starts_on >= :tomorrow)
"""
# A reading is due 24 hours, 7 and 30 days after publication, once each; any reading of a post as a whole since then
# will do. All but the few readings of a part of the traffic are told by the index alone.
_DUE = """date(p.published_at, CASE WHEN p.published_at <= :month THEN '+30 days'
         WHEN p.published_at <= :week THEN '+7 days' ELSE '+1 days' END) || substr(p.published_at, 11)"""
_NUMBERS = f"""
SELECT 'numbers' AS kind, p.id, coalesce(p.title, p.caption, p.url) AS what, p.id AS post,
       p.participation_id AS participation, NULL AS creator, p.campaign_id AS campaign, {_DUE} AS due
FROM post AS p WHERE p.deleted_at IS NULL AND p.down_on IS NULL AND p.published_at <= :day
 AND NOT EXISTS (SELECT 1 FROM post_snapshot AS s WHERE s.post_id = p.id AND s.deleted_at IS NULL AND s.as_of >= {_DUE}
                 AND s.rowid NOT IN (SELECT rowid FROM post_snapshot WHERE traffic <> 'total'))
"""
_CHECKS = """
SELECT 'check' AS kind, p.id, coalesce(p.title, p.caption, p.url) AS what, p.id AS post,
       p.participation_id AS participation,
       NULL AS creator, p.campaign_id AS campaign,
       p.published_at AS due
FROM post AS p WHERE p.deleted_at IS NULL AND p.down_on IS NULL AND p.connection IS NOT 'none'
 AND (p.campaign_id IS NOT NULL OR p.participation_id IS NOT NULL)
 AND NOT EXISTS (SELECT 1 FROM disclosure_check AS v WHERE v.post_id = p.id AND v.deleted_at IS NULL)
"""
_LATE = f"SELECT * FROM ({_DATED}) WHERE due < :today"
_TODAY = f"""
SELECT * FROM ({_DATED}) WHERE due >= :today AND due < :tomorrow
"""
_COMING = f"SELECT * FROM ({_DATED}) WHERE due >= :today"
_SOURCES: Mapping[Key, str] = {
    "late": _LATE, "today": _TODAY, "numbers": _NUMBERS, "contracts": _CONTRACTS, "checks": _CHECKS,
}  # fmt: skip
# How many there are, beside the first of them: a row without an id where there are none.
_FIRST = """
WITH whole AS MATERIALIZED ({source})
SELECT t.n, d.*, c.id AS creator_id, c.name AS creator_name, k.id AS campaign_id, k.name AS campaign_name
FROM (SELECT count(*) AS n FROM whole) AS t
LEFT JOIN (SELECT * FROM whole ORDER BY due IS NULL, due, id LIMIT :limit) AS d
LEFT JOIN participation AS n ON n.id = d.participation
LEFT JOIN post AS p ON p.id = d.post LEFT JOIN account AS a ON a.id = p.account_id
LEFT JOIN creator AS c ON c.id = coalesce(d.creator, n.creator_id, a.creator_id)
LEFT JOIN campaign AS k ON k.id = coalesce(n.campaign_id, d.campaign)
ORDER BY d.due IS NULL, d.due, d.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that waits.

    Attributes:
        kind: why it is here.
        id: of the deliverable, timeline entry, check, contract or post, by its kind.
        what: its title; empty where it has none.
        due: the day or moment it counts from, as stored; empty for none.
        post_id: the post it is about; empty where there is none.
    """

    kind: Kind
    id: str
    what: str
    due: str
    creator_id: str
    creator: str
    campaign_id: str
    campaign: str
    post_id: str


@dataclass(frozen=True, slots=True)
class Block:
    """Things of one sort: how many, and the first of them, the longest due first."""

    key: Key
    count: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """All that needs a person now.

    Attributes:
        blocks: every block, also the empty ones, in the order shown.
        week: how many are due after today until the week's Sunday.
        coming: what is due next, today or later; None where nothing is.
    """

    blocks: tuple[Block, ...]
    week: int
    coming: Item | None

    def block(self, key: Key) -> Block:
        """The block of that key."""
        return next(one for one in self.blocks if one.key == key)


def due_now(conn: Connection, *, now: datetime, today: date, limit: Mapping[Key, int] | None = None) -> Day:
    """Read what needs a person.

    Args:
        conn: a connection.
        now: the moment, aware, from which the readings of posts are due.
        today: the day in the workspace's zone.
        limit: how many items of a block are read; five where it is not named.
    """
    times = _times(now, today)
    sizes = limit or {}
    blocks = tuple(Block(key, *_first(conn, _SOURCES[key], times, sizes.get(key, SHOWN))) for key in KEYS)
    sunday = today + timedelta(days=6 - today.weekday())
    until = {"today": times["tomorrow"], "tomorrow": (sunday + timedelta(days=1)).isoformat()}
    _, coming = _first(conn, _COMING, times, 1)
    return Day(blocks, _count(conn, _TODAY, until), coming[0] if coming else None)


def late_count(conn: Connection, today: str) -> int:
    """How many things are late on a day, for the badge."""
    return _count(conn, _LATE, {"today": today})


def _times(now: datetime, today: date) -> dict[str, str]:
    ago = {name: moment(now - timedelta(days=days)) for name, days in (("day", 1), ("week", 7), ("month", 30))}
    return ago | {"today": today.isoformat(), "tomorrow": (today + timedelta(days=1)).isoformat()}


def _count(conn: Connection, source: str, times: Mapping[str, str]) -> int:
    return int(conn.execute(f"SELECT count(*) FROM ({source})", times).fetchone()[0])


def _first(conn: Connection, source: str, times: Mapping[str, str], limit: int) -> tuple[int, tuple[Item, ...]]:
    """How many there are, and the first of them."""
    rows = conn.execute(_FIRST.format(source=source), {**times, "limit": limit}).fetchall()
    return rows[0]["n"], tuple(_item(row) for row in rows if row["id"])


def _item(row: SqlRow) -> Item:
    return Item(
        kind=row["kind"],
        id=row["id"],
        what=row["what"] or "",
        due=row["due"] or "",
        creator_id=row["creator_id"] or "",
        creator=row["creator_name"] or "",
        campaign_id=row["campaign_id"] or "",
        campaign=row["campaign_name"] or "",
        post_id=row["post"] or "",
    )
