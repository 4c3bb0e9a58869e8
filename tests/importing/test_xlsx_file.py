"""Workbooks: tabs, dates, numbers, and where the table starts."""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from infludesk.importing.files.reader import read_file
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.files.workbook import read_workbook
from infludesk.kernel.errors import Problem
from tests.books import STRICT, excel, words

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


def workbook(tabs: dict[str, Sequence[Sequence[Any]]], *, hidden: str = "", column: int = 0) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd", "strings_to_urls": False}) as book:
        for name, rows in tabs.items():
            tab = book.add_worksheet(name)
            for at, row in enumerate(rows):
                tab.write_row(at, column, row)
            if name == hidden:
                tab.hide()
    return file.getvalue()


def sheet_of(*rows: Sequence[Any]) -> Sheet:
    return read_workbook(workbook({"Sheet1": rows}), "list.xlsx")


def test_cells_are_text_as_a_person_sees_them() -> None:
    sheet = sheet_of(
        ["Name", "Followers", "Rate", "Since", "Verified", "Seen"],
        ["Ana", 12400, 3.47, date(2026, 3, 12), True, datetime(2026, 3, 12, 9, 30)],  # noqa: DTZ001  a sheet has no zone
        ["007", 0.1 + 0.2, 1e15, None, False, ""],
    )
    assert sheet.rows[0] == ("Ana", "12400", "3.47", "2026-03-12", "yes", "2026-03-12 09:30")
    assert sheet.rows[1][:2] == ("007", "0.3")
    assert (sheet.kind, sheet.tab, sheet.header_row, sheet.numbers) == ("xlsx", "Sheet1", 1, (2, 3))


def test_a_formula_is_its_result_and_never_computed() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        tab = book.add_worksheet()
        tab.write_row(0, 0, ["Name", "Note"])
        tab.write(1, 0, "Ana")
        tab.write_formula(1, 1, '=CMD("calc")', None, "shown")
    assert read_workbook(file.getvalue(), "list.xlsx").rows == (("Ana", "shown"),)


def test_the_first_visible_tab_with_rows_is_read() -> None:
    data = workbook(
        {"Cover": [["Spring list"]], "Old": [["Name"], ["Leo"]], "People": [["Name"], ["Ana"]]}, hidden="Old"
    )
    sheet = read_workbook(data, "list.xlsx")
    assert (sheet.tab, sheet.rows, sheet.tabs) == ("People", (("Ana",),), ("Cover", "People", "Old"))
    assert read_workbook(data, "list.xlsx", tab="Old").rows == (("Leo",),)
    with pytest.raises(Problem) as told:
        read_workbook(data, "list.xlsx", tab="New")
    assert (told.value.code, told.value.title) == ("import.no_tab", '"list.xlsx" has no tab "New".')


def test_of_several_tabs_the_one_that_looks_most_like_a_list_is_read() -> None:
    people: list[list[Any]] = [
        ["Name", "Email", "Followers"], ["Ana", "ana@example.com", 10], ["Leo", "leo@example.com", 20]
    ]  # fmt: skip
    notes = [["Call them"], ["Ask for prices"], ["Send it"], ["Wait"]]
    few = [["Name", "Email"], *([["Mia", "mia@example.com"]] * 9)]
    data = workbook({"Notes": notes, "Few": few, "People": people, "Cover": [["Spring"]]})
    sheet = read_workbook(data, "list.xlsx")
    assert (sheet.tab, sheet.filled) == ("People", ("Notes", "Few", "People"))
    named = read_workbook(data, "list.xlsx", tab="Notes")
    assert (named.tab, named.filled) == ("Notes", ())
    longer = read_workbook(workbook({"A": people, "B": [*people, ["Mia", "mia@example.com", 3]]}), "list.xlsx")
    assert longer.tab == "B", "of the same headings the one with more rows"
    hidden = read_workbook(workbook({"Now": notes, "Old": people}, hidden="Old"), "list.xlsx")
    assert (hidden.tab, hidden.filled) == ("Now", ("Now",))


def test_a_table_may_start_anywhere() -> None:
    data = workbook({"A": [[], [], ["Report"], [], ["Name", "City"], ["Ana", "Madrid"]]}, column=2)
    sheet = read_workbook(data, "list.xlsx")
    assert (sheet.columns, sheet.rows) == (("Name", "City"), (("Ana", "Madrid"),))
    assert (sheet.header_row, sheet.numbers) == (5, (6,))


def test_the_sample_workbook_is_read() -> None:
    sheet = read_file(SAMPLES / "studio-list.xlsx")
    assert len(sheet.rows) == 9


def test_percentages_times_and_failures_are_shown_as_seen() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        tab = book.add_worksheet()
        tab.write_row(0, 0, ["Name", "Rate", "Fee", "At", "Watched", "Failed"])
        tab.write(1, 0, "Ana")
        formats = [("0.00%", 0.034), ('"€" #,##0.00', 1250.5), ("hh:mm", 0.395833333), ("[h]:mm:ss", 1.5)]
        for at, (code, value) in enumerate(formats, 1):
            tab.write_number(1, at, value, book.add_format({"num_format": code}))
        tab.write_formula(1, 5, "=NA()", None, "#N/A")
    assert read_workbook(file.getvalue(), "list.xlsx").rows == (("Ana", "3.4%", "1250.5", "09:30", "36:00:00", "#N/A"),)


def test_days_counted_from_1904() -> None:
    styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    rows = (
        words(1, "Name", "Since") + '<row r="2"><c r="A2" t="str"><v>Ana</v></c><c r="B2" s="1"><v>44631</v></c></row>'
    )
    data = excel(rows, styles=styles, book='<workbookPr date1904="1"/>')
    assert read_workbook(data, "list.xlsx").rows == (("Ana", "2026-03-12"),)


def test_texts_of_every_kind() -> None:
    texts = (
        '<si><t>Ana</t><rPh sb="0" eb="1"><t>AH-na</t></rPh></si><si><r><t>Ru</t></r><r><t>iz</t></r></si>'
        "<si><t>one_x000D_\ntwo _x005F_x0041_ _xD83D__xDE00_ _xD83D_</t></si>"
    )
    shared = "".join(f'<c t="s"><v>{at}</v></c>' for at in range(3))
    row = f'<row r="2">{shared}<c t="str"><f>A1</f><v>x</v></c></row>'
    sheet = read_workbook(excel(words(1, "Name", "Surname", "Notes", "Sum") + row, texts=texts), "list.xlsx")
    assert sheet.rows == (("Ana", "Ruiz", "one\ntwo _x0041_ \U0001f600 \ufffd", "x"),)


def test_a_strict_workbook_with_prefixes_and_another_name_for_its_book() -> None:
    rows = words(1, "Name", "City") + words(2, "Ana", "Oslo")
    data = excel(rows, kind=STRICT, named="xl/workbook22.xml", before='<dimension ref="A1:XFD1048576"/>')
    assert read_workbook(data, "list.xlsx").rows == (("Ana", "Oslo"),)
    prefixed = re.sub(r"<(/?)(\w)", r"<\1x:\2", rows)
    data = excel("", more={"xl/worksheets/sheet1.xml": f'<x:w xmlns:x="x"><x:sheetData>{prefixed}</x:sheetData></x:w>'})
    assert read_workbook(data, "list.xlsx").rows == (("Ana", "Oslo"),)


def test_iso_days_and_cells_out_of_order() -> None:
    rows = '<row r="3"><c r="B3" t="d"><v>2026-03-12T00:00:00Z</v></c><c r="A3" t="str"><v>Leo</v></c></row>'
    rows += words(1, "Name", "Since") + '<row r="2"><c r="A2" t="str"><v>Ana</v></c><c r="B2"><v>1e3</v></c></row>'
    assert read_workbook(excel(rows), "list.xlsx").rows == (("Ana", "1000"), ("Leo", "2026-03-12"))


def test_a_formula_without_a_saved_result_is_empty() -> None:
    rows = words(1, "Name", "Sum") + '<row r="2"><c t="str"><v>Ana</v></c><c><f>SUM(A1:A9)</f></c></row>'
    assert read_workbook(excel(rows), "list.xlsx").rows == (("Ana", ""),)


def test_merged_headings_above_the_real_ones() -> None:
    rows = words(1, "Who", "Contact", "") + words(2, "Name", "Email", "Phone")
    rows += words(3, "Ana", "ana@example.com", "+34 600 1") + words(4, "Leo", "leo@example.com", "+34 600 2")
    sheet = read_workbook(excel(rows), "list.xlsx")
    assert sheet.rows[-1] == ("Leo", "leo@example.com", "+34 600 2")


def test_a_workbook_of_charts_alone_is_empty() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        data = book.add_worksheet("Data")
        data.write_column(0, 0, ["Views", 1, 2])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Data!$A$2:$A$3"})
        book.add_chartsheet("Chart").set_chart(chart)
    sheet = read_workbook(file.getvalue(), "list.xlsx")
    assert (sheet.tab, sheet.tabs) == ("Data", ("Data",))
    alone = excel(words(1, "x"), more={"xl/workbook.xml": "<workbook><sheets/></workbook>"})
    with pytest.raises(Problem) as told:
        read_workbook(alone, "list.xlsx")
    assert told.value.code == "import.empty_file"


@pytest.mark.parametrize("name", ["list.csv", "list.xlsm", "list"])
def test_a_workbook_is_told_by_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(workbook({"A": [["Name"], ["Ana"]]}))
    assert read_file(path).rows == (("Ana",),)


def test_a_text_named_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_text("Name,City\nAna,Oslo\n", encoding="utf-8")
    assert (read_file(path).kind, read_file(path).rows) == ("csv", (("Ana", "Oslo"),))


@pytest.mark.parametrize(
    "code",
    [
        "General", "0.00", "yyyy-mm-dd", "dd/mm/yy hh:mm", "h:mm", "[$-409]m/d/yy h:mm AM/PM;@", "d mmm yyyy",
        '"day" 0', "[Red]0.0", "#,##0;[Red]-#,##0", "@", "0.0E+00", "_-* #,##0.00_-", 'yyyy"年"m"月"d"日"',
        '#,##0\\ "Mds"',
    ],
)  # fmt: skip
def test_numbers_and_days_are_those_that_another_reader_finds(code: str) -> None:
    values = [1.0, 59.0, 61.0, 12.5, 0.25, 36_526.75, 46_093.0, 0.1 + 0.2, 123_456_789.0, 46_093.999999]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        how = book.add_format({"num_format": code})
        tab = book.add_worksheet()
        tab.write(0, 0, "Name")
        for at, value in enumerate(values, 1):
            tab.write_number(at, 0, value, how)
    told = [row[0] for row in read_workbook(file.getvalue(), "list.xlsx").rows]
    other = CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue())).get_sheet_by_index(0).to_python()
    for ours, (theirs,) in zip(told, other[1:], strict=True):
        if isinstance(theirs, datetime):
            rounded = theirs + timedelta(microseconds=500_000)
            assert ours == str(rounded.replace(microsecond=0)).removesuffix(":00").removesuffix(" 00:00")
        elif isinstance(theirs, date):
            assert ours == theirs.isoformat()
        elif isinstance(theirs, clock_time):
            assert ours == theirs.isoformat(timespec="seconds").removesuffix(":00")
        else:
            assert isinstance(theirs, float)
            assert float(ours) == pytest.approx(theirs, rel=1e-14)
