"""Fields and values of an import in words, as the records will show them."""

from collections.abc import Mapping
from typing import Any

from infludesk.gui.kit.formats import Formats
from infludesk.importing.incoming import Incoming, IncomingAccount
from infludesk.importing.targets import LEFT_OUT, target
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.text import isolate, join, tr
from infludesk.records.custom import PREFIX
from infludesk.records.model import CustomField

_MOST = 200


Own = tuple[CustomField, ...]
"""The user's own fields."""


def field_words(code: str, own: Own = ()) -> str:
    """The name of the field that a code means."""
    if code == "address":
        return tr("Postal address")
    try:
        return tr(target(code, own).label)
    except Problem:
        return code


def value_words(code: str, value: Any, formats: Formats, own: Own = ()) -> str:
    """A value of this field as it is shown; long texts are cut."""
    if isinstance(value, Mapping):
        return ", ".join(isolate(str(part)) for part in value.values())
    field = _field(code, own)
    words = formats.show_value(field, value) if field else isolate(str(value))
    return words if len(words) <= _MOST else f"{words[:_MOST]}…"


def added_names(fill: Incoming, own: Own = ()) -> list[str]:
    """The names of what a row adds."""
    found = [field_words(f"creator.{name}") for name in fill.creator]
    found += [tr("account {handle}", handle=isolate(one.handle or one.url)) for one in fill.accounts]
    found += [field_words(f"{PREFIX}{key}", own) for key in fill.custom]
    return found + [tr("tag {tag}", tag=isolate(tag)) for tag in fill.tags]


def added_words(fill: Incoming, formats: Formats, own: Own = ()) -> list[tuple[str, str]]:
    """What a row adds, as (field, value)."""
    found = [(field_words(f"creator.{name}"), value_words(f"creator.{name}", value, formats))
             for name, value in fill.creator.items()]  # fmt: skip
    found += [(tr("Account"), _account(one, formats)) for one in fill.accounts]
    found += [(tr("Contact"), isolate(point.value)) for point in fill.points]
    found += [(field_words(f"{PREFIX}{key}", own), value_words(f"{PREFIX}{key}", value, formats, own))
              for key, value in fill.custom.items()]  # fmt: skip
    if fill.address:
        found.append((tr("Postal address"), value_words("address", fill.address, formats)))
    if fill.tags:
        found.append((tr("Tags"), ", ".join(map(isolate, fill.tags))))
    if fill.note:
        found.append((tr("Note"), value_words(LEFT_OUT, fill.note, formats)))
    if fill.block:
        found.append((tr("Do not contact"), isolate(fill.block.source) or tr("Yes")))
    return found


def _account(one: IncomingAccount, formats: Formats) -> str:
    figures = (
        join((field_words(f"account_snapshot.{name}").rpartition(": ")[2],
              value_words(f"account_snapshot.{name}", value, formats)), " ")
        for name, value in one.snapshot.items()
    )  # fmt: skip
    return join((isolate(one.handle or one.url), *figures))


def _field(code: str, own: Own) -> Field | None:
    try:
        return target(code, own).field
    except Problem:
        return None
