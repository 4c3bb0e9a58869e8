"""Delimited text that spreadsheets open as it is meant: UTF-8 with its mark, quoted rightly, never computed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from infludesk.exporting.table import STEP, CellKind, Table, points
from infludesk.kernel.progress import Progress
from infludesk.kernel.spreadsheet import disarmed, line

_WRITTEN: dict[str, Callable[[Any], str]] = {
    "int": str,
    "ppm": points,
    "amount": lambda value: f"{value:f}",
    "yes": lambda value: "yes" if value else "no",
}


def write_csv(table: Table, path: Path, *, delimiter: str = ",", progress: Progress) -> int:
    """Write a table; returns how many rows it had.

    Raises:
        Cancelled: as ``progress`` does.
        OSError: the file cannot be written.
    """
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        # quoted headings tell every reader, ours too, which quotation mark the file uses
        file.write(line(head(table, delimiter), delimiter, always=True))
        for count, cells in enumerate(written(table, delimiter), 1):
            file.write(line(cells, delimiter))
            if count % STEP == 0:
                progress(count, table.count)
    progress(count, count)
    return count


def head(table: Table, delimiter: str = ",") -> list[str]:
    """The headings, none of which is computed."""
    return [disarmed(column.heading, delimiter) for column in table.columns]


def written(table: Table, delimiter: str = ",") -> Iterator[list[str]]:
    """Each row as it stands in the file."""
    for row in table.rows:
        yield [_written(column.kind, cell, delimiter) for column, cell in zip(table.columns, row, strict=True)]


def _written(kind: CellKind, cell: Any, delimiter: str) -> str:
    """A cell as text; what the user's own field holds of another kind than its own is text as well."""
    if cell is None or cell == "":
        return ""
    return disarmed(cell, delimiter) if isinstance(cell, str) else _WRITTEN[kind](cell)
