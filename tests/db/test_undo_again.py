"""A batch that could not be taken back whole is taken back again, as often as something of it is left."""

from infludesk.creators.commands import add_creator, set_field
from infludesk.creators.model import Creator
from infludesk.db.rows import find, insert
from infludesk.db.transaction import Tx
from infludesk.db.undo import left
from infludesk.workspace import Workspace


def bring(tx: Tx) -> list[str]:
    """Two creators, as an import makes them."""
    return [insert(tx, Creator(name=name)).id for name in ("Ana", "Leo")]


def back(tx: Tx, creator_id: str) -> None:
    """Somebody taken back stands again, as when an import brings a seeded row again."""
    tx.conn.execute("UPDATE creator SET deleted_at = NULL, deleted_as = NULL WHERE id = ?", (creator_id,))


def people(workspace: Workspace) -> list[tuple[str, str]]:
    """Name and city of everybody."""
    return sorted((one.name or "", one.city or "") for one in workspace.read(lambda conn: find(conn, Creator)))


def still(workspace: Workspace, batch: int) -> set[str]:
    """Ids of what is left of a batch."""
    return {row_id for _, row_id in workspace.read(lambda conn: left(conn, batch))}


def test_what_was_held_by_a_later_step_goes_once_that_is_taken_back(workspace: Workspace) -> None:
    made = workspace.do(bring)
    ana, leo = made.value
    later = workspace.do(set_field, creator_id=ana, name="city", value="Oslo").changes.batch
    assert still(workspace, made.changes.batch) == {ana, leo}
    assert workspace.undo(made.changes.batch).value.kept == (("creator", ana),)
    assert still(workspace, made.changes.batch) == {ana}
    workspace.undo(later)
    assert still(workspace, made.changes.batch) == {ana}
    assert workspace.undo(made.changes.batch).value.kept == ()
    assert people(workspace) == []
    assert still(workspace, made.changes.batch) == set()


def test_redo_goes_the_whole_way_back_one_undo_after_another(workspace: Workspace) -> None:
    made = workspace.do(bring)
    later = workspace.do(set_field, creator_id=made.value[0], name="city", value="Oslo").changes.batch
    whole = people(workspace)
    for batch in (made.changes.batch, later, made.changes.batch):
        workspace.undo(batch)
    assert people(workspace) == []
    workspace.redo()
    assert people(workspace) == [("Ana", "")]
    assert workspace.undoable() is None, "its first undo stands still"
    workspace.redo()
    assert people(workspace) == [("Ana", "Oslo")]
    workspace.redo()
    assert people(workspace) == whole
    assert workspace.redoable() is None
    last = workspace.undoable()
    assert last is not None
    assert last.seq == later
    assert workspace.check().faults == ()


def test_what_somebody_else_brought_back_is_not_left_of_the_first(workspace: Workspace) -> None:
    made = workspace.do(bring)
    ana, leo = made.value
    workspace.undo(made.changes.batch)
    workspace.do(back, creator_id=ana)
    assert still(workspace, made.changes.batch) == set()
    workspace.undo(made.changes.batch)
    assert people(workspace) == [("Ana", "")]
    assert leo not in still(workspace, made.changes.batch)


def test_a_filled_field_is_left_until_it_goes_back(workspace: Workspace) -> None:
    ana = workspace.do(add_creator, name="Ana").value
    filled = workspace.do(set_field, creator_id=ana, name="city", value="Oslo").changes.batch
    later = workspace.do(set_field, creator_id=ana, name="city", value="Bergen").changes.batch
    workspace.undo(filled)
    assert people(workspace) == [("Ana", "Bergen")]
    workspace.undo(later)
    assert people(workspace) == [("Ana", "Oslo")]
    assert still(workspace, filled) == {ana}
    workspace.undo(filled)
    assert people(workspace) == [("Ana", "")]
    assert still(workspace, filled) == set()
