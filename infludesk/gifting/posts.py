"""Posts of creators who were given or lent something: the connection they have, and saying so where nobody did."""

from collections.abc import Sequence

from infludesk.content.commands import set_post_field
from infludesk.content.model import Post
from infludesk.content.naming import post_name
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.db.transaction import Tx
from infludesk.gifting.store import gifts_to
from infludesk.gifting.value import connection

_UNKNOWN = (None, "", "unknown")


def connection_of(conn: Connection, post_id: str) -> str:
    """The connection of creator and brand in a post, a code of ``content.model.CONNECTIONS``.

    What a person said stays; where nobody did, what the creator was given or lent for the same client up to the day
    of the post tells; else it is unknown.
    """
    post = get(conn, Post, post_id)
    if post.connection not in _UNKNOWN:
        return post.connection or "unknown"
    sql = """
        SELECT coalesce(n.creator_id, a.creator_id) AS creator, k.client_id AS client FROM post AS o
        LEFT JOIN participation AS n ON n.id = o.participation_id LEFT JOIN account AS a ON a.id = o.account_id
        LEFT JOIN campaign AS k ON k.id = coalesce(n.campaign_id, o.campaign_id) WHERE o.id = ?
    """
    row = conn.execute(sql, (post_id,)).fetchone()
    if not row["creator"] or not row["client"]:
        return "unknown"
    day = (post.published_at or post.created_at or "")[:10]
    things = gifts_to(conn, creator_ids=[row["creator"]], client_id=row["client"])
    return connection(one for one in things if one.day <= day) or "unknown"


def unsaid(conn: Connection, creator_id: str) -> dict[str, str]:
    """A creator's posts whose connection nobody said though something was given or lent: id → the connection."""
    sql = """
        SELECT o.id FROM account AS a JOIN post AS o ON o.account_id = a.id AND o.deleted_at IS NULL
        WHERE a.creator_id = ?1 AND coalesce(o.connection, 'unknown') = 'unknown'
        UNION SELECT o.id FROM participation AS n JOIN post AS o ON o.participation_id = n.id AND o.deleted_at IS NULL
        WHERE n.creator_id = ?1 AND coalesce(o.connection, 'unknown') = 'unknown'
    """
    found = {row[0]: connection_of(conn, row[0]) for row in conn.execute(sql, (creator_id,)).fetchall()}
    return {post: told for post, told in found.items() if told != "unknown"}


def say_connection(tx: Tx, *, post_ids: Sequence[str]) -> int:
    """Note the connection of posts by what their creators were given; posts that say one keep it. Returns how many."""
    named = post_name(tx.conn, post_ids[0] if len(post_ids) == 1 else None)
    tx.label_count(len(post_ids), "Note the connection of {post}", "Note the connection of {n} posts", post=named)
    told = {one: connection_of(tx.conn, one) for one in post_ids if get(tx.conn, Post, one).connection in _UNKNOWN}
    for post, kind in told.items():
        if kind != "unknown":
            set_post_field(tx, post_id=post, name="connection", value=kind)
    return sum(kind != "unknown" for kind in told.values())
