"""Fields of the user's own: what the rest of the program sees of one, and how its values are kept."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from infludesk.db.driver import SqlRow
from infludesk.kernel.fields import Entity, Field, Kind
from infludesk.kernel.money import Money
from infludesk.kernel.text import fold, tr
from infludesk.records.model import CustomField

TABLES = ("creator", "campaign")
COLUMNS = ("value_text", "value_int", "value_currency")
PREFIX = "custom."
# Kinds kept as a whole number; money has its currency beside it, and every other kind is kept as text.
_WHOLE = frozenset({"int", "ppm", "yes", "money"})
_NO_WORD = re.compile(r"[\W_]+")


def as_field(one: CustomField) -> Field:
    """The field as forms, tables, imports and exports know any other; named ``custom.<key>``.

    The code of a choice is its word.
    """
    return Field(
        name=f"{PREFIX}{one.key}",
        kind=cast("Kind", one.field_kind or "text"),
        label=one.label or "",
        help=one.help or "",
        section="Your own fields",
        choices=tuple((word, word) for word in one.choices),
        search=bool(one.searchable),
        internal=bool(one.internal),
    )


def key_of(label: str) -> str:
    """The key of a label: folded, with ``_`` between the words; ``field`` where no letter or digit is in it."""
    return _NO_WORD.sub("_", fold(label)).strip("_") or "field"


def free_key(label: str, taken: Collection[str]) -> str:
    """The key of a label; with a number behind it where that is taken."""
    base = key = key_of(label)
    number = 1
    while key in taken:
        number += 1
        key = f"{base}_{number}"
    return key


def told_apart(fields: Sequence[CustomField]) -> tuple[CustomField, ...]:
    """The fields with names of their own: the Trash and Undo bring back one whose name another has by now."""
    taken, seen, found = {fold(one.label or "") for one in fields}, set[str](), []
    for one in fields:
        label, number = one.label or "", 1
        if fold(label) in seen:
            while fold(label) in taken:
                number += 1
                label = f"{one.label} ({number})"
            taken.add(fold(label))
            one = replace(one, label=label)  # noqa: PLW2901  the same field under its other name
        seen.add(fold(label))
        found.append(one)
    return tuple(found)


def names_taken(entity: Entity, own: Iterable[CustomField]) -> frozenset[str]:
    """The folded names of a record's fields, declared and of the user's own; a new field needs another."""
    return frozenset(map(fold, (*(tr(one.label) for one in entity.fields), *(one.label or "" for one in own))))


def is_whole(kind: str) -> bool:
    """Whether values of a kind are kept in ``value_int``; else in ``value_text``."""
    return kind in _WHOLE


def to_columns(kind: str, value: Any) -> dict[str, Any]:
    """The three columns of a value; all None for no value."""
    columns: dict[str, Any] = dict.fromkeys(COLUMNS)
    if value is None or value == "":
        return columns
    if kind == "money":
        return columns | {"value_int": value.minor, "value_currency": value.currency}
    return columns | ({"value_int": int(value)} if is_whole(kind) else {"value_text": value})


def from_columns(kind: str, row: Mapping[str, Any] | SqlRow) -> Any:
    """The value that a row's columns hold; None for no value.

    What was written while the field was of another kind, to which Undo brings it back, is told as text.
    """
    number, currency = row["value_int"], row["value_currency"]
    fits = is_whole(kind) and (kind == "money") == (currency is not None) and (kind != "yes" or number in (0, 1))
    if number is None or not fits:
        amount = number if number is None or currency is None else f"{Money(number, currency).amount} {currency}"
        return row["value_text"] or (None if amount is None else str(amount))
    if kind == "money":
        return Money(number, currency)
    return bool(number) if kind == "yes" else number
