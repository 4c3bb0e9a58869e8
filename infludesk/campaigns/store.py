"""Campaigns as the screens ask for them: who could join one, and its brief."""

from infludesk.campaigns.model import Brief, BriefVersion
from infludesk.db.driver import Connection
from infludesk.db.rows import find


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
