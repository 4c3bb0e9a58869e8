"""Read address cards into a sheet whose columns have the names address books use."""

# Not read by vobject, which gives up the rest of a file at the first broken line; here the card itself still counts.

import re
from collections.abc import Sequence

from infludesk.importing.files.controls import holds_controls, without_controls
from infludesk.importing.files.encoding import decode
from infludesk.importing.files.sheet import MAX_CELLS, MAX_COLUMNS, Sheet, too_large, too_many_columns
from infludesk.importing.files.table import few
from infludesk.importing.files.vcard_lines import Card, Line, read_cards, unescape, unfold
from infludesk.importing.files.vcard_profiles import MESSENGERS, WEBSITE, profile_of
from infludesk.kernel.errors import Note
from infludesk.kernel.lists import APART, PLAIN, awkward, joined
from infludesk.kernel.text import tr

_NAMED = {
    "FN": "Name", "EMAIL": "E-mail", "NICKNAME": "Nickname", "TITLE": "Job Title", "ROLE": "Role", "NOTE": "Notes",
    "LANG": "Languages", "X-DO-NOT-CONTACT": "Do not contact",
}  # fmt: skip
_LABELS = "Labels"
# The name of a card that this program wrote; its texts are taken as they stand.
_OWN_NAME, _MADE_BY = "Full name", "-//infludesk//"
_ADDRESS = ("Street", "City", "Region", "Postal code", "Country")
_ORDER = (
    _OWN_NAME, "Name", "First Name", "Middle Name", "Last Name", "Nickname", "Organization", "Department", "Job Title",
    "Role", "E-mail", "Phone", "Fax", "Pager", MESSENGERS, WEBSITE, *_ADDRESS, "Birthday", "Languages", _LABELS,
    "Do not contact", "Notes",
)  # fmt: skip
_JOINED = {"Nickname": ", ", MESSENGERS: ", ", "Languages": ", ", "Notes": "\n"}
_SCHEME = re.compile(r"\A(tel|mailto|x-apple):", re.IGNORECASE)
_DAY = re.compile(r"(\d{4}|-)-?(\d\d)-?(\d\d)(?:[T ].*)?")
_NO_YEAR = "1604"
_KINDS = frozenset({"KIND", "X-ADDRESSBOOKSERVER-KIND"})
_MOST_VALUES = 100
_LAST = 4

Cells = dict[tuple[str, int], str]
"""(column, its count from 1) → the value."""


def read_vcards(data: bytes, name: str, *, encoding: str | None = None) -> Sheet:
    """Read all cards of a file, one row each; a card without anything to read is noted and left out.

    Args:
        data: the whole file.
        name: the file's name.
        encoding: the user's choice; None to find it.

    Raises:
        Problem: ``import.not_a_table``, ``.too_many_columns``, ``.too_large``.
    """
    text, found_encoding = decode(unfold(data), name, encoding)
    cards: list[tuple[int, Cells]] = []
    notes: list[Note] = []
    for n, card in enumerate(read_cards(text), 1):
        cells, reasons = _checked(card)
        notes += (Note(n, None, "", tr(reason, row=n)) for reason in reasons)
        if cells:
            cards.append((n, cells))
    _join_labels([cells for _, cells in cards])
    columns = sorted({column for _, cells in cards for column in cells}, key=_place)
    if len(columns) > MAX_COLUMNS:
        raise too_many_columns(name, len(columns))
    if len(columns) * len(cards) > MAX_CELLS:
        raise too_large(name, tr('"{name}" has more cards than can be read at once.', name=name))
    return Sheet(
        name=name,
        kind="vcard",
        columns=tuple(name if k == 1 else f"{name} {k}" for name, k in columns),
        rows=tuple(tuple(cells.get(column, "") for column in columns) for _, cells in cards),
        numbers=tuple(n for n, _ in cards),
        encoding=found_encoding,
        notes=tuple(few(notes)),
    )


def _join_labels(cards: Sequence[Cells]) -> None:
    """Put the labels of each card in one cell, parted by what is in no label of the file."""
    every = [[place for place in cells if place[0] == _LABELS] for cells in cards]
    labels = [[cells[place] for place in places] for cells, places in zip(cards, every, strict=True)]
    apart = APART if awkward(label for some in labels for label in some) else PLAIN
    for cells, places, some in zip(cards, every, labels, strict=True):
        for place in places:
            del cells[place]
        if some:
            cells[_LABELS, 1] = joined(some, apart)


def _checked(card: Card) -> tuple[Cells, list[str]]:
    """What a card holds, and what there is to say of it."""
    if any(line.name in _KINDS and line.value.strip().lower() == "group" for line in card.lines):
        return {}, ["Card {row} is a group of other cards; it was left out."]
    cells, reasons = _cells(card), []
    if holds_controls(tuple(cells.values())):
        cells = dict(zip(cells, without_controls(tuple(cells.values())), strict=True))
        reasons.append("Card {row} held control characters; they were left out.")
    few_enough = {(column, k): value for (column, k), value in cells.items() if k <= _MOST_VALUES or column == _LABELS}
    if card.cut or len(few_enough) < len(cells):
        reasons.append("Card {row} has more than a hundred values of a kind; the first hundred were kept.")
    if not cells:
        reasons.append("Card {row} holds nothing that can be read; it was left out.")
    elif not card.whole:
        reasons.append("Card {row} breaks off; what could be read was kept.")
    return few_enough, reasons


def _cells(card: Card) -> Cells:
    """What a card holds, the preferred of several values first."""
    labels = {line.group: _label(line) for line in card.lines if line.group and line.name == "X-ABLABEL"}
    found: dict[str, list[str]] = {}
    seen: set[tuple[str, str]] = set()
    for line in sorted(card.lines, key=_preference):
        for column, value in _read(line, labels.get(line.group, "")):
            if column in _ADDRESS or (column, value) not in seen:
                seen.add((column, value))
                found.setdefault(column, []).append(value)
    if not any(found.get("Name", ())):
        whole = " ".join(v for name in ("First Name", "Last Name") for v in found.get(name, ()))
        found["Name"] = [whole or next(iter(found.get("Organization", ())), "")]
    if any(line.name == "PRODID" and line.value.lower().startswith(_MADE_BY) for line in card.lines):
        found[_OWN_NAME] = found.pop("Name")
    for column, by in _JOINED.items():
        if column in found:
            found[column] = [by.join(filter(None, found[column]))]
    return {(column, k): v for column, values in found.items() for k, v in enumerate(values, 1) if v}


def _read(line: Line, label: str) -> list[tuple[str, str]]:
    """The columns a line fills; none for a property that is not kept."""
    value = _SCHEME.sub("", unescape(line.value), count=1)
    if line.name in _NAMED:
        return [(_NAMED[line.name], value)]
    match line.name:
        case "N":
            last, first, middle = (*line.parts, "", "", "")[:3]
            found = [("First Name", first), ("Middle Name", middle), ("Last Name", last)]
        case "ORG":
            found = list(zip(("Organization", "Department"), line.parts, strict=False))
        case "TEL":
            found = [(_telephone(line), value.replace(";ext=", " ext. "))]
        case "ADR":
            found = _address(line)
        case "BDAY":
            found = [("Birthday", _day(value))]
        case "CATEGORIES":
            found = [(_LABELS, one) for one in line.entries]
        case _:
            profile = profile_of(line, label, value)
            found = [profile] if profile else []
    return found


def _telephone(line: Line) -> str:
    return "Fax" if "fax" in line.types else "Pager" if "pager" in line.types else "Phone"


def _address(line: Line) -> list[tuple[str, str]]:
    parts = [" ".join(part.split()) for part in (*line.parts, *[""] * 7)[:7]]
    street = ", ".join(part.rstrip(",") for part in parts[:3] if part)
    return list(zip(_ADDRESS, (street, *parts[3:]), strict=True))


def _label(line: Line) -> str:
    return unescape(line.value).removeprefix("_$!<").removesuffix(">!$_")


def _preference(line: Line) -> int:
    rank = next(iter(line.parameters.get("pref", [])), "")
    return int(rank) if rank.isdecimal() and len(rank) < _LAST else 1 if "pref" in line.types else 100


def _day(text: str) -> str:
    """ISO; ``--02-03`` where the year is unknown; as it stands where it is no day."""
    found = _DAY.fullmatch(text)
    if not found:
        return text
    year, month, day = found.groups()
    return f"--{month}-{day}" if year in ("-", _NO_YEAR) else f"{year}-{month}-{day}"


def _place(column: tuple[str, int]) -> tuple[int, int, str]:
    """Names first, then ways to reach the person, platforms after websites, then the rest."""
    name, count = column
    return (_ORDER.index(name) if name in _ORDER else _ORDER.index(WEBSITE)), count, name
