"""Rows left out as a file to be mended, and read back without its column of reasons."""

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import import_creators, prepare
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.reader import read_file
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.left_out import REASON, LeftOut, without_reasons, write_left_out
from infludesk.importing.provenance import delimiter, headings
from infludesk.importing.store import left_out
from infludesk.kernel.errors import Problem
from infludesk.workspace import Workspace

HEADS = ("Name", "Email", "City")
CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS).filter(any), min_size=1, max_size=6))
def test_what_was_saved_reads_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    path = tmp_path_factory.mktemp("saved") / "problems.csv"
    write_left_out(path, HEADS, [LeftOut(n, ("x", *row), "why") for n, row in enumerate(rows)])
    sheet = without_reasons(read_file(path, header_row=1, encoding="utf-8", delimiter=","))
    assert sheet.columns[1:3] == HEADS[1:]
    assert REASON not in sheet.columns
    assert len(sheet.rows) == len(rows)


def test_formulas_are_text_in_the_file_and_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "problems.csv"
    write_left_out(path, HEADS, [LeftOut(2, ("=1+1", "+49 30 1", "two\nlines"), "No name.")])
    assert "'=1+1" in path.read_text(encoding="utf-8-sig")
    assert without_reasons(read_file(path)).rows == (("=1+1", "+49 30 1", "two\nlines"),)


def test_cells_beyond_the_headings_keep_their_place(tmp_path: Path) -> None:
    path = tmp_path / "problems.csv"
    write_left_out(path, HEADS[:2], [LeftOut(2, ("Ana", "ana@example", "Oslo"), "why"), LeftOut(3, ("Leo",), "why")])
    assert path.read_text(encoding="utf-8-sig").splitlines() == [
        f"Name,Email,Column 3,{REASON}", "Ana,ana@example,Oslo,why", "Leo,,,why",
    ]  # fmt: skip


def test_a_sheet_without_reasons_stays_as_it_is() -> None:
    sheet = Sheet("a.csv", "csv", HEADS, (("Ana", "", ""),), (2,))
    assert without_reasons(sheet) is sheet
    assert without_reasons(Sheet("a.csv", "csv")) == Sheet("a.csv", "csv")


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(Problem) as told:
        write_left_out(tmp_path / "nowhere" / "problems.csv", HEADS, [])
    assert told.value.code == "file.not_written"


def test_a_file_that_stood_there_stays_until_the_new_one_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    path = tmp_path / "problems.csv"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("infludesk.saving.os.fsync", full)
    with pytest.raises(Problem) as told:
        write_left_out(path, HEADS, [LeftOut(2, ("Ana", "", ""), "why")])
    assert (told.value.code, path.read_text(encoding="utf-8")) == ("file.disk_full", "old")
    assert [one.name for one in tmp_path.iterdir()] == ["problems.csv"]


def test_the_file_has_the_separator_of_the_one_it_is_of(workspace: Workspace, tmp_path: Path) -> None:
    sheet = read_csv(b"Name;Email;City\nAna;ana@example.com;Oslo\n;;Rome\n", "list.csv")
    prepared = workspace.read(lambda conn: prepare(conn, sheet, propose(sheet), today=workspace.today()))
    run = workspace.do(import_creators, prepared=prepared).value.run
    found = workspace.read(lambda conn: (headings(conn, run), left_out(conn, run), delimiter(conn, run)))
    path = tmp_path / "problems.csv"
    write_left_out(path, *found)
    assert path.read_text(encoding="utf-8-sig").splitlines()[0] == f"Name;Email;City;{REASON}"
    assert without_reasons(read_file(path)).rows == (("", "", "Rome"),)
