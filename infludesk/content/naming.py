"""What a post is called: its title, else its format with whose it is and where: ``Carousel by Zoë, Instagram``."""

from infludesk.content.model import FORMATS, Post
from infludesk.creators.model import PLATFORMS
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.kernel.text import isolate, join, tr

_WHOSE = """
SELECT coalesce(c.name, a.handle) FROM post AS p LEFT JOIN participation AS n ON n.id = p.participation_id
LEFT JOIN account AS a ON a.id = p.account_id LEFT JOIN creator AS c ON c.id = coalesce(n.creator_id, a.creator_id)
WHERE p.id = ?
"""


def name_of(title: str | None, *, creator: str | None, form: str | None, platform: str | None, url: str | None) -> str:
    """What a post is called, by the codes of its format and platform; its address where nothing else tells."""
    if title and title.strip():
        return " ".join(title.split())
    if not creator and not form:
        return url or tr("Post")
    kind = tr(dict(FORMATS).get(form or "post", form or ""))
    made = tr("{format} by {creator}", format=kind, creator=isolate(creator)) if creator else kind
    return join((made, tr(dict(PLATFORMS).get(platform or "", platform or ""))), ", ")


def post_name(conn: Connection, post_id: str | None) -> str:
    """The name of a post that is stored; empty where there is none."""
    rows = find(conn, Post, "id = ?", (post_id,)) if post_id else []
    if not rows:
        return ""
    one = rows[0]
    whose = conn.execute(_WHOSE, (one.id,)).fetchone()
    return name_of(one.title, creator=whose[0], form=one.format, platform=one.platform, url=one.url)
