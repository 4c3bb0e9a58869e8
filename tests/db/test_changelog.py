"""The change log as triggers write it: every column, no removal, other tools' writes, and undo by the letter."""

import json
import shutil
from pathlib import Path

import pytest

from infludesk.creators.commands import add_account, add_creator, set_field, set_tags
from infludesk.creators.model import Creator
from infludesk.creators.store import Filter, ids, search
from infludesk.db import history
from infludesk.db.changelog import LOCAL_TABLES, UNLOGGED, install, logged_tables, merge_groups
from infludesk.db.driver import Connection, Error, connect
from infludesk.db.rows import find, get, trash, update
from infludesk.db.transaction import Tx
from infludesk.flows.trash import trash_creators
from infludesk.kernel.errors import Cancelled, Problem
from infludesk.kernel.money import Money
from infludesk.settings import Settings
from infludesk.workspace import SCHEMA, Workspace


def writer(workspace: Workspace) -> Connection:
    assert workspace._db.writer is not None
    return workspace._db.writer


def changes(conn: Connection, table: str, row_id: str) -> list[tuple[str, dict[str, list[object]]]]:
    sql = "SELECT kind, data FROM change WHERE table_name = ? AND row_id = ? ORDER BY seq"
    return [(kind, json.loads(data) if data else {}) for kind, data in conn.execute(sql, (table, row_id))]


def test_every_synced_column_is_covered(workspace: Workspace) -> None:
    conn = writer(workspace)
    conn.execute("PRAGMA foreign_keys=OFF")
    missed = []
    for table, columns in logged_tables(conn).items():
        conn.execute(f"INSERT INTO {table}(id) VALUES ('one')")
        kinds = {row["name"]: row["type"] for row in conn.execute(f"PRAGMA table_info({table})")}
        for column in set(columns) - UNLOGGED:
            value: object = 1 if kinds[column] == "INTEGER" else "x"
            try:
                conn.execute(f"UPDATE {table} SET {column} = ? WHERE id = 'one'", (value,))
            except Error as error:
                assert "is frozen" in str(error)  # noqa: PT017  the text of the trigger
                continue
            newest = changes(conn, table, "one")[-1]
            if newest[0] != "update" or newest[1].get(column) != [None, value]:
                missed.append(f"{table}.{column}")
    assert missed == []


def test_every_table_is_logged_or_local(workspace: Workspace) -> None:
    names = {
        name
        for (name,) in workspace.read(
            lambda conn: conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        )
        if not name.startswith("sqlite_") and "_fts_" not in name
    }
    logged = set(workspace.read(logged_tables))
    assert logged | LOCAL_TABLES == names
    assert logged == set(SCHEMA.by_table)


@pytest.mark.parametrize("table", ["creator", "member", "creator_fee"])
def test_removing_is_refused(workspace: Workspace, table: str) -> None:
    conn = writer(workspace)
    conn.execute(f"INSERT INTO {table}(id) VALUES ('one')")
    with pytest.raises(Error, match="never removed"):
        conn.execute(f"DELETE FROM {table} WHERE id = 'one'")
    with pytest.raises(Error, match="never removed"):
        conn.execute(f"INSERT OR REPLACE INTO {table}(id) VALUES ('one')")


def test_a_frozen_text_stays(workspace: Workspace) -> None:
    conn = writer(workspace)
    conn.execute("INSERT INTO evidence(id, sha256) VALUES ('one', 'aa')")
    with pytest.raises(Error, match="frozen"):
        conn.execute("UPDATE evidence SET sha256 = 'bb'")


def test_columns_of_one_value_stay_together() -> None:
    columns = ["name", "fee_minor", "fee_currency", "rate_num", "rate_den", "rate_day", "rate_source", "deleted_at",
               "deleted_as", "lone_minor", "data_source"]  # fmt: skip
    assert merge_groups(columns) == [
        ["name"], ["fee_minor", "fee_currency"], ["rate_num", "rate_den", "rate_day", "rate_source"],
        ["deleted_at", "deleted_as"], ["lone_minor"], ["data_source"],
    ]  # fmt: skip


def test_a_changed_amount_logs_its_currency_too(workspace: Workspace) -> None:
    conn = writer(workspace)
    conn.execute("INSERT INTO creator_fee(id, amount_minor, amount_currency) VALUES ('f', 100, 'EUR')")
    conn.execute("UPDATE creator_fee SET amount_minor = 200")
    assert changes(conn, "creator_fee", "f")[-1] == (
        "update", {"amount_minor": [100, 200], "amount_currency": ["EUR", "EUR"]},
    )  # fmt: skip
    assert Money(200, "EUR") == get(conn, SCHEMA.cls("creator_fee"), "f").amount  # type: ignore[attr-defined]


def test_a_write_by_another_tool_is_captured_and_found(workspace: Workspace) -> None:
    ana = workspace.do(add_creator, name="Ana").value
    other = connect(workspace.folder / "workspace.db")
    other.execute("PRAGMA trusted_schema=ON")
    other.execute("UPDATE creator SET name = 'Zelda' WHERE id = ?", (ana,))
    other.close()
    newest = workspace.read(lambda conn: history.of_record(conn, SCHEMA, "creator", ana))[0]
    assert (newest.label, newest.old, newest.new) == ("Changed outside the program", "Ana", "Zelda")
    workspace.do(add_creator, name="Bea")  # the next step catches up
    assert workspace.read(lambda conn: search(conn, "zelda")) == [ana]
    assert workspace.check().faults == ()


def test_an_opened_file_catches_up_with_another_tool(template: Path, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    shutil.copytree(template, folder)
    with Workspace.open(folder, Settings()) as first:
        ana = first.do(add_creator, name="Ana").value
    other = connect(folder / "workspace.db")
    other.execute("PRAGMA trusted_schema=ON")
    other.execute("UPDATE creator SET name = 'Zelda' WHERE id = ?", (ana,))
    other.close()
    with Workspace.open(folder, Settings()) as again:
        assert again.read(lambda conn: search(conn, "zelda")) == [ana]


def test_undo_leaves_what_was_changed_later_and_lists_it(workspace: Workspace) -> None:
    def rename(tx: Tx, *, name: str, notes: str) -> None:
        tx.label("Change both")
        update(tx, Creator, ana, name=name, notes=notes)

    ana = workspace.do(add_creator, name="Ana").value
    first = workspace.do(rename, name="Anna", notes="old").changes.batch
    workspace.do(set_field, creator_id=ana, name="name", value="Anne")
    done = workspace.undo(first).value
    row = workspace.read(lambda conn: get(conn, Creator, ana))
    assert (row.name, row.notes) == ("Anne", None)
    assert done.kept == (("creator", ana),)


def test_undo_of_an_insert_keeps_what_was_built_on(workspace: Workspace) -> None:
    done = workspace.do(add_creator, name="Ana", profile="https://instagram.com/ana.cooks")
    workspace.do(set_field, creator_id=done.value, name="notes", value="met at the fair")
    undone = workspace.undo(done.changes.batch).value
    assert undone.kept[0] == ("creator", done.value)  # its account stays with it, and is told too
    assert [table for table, _ in undone.kept] == ["creator", "account"]
    assert workspace.read(lambda conn: ids(conn, Filter())) == [done.value]


def test_a_seeded_row_taken_back_comes_again(workspace: Workspace) -> None:
    ana = workspace.do(add_creator, name="Ana").value
    first = workspace.do(add_account, creator_id=ana, profile="ana.cooks", platform="instagram").value
    workspace.undo()
    assert workspace.read(lambda conn: search(conn, "ana.cooks")) == []
    again = workspace.do(add_account, creator_id=ana, profile="@Ana.Cooks", platform="instagram").value
    assert again == first
    assert workspace.read(lambda conn: search(conn, "ana.cooks")) == [ana]


def test_steps_are_named_when_undone_and_redone(workspace: Workspace) -> None:
    ana = workspace.do(add_creator, name="Ana").value
    assert workspace.undo().changes.label == "Undo: Add Ana"
    again = workspace.redoable()
    assert again is not None
    assert again.label == "Add Ana"
    assert workspace.redo().changes.label == "Redo: Add Ana"
    assert workspace.read(lambda conn: ids(conn, Filter())) == [ana]
    assert workspace.redoable() is None


def test_a_new_step_ends_redo(workspace: Workspace) -> None:
    workspace.do(add_creator, name="Ana")
    workspace.undo()
    workspace.do(add_creator, name="Bea")
    with pytest.raises(Problem) as refused:
        workspace.redo()
    assert refused.value.code == "undo.nothing"


def test_the_first_batch_is_nobody_s_step(workspace: Workspace) -> None:
    with pytest.raises(Problem) as refused:
        workspace.undo()
    assert refused.value.code == "undo.nothing"


def test_trash_takes_what_stands_on_a_row_and_undo_restores_it(workspace: Workspace) -> None:
    ana = workspace.do(add_creator, name="Ana", profile="https://instagram.com/ana.cooks").value
    workspace.do(set_tags, creator_id=ana, labels=["home"])
    workspace.do(trash_creators, creator_ids=[ana])
    alive = (
        "SELECT (SELECT count(*) FROM account WHERE deleted_at IS NULL), "
        "(SELECT count(*) FROM tagging WHERE deleted_at IS NULL)"
    )
    assert tuple(workspace.read(lambda conn: conn.execute(alive).fetchone())) == (0, 0)
    assert workspace.read(lambda conn: get(conn, Creator, ana)).deleted_as == "trash"
    workspace.undo()
    assert tuple(workspace.read(lambda conn: conn.execute(alive).fetchone())) == (1, 1)
    assert workspace.read(lambda conn: search(conn, "home")) == [ana]


def test_what_fails_or_is_cancelled_leaves_no_trace(workspace: Workspace) -> None:
    def stop(tx: Tx) -> None:
        trash(tx, "member", [tx.actor])
        raise Cancelled

    count = "SELECT (SELECT count(*) FROM batch), (SELECT count(*) FROM change)"
    before = tuple(workspace.read(lambda conn: conn.execute(count).fetchone()))
    with pytest.raises(Cancelled):
        workspace.do(stop)
    with pytest.raises(Problem):
        workspace.do(add_creator, name="  ")
    assert workspace.do(lambda _tx: None).changes.batch == 0
    assert tuple(workspace.read(lambda conn: conn.execute(count).fetchone())) == before


def test_an_open_file_holds_our_triggers_to_the_letter(workspace: Workspace) -> None:
    conn = writer(workspace)
    assert install(conn) is False
    conn.execute("DROP TRIGGER creator_update")
    conn.execute("CREATE TRIGGER stranger AFTER INSERT ON tag BEGIN UPDATE creator SET name = 'owned'; END")
    conn.execute("CREATE VIEW odd AS SELECT 1")
    assert install(conn) is True
    names = {row[0] for row in conn.execute("SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')")}
    assert "creator_update" in names
    assert not names & {"stranger", "odd"}


def test_stamps_only_grow(workspace: Workspace) -> None:
    for name in ("Ana", "Bea", "Cyd"):
        workspace.do(add_creator, name=name, profile=f"https://instagram.com/{name}")
    stamps = [r[0] for r in workspace.read(lambda c: c.execute("SELECT stamp FROM change ORDER BY seq").fetchall())]
    assert stamps == sorted(set(stamps))
    assert len(stamps[-1]) == 12 + 6 + 12
    assert len(workspace.read(lambda conn: find(conn, Creator))) == 3
