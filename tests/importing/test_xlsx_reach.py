"""Workbooks made to take all memory: told from their XML, however it is written, before anything is opened."""

import io
import zipfile

import pytest
import xlsxwriter

from infludesk.importing.xlsx_file import read_workbook
from infludesk.importing.xlsx_reach import Reach
from infludesk.kernel.errors import Problem

FAR = '"list.xlsx" has a cell far off, in row 1048576 or column '
HEAD = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


def book(rows: bytes, *, part: str = "worksheets/sheet1.xml", more: dict[str, bytes] | None = None) -> bytes:
    """A workbook whose one tab is written by hand."""
    whole, file = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(whole) as made:
        made.add_worksheet()
    tab = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:x="urn:x"><sheetData>'
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            if name == "xl/worksheets/sheet1.xml":
                archive.writestr(f"xl/{part}", tab + rows + b"</sheetData></worksheet>")
            else:
                archive.writestr(name, source.read(name).replace(b"worksheets/sheet1.xml", part.encode()))
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return file.getvalue()


def cell(tag: bytes) -> bytes:
    return HEAD + b"<row>" + tag + b"<is><t>x</t></is></c></row>"


def refused(data: bytes) -> Problem:
    with pytest.raises(Problem) as told:
        read_workbook(data, "list.xlsx")
    return told.value


def test_a_book_written_by_hand_is_read() -> None:
    sheet = read_workbook(book(HEAD + b"<row r='2'><c t='inlineStr' r = 'A2'><is><t>Ana</t></is></c></row>"), "a.xlsx")
    assert (sheet.columns, sheet.rows) == (("Name",), (("Ana",),))


@pytest.mark.parametrize(
    "tag",
    [
        b"<c t=\"inlineStr\" r='XFD1048576'>",
        b'<c r="XFD1048576" t="inlineStr">',
        b'<c\n  r\t=\n"xfd1048576"\n>',
        b'<x:c r="XFD1048576">',
        # the far one is not the last
        b'<c r="XFD1048576"><v>1</v></c><c r="A2" t="inlineStr">',
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(tag: bytes) -> None:
    told = refused(book(cell(tag)))
    assert (told.code, told.title) == ("import.too_many_columns", '"list.xlsx" has 16,384 columns.')


def test_a_far_row_of_many_columns_is_refused() -> None:
    told = refused(book(cell(b"<c r='T1048576' t='inlineStr'>")))
    assert (told.code, told.title) == ("import.too_large", FAR + "20.")


@pytest.mark.parametrize(
    "tag",
    [
        b'<c r="ZZZZZ99999999999" t="inlineStr">',
        b'<c r="A99999999" t="inlineStr">',
        b'<c r="ABCD1" t="inlineStr">',
        b'<c r="XFD1048576" r="A2" t="inlineStr">',
        b'<c a=">" r="XFD1048576" t="inlineStr">',
        b'<c a="<" r="XFD1048576" t="inlineStr">',
        b'<c r="1" t="inlineStr">',
        b"<c " + b" " * 200_000,
    ],
)
def test_a_place_no_spreadsheet_writes_is_refused(tag: bytes) -> None:
    assert refused(book(cell(tag))).code == "import.damaged"


@pytest.mark.parametrize("part", ["other.xml", "worksheets/deep/sheet.xml", "sheet.bin", "tab"])
def test_a_tab_may_be_any_part(part: str) -> None:
    assert refused(book(cell(b"<c r='T1048576' t='inlineStr'>"), part=part)).code == "import.too_large"


def test_cells_that_name_no_place_follow_the_last_one() -> None:
    rows = b"<row r='1048575'/><row>" + b"<c/>" * 19 + b"<c t='inlineStr'><is><t>x</t></is></c></row>"
    assert refused(book(HEAD + rows)).title == FAR + "20."


def test_empty_cells_far_off_are_not_counted() -> None:
    rows = b"<row r='2'><c r='A2' t='inlineStr'><is><t>Ana</t></is></c></row><row r='1048576'><c r='XFD1048576'/></row>"
    assert read_workbook(book(HEAD + rows), "a.xlsx").rows == (("Ana",),)


@pytest.mark.parametrize("size", [1, 2, 7, 64, 1_000])
def test_pieces_may_end_anywhere(size: int) -> None:
    data = b"<worksheet><sheetData>" + HEAD + b"<row r='9'><c s='1' r='AB9'><v>1</v></c></row></sheetData></worksheet>"
    reach = Reach("list.xlsx")
    for at in range(0, len(data), size):
        reach.take(data[at : at + size])
    assert (reach.rows, reach.columns) == (9, 28)


def test_what_is_kept_between_pieces_is_bounded() -> None:
    reach = Reach("list.xlsx")
    reach.take(b"<sheetData>")
    for _ in range(50):
        reach.take(b"<is><t>" + b"x" * 100_000)
        assert len(reach._tail) < 70_000


@pytest.mark.parametrize("other", ["xl/workbook.bin", "content.xml", "mimetype", "Content.xml"])
def test_another_kind_of_workbook_is_not_opened(other: str) -> None:
    told = refused(book(HEAD, more={other: b"x"}))
    assert (told.code, told.title) == ("import.not_a_table", '"list.xlsx" cannot be read.')
    assert told.advice == "Nothing was imported. Save it as CSV or XLSX and choose that file."


def test_an_old_binary_workbook_is_not_opened() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 600
    assert refused(data).code == "import.not_a_table"


def test_a_null_letter_is_dropped_and_said() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        tab = made.add_worksheet()
        tab.write_row(0, 0, ["Name", "City"])
        tab.write_row(1, 0, ["An\x00na\x1b[2J", "Oslo"])
    sheet = read_workbook(file.getvalue(), "list.xlsx")
    assert sheet.rows == (("Anna[2J", "Oslo"),)
    assert [note.reason for note in sheet.notes] == ["Row 2 held control characters; they were left out."]
