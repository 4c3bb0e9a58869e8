"""Rows that an import left out, as a file to be mended: with its headings, its cells, and the reason behind them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from infludesk.importing.files.sheet import Sheet
from infludesk.kernel.spreadsheet import disarmed, line
from infludesk.kernel.text import fold, tr
from infludesk.saving import save

REASON = "Reason left out"
_SEPARATORS = ",;\t|"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row of which something was not imported: its number, its cells as they were in the file, and why."""

    row: int
    cells: tuple[str, ...]
    reason: str


def write_left_out(path: Path, columns: Sequence[str], rows: Sequence[LeftOut], delimiter: str = "") -> None:
    """Write rows as UTF-8 with a mark, so that spreadsheets read it; no cell of it is ever computed.

    Args:
        path: the file.
        columns: the headings.
        rows: what was left out.
        delimiter: what separated them; a comma stands in for nothing, and for what spreadsheets do not split at.

    Raises:
        Problem: as ``saving.save``; no file was changed.
    """
    sign = delimiter if delimiter and delimiter in _SEPARATORS else ","
    width = max([len(columns), *(len(one.cells) for one in rows)])
    named = [*columns, *(tr("Column {n}", n=n) for n in range(len(columns) + 1, width + 1))]
    lines = [[*named, tr(REASON)], *([*one.cells, *[""] * (width - len(one.cells)), one.reason] for one in rows)]

    def write(part: Path) -> None:
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            file.writelines(line([disarmed(cell, sign) for cell in cells], sign) for cells in lines)

    save(path, write)


def without_reasons(sheet: Sheet) -> Sheet:
    """A sheet without the column of reasons that ``write_left_out`` put last."""
    names = {fold(REASON), fold(tr(REASON))}
    if not sheet.columns or fold(sheet.columns[-1]) not in names:
        return sheet
    return replace(sheet, columns=sheet.columns[:-1], rows=tuple(row[:-1] for row in sheet.rows))
