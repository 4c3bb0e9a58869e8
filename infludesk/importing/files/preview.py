"""What the importer reads of a file, before anything is mapped."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from infludesk.importing.files.header import reach
from infludesk.importing.files.reader import read_file


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as read.

    Attributes:
        encoding: Python's name of the encoding; empty for a workbook.
        delimiter: what separates cells; empty for a workbook and vCard.
        quote: what encloses cells; empty for a workbook and vCard.
        header_row: number of the row of headings, 0 where there is none.
        header: the headings as they stand in the file; for vCard the names of its fields.
        rows: the rows below, each at least as long as the header; longer where a row has more cells than that.
    """

    encoding: str
    delimiter: str
    quote: str
    header_row: int
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


def preview(path: Path) -> Preview:
    """Read a file that may hold headings only, or nothing.

    Raises:
        Problem: as ``read_file``, but for ``import.empty_file``.
    """
    sheet = read_file(path, bare=True)
    header = sheet.columns if sheet.kind == "vcard" else sheet.header
    width = len(header)
    rows = [row[: max(width, reach(row))] for row in sheet.rows] if width else sheet.rows
    return Preview(sheet.encoding, sheet.delimiter, sheet.quote, sheet.header_row, header, rows)
