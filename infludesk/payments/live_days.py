"""Fee lines that wait for days live: the day each is owed, for as long as the posts stay up."""

from datetime import date, timedelta

from infludesk.contracts.model import VOID
from infludesk.contracts.store import of_participation
from infludesk.db.driver import SqlRow
from infludesk.db.rows import find, update
from infludesk.db.transaction import Tx
from infludesk.payments.model import CreatorFee

_WAITING = (
    "participation_id = ? AND \"trigger\" = 'live_days' AND earned_on IS NULL "
    "AND coalesce(state, 'planned') IN ('planned', 'held')"
)
_POSTS = """
SELECT f.deliverable_id AS piece, substr(p.published_at, 1, 10) AS day, p.down_on,
       substr(p.expires_at, 1, 10) AS expires
FROM fulfilment AS f JOIN post AS p ON p.id = f.post_id AND p.deleted_at IS NULL AND p.published_at IS NOT NULL
JOIN deliverable AS d ON d.id = f.deliverable_id AND d.deleted_at IS NULL
WHERE d.participation_id = ? AND f.deleted_at IS NULL
"""


def count_live_days(tx: Tx, *, participation_id: str) -> int:
    """Give lines that wait for days live the day they are owed, or take it back; returns how many changed.

    A line stays planned until its day has come: where every post of a piece is gone before then, it goes on waiting.
    A line of no piece waits for all pieces that are published.
    """
    posts = tx.conn.execute(_POSTS, (participation_id,)).fetchall()
    papers = of_participation(tx.conn, participation_id)
    agreed = next((one.min_live_days for one in papers if one.min_live_days and one.state not in VOID), 0)
    changed = 0
    for fee in find(tx.conn, CreatorFee, _WAITING, (participation_id,)):
        days = agreed if fee.trigger_days is None else fee.trigger_days
        pieces: dict[str, list[SqlRow]] = {}
        for post in posts:
            if fee.deliverable_id in (None, post["piece"]):
                pieces.setdefault(post["piece"], []).append(post)
        ends = [_end(its, days) for its in pieces.values()]
        due = max(ends) if ends and all(ends) else None
        if due != fee.due_on:
            update(tx, CreatorFee, fee.id, due_on=due)
            changed += 1
    return changed


def _end(posts: list[SqlRow], days: int) -> str:
    """The day on which the newest post of a piece that stays up has been live for so long; empty where none stays."""
    return max((end for post in posts if _stays(post, end := _after(post["day"], days))), default="")


def _stays(post: SqlRow, end: str) -> bool:
    """Whether a post is up until a day; one that goes by itself, such as a story, is not taken down by that."""
    gone = post["down_on"]
    return not gone or gone >= end or bool(post["expires"] and gone >= post["expires"])


def _after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
