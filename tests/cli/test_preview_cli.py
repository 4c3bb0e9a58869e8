"""``infludesk preview`` as a person and a program run it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from infludesk.cli.preview import command

DATA = Path(__file__).parents[1] / "data"
LIST = "Name;City;City\nAna;Málaga;\nLeo;Bonn, N;x\n"


def invoke(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def saved(folder: Path, data: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_json_holds_all_that_is_read(tmp_path: Path) -> None:
    result = invoke(saved(tmp_path, LIST.encode("cp1252")), "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "encoding": "cp1252",
        "delimiter": ";",
        "quote": '"',
        "header_row": 1,
        "header": ["Name", "City", "City"],
        "rows": [["Ana", "Málaga", ""], ["Leo", "Bonn, N", "x"]],
    }


def test_a_file_without_headings_has_none(tmp_path: Path) -> None:
    read = json.loads(invoke(saved(tmp_path, b"ana@example.com,1\nleo@example.com,2\n"), "--json").stdout)
    assert (read["header_row"], read["header"]) == (0, [])
    assert read["rows"] == [["ana@example.com", "1"], ["leo@example.com", "2"]]


@pytest.mark.parametrize(("data", "header"), [(b"", []), (b"\r\n\r\n", []), (b"Name,City\n", ["Name", "City"])])
def test_a_file_without_rows_is_no_problem(tmp_path: Path, data: bytes, header: list[str]) -> None:
    result = invoke(saved(tmp_path, data), "--json")
    read = json.loads(result.stdout)
    assert (result.exit_code, read["header"], read["rows"]) == (0, header, [])
    assert invoke(tmp_path / "list.csv").stdout.startswith("0 rows, ")


def test_a_longer_row_alone_is_longer(tmp_path: Path) -> None:
    read = json.loads(invoke(saved(tmp_path, b"Name,City\nAna,Oslo,more\nLeo\n"), "--json").stdout)
    assert read["rows"] == [["Ana", "Oslo", "more"], ["Leo", ""]]


def test_a_table_for_a_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    text = "Name,City,Note\n東京,Oslo,a very long note that goes on and on\n" + "Leo,Bonn,x\n" * 30
    lines = invoke(saved(tmp_path, text.encode())).stdout.splitlines()
    assert lines[0] == "31 rows, 3 columns, headings in row 1, utf-8, separated by comma"
    assert lines[1:4] == ["Name  City  Note", "東京  Oslo  a very long note…", "Leo   Bonn  x"]
    assert lines[-1] == "and 11 more."
    assert len(lines) == 23


@pytest.mark.parametrize("name", ["contacts_utf16.csv", "google_contacts.csv", "upfluence.csv"])
def test_our_own_lists(name: str) -> None:
    read = json.loads(invoke(DATA / name, "--json").stdout)
    assert read["rows"]
    assert all(len(row) >= len(read["header"]) for row in read["rows"])


def test_a_workbook(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "list.xlsx") as book:
        tab = book.add_worksheet()
        tab.write_row(0, 0, ["Name", "Followers"])
        tab.write_row(1, 0, ["Ana", 1200])
    read = json.loads(invoke(tmp_path / "list.xlsx", "--json").stdout)
    assert (read["header_row"], read["header"], read["rows"]) == (1, ["Name", "Followers"], [["Ana", "1200"]])
    assert (read["encoding"], read["delimiter"], read["quote"]) == ("", "", "")


def test_address_cards(shared: Path) -> None:
    read = json.loads(invoke(shared / "vcard" / "gmail-list.vcf", "--json").stdout)
    assert (read["header_row"], read["delimiter"], len(read["rows"])) == (0, "", 3)
    assert "Name" in read["header"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"%PDF-1.7\n",
            '"list.csv" cannot be read. Nothing was imported. Save it as CSV or XLSX and choose that file.',
        ),
        (None, '"list.csv" is not there. Nothing was imported. Look for it in {folder}, or choose another file.'),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, data: bytes | None, said: str) -> None:
    if data is not None:
        saved(tmp_path, data)
    for more in ((), ("--json",)):
        result = invoke(tmp_path / "list.csv", *more)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == said.format(folder=tmp_path) + "\n"


def test_the_command_is_registered(tmp_path: Path) -> None:
    path = saved(tmp_path, LIST.encode())
    done = subprocess.run(
        [sys.executable, "-m", "infludesk", "preview", str(path), "--json"], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["header"] == ["Name", "City", "City"]
