"""How far the filled cells of a workbook's tab reach, told from its XML piece by piece, before memory is taken."""

import re

from infludesk.importing.sheet import MAX_AREA, MAX_COLUMNS, damaged, too_many_columns
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

_OTHERS = rb"""(?:\s+(?!r\s*=)[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*+"""
_PLACE = rb"""(?:\s+r\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["'])?"""
# strict on purpose: a tag written in any other way is refused, so none can hide how far it reaches
_TAG = re.compile(rb"<(?:[^\s<>/:\"'=]*:)?(row|c)(?=[\s/>])(?:" + _OTHERS + _PLACE + _OTHERS + rb"\s*(/?>))?")
_START = re.compile(rb"<(?:[^\s<>/:\"'=]*:)?(?:row|c)\s")
_LONGEST = 1 << 16

Tag = tuple[bytes, bytes, bytes, bytes]
"""``row`` or ``c``, letters, digits, and ``>`` or ``/>``; empty for what it does not say."""


class Reach:
    """The furthest row and column of one part's filled cells."""

    def __init__(self, name: str) -> None:
        self.name, self.rows, self.columns = name, 0, 0
        self._tail, self._tab = b"", False
        self._row, self._column = 0, 0  # where the last tag stands, for cells that name no place

    def take(self, chunk: bytes) -> None:
        """See the next piece of the part.

        Raises:
            Problem: ``import.damaged``: a cell's tag is written as no spreadsheet does.
        """
        chunk = self._tail + chunk
        cut = chunk.rfind(b"<")
        if cut < 0 or chunk.find(b">", cut) >= 0:
            cut = len(chunk)
        chunk, self._tail = chunk[:cut], chunk[cut:]
        if len(self._tail) > _LONGEST:
            if _START.match(self._tail):
                raise damaged(self.name)
            self._tail = b""
        self._tab = self._tab or b"sheetData" in chunk
        if self._tab:
            self._see(_TAG.findall(chunk))

    def check(self) -> None:
        """Refuse what would take more memory than a table is worth.

        Raises:
            Problem: ``import.too_many_columns``, ``import.too_large``.
        """
        if self.columns > MAX_COLUMNS:
            raise too_many_columns(self.name, self.columns)
        if self.rows * self.columns > MAX_AREA:
            title = '"{name}" has a cell far off, in row {row} or column {column}.'
            raise Problem(
                "import.too_large",
                tr(title, name=self.name, row=self.rows, column=self.columns),
                tr("It was not opened; nothing changed. Delete the cells far from the table and save it again."),
            )

    def _see(self, tags: list[Tag]) -> None:
        if not all(end for _, _, _, end in tags) or any(
            (kind == b"c") != bool(letters) for kind, letters, digits, _ in tags if digits
        ):
            raise damaged(self.name)
        if any(not digits for _, _, digits, _ in tags):
            self._step(tags)
            return
        filled = [(letters, digits) for kind, letters, digits, end in tags if kind == b"c" and end == b">"]
        self.rows = max([self.rows, *map(int, {digits for _, digits in filled})])
        self.columns = max([self.columns, *map(_column, {letters for letters, _ in filled})])
        if tags:
            self._row, self._column = int(tags[-1][2]), _column(tags[-1][1])

    def _step(self, tags: list[Tag]) -> None:
        """Tags that name no place follow the one before: a row the last row, a cell the last cell."""
        for kind, letters, digits, end in tags:
            if kind == b"row":
                self._row, self._column = int(digits) if digits else self._row + 1, 0
                continue
            self._column = _column(letters) if letters else self._column + 1
            if end == b">":
                self.rows = max(self.rows, int(digits) if digits else self._row)
                self.columns = max(self.columns, self._column)


def _column(letters: bytes) -> int:
    """Number of a column: A is 1, AA is 27."""
    total = 0
    for letter in letters.upper():
        total = total * 26 + letter - 64
    return total
