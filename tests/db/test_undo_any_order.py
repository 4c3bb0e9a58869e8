"""Undo in any order: a row that came back goes or stays whole, and none is left without what it needs."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Deliverable
from infludesk.creators.commands import add_account, add_creator, read_account, set_account_field
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import find, get, insert, put_many, trash, update
from infludesk.db.transaction import Tx
from infludesk.flows.trash import restore
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import uuid7
from infludesk.settings import Settings
from infludesk.workspace import Workspace

Key = tuple[str, str]
State = dict[Key, dict[str, Any]]
TABLES = ("creator", "account", "account_snapshot")
STAMPS = {"rowid", "created_at", "updated_at"}
AGAIN = ("import", "import", "undo", "undo", "undo", "undo any", "undo again", "redo")
VERBS = ("import", "channel", "reading", "edit", "edit_channel", "move", "trash", "trash_channel", "restore")
STEP = st.tuples(st.sampled_from((*VERBS, *AGAIN)), st.integers(0, 9), st.integers(0, 9))


def state(workspace: Workspace) -> State:
    return {
        (table, row["id"]): {name: row[name] for name in row.keys() if name not in STAMPS}  # noqa: SIM118  a row
        for table in TABLES
        for row in workspace.read(lambda conn, table=table: conn.execute(f"SELECT * FROM {table}").fetchall())  # type: ignore[misc]
    }


def live(found: State) -> State:
    return {key: row for key, row in found.items() if row["deleted_at"] is None}


def bring(tx: Tx, names: dict[str, str]) -> None:
    """Import creators with a channel each, as an import does it: new creators, seeded channels."""
    tx.label("Import {n} creators", n=len(names))
    made = {handle: uuid7() for handle in names}
    put_many(tx, Creator.entity, [{"id": made[handle], "name": name} for handle, name in names.items()])
    put_many(
        tx,
        Account.entity,
        [
            {"id": tx.seeded("account", "instagram", handle), "platform": "instagram", "handle": handle,
             "creator_id": made[handle]}
            for handle in names
        ],
    )  # fmt: skip


# an import taken back and made again: its channels came back, its creators are new
BEGUN = [("import", 2, 0), ("undo", 0, 0), ("import", 2, 0)]


class Walk:
    """One workspace, what it looked like around each batch, and what undo may be held to."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.around: dict[int, tuple[State, State]] = {}
        self.exact: list[int] = []

    def take(self, verb: str, one: int, two: int) -> None:
        before = state(self.workspace)
        if verb in ("undo", "undo any", "undo again", "redo"):
            batch = self.back(verb, one, before)
        else:
            try:
                batch = self.workspace.do(lambda tx: self.write(tx, verb, one, two)).changes.batch
            except Problem as problem:
                if not problem.code.startswith(("account.", "trash.")):
                    raise
                batch = 0
            self.exact += [batch] if batch else []
        if batch:
            self.around[batch] = (before, state(self.workspace))
        assert self.workspace.check().faults == ()

    def back(self, verb: str, one: int, before: State) -> int:
        which = "undone_by IS NULL" if verb == "undo any" else "undone_by IS NOT NULL"
        standing = self.workspace.read(
            lambda conn: [r[0] for r in conn.execute(f"SELECT seq FROM batch WHERE {which} ORDER BY seq")]
        )
        undoable = [batch for batch in standing if batch in self.around]
        try:
            if verb in ("undo any", "undo again"):
                if not undoable:
                    return 0
                chosen = undoable[one % len(undoable)]
                self.exact = []
                outcome = self.workspace.undo(chosen)
            else:
                outcome = self.workspace.undo() if verb == "undo" else self.workspace.redo()
                chosen = self.workspace.read(
                    lambda conn: conn.execute(
                        "SELECT undoes FROM batch WHERE seq = (SELECT max(seq) FROM batch)"
                    ).fetchone()[0]
                )
        except Problem as problem:
            if problem.code != "undo.nothing":
                raise
            return 0
        after = state(self.workspace)
        self.whole(chosen, before, after, set(outcome.value.kept))
        if verb == "undo" and self.exact and self.exact[-1] == chosen:
            self.exact.pop()
            assert outcome.value.kept == ()
            assert live(after) == live(self.around[chosen][0])
        elif verb == "redo":
            assert live(after) == live(self.around[chosen][0])
            self.exact = []
        return outcome.changes.batch

    def whole(self, batch: int, before: State, after: State, kept: set[Key]) -> None:
        """Nothing is half taken back, and what was left is told."""
        former, made = self.around[batch]
        for key in made:
            if former.get(key) == made[key]:
                assert after[key] == before[key]
                continue
            stood = key in former and former[key]["deleted_at"] is None
            if not stood and made[key]["deleted_at"] is None:
                if key in kept:
                    assert after[key] == before[key]
                else:
                    assert after[key]["deleted_at"]
            elif key not in kept and key in former:
                moved = [name for name in made[key] if made[key][name] != former[key][name]]
                assert {name: after[key][name] for name in moved} == {name: former[key][name] for name in moved}
        assert kept <= {key for key in made if former.get(key) != made[key]}

    def write(self, tx: Tx, verb: str, one: int, two: int) -> None:  # noqa: C901  one case per verb
        people = [row.id for row in find(tx.conn, Creator, order="rowid")]
        channels = [row.id for row in find(tx.conn, Account, order="rowid")]
        handle = ("ana", "bob", "cyd")[two % 3]
        match verb:
            case "import":
                known = {row.handle for row in find(tx.conn, Account)}
                if names := {h: h.title() for h in ("ana", "bob", "cyd")[: 1 + one % 3] if h not in known}:
                    bring(tx, names)
            case "channel" if people:
                add_account(tx, creator_id=people[one % len(people)], profile=handle, platform="instagram")
            case "reading" if channels:
                read_account(tx, account_id=channels[one % len(channels)], day=f"2026-01-0{1 + two % 3}", source="x")
            case "edit" if people:
                update(tx, Creator, people[one % len(people)], notes=f"note {two}", city=f"city {two % 2}")
            case "edit_channel" if channels:
                update(tx, Account, channels[one % len(channels)], url=f"https://example.org/{two}")
            case "move" if channels:
                update(tx, Account, channels[one % len(channels)], creator_id=people[two % len(people)])
            case "trash" if people:
                trash(tx, "creator", [people[one % len(people)]])
            case "trash_channel" if channels:
                trash(tx, "account", [channels[one % len(channels)]])
            case "restore":
                table = TABLES[two % 2]
                sql = f"SELECT id FROM {table} WHERE deleted_as = 'trash' ORDER BY rowid"
                if gone := [row[0] for row in tx.conn.execute(sql)]:
                    restore(tx, table=table, ids=[gone[one % len(gone)]])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(begun=st.sampled_from([[], BEGUN]), steps=st.lists(STEP, min_size=3, max_size=12))
def test_undo_in_any_order_leaves_nothing_half_done(
    template: Path, begun: list[tuple[str, int, int]], steps: list[tuple[str, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(template, Path(folder) / "w")
        with Workspace.open(Path(folder) / "w", Settings(device="0123456789ab")) as workspace:
            walk = Walk(workspace)
            for step in begun + steps:
                walk.take(*step)


def handles(workspace: Workspace) -> list[tuple[str | None, str | None]]:
    """Live creators with their live channel."""
    sql = (
        "SELECT c.name, a.handle FROM creator AS c LEFT JOIN account AS a ON a.creator_id = c.id "
        "AND a.deleted_at IS NULL WHERE c.deleted_at IS NULL ORDER BY 1"
    )
    return workspace.read(lambda conn: [(row[0], row[1]) for row in conn.execute(sql)])


BOTH = {"anna": "Anna", "bob": "Bob"}


def again(workspace: Workspace) -> int:
    """Import, take it back, import again."""
    workspace.do(bring, names=BOTH)
    workspace.undo()
    return workspace.do(bring, names=BOTH).changes.batch


def test_an_import_made_again_is_taken_back_after_another(workspace: Workspace) -> None:
    again(workspace)
    workspace.do(bring, names={"zoe": "Zoe"})
    workspace.undo()
    assert workspace.undo().value.kept == ()
    assert handles(workspace) == []
    assert workspace.redo().value.kept == ()
    assert handles(workspace) == [("Anna", "anna"), ("Bob", "bob")]


def test_a_channel_edited_since_keeps_its_creator_and_only_that(workspace: Workspace) -> None:
    batch = again(workspace)
    anna = workspace.read(lambda conn: find(conn, Account, "handle = 'anna'"))[0]
    workspace.do(set_account_field, account_id=anna.id, name="url", value="https://example.org/anna")
    kept = workspace.undo(batch).value.kept
    assert set(kept) == {("account", anna.id), ("creator", anna.creator_id)}
    assert handles(workspace) == [("Anna", "anna")]


def test_what_was_trashed_since_comes_back_with_its_channels(workspace: Workspace) -> None:
    batch = again(workspace)
    people = [row.id for row in workspace.read(lambda conn: find(conn, Creator))]
    workspace.do(lambda tx: trash(tx, "creator", people))
    assert len(workspace.undo(batch).value.kept) == 4
    workspace.do(restore, table="creator", ids=people)
    assert handles(workspace) == [("Anna", "anna"), ("Bob", "bob")]
    assert workspace.check().faults == ()


def test_what_was_added_to_a_row_that_came_back_keeps_it(workspace: Workspace) -> None:
    def join(tx: Tx) -> str:
        return insert(tx, Participation(campaign_id=work, creator_id=ana, stage="shortlisted")).id

    ana = workspace.do(add_creator, name="Ana").value
    client = workspace.do(lambda tx: insert(tx, Client(name="Sunmill")).id).value
    work = workspace.do(lambda tx: insert(tx, Campaign(name="Spring", client_id=client, state="planned")).id).value
    part = workspace.do(join).value
    workspace.do(lambda tx: trash(tx, "participation", [part]))
    batch = workspace.do(join).changes.batch
    workspace.do(lambda tx: insert(tx, Deliverable(participation_id=part, title="Reel", state="planned")))
    assert workspace.undo(batch).value.kept == (("participation", part),)
    assert workspace.check().faults == ()


def test_a_row_whose_parent_went_since_stays_in_the_trash(workspace: Workspace) -> None:
    ana = workspace.do(add_creator, name="Ana", profile="https://instagram.com/ana").value
    account = workspace.read(lambda conn: find(conn, Account))[0].id
    batch = workspace.do(lambda tx: trash(tx, "account", [account])).changes.batch
    workspace.do(lambda tx: trash(tx, "creator", [ana]))
    assert workspace.undo(batch).value.kept == (("account", account),)
    assert workspace.read(lambda conn: get(conn, Account, account)).deleted_as == "trash"
