"""Workbooks: tabs, dates, numbers, and where the table starts."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from infludesk.importing.files import read_file
from infludesk.importing.sheet import Sheet
from infludesk.importing.xlsx_file import read_workbook
from infludesk.kernel.errors import Problem

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


def test_a_table_may_start_anywhere() -> None:
    data = workbook({"A": [[], [], ["Report"], [], ["Name", "City"], ["Ana", "Madrid"]]}, column=2)
    sheet = read_workbook(data, "list.xlsx")
    assert (sheet.columns, sheet.rows) == (("Name", "City"), (("Ana", "Madrid"),))
    assert (sheet.header_row, sheet.numbers) == (5, (6,))


def test_the_sample_workbook_is_read() -> None:
    sheet = read_file(SAMPLES / "studio-list.xlsx")
    assert len(sheet.rows) == 9
