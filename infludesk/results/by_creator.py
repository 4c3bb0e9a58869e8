"""What each creator's posts brought in one campaign."""

from dataclasses import dataclass

from infludesk.db.driver import Connection
from infludesk.results.formulas import Reading
from infludesk.results.store import readings

_POSTS = """
SELECT a.creator_id AS id, c.name, count(*) AS posts FROM post AS p
JOIN account AS a ON a.id = p.account_id JOIN creator AS c ON c.id = a.creator_id
WHERE p.campaign_id = ? AND p.deleted_at IS NULL GROUP BY a.creator_id ORDER BY fold(c.name), a.creator_id
"""


@dataclass(frozen=True, slots=True)
class CreatorPosts:
    """A creator with posts in a campaign: how many, and the newest reading of each that has one."""

    creator_id: str
    name: str
    posts: int
    readings: tuple[Reading, ...]


def by_creator(conn: Connection, campaign_id: str) -> list[CreatorPosts]:
    """The creators of a campaign's posts, by name."""
    known = readings(conn, campaign_id)
    return [
        CreatorPosts(
            row["id"], row["name"] or "", row["posts"], tuple(one for one in known if one.creator_id == row["id"])
        )
        for row in conn.execute(_POSTS, (campaign_id,)).fetchall()
    ]
