"""Workbooks made to take all memory: told while they are read, however they are written."""

import io
import struct
import zipfile

import pytest
import xlsxwriter

from infludesk.importing.files.archive import Archive
from infludesk.importing.files.sheet import MAX_COLUMNS
from infludesk.importing.files.workbook import read_workbook
from infludesk.importing.files.xlsx_file import ExcelBook
from infludesk.kernel.errors import Problem
from tests.books import excel, words, zipped

FAR = '"list.xlsx" has a cell far off, in row 1048576 or column '
HEAD = words(1, "Name")
TEXT = "<is><t>x</t></is></c>"


def cell(tag: str) -> bytes:
    return excel(f"{HEAD}<row>{tag}{TEXT}</row>")


def refused(data: bytes) -> Problem:
    with pytest.raises(Problem) as told:
        read_workbook(data, "list.xlsx")
    return told.value


@pytest.mark.parametrize(
    "tag",
    [
        "<c t=\"inlineStr\" r='XFD1048576'>",
        '<c\n  t="inlineStr" r\t=\n"xfd1048576"\n>',
        '<c t="inlineStr" r="&#88;FD1048576">',
        # the far one is not the last
        '<c r="XFD1048576"><v>1</v></c><c r="A2" t="inlineStr">',
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(tag: str) -> None:
    told = refused(cell(tag))
    assert (told.code, told.title) == ("import.too_many_columns", '"list.xlsx" has 16,384 columns.')


def test_a_far_row_of_many_columns_is_refused() -> None:
    told = refused(cell("<c r='T1048576' t='inlineStr'>"))
    assert (told.code, told.title) == ("import.too_large", FAR + "20.")


@pytest.mark.parametrize(
    "tag",
    [
        '<c r="ZZZZZ99999999999" t="inlineStr">',
        '<c r="A9999999" t="inlineStr">',
        '<c r="ABCD1" t="inlineStr">',
        '<c r="XFD1048576" r="A2" t="inlineStr">',
        '<c a="<" r="XFD1048576" t="inlineStr">',
        '<c r="1" t="inlineStr">',
        '<c r="A0" t="inlineStr">',
        '<c r="Ａ1" t="inlineStr">',
        '<c r="A2" t="s"><v>7</v></c><c r="B2" t="inlineStr">',
    ],
)
def test_a_place_no_spreadsheet_writes_is_refused(tag: str) -> None:
    assert refused(cell(tag)).code == "import.damaged"


def test_cells_that_name_no_place_follow_the_last_one() -> None:
    rows = "<row r='1048575'/><row>" + "<c/>" * 19 + f"<c t='inlineStr'>{TEXT}</row>"
    assert refused(excel(HEAD + rows)).title == FAR + "20."


def test_empty_cells_far_off_are_not_counted() -> None:
    rows = words(2, "Ana") + "<row r='1048576'><c r='XFD1048576'/><c r='B1048576' t='str'><v></v></c></row>"
    assert read_workbook(excel(HEAD + rows), "a.xlsx").rows == (("Ana",),)


def test_as_many_columns_as_can_be_read() -> None:
    sheet = read_workbook(excel(words(1, *(f"c{n}" for n in range(MAX_COLUMNS))) + words(2, "Ana")), "a.xlsx")
    assert len(sheet.columns) == MAX_COLUMNS


def in_many_cells(cells: int) -> bytes:
    rows = "".join(f'<row><c t="s"><v>0</v></c><c><v>{n}</v></c></row>' for n in range(cells))
    return excel(rows, texts=f"<si><t>{'x' * 30_000}</t></si>")


def test_one_long_text_in_many_cells_is_held_once() -> None:
    sheet = read_workbook(in_many_cells(500), "a.xlsx", header_row=0)
    assert len(sheet.rows) == 500
    assert len({id(row[0]) for row in sheet.rows}) == 1


def test_one_long_text_in_very_many_cells_is_refused() -> None:
    told = refused(in_many_cells(20_000))
    assert (told.code, told.title) == (
        "import.too_large", '"list.xlsx" has more in its cells than can be read at once.',
    )  # fmt: skip


def test_more_text_than_can_be_read_is_refused() -> None:
    texts = f"<si><t>{'x' * 90_000}</t></si>" * 20
    book = ExcelBook(Archive(excel(HEAD, texts=texts), "list.xlsx"), most=1_000_000)
    with pytest.raises(Problem) as refusal:
        book.grid(book.tabs[0])
    told = refusal.value
    assert (told.code, told.title) == (
        "import.too_large", '"list.xlsx" has more in its cells than can be read at once.',
    )  # fmt: skip


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels"])
@pytest.mark.parametrize(
    "declared", ['<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY a "ha"><!ENTITY b "&a;&a;">']
)
def test_entities_are_neither_unfolded_nor_fetched(part: str, declared: str) -> None:
    whole = excel(HEAD, texts="<si><t>x</t></si>")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = f"<!DOCTYPE x [{declared}]>".encode() + bytes(parts[part])  # type: ignore[arg-type]
    assert refused(zipped(parts)).code == "import.damaged"


def test_a_part_that_says_less_than_it_holds_is_damaged() -> None:
    data = bytearray(excel(HEAD + words(2, "Ana")))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 20)
    assert refused(bytes(data)).code == "import.damaged"


def test_parts_that_share_bytes_are_damaged() -> None:
    data = bytearray(excel(HEAD + words(2, "Ana")))
    last, first = data.rindex(b"PK\x01\x02"), data.index(b"PK\x01\x02")
    data[last + 42 : last + 46] = data[first + 42 : first + 46]
    assert refused(bytes(data)).code == "import.damaged"


def test_very_many_parts_are_not_even_listed() -> None:
    assert refused(zipped({f"xl/{n}": b"" for n in range(10_001)})).code == "import.damaged"


def test_an_encrypted_part_is_locked() -> None:
    data = bytearray(excel(HEAD))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(bytes(data)).code == "import.locked"


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_workbook_that_breaks_off_is_damaged(share: float) -> None:
    data = excel(HEAD + words(2, "Ana"))
    assert refused(data[: int(len(data) * share)]).code == "import.damaged"


def test_a_tag_without_an_end_is_given_up() -> None:
    assert refused(excel(f'<row r="1"><c r="{" " * 5_000_000}"/></row>')).code == "import.damaged"


def test_elements_inside_elements_without_end_are_given_up() -> None:
    assert refused(excel("<a>" * 2_000)).code == "import.damaged"


def test_a_part_that_very_many_tabs_name_is_read_once() -> None:
    sheets = '<sheets><sheet name="A" r:id="rId1"/></sheets>' * 500
    told = refused(excel("".join(f'<row r="{n}"/>' for n in range(1, 20_000)), book=sheets))
    assert told.code == "import.empty_file"


@pytest.mark.parametrize("text", ["../../../etc/passwd", "/etc/passwd", "http://example.com/x.xml", "..\\x.xml"])
def test_a_tab_is_looked_for_in_the_file_alone(text: str) -> None:
    data = excel(HEAD + words(2, "Ana"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/_rels/workbook.xml.rels"] = archive_text(parts).replace("worksheets/sheet1.xml", text)
    assert refused(zipped(parts)).code == "import.empty_file"


def archive_text(parts: dict[str, bytes | str]) -> str:
    found = parts["xl/_rels/workbook.xml.rels"]
    return found.decode() if isinstance(found, bytes) else found


def test_an_old_or_binary_workbook_is_not_opened() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 600
    for one in (data, zipped({"xl/workbook.bin": b"x"}), zipped({"word/document.xml": b"<x/>"})):
        told = refused(one)
        assert (told.code, told.title) == ("import.not_a_table", '"list.xlsx" cannot be read.')


def test_a_null_letter_is_dropped_and_said() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        tab = made.add_worksheet()
        tab.write_row(0, 0, ["Name", "City"])
        tab.write_row(1, 0, ["An\x00na\x1b[2J", "Oslo"])
    sheet = read_workbook(file.getvalue(), "list.xlsx")
    assert sheet.rows == (("Anna[2J", "Oslo"),)
    assert [note.reason for note in sheet.notes] == ["Row 2 held control characters; they were left out."]
