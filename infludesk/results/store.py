"""Readings of posts in SQLite: the newest per post, and what still lacks figures."""

from dataclasses import dataclass

from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find
from infludesk.results.formulas import Reading
from infludesk.results.model import METRICS, PostSnapshot

_NEWEST = """
SELECT s.*, max(s.as_of) AS newest, p.platform, p.format, a.creator_id AS creator
FROM post_snapshot AS s JOIN post AS p ON p.id = s.post_id LEFT JOIN account AS a ON a.id = p.account_id
WHERE s.deleted_at IS NULL AND p.deleted_at IS NULL AND coalesce(s.traffic, 'total') = 'total' AND {where}
GROUP BY s.post_id ORDER BY s.post_id
"""
_DUE_HOURS = (24, 7 * 24, 30 * 24)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A post in the entry grid: who, where, when, and its former reading."""

    post_id: str
    label: str
    creator: str
    platform: str
    published_at: str
    campaign: str
    former: PostSnapshot | None
    due: str


def readings(conn: Connection, campaign_id: str) -> list[Reading]:
    """The newest reading of each post of a campaign."""
    rows = conn.execute(_NEWEST.format(where="p.campaign_id = ?"), (campaign_id,))
    return [_reading(row) for row in rows]


def newest(conn: Connection, post_id: str) -> PostSnapshot | None:
    """A post's newest reading of all its traffic."""
    where = "post_id = ? AND coalesce(traffic, 'total') = 'total'"
    found = find(conn, PostSnapshot, where, (post_id,), order="as_of DESC, id DESC LIMIT 1")
    return found[0] if found else None


def entry_rows(conn: Connection, *, now: str, campaign_id: str = "") -> list[EntryRow]:
    """Posts for the entry grid, those whose reading is due first.

    Args:
        conn: a connection.
        now: the moment, as stored.
        campaign_id: only this campaign's; empty for all.
    """
    sql = (
        "SELECT p.id, p.platform, coalesce(p.title, p.caption, p.url) AS label, p.published_at, c.name AS creator, "
        "k.name AS campaign FROM post AS p "
        "LEFT JOIN account AS a ON a.id = p.account_id LEFT JOIN creator AS c ON c.id = a.creator_id "
        "LEFT JOIN campaign AS k ON k.id = p.campaign_id "
        "WHERE p.deleted_at IS NULL AND (?1 = '' OR p.campaign_id = ?1) ORDER BY p.published_at DESC, p.id"
    )
    found = [_entry(conn, row, now) for row in conn.execute(sql, (campaign_id,)).fetchall()]
    return sorted(found, key=lambda row: not row.due)


def _entry(conn: Connection, row: SqlRow, now: str) -> EntryRow:
    former = newest(conn, row["id"])
    published = row["published_at"] or ""
    due = _due(conn, published, former.as_of if former else None, now) if published else ""
    return EntryRow(
        row["id"], row["label"] or "", row["creator"] or "", row["platform"] or "", published,
        row["campaign"] or "", former, due,
    )  # fmt: skip


def _due(conn: Connection, published: str, read: str | None, now: str) -> str:
    """Which reading is due: ``24 h``, ``7 days`` or ``30 days`` after publication; empty for none."""
    labels = ("24 h", "7 days", "30 days")
    due = ""
    for hours, label in zip(_DUE_HOURS, labels, strict=True):
        at = conn.execute("SELECT strftime('%Y-%m-%dT%H:%M:%SZ', ?, ?)", (published, f"+{hours} hours")).fetchone()[0]
        if at <= now and (read is None or read < at):
            due = label
    return due


def _reading(row: SqlRow) -> Reading:
    return Reading(
        post_id=row["post_id"],
        creator_id=row["creator"] or "",
        platform=row["platform"] or "",
        format=row["format"] or "",
        as_of=row["as_of"],
        source=row["source"] or "",
        **{name: row[name] for name in METRICS},
    )
