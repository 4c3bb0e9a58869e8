"""Declared fields as columns of a file: what each is headed, and how a stored row fills its cells."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from infludesk.campaigns.model import Campaign
from infludesk.clients.model import Client
from infludesk.contracts.model import Contract
from infludesk.creators.model import Account, Creator
from infludesk.db.driver import Connection, SqlRow
from infludesk.exporting.table import CellKind, Column, Secrets, money_cells
from infludesk.kernel.fields import Entity, Field
from infludesk.kernel.headings import currency_of, rate_of
from infludesk.kernel.ids import split_ref
from infludesk.kernel.lists import PLAIN, joined
from infludesk.kernel.money import Money
from infludesk.kernel.text import tr
from infludesk.programmes.model import Kpi
from infludesk.team.model import Member

Read = Callable[[SqlRow], Any]
# Those that an id in a cell is told by.
_NAMED = {
    one.entity.table: f"SELECT id, {one.entity.title} FROM {one.entity.table}"
    for one in (Member, Client, Creator, Campaign, Contract, Kpi)
} | {
    Account.entity.table: "SELECT id, coalesce(handle, url) FROM account",
    "kpi_target": "SELECT t.id, k.name FROM kpi_target AS t JOIN kpi AS k ON k.id = t.kpi_id",
    "participation": (
        "SELECT p.id, c.name || ' · ' || k.name FROM participation AS p JOIN creator AS c ON c.id = p.creator_id "
        "JOIN campaign AS k ON k.id = p.campaign_id"
    ),
}  # fmt: skip
KINDS: dict[str, CellKind] = {
    "int": "int", "ppm": "ppm", "day": "day", "pday": "day", "deadline": "day", "moment": "moment", "yes": "yes",
}  # fmt: skip
# What stands behind the name of an exchange rate in its columns.
_OF_RATE = {"num": "numerator", "den": "denominator", "day": "day", "source": "source"}
_CHANGED = frozenset({"choice", "flags", "list", "link", "ref", "yes"})


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """One column of a file and how a stored row fills it; ``stored`` is the row's column that fills it as it is."""

    column: Column
    read: Read
    stored: str = ""


@dataclass(slots=True)
class Names:
    """What records are called, by table; each table is read once."""

    conn: Connection
    _known: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, table: str, row_id: str | None) -> str:
        """The record's name; its id where it has none, empty for no record."""
        if not row_id:
            return ""
        if table not in self._known:
            sql = _NAMED.get(table)
            self._known[table] = {one: name or "" for one, name in self.conn.execute(sql)} if sql else {}
        return self._known[table].get(row_id) or row_id


def columns_of(
    entity: Entity,
    names: Names,
    secrets: Secrets,
    *,
    heading: Callable[[Field], str] = lambda one: tr(one.label),
    apart: Callable[[Field], str] = lambda _one: PLAIN,
    but: Sequence[str] = (),
) -> list[FieldColumn]:
    """The columns of an entity's fields, in the order they are declared.

    Args:
        entity: whose fields.
        names: what linked records are called.
        secrets: which marked fields may be there.
        heading: what a field's column is headed.
        apart: what stands between the entries of a list.
        but: fields left out.
    """
    return [
        made
        for one in entity.fields
        if one.name not in but and secrets.allow(internal=one.internal, private=one.private)
        for made in _columns(one, heading(one), names, apart(one))
    ]


def _columns(one: Field, heading: str, names: Names, apart: str) -> Iterator[FieldColumn]:
    if one.kind == "money":
        minor, currency = one.columns
        yield _made(one, heading, "amount", lambda row: _money(row[minor], row[currency])[0])
        yield _made(one, currency_of(heading), "text", lambda row: row[currency])
    elif one.kind == "fx":
        for part in one.columns:
            words = tr(_OF_RATE[part.removeprefix(f"{one.name}_")])
            title = tr("{field}, {part}", field=heading, part=words)
            yield _made(one, title, "text", partial(_text, part))
    else:
        title = rate_of(heading) if one.kind == "ppm" else heading
        made = _made(one, title, KINDS.get(one.kind, "text"), _read(one, names, apart))
        yield made if one.kind in _CHANGED else replace(made, stored=one.name)


def _made(one: Field, heading: str, kind: CellKind, read: Read) -> FieldColumn:
    return FieldColumn(Column(heading, kind, one.internal, one.private), read)


def _read(one: Field, names: Names, apart: str) -> Read:
    """How the one column of a field is read."""
    name = one.name
    match one.kind:
        case "choice" | "flags":
            return _codes(one)
        case "list":
            return lambda row: joined(json.loads(row[name]), apart) if row[name] else ""
        case "link":
            return lambda row: names.of(one.table, row[name])
        case "ref":
            return lambda row: names.of(*split_ref(row[name])) if row[name] else ""
        case "yes":
            return lambda row: None if row[name] is None else bool(row[name])
    return lambda row: row[name]


def _codes(one: Field) -> Read:
    """The labels of a code, or of several with blanks between."""
    name, words = one.name, {code: tr(label) for code, label in one.choices}
    if one.kind == "choice":
        return lambda row: words.get(row[name], row[name])
    return lambda row: PLAIN.join(words.get(code, code) for code in (row[name] or "").split())


def _money(minor: int | None, currency: str | None) -> tuple[Any, Any]:
    return money_cells(None if minor is None or not currency else Money(minor, currency))


def _text(part: str, row: SqlRow) -> str:
    return "" if row[part] is None else str(row[part])
