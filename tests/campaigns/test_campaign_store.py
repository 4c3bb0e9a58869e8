"""Who could join a campaign."""

from infludesk.campaigns import store
from infludesk.campaigns.commands import create_campaign
from infludesk.creators.commands import add_creator, block, read_account, set_field
from infludesk.creators.model import Account
from infludesk.db.rows import find
from infludesk.db.transaction import Tx
from infludesk.workspace import Workspace


def creator(workspace: Workspace, name: str, followers: int) -> str:
    def add(tx: Tx) -> str:
        made = add_creator(tx, name=name, profile=f"https://www.instagram.com/{name.lower()}/")
        (account,) = find(tx.conn, Account, "creator_id = ?", (made,))
        read_account(tx, account_id=account.id, day="2026-03-01", source="manual", followers=followers)
        return made

    return str(workspace.do(add).value)


def test_candidates_are_the_largest_who_may_be_asked(workspace: Workspace) -> None:
    inside = creator(workspace, "Ana", 12_000)
    campaign = workspace.do(create_campaign, client="Acme", name="Spring Launch", creator_ids=[inside]).value
    small, big = creator(workspace, "Sam", 2_000), creator(workspace, "Bea", 900_000)
    silent, gone = creator(workspace, "Kit", 5_000_000), creator(workspace, "Old", 4_000_000)
    workspace.do(block, creator_id=silent)
    workspace.do(set_field, creator_id=gone, name="archived", value=True)
    assert workspace.read(lambda conn: store.candidates(conn, campaign)) == [big, small]
    (account,) = workspace.read(lambda conn: find(conn, Account, "creator_id = ?", (small,)))
    done = workspace.do(read_account, account_id=account.id, day="2026-03-12", source="manual", followers=2_500)
    batch = done.changes.batch
    assert workspace.read(lambda conn: store.candidates(conn, campaign, batch)) == [small]
    named = workspace.do(set_field, creator_id=big, name="notes", value="Met in Lyon").changes.batch
    assert workspace.read(lambda conn: store.candidates(conn, campaign, named)) == [big]
    assert workspace.read(lambda conn: store.candidates(conn, campaign, 0)) == []
    assert inside not in workspace.read(lambda conn: store.candidates(conn, campaign))
