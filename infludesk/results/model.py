"""What posts brought: a post's figures as one source gave them at one time."""

from infludesk.creators.model import SOURCES
from infludesk.kernel.fields import Row, choices, declare, entity


@entity("post_snapshot", "Reading of a post", "Readings of posts", seed=("post_id", "as_of", "source", "traffic"))
class PostSnapshot(Row):
    """A post's figures as one source gave them on one day; running totals since publication."""

    post_id: str | None = declare("link", "Post", table="post", needed=True)
    as_of: str | None = declare("moment", "As of", needed=True)
    source: str | None = declare("choice", "Source", choices=SOURCES, needed=True)
    views: int | None = declare("int", "Views", aliases=("views", "total views"))
    reach: int | None = declare("int", "Reach", aliases=("reach",))
    likes: int | None = declare("int", "Likes", aliases=("likes", "total likes"))
    comments: int | None = declare("int", "Comments", aliases=("comments", "total comments"))
    shares: int | None = declare("int", "Shares", aliases=("shares", "total shares"))
    saves: int | None = declare("int", "Saves", aliases=("saves",))
    traffic: str | None = declare(
        "choice", "Traffic", section="More", choices=choices(total="Total", organic="Organic", paid="Paid")
    )
    impressions: int | None = declare(
        "int", "Impressions", section="More", aliases=("impressions", "thumbnail impressions")
    )
    reposts: int | None = declare("int", "Reposts", section="More", aliases=("reposts",))
    reactions: int | None = declare("int", "Reactions", section="More", aliases=("reactions",))
    replies: int | None = declare("int", "Replies", section="More", aliases=("replies",))
    clicks: int | None = declare("int", "Clicks", section="More", aliases=("clicks", "link clicks"))
    follows: int | None = declare("int", "Follows", section="More", aliases=("follows", "subscribers"))
    watch_seconds: int | None = declare("int", "Watch time, seconds", section="More")
    followers_then: int | None = declare("int", "Followers then", section="More")


METRICS = (
    "views", "reach", "likes", "comments", "shares", "saves", "impressions", "reposts", "reactions", "replies",
    "clicks", "follows", "watch_seconds", "followers_then",
)  # fmt: skip

ENTITIES = (PostSnapshot.entity,)
