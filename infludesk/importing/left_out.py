"""Rows that an import left out, as a file to be mended: with its headings, its cells, and the reason behind them."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from infludesk.importing.sheet import Sheet
from infludesk.kernel.errors import Problem
from infludesk.kernel.spreadsheet import disarmed
from infludesk.kernel.text import fold, tr

REASON = "Reason left out"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row of which something was not imported: its number, its cells as they were in the file, and why."""

    row: int
    cells: tuple[str, ...]
    reason: str


def write_left_out(path: Path, columns: Sequence[str], rows: Sequence[LeftOut]) -> None:
    """Write rows as UTF-8 with a mark, so that spreadsheets read it; no cell of it is ever computed.

    Raises:
        Problem: ``export.unwritable``.
    """
    width = max([len(columns), *(len(one.cells) for one in rows)])
    named = [*columns, *(tr("Column {n}", n=n) for n in range(len(columns) + 1, width + 1))]
    lines = [[*named, tr(REASON)], *([*one.cells, *[""] * (width - len(one.cells)), one.reason] for one in rows)]
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([[disarmed(cell) for cell in line] for line in lines])
    except OSError:
        title = tr('"{name}" cannot be written.', name=path.name)
        raise Problem("export.unwritable", title, tr("Nothing was saved. Choose another folder.")) from None


def without_reasons(sheet: Sheet) -> Sheet:
    """A sheet without the column of reasons that ``write_left_out`` put last."""
    names = {fold(REASON), fold(tr(REASON))}
    if not sheet.columns or fold(sheet.columns[-1]) not in names:
        return sheet
    return replace(sheet, columns=sheet.columns[:-1], rows=tuple(row[:-1] for row in sheet.rows))
