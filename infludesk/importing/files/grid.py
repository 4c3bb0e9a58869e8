"""The filled cells of one tab while they are read, within the memory that a file of its size may take."""

import sys

from infludesk.importing.files.sheet import (
    MAX_AREA,
    MAX_BYTES,
    MAX_COLUMNS,
    damaged,
    more_than_can_be_read,
    too_large,
    too_many_columns,
)
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import number, tr

LAST_ROW = 1_048_576
_LONGEST = 10_000_000
_LEAST = 100_000_000
MOST = 1_000_000_000
_PER_BYTE = 20
_PER_ROW = 200
_PER_CELL = 8

Row = tuple[str, ...]


class Memory:
    """What a file may still take, in bytes: little for a small one, whatever it would grow to; never above ``most``."""

    def __init__(self, name: str, size: int, most: int = MOST) -> None:
        self.name, self.left, self.letters = name, min(_LEAST + _PER_BYTE * size, most), MAX_BYTES

    def take(self, size: int) -> None:
        """Count some bytes.

        Raises:
            Problem: ``import.too_large``.
        """
        self.left -= size
        if self.left < 0:
            raise more_than_can_be_read(self.name)

    def show(self, letters: int) -> None:
        """Count letters of cells, also where they share one text: each is looked at again and again.

        Raises:
            Problem: ``import.too_large``.
        """
        self.letters -= letters
        if self.letters < 0:
            raise more_than_can_be_read(self.name)

    def hold(self, text: str) -> str:
        """Count a text that is kept."""
        self.take(sys.getsizeof(text) + _PER_CELL)
        return text


class Text:
    """The text of one cell, which comes in pieces; only those between ``begin`` and ``keep`` count."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._pieces: list[str] = []
        self._kept = self._length = 0

    def add(self, piece: str) -> None:
        """Take the next piece.

        Raises:
            Problem: ``import.too_large``: a hundred times what a spreadsheet lets a cell hold.
        """
        self._pieces.append(piece)
        self._length += len(piece) + _PER_CELL
        if self._length > _LONGEST:
            most = number(_LONGEST)
            title = tr('"{name}" has a cell of more than {most} letters.', name=self.name, most=most)
            raise too_large(self.name, title)

    def begin(self) -> None:
        """Forget what came since the last ``keep``."""
        del self._pieces[self._kept :]

    def keep(self) -> None:
        """What came since ``begin`` is text."""
        self._kept = len(self._pieces)

    def taken(self) -> str:
        """The whole text; the next one starts empty."""
        self.begin()
        whole = "".join(self._pieces)
        self.clear()
        return whole

    def clear(self) -> None:
        """Start anew."""
        self._pieces.clear()
        self._kept = self._length = 0


class Grid:
    """Rows by their numbers, from 1."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._rows: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, at: int, cells: list[str], times: int = 1) -> None:
        """Keep a row, several times where it is repeated; cells of the same row that came before stay.

        Raises:
            Problem: ``import.too_many_columns``, ``.too_large``; ``.damaged``: no spreadsheet has such a row.
        """
        if not 0 < at <= at + times - 1 <= LAST_ROW:
            raise damaged(self.memory.name)
        if len(cells) > MAX_COLUMNS:
            raise too_many_columns(self.memory.name, len(cells))
        row = tuple(cells)
        self.memory.take(times * _PER_ROW + len(row) * _PER_CELL)
        self.memory.show(times * sum(map(len, row)))
        for one in range(at, at + times):
            self._rows[one] = _joined(self._rows[one], row) if one in self._rows else row

    def head(self, most: int) -> list[Row]:
        """The first rows there are, as they stand."""
        return [self._rows[at] for at in sorted(self._rows)[:most]]

    def table(self) -> tuple[int, list[Row]]:
        """The number of the first row, and all rows from it on, equally long; blank ones have no cells.

        Raises:
            Problem: ``import.too_large``.
        """
        if not self._rows:
            return 1, []
        first, last = min(self._rows), max(self._rows)
        width = max(map(len, self._rows.values()))
        if (last - first + 1) * width > MAX_AREA:
            raise _far(self.memory.name, last, width)
        margin = min(next(at for at, cell in enumerate(row) if cell) for row in self._rows.values())
        self.memory.take(len(self._rows) * (width - margin) * _PER_CELL)
        rows: list[Row] = [()] * (last - first + 1)
        before: Row = ()
        for at in list(self._rows):
            row = self._rows.pop(at)
            if row is not before:  # rows that are repeated stay one
                before, laid = row, (*row[margin:], *("",) * (width - len(row)))
            rows[at - first] = laid
        return first, rows


def _joined(before: Row, row: Row) -> Row:
    length = max(len(before), len(row))
    pairs = zip((*before, *[""] * (length - len(before))), (*row, *[""] * (length - len(row))), strict=True)
    return tuple(later or earlier for earlier, later in pairs)


def _far(name: str, row: int, column: int) -> Problem:
    return Problem(
        "import.too_large",
        tr('"{name}" has a cell far off, in row {row} or column {column}.', name=name, row=row, column=column),
        tr("It was not opened; nothing changed. Delete the cells far from the table and save it again."),
    )
