"""Any sequence of steps: the log rebuilds every row, undo gives the former state back, redo the later one."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infludesk.creators.commands import add_account, add_creator, log_contact, set_field, set_tags, set_ties
from infludesk.db.changelog import logged_tables
from infludesk.db.driver import Connection
from infludesk.db.history import values_now
from infludesk.flows.trash import trash_creators
from infludesk.kernel.errors import Problem
from infludesk.settings import Settings
from infludesk.workspace import Workspace

State = dict[str, dict[str, dict[str, Any]]]
STAMPS = {"rowid", "created_at", "updated_at"}
STEP = st.tuples(
    st.sampled_from(["add", "rename", "note", "tags", "ties", "account", "log", "trash", "undo", "redo"]),
    st.integers(0, 3),
    st.sampled_from(["Ana", "Björk", "ana.cooks", "", "x\x1f'\";--", "日本", "null"]),
)
FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def copied(template: Path) -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(template, Path(folder) / "w")
        with Workspace.open(Path(folder) / "w", Settings(device="0123456789ab")) as opened:
            yield opened


def state(conn: Connection, *, live: bool = False) -> State:
    """Every synced table: id → values; only the live rows where asked."""
    found: State = {}
    for table in logged_tables(conn):
        rows = (dict(row) for row in conn.execute(f"SELECT * FROM {table}"))
        found[table] = {
            row["id"]: {name: value for name, value in row.items() if name not in STAMPS}
            for row in rows
            if not (live and row["deleted_at"])
        }
    return found


def live(workspace: Workspace) -> State:
    return workspace.read(lambda conn: state(conn, live=True))


def take(workspace: Workspace, step: tuple[str, int, str]) -> int:
    """Do one step; returns its batch, 0 where there was nothing to do."""
    verb, place, word = step
    if verb in ("undo", "redo"):
        try:
            return (workspace.undo() if verb == "undo" else workspace.redo()).changes.batch
        except Problem as problem:
            if problem.code != "undo.nothing":
                raise
            return 0
    if verb == "add":
        return workspace.do(add_creator, name=word or "Nobody").changes.batch
    people = workspace.read(
        lambda conn: [r[0] for r in conn.execute("SELECT id FROM creator WHERE deleted_at IS NULL ORDER BY rowid")]
    )
    if not people:
        return 0
    who = people[place % len(people)]
    try:
        return _edit(workspace, verb, who, word)
    except Problem as problem:
        if not problem.code.startswith(("record.needed", "account.")):
            raise
        return 0


def _edit(workspace: Workspace, verb: str, who: str, word: str) -> int:
    match verb:
        case "rename":
            done = workspace.do(set_field, creator_id=who, name="name", value=word)
        case "note":
            done = workspace.do(set_field, creator_id=who, name="notes", value=word)
        case "tags":
            done = workspace.do(set_tags, creator_id=who, labels=[word, "home"])
        case "ties":
            done = workspace.do(set_ties, creator_id=who, kinds=["employee"] if word else [])
        case "account":
            done = workspace.do(add_account, creator_id=who, profile=word or "ana", platform="instagram")
        case "log":
            done = workspace.do(log_contact, creator_id=who, body=word)
        case _:
            done = workspace.do(trash_creators, creator_ids=[who])
    return done.changes.batch


@FEW
@given(steps=st.lists(STEP, max_size=8))
def test_undoing_every_step_gives_the_former_state_back(template: Path, steps: list[tuple[str, int, str]]) -> None:
    with copied(template) as workspace:
        start = live(workspace)
        for step in steps:
            take(workspace, step)
        while workspace.undoable():
            assert workspace.undo().value.kept == ()
        assert live(workspace) == start


@FEW
@given(steps=st.lists(STEP, max_size=8), last=STEP)
def test_one_undo_and_one_redo_are_exact(
    template: Path, steps: list[tuple[str, int, str]], last: tuple[str, int, str]
) -> None:
    with copied(template) as workspace:
        for step in steps:
            take(workspace, step)
        before = live(workspace)
        label = workspace.undoable()
        if last[0] in ("undo", "redo") or not take(workspace, last):
            return
        after = live(workspace)
        workspace.undo()
        assert live(workspace) == before
        assert workspace.undoable() == label
        workspace.redo()
        assert live(workspace) == after


@FEW
@given(steps=st.lists(STEP, max_size=8))
def test_the_log_rebuilds_every_row_at_its_start_and_its_end(template: Path, steps: list[tuple[str, int, str]]) -> None:
    with copied(template) as workspace:
        states = [(0, workspace.read(state))]
        for step in steps:
            take(workspace, step)
            newest = workspace.read(lambda conn: conn.execute("SELECT max(seq) FROM change").fetchone()[0])
            states.append((newest, workspace.read(state)))
        for seq, then in states[1:]:
            assert workspace.read(lambda conn, seq=seq: as_of(conn, seq)) == then  # type: ignore[misc]


@FEW
@given(steps=st.lists(STEP, max_size=8))
def test_what_is_worked_out_follows_every_step(template: Path, steps: list[tuple[str, int, str]]) -> None:
    with copied(template) as workspace:
        for step in steps:
            take(workspace, step)
        assert workspace.check().faults == ()
        known = workspace.read(
            lambda conn: conn.execute("SELECT count(*) FROM change WHERE batch IS NULL").fetchone()[0]
        )
        assert known == 0


def as_of(conn: Connection, seq: int) -> State:
    """Every row as the log says it was after a change: today's row with all later changes taken back."""
    found = state(conn)
    sql = "SELECT table_name, row_id, kind, data FROM change WHERE seq > ? ORDER BY seq DESC"
    for table, row_id, kind, data in conn.execute(sql, (seq,)):
        if kind == "insert":
            first = first_values(conn, table, row_id)
            assert {k: v for k, v in first.items() if k not in STAMPS} == found[table].pop(row_id)
        else:
            for column, (old, new) in json.loads(data).items():
                assert found[table][row_id][column] == new
                found[table][row_id][column] = old
    return found


def first_values(conn: Connection, table: str, row_id: str) -> dict[str, Any]:
    """The values a row was made with: what it holds now, with every later change taken back."""
    row = values_now(conn, table, row_id)
    later = conn.execute(
        "SELECT data FROM change WHERE row_id = ? AND table_name = ? AND kind = 'update' ORDER BY seq DESC",
        (row_id, table),
    )
    for (data,) in later:
        row.update({column: old for column, (old, _) in json.loads(data).items()})
    return row
