"""A post of a creator who was given or lent something has that connection, unless a person said another."""

import pytest

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Post
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import get, insert
from infludesk.db.transaction import Tx
from infludesk.gifting import commands
from infludesk.gifting.posts import connection_of, say_connection, unsaid
from infludesk.workspace import Workspace


def begin(tx: Tx) -> tuple[str, str, str]:
    """Ana in a campaign of Acme with a post of 10 March; returns her, her participation and the post."""
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring", client_id=client.id))
    ana = insert(tx, Creator(name="Ana Ruiz"))
    account = insert(tx, Account(creator_id=ana.id, platform="instagram", handle="ana"))
    joined = insert(tx, Participation(campaign_id=campaign.id, creator_id=ana.id, stage="agreed"))
    post = Post(
        url="https://www.instagram.com/p/a/", account_id=account.id, campaign_id=campaign.id, connection="unknown",
        published_at="2026-03-10T08:00:00Z",
    )  # fmt: skip
    return ana.id, joined.id, insert(tx, post).id


@pytest.mark.parametrize(
    ("shipped", "back", "told"),
    [("2026-03-01", None, "gift"), ("2026-03-01", "2026-05-01", "loan"), ("2026-03-11", None, "unknown")],
)
def test_what_was_sent_before_tells(workspace: Workspace, shipped: str, back: str | None, told: str) -> None:
    ana, joined, post = workspace.do(begin).value
    (parcel,) = workspace.do(
        commands.add_parcels,
        participation_ids=[joined],
        what="Soap",
        return_due=back,
        given_as="loan" if back else "gift",
    ).value
    assert workspace.read(lambda conn: connection_of(conn, post)) == "unknown"
    workspace.do(commands.ship, parcel_ids=[parcel], shipped_on=shipped)
    assert workspace.read(lambda conn: connection_of(conn, post)) == told
    assert workspace.read(lambda conn: unsaid(conn, ana)) == ({post: told} if told != "unknown" else {})
    done = workspace.do(say_connection, post_ids=[post])
    assert done.value == (told != "unknown")
    assert workspace.read(lambda conn: get(conn, Post, post)).connection == told


def test_what_a_person_said_stays(workspace: Workspace) -> None:
    ana, joined, post = workspace.do(begin).value
    (parcel,) = workspace.do(commands.add_parcels, participation_ids=[joined], what="Soap").value
    workspace.do(commands.deliver, parcel_ids=[parcel], delivered_on="2026-03-01")
    workspace.do(say_connection, post_ids=[post])
    workspace.undo()
    assert workspace.read(lambda conn: get(conn, Post, post)).connection == "unknown"
    workspace.do(lambda tx: tx.conn.execute("UPDATE post SET connection = 'paid' WHERE id = ?", (post,)))
    assert workspace.read(lambda conn: connection_of(conn, post)) == "paid"
    assert workspace.read(lambda conn: unsaid(conn, ana)) == {}
    assert workspace.do(say_connection, post_ids=[post]).value == 0
