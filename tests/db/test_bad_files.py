"""Files that are damaged, foreign, in use, read-only or out of room: a clear problem, and nothing changed."""

import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infludesk.creators.commands import add_creator, set_field
from infludesk.creators.model import Creator
from infludesk.creators.store import Filter, ids
from infludesk.db import backup
from infludesk.db.database import Database
from infludesk.db.driver import Error, connect, problems
from infludesk.db.rows import get
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.settings import Settings
from infludesk.workspace import Workspace


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    shutil.copytree(template, tmp_path / "w")
    return tmp_path / "w"


def refused(folder: Path) -> str:
    """The code of the problem on opening; the file must be untouched."""
    path = folder / "workspace.db"
    before = path.read_bytes()
    with pytest.raises(Problem) as told:
        Workspace.open(folder, Settings())
    assert path.read_bytes() == before
    assert told.value.title
    assert told.value.advice
    return told.value.code


def test_a_damaged_file_is_refused_and_kept(folder: Path) -> None:
    path = folder / "workspace.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * 8192 + whole[12288:])
    assert refused(folder) == "workspace.damaged"


def test_a_file_cut_short_is_refused_and_kept(folder: Path) -> None:
    path = folder / "workspace.db"
    path.write_bytes(path.read_bytes()[:50_000])
    assert refused(folder) == "workspace.damaged"


def test_a_text_is_no_workspace(folder: Path) -> None:
    (folder / "workspace.db").write_text("Name,Email\nAna,ana@example.org\n" * 50, encoding="utf-8")
    assert refused(folder) == "workspace.damaged"


def test_an_empty_file_beside_backups_is_damaged(folder: Path) -> None:
    with Workspace.open(folder, Settings()) as before:
        before.back_up()
    (folder / "workspace.db").write_bytes(b"")
    assert refused(folder) == "workspace.damaged"
    with pytest.raises(Problem) as told:
        Workspace.open_to_read(folder, Settings())
    assert told.value.code == "workspace.damaged"


def test_an_empty_file_alone_is_a_beginning(tmp_path: Path) -> None:
    (tmp_path / "workspace.db").write_bytes(b"")
    with Workspace.open(tmp_path, Settings()) as made:
        assert made.check().faults == ()


def test_a_quick_look_leaves_the_pages_for_later(folder: Path) -> None:
    with Workspace.open(folder, Settings(), thorough=False) as opened:
        opened.look_through()
    path = folder / "workspace.db"
    with closing(connect(path)) as conn:
        page = conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'participation'").fetchone()[0]
        size = conn.execute("PRAGMA page_size").fetchone()[0]
    whole = path.read_bytes()
    path.write_bytes(whole[: (page - 1) * size] + b"\xff" * size + whole[page * size :])
    with Workspace.open(folder, Settings(), thorough=False) as opened, pytest.raises(Problem) as told:
        opened.look_through()
    assert told.value.code == "workspace.damaged"
    assert refused(folder) == "workspace.damaged"


def test_a_refused_workspace_is_free_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: Workspace, *, fresh: bool) -> None:
        raise MemoryError(fresh)

    closed: list[Database] = []
    close = Database.close

    def counted(database: Database) -> None:
        closed.append(database)
        close(database)

    monkeypatch.setattr(Database, "close", counted)
    with monkeypatch.context() as broken:
        broken.setattr(Workspace, "_begin", fail)
        with pytest.raises(MemoryError):
            Workspace.open(folder, Settings())
    assert len(closed) == 1
    assert not (folder / "in-use.json").exists()
    (folder / "workspace.db").write_bytes(b"no database " * 1000)
    refused(folder)
    assert not (folder / "in-use.json").exists()


def test_a_note_that_cannot_be_written_leaves_no_lock(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, text: str, **_given: str) -> int:
        path.touch()
        raise OSError(text)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_text", full)
        assert refused(folder) == "workspace.read_only"
    assert not (folder / "in-use.json").exists()
    Workspace.open(folder, Settings()).close()


def test_another_program_s_database_is_refused(folder: Path) -> None:
    path = folder / "workspace.db"
    path.unlink()
    conn = connect(path)
    conn.execute("CREATE TABLE notes(body TEXT)")
    conn.close()
    assert refused(folder) == "workspace.not_ours"


def test_a_folder_without_a_workspace(tmp_path: Path) -> None:
    with pytest.raises(Problem) as missing:
        Workspace.open(tmp_path / "none", Settings())
    assert missing.value.code == "workspace.missing"
    (tmp_path / "letter.txt").write_text("hello", encoding="utf-8")
    with pytest.raises(Problem) as full:
        Workspace.open(tmp_path, Settings(), create=True)
    assert full.value.code == "workspace.not_empty"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_one_process_per_workspace(folder: Path) -> None:
    with Workspace.open(folder, Settings()):
        with pytest.raises(Problem) as told:
            Workspace.open(folder, Settings())
        assert told.value.code == "workspace.in_use"
        with Workspace.open_to_read(folder, Settings()) as reader:
            assert reader.check().faults == ()
    Workspace.open(folder, Settings()).close()


def test_opened_to_read_it_writes_nothing(folder: Path) -> None:
    with Workspace.open_to_read(folder, Settings()) as reader:
        with pytest.raises(Problem) as told:
            reader.do(add_creator, name="Ana")
        assert told.value.code == "workspace.read_only"
        with pytest.raises(Problem) as told:
            reader.undo()
        assert told.value.code == "workspace.read_only"


def test_a_read_only_connection_tells_a_problem(folder: Path) -> None:
    conn = connect(folder / "workspace.db", read_only=True)
    with pytest.raises(Problem) as told, problems():
        conn.execute("UPDATE writer SET batch = NULL")
    conn.close()
    assert told.value.code == "workspace.read_only"


def test_another_program_s_write_lock_tells_a_problem(workspace: Workspace) -> None:
    assert workspace._db.writer is not None
    workspace._db.writer.execute("PRAGMA busy_timeout=0")
    other = connect(workspace.folder / "workspace.db")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Problem) as told:
        workspace.do(add_creator, name="Ana")
    other.execute("ROLLBACK")
    other.close()
    assert told.value.code == "workspace.busy"
    assert workspace.do(add_creator, name="Ana").value


def test_a_full_disk_changes_nothing(workspace: Workspace) -> None:
    def fill(tx: Tx) -> None:
        for number in range(300):
            add_creator(tx, name=f"Person {number}", notes="x" * 2000)

    conn = workspace._db.writer
    assert conn is not None
    kept = workspace.do(add_creator, name="Kept").value
    pages = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.execute(f"PRAGMA max_page_count={pages + 20:d}")
    with pytest.raises(Problem) as told:
        workspace.do(fill)
    assert told.value.code == "disk.full"
    assert workspace.read(lambda conn: ids(conn, Filter())) == [kept]
    assert workspace.check().faults == ()
    conn.execute("PRAGMA max_page_count=1073741823")
    assert workspace.do(add_creator, name="Room again").value


def test_what_a_stranger_put_in_is_dropped_unrun(folder: Path) -> None:
    conn = connect(folder / "workspace.db")
    conn.execute("CREATE TRIGGER evil AFTER INSERT ON creator BEGIN UPDATE member SET name = 'owned'; END")
    conn.execute('CREATE VIEW "od""d" AS SELECT * FROM member')
    conn.execute("DROP TRIGGER creator_delete")
    conn.close()
    with Workspace.open(folder, Settings()) as opened:
        opened.do(add_creator, name="Ana")
        assert opened.read(lambda c: c.execute("SELECT count(*) FROM member WHERE name = 'owned'").fetchone()[0]) == 0
        sql = "SELECT name FROM sqlite_schema WHERE name IN ('evil', 'od\"d', 'creator_delete')"
        assert [row[0] for row in opened.read(lambda c: c.execute(sql).fetchall())] == ["creator_delete"]


def test_a_backup_brings_the_former_state_back(workspace: Workspace) -> None:
    ana = workspace.do(add_creator, name="Ana").value
    made = workspace.back_up()
    assert made.holds["creator"] == 1
    workspace.do(set_field, creator_id=ana, name="name", value="Zelda")
    workspace.do(add_creator, name="Bea")
    with workspace.restore(made) as again:
        assert again.read(lambda conn: ids(conn, Filter())) == [ana]
        assert again.read(lambda conn: get(conn, Creator, ana)).name == "Ana"
        assert again.check().faults == ()
        assert sorted(one.reason for one in backup.listed(again.backups)) == ["hand", "restore"]
    workspace._db = Database.open(workspace.folder / "workspace.db", back_up=lambda _conn: None)


def test_a_changed_backup_is_refused(workspace: Workspace) -> None:
    workspace.do(add_creator, name="Ana")
    made = workspace.back_up()
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert not backup.verify(made)
    with pytest.raises(Problem) as told:
        workspace.restore(made)
    assert told.value.code == "backup.unverified"
    assert workspace.check().faults == ()
    assert [one.reason for one in backup.listed(workspace.backups)] == ["hand"]


def test_daily_backups_beyond_a_week_go_and_others_stay(workspace: Workspace) -> None:
    conn, start = workspace._db.reader, datetime(2026, 3, 1, 8, tzinfo=UTC)
    for day in range(9):
        backup.make(conn, workspace.backups, reason="daily", now=start + timedelta(days=day), count=())
    backup.make(conn, workspace.backups, reason="hand", now=start, count=())
    backup.prune(workspace.backups)
    left = backup.listed(workspace.backups)
    assert [one.at[:10] for one in left if one.reason == "daily"] == [f"2026-03-0{day}" for day in range(9, 2, -1)]
    assert [one.reason for one in left].count("hand") == 1
    assert not list(workspace.backups.glob("*.part"))


def test_a_copy_without_its_note_does_not_count_as_good(workspace: Workspace) -> None:
    made = workspace.back_up()
    made.path.with_suffix(".json").unlink()
    assert [one.good for one in backup.listed(workspace.backups)] == [False]


def test_a_bug_passes_as_it_is(workspace: Workspace) -> None:
    with pytest.raises(Error, match="no such table"):
        workspace.do(lambda tx: tx.conn.execute("SELECT * FROM nowhere"))
