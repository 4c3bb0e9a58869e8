"""What a post is called: its title, else format, creator and platform, and its address last of all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.commands import add_post, check_post
from infludesk.content.naming import name_of, post_name
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import insert
from infludesk.db.transaction import Tx
from infludesk.workspace import Workspace

URL = "https://www.instagram.com/p/C4abcDEF/"


@pytest.mark.parametrize(
    ("title", "creator", "form", "platform", "name"),
    [
        ("  Soup\n tasting ", "Zoë", "carousel", "instagram", "Soup tasting"),
        (None, "Zoë", "carousel", "instagram", "Carousel by Zoë, Instagram"),
        (" ", "Zoë", None, "instagram", "Post by Zoë, Instagram"),
        ("", "", "carousel", "instagram", "Carousel, Instagram"),
        (None, "مريم العلي", "reel", None, "Reel by \u2068مريم العلي\u2069"),
        (None, "Zoë", "hologram", "myspace", "hologram by Zoë, myspace"),
        (None, None, None, "instagram", URL),
    ],
)
def test_a_post_has_a_name(title: str, creator: str, form: str, platform: str, name: str) -> None:
    assert name_of(title, creator=creator, form=form, platform=platform, url=URL) == name


words = st.none() | st.text(max_size=20)


@given(title=words, creator=words, form=words, platform=words, url=words)
def test_there_is_always_a_name(
    title: str | None, creator: str | None, form: str | None, platform: str | None, url: str | None
) -> None:
    assert name_of(title, creator=creator, form=form, platform=platform, url=url).strip() or (url and not url.strip())


def test_a_stored_post_is_named_in_the_history(workspace: Workspace) -> None:
    def work(tx: Tx) -> str:
        client = insert(tx, Client(name="Acme")).id
        campaign = insert(tx, Campaign(name="Spring", client_id=client)).id
        creator = insert(tx, Creator(name="Zoë")).id
        insert(tx, Account(creator_id=creator, platform="instagram", handle="zoe"))
        joined = insert(tx, Participation(campaign_id=campaign, creator_id=creator, stage="agreed")).id
        return add_post(tx, url=URL, participation_id=joined, format="carousel")

    post = workspace.do(work).value
    assert workspace.read(lambda conn: post_name(conn, post)) == "Carousel by Zoë, Instagram"
    assert workspace.read(lambda conn: post_name(conn, None)) == ""
    done = workspace.do(check_post, post_id=post, connection_seen="paid", findings={})
    assert done.changes.label == "Save check for Carousel by Zoë, Instagram"
