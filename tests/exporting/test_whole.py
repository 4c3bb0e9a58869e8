"""The whole workspace as a folder: every row and column, every file, the history, and words that explain them."""

import csv
from functools import partial
from pathlib import Path

import pytest

from infludesk.creators.commands import add_creator, set_field
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find, trash, update
from infludesk.db.transaction import Tx
from infludesk.exporting.files import Written, snapshot
from infludesk.exporting.whole import export_workspace
from infludesk.kernel.errors import Cancelled, Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.progress import Progress, silent
from infludesk.records.model import Attachment
from infludesk.records.store import attach
from infludesk.workspace import SCHEMA, Workspace
from tests.flows.things import KINDS, build

PROMISES = (
    "brief_sending", "contract_clause", "contract_party", "right_asset", "whitelisting", "exclusivity", "bundle",
    "content_draft", "review", "asset_use", "parcel", "parcel_item", "benefit", "payee", "payee_link", "invoice",
    "invoice_line", "payment", "task", "snooze",
)  # fmt: skip


@pytest.fixture
def full(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Two creators, one in the trash, and a file that both use under one name."""
    ana = str(workspace.do(add_creator, name="=Ana", profile="https://instagram.com/ana").value)
    bo = str(workspace.do(add_creator, name="Bo", profile="").value)
    workspace.do(set_field, creator_id=ana, name="phone", value="+49 171 1234567")
    for content in ("one", "two"):
        (tmp_path / "Brief.txt").write_text(content)
        workspace.do(
            attach,
            folder=workspace.attachments,
            source=tmp_path / "Brief.txt",
            target=ref("creator", ana),
            role="brief",
        )

    def remove(tx: Tx) -> None:
        trash(tx, "creator", [bo])

    workspace.do(remove)
    return workspace


def export(workspace: Workspace, folder: Path, progress: Progress = silent) -> Written:
    with snapshot(workspace.folder) as conn:
        return export_workspace(conn, SCHEMA, folder, workspace.attachments, progress=progress)


def every(name: str, conn: Connection) -> list[SqlRow]:
    return conn.execute(f"SELECT * FROM {name}").fetchall()


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_and_column_is_there(full: Workspace, tmp_path: Path) -> None:
    export(full, tmp_path / "out")
    for name in SCHEMA.by_table:
        rows = table(tmp_path / "out" / "tables" / f"{name}.csv")
        stored = full.read(partial(every, name))
        assert len(rows) == len(stored), name
        if stored:
            assert set(stored[0].keys()) <= set(rows[0]), name
    creators = {row["name"]: row for row in table(tmp_path / "out" / "tables" / "creator.csv")}
    assert {name: row["row_state"] for name, row in creators.items()} == {"'=Ana": "live", "Bo": "trash"}
    assert creators["'=Ana"]["phone"] == "'+49 171 1234567"


def test_what_is_promised_sent_and_paid_is_there_too(workspace: Workspace, tmp_path: Path) -> None:
    workspace.do(build, things=[(kind, kind % 2, 1, False) for kind in range(KINDS + 1)])
    assert {name for name in PROMISES if not workspace.read(partial(every, name))} == set()
    export(workspace, tmp_path / "out")
    for name in SCHEMA.by_table:
        rows = table(tmp_path / "out" / "tables" / f"{name}.csv")
        stored = workspace.read(partial(every, name))
        assert [row["id"] for row in rows] == [row["id"] for row in stored], name
        assert not stored or set(stored[0].keys()) <= set(rows[0]), name


def test_every_file_has_a_name_of_its_own(full: Workspace, tmp_path: Path) -> None:
    export(full, tmp_path / "out")
    index = table(tmp_path / "out" / "files.csv")
    assert [row["file"] for row in index] == ["files/Brief.txt", "files/Brief 2.txt"]
    assert [(tmp_path / "out" / row["file"]).read_text() for row in index] == ["one", "two"]
    assert index[0]["used_by"].startswith("=Ana (brief) creator:") or index[0]["used_by"].startswith("'=Ana (brief)")


def test_a_file_that_is_gone_is_told(full: Workspace, tmp_path: Path) -> None:
    next(full.attachments.iterdir()).unlink()
    assert export(full, tmp_path / "out").notes == ("1 file was not in the workspace; its row says so.",)
    assert sorted(bool(row["file"]) for row in table(tmp_path / "out" / "files.csv")) == [False, True]


def test_the_history_names_each_step(full: Workspace, tmp_path: Path) -> None:
    export(full, tmp_path / "out")
    rows = table(tmp_path / "out" / "history.csv")
    assert len(rows) == full.read(lambda conn: conn.execute("SELECT count(*) FROM change").fetchone()[0])
    assert any(row["label"] == "Change Phone of =Ana" and "+49 171 1234567" in row["changed"] for row in rows)


def test_the_words_explain_every_table_and_column(full: Workspace, tmp_path: Path) -> None:
    export(full, tmp_path / "out")
    text = " ".join((tmp_path / "out" / "README.txt").read_text(encoding="utf-8-sig").split())
    for entity in SCHEMA.entities:
        assert f"tables/{entity.table}.csv" in text
        assert all(f"{', '.join(field.columns)}: {field.label}" in text for field in entity.fields), entity.table


def test_a_folder_with_something_in_it_is_refused(full: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(Problem) as told:
        export(full, tmp_path / "out")
    assert told.value.code == "file.not_empty"
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", ["attachments/out", "backups/out", "new", "", "new/../deep/er"])
def test_the_workspace_s_own_folders_are_spared(full: Workspace, name: str) -> None:
    with pytest.raises(Problem) as told:
        export(full, full.folder / name)
    assert told.value.code == "workspace.own_file"


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_a_folder_that_cannot_be_named_so_is_told(full: Workspace, tmp_path: Path, name: str) -> None:
    with pytest.raises(Problem) as told:
        export(full, tmp_path / name)
    assert told.value.code == "file.name"


@pytest.mark.parametrize("digest", ["../workspace.db", "{outside}", "{link}", "../attachments/{one}", "{ONE}"])
def test_only_files_of_the_workspace_are_copied(full: Workspace, tmp_path: Path, digest: str) -> None:
    one = next(full.attachments.iterdir())
    (tmp_path / "secret").write_text("secret")
    (full.attachments / ("0" * 64)).symlink_to(tmp_path / "secret")
    named = digest.format(outside=tmp_path / "secret", link="0" * 64, one=one.name, ONE=f"{one.name}\n")
    full.do(lambda tx: update(tx, Attachment, find(tx.conn, Attachment)[0].id, sha256=named, name="Mine.txt"))
    made = export(full, tmp_path / "out")
    assert [file.read_text() for file in (tmp_path / "out" / "files").iterdir()] in (["one"], ["two"])
    assert "1 file was not in the workspace; its row says so." in made.notes


def test_a_full_disk_is_told_before_anything_is_written(
    full: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: type("Usage", (), {"free": 10})())
    with pytest.raises(Problem) as told:
        export(full, tmp_path / "out")
    assert told.value.code == "file.disk_full"
    assert not list(tmp_path.glob("*out*"))


def test_cancelling_leaves_nothing(full: Workspace, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        export(full, tmp_path / "out", stop)
    assert not list(tmp_path.glob("*out*"))


def test_the_title_of_the_text_is_underlined_as_long_as_it_is(full: Workspace, tmp_path: Path) -> None:
    export(full, tmp_path / "out")
    title, line = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8-sig").splitlines()[:2]
    assert line == "=" * len(title)
