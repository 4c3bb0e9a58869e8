"""Read workbooks (xlsx) after a look at how far they would unpack and how far their cells reach."""

import io
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
    MAX_RATIO,
    MAX_UNPACKED,
    Sheet,
    damaged,
    empty,
    locked,
    not_a_table,
)
from infludesk.importing.table import lay_out
from infludesk.importing.xlsx_reach import Reach
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

OLE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOOK = "xl/workbook.xml"
# what makes a workbook of another kind; its cells' places are not looked at, so it is not opened
_OTHER = ("xl/workbook.bin", "content.xml", "mimetype")
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
        raise locked(name) if _ENCRYPTED in data else not_a_table(name)
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


def _check_zip(data: bytes, name: str) -> None:
    """Refuse what is no workbook, is damaged, or would unpack out of all proportion."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            parts = {info.filename.lower().replace("\\", "/") for info in infos}
            if _BOOK not in parts or not parts.isdisjoint(_OTHER):
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
    """Read a part, any of which may be a tab, to its end: that tests its checksum and how far its cells reach."""
    reach = Reach(name)
    with archive.open(info) as part:
        while chunk := part.read(_CHUNK):
            reach.take(chunk)
    reach.check()


def _bomb(name: str, unpacked: int) -> Problem:
    size = f"{unpacked / 1e9:.1f} GB" if unpacked >= 10**9 else f"{unpacked / 1e6:.0f} MB"
    return Problem(
        "import.too_large",
        tr('"{name}" would unpack to {size}.', name=name, size=size),
        tr("It was not opened; nothing changed. Save it again in your spreadsheet, or as CSV."),
    )
