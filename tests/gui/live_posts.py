"""A campaign with posts that are live, as tests of numbers and reports need it."""

from collections.abc import Callable
from typing import Any

from infludesk.campaigns.commands import add_creators, create_campaign, move_stage
from infludesk.content.commands import add_post
from infludesk.creators.commands import add_account, add_creator
from infludesk.gui.desk import Desk


def made(desk: Desk, command: Callable[..., Any], **given: Any) -> Any:
    """Do a command at once; its value."""
    values: list[Any] = []
    desk.tasks.do(command, then=lambda done: values.append(done.value), **given)
    return values[0]


def add_campaign(desk: Desk, name: str = "Spring Launch", **fields: Any) -> str:
    """A campaign for Northwind; its id."""
    return str(made(desk, create_campaign, name=name, client="Northwind", **fields))


def add_posts(desk: Desk, count: int, campaign_id: str | None = None, handle: str = "ana.fit") -> list[str]:
    """Posts of one creator on Instagram, live since 1 March 2026; their ids."""
    creator = made(desk, add_creator, name="Ana Ruiz")
    made(desk, add_account, creator_id=creator, profile=f"https://www.instagram.com/{handle}")
    if campaign_id:
        (part,) = made(desk, add_creators, campaign_id=campaign_id, creator_ids=[creator])
        made(desk, move_stage, participation_ids=[part], stage="agreed")
    return [
        made(
            desk, add_post, url=f"https://www.instagram.com/p/C{number}{handle[:3]}def", creator_id=creator,
            campaign_id=campaign_id, published_at=f"2026-03-0{number + 1}T10:00:00Z", title=f"Post {number + 1}",
        )
        for number in range(count)
    ]  # fmt: skip
