"""A sheet: what every reader makes of a file, whatever it was saved by; its limits, and why a file is refused."""

from dataclasses import dataclass
from typing import Literal

from infludesk.kernel.errors import Note, Problem
from infludesk.kernel.text import number, tr

MAX_BYTES = 300_000_000
MAX_UNPACKED = 500_000_000
MAX_RATIO = 200
MAX_COLUMNS = 2_000
MAX_ROWS = 1_000_000
MAX_CELLS = 30_000_000
MAX_AREA = 20_000_000
MAX_NOTES = 200

Kind = Literal["csv", "xlsx", "ods", "vcard", "text"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as read, every cell as text.

    Attributes:
        name: the file's name, without its folder.
        kind: how it was read; text is a pasted list of people, whose columns are named here, as a vCard's are.
        columns: unique, never empty: "Email", "Email (2)", "Column 3".
        rows: each as long as ``columns``; blank rows are left out.
        numbers: per row, its number as a spreadsheet shows it, from 1; for vCard the card's.
        encoding: Python's name of the encoding; empty for a workbook.
        delimiter: what separates cells; empty for a workbook and vCard.
        quote: what encloses cells; empty for a workbook and vCard.
        header_row: number of the row of headings; 0 where there is none, as in vCard and text.
        tab: the tab that was read; empty outside workbooks.
        tabs: all tabs of the workbook.
        filled: those that hold more than one row, where the one to be read was chosen among them.
        header: the headings as they stand in the file, those of several rows joined; empty where there are none.
        notes: what was mended or left out, by row number.
        sha256: the hash of the file's bytes; empty where it was not read from a file.
    """

    name: str
    kind: Kind
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[int, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    quote: str = ""
    header_row: int = 0
    tab: str = ""
    tabs: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    sha256: str = ""


def not_a_table(name: str) -> Problem:
    """The file is neither text nor a workbook."""
    return Problem(
        "import.not_a_table",
        tr('"{name}" cannot be read.', name=name),
        tr("Nothing was imported. Save it as CSV or XLSX and choose that file."),
    )


def empty(name: str, *, headings: bool) -> Problem:
    """There are no rows, with or without headings above them."""
    title = tr('"{name}" has a header and no rows.', name=name) if headings else tr('"{name}" is empty.', name=name)
    return Problem("import.empty_file", title, tr("Nothing was imported. Check the export's filters and export again."))


def damaged(name: str) -> Problem:
    """A workbook that breaks off or does not unpack."""
    return Problem(
        "import.damaged",
        tr('"{name}" is damaged or incomplete.', name=name),
        tr("Nothing was imported. Download or save it again and choose the new file."),
    )


def locked(name: str) -> Problem:
    """A workbook under a password."""
    return Problem(
        "import.locked",
        tr('"{name}" is locked with a password.', name=name),
        tr("Nothing was imported. Save a copy without it; the program never asks for it."),
    )


def too_large(name: str, reason: str) -> Problem:
    """More bytes, rows or cells than can be read; ``reason`` is a sentence that says which."""
    return Problem(
        "import.too_large",
        reason,
        tr('"{name}" was not opened; nothing changed. Split it and import the parts.', name=name),
    )


def more_than_can_be_read(name: str) -> Problem:
    """A workbook that would take more memory or time than a table is worth."""
    return too_large(name, tr('"{name}" has more in its cells than can be read at once.', name=name))


def too_many_columns(name: str, columns: int) -> Problem:
    """Wider than any table of contacts or numbers."""
    return Problem(
        "import.too_many_columns",
        tr('"{name}" has {n} columns.', name=name, n=number(columns)),
        tr(
            "Nothing was imported. At most {most} can be read; delete the ones that are not needed.",
            most=number(MAX_COLUMNS),
        ),
    )
