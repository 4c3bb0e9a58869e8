"""Tables as CSV and workbooks: values of their kinds, nothing that a spreadsheet computes, nothing lost unsaid."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from infludesk.exporting.csv_file import write_csv
from infludesk.exporting.table import Column, Secrets, Table, one_of_each, points
from infludesk.exporting.xlsx_file import LONGEST, MOST_ROWS, write_xlsx
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.reader import read_file
from infludesk.kernel.errors import Cancelled, Problem
from infludesk.kernel.progress import silent
from infludesk.kernel.spreadsheet import disarmed, guarded, harmless, unmarked

KINDS = (
    Column("Name"), Column("Followers", "int"), Column("ER %", "ppm"), Column("Fee", "amount"), Column("Day", "day"),
    Column("Read", "moment"), Column("Live", "yes"),
)  # fmt: skip
ROW = ("=Ana", 1_240_000, 34_700, Decimal("1200.50"), "2026-03-12", "2026-03-12T09:30:00Z", True)


UNSEEN = ("\ufeff", "\u200b", "\u202e", "\xad", "\u2060", "\0", "\u3000", "\x1f")
HOSTILE = st.text(st.sampled_from("=+-@'\" \t\n;,|(!＝＠a1\u200b\ufeff\xad\0"), max_size=10)


def table(*rows: tuple[Any, ...], columns: tuple[Column, ...] = KINDS) -> Table:
    return Table("Creators", columns, rows, len(rows))


def csv_of(made: Table, folder: Path, delimiter: str = ",") -> bytes:
    write_csv(made, folder / "out.csv", delimiter=delimiter, progress=silent)
    return (folder / "out.csv").read_bytes()


def test_csv_holds_plain_values(tmp_path: Path) -> None:
    text = csv_of(table(ROW, (None, None, None, None, None, None, None)), tmp_path)
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.decode("utf-8-sig").split("\r\n") == [
        '"Name","Followers","ER %","Fee","Day","Read","Live"',
        "'=Ana,1240000,3.47,1200.50,2026-03-12,2026-03-12T09:30:00Z,yes",
        ",,,,,,",
        "",
    ]


def test_another_separator_is_quoted_where_it_stands(tmp_path: Path) -> None:
    text = csv_of(table(("a;b,c",), columns=(Column("Name"),)), tmp_path, ";").decode("utf-8-sig")
    assert text == '"Name"\r\n"a;b,c"\r\n'


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"), ("+49 171", "'+49 171"), ("-5", "'-5"), ("@ana", "'@ana"), ("\tx", "'\tx"), ("\rx", "'\rx"),
        ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠a", "'＠a"), ("  =1", "'  =1"), ('"=1', "'\"=1"),
        ("'=1", "''=1"), ("a=1", "a=1"), ("Ana", "Ana"), ("", ""), ("'tis", "'tis"), ("'90s", "''90s"),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_disarmed(text: str, safe: str) -> None:
    assert disarmed(text) == safe
    assert unmarked(safe) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a;=cmd|'/c calc'!A0", "a;'=cmd|'/c calc'!A0"), (";=1", ";'=1"), ("x\t=1+1", "x\t'=1+1"),
        ('a;"=1', "a;'\"=1"), ("a\n=1;b", "a\n'=1;b"), ("a|+cmd|x", "a|'+cmd|x"),
        ("a; -HYPERLINK(1)", "a;' -HYPERLINK(1)"),
        ("=1;=2", "'=1;'=2"), ("a,=1", "a,=1"), ("one;\n- two\n- three", "one;\n- two\n- three"),
        (" " * 40 + "=1", "'" + " " * 40 + "=1"), *((f"{sign}=1+1", f"'{sign}=1+1") for sign in UNSEEN),
        *((f"a;{sign}=1", f"a;'{sign}=1") for sign in UNSEEN),
    ],
)  # fmt: skip
def test_a_formula_hides_nowhere(text: str, safe: str) -> None:
    assert disarmed(text) == safe
    assert unmarked(safe) == text


def test_a_comma_is_a_separator_of_other_files_only() -> None:
    assert (disarmed("a,=1", ";"), disarmed("a;=1", ";")) == ("a,'=1", "a;=1")
    assert disarmed('["a","+49 (171)"]') == '["a","+49 (171)"]'


@given(text=HOSTILE, delimiter=st.sampled_from(",;\t"))
def test_marks_come_off_again(text: str, delimiter: str) -> None:
    assert unmarked(disarmed(text, delimiter)) == text


@given(text=HOSTILE)
def test_no_cell_of_any_spreadsheet_begins_with_a_formula(text: str) -> None:
    """Whatever one splits at, nothing but signs of no account stands before the mark."""
    for part in re.split(r"[;\t|\r\n]", disarmed(text)):
        assert not re.match(r"[\s\"\u200b\ufeff\xad\0]*[=＝]", part)


def test_a_long_cell_is_looked_at_once() -> None:
    for sign in ("' ", "|-", ",\n", "'", "\n", ";'", " "):
        text = sign * 300_000
        assert unmarked(disarmed(text)) == text


@given(text=HOSTILE)
def test_a_cell_that_is_never_computed_is_marked_only_against_unmarking(text: str) -> None:
    assert unmarked(guarded(text)) == text
    assert guarded("+49 171") == "+49 171"


@pytest.mark.parametrize(
    ("text", "plain"),
    [("'+49 151", "+49 151"), ("'007", "007"), ('="0151"', "0151"), ("'tis", "'tis"), ("=SUM(A1)", "=SUM(A1)")],
)
def test_marks_of_other_programs_come_off_in_texts_and_workbooks(tmp_path: Path, text: str, plain: str) -> None:
    lines = [("Name", "Other"), (text, "x")]
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    for at, line in enumerate(lines):
        sheet.write_row(at, 0, line)
    book.close()
    with (tmp_path / "a.csv").open("w", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(lines)
    assert [read_file(tmp_path / name).rows[0][0] for name in ("a.csv", "a.xlsx")] == [plain, plain]


@pytest.mark.parametrize(
    ("text", "safe"), [("@ana", "'@ana"), ("+49", "'+49"), ("-1", "'-1"), (" =a\tb\n", "'=a b"), ("a", "a")]
)
def test_what_is_copied_is_one_cell_and_harmless(text: str, safe: str) -> None:
    assert harmless(text) == safe


def test_numbers_below_zero_need_no_mark_and_are_read_as_they_are(tmp_path: Path) -> None:
    made = table((-5, Decimal("-3.20")), columns=(Column("Net", "int"), Column("Margin", "amount")))
    assert read_csv(csv_of(made, tmp_path), "out.csv").rows == (("-5", "-3.20"),)


@given(rows=st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), min_size=1, max_size=5))
def test_any_text_is_one_cell(rows: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("csv")
    text = csv_of(table(*rows, columns=(Column("A"), Column("B"))), folder).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert [tuple(map(unmarked, row)) for row in found] == rows


@pytest.mark.parametrize(
    ("ppm", "written"), [(34_700, "3.47"), (0, "0"), (1_000_000, "100"), (1, "0.0001"), (-12_345, "-1.2345")]
)
def test_rates_are_percent_points_to_the_last_digit(ppm: int, written: str) -> None:
    assert points(ppm) == written


def test_a_workbook_holds_real_numbers_and_days(tmp_path: Path) -> None:
    assert write_xlsx(
        table(ROW, ("long", 1, None, None, "1990", None, False)), tmp_path / "a.xlsx", progress=silent
    ) == (
        2,
        0,
    )
    rows = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_name("Creators").to_python()
    assert [type(cell).__name__ for cell in rows[1]] == ["str", "float", "float", "float", "date", "datetime", "str"]
    assert rows[1][:4] == ["=Ana", 1_240_000, 3.47, 1200.5]
    assert (str(rows[1][4]), str(rows[1][5]), rows[2][4]) == ("2026-03-12", "2026-03-12 09:30:00", "1990")


def test_a_text_too_long_for_a_cell_is_told(tmp_path: Path) -> None:
    made = table(("x" * (LONGEST + 1),), ("y" * LONGEST,), columns=(Column("Notes"),))
    assert write_xlsx(made, tmp_path / "a.xlsx", progress=silent) == (2, 1)


def test_more_rows_than_a_workbook_holds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem) as told:
        write_xlsx(Table("Creators", KINDS, (), MOST_ROWS + 1), tmp_path / "a.xlsx", progress=silent)
    assert told.value.code == "export.too_many_rows"
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize("rows", [0, 199, 200, 201])
def test_as_many_rows_as_there_are(tmp_path: Path, rows: int) -> None:
    made = table(*(("x",) for _ in range(rows)), columns=(Column("Name"),))
    write_xlsx(made, tmp_path / "a.xlsx", progress=silent)
    assert len(CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()) == rows + 1


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_cancelling_stops_it(tmp_path: Path, write: Any) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    made = Table("Creators", (Column("Name"),), (("x",) for _ in range(10_000)), 10_000)
    with pytest.raises(Cancelled):
        write(made, tmp_path / "out", progress=stop)


def test_headings_that_come_again_are_counted() -> None:
    assert [one.heading for one in one_of_each([Column("A"), Column("B"), Column("A")])] == ["A", "B", "A (2)"]


@pytest.mark.parametrize(
    ("secrets", "open_", "internal", "private"),
    [
        (Secrets(), True, False, False),
        (Secrets(internal=True), True, True, False),
        (Secrets(private=True), True, False, True),
        (Secrets(internal=True, private=True), True, True, True),
    ],
)
def test_private_fields_are_named_apart(*, secrets: Secrets, open_: bool, internal: bool, private: bool) -> None:
    assert (secrets.allow(), secrets.allow(internal=True), secrets.allow(private=True)) == (open_, internal, private)
