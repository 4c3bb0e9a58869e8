"""Delimited text: dialect, encoding, headings, mending, and what is left out of a table."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.dialect import Dialect, find_dialect
from infludesk.importing.files.encoding import decode, wrong_letters
from infludesk.importing.files.header import find_header, headings
from infludesk.importing.files.mending import mend
from infludesk.importing.files.sheet import Sheet
from infludesk.kernel.errors import Problem

DATA = Path(__file__).parents[1] / "data"


def sheet_of(text: str, encoding: str = "utf-8") -> Sheet:
    return read_csv(text.encode(encoding), "list.csv")


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("Name,City\nAna,Madrid\n", Dialect(",")),
        ("Name;City\nAna, B;Madrid\nLeo;Oslo, N\n", Dialect(";")),
        ("Name\tCity\nAna\tMadrid\n", Dialect("\t")),
        ("Name|City\nAna|Madrid\n", Dialect("|")),
        ("Name, City\nAna, Madrid\n", Dialect(",", spaced=True)),
        ("'Name','City'\n'Ana, B','Madrid'\n", Dialect(",", "'")),
        ('Name City Age\n"Ana B" Madrid 30\n"Leo C" Oslo 41\n', Dialect(" ")),
        ("Name\nAna Blanco\nLeo\n", Dialect(",")),
        ("", Dialect(",")),
    ],
)
def test_the_dialect_is_found(text: str, dialect: Dialect) -> None:
    assert find_dialect(text) == dialect


def test_a_spreadsheet_s_own_first_line_names_the_delimiter() -> None:
    sheet = sheet_of("sep=|\nName|Note\nAna|a,b,c\n")
    assert (sheet.columns, sheet.rows, sheet.numbers) == (("Name", "Note"), (("Ana", "a,b,c"),), (3,))


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_every_encoding_gives_the_same_letters(encoding: str, found: str) -> None:
    sheet = sheet_of("Name,City\nJörg Mäßig,Köln\nZoë,Málaga\n", encoding)
    assert sheet.rows == (("Jörg Mäßig", "Köln"), ("Zoë", "Málaga"))
    assert sheet.encoding == found


@pytest.mark.parametrize(
    ("encoding", "word"), [("cp1251", "Привет, как дела сегодня, Екатерина"), ("shift_jis", "東京の友達と写真を撮る日")]
)
def test_other_scripts_are_recognised(encoding: str, word: str) -> None:
    text = f"Name\n{word}\n" * 4
    assert decode(text.encode(encoding), "list.csv")[0] == text


def test_the_person_s_encoding_wins() -> None:
    assert decode("Zoë".encode("cp1252"), "list.csv", "cp1252") == ("Zoë", "cp1252")
    with pytest.raises(Problem) as told:
        decode(b"Ana", "list.csv", "no such encoding")
    assert told.value.code == "import.not_a_table"


def test_letters_read_wrongly_before_are_noted() -> None:
    assert wrong_letters("Name,JosÃ© Peña") == ("JosÃ©", "José")
    assert wrong_letters("José, Zoë, Ângela, Å bo") is None
    (note,) = sheet_of("Name\nJosÃ©\n").notes
    assert note.reason == "Some letters look wrong (JosÃ©); José may be meant."


def test_a_preamble_stands_above_the_headings() -> None:
    sheet = sheet_of('Notes:\n"A long note, of the site."\n\nFirst Name,Last Name,URL\nMara,Lind,x.com/mara\n')
    assert (sheet.header_row, sheet.columns, sheet.numbers) == (4, ("First Name", "Last Name", "URL"), (5,))


def test_a_table_without_headings_is_all_rows() -> None:
    sheet = sheet_of("Ana,ana@example.com,12\nLeo,leo@example.com,900\n")
    assert (sheet.header_row, len(sheet.rows)) == (0, 2)
    assert sheet.columns == ("Column 1", "Column 2", "Column 3")


@pytest.mark.parametrize(
    ("records", "at"),
    [
        ([("Name", "Followers"), ("Ana", "12")], 0),
        ([("Report",), (), ("Name", "Followers"), ("Ana", "12")], 2),
        ([("Ana", "ana@example.com"), ("Leo", "leo@example.com")], None),
        ([("2024", "2025"), ("1", "2")], 0),
        ([], None),
    ],
)
def test_the_row_of_headings(records: list[tuple[str, ...]], at: int | None) -> None:
    assert find_header(records) == at


def test_headings_are_unique_and_never_empty() -> None:
    assert headings(("Email", " email ", "", "E  mail"), 5) == ("Email", "email (2)", "Column 3", "E mail", "Column 5")


@given(st.lists(st.text(max_size=5), max_size=8), st.integers(0, 10))
def test_any_headings_become_unique_names(row: list[str], width: int) -> None:
    names = headings(row, width)
    assert len(names) == width == len({name.casefold() for name in names})
    assert all(names)


def test_what_is_no_row_is_left_out_and_noted() -> None:
    sheet = sheet_of("Name,Followers\nAna,1\n,\nName,Followers\nLeo,2\nTotal,3\n")
    assert (sheet.rows, sheet.numbers) == ((("Ana", "1"), ("Leo", "2")), (2, 5))
    assert {note.row for note in sheet.notes} == {4, 6}


def test_ragged_rows_lose_no_cell() -> None:
    sheet = sheet_of("Name,City\nAna,Madrid,extra\nLeo\nMia,Oslo\nEva,Rome\nIda,Bonn\n")
    assert sheet.columns == ("Name", "City", "Column 3")
    assert sheet.rows[:2] == (("Ana", "Madrid", "extra"), ("Leo", "", ""))
    assert [note.reason for note in sheet.notes] == [
        "Row 3 has 1 of 2 cells; the others stay empty.",
        "Row 2 has more than the 2 cells of the headings; the rest stands to the right.",
    ]


def test_a_stray_quotation_mark_does_not_swallow_the_rest() -> None:
    text = 'Name,City,Note\nAna,Madrid,a\n"Leo,Oslo,b\nMia "Mi" K,Rome,c\n"Eva ""E"" L","Bonn",d\n'
    records, mended, _ = mend(text, Dialect())
    assert records[2] == ['"Leo', "Oslo", "b"]
    assert records[3:] == [['Mia "Mi" K', "Rome", "c"], ['Eva "E" L', "Bonn", "d"]]
    assert mended == [2]
    assert sheet_of(text).notes[0].row == 3


def test_a_line_of_many_marks_is_mended_in_time() -> None:
    line = '"' + '","' * 3_000
    records, *_ = mend(f"a,b\nc,d\n{line}x\n", Dialect())
    assert records[:2] == [["a", "b"], ["c", "d"]]


def test_a_cell_marked_as_text_loses_its_mark() -> None:
    (row,) = sheet_of("Name,Phone,Nick\nAna,'+34 600,'tis\n").rows
    assert row == ("Ana", "+34 600", "'tis")


def test_our_own_samples_are_read() -> None:
    utf16 = read_csv((DATA / "contacts_utf16.csv").read_bytes(), "contacts_utf16.csv")
    assert (len(utf16.rows), utf16.delimiter) == (3, "\t")
    messy = read_csv((DATA / "messy_semicolon_cp1252.csv").read_bytes(), "messy.csv")
    assert [row[0] for row in messy.rows] == ["Jörg Müßig", "José Peña", 'Zoë "Zo" Brandt', '"Anaïs Roux', "Noël Abreu"]


def test_the_spectrum_of_dialects_is_read_as_meant(shared: Path) -> None:
    files = sorted((shared / "csv-dialects").glob("*.csv"))
    assert files
    for path in files:
        # these copies have lost their carriage returns
        meant = json.loads(path.with_suffix(".json").read_text(encoding="utf-8").replace("\\r\\n", "\\n"))
        sheet = read_csv(path.read_bytes(), path.name, header_row=1)
        assert [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows] == meant, path.name


@given(st.lists(st.lists(st.text("ab,;\"' \t1", max_size=6), min_size=3, max_size=3), min_size=1, max_size=6))
def test_any_text_is_a_sheet_of_even_rows(records: list[list[str]]) -> None:
    sheet = sheet_of("Name;City;Note\n" + "\n".join(";".join(row) for row in records))
    assert all(len(row) == len(sheet.columns) for row in sheet.rows)
    assert len(sheet.rows) == len(sheet.numbers) == len(set(sheet.numbers))
