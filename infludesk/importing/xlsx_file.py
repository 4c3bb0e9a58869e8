"""Read workbooks (xlsx, xlsb, xls, ods) after a look at how far they would unpack."""

import io
import re
import zipfile
import zlib
from datetime import datetime, time, timedelta
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from infludesk.importing.sheet import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_RATIO,
    MAX_UNPACKED,
    Sheet,
    damaged,
    empty,
    locked,
    not_a_table,
    too_many_columns,
)
from infludesk.importing.table import lay_out
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

OLE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(rb'[<:]c (?:[^>]*? )?r="([A-Z]{1,3})(\d{1,7})"[^>/]*>')
_CHUNK = 1 << 20
_SMALL = 10_000_000
_EXACT = 10**15


def read_workbook(data: bytes, name: str, *, tab: str | None = None, header_row: int | None = None) -> Sheet:
    """Read one tab of a workbook; the first that holds rows where none is named.

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
        _check_ole(data, name)
    else:
        _check_zip(data, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return _read(book, name, tab, header_row)
    except PasswordError:
        raise locked(name) from None
    except (CalamineError, ValueError, OSError):
        raise damaged(name) from None


def _read(book: CalamineWorkbook, name: str, tab: str | None, header_row: int | None) -> Sheet:
    known = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    tabs = tuple(one.name for one in sorted(known, key=lambda one: one.visible != SheetVisibleEnum.Visible))
    if tab is not None and tab not in tabs:
        raise Problem(
            "import.no_tab",
            tr('"{name}" has no tab "{tab}".', name=name, tab=tab),
            tr("Nothing was imported. Its tabs are: {tabs}.", tabs=", ".join(tabs)),
        )
    sparse: tuple[str, CalamineSheet] | None = None
    for one in [tab] if tab is not None else tabs:
        cells = book.get_sheet_by_name(one)
        if cells.height > 1 or (cells.height and tab is not None):
            return _sheet(cells, Sheet(name=name, kind="xlsx", tab=one, tabs=tabs), header_row)
        if cells.height and not sparse:
            sparse = one, cells
    if not sparse:
        raise empty(name, headings=False)
    return _sheet(sparse[1], Sheet(name=name, kind="xlsx", tab=sparse[0], tabs=tabs), header_row)


def _sheet(cells: CalamineSheet, sheet: Sheet, header_row: int | None) -> Sheet:
    rows = [
        [cell if type(cell) is str else _shown(cell) for cell in row] if any(cell != "" for cell in row) else ()
        for row in cells.to_python()
    ]
    first = cells.start[0] + 1 if cells.start else 1
    return lay_out(sheet, rows, first=first, header_row=header_row)


def _shown(cell: Any) -> str:
    """A cell as a person sees it, dates as ISO."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds").removesuffix(":00").removesuffix(" 00:00")
    if isinstance(cell, time):
        return cell.isoformat(timespec="seconds").removesuffix(":00")
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(cell)


def _check_ole(data: bytes, name: str) -> None:
    """Old binary files: an encrypted package is locked; without a workbook inside it is something else."""
    if _ENCRYPTED in data:
        raise locked(name)
    if not any(book in data for book in _BOOKS):
        raise not_a_table(name)


def _check_zip(data: bytes, name: str) -> None:
    """Refuse what is no workbook, is damaged, or would unpack out of all proportion."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if not any(info.filename in _PARTS for info in infos):
                raise not_a_table(name)
            unpacked = sum(info.file_size for info in infos)
            if unpacked > MAX_UNPACKED or unpacked > max(_SMALL, MAX_RATIO * len(data)):
                raise _bomb(name, unpacked)
            for info in infos:
                _check_part(archive, info, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        raise damaged(name) from None
    except RuntimeError:  # zipfile's word for an encrypted part
        raise locked(name) from None


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> None:
    """Read a part to its end, which tests its checksum, and see how far its filled cells reach."""
    rows, columns, tail = 0, set[bytes](), b""
    with archive.open(info) as part:
        while chunk := part.read(_CHUNK):
            if _SHEET.fullmatch(info.filename):
                chunk, tail = tail + chunk, b""
                cut = chunk.rfind(b"<")
                chunk, tail = chunk[:cut], chunk[cut:]
                found = _CELL.findall(chunk)
                columns.update(letters for letters, _ in found)
                rows = max([rows, *(int(row) for _, row in found[-1:])])
    width = max(map(_column, columns), default=0)
    if width > MAX_COLUMNS:
        raise too_many_columns(name, width)
    if rows * width > MAX_CELLS:
        raise Problem(
            "import.too_large",
            tr('"{name}" has a cell far off, in row {row} or column {column}.', name=name, row=rows, column=width),
            tr("It was not opened; nothing changed. Delete the cells far from the table and save it again."),
        )


def _column(letters: bytes) -> int:
    """Number of a column: A is 1, AA is 27."""
    total = 0
    for letter in letters:
        total = total * 26 + letter - 64
    return total


def _bomb(name: str, unpacked: int) -> Problem:
    size = f"{unpacked / 1e9:.1f} GB" if unpacked >= 10**9 else f"{unpacked / 1e6:.0f} MB"
    return Problem(
        "import.too_large",
        tr('"{name}" would unpack to {size}.', name=name, size=size),
        tr("It was not opened; nothing changed. Save it again in your spreadsheet, or as CSV."),
    )
