"""Merging any creators: no row names the one that went, and undo and redo are exact, also after other work."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from infludesk.campaigns.model import Campaign
from infludesk.creators import model as creators
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.flows.merge import merge_creators
from infludesk.kernel.ids import ref
from infludesk.records.model import Attachment, CustomField
from infludesk.team.model import Snooze
from infludesk.workspace import SCHEMA, Workspace
from tests.flows.things import FEW, KINDS, PERSON, THINGS, build, copied, live, thing

MERGES = st.lists(st.tuples(PERSON, PERSON), min_size=1, max_size=3)


def test_the_things_fill_every_table_that_names_a_creator(workspace: Workspace) -> None:
    workspace.do(build, things=[(kind, who, 1 + kind % 2, False) for kind in range(KINDS + 1) for who in (0, 1)])
    near = {"creator", "participation", "account"}
    wanted = {link.child for link in SCHEMA.links if link.ref or link.parent in near} - {"kpi_target"}
    filled = workspace.read(live)
    assert {table for table in wanted if not filled[table]} == set()


def put_off(conn: Connection, creator: str) -> list[str]:
    """What is put off of a creator still."""
    return [one.item_key or "" for one in find(conn, Snooze) if creator in (one.item_key or "")]


def named(conn: Connection, creator: str) -> list[str]:
    """The columns that name a creator still."""
    found = []
    for link in SCHEMA.links:
        value = ref("creator", creator) if link.ref else creator
        if (link.ref or link.parent == "creator") and conn.execute(
            f"SELECT 1 FROM {link.child} WHERE {link.column} = ? AND deleted_at IS NULL", (value,)
        ).fetchone():
            found.append(f"{link.child}.{link.column}")
    return found


@FEW
@given(things=THINGS, merges=MERGES)
def test_all_of_it_goes_over_and_all_of_it_comes_back(
    template: Path, things: list[tuple[int, int, int, bool]], merges: list[tuple[int, int]]
) -> None:
    with copied(template) as workspace:
        people = workspace.do(build, things=things).value
        states = [workspace.read(live)]
        gone: set[str] = set()
        for keep, other in merges:
            if keep == other or gone & {people[keep], people[other]}:
                continue
            workspace.do(merge_creators, keep=people[keep], others=[people[other]])
            gone.add(people[other])
            states.append(workspace.read(live))
            assert not any(workspace.read(lambda conn, one=one: named(conn, one)) for one in gone)  # type: ignore[misc]
            assert not any(workspace.read(lambda conn, one=one: put_off(conn, one)) for one in gone)  # type: ignore[misc]
            assert workspace.check().faults == ()
        for before in reversed(states[:-1]):
            after = workspace.read(live)
            assert workspace.undo().value.kept == ()
            assert workspace.read(live) == before
            workspace.redo()
            assert workspace.read(live) == after
            workspace.undo()
        assert workspace.check().faults == ()


@FEW
@given(things=THINGS, later=THINGS)
def test_what_was_done_since_stays(
    template: Path, things: list[tuple[int, int, int, bool]], later: list[tuple[int, int, int, bool]]
) -> None:
    with copied(template) as workspace:
        people = workspace.do(build, things=things).value
        merged = workspace.do(merge_creators, keep=people[0], others=[people[1]]).changes.batch
        workspace.do(lambda tx: tx.conn.execute("UPDATE creator SET city = 'Lyon' WHERE id = ?", (people[0],)))
        for kind, _, word, _ in later:
            place = workspace.read(
                lambda conn: (find(conn, Campaign)[0].id, find(conn, CustomField)[0].id, find(conn, Attachment)[0].id)
            )
            workspace.do(lambda tx, k=kind, w=word, p=place: thing(tx, k, [people[0]] * 4, (0, w), p))
        workspace.undo(merged)
        assert workspace.check().faults == ()
        rows = {one.id: one for one in workspace.read(lambda conn: find(conn, creators.Creator))}
        assert rows[people[0]].city == "Lyon"
        assert rows[people[1]].merged_into_id is None
