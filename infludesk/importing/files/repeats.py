"""Headings and rows that come again, as in exports that were joined or printed on several pages."""

from dataclasses import dataclass
from itertools import pairwise

from infludesk.importing.files.header import Record, reach
from infludesk.importing.files.sheet import MAX_COLUMNS, MAX_NOTES
from infludesk.kernel.errors import Note
from infludesk.kernel.text import plural, tr

_ENOUGH = 2


@dataclass(slots=True)
class Body:
    """The rows below the headings and their numbers, side by side: pairs would take twice the time."""

    rows: list[Record]
    numbers: list[int]

    def drop(self, places: list[int]) -> None:
        """Leave rows out; the places ascend."""
        for at in reversed(places):
            del self.rows[at], self.numbers[at]


def headings_below(body: Body, head: Record) -> int:
    """How often the headings come again right below themselves: they take that many rows more, which are dropped."""
    count = 0
    while len(head) >= _ENOUGH and count < len(body.rows) and _same(body.rows[count], head):
        count += 1
    body.drop(list(range(count)))
    return count


def drop_repeats(body: Body, head: Record, notes: list[Note]) -> None:
    """Drop headings that come again, and those rows below them that stand above already."""
    if len(head) < _ENOUGH:
        return
    first = head[0]
    again = [at for at, row in enumerate(body.rows) if row[0] == first and _same(row, head)]
    above: dict[int, set[Record]] = {}
    dropped: list[int] = []
    for at, end in pairwise([*again, len(body.rows)]):
        n, width = body.numbers[at], reach(body.rows[at])
        if len(notes) <= MAX_NOTES:
            notes.append(Note(n, None, first, tr("Row {row} repeats the headings and was left out.", row=n)))
        if width not in above:
            above[width] = {_cut(row, width) for row in body.rows[: again[0]]}
        repeated = [one for one in range(at + 1, end) if _cut(body.rows[one], MAX_COLUMNS) in above[width]]
        if repeated and len(notes) <= MAX_NOTES:
            notes.append(_repeated(n, len(repeated)))
        dropped += (at, *repeated)
    body.drop(dropped)


def _same(row: Record, head: Record) -> bool:
    cells = min(len(row), len(head))
    return cells >= _ENOUGH and any(row[:cells]) and list(row[:cells]) == list(head[:cells])


def _cut(row: Record, width: int) -> Record:
    """A row up to a width, without empty cells at its end."""
    return tuple(row[: min(width, reach(row))])


def _repeated(row: int, count: int) -> Note:
    reason = plural(
        count,
        "{n} row below row {row} stands above already and was left out.",
        "{n} rows below row {row} stand above already and were left out.",
        row=row,
    )
    return Note(row, None, "", reason)
