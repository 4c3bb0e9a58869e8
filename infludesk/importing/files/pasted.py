"""Read what was pasted: rows copied from a spreadsheet, delimited text, address cards, or a list of people."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from infludesk.importing.fields.targets import candidates
from infludesk.importing.files.controls import holds_controls, without_controls
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.pasted_lines import (
    EMAIL,
    HANDLE,
    LABELS,
    NAME,
    ORDER,
    PHONE,
    WEBSITE,
    is_bare,
    kind_of,
    people,
    speaks_of,
    unbulleted,
)
from infludesk.importing.files.sheet import (
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Sheet,
    empty,
    too_large,
    too_many_columns,
)
from infludesk.importing.files.vcard_file import read_vcards
from infludesk.kernel.errors import Note
from infludesk.kernel.text import tr

_CARD = re.compile(r"\s*BEGIN\s*:\s*VCARD", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_DELIMITERS = (",", ";", "|")
_SAMPLE = 1_000
_MOST = 0.8
_LONGEST_HEADINGS = 2_000
_LONGEST = 20_000_000
_BY_KIND = {
    "email": EMAIL, "phone": PHONE, "handle": HANDLE, "platform": "Platform", "profile": "Profile URL", "site": WEBSITE,
}  # fmt: skip
Row = tuple[str, ...]


def read_pasted(text: str, name: str = "", *, header_row: int | None = None, delimiter: str | None = None) -> Sheet:
    """Read a text into a sheet with at least one row.

    Args:
        text: as the clipboard held it.
        name: what to call it; "Pasted text" where it is empty.
        header_row: number of the row of headings, 0 for none; None to find it.
        delimiter: the user's choice, which makes it a table; None to find out.

    Returns:
        A sheet of kind ``csv`` for rows and delimited text, ``vcard`` for cards, else ``text``: one row per person,
        with the columns Name, Email, Phone, Handle, one per platform, Website and Notes, as far as they are needed.

    Raises:
        Problem: ``import.empty_file``, ``.not_a_table``, ``.too_large``, ``.too_many_columns``.
    """
    name = name or tr("Pasted text")
    if len(text) > MAX_BYTES:
        raise too_large(name, tr('"{name}" has more letters than can be read at once.', name=name))
    text, notes = _clean(text)
    if not text.strip():
        raise empty(name, headings=False)
    if _CARD.match(text):
        sheet = read_vcards(text.encode(), name, encoding="utf-8")
    elif delimiter is not None or header_row is not None:
        sheet = _table(text, name, header_row, delimiter)
    else:
        sheet = _found_table(text, name) or _list(text, name)
    if not sheet.rows:
        raise empty(name, headings=bool(sheet.columns))
    return replace(sheet, encoding="", notes=(*notes, *sheet.notes))


def _clean(text: str) -> tuple[str, tuple[Note, ...]]:
    """One kind of line end, no mark, no control characters, no halves of letters."""
    text = text.removeprefix("\ufeff").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _LINE_ENDS.sub("\n", text)
    if not holds_controls((text,)):
        return text, ()
    (text,) = without_controls((text,))
    return text, (Note(None, None, "", tr("The text held control characters; they were left out.")),)


def _table(text: str, name: str, header_row: int | None, delimiter: str | None) -> Sheet:
    sheet = read_csv(text.encode(), name, encoding="utf-8", header_row=header_row, delimiter=delimiter)
    sheet = replace(sheet, rows=tuple(tuple(map(str.strip, row)) for row in sheet.rows))
    return sheet if sheet.header_row else replace(sheet, columns=_named(sheet))


def _found_table(text: str, name: str) -> Sheet | None:
    """The text as rows of cells; None where it is a list."""
    if "\t" in text:
        return _table(text, name, None, "\t")
    if "\n" not in text.strip():
        return _headings_alone(text, name)
    if not any(one in text for one in _DELIMITERS):
        return None
    sheet = _table(text, name, None, None)
    if sheet.delimiter not in _DELIMITERS or len(sheet.columns) < 2:  # noqa: PLR2004
        return None
    if sheet.header_row and _are_headings(sheet.columns):
        return sheet
    sheet = sheet if not sheet.header_row else _table(text, name, 0, sheet.delimiter)
    return sheet if len(sheet.rows) > 1 and _is_regular(sheet.rows[:_SAMPLE]) else None


def _headings_alone(line: str, name: str) -> Sheet | None:
    """A line that names fields and nothing else, as a table without rows."""
    cells = [cell.strip() for cell in re.split("[,;|]", line[:_LONGEST_HEADINGS])]
    known = len(cells) > 1 and all(any(candidates(cell)) for cell in cells)
    return Sheet(name, "csv", columns=tuple(cells)) if known else None


def _are_headings(cells: Sequence[str]) -> bool:
    return any(any(candidates(one)) for one in cells) and {kind_of(one) for one in cells} <= {"words", "platform"}


def _is_regular(rows: Sequence[Row]) -> bool:
    """Whether rows have equally many cells, of which not all say the same kind of thing."""
    full = sum(all(row) for row in rows)
    columns = [_kind(row[at] for row in rows) for at in range(len(rows[0]))]
    bare = all(is_bare(cell) for row in rows for cell in row if cell)
    if full < _MOST * len(rows) or "mixed" in columns:
        return False
    return len(set(columns)) > 1 or (columns[0] == "words" and not bare)


def _kind(cells: Iterable[str]) -> str:
    """What most of a column's cells are."""
    kinds: list[str] = [kind_of(cell) for cell in cells if cell.strip()]
    best = max(set(kinds), key=kinds.count, default="")
    return best if kinds.count(best) >= _MOST * len(kinds) else ""


def _named(sheet: Sheet) -> Row:
    """Names for columns without headings, by what they hold: the first one of words holds names."""
    columns: list[str] = []
    for at, column in enumerate(sheet.columns):
        kind = _kind(row[at] for row in sheet.rows[:_SAMPLE])
        wanted = _BY_KIND.get(kind, "") or (NAME if kind == "words" else "")
        columns.append(wanted if wanted and wanted not in columns else column)
    return tuple(columns)


def _list(text: str, name: str) -> Sheet:
    if len(text) > _LONGEST:
        raise too_large(name, tr('"{name}" has more letters than can be read at once.', name=name))
    persons, platform = [], ""
    lines = [line for line in text.split("\n") if line.strip()]
    names = _holds_names(lines)
    for line in lines:
        if said := speaks_of(line):
            platform = LABELS[said]
            continue
        for cells in people(line, names=names):
            counted: Counter[str] = Counter()
            person: dict[tuple[str, int], str] = {}
            for column, value in cells:
                where = platform if platform and column == HANDLE else column
                counted[where] += 1
                person[where, counted[where]] = value
            persons.append(person)
    return _laid(persons, name)


def _laid(persons: list[dict[tuple[str, int], str]], name: str) -> Sheet:
    """One row per person; what a person has a second of stands in a column of its own."""
    columns = sorted({one for person in persons for one in person}, key=lambda one: (ORDER.index(one[0]), one[1]))
    if len(columns) > MAX_COLUMNS:
        raise too_many_columns(name, len(columns))
    if len(persons) > MAX_ROWS or len(persons) * len(columns) > MAX_CELLS:
        raise too_large(name, tr('"{name}" has more people than can be read at once.', name=name))
    return Sheet(
        name,
        "text",
        columns=tuple(column if k == 1 else f"{column} {k}" for column, k in columns),
        rows=tuple(tuple(person.get(one, "") for one in columns) for person in persons),
        numbers=tuple(range(1, len(persons) + 1)),
    )


def _holds_names(lines: Sequence[str]) -> bool:
    """Whether single words are names: there are full names too, or they are not written as handles are."""
    words = [word for line in lines[:_SAMPLE] for one in re.split("[,;]", line[:_SAMPLE]) if (word := unbulleted(one))]
    plain = [word for word in words if kind_of(word) == "words"]
    bare = sum(map(is_bare, plain))
    return bare < _MOST * len(plain)
