"""Find the row of headings, below any preamble, and make its headings unique names."""

import re
from collections.abc import Sequence

from infludesk.importing.targets import LEFT_OUT, candidates
from infludesk.kernel.text import fold, tr

Record = Sequence[str]
_LOOK = 60
_BELOW = 20
_FULL = 0.6
_LONGEST = 80
_CONTACT = re.compile(r"[^@\s]+@[^@\s]+\.\w+|(https?://|www\.)\S+|@\w\S*", re.IGNORECASE)
_NUMBER = re.compile(r"[-+(]?\s?([A-Z]{3}|[$€£¥])?\s?\d[\d.,'’\s/()-]*\s?([%€£$kKmMbB]|[A-Z]{3})?\)?")
_DATE = re.compile(
    r"(\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([T\s].*)?|\d{1,2}:\d\d(:\d\d)?|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4})"
)
_YEAR = re.compile(r"(19|20)\d\d")


def find_header(records: Sequence[Record]) -> int | None:
    """Index of the row of headings; None where the table has none.

    It is the first row filled nearly as far as those below it, if it does not look like one of them; or one of
    nothing but headings that are known.
    """
    seen = [(at, row) for at, row in enumerate(records[:_LOOK]) if any(cell.strip() for cell in row)]
    for place, (at, row) in enumerate(seen):
        below = [one for _, one in seen[place + 1 : place + 1 + _BELOW]]
        if _is_known(row):
            return at
        if _full_enough(row, below):
            return None if _is_data(row, below) else at
    return None


def headings(row: Record, width: int) -> tuple[str, ...]:
    """Name ``width`` columns: headings trimmed, empty ones numbered, repeated ones counted."""
    names: list[str] = []
    taken: set[str] = set()
    for at in range(width):
        name = " ".join(row[at].split()) if at < len(row) else ""
        base = name or tr("Column {n}", n=at + 1)
        name, count = base, 1
        while fold(name) in taken:
            count += 1
            name = f"{base} ({count})"
        taken.add(fold(name))
        names.append(name)
    return tuple(names)


def reach(row: Record) -> int:
    """How many cells a row has, without the empty ones at its end."""
    last = len(row)
    while last and not row[last - 1].strip():
        last -= 1
    return last


def _full_enough(row: Record, below: list[Record]) -> bool:
    if not below:
        return True
    lengths = sorted(reach(one) for one in below)
    usual = lengths[(len(lengths) - 1) // 2]
    filled = sum(bool(cell.strip()) for cell in row)
    return filled >= min(2, usual) and filled >= _FULL * usual


def _is_known(row: Record) -> bool:
    """Whether a row is two or more headings that all name a field, each another one."""
    named = [candidates(cell[:_LONGEST])[:1] for cell in row if cell.strip()]
    return len(named) > 1 and len(set(named)) == len(named) and not {(), (LEFT_OUT,)} & set(named)


def _is_data(row: Record, below: list[Record]) -> bool:
    """Whether a row holds what the rows below hold: addresses, numbers and dates, not words above them."""
    data = words = 0
    for at, cell in enumerate(row):
        kind = _shape(cell)
        if kind == "contact":
            return True
        if not kind:
            continue
        under = [_shape(one[at]) for one in below if at < len(one) and one[at].strip()]
        figures = sum(one != "word" for one in under) * 2 > len(under)
        if kind == "figure" and (figures or not under) and not (_YEAR.fullmatch(cell.strip()) and below):
            data += 1
        elif kind == "word" and figures:
            words += 1
    return data > words


def _shape(cell: str) -> str:
    text = cell.strip()[:200]
    if not text:
        return ""
    if _CONTACT.fullmatch(text):
        return "contact"
    return "figure" if _DATE.fullmatch(text) or _NUMBER.fullmatch(text) else "word"
