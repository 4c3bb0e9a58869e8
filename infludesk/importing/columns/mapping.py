"""Which field each column of a file goes to: proposed from headings and contents, confirmed, saved as JSON."""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from infludesk.importing.columns.dealing import Column, accounts_named, deal, kept_as_note
from infludesk.importing.columns.home import NOWHERE, Home
from infludesk.importing.columns.sources import OWN, OWN_CARDS, Source, recognise
from infludesk.importing.fields.reading import AS_TEXT, Reading, clean, detect, is_read
from infludesk.importing.fields.targets import LEFT_OUT, NOTE, heading, platform_named, says_points, target
from infludesk.importing.files.sheet import Sheet
from infludesk.kernel.errors import Problem
from infludesk.kernel.headings import PERCENT, own_label
from infludesk.kernel.money import CURRENCIES
from infludesk.kernel.text import fold, tr
from infludesk.records.custom import PREFIX, free_key
from infludesk.records.model import CustomField

_SAMPLE = 1_000
_SHOWN = 3
_COUNTRIES = frozenset({"creator.country", "address.country"})
_ALLOWED = {
    "decimal": {".", ","}, "scale": {"", "points", "fraction"}, "currency": {"", *CURRENCIES},
    "order": {"", "ymd", "dmy", "mdy", "excel", "family"},
}  # fmt: skip
# cells of the program's own files that are taken as they stand
_TEXTS = frozenset({"text", "long", "name"})
_AS_WRITTEN = {OWN: _TEXTS | {"email", "phone", "url", "account"}, OWN_CARDS: _TEXTS}
_NEEDED = ("key", "label", "field_kind")
_OWN = (*_NEEDED, "choices", "internal")


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
    """How a file becomes creators.

    Attributes:
        columns: in the file's order.
        source: the source's name where it is known.
        custom: the user's own fields that columns go to; those the workspace lacks are made by the import.
    """

    columns: tuple[MappedColumn, ...]
    source: str = ""
    custom: tuple[CustomField, ...] = ()


def propose(sheet: Sheet, home: Home = NOWHERE) -> Mapping:
    """Propose a target and a reading for every column; the best alias wins a target that takes one column.

    Args:
        sheet: the file.
        home: the workspace it goes to: ``workspace.read(home)``.
    """
    source = recognise(sheet.kind, sheet.columns)
    as_written = source is not None and source.name in _AS_WRITTEN
    columns = [Column(i, name, _values(sheet, i, as_written=as_written)) for i, name in enumerate(sheet.columns)]
    guess = platform_named(sheet.name) or platform_named(sheet.tab or "")
    dealt = deal(columns, source, guess, home.custom)
    used = tuple(one for one in home.custom if f"{PREFIX}{one.key}" in dealt.codes.values())
    mapped = tuple(_mapped(sheet, one, dealt.codes, dealt.doubts, source, home) for one in columns)
    return Mapping(mapped, source.name if source else "", used)


def remap(sheet: Sheet, column: MappedColumn, *, place: int, code: str, home: Home = NOWHERE) -> MappedColumn:
    """Send one column elsewhere, and decide anew how it is read; ``home.custom`` holds the fields it may go to."""
    kind = target(code, home.custom).kind
    reading = detect(kind, (row[place] for row in sheet.rows), country=home.country, currency=home.currency)
    return dataclasses.replace(column, target=code, reading=reading, doubt=reading.doubt)


def by_rows(sheet: Sheet, columns: Sequence[MappedColumn]) -> tuple[MappedColumn, ...]:
    """Doubt the country of phone numbers only where a row has none beside them; ``columns`` are all of the file."""
    codes = {place: one.target for place, one in enumerate(columns)}
    return tuple(
        dataclasses.replace(one, doubt=one.reading.doubt if _without_country(sheet, place, codes) else "")
        if one.reading.kind == "phone" and one.doubt in ("", one.reading.doubt)
        else one
        for place, one in enumerate(columns)
    )


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
    known: dict[str, Any] = {"mapping": 1, "source": mapping.source, "columns": columns}
    if mapping.custom:
        known["custom"] = [{name: getattr(one, name) for name in _OWN if getattr(one, name)} for one in mapping.custom]
    return json.dumps(known, ensure_ascii=False, indent=2)


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
    if not _is_text(source := known.get("source", "")):
        raise _unreadable(tr('its "source" is no text'))
    custom = _read_custom(known.get("custom", []))
    mapped = tuple(_read_column(i, one, custom) for i, one in enumerate(columns, 1))
    return Mapping(mapped, source, custom)


def applied(mapping: Mapping, sheet: Sheet, home: Home = NOWHERE) -> Mapping:
    """Lay a saved mapping over a file by its headings; columns it does not know are proposed."""
    mapping = _at_home(mapping, home)
    saved: dict[str, list[MappedColumn]] = {}
    for one in mapping.columns:
        saved.setdefault(heading(one.heading), []).append(one)
    custom = tuple({one.key: one for one in (*home.custom, *mapping.custom)}.values())
    columns, taken = [], {one.target for one in mapping.columns if not target(one.target, custom).several}
    for place, one in enumerate(propose(sheet, home).columns):
        if same := saved.get(heading(one.heading)):
            first = same.pop(next((at for at, it in enumerate(same) if it.heading == one.heading), 0))
            doubt = _unreadable_cells(_values(sheet, place), first, custom)
            columns.append(dataclasses.replace(one, target=first.target, reading=first.reading, doubt=doubt))
        else:
            code = NOTE if one.target in taken else one.target
            columns.append(one if code == one.target else dataclasses.replace(one, target=code, reading=AS_TEXT))
    used = {one.target for one in columns}
    return Mapping(tuple(columns), mapping.source, tuple(one for one in custom if f"{PREFIX}{one.key}" in used))


def _at_home(mapping: Mapping, home: Home) -> Mapping:
    """A saved mapping with the workspace's own fields in place of those of the same key or name, and kind."""
    keys = {one.key or "" for one in home.custom}
    own: dict[str | None, CustomField] = {}
    for one in mapping.custom:
        free = [it for it in home.custom if it not in own.values() and it.field_kind == one.field_kind]
        named = next((it for it in free if fold(it.label or "") == fold(one.label or "")), None)
        same = next((it for it in free if it.key == one.key), named)
        own[one.key] = same or dataclasses.replace(one, key=free_key(one.key or "", keys))
        keys.add(own[one.key].key or "")
    codes = {f"{PREFIX}{key}": f"{PREFIX}{one.key}" for key, one in own.items()}
    columns = tuple(dataclasses.replace(one, target=_renamed(one.target, codes)) for one in mapping.columns)
    return dataclasses.replace(mapping, columns=columns, custom=tuple(own.values()))


def _renamed(code: str, codes: dict[str, str]) -> str:
    base, at, of = code.partition("@")
    return f"{codes.get(base, base)}{at}{of}"


def _unreadable_cells(values: Sequence[str], column: MappedColumn, custom: tuple[CustomField, ...]) -> str:
    """What a saved reading cannot make of a file's cells, in words, where another reading can."""
    where = target(column.target, custom)
    if where.field is None or where.kind != column.reading.kind:
        return ""
    choices = where.field.choices
    now = detect(where.kind, values)
    saved, best = (sum(not is_read(how, one, choices) for one in values) for how in (column.reading, now))
    return (
        tr(
            "The saved way of reading does not fit some cells, such as {cell}.",
            cell=next(one for one in values if not is_read(column.reading, one, choices)),
        )
        if saved > best
        else ""
    )


def _unreadable(why: str) -> Problem:
    return Problem(
        "mapping.unreadable",
        tr("The mapping cannot be read: {why}.", why=why),
        tr("Nothing was imported. Save the mapping again from the import's second step."),
    )


def _read_column(number: int, one: Any, custom: tuple[CustomField, ...]) -> MappedColumn:
    if not isinstance(one, dict) or not _is_text(one.get("heading")) or not _is_text(one.get("field")):
        raise _unreadable(tr('column {n} has no "heading" and "field"', n=number))
    named = one.get("reading", {})
    fields = {f.name for f in dataclasses.fields(Reading)}
    if not isinstance(named, dict) or not set(named) <= fields or not all(map(_is_text, named.values())):
        raise _unreadable(tr('the reading of column "{heading}" is not known', heading=one["heading"]))
    where = target(one["field"], custom)
    reading = Reading(**{"kind": where.kind, **named})
    other = where.field is not None and reading.kind != where.kind
    if other or any(getattr(reading, name) not in allowed for name, allowed in _ALLOWED.items()):
        raise _unreadable(tr('the reading of column "{heading}" is not known', heading=one["heading"]))
    return MappedColumn(one["heading"], one["field"], reading if where.field else AS_TEXT)


def _read_custom(given: Any) -> tuple[CustomField, ...]:
    """The user's own fields that a mapping brings, each with a key and a name of its own."""
    kinds = dict(CustomField.entity.field("field_kind").choices)
    found: list[CustomField] = []
    for one in given if isinstance(given, list) else [None]:
        known = one if isinstance(one, dict) else {}
        words = known.get("choices", [])
        texts = [text for name in _NEEDED if _is_text(text := known.get(name)) and text.strip()]
        if len(texts) < len(_NEEDED) or texts[2] not in kinds:
            raise _unreadable(tr("a custom field has no key, label and kind"))
        if not isinstance(words, list) or not all(map(_is_text, words)):
            raise _unreadable(tr('the choices of the custom field "{label}" are no words', label=texts[1]))
        if any(it.key == texts[0] or fold(it.label or "") == fold(texts[1]) for it in found):
            raise _unreadable(tr('there are two custom fields "{label}"', label=texts[1]))
        found.append(
            CustomField(
                table_name="creator", key=texts[0], label=texts[1], field_kind=texts[2],
                choices=tuple(words), internal=bool(known.get("internal")),
            )
        )  # fmt: skip
    return tuple(found)


def _is_text(value: Any) -> TypeGuard[str]:
    """Whether a value is a text that can be kept: JSON may hold halves of letters."""
    try:
        return isinstance(value, str) and value.encode() is not None
    except UnicodeEncodeError:
        return False


def _values(sheet: Sheet, place: int, *, as_written: bool = False) -> tuple[str, ...]:
    """What the column holds in the first rows, each once."""
    cells = (row[place] for row in sheet.rows[:_SAMPLE] if place < len(row))
    seen = cells if as_written else map(clean, cells)
    return tuple(dict.fromkeys(value for value in seen if value))


def _mapped(
    sheet: Sheet, column: Column, codes: dict[int, str], doubts: dict[int, str], source: Source | None, home: Home
) -> MappedColumn:
    code = codes.get(column.place, NOTE if column.values else LEFT_OUT)
    doubt = doubts.get(column.place, "")
    if code == NOTE:
        doubt = kept_as_note(column.heading, codes)
    if code.startswith("account_snapshot.") and "@" not in code and accounts_named(codes) > 1:
        doubt = tr("These figures go to the first account of the row.")
    cells = [row[column.place] for row in sheet.rows if column.place < len(row)]
    own = code.startswith(PREFIX) and (column.heading.endswith(PERCENT) or own_label(column.heading))
    points = own or says_points(column.heading)
    scale = "points" if points else source.rates if source else ""
    sample = cells if len(cells) <= _SAMPLE else column.values
    kind = target(code, home.custom).kind
    if source and kind in _AS_WRITTEN.get(source.name, ()):
        sample = ()
    reading = detect(kind, sample, scale=scale, country=home.country, currency=home.currency)
    if f"{code}@currency" in codes.values():  # which names what no cell of this one does
        reading = Reading("money", decimal="," if any("," in cell for cell in sample) else ".")
    if kind == "phone" and not _without_country(sheet, column.place, codes):
        reading = dataclasses.replace(reading, country="", doubt="")
    filled = sum(1 for cell in cells if cell and clean(cell))
    return MappedColumn(column.heading, code, reading, column.values[:_SHOWN], filled, doubt or reading.doubt)


def _without_country(sheet: Sheet, place: int, codes: dict[int, str]) -> bool:
    """Whether some row has a phone number without a country's code, and no country beside it."""
    countries = [at for at, code in codes.items() if code.partition("@")[0] in _COUNTRIES]
    return any(
        row[place].strip() and not row[place].lstrip().startswith(("+", "00")) and not any(row[at] for at in countries)
        for row in sheet.rows[:_SAMPLE]
    )
