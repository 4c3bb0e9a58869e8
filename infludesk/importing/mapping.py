"""Which field each column of a file goes to: proposed from headings and contents, confirmed, saved as JSON."""

import dataclasses
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from infludesk.creators.profiles import is_address, read_profile
from infludesk.importing.reading import AS_TEXT, Reading, clean, detect, is_email, parts, read
from infludesk.importing.sheet import Sheet
from infludesk.importing.targets import (
    LEFT_OUT,
    NOTE,
    Target,
    candidates,
    heading,
    platform_code,
    platform_named,
    rank,
    target,
)
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

_SAMPLE = 1_000
_SHOWN = 3
_MOST = 0.8
_HALF = 0.5
_SOURCES = (
    ("Upfluence", {"influencer id", "media url", "profile name"}),
    ("Google Contacts", {"first name", "last name", "organization name", "labels"}),
    ("Google Contacts (old)", {"given name", "family name", "group membership"}),
    ("LinkedIn", {"first name", "last name", "connected on"}),
)
_TEXTS = frozenset({"creator.name", "creator.given_name", "creator.family_name", "creator.notes", "creator.summary",
                    "creator.nickname", "creator.city", "creator.region"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of the file, by position.

    Attributes:
        heading: as in the file.
        target: the code of its target.
        reading: how its cells are read.
        samples: up to three different cells.
        filled: cells that say something.
        doubt: why a person should look; empty for none.
    """

    heading: str
    target: str
    reading: Reading = AS_TEXT
    samples: tuple[str, ...] = ()
    filled: int = 0
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a file becomes creators: its columns in the file's order, and the source's name where it is known."""

    columns: tuple[MappedColumn, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column with what it holds, while targets are dealt out."""

    place: int
    heading: str
    values: tuple[str, ...]


def propose(sheet: Sheet) -> Mapping:
    """Propose a target and a reading for every column; the best alias wins a target that takes one column."""
    source = _source(sheet)
    columns = [_Column(i, name, _values(sheet, i)) for i, name in enumerate(sheet.columns)]
    dealt = _deal(columns, source)
    guess = platform_named(sheet.name) or platform_named(sheet.tab or "")
    return Mapping(tuple(_mapped(sheet, column, dealt, guess) for column in columns), source)


def remap(sheet: Sheet, column: MappedColumn, *, place: int, code: str) -> MappedColumn:
    """Send one column elsewhere, and decide anew how it is read."""
    reading = detect(target(code).kind, (row[place] for row in sheet.rows))
    return dataclasses.replace(column, target=code, reading=reading, doubt=reading.doubt)


def to_json(mapping: Mapping) -> str:
    """Write a mapping for ``--mapping`` and for saving: headings, targets and readings; no cells."""
    columns = [
        {
            "heading": one.heading,
            "field": one.target,
            "reading": {k: v for k, v in dataclasses.asdict(one.reading).items() if v and k != "doubt"},
        }
        for one in mapping.columns
    ]
    return json.dumps({"mapping": 1, "source": mapping.source, "columns": columns}, ensure_ascii=False, indent=2)


def from_json(text: str) -> Mapping:
    """Read a mapping back.

    Raises:
        Problem: ``mapping.unreadable`` or ``mapping.unknown_field``, naming the place in the file.
    """
    try:
        known = json.loads(text)
    except (ValueError, RecursionError) as e:
        raise _unreadable(tr("it is not JSON ({why})", why=str(e))) from None
    columns = known.get("columns") if isinstance(known, dict) else None
    if not isinstance(columns, list) or not columns:
        raise _unreadable(tr('it has no list "columns"'))
    return Mapping(tuple(_read_column(i, one) for i, one in enumerate(columns, 1)), str(known.get("source", "")))


def applied(mapping: Mapping, sheet: Sheet) -> Mapping:
    """Lay a saved mapping over a file by its headings; columns it does not know are proposed."""
    saved: dict[str, list[MappedColumn]] = {}
    for one in mapping.columns:
        saved.setdefault(heading(one.heading), []).append(one)
    columns, taken = [], {one.target for one in mapping.columns if not target(one.target).several}
    for one in propose(sheet).columns:
        if same := saved.get(heading(one.heading)):
            first = same.pop(0)
            columns.append(dataclasses.replace(one, target=first.target, reading=first.reading, doubt=""))
        else:
            code = NOTE if one.target in taken else one.target
            columns.append(one if code == one.target else dataclasses.replace(one, target=code, reading=AS_TEXT))
    return Mapping(tuple(columns), mapping.source)


def _unreadable(why: str) -> Problem:
    return Problem(
        "mapping.unreadable",
        tr("The mapping cannot be read: {why}.", why=why),
        tr("Nothing was imported. Save the mapping again from the import's second step."),
    )


def _read_column(number: int, one: Any) -> MappedColumn:
    if not isinstance(one, dict) or not isinstance(one.get("heading"), str) or not isinstance(one.get("field"), str):
        raise _unreadable(tr('column {n} has no "heading" and "field"', n=number))
    named = one.get("reading", {})
    fields = {f.name for f in dataclasses.fields(Reading)}
    if not isinstance(named, dict) or not set(named) <= fields or not all(isinstance(v, str) for v in named.values()):
        raise _unreadable(tr('the reading of column "{heading}" is not known', heading=one["heading"]))
    reading = Reading(**{"kind": target(one["field"]).kind, **named})
    if reading.decimal not in (".", ",") or reading.scale not in ("", "points", "fraction"):
        raise _unreadable(tr('the reading of column "{heading}" is not known', heading=one["heading"]))
    return MappedColumn(one["heading"], one["field"], reading)


def _source(sheet: Sheet) -> str:
    if sheet.kind == "vcard":
        return "vCard"
    named = {heading(name) for name in sheet.columns}
    return next((source for source, marks in _SOURCES if marks <= named), "")


def _values(sheet: Sheet, place: int) -> tuple[str, ...]:
    """What the column holds in the first rows, each once."""
    seen = (clean(row[place]) for row in sheet.rows[:_SAMPLE] if place < len(row))
    return tuple(dict.fromkeys(value for value in seen if value))


def _deal(columns: Sequence[_Column], source: str) -> dict[int, str]:
    """Give each column a code: by alias first, the rest by content; one column per single target."""
    wishes = sorted(
        (rank(code, one.heading), order, one.place, code)
        for one in columns
        if one.values
        for order, code in enumerate(_wishes(one.heading, source))
        if _fits(target(code), one.values)
    )
    dealt: dict[int, str] = {}
    taken: set[str] = set()
    for _, _, place, code in wishes:
        if place not in dealt and code not in taken:
            dealt[place] = code
            if not target(code).several:
                taken.add(code)
    for one in columns:
        if one.values and one.place not in dealt and (code := _by_content(one.values, taken)):
            dealt[one.place] = code
            taken.add(code)
    return dealt


def _wishes(name: str, source: str) -> tuple[str, ...]:
    if source == "LinkedIn" and heading(name) == "url":
        return ("account.url@linkedin",)
    found = candidates(name)
    # the second e-mail or phone column becomes a further contact point
    more = {"creator.email": "contact_point.value@email", "creator.phone": "contact_point.value@phone",
            "creator.website": "contact_point.value@website"}  # fmt: skip
    return (*found, *(more[code] for code in found if code in more))


def _by_content(values: Sequence[str], taken: set[str]) -> str:
    """What a column is by its cells alone: e-mails or profile addresses."""
    if _share(values, lambda v: all(map(is_email, parts(Reading("email", split=","), v)))) >= _MOST:
        return "creator.email" if "creator.email" not in taken else "contact_point.value@email"
    platforms = {_platform_of(value) for value in values}
    if len(platforms) == 1 and (platform := platforms.pop()):
        code = f"account.url@{platform}"
        return "" if code in taken else code
    return ""


def _platform_of(value: str) -> str:
    try:
        found = read_profile(value) if is_address(value) else None
    except Problem:
        return ""
    return found.platform if found and found.platform != "blog" else ""


def _share(values: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, values)) / len(values) if values else 0.0


def _fits(where: Target, values: Sequence[str]) -> bool:
    """Whether the cells can be what the heading says."""
    table, name, _ = where.place
    if where.field is None or table == "tag":
        return True
    if where.code in _TEXTS:
        return _share(values, lambda v: is_address(v) or is_email(v) or v.replace(".", "").isdecimal()) < _HALF
    if name == "platform":
        return _share(values, lambda v: platform_code(v) is not None) >= _HALF
    if name in ("handle", "url"):
        return _share(values, lambda v: is_email(v) or " " in v) < _HALF
    reading = detect(where.kind, values)
    return _share(values, lambda v: _readable(reading, where, v)) >= _HALF


def _readable(reading: Reading, where: Target, value: str) -> bool:
    try:
        single = parts(reading, value) if reading.kind in ("email", "phone", "url") and reading.split else (value,)
        for one in single:
            read(reading, one, where.field.choices if where.field else ())
    except Problem:
        return False
    return True


def _mapped(sheet: Sheet, column: _Column, dealt: dict[int, str], guess: str) -> MappedColumn:
    code = dealt.get(column.place, NOTE if column.values else LEFT_OUT)
    doubt = ""
    if code in ("account.handle", "account.platform_user_id") and not _platform_known(dealt):
        code, doubt = f"{code}@{guess or 'other'}", "" if guess else tr("The file does not say on which platform.")
    said = candidates(column.heading.rpartition(" (")[0] or column.heading)
    if code == NOTE and said and said[0].startswith("account") and said[0] in dealt.values():
        doubt = tr("{field} has its column already; this one is kept as a note.", field=target(said[0]).label)
    if code.startswith("account_snapshot.") and "@" not in code and _accounts(dealt) > 1:
        doubt = tr("These figures go to the first account of the row.")
    cells = [row[column.place] for row in sheet.rows if column.place < len(row)]
    reading = detect(target(code).kind, cells if len(cells) <= _SAMPLE else column.values)
    filled = sum(1 for cell in cells if cell and clean(cell))
    return MappedColumn(column.heading, code, reading, column.values[:_SHOWN], filled, doubt or reading.doubt)


def _platform_known(dealt: dict[int, str]) -> bool:
    return any(code in ("account.platform", "account.url") for code in dealt.values())


def _accounts(dealt: dict[int, str]) -> int:
    return len({code.partition("@")[2] for code in dealt.values() if code.startswith("account.")})
