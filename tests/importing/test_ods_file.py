"""OpenDocument spreadsheets: values, tabs, repeated cells, and files made to take all memory."""

from pathlib import Path

import pytest

from infludesk.importing.columns.mapping import propose
from infludesk.importing.files.reader import read_file
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.files.workbook import read_workbook
from infludesk.kernel.errors import Problem
from tests.books import HIDDEN, MIMETYPE, open_document, row, said, table, valued, zipped

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
BLANK = '<table:table-cell table:number-columns-repeated="16384"/>'


def sheet_of(*rows: str) -> Sheet:
    return read_workbook(open_document(table("".join(rows))), "list.ods")


def problem(data: bytes) -> Problem:
    with pytest.raises(Problem) as told:
        read_workbook(data, "list.ods")
    return told.value


def test_values_are_text_as_a_person_sees_them() -> None:
    sheet = sheet_of(
        row(*map(said, ("Name", "Followers", "Rate", "Fee", "Since", "Seen", "At", "Verified"))),
        row(
            said("Ana"),
            valued("float", "12400", "12.4k"),
            valued("percentage", "0.034", "3%"),
            valued("currency", "1250.5", "€1,250.50"),
            valued("date", "2026-03-12", "12/03/26", "date-value"),
            valued("date", "2026-03-12T09:30:00", "12/03/26 9:30", "date-value"),
            valued("time", "PT09H30M00S", "9:30", "time-value"),
            valued("boolean", "true", "WAHR", "boolean-value"),
        ),
    )
    assert sheet.rows == (("Ana", "12400", "3.4%", "1250.5", "2026-03-12", "2026-03-12 09:30", "09:30", "yes"),)
    assert (sheet.kind, sheet.tab, sheet.header_row, sheet.numbers) == ("ods", "People", 1, (2,))


def test_texts_keep_their_lines_blanks_and_links_but_no_comments() -> None:
    sheet = sheet_of(
        row(said("Name"), said("Notes")),
        row(
            "<table:table-cell><office:annotation><text:p>by Leo</text:p></office:annotation>"
            '<text:p>Ana<text:s text:c="2"/>'
            "<text:span>Ruiz</text:span></text:p></table:table-cell>",
            said('one\n<text:a href="https://example.com">two</text:a><text:line-break/>three<text:tab/>four'),
        ),
    )
    assert sheet.rows == (("Ana  Ruiz", "one\ntwo\nthree\tfour"),)


def test_a_formula_is_its_result() -> None:
    cell = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
    failed = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string"><text:p>#N/A</text:p></table:table-cell>'
    )
    assert sheet_of(row(said("Name"), said("Sum"), said("City")), row(said("Ana"), cell, failed)).rows == (
        ("Ana", "2", "#N/A"),
    )


def test_tabs_are_chosen_and_hidden_ones_come_last() -> None:
    tables = table(row(said("Spring list")), "Cover") + table(row(said("Name")) + row(said("Leo")), "Old", "ta2")
    data = open_document(tables + table(row(said("Name")) + row(said("Ana"))), styles=HIDDEN)
    sheet = read_workbook(data, "list.ods")
    assert (sheet.tab, sheet.rows, sheet.tabs) == ("People", (("Ana",),), ("Cover", "People", "Old"))
    assert read_workbook(data, "list.ods", tab="Old").rows == (("Leo",),)
    with pytest.raises(Problem, match="no tab"):
        read_workbook(data, "list.ods", tab="New")


def test_cells_and_rows_may_be_repeated() -> None:
    sheet = sheet_of(
        row(BLANK, times=3),
        row(said("Name"), said("City"), said("Home"), BLANK),
        row(said("Ana"), said("Oslo", times=2), BLANK, times=2),
        row(BLANK, times=1_048_570),
    )
    assert sheet.rows == (("Ana", "Oslo", "Oslo"),) * 2
    assert (sheet.header_row, sheet.numbers) == (4, (5, 6))


def test_merged_cells_keep_their_places() -> None:
    merged = '<table:table-cell table:number-columns-spanned="2"><text:p>Contact</text:p></table:table-cell>'
    sheet = sheet_of(
        row(said("Who"), merged, "<table:covered-table-cell/>"),
        row(said("Name"), said("Email"), said("Phone")),
        row(said("Ana"), said("ana@example.com"), said("+34 600 1")),
        row(said("Leo"), said("leo@example.com"), said("+34 600 2")),
    )
    assert sheet.rows[-1] == ("Leo", "leo@example.com", "+34 600 2")


def test_a_table_inside_a_cell_is_none_of_the_rows() -> None:
    inner = f"<table:table-cell><table:table>{row(said('in'))}</table:table></table:table-cell>"
    sheet = sheet_of(row(said("Name"), said("City")), row(said("Ana"), inner), row(said("Leo"), said("Oslo")))
    assert [line[0] for line in sheet.rows] == ["Ana", "Leo"]


def test_it_is_told_by_content_and_not_by_name(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(open_document(table(row(said("Name"), said("Email")) + row(said("Ana"), said("ana@example.com")))))
    sheet = read_file(path)
    assert [one.target for one in propose(sheet).columns] == ["creator.name", "creator.email"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (open_document(table(row(said("&b;"))), head=LAUGHS), "damaged"),
        (open_document(table(row(said("&a;"))), head=OUTSIDE), "damaged"),
        (open_document(table(row(said("x"), times=1_048_577))), "damaged"),
        (open_document(table(row(said("x"), times=-1))), "damaged"),
        (open_document(table(row(said("x", times=99_999)))), "too_many_columns"),
        (open_document(table(row(said("x", times=500), times=1_000_000))), "too_large"),
        (open_document(table(row(said("x")) + row(BLANK, times=999_999) + row(said("x", times=21)))), "too_large"),
        (open_document(table(row(said("x" * 10_000_001)))), "too_large"),
        (open_document(table(row(f'<table:table-cell office:string-value="{"x" * 9_000_000}"/>'))), "damaged"),
        (open_document(""), "empty_file"),
        (open_document(table(row(BLANK))), "empty_file"),
        (zipped({"mimetype": MIMETYPE, "content.xml": "<office:document-content"}), "damaged"),
        (zipped({"mimetype": MIMETYPE.replace(b"spreadsheet", b"text"), "content.xml": "<x/>"}), "not_a_table"),
        (zipped({"mimetype": MIMETYPE}), "not_a_table"),
        (
            open_document("", more={"META-INF/manifest.xml": "<m:m xmlns:m='m'><m:encryption-data/></m:m>"}),
            "locked",
        ),
    ],
    ids=[
        "laughs", "outside", "beyond", "negative", "wide", "repeated", "far", "long", "attribute", "tabless", "blank",
        "torn", "letter", "headless", "locked",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    told = problem(data)
    assert told.code == f"import.{code}"
    assert told.title.startswith('"list.ods" ')
