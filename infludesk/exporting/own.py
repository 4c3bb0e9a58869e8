"""The user's own fields as columns of a file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infludesk.db.driver import Connection
from infludesk.exporting.declared import KINDS
from infludesk.exporting.table import Column, Secrets, money_cells
from infludesk.kernel.fields import Field
from infludesk.kernel.headings import own_heading
from infludesk.records.custom import PREFIX
from infludesk.records.custom_store import own_fields

Held = Mapping[str, Any]
"""Key of a field → what one record holds in it."""


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """One column of a file, the field it is of, and how a record's values fill it."""

    name: str
    column: Column
    read: Callable[[Held], Any]


def own_columns(conn: Connection, table: str, secrets: Secrets) -> tuple[OwnColumn, ...]:
    """The columns of the fields that the user gave the records of a table; none for a table that has none."""
    shown = (one for one in own_fields(conn, table) if secrets.allow(internal=one.internal))
    return tuple(made for one in shown for made in _columns(one))


def _columns(one: Field) -> Iterator[OwnColumn]:
    key = one.name.removeprefix(PREFIX)
    if one.kind == "money":
        amount = Column(own_heading(one.label), "amount", one.internal)
        currency = Column(own_heading(one.label, currency=True), "text", one.internal)
        yield OwnColumn(one.name, amount, lambda held: _money(held.get(key))[0])
        yield OwnColumn(one.name, currency, lambda held: _money(held.get(key))[1])
        return
    column = Column(own_heading(one.label, one.kind), KINDS.get(one.kind, "text"), one.internal)
    yield OwnColumn(one.name, column, lambda held: held.get(key))


def _money(value: Any) -> tuple[Any, Any]:
    """An amount and its currency; what was written while the field was of another kind stands there as it is."""
    return (value, None) if isinstance(value, str) else money_cells(value)
