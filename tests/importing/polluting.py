"""Flaws put into a clean table one at a time, as the Pollock benchmark does, each with the table that is meant."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

Line = list[str]
_CELL = re.compile(r'"(?:[^"]|"")*"|[^,]*')


@dataclass(frozen=True, slots=True)
class Polluted:
    """A flawed file.

    Attributes:
        name: as the benchmark names it.
        text: its content.
        meant: all its records, headings first.
    """

    name: str
    text: str
    meant: list[Line]


def row_flaws(text: str, end: str = "\r\n") -> Iterator[Polluted]:
    """A separator more or less, a quotation mark more and another separator, for each row and column.

    Args:
        text: lines of cells between commas, none over two lines.
        end: what ends each line of the flawed files.
    """
    lines = [_raw(line) for line in text.splitlines()]
    meant = list(csv.reader(io.StringIO(text)))
    for at, cells in enumerate(lines):
        for col in range(len(cells)):
            more = ",".join(cells[:col]) + ("," if col else "") + "," + ",".join(cells[col:])
            yield Polluted(f"row_more_sep_row{at}_col{col}.csv", _with(lines, at, more, end), meant)
            if col:
                less = ",".join(cells[:col]) + ",".join(cells[col:])
                yield Polluted(f"row_less_sep_row{at}_col{col}.csv", _with(lines, at, less, end), meant)
            marked = [*cells[:col], '"' + cells[col], *cells[col + 1 :]]
            wrong = [*meant[at][:col], '"' + meant[at][col], *meant[at][col + 1 :]]
            name = f"row_extra_quote{at}_col{col}.csv"
            yield Polluted(name, _with(lines, at, ",".join(marked), end), [*meant[:at], wrong, *meant[at + 1 :]])
        yield Polluted(f"row_field_delimiter_{at}_0x20.csv", _with(lines, at, " ".join(cells), end), meant)


def _raw(line: str) -> Line:
    """The cells of a line with their quotation marks."""
    cells, at = [], 0
    while True:
        match = _CELL.match(line, at)
        assert match
        cells.append(match[0])
        at = match.end() + 1
        if at > len(line):
            return cells


def _with(lines: list[Line], at: int, changed: str, end: str) -> str:
    text = [",".join(cells) for cells in lines]
    return end.join([*text[:at], changed, *text[at + 1 :], ""])
