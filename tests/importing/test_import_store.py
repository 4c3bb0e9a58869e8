"""Past imports: what they did, which rows they left out, and that undo is seen."""

import hashlib
from pathlib import Path

from infludesk.creators.commands import add_creator
from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import import_creators, prepare
from infludesk.importing.files.reader import read_file
from infludesk.importing.store import accounts, left_out, problems, run_ids, runs, same_file
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Note
from infludesk.workspace import Workspace

LIST = "Name,Email,City\nAna,ana@example.com,Oslo\n,,Rome\n"


def imported(workspace: Workspace, path: Path) -> Outcome:
    sheet = read_file(path)
    prepared = workspace.read(lambda conn: prepare(conn, sheet, propose(sheet), today=workspace.today()))
    return workspace.do(import_creators, prepared=prepared)


def file_of(tmp_path: Path, text: str = LIST) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_run_tells_what_became_of_every_row(workspace: Workspace, tmp_path: Path) -> None:
    outcome = imported(workspace, file_of(tmp_path))
    (run,) = workspace.read(run_ids)
    past = workspace.read(lambda conn: runs(conn, [run]))[run]
    assert (past.file, past.kind, past.at) == ("list.csv", "creators", "2026-03-12T09:30:00Z")
    assert (past.rows, past.created, past.merged, past.skipped, past.problems) == (2, 1, 0, 1, 1)
    assert (past.batch, past.undone) == (outcome.changes.batch, False)
    assert past.who


def test_rows_left_out_keep_their_cells_and_the_reason(workspace: Workspace, tmp_path: Path) -> None:
    run = imported(workspace, file_of(tmp_path)).value.run
    (note,) = workspace.read(lambda conn: problems(conn, run))
    assert note == Note(3, None, "Rome", note.reason)
    assert "neither a name nor an account" in note.reason


def test_a_cell_left_out_is_told_with_its_column_also_later(workspace: Workspace, tmp_path: Path) -> None:
    text = "Name,Email,Followers\nAna,ana@example,12\nLeo,leo@example.com,7\n,,9\n"
    run = imported(workspace, file_of(tmp_path, text)).value.run
    found = workspace.read(lambda conn: problems(conn, run))
    assert [(note.row, note.column, note.value) for note in found] == [(2, "Email", "ana@example"), (4, None, "9")]
    rows = workspace.read(lambda conn: left_out(conn, run))
    assert [(row.row, row.cells) for row in rows] == [(2, ("Ana", "ana@example", "12")), (4, ("", "", "9"))]
    assert rows[0].reason == 'Email: "ana@example" has no ending such as .com.'
    assert workspace.read(lambda conn: runs(conn, [run]))[run].problems == 2


def test_no_hash_is_no_file(workspace: Workspace) -> None:
    assert workspace.read(lambda conn: same_file(conn, "")) is None


def test_an_import_that_was_undone_stays_in_the_list_and_says_so(workspace: Workspace, tmp_path: Path) -> None:
    path = file_of(tmp_path)
    outcome = imported(workspace, path)
    assert workspace.read(lambda conn: same_file(conn, digest(path))) is not None
    workspace.undo(outcome.changes.batch)
    (run,) = workspace.read(run_ids)
    assert workspace.read(lambda conn: runs(conn, [run]))[run].undone
    assert workspace.read(lambda conn: same_file(conn, digest(path))) is None
    workspace.redo()
    assert not workspace.read(lambda conn: runs(conn, [run]))[run].undone


def test_the_same_content_under_another_name_is_the_same_file(workspace: Workspace, tmp_path: Path) -> None:
    path = file_of(tmp_path)
    imported(workspace, path)
    again = path.rename(tmp_path / "again.csv")
    found = workspace.read(lambda conn: same_file(conn, digest(again)))
    assert found is not None
    assert found.file == "list.csv"
    again.write_text(LIST + "Leo,,\n", encoding="utf-8")
    assert workspace.read(lambda conn: same_file(conn, digest(again))) is None


def test_accounts_are_those_of_the_platform(workspace: Workspace) -> None:
    workspace.do(add_creator, name="Mia", profile="https://www.youtube.com/@mia")
    workspace.do(add_creator, name="Leo", profile="https://www.instagram.com/leo.park/")
    ((_, words),) = workspace.read(lambda conn: accounts(conn, "youtube"))
    assert words == "Mia · mia"
    assert workspace.read(lambda conn: accounts(conn, "youtube", "no campaign")) == []
