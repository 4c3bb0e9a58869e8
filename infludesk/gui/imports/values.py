"""Fields and values of an import in words, as the records will show them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from infludesk.creators.several import PARTS
from infludesk.gui.kit.formats import Formats
from infludesk.importing.fields.targets import LEFT_OUT, target
from infludesk.importing.people.comparing import Kept
from infludesk.importing.people.incoming import Incoming, IncomingAccount
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


def kept_words(kept: Kept, own: Own = ()) -> str:
    """The name of a field of which both have a value; of a channel, with which one."""
    if kept.account is None:
        return field_words(kept.field, own)
    platform, handle = kept.account
    return join((field_words(f"{kept.field}@{platform}", own), isolate(handle)))


def value_words(code: str, value: Any, formats: Formats, own: Own = ()) -> str:
    """A value of this field as it is shown; long texts are cut."""
    if isinstance(value, Mapping):
        return ", ".join(isolate(str(part)) for part in value.values())
    field = _field(code, own)
    words = formats.show_value(field, value) if field else isolate(str(value))
    return words if len(words) <= _MOST else f"{words[:_MOST]}…"


def added_names(fill: Incoming, own: Own = ()) -> list[str]:
    """The names of what a row adds."""
    return [one.name or one.label for one in _added(fill, own)]


def added_words(fill: Incoming, formats: Formats, own: Own = ()) -> list[tuple[str, str]]:
    """What a row adds, as (field, value)."""
    return [(one.label, words) for one in _added(fill, own) if (words := one.words(formats))]


@dataclass(frozen=True, slots=True)
class _Added:
    """One thing that a row adds: its field, its value in words, and its name where the field alone says too little."""

    label: str
    words: Callable[[Formats], str]
    name: str = ""


def _added(fill: Incoming, own: Own) -> Iterator[_Added]:
    """Everything a row adds, in the order it is shown."""
    for name, value in fill.creator.items():
        yield _field_of(f"creator.{name}", value, own)
    for one in fill.accounts:
        yield _Added(tr("Account"), partial(_account, one), _account_name(one))
    for point in fill.points:
        shown = isolate(point.value)
        yield _Added(tr("Contact"), _just(shown), tr("contact {value}", value=shown))
    for key, value in fill.custom.items():
        yield _field_of(f"{PREFIX}{key}", value, own)
    if fill.address:
        yield _field_of("address", fill.address, own)
    if fill.tags:
        names = (tr("tag {tag}", tag=isolate(tag)) for tag in fill.tags)
        yield _Added(tr("Tags"), _just(", ".join(map(isolate, fill.tags))), ", ".join(names))
    if fill.note:
        yield _Added(tr("Note"), partial(value_words, LEFT_OUT, fill.note))
    if fill.block:
        yield _Added(tr("Do not contact"), _just(isolate(fill.block.source) or tr("Yes")))
    for table, values in fill.parts:
        yield _Added(tr(PARTS[table][0].label), partial(_part, table, values))


def _account_name(one: IncomingAccount) -> str:
    handle = isolate(one.handle or one.url)
    if not one.known:
        return tr("account {handle}", handle=handle)
    return tr("details of {handle}", handle=handle) if one.values else tr("figures of {handle}", handle=handle)


def _field_of(code: str, value: Any, own: Own) -> _Added:
    words = _just("") if _is_link(code) else partial(value_words, code, value, own=own)
    return _Added(field_words(code, own), words)


def _just(words: str) -> Callable[[Formats], str]:
    return lambda _formats: words


def _part(table: str, values: Mapping[str, Any], formats: Formats) -> str:
    codes = {f"{table}.{name}@1": value for name, value in values.items()}
    shown = (value_words(code, value, formats) for code, value in codes.items() if not _is_link(code))
    return join(shown) or tr("Yes")


def _is_link(code: str) -> bool:
    """Whether a field holds a record, whose name nobody here knows."""
    field = _field(code, ())
    return field is not None and field.kind in ("link", "ref")


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
