"""Fields of the user's own: what the rest of the program sees of one, and how its values are kept."""

import re
from collections.abc import Mapping
from typing import Any, cast

from infludesk.db.driver import SqlRow
from infludesk.kernel.fields import Field, Kind
from infludesk.kernel.money import Money
from infludesk.kernel.text import fold
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
    """The value that a row's columns hold; None for no value."""
    number = row["value_int"]
    if not is_whole(kind):
        return row["value_text"]
    if number is None or kind in ("int", "ppm"):
        return number
    return bool(number) if kind == "yes" else Money(number, row["value_currency"])
