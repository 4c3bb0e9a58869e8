"""Read one tab of a workbook, Excel's or OpenDocument's, told apart by what is in it."""

from collections.abc import Sequence
from typing import Protocol

from infludesk.importing.files.archive import Archive
from infludesk.importing.files.grid import Grid, Row
from infludesk.importing.files.header import known_headings
from infludesk.importing.files.ods_file import OpenBook, is_open_document
from infludesk.importing.files.sheet import Kind, Sheet, empty, locked, not_a_table
from infludesk.importing.files.table import lay_out
from infludesk.importing.files.xlsx_file import ExcelBook, Tab, main_part
from infludesk.kernel.errors import Problem
from infludesk.kernel.spreadsheet import holds_marks, unmarked
from infludesk.kernel.text import tr

OLE = b"\xd0\xcf\x11\xe0"
_LOOK = 60
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Book(Protocol):
    """What both kinds of workbooks give."""

    tabs: list[Tab]

    def grid(self, tab: Tab) -> Grid:
        """The cells of a tab."""


def read_workbook(data: bytes, name: str, *, tab: str | None = None, header_row: int | None = None) -> Sheet:
    """Read one tab of a workbook; the one that looks most like a list where none is named.

    Args:
        data: the whole file.
        name: the file's name.
        tab: the tab to read; None to choose.
        header_row: number of the row of headings, 0 for none; None to find it.

    Raises:
        Problem: ``import.not_a_table``, ``.damaged``, ``.locked``, ``.too_large``, ``.too_many_columns``,
            ``.no_tab``, ``.empty_file``.
    """
    if data.startswith(OLE):
        raise locked(name) if _ENCRYPTED in data else not_a_table(name)
    archive = Archive(data, name)
    kind, book = _open(archive)
    tabs = sorted(book.tabs, key=lambda one: not one.visible)
    names = tuple(dict.fromkeys(one.name for one in tabs))
    if tab is not None and tab not in names:
        raise Problem(
            "import.no_tab",
            tr('"{name}" has no tab "{tab}".', name=name, tab=tab),
            tr("Nothing was imported. Its tabs are: {tabs}.", tabs=", ".join(names)),
        )
    chosen, grid, filled = _likeliest(book, [one for one in tabs if tab in (None, one.name)], name)
    first, rows = grid.table()
    rows = _without_marks(rows)
    sheet = Sheet(name=name, kind=kind, tab=chosen, tabs=names, filled=filled if tab is None else ())
    return lay_out(sheet, rows, first=first, header_row=header_row)


def _open(archive: Archive) -> tuple[Kind, Book]:
    if main_part(archive):
        return "xlsx", ExcelBook(archive)
    if is_open_document(archive):
        return "ods", OpenBook(archive)
    raise not_a_table(archive.name)


def _without_marks(rows: Sequence[Row]) -> list[Row]:
    """The cells without their text marks; rows that are repeated stay one."""
    found: list[Row] = []
    before: Row = ()
    for row in rows:
        if row is not before:
            before, plain = row, tuple(map(unmarked, row)) if holds_marks("\n".join(row)) else row
        found.append(plain if row else row)
    return found


def _likeliest(book: Book, tabs: list[Tab], name: str) -> tuple[str, Grid, tuple[str, ...]]:
    """The tab with the most headings that name a field, then with the most rows, and all tabs of more than one row.

    Hidden tabs count where no other has rows; a place that several tabs name is read once. What cannot be read below
    a tab that can is not looked at.
    """
    best: tuple[Tab, Grid] | None = None
    most, filled = (-1, 0), list[Tab]()
    for one in reversed({tab.part: tab for tab in reversed(tabs)}.values()):
        if filled and not one.visible:
            break
        try:
            grid = book.grid(one)
        except Problem:
            if best is None:
                raise
            break
        several = len(grid) > 1
        likeness = (1 + known_headings(grid.head(_LOOK)) if several else 0, len(grid))
        if len(grid) and likeness > most:
            best, most = (one, grid), likeness
        if several:
            filled.append(one)
    if best is None:
        raise empty(name, headings=False)
    return best[0].name, best[1], tuple(one.name for one in filled)
