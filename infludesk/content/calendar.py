"""Content by its days: what is due, what is handed in, what goes or went live, and which rights end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from infludesk.content.listing import ListedPiece
from infludesk.contracts.model import VOID
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.sql import code_list
from infludesk.kernel.dates import parse_moment, zone_of
from infludesk.records.model import ZONE
from infludesk.records.store import setting

Kind = Literal["concept_due", "draft_due", "due", "live", "rights"]
KINDS: tuple[tuple[Kind, str], ...] = (
    ("concept_due", "Concept due"), ("draft_due", "Draft due"), ("due", "Due"), ("live", "Live"),
    ("rights", "Rights end"),
)  # fmt: skip
_ORDER = [kind for kind, _ in KINDS]
# Once it is out, nobody waits for the piece; before, its dates are plans.
_WAITED = frozenset({"planned", "in_work", "in_review", "changes", "approved", "scheduled"})
_RIGHTS = f"""
SELECT u.id, u.ends_on, o.title, o.id AS contract_id, c.name AS creator, n.campaign_id, k.name AS campaign
FROM usage_right AS u JOIN contract AS o ON o.id = u.contract_id AND o.deleted_at IS NULL
LEFT JOIN participation AS n ON n.id = o.participation_id
LEFT JOIN campaign AS k ON k.id = n.campaign_id LEFT JOIN creator AS c ON c.id = o.creator_id
WHERE u.deleted_at IS NULL AND u.perpetual IS NOT 1 AND u.ends_on BETWEEN ?1 AND ?2
  AND coalesce(o.state, 'draft') NOT IN ({code_list(VOID)}) AND ?3 IN ('', n.campaign_id)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing on one day.

    Attributes:
        kind: why it is there; for a piece the field that gives the day.
        id: of the piece or post, or of the usage right.
        record: what it opens: a piece, a post, or the contract of a right.
        day: the day in the workspace's zone; ``time`` is the time of day as written, empty for none.
        zone: of the time, where it is written; empty for the workspace's.
        movable: whether it is a plan that can be moved.
    """

    kind: Kind
    id: str
    record: str
    what: str
    creator: str
    campaign: str
    day: str
    time: str = ""
    zone: str = ""
    state: str = ""
    movable: bool = False

    @property
    def key(self) -> str:
        """Names the entry: a piece may have several."""
        return f"{self.kind}:{self.id}"


def entries(
    conn: Connection, rows: Sequence[ListedPiece], first: date, last: date, campaign_id: str = ""
) -> list[Entry]:
    """What is on the days from ``first`` to ``last``, in the order of the days.

    Args:
        conn: a connection.
        rows: the pieces and posts that the filters leave.
        first: the first day.
        last: the last day, which is one of them.
        campaign_id: whose rights; those of all campaigns where it is empty.
    """
    zone, days = setting(conn, ZONE), (first.isoformat(), last.isoformat())
    made = [one for row in rows for one in of_piece(row, zone) if days[0] <= one.day <= days[1]]
    made += [_right(row) for row in conn.execute(_RIGHTS, (*days, campaign_id))]
    return sorted(made, key=lambda one: (one.day, one.time, _ORDER.index(one.kind), one.what, one.id))


def of_piece(row: ListedPiece, zone: str) -> list[Entry]:
    """The days of one piece: its plans while it is waited for, and the day it went live."""

    def entry(kind: Kind, day: str, time: str = "", place: str = "", *, movable: bool) -> Entry:
        return Entry(
            kind=kind, id=row.id, record=row.id, what=row.what, creator=row.creator, campaign=row.campaign, day=day,
            time=time, zone=place, state=row.state, movable=movable,
        )  # fmt: skip

    made = []
    if row.state in _WAITED:
        made = [entry(kind, *split(value), movable=True) for kind, value in _plans(row).items() if value]
    if row.published:
        at = parse_moment(row.published).astimezone(zone_of(zone))
        made.append(entry("live", at.date().isoformat(), f"{at:%H:%M}", movable=False))
    return made


def split(deadline: str) -> tuple[str, str, str]:
    """A deadline's day, time of day and zone; empty where it says none."""
    day, _, rest = deadline.partition("T")
    time, _, zone = rest.rstrip("]").partition("[")
    return day, time, zone


def by_day(found: Sequence[Entry]) -> Mapping[str, list[Entry]]:
    """The entries of each day that has some, in their order."""
    days: dict[str, list[Entry]] = {}
    for one in found:
        days.setdefault(one.day, []).append(one)
    return days


def span(layout: str, day: date) -> tuple[date, date]:
    """The first and last day that a layout shows around a day: whole weeks from Monday.

    ``month`` is the six weeks from the month's first day on, ``week`` one week, ``agenda`` four weeks from the day on.
    """
    if layout == "agenda":
        return day, day + timedelta(days=27)
    first = day.replace(day=1) if layout == "month" else day
    start = first - timedelta(days=first.weekday())
    return start, start + timedelta(days=41 if layout == "month" else 6)


def _right(row: SqlRow) -> Entry:
    return Entry(
        kind="rights", id=row["id"], record=row["contract_id"], what=row["title"] or "",
        creator=row["creator"] or "", campaign=row["campaign"] or "", day=row["ends_on"],
    )  # fmt: skip


def _plans(row: ListedPiece) -> Mapping[Kind, str]:
    """The dates of a piece that lie ahead of its stage."""
    facts, made = row.facts, row.state in ("planned", "in_work", "changes")
    return {
        "concept_due": facts.concept_due if made and not facts.step else "",
        "draft_due": facts.draft_due if made else "",
        "due": facts.due,
    }
