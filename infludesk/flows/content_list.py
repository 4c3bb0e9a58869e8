"""The content list with all it needs to know: what comes next also tells of numbers that are due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from infludesk.content import listing
from infludesk.content.listing import Filter, ListedPiece, in_order, in_view, with_facts
from infludesk.content.model import LINE, STATES
from infludesk.db.driver import Connection
from infludesk.kernel.dates import moment, parse_moment

MOST = 50
# A reading is due a day, a week and a month after publication, once each.
_AFTER = (30, 7, 1)
_READINGS = """
SELECT p.id, p.published_at, (SELECT max(s.as_of) FROM post_snapshot AS s WHERE s.post_id = p.id
  AND s.deleted_at IS NULL AND coalesce(s.traffic, 'total') = 'total') AS last
FROM post AS p WHERE p.deleted_at IS NULL AND p.down_on IS NULL AND p.published_at <= ?
"""


@dataclass(frozen=True, slots=True)
class Lane:
    """One column of the board: a stage, how many stand there, and the first of them."""

    state: str
    count: int
    cards: tuple[ListedPiece, ...]


def found(conn: Connection, wanted: Filter, now: datetime) -> list[ListedPiece]:
    """The rows that a filter leaves, in no order; ``now`` is the moment from which readings are due."""
    without = Filter(
        text=wanted.text, state=wanted.state, campaign_id=wanted.campaign_id, creator_id=wanted.creator_id,
        owner_id=wanted.owner_id, platform=wanted.platform, today=wanted.today, me=wanted.me,
        view="" if wanted.view in ("late", "mine", "review", "waiting") else wanted.view,
    )  # fmt: skip
    return in_view(_known(conn, listing.found(conn, without), now, wanted.today), wanted)


def listed(conn: Connection, wanted: Sequence[str], now: datetime, today: str) -> list[ListedPiece]:
    """The rows of some ids, in the order of the ids; those that are gone are left out."""
    return _known(conn, listing.listed(conn, wanted, today=today), now, today)


def lanes(rows: Iterable[ListedPiece]) -> tuple[Lane, ...]:
    """The columns of the board, what is due first in front: every stage of the line, and the exits that hold some."""
    at: dict[str, list[ListedPiece]] = {}
    for one in in_order(rows, "next"):
        at.setdefault(one.state, []).append(one)
    return tuple(
        Lane(state, len(at.get(state, ())), tuple(at.get(state, ())[:MOST]))
        for state, _ in STATES
        if state in LINE or state in at
    )


def _known(conn: Connection, rows: list[ListedPiece], now: datetime, today: str) -> list[ListedPiece]:
    """Rows with the day since when their numbers are due, where the numbers come next."""
    if not any(one.next_code == "done" and one.post_id for one in rows) and not any(
        one.kind == "post" and not one.next_code for one in rows
    ):
        return rows
    due = _numbers_due(conn, now)
    return [
        with_facts(one, today, numbers_due=due[one.post_id]) if one.state == "live" and one.post_id in due else one
        for one in rows
    ]


def _numbers_due(conn: Connection, now: datetime) -> dict[str, str]:
    """Post → the day since when a reading of it is due and missing."""
    made: dict[str, str] = {}
    for row in conn.execute(_READINGS, (moment(now - timedelta(days=1)),)):
        published = parse_moment(row["published_at"])
        since = next(published + timedelta(days=days) for days in _AFTER if published <= now - timedelta(days=days))
        if (row["last"] or "") < moment(since):
            made[row["id"]] = since.date().isoformat()
    return made
