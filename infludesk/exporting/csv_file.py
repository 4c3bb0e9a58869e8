"""Delimited text that spreadsheets open as it is meant: UTF-8 with its mark, quoted rightly, never computed."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from infludesk.exporting.table import STEP, Progress, Table, points
from infludesk.kernel.spreadsheet import disarmed

_WRITTEN: dict[str, Callable[[Any], str]] = {
    "text": disarmed, "int": str, "ppm": points, "amount": lambda value: f"{value:f}",
    "day": disarmed, "moment": str, "yes": lambda value: "yes" if value else "no",
}  # fmt: skip


def write_csv(table: Table, path: Path, *, delimiter: str = ",", progress: Progress) -> int:
    """Write a table; returns how many rows it had.

    Raises:
        Cancelled: as ``progress`` does.
        OSError: the file cannot be written.
    """
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        # quoted headings tell every reader, ours too, which quotation mark the file uses
        csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerow(head(table))
        writer = csv.writer(file, delimiter=delimiter)
        for count, cells in enumerate(written(table), 1):
            writer.writerow(cells)
            if count % STEP == 0:
                progress(count, table.count)
    progress(count, count)
    return count


def head(table: Table) -> list[str]:
    """The headings, none of which is computed."""
    return [disarmed(column.heading) for column in table.columns]


def written(table: Table) -> Iterator[list[str]]:
    """Each row as it stands in the file."""
    how = [_WRITTEN[column.kind] for column in table.columns]
    for row in table.rows:
        yield ["" if cell is None or cell == "" else write(cell) for write, cell in zip(how, row, strict=True)]
