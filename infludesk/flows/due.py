"""What needs a person: what is late, what is due today, and what waits to be read, sent, signed, checked or renewed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from infludesk.content.fixes import ends_at
from infludesk.content.naming import name_of
from infludesk.db.driver import Connection, SqlRow
from infludesk.flows.contract_list import ENDING_DAYS
from infludesk.flows.counters import Counter, asking
from infludesk.flows.due_sources import CHECKS, CONTRACTS, DATED, ENDING, NUMBERS, PAPERS, PARCELS
from infludesk.kernel.dates import moment, zone_of
from infludesk.records.model import ZONE
from infludesk.records.store import setting

Kind = Literal[
    "draft", "review", "changes", "publish", "done", "task", "step", "fix", "sign", "renew", "return", "pay",
    "numbers", "send", "check", "ship", "arrive", "unposted", "right", "whitelisting", "exclusivity", "minor", "form",
    "counter",
]  # fmt: skip
Key = Literal["late", "today", "numbers", "contracts", "checks", "parcels", "ending", "counters", "papers"]
KEYS: tuple[Key, ...] = ("late", "today", "numbers", "contracts", "checks", "parcels", "ending", "counters", "papers")
SHOWN = 5

# Days are late from the day after, fixes from the moment they end.
_PASSED = "id IN (SELECT value FROM json_each(:passed))"
_LATE = f"SELECT * FROM ({DATED}) WHERE due < :today OR {_PASSED}"
_TODAY = f"SELECT * FROM ({DATED}) WHERE due >= :today AND due < :tomorrow AND NOT {_PASSED}"
_COMING = f"SELECT * FROM ({DATED}) WHERE due >= :today AND NOT {_PASSED}"
_HOURS = "SELECT id, fix_due FROM disclosure_check WHERE fix_due LIKE '%T%' AND fixed_at IS NULL AND deleted_at IS NULL"
_SOURCES: Mapping[Key, str] = {
    "late": _LATE, "today": _TODAY, "numbers": NUMBERS, "contracts": CONTRACTS, "checks": CHECKS, "parcels": PARCELS,
    "ending": ENDING, "papers": PAPERS,
}  # fmt: skip
# What was put off until a later day is not read; a changed date brings it back.
_HELD = (
    "SELECT * FROM ({source}) WHERE kind || ':' || id || ':' || coalesce(substr(due, 1, 10), '') NOT IN "
    "(SELECT item_key FROM snooze WHERE deleted_at IS NULL AND until > :today)"
)
# How many there are, beside the first of them: a row without an id where there are none.
_FIRST = """
WITH whole AS MATERIALIZED ({source})
SELECT t.n, d.*, c.id AS creator_id, c.name AS creator_name, k.id AS campaign_id, k.name AS campaign_name,
       p.format, p.platform, p.url
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
        id: of the deliverable, timeline entry, check, contract, post, parcel, fee, participation or payee, by its kind.
        what: its title; empty where it has none.
        due: the day or moment it counts from, as stored, of a fix with an hour by the wall here; empty for none.
        post_id: the post it is about; empty where there is none.
        counter: of a legal counter, what it has come to.
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
    counter: Counter | None = None

    @property
    def key(self) -> str:
        """Names the item and its day, to put it off until later."""
        return self.counter.key if self.counter else f"{self.kind}:{self.id}:{self.due[:10]}"


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
    times = _times(conn, now, today)
    sizes = limit or {}
    counted = asking(conn, today)
    blocks = tuple(
        Block(key, *_first(conn, _SOURCES[key], times, sizes.get(key, SHOWN)))
        if key in _SOURCES
        else Block(key, len(counted), tuple(_of_counter(one) for one in counted[: sizes.get(key, SHOWN)]))
        for key in KEYS
    )
    sunday = today + timedelta(days=6 - today.weekday())
    until = {**times, "today": times["tomorrow"], "tomorrow": (sunday + timedelta(days=1)).isoformat()}
    _, coming = _first(conn, _COMING, times, 1)
    return Day(blocks, _count(conn, _TODAY, until), coming[0] if coming else None)


def late_count(conn: Connection, now: datetime, today: date) -> int:
    """How many things are late, for the badge."""
    return _count(conn, _LATE, _times(conn, now, today))


def _times(conn: Connection, now: datetime, today: date) -> dict[str, str]:
    here = zone_of(setting(conn, ZONE))
    ends = {one: ends_at(due, here.key) for one, due in conn.execute(_HOURS)}
    fixes = {
        "ends": json.dumps({one: f"{at.astimezone(here):%Y-%m-%dT%H:%M}" for one, at in ends.items()}),
        "passed": json.dumps([one for one, at in ends.items() if at < now]),
    }
    ago = {name: moment(now - timedelta(days=days)) for name, days in (("day", 1), ("week", 7), ("month", 30))}
    days = {"today": 0, "tomorrow": 1, "sixty": ENDING_DAYS}
    return fixes | ago | {name: (today + timedelta(days=after)).isoformat() for name, after in days.items()}


def _count(conn: Connection, source: str, times: Mapping[str, str]) -> int:
    return int(conn.execute(f"SELECT count(*) FROM ({_HELD.format(source=source)})", times).fetchone()[0])


def _first(conn: Connection, source: str, times: Mapping[str, str], limit: int) -> tuple[int, tuple[Item, ...]]:
    """How many there are, and the first of them."""
    rows = conn.execute(_FIRST.format(source=_HELD.format(source=source)), {**times, "limit": limit}).fetchall()
    return rows[0]["n"], tuple(_item(row) for row in rows if row["id"])


def _item(row: SqlRow) -> Item:
    return Item(
        kind=row["kind"],
        id=row["id"],
        what=row["what"] or (_post(row) if row["post"] else ""),
        due=row["due"] or "",
        creator_id=row["creator_id"] or "",
        creator=row["creator_name"] or "",
        campaign_id=row["campaign_id"] or "",
        campaign=row["campaign_name"] or "",
        post_id=row["post"] or "",
    )


def _post(row: SqlRow) -> str:
    return name_of(None, creator=row["creator_name"], form=row["format"], platform=row["platform"], url=row["url"])


def _of_counter(one: Counter) -> Item:
    return Item(
        kind="counter", id=one.key, what="", due="", creator_id=one.creator_id, creator=one.creator or one.payee,
        campaign_id="", campaign=one.client, post_id="", counter=one,
    )  # fmt: skip
