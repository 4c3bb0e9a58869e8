"""Read delimited text: encoding, dialect and headings are found out; flawed lines are mended and noted."""

import csv
import re

from infludesk.importing.files.dialect import Dialect, find_dialect
from infludesk.importing.files.encoding import decode, wrong_letters
from infludesk.importing.files.fitting import fit_rows
from infludesk.importing.files.header import Record, reach
from infludesk.importing.files.lines import MAX_LINE, has_endless_line, lines_of
from infludesk.importing.files.mending import mend
from infludesk.importing.files.sheet import MAX_COLUMNS, MAX_NOTES, MAX_ROWS, Sheet, too_large
from infludesk.importing.files.table import check_size, few, lay_out
from infludesk.kernel.errors import Note
from infludesk.kernel.spreadsheet import holds_marks, unmarked
from infludesk.kernel.text import tr

_DECLARED = re.compile(r"sep=([^\w\s\"']|\t)? *(?:\r?\n|\r|\Z)", re.IGNORECASE)
_MOST_RECORDS = 4 * MAX_ROWS
_DOUBLED = '""'


def read_csv(
    data: bytes,
    name: str,
    *,
    header_row: int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Sheet:
    """Read delimited text into a sheet; one without rows is returned as it is.

    Args:
        data: the whole file.
        name: the file's name.
        header_row: number of the row of headings, 0 for none; None to find it.
        encoding: the user's choice; None to find it.
        delimiter: the user's choice; None to find it.

    Raises:
        Problem: ``import.not_a_table``, ``import.too_large``, ``import.too_many_columns``.
    """
    text, found = decode(data, name, encoding)
    if declared := _DECLARED.match(text):
        # a spreadsheet's own first line; it stays as a blank one so that rows keep their numbers
        delimiter, text = delimiter or declared[1], "\n" + text[declared.end() :]
    dialect = find_dialect(text, delimiter)
    records, mended, fitted = _split(text, dialect, name)
    if inner := _unwrapped(records, dialect):
        records, mended, fitted = _split(inner, dialect, name)
    mended = [at for at in mended if at not in fitted]
    notes = [_fitted_note(at + 1) for at in sorted(fitted)]
    notes += (_mended_note(at + 1) for at in mended[:MAX_NOTES])
    if wrong := wrong_letters(text):
        notes.append(_letters_note(*wrong))
    if dialect.quote != "'" and holds_marks(text):
        records = [[unmarked(cell) for cell in row] for row in records]
    if dialect.quote == "'" and _DOUBLED in text:
        # the quotes were changed after marks within cells had been doubled
        records = [[cell if cell == _DOUBLED else cell.replace(_DOUBLED, '"') for cell in row] for row in records]
    sheet = Sheet(
        name=name,
        kind="csv",
        encoding=found,
        delimiter=dialect.delimiter,
        quote=dialect.quote,
        notes=tuple(few(notes, more=len(mended[MAX_NOTES:]))),
    )
    return lay_out(sheet, records, header_row=header_row)


def _split(text: str, dialect: Dialect, name: str) -> tuple[list[Record], list[int], set[int]]:
    """All records, and the places of those that had to be mended, and of those that were put in their place.

    Raises:
        Problem: ``import.too_large``, ``import.too_many_columns``.
    """
    if has_endless_line(text):
        raise too_large(name, tr('"{name}" has a line of more than 10 million characters.', name=name))
    csv.field_size_limit(MAX_LINE)
    mended: list[int] = []
    starts = None
    try:
        records = _records(text, dialect, name)
    except csv.Error:
        if (lines := max(text.count("\n"), text.count("\r"))) > 2 * MAX_ROWS:
            check_size(name, lines, 1)
        records, mended, starts = mend(text, dialect)
    check_size(name, 0, max(map(reach, (row for row in records if len(row) > MAX_COLUMNS)), default=0))
    return records, mended, set(fit_rows(text, records, dialect, starts))


def _records(text: str, dialect: Dialect, name: str) -> list[Record]:
    """All records; those of more lines than a sheet has rows are counted as they come."""
    reader = csv.reader(lines_of(text), **dialect.options, strict=True)
    lines = max(text.count("\n"), text.count("\r"))
    if lines <= MAX_ROWS:
        return list(map(tuple, reader))
    if dialect.quote not in text and lines > _MOST_RECORDS:
        check_size(name, lines, 1)
    records: list[Record] = []
    filled = 0
    for row in reader:
        blank = not any(map(str.strip, row))
        filled += not blank
        records.append(() if blank else tuple(row))
        if filled > MAX_ROWS + 1 or len(records) > _MOST_RECORDS:
            check_size(name, lines, max(map(len, records[:_MOST_RECORDS:1000])))
    return records


def _unwrapped(records: list[Record], dialect: Dialect) -> str:
    """The lines of a file where each was enclosed in quotes as a whole; else nothing."""
    if any(len(row) > 1 for row in records):
        return ""
    lines = [row[0] if row else "" for row in records]
    counts = {line.count(dialect.delimiter) for line in lines if line.strip()}
    wrapped = len(counts) == 1 and 0 not in counts and not any("\n" in line or "\r" in line for line in lines)
    return "\n".join(lines) if wrapped else ""


def _mended_note(row: int) -> Note:
    return Note(row, None, "", tr("Row {row} has a quotation mark in the wrong place; it was read as text.", row=row))


def _fitted_note(row: int) -> Note:
    reason = tr("Row {row} has separators in the wrong places; its cells were put under the columns they fit.", row=row)
    return Note(row, None, "", reason)


def _letters_note(wrong: str, right: str) -> Note:
    return Note(
        None, None, wrong, tr("Some letters look wrong ({wrong}); {right} may be meant.", wrong=wrong, right=right)
    )
