"""Read delimited text with quotation marks in the wrong places: line by line, aiming at the usual number of cells."""

import csv
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from infludesk.importing.files.dialect import Dialect
from infludesk.importing.files.header import Record
from infludesk.importing.files.lines import lines_of

_LINES_PER_CELL = 200
_SAMPLE = 2_000
_MOST_CELLS = 200
_MOST_MARKS = 200
_MOST_LETTERS = 50_000
_MOST_WORK = 1_000_000
_MOST_STEPS = 2_000
_MOST_MENDED = 20_000
_PLAIN = 2
_UNLIKELY = 4


class Mended(NamedTuple):
    """A flawed text as read.

    Attributes:
        records: all of them.
        places: of those that were mended, counted from 0.
        starts: per record, the line at which it starts.
    """

    records: list[Record]
    places: list[int]
    starts: list[int]


def mend(text: str, dialect: Dialect) -> Mended:
    """Split a flawed text into records."""
    lines = list(lines_of(text))
    width = _usual_width(lines, dialect)
    records, mended, starts = done = Mended([], [], [])
    at = 0
    while at < len(lines):
        starts.append(at)
        found = _strictly(lines, at, dialect)
        if found and (found[1] == 1 or len(found[0]) == width):
            records.append(found[0])
            at += found[1]
            continue
        single = _mend_line(lines[at].rstrip("\r\n"), width, dialect) if len(mended) < _MOST_MENDED else None
        if single is None and found:
            records.append(found[0])
            at += found[1]
            continue
        mended.append(len(records))
        records.append(single or _loosely(lines[at].rstrip("\r\n"), dialect))
        at += 1
    return done


def _usual_width(lines: list[str], dialect: Dialect) -> int:
    """The most common number of cells of lines that are whole by themselves."""
    found = (_strictly(lines[at : at + 1], 0, dialect) for at in range(min(len(lines), _SAMPLE)))
    widths = Counter(len(one[0]) for one in found if one and any(one[0]))
    return widths.most_common(1)[0][0] if widths else 0


def _strictly(lines: list[str], start: int, dialect: Dialect) -> tuple[list[str], int] | None:
    """The flawless record that starts at a line, and how many lines it takes."""
    reader = csv.reader(
        (lines[at] for at in range(start, min(start + _LINES_PER_CELL, len(lines)))),
        **dialect.options,
        strict=True,
    )
    try:
        return next(reader), reader.line_num
    except (csv.Error, StopIteration):
        return None


def _loosely(line: str, dialect: Dialect) -> list[str]:
    """A line as Python's reader takes it when nothing better is known."""
    reader = csv.reader([line], **dialect.options)
    return next(reader, [])


def _mend_line(line: str, width: int, dialect: Dialect) -> list[str] | None:
    """Read quotation marks as text where that gives the usual number of cells."""
    marks = line.count(dialect.quote)
    if not 0 < width <= _MOST_CELLS or len(line) > _MOST_LETTERS or marks > _MOST_MARKS:
        return None
    if len(line) * marks > _MOST_WORK:
        return None
    return _Fit(line, width, dialect).cells()


class _Fit:
    """The search for a reading of one line with a known number of cells; its work is bounded."""

    def __init__(self, line: str, width: int, dialect: Dialect) -> None:
        self.line, self.width, self.dialect = line, width, dialect
        self.dead: set[tuple[int, int]] = set()

    def cells(self) -> list[str] | None:
        """The first reading that has the width."""
        return self._from(0, self.width)

    def _from(self, start: int, left: int) -> list[str] | None:
        if (start, left) in self.dead or len(self.dead) > _MOST_STEPS:
            return None
        for cell, end in self._cell(start):
            if end is None:
                if left == 1:
                    return [cell]
            elif left > 1 and (rest := self._from(end, left - 1)) is not None:
                return [cell, *rest]
        self.dead.add((start, left))
        return None

    def _cell(self, start: int) -> Iterator[tuple[str, int | None]]:
        """Ways to read the cell at a place, the likeliest first, each with where the next one starts."""
        if self.dialect.spaced:
            start += len(self.line[start:]) - len(self.line[start:].lstrip(" "))
        if self.line[start : start + 1] != self.dialect.quote:
            yield self._plain(start)
            return
        plain = self._plain(start)
        found = [
            (self._doubt(self.line[start + 1 : close]), self._quoted(start, close)) for close in self._closings(start)
        ]
        found.append((_UNLIKELY if plain[0].endswith(self.dialect.quote) else _PLAIN, plain))
        yield from (cell for _, cell in sorted(found, key=lambda one: one[0]))

    def _quoted(self, start: int, close: int) -> tuple[str, int | None]:
        mark = self.dialect.quote
        cell = self.line[start + 1 : close].replace("\\" + mark, mark).replace(mark * 2, mark)
        return cell, (close + 2 if close + 1 < len(self.line) else None)

    def _doubt(self, inner: str) -> int:
        """How unlikely a quoted cell is: flawless, with a lone mark inside, or with what looks like the next cell."""
        mark, delimiter = self.dialect.quote, self.dialect.delimiter
        if mark not in inner.replace("\\" + mark, "").replace(mark * 2, ""):
            return 0
        return _UNLIKELY - 1 if delimiter + mark in inner or mark + delimiter in inner else 1

    def _plain(self, start: int) -> tuple[str, int | None]:
        end = self.line.find(self.dialect.delimiter, start)
        return (self.line[start:], None) if end < 0 else (self.line[start:end], end + 1)

    def _closings(self, start: int) -> Iterator[int]:
        """Where a quotation mark stands before a delimiter or at the line's end."""
        at = self.line.find(self.dialect.quote, start + 1)
        while at >= 0:
            if self.line[at - 1] != "\\" and self.line[at + 1 : at + 2] in ("", self.dialect.delimiter):
                yield at
            at = self.line.find(self.dialect.quote, at + 1)
