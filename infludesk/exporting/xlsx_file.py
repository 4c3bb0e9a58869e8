"""Workbooks with real numbers and dates, strings that stay strings, a frozen heading and a filter."""

import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from infludesk.exporting.table import STEP, Column, Table
from infludesk.kernel.dates import parse_moment
from infludesk.kernel.errors import Problem
from infludesk.kernel.progress import Progress
from infludesk.kernel.spreadsheet import guarded
from infludesk.kernel.text import number, tr

MOST_ROWS = 1_048_575
LONGEST = 32_767
_POINTS = 10_000
_DAY = len("2026-03-12")
_FIRST_DAY = "1900-03-01"  # earlier ones are one day off in some spreadsheets
_FORMATS = {"int": "#,##0", "ppm": "0.00##", "amount": "#,##0.00", "day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}
_WIDTHS = {"int": 14, "ppm": 12, "amount": 14, "day": 12, "moment": 17, "yes": 10}
_TIMES = frozenset({"day", "moment"})
_LOOKED_AT = 200
_NARROW, _WIDE = 10, 48
_NOT_IN_NAMES = str.maketrans("", "", "[]:*?/\\")
_TITLE = 31


def write_xlsx(table: Table, path: Path, *, progress: Progress) -> tuple[int, int]:
    """Write a table; returns how many rows it had, and how many texts were cut where a cell holds no more.

    Raises:
        Problem: ``export.too_many_rows``.
        Cancelled: as ``progress`` does.
        OSError: the file cannot be written.
    """
    if table.count > MOST_ROWS:
        raise Problem(
            "export.too_many_rows",
            tr("A workbook holds {most} rows, and these are {n}.", most=number(MOST_ROWS), n=number(table.count)),
            tr("No file was changed. Export them as CSV."),
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as spare:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": spare}
        book = xlsxwriter.Workbook(str(path), options)
        sheet = _Sheet(book, table)
        try:
            for row in table.rows:
                sheet.add(row)
                if sheet.rows % STEP == 0:
                    progress(sheet.rows, table.count)
            sheet.finish()
            progress(sheet.rows, sheet.rows)
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise error.args[0] from error
        finally:
            sheet.let_go()
    return sheet.rows, sheet.cut


class _Sheet:
    """The one tab; its first rows wait until they have told how wide the columns are."""

    def __init__(self, book: Any, table: Table) -> None:
        self.rows = self.cut = 0
        self._columns = table.columns
        self._tab = book.add_worksheet(table.title.translate(_NOT_IN_NAMES).strip("' ")[:_TITLE] or None)
        self._bold = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        self._formats = {kind: book.add_format({"num_format": code}) for kind, code in _FORMATS.items()}
        self._waiting: list[tuple[Any, ...]] | None = []

    def add(self, row: tuple[Any, ...]) -> None:
        """Take the next row."""
        self.rows += 1
        if self._waiting is None:
            self._write(self.rows, row)
            return
        self._waiting.append(row)
        if len(self._waiting) == _LOOKED_AT:
            self._begin()

    def finish(self) -> None:
        """All rows are there."""
        if self._waiting is not None:
            self._begin()
        if self._columns:
            self._tab.autofilter(0, 0, max(self.rows, 1), len(self._columns) - 1)

    def let_go(self) -> None:
        """Close the file that held the rows meanwhile."""
        self._tab.row_data_fh.close()

    def _begin(self) -> None:
        """Widths and headings, then the rows that waited."""
        waiting, self._waiting = self._waiting or [], None
        self._tab.freeze_panes(1, 1)
        for at, column in enumerate(self._columns):
            self._tab.set_column(at, at, _width(column, [row[at] for row in waiting]))
            self._tab.write_string(0, at, guarded(column.heading), self._bold)
        first = self.rows - len(waiting) + 1
        for at, row in enumerate(waiting, first):
            self._write(at, row)

    def _write(self, at: int, row: tuple[Any, ...]) -> None:
        tab = self._tab
        for place, (column, cell) in enumerate(zip(self._columns, row, strict=True)):
            if cell is None or cell == "":
                continue
            match column.kind if not isinstance(cell, str) or column.kind in _TIMES else "text":
                case "text":
                    self._text(at, place, cell)
                case "int" | "amount":
                    tab.write_number(at, place, cell, self._formats[column.kind])
                case "ppm":
                    tab.write_number(at, place, cell / _POINTS, self._formats["ppm"])
                case "yes":
                    tab.write_string(at, place, "yes" if cell else "no")
                case _:
                    self._time(at, place, cell)

    def _text(self, at: int, place: int, text: str) -> None:
        if len(text) > LONGEST:
            self.cut += 1
            text = text[:LONGEST]
        self._tab.write_string(at, place, guarded(text))

    def _time(self, at: int, place: int, text: str) -> None:
        """A day or moment; what is only part of one, or before the calendar of spreadsheets, stays text."""
        try:
            value: date = date.fromisoformat(text) if len(text) == _DAY else _moment(text)
        except ValueError:
            self._text(at, place, text)
            return
        if text < _FIRST_DAY:
            self._text(at, place, text)
        else:
            self._tab.write_datetime(at, place, value, self._formats["day" if len(text) == _DAY else "moment"])


def _moment(text: str) -> datetime:
    return parse_moment(text).replace(tzinfo=None)


def _width(column: Column, cells: list[Any]) -> float:
    """Wide enough for the heading and most of the first cells."""
    if column.kind != "text":
        return max(_WIDTHS[column.kind], min(len(column.heading) + 2, _WIDTHS[column.kind] + 8))
    lengths = sorted(max(map(len, str(cell).split("\n"))) for cell in cells if cell)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    return min(_WIDE, max(_NARROW, usual + 2, min(len(column.heading), 24) + 2))
