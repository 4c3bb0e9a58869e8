"""Put the cells of a slipped row under the columns they fit: a separator too many, too few, or another one."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from infludesk.importing.files.dialect import Dialect
from infludesk.importing.files.header import Record
from infludesk.importing.files.lines import lines_of
from infludesk.importing.files.shapes import MISFIT, Column, columns_of

_DELIMITERS = (" ", ",", ";", "\t", "|")
_MODELS = 300
_MOST_ROWS = 2_000
_MOST_CELLS = 60
_MOST_MORE = 40
_MOST_LETTERS = 3_000
_MOST_WORK = 400_000
_BETTER = 3.0
_CLEAR = 0.25
_OVER = -2.0
_DROPPED = -0.6
_JOINED = -0.2
_EDGE = -1.0
_SEAM = 0.5

Token = tuple[str, bool]
Reading = tuple[float, tuple[str, ...]]


def fit_rows(text: str, records: list[Record], dialect: Dialect, starts: Sequence[int] | None = None) -> list[int]:
    """Put slipped rows right, in place; give the places of those that were.

    Args:
        text: the whole text.
        records: all its records.
        dialect: how they were read.
        starts: per record, the line at which it starts; None to count.
    """
    widths = Counter(map(len, records))
    width = max((one for one in widths if one), key=lambda one: widths[one] * (one > 1), default=0)
    slipped = _slipped(text, records, width, dialect, ragged=len(widths) > 1)
    if not slipped or not 1 < width <= _MOST_CELLS or widths[width] * 4 < len(records) - widths[0]:
        return []
    even = (row for row in records if len(row) == width and not _is_marked(row, dialect))
    sample = [row for row, _ in zip(even, range(_MODELS + 1), strict=False)]
    columns = columns_of(sample[1:], width)
    if not columns:
        return []
    fitter = _Fitter(columns, dialect)
    wanted = [at for at in slipped[:_MOST_ROWS] if fitter.misfits(records[at])]
    if not wanted:
        return []
    lines = _single_lines(text, wanted, len(records), list(starts or _starts(text, dialect)))
    head = next(at for at, row in enumerate(records) if any(row))
    fitted = []
    for at, line in lines:
        found = fitter.headings(line) if at == head and _is_row(columns, records, at + 1) else None
        found = found or fitter.best(line, records[at])
        if found:
            records[at] = found
            fitted.append(at)
    return fitted


def _slipped(text: str, records: list[Record], width: int, dialect: Dialect, *, ragged: bool) -> list[int]:
    """Rows that may have slipped: too long or too short, or with a mark that may lack a separator before it."""
    mark, delimiter = re.escape(dialect.quote), re.escape(dialect.delimiter)
    if dialect.delimiter == " ":
        return [at for at, row in enumerate(records) if any(row)]
    if re.search(rf"{mark}(?<=[^{mark}{delimiter}\s]{mark})[^{mark}{delimiter}\s]", text):
        return [at for at, row in enumerate(records) if (len(row) != width and any(row)) or _is_marked(row, dialect)]
    return [at for at, row in enumerate(records) if len(row) != width and any(row)] if ragged else []


def _is_marked(row: Record, dialect: Dialect) -> bool:
    return any(dialect.quote in cell for cell in row)


def _starts(text: str, dialect: Dialect) -> Iterator[int]:
    """The line at which each record of a flawless text starts."""
    reader = csv.reader(lines_of(text), **dialect.options, strict=True)
    yield 0
    for _ in reader:
        yield reader.line_num


def _single_lines(text: str, wanted: list[int], count: int, starts: list[int]) -> list[tuple[int, str]]:
    """The records, of those wanted, that take one line, with their lines."""
    lines = list(lines_of(text))
    ends = [*starts[1:count], len(lines)]
    single = [(at, lines[starts[at]].rstrip("\r\n")) for at in wanted if ends[at] - starts[at] == 1]
    return [(at, line) for at, line in single if len(line) <= _MOST_LETTERS]


def _is_row(columns: list[Column], records: list[Record], at: int) -> bool:
    return at < len(records) and len(records[at]) == len(columns) and _fits(columns, records[at])


def _fits(columns: list[Column], cells: Sequence[str]) -> bool:
    """Whether no cell stands where it cannot."""
    return all(column.fit(cell) > MISFIT for column, cell in zip(columns, cells, strict=True))


class _Fitter:
    """The search for the reading of a line that fits the columns best; its work is bounded."""

    def __init__(self, columns: list[Column], dialect: Dialect) -> None:
        self.columns, self.dialect, self.width = columns, dialect, len(columns)
        self.work = 0

    def misfits(self, row: Record) -> bool:
        """Whether a cell stands where it cannot, cut or filled up to the width."""
        return any(column.fit(cell) < 0 for column, cell in zip(self.columns, self._cut(row), strict=True))

    def headings(self, line: str) -> Record | None:
        """The first line as headings, where another delimiter gives one for each column."""
        for delimiter in _DELIMITERS:
            cells = [cell for cell, _ in _tokens(line, replace(self.dialect, delimiter=delimiter, spaced=False))]
            if len(cells) == self.width == len(set(cells)) and all(map(str.strip, cells)):
                return cells
        parted = [cells for _, cells in self._parted(line, everywhere=False)]
        return parted[0] if len(parted) == 1 else None

    def best(self, line: str, row: Record) -> Record | None:
        """The one reading that is clearly better than the row as it was read."""
        self.work += len(line) * self.width
        if self.work > _MOST_WORK:
            return None
        found = sorted(
            {cells: score for score, cells in self._readings(line, len(row))}.items(), key=lambda one: -one[1]
        )
        if not found or tuple(row) == found[0][0] or not _fits(self.columns, found[0][0]):
            return None
        (cells, score), rest = found[0], found[1:]
        over = _OVER * sum(map(bool, map(str.strip, row[self.width :])))
        if score < self._score(self._cut(row)) + over + _BETTER or (rest and rest[0][1] > score - _CLEAR):
            return None
        return cells

    def _readings(self, line: str, cells: int) -> Iterator[Reading]:
        own = self.dialect.delimiter
        for delimiter in _DELIMITERS if own in _DELIMITERS else (own, *_DELIMITERS):
            if delimiter in line:
                yield from self._joined(
                    _tokens(line, replace(self.dialect, delimiter=delimiter, spaced=False)), delimiter
                )
        yield from self._parted(line, everywhere=cells < self.width)

    def _joined(self, tokens: list[Token], delimiter: str) -> list[Reading]:
        """The two best ways to lay tokens under the columns, joining some and dropping empty ones."""
        more = len(tokens) - self.width
        if not 0 <= more <= _MOST_MORE:
            return []
        # reached[i]: the best readings of the first i tokens by the columns so far
        reached: dict[int, list[Reading]] = {0: [(0.0, ())]}
        for at, column in enumerate(self.columns):
            ahead: dict[int, list[Reading]] = {}
            for used, readings in _with_drops(reached, tokens, at + more).items():
                for end in range(used + 1, at + more + 2):
                    cell = _cell(tokens[used:end], delimiter, column)
                    if cell is None:
                        break
                    fits = column.fit(cell) + _cost(tokens[used:end])
                    ahead.setdefault(end, []).extend((score + fits, (*cells, cell)) for score, cells in readings)
            reached = {end: _two_best(readings) for end, readings in ahead.items()}
        return _with_drops(reached, tokens, len(tokens)).get(len(tokens), [])

    def _parted(self, line: str, *, everywhere: bool) -> Iterator[Reading]:
        """Readings with a delimiter put between two letters: anywhere, or before quotation marks only."""
        mark, delimiter = self.dialect.quote, self.dialect.delimiter
        for at, (before, after) in enumerate(pairwise(line), 1):
            seam = mark in {before, after} or ((before + after).isalnum() and before.isalpha() != after.isalpha())
            if not (everywhere or after == mark) or delimiter in (before, after):
                continue
            cells = _strictly(line[:at] + delimiter + line[at:], self.dialect)
            if cells and len(cells) == self.width:
                yield self._score(cells) + _SEAM * seam, tuple(cells)

    def _score(self, cells: Sequence[str]) -> float:
        return sum(column.fit(cell) for column, cell in zip(self.columns, cells, strict=True))

    def _cut(self, row: Record) -> Record:
        return [*row[: self.width], *[""] * (self.width - len(row))]


def _tokens(line: str, dialect: Dialect) -> list[Token]:
    """Split a line, and tell which of its cells were quoted."""
    tokens: list[Token] = []
    mark, delimiter, at = dialect.quote, dialect.delimiter, 0
    while at <= len(line):
        if line[at : at + 1] == mark and (end := _closing(line, at, dialect)):
            tokens.append((line[at + 1 : end].replace(mark * 2, mark), True))
            at = end + 1 + len(delimiter)
            continue
        end = line.find(delimiter, at)
        end = len(line) if end < 0 else end
        tokens.append((line[at:end], False))
        at = end + len(delimiter)
    return tokens


def _closing(line: str, start: int, dialect: Dialect) -> int:
    """Where the mark stands that ends the quoted cell; 0 where none does."""
    at = line.find(dialect.quote, start + 1)
    while at >= 0:
        if line[at + 1 : at + 2] == dialect.quote:
            at += 1
        elif line[at + 1 : at + 2] in {"", dialect.delimiter}:
            return at
        at = line.find(dialect.quote, at + 1)
    return 0


def _strictly(line: str, dialect: Dialect) -> list[str]:
    try:
        return next(csv.reader([line], **dialect.options, strict=True), [])
    except csv.Error:
        return []


def _with_drops(reached: dict[int, list[Reading]], tokens: list[Token], last: int) -> dict[int, list[Reading]]:
    """Also what is reached by passing over empty tokens."""
    found = {end: list(readings) for end, readings in reached.items()}
    for at in range(last):
        if at in found and tokens[at] == ("", False):
            found[at + 1] = _two_best(
                [*found.get(at + 1, ()), *((score + _DROPPED, cells) for score, cells in found[at])]
            )
    return found


def _two_best(readings: list[Reading]) -> list[Reading]:
    best: dict[tuple[str, ...], float] = {}
    for score, cells in readings:
        best[cells] = max(score, best.get(cells, score))
    return sorted(((score, cells) for cells, score in best.items()), reverse=True)[:2]


def _cell(tokens: list[Token], delimiter: str, column: Column) -> str | None:
    """Tokens as one cell of a column; None where they cannot be."""
    if len(tokens) > 1 and (column.sharp or any(quoted for _, quoted in tokens)):
        return None
    return delimiter.join(text for text, _ in tokens)


def _cost(tokens: list[Token]) -> float:
    edges = (not tokens[0][0]) + (not tokens[-1][0]) if len(tokens) > 1 else 0
    return _JOINED * (len(tokens) - 1) + _EDGE * edges
