"""Campaigns as the screens ask for them: who could join one, and its brief."""

from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.campaigns.brief_words import varied
from infludesk.campaigns.model import AGREED, Brief, BriefVersion, Campaign, Participation
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get
from infludesk.kernel.text import seen

_UNPAID = frozenset({"research"})


@dataclass(frozen=True, slots=True)
class Sending:
    """One sending of a frozen brief: to whom, how and when, and whether it was acknowledged; moments as stored."""

    id: str
    version_id: str
    participation_id: str
    creator: str
    recipient: str
    via: str
    sent_at: str
    acknowledged_at: str
    acknowledged_how: str


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
    """The campaign's working text for everyone; None before it is begun."""
    found = find(conn, Brief, "campaign_id = ? AND base_id IS NULL", (campaign_id,), order="created_at, id")
    return found[0] if found else None


def brief_versions(conn: Connection, brief_id: str) -> list[BriefVersion]:
    """What was frozen of a brief, the oldest first: its place in the list is its number."""
    return find(conn, BriefVersion, "brief_id = ?", (brief_id,), order="frozen_at, rowid")


def variations(conn: Connection, base_id: str) -> dict[str, Brief]:
    """The variations of a brief, by the participation they are for."""
    found = find(conn, Brief, "base_id = ?", (base_id,), order="created_at, id")
    return {one.participation_id: one for one in found if one.participation_id}


def sendings(conn: Connection, campaign_id: str) -> list[Sending]:
    """To whom the frozen briefs of a campaign went, by name."""
    sql = (
        "SELECT s.id, s.version_id, s.participation_id, c.name, s.recipient, s.via, s.sent_at, s.acknowledged_at, "
        "s.acknowledged_how FROM brief_sending AS s JOIN participation AS p ON p.id = s.participation_id "
        "JOIN creator AS c ON c.id = p.creator_id WHERE p.campaign_id = ? AND s.deleted_at IS NULL "
        "ORDER BY fold(c.name), s.id"
    )
    return [Sending(*(value or "" for value in row)) for row in conn.execute(sql, (campaign_id,))]


def words_of(conn: Connection, brief_id: str) -> Brief:
    """What a brief says in full: a variation's own words in place of its base's."""
    own = get(conn, Brief, brief_id)
    return varied(get(conn, Brief, own.base_id), own) if own.base_id else own


def needs_reason_to_freeze(conn: Connection, brief_ids: Sequence[str]) -> bool:
    """Whether one of these briefs lacks a disclosure wording though somebody it is for is paid in any way.

    What a creator gets is the participation's ``pay``, else the campaign's kind; where neither is known it counts as
    paid, so that nobody forgets to say.
    """
    return any(not seen(words_of(conn, one).disclosure_wording) and _is_paid(conn, one) for one in brief_ids)


def _is_paid(conn: Connection, brief_id: str) -> bool:
    brief = get(conn, Brief, brief_id)
    campaign = get(conn, Campaign, brief.campaign_id or "")
    by_kind = "none" if campaign.kind in _UNPAID else "paid"
    if brief.participation_id:
        return (get(conn, Participation, brief.participation_id).pay or by_kind) != "none"
    members = find(conn, Participation, "campaign_id = ?", (campaign.id,))
    pays = {one.pay or by_kind for one in members if one.stage in AGREED} or {by_kind}
    return pays != {"none"}
