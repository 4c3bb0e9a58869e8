"""Records to a sheet: headings found, blank, repeated and total rows left out, ragged rows made even, all noted."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from infludesk.importing.files.controls import holds_controls, without_controls
from infludesk.importing.files.header import Record, find_header, headings, reach, with_groups
from infludesk.importing.files.repeats import Body, drop_repeats, headings_below
from infludesk.importing.files.sheet import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_NOTES,
    MAX_ROWS,
    Sheet,
    too_large,
    too_many_columns,
)
from infludesk.kernel.errors import Note
from infludesk.kernel.text import fold, number, plural, tr

_TOTALS = frozenset({"total", "totals", "grand total", "gesamt", "summe"})
_ENOUGH = 2
_REMARK = re.compile(r":|\.$|^\W*(\S+\s+){4}")


def lay_out(sheet: Sheet, records: Sequence[Record], *, first: int = 1, header_row: int | None = None) -> Sheet:
    """Fill a sheet with the records of its file.

    Args:
        sheet: what is known of the file; its notes are kept.
        records: all rows from the top, blank ones too.
        first: the number of the first record.
        header_row: number of the row of headings, 0 for none; None to find it.

    Raises:
        Problem: ``import.too_many_columns``, ``import.too_large``.
    """
    records, notes = _printable(records, first)
    at = find_header(records) if header_row is None else header_row - first
    head: Record = records[at] if at is not None and 0 <= at < len(records) else ()
    start = at + 1 if head and at is not None else 0
    if start > 1:
        head = with_groups(head, records[start - 2])
    body, lines = _body(records, start, first), 1
    if head:
        _drop_remarks(body, reach(head), notes)
        _drop_total(body, notes)
        lines = 1 + headings_below(body, head)
        drop_repeats(body, head, notes)
        head = _without_stray_blank(head, body)
    rows = _even(body, reach(head), notes, sheet.name)
    return replace(
        sheet,
        columns=headings(head, len(rows[0]) if rows else reach(head)),
        rows=rows,
        numbers=tuple(body.numbers),
        header=tuple(" ".join([cell] * lines) for cell in head),
        header_row=start and start - 1 + first,
        notes=(*sheet.notes, *few(notes)),
    )


def check_size(name: str, rows: int, columns: int) -> None:
    """Refuse what no memory holds.

    Raises:
        Problem: ``import.too_many_columns``, ``import.too_large``.
    """
    if columns > MAX_COLUMNS:
        raise too_many_columns(name, columns)
    if rows > MAX_ROWS or rows * columns > MAX_CELLS:
        title = tr(
            '"{name}" has {rows} rows and {columns} columns, more than can be read at once.',
            name=name,
            rows=number(rows),
            columns=number(columns),
        )
        raise too_large(name, title)


def few(notes: list[Note], more: int = 0) -> list[Note]:
    """The first notes, and how many more there are; ``more`` were not even made."""
    more += len(notes[MAX_NOTES:])
    if not more:
        return notes
    return [
        *notes[:MAX_NOTES],
        Note(None, None, "", plural(more, "{n} more row is like this.", "{n} more rows are like these.")),
    ]


def _printable(records: Sequence[Record], first: int) -> tuple[Sequence[Record], list[Note]]:
    """Drop control characters, and say from which rows."""
    places = [at for at, row in enumerate(records) if row and holds_controls(row)]
    if not places:
        return records, []
    kept = list(records)
    for at in places:
        kept[at] = without_controls(records[at])
    reason = "Row {row} held control characters; they were left out."
    return kept, [Note(at + first, None, "", tr(reason, row=at + first)) for at in places]


def _body(records: Sequence[Record], start: int, first: int) -> Body:
    """All rows from a place on that are not blank."""
    rows = records[start:]
    filled = [at for at, row in enumerate(rows) if row and (row[0].strip() or any(cell.strip() for cell in row))]
    kept = list(rows) if len(filled) == len(rows) else [rows[at] for at in filled]
    return Body(kept, [at + start + first for at in filled])


def _drop_total(body: Body, notes: list[Note]) -> None:
    """Drop the row of totals that studios put first, and spreadsheets last."""
    for at in (0, len(body.rows) - 1):
        if len(body.rows) > 1 and _is_total(body.rows[at]):
            n, row = body.numbers[at], body.rows[at]
            notes.append(Note(n, None, next(filter(None, row)), tr("Row {row} holds totals and was left out.", row=n)))
            body.drop([at])
            return


def _drop_remarks(body: Body, width: int, notes: list[Note]) -> None:
    """Drop sentences that stand alone below the table, after a blank row."""
    at = len(body.rows)
    while at > 1 and width > _ENOUGH and reach(body.rows[at - 1]) == 1 and _REMARK.search(body.rows[at - 1][0]):
        at -= 1
    if at < len(body.rows) and body.numbers[at] > body.numbers[at - 1] + 1:
        reason = "Row {row} is a remark below the table and was left out."
        notes += (
            Note(n, None, row[0], tr(reason, row=n)) for n, row in zip(body.numbers[at:], body.rows[at:], strict=True)
        )
        body.drop(list(range(at, len(body.rows))))


def _is_total(row: Record) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(filled) > 1 and fold(filled[0]) in _TOTALS and all(any(map(str.isdigit, cell)) for cell in filled[1:])


def _without_stray_blank(head: Record, body: Body) -> Record:
    """Close the one gap among the headings where every row below has one cell less than they do."""
    gaps = [at for at, cell in enumerate(head) if not cell.strip()]
    if len(gaps) == 1 and len(body.rows) >= _ENOUGH and set(map(len, body.rows)) == {len(head) - 1}:
        return [*head[: gaps[0]], *head[gaps[0] + 1 :]]
    return head


def _even(body: Body, known: int, notes: list[Note], name: str) -> tuple[tuple[str, ...], ...]:
    """Make all rows as long as the longest, and at least as long as the headings; say which were not."""
    lengths = Counter(map(len, body.rows))
    width = usual = known or max(lengths, key=lengths.__getitem__, default=0)
    if lengths.keys() - {width}:
        width = max([width, *(reach(row) for row in body.rows if len(row) > width)])
    check_size(name, len(body.rows), width)
    if lengths.keys() <= {width}:
        return tuple(map(tuple, body.rows))
    numbered = list(zip(body.numbers, body.rows, strict=True))
    short = [(n, len(row)) for n, row in numbered if len(row) < usual]
    if len(short) * 2 <= len(numbered):
        notes += (Note(n, None, "", _too_short(n, cells, usual)) for n, cells in short)
    notes += (Note(n, None, row[known], _too_long(n, known)) for n, row in numbered if known and reach(row) > known)
    return tuple((*row, *[""] * (width - len(row))) if len(row) < width else tuple(row[:width]) for row in body.rows)


def _too_short(row: int, cells: int, width: int) -> str:
    return tr("Row {row} has {cells} of {width} cells; the others stay empty.", row=row, cells=cells, width=width)


def _too_long(row: int, width: int) -> str:
    return tr(
        "Row {row} has more than the {width} cells of the headings; the rest stands to the right.", row=row, width=width
    )
