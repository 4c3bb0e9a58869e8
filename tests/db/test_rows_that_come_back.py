"""A seeded row that comes again: new where it was taken back, whole from the trash, and filled where it stands."""

from infludesk.creators.commands import add_creator
from infludesk.creators.model import Account
from infludesk.db.rows import get, put_many, trash
from infludesk.workspace import Workspace


def test_what_was_taken_back_comes_as_new_and_what_stands_is_filled(workspace: Workspace) -> None:
    ana = str(workspace.do(add_creator, name="Ana").value)
    base = {"id": "0" * 8, "creator_id": ana, "platform": "instagram", "handle": "ana"}

    def put(**more: str) -> Account:
        workspace.do(lambda tx: put_many(tx, Account.entity, [base | more]))
        return workspace.read(lambda conn: get(conn, Account, base["id"]))

    put(notes="wrong", display_name="Ana")
    workspace.undo()
    again = put(display_name="A.")
    assert (again.live, again.notes, again.display_name) == (True, None, "A.")
    assert (put(notes="right", display_name="B.").notes, put(notes="other").display_name) == ("right", "A.")
    workspace.do(lambda tx: trash(tx, "account", [base["id"]]))
    assert (put().notes, put().live) == ("right", True)
    workspace.undo()
    assert workspace.check().faults == ()
