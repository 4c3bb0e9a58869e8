"""A field of the user's own for a column: its name, and the kind that its cells have."""

from collections.abc import Sequence

from infludesk.creators.model import Creator
from infludesk.creators.profiles import is_address
from infludesk.importing.fields.cells import clean
from infludesk.importing.fields.days import is_day
from infludesk.importing.fields.figures import core, named
from infludesk.importing.fields.reading import NO_WORDS, YES_WORDS, Order, Reading, is_read
from infludesk.importing.files.sheet import Sheet
from infludesk.kernel.headings import own_label
from infludesk.kernel.text import fold
from infludesk.records.custom import free_key, names_taken
from infludesk.records.model import CustomField

_MOST_CHOICES = 12
_LONGEST_CHOICE = 40
_LONGEST_LINE = 200
_DIGITS = 15
_ORDERS: tuple[Order, ...] = ("dmy", "mdy")
_ONE_OR_NONE = frozenset({"0", "1"})


def new_field(sheet: Sheet, place: int, taken: Sequence[CustomField] = (), *, kind: str = "") -> CustomField:
    """Propose a field of the user's own for a column, to be added to ``Mapping.custom``.

    Args:
        sheet: the file.
        place: the column, from 0.
        taken: the fields there are: the workspace's and those of the mapping.
        kind: a code of ``CustomField.field_kind`` that the person chose; else it is found in the cells.
    """
    values = [text for row in sheet.rows if (text := clean(row[place]))]
    label = " ".join((own_label(sheet.columns[place]) or sheet.columns[place]).split())
    names = names_taken(Creator.entity, taken)
    base, number = label, 2
    while fold(label) in names:
        label, number = f"{base} {number}", number + 1
    key = free_key(label, {one.key or "" for one in taken})
    kind = kind or kind_of(values)
    words = tuple({fold(text): text for text in reversed(values)}.values())[::-1] if kind == "choice" else ()
    return CustomField(table_name="creator", key=key, label=label, field_kind=kind, choices=words)


def kind_of(values: Sequence[str]) -> str:
    """The code of ``CustomField.field_kind`` that fits every cell; text where no other does."""
    seen = dict.fromkeys(values)
    kinds = (
        ("yes", lambda v: fold(v) in YES_WORDS | NO_WORDS),
        ("ppm", lambda v: (found := core(v)) is not None and found[5] == "%" and found[1] != "-"),
        ("int", _is_whole),
        ("money", lambda v: bool(named(v)[0])),
        ("day", lambda v: is_day(v) and any(is_read(Reading("day", order=order), v) for order in _ORDERS)),
        ("url", lambda v: is_address(v) and is_read(Reading("url"), v)),
    )
    for kind, holds in kinds:
        if seen and not (kind == "yes" and set(seen) <= _ONE_OR_NONE) and all(map(holds, seen)):
            return kind
    if any("\n" in value or len(value) > _LONGEST_LINE for value in seen):
        return "long"
    short = all(len(value) <= _LONGEST_CHOICE for value in seen)
    distinct = len({fold(value) for value in seen})
    return "choice" if short and 0 < distinct <= _MOST_CHOICES and distinct * 2 <= len(values) else "text"


def _is_whole(text: str) -> bool:
    """A count, which loses nothing as a whole number; a house number, a code with a leading 0 and 38.5 are text."""
    found = core(text)
    if found is None or found[5] or (text[0] == "0" and len(text) > 1) or found[1]:
        return False
    return found[4] != "" or (text.isdecimal() and len(text) <= _DIGITS) or _grouped(found[2])


def _grouped(digits: str) -> bool:
    groups = digits.replace(".", ",").split(",")
    return len(groups) > 1 and len(groups[0]) in (1, 2, 3) and all(len(one) == 3 for one in groups[1:])  # noqa: PLR2004  thousands
