"""Read delimited text: encoding, dialect and headings are found out; flawed lines are mended and noted."""

import csv
import io
import re
from collections.abc import Sequence

from infludesk.importing.dialect import Dialect, find_dialect
from infludesk.importing.encoding import decode, wrong_letters
from infludesk.importing.header import Record
from infludesk.importing.mending import mend
from infludesk.importing.sheet import MAX_BYTES, Sheet
from infludesk.importing.table import few, lay_out
from infludesk.kernel.errors import Note
from infludesk.kernel.text import tr

_DECLARED = re.compile(r"sep=([^\w\s\"']|\t)? *(?:\r?\n|\r|\Z)", re.IGNORECASE)
_MARKED = re.compile(r"'(?=[\d=+\-@'])")


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
    records, mended = _split(text, dialect)
    notes = [_mended_note(at + 1) for at in mended]
    if wrong := wrong_letters(text):
        notes.append(_letters_note(*wrong))
    if dialect.quote != "'" and _MARKED.search(text):
        records = [[_MARKED.sub("", cell, count=1) if _MARKED.match(cell) else cell for cell in row] for row in records]
    sheet = Sheet(
        name=name,
        kind="csv",
        encoding=found,
        delimiter=dialect.delimiter,
        quote=dialect.quote,
        notes=tuple(few(notes)),
    )
    return lay_out(sheet, records, header_row=header_row)


def _split(text: str, dialect: Dialect) -> tuple[Sequence[Record], list[int]]:
    """All records, and the places of those that had to be mended."""
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        skipinitialspace=dialect.spaced,
        strict=True,
    )
    try:
        return list(map(tuple, reader)), []
    except csv.Error:
        return mend(text, dialect)


def _mended_note(row: int) -> Note:
    return Note(row, None, "", tr("Row {row} has a quotation mark in the wrong place; it was read as text.", row=row))


def _letters_note(wrong: str, right: str) -> Note:
    return Note(
        None, None, wrong, tr("Some letters look wrong ({wrong}); {right} may be meant.", wrong=wrong, right=right)
    )
