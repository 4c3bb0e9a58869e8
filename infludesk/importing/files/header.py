"""Find the row of headings, below any preamble, and make its headings unique names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from infludesk.importing.fields.targets import LEFT_OUT, candidates
from infludesk.kernel.headings import own_label
from infludesk.kernel.text import fold, tr

Record = Sequence[str]
_LOOK = 60
_BELOW = 20
_NEAR = 8
_HANDLES = 3
_ENOUGH = 2
_FULL = 0.6
_LONGEST = 80
_CONTACT = re.compile(r"[^@\s]+@[^@\s]+\.\w+|(https?://|www\.)\S+|@\w\S*", re.IGNORECASE)
_NUMBER = re.compile(r"[-+(]?\s?([A-Z]{3}|[$€£¥])?\s?\d[\d.,'’\s/()-]*\s?([%€£$kKmMbB]|[A-Z]{3})?\)?")
_DATE = re.compile(
    r"(\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([T\s].*)?|\d{1,2}:\d\d(:\d\d)?|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4})"
)
_HANDLE = re.compile(r"[a-z0-9._]+")
_YEAR = re.compile(r"(19|20)\d\d")


def find_header(records: Sequence[Record]) -> int | None:
    """Index of the row of headings; None where the table has none.

    It is the first row filled nearly as far as those below it, if it does not look like one of them; or one of
    nothing but headings that are known, even below rows that could be taken for it.
    """
    seen = [(at, row) for at, row in enumerate(records[:_LOOK]) if any(cell.strip() for cell in row)]
    if _is_list(seen):
        return None
    for place, (at, row) in enumerate(seen):
        below = [one for _, one in seen[place + 1 : place + 1 + _BELOW]]
        if _is_known(row):
            grouped = below and with_groups(below[0], row) is not below[0]
            return seen[place + 1][0] if grouped else at
        if _full_enough(row, below):
            if (known := _known_below(seen[place : place + _NEAR])) is not None:
                return known
            return None if _is_data(row, below) else at
    return None


def known_headings(records: Sequence[Record]) -> int:
    """How many fields the row of headings names; 0 where none is found."""
    at = find_header(records)
    named = {candidates(cell[:_LONGEST])[:1] for cell in records[at]} if at is not None else set()
    return len(named - {(), (LEFT_OUT,)})


def with_groups(head: Record, above: Record) -> Record:
    """Tell headings that repeat apart by the row of groups above them: ``Instagram`` over ``Followers`` and ``ER``."""
    names = [fold(cell) for cell in head]
    repeated = {name for name, count in Counter(filter(None, names)).items() if count > 1}
    if not repeated or _filled(above) < _ENOUGH or _filled(above) >= _filled(head):
        return head
    cells = [cell.strip() for cell in [*above, *[""] * len(head)][: len(head)]]
    groups: Iterator[str] = accumulate(cells, lambda group, cell: cell or group)
    joined = [
        f"{group} {cell}".strip() if fold(cell) in repeated else cell for group, cell in zip(groups, head, strict=True)
    ]
    return joined if len(set(map(fold, joined))) == len(joined) else head


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
    filled = _filled(row)
    return filled >= min(2, usual) and filled >= _FULL * usual


def _filled(row: Record) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _is_list(seen: list[tuple[int, Record]]) -> bool:
    """Whether all there is are handles, one below the other."""
    cells = [row[0].strip() for _, row in seen if reach(row) == 1]
    if len(cells) < _HANDLES or len(cells) < len(seen) or candidates(cells[0][:_LONGEST]):
        return False
    return all(map(_HANDLE.fullmatch, cells)) and any(not cell.isalpha() for cell in cells)


def _known_below(seen: list[tuple[int, Record]]) -> int | None:
    """The row of known headings, where only words, figures and dates stand above it."""
    for at, row in seen:
        if any(_shape(cell) == "contact" for cell in row):
            return None
        if _is_known(row, distinct=False):
            return at
    return None


def _is_known(row: Record, *, distinct: bool = True) -> bool:
    """Whether a row is two or more headings that all name a field, each another one."""
    named = [_meant(cell) for cell in row if cell.strip()]
    if {(), (LEFT_OUT,)} & set(named):
        return False
    return len(set(named)) > 1 and (len(set(named)) == len(named) or not distinct)


def _meant(cell: str) -> tuple[str, ...]:
    """What a heading means: the best of the fields it may, or one of the user's own in the program's files."""
    return (fold(cell),) if own_label(cell) else candidates(cell[:_LONGEST])[:1]


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
