"""Read a file of contacts or numbers, whatever its name says it is."""

import hashlib
import os
import re
import select
import stat
from dataclasses import replace
from pathlib import Path

from infludesk.importing.files.archive import ZIP
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.encoding import decode
from infludesk.importing.files.sheet import MAX_BYTES, Sheet, empty, too_large
from infludesk.importing.files.vcard_file import read_vcards
from infludesk.importing.files.workbook import OLE, read_workbook
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

KINDS = "CSV, XLSX, ODS or vCard"
"""What ``read_file`` reads, in words to be shown through ``tr``."""
_CARD = re.compile(r"\s*BEGIN\s*:\s*VCARD", re.IGNORECASE)
_BLANKS = b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"
_START = 400
_LEAST = 65_536
_PATIENCE = 10.0
_UNREADABLE = '"{name}" cannot be read from its place.'


def read_file(
    path: Path,
    *,
    tab: str | None = None,
    header_row: int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    bare: bool = False,
) -> Sheet:
    """Read a file into a sheet with at least one row.

    Args:
        path: a CSV or other delimited text, an Excel or OpenDocument workbook, or address cards; told by content.
            Read once, so that a pipe will do as long as it never pauses for ten seconds.
        tab: the tab of a workbook; None for the one that looks most like a list.
        header_row: number of the row of headings, 0 for none; None to find it.
        encoding: of a text; None to find it.
        delimiter: of a delimited text; None to find it.
        bare: whether a sheet without rows will do.

    Raises:
        Problem: ``import.no_file``, ``.folder``, ``.no_permission``, ``.unreadable``, ``.empty_file``,
            ``.not_a_table``, ``.damaged``, ``.locked``, ``.no_tab``, ``.too_large``, ``.too_many_columns``.
    """
    data, name = _bytes(path), _shown(path.name)
    if not data.strip(_BLANKS):
        if bare:
            return Sheet(name, "csv")
        raise empty(name, headings=False)
    if data.startswith((ZIP, OLE)):
        sheet = read_workbook(data, name, tab=tab, header_row=header_row)
    elif _is_cards(data, encoding):
        sheet = read_vcards(data, name, encoding=encoding)
    else:
        sheet = read_csv(data, name, header_row=header_row, encoding=encoding, delimiter=delimiter)
    if not sheet.rows and not bare:
        raise empty(name, headings=bool(sheet.columns))
    return replace(sheet, sha256=hashlib.sha256(data).hexdigest())


def _is_cards(data: bytes, encoding: str | None) -> bool:
    try:
        start, _ = decode(data[:_START], "", encoding)
    except Problem:
        return False
    return _CARD.match(start) is not None


def _bytes(path: Path) -> bytes:
    name = _shown(path.name)
    try:
        facts = path.stat()
        if facts.st_size > MAX_BYTES:
            raise _larger(name)
        if stat.S_ISFIFO(facts.st_mode):
            return _from_pipe(path)
        if stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode):
            with path.open("rb") as file:
                return file.read(max(facts.st_size, _LEAST))  # and not what is written to it meanwhile
    except FileNotFoundError:
        raise _refused(path, "no_file", tr('"{name}" is not there.', name=name)) from None
    except IsADirectoryError:
        raise _refused(path, "folder", tr('"{name}" is a folder.', name=name)) from None
    except PermissionError:
        if path.is_dir():  # Windows' word for a folder
            raise _refused(path, "folder", tr('"{name}" is a folder.', name=name)) from None
        raise _refused(path, "no_permission", tr('"{name}" may not be read.', name=name)) from None
    except (OSError, ValueError):
        raise _refused(path, "unreadable", tr(_UNREADABLE, name=name)) from None
    raise _refused(path, "unreadable", tr(_UNREADABLE, name=name))  # a device: it has no end


def _from_pipe(path: Path) -> bytes:
    """What a pipe gives until its writer closes it.

    Raises:
        OSError: nothing came for a while.
        Problem: ``import.too_large``.
    """
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        data = bytearray()
        while select.select([pipe], [], [], _PATIENCE)[0]:
            chunk = os.read(pipe, 1 << 16)
            if not chunk:
                return bytes(data)
            data += chunk
            if len(data) > MAX_BYTES:
                raise _larger(_shown(path.name))
        raise TimeoutError
    finally:
        os.close(pipe)


def _larger(name: str) -> Problem:
    return too_large(name, tr('"{name}" is larger than 300 MB.', name=name))


def _shown(name: str) -> str:
    """A file's name as it can be stored and printed: bytes that are no UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _refused(path: Path, what: str, title: str) -> Problem:
    advice = {
        "no_file": tr(
            "Nothing was imported. Look for it in {folder}, or choose another file.", folder=_shown(str(path.parent))
        ),
        "folder": tr("Nothing was imported. Choose one of the files in it."),
        "no_permission": tr("Nothing was imported. Close the program that uses it, or copy it to your own folder."),
        "unreadable": tr("Nothing was imported. Copy it to this computer and choose the copy."),
    }
    return Problem(f"import.{what}", title, advice[what])
