"""Declared records in and out of their tables."""

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from infludesk.db.driver import Connection, SqlRow
from infludesk.db.transaction import Tx
from infludesk.db.values import CHECKED, holds
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import BASE, FX, Entity, Field, Row
from infludesk.kernel.ids import ref, split_ref, uuid7
from infludesk.kernel.money import Money, Rate
from infludesk.kernel.text import tr

R = TypeVar("R", bound=Row)
_ALIVE = "deleted_at IS NULL"
_STEP = 2_000  # rows written between two pulses
_SPREAD = frozenset({"money", "fx", "list", "flags", "yes"})  # kinds that are not stored as they are


def get(conn: Connection, cls: type[R], row_id: str) -> R:
    """Read one row, also from the trash.

    Raises:
        Problem: ``record.gone``: there is no such row.
    """
    found = conn.execute(f"SELECT * FROM {cls.entity.table} WHERE id = ?", (row_id,)).fetchone()
    if found is None:
        raise Problem("record.gone", tr("This record is not in the workspace."), tr("Go back and choose another."))
    return from_columns(cls, found)


def find(conn: Connection, cls: type[R], where: str = "1", params: Sequence[Any] = (), order: str = "id") -> list[R]:
    """Read the live rows that meet a condition; values are bound, never written into ``where``."""
    sql = f"SELECT * FROM {cls.entity.table} WHERE {_ALIVE} AND ({where}) ORDER BY {order}"
    return [from_columns(cls, row) for row in conn.execute(sql, params)]


def insert(tx: Tx, row: R) -> R:
    """Store a new row and return it with its id. A seeded row that stands already is filled where it is empty.

    Raises:
        Problem: ``record.needed``: a needed field is empty; ``record.value``: a value that its kind cannot hold;
            ``record.trashed``: what it is to stand on is deleted.
    """
    row = _identified(tx, row)
    _refuse_deleted(tx, row)
    values = to_columns(row.entity, {field.name: getattr(row, field.name) for field in row.entity.fields})
    if row.entity.seed and (old := tx.conn.execute(_by_id(row.entity), (row.id,)).fetchone()):
        _revive(tx, row.entity, old, values)
        return get(tx.conn, type(row), row.id)
    stamps = {"id": row.id, "created_at": tx.moment, "updated_at": tx.moment}
    _insert(tx.conn, row.entity.table, [stamps | values])
    return row


def put_many(
    tx: Tx, entity: Entity, rows: Sequence[Mapping[str, Any]], pulse: Callable[[int], None] = lambda _: None
) -> None:
    """Store many rows, given as columns with their ids: new ones at once, seeded ones that stand already are filled.

    ``pulse`` is told of the rows done, several times a second, and raises what stops it.
    """
    table, wanted = entity.table, {row["id"]: row for row in rows}
    old: list[SqlRow] = []
    if entity.seed and tx.conn.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
        for some in batched(list(wanted), 500):
            pulse(0)
            old += _those(tx.conn, table, some)
    for done, row in enumerate(old):
        pulse(done)
        _revive(tx, entity, row, {c: v for c, v in wanted.pop(row["id"]).items() if c != "id"})
    columns = dict.fromkeys(column for row in wanted.values() for column in row)
    if wanted:
        blank = {"id": None, "created_at": tx.moment, "updated_at": tx.moment} | dict.fromkeys(columns)
        for done, some in enumerate(batched(list(wanted), _STEP)):
            pulse(len(old) + done * _STEP)
            _insert(tx.conn, table, [blank | dict(wanted[one]) for one in some])


def update(tx: Tx, cls: type[Row], row_id: str, **values: Any) -> None:
    """Change some fields of a row.

    Raises:
        Problem: ``record.needed``: a needed field would be empty; ``record.value``: a value its kind cannot hold.
    """
    for name, value in values.items():
        _accept(cls.entity.field(name), value)
    columns = to_columns(cls.entity, values) | {"updated_at": tx.moment}
    assign = ", ".join(f"{column} = ?" for column in columns)
    tx.conn.execute(f"UPDATE {cls.entity.table} SET {assign} WHERE id = ?", (*columns.values(), row_id))


def trash(tx: Tx, table: str, ids: Iterable[str]) -> int:
    """Move rows to the trash with every row that cannot do without them; returns how many rows were asked for."""
    ids = list(ids)
    _mark(tx, table, ids, set())
    return len(ids)


def _mark(tx: Tx, table: str, ids: Sequence[str], seen: set[tuple[str, str]]) -> None:
    fresh = [i for i in ids if (table, i) not in seen]
    if not fresh:
        return
    seen.update((table, i) for i in fresh)
    tx.conn.executemany(
        f"UPDATE {table} SET deleted_at = ?, deleted_as = 'trash', updated_at = ? WHERE id = ? AND {_ALIVE}",
        [(tx.moment, tx.moment, i) for i in fresh],
    )
    for link in tx.schema.needing(table):
        sql = f"SELECT id FROM {link.child} WHERE {link.column} = ? AND {_ALIVE}"
        found = [r[0] for i in fresh for r in tx.conn.execute(sql, (ref(table, i) if link.ref else i,))]
        _mark(tx, link.child, found, seen)


def from_columns(cls: type[R], row: SqlRow) -> R:
    """Make a record of a table's row."""
    entity, keys = cls.entity, set(row.keys())
    values = {field.name: _read(field, row) for field in entity.fields if field.columns[0] in keys}
    base = {name: row[name] for name in BASE if name in keys}
    return cls(**base, **values)


def filled(entity: Entity, row: SqlRow) -> dict[str, Any]:
    """The values of a table's row that are not empty, by field; the row has every column of the entity."""
    return {field.name: _read(field, row) for field in entity.fields if row[field.columns[0]] is not None}


def to_columns(entity: Entity, values: Mapping[str, Any]) -> dict[str, Any]:
    """Spread field values over their columns."""
    columns: dict[str, Any] = {}
    for name, value in values.items():
        field = entity.field(name)
        if field.kind in _SPREAD:
            columns.update(_write(field, value))
        else:
            columns[name] = None if value == "" else value
    return columns


def _read(field: Field, row: SqlRow) -> Any:
    value = row[field.columns[0]]
    match field.kind:
        case "money":
            return None if value is None else Money(value, row[field.columns[1]])
        case "fx":
            return None if value is None else Rate(*(row[column] for column in field.columns))
        case "list":
            return tuple(json.loads(value)) if value else ()
        case "flags":
            return tuple(value.split()) if value else ()
        case "yes":
            return None if value is None else bool(value)
    return value


def _write(field: Field, value: Any) -> dict[str, Any]:
    match field.kind:
        case "money":
            parts = (None, None) if value is None else (value.minor, value.currency)
            return dict(zip(field.columns, parts, strict=True))
        case "fx":
            return dict(zip(field.columns, value or (None,) * len(FX), strict=True))
        case "list":
            return {field.name: json.dumps(list(value), ensure_ascii=False) if value else None}
        case "flags":
            return {field.name: " ".join(sorted(value)) if value else None}
    return {field.name: None if value is None else int(value)}  # yes


def _identified(tx: Tx, row: R) -> R:
    for field in row.entity.fields:
        _accept(field, getattr(row, field.name))
    if row.id:
        return row
    if not row.entity.seed:
        return dataclasses.replace(row, id=uuid7())
    parts = [getattr(row, name) for name in row.entity.seed]
    return dataclasses.replace(row, id=tx.seeded(row.entity.table, *(None if p is None else str(p) for p in parts)))


def _accept(field: Field, value: Any) -> None:
    """Refuse an empty needed field, and a value that its kind cannot hold."""
    if value is None or value == "":
        if field.needed:
            raise _needed(field)
    elif field.needed and isinstance(value, str) and not value.strip():
        raise _needed(field)
    elif field.kind in CHECKED and not holds(field.kind, value):
        raise Problem(
            "record.value",
            tr('"{value}" does not fit {field}.', value=str(value), field=tr(field.label)),
            tr("Nothing was changed."),
        )


def _refuse_deleted(tx: Tx, row: Row) -> None:
    """Refuse a row that would need one which is deleted: nobody would find it."""
    for field in row.entity.fields:
        value = getattr(row, field.name)
        if not value or field.kind not in ("link", "ref") or not (field.needed or field.follows):
            continue
        table, row_id = split_ref(value) if field.kind == "ref" else (field.table, value)
        parent = tx.schema.by_table.get(table)
        if (
            parent
            and tx.conn.execute(f"SELECT 1 FROM {table} WHERE id = ? AND deleted_at IS NOT NULL", (row_id,)).fetchone()
        ):
            raise Problem(
                "record.trashed",
                tr("What this belongs to is not there any more: {kind}.", kind=tr(parent.label)),
                tr("Nothing was changed. Restore it from the trash first."),
            )


def _needed(field: Field) -> Problem:
    return Problem("record.needed", tr("{field} is needed.", field=tr(field.label)), tr("Nothing was changed."))


def batched(things: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Cut a sequence into stretches short enough for one statement's parameters."""
    return (things[i : i + size] for i in range(0, len(things), size))


def _those(conn: Connection, table: str, ids: Sequence[str]) -> list[SqlRow]:
    return conn.execute(f"SELECT * FROM {table} WHERE id IN ({', '.join('?' * len(ids))})", tuple(ids)).fetchall()


def _by_id(entity: Entity) -> str:
    return f"SELECT * FROM {entity.table} WHERE id = ?"


def _revive(tx: Tx, entity: Entity, old: SqlRow, values: Mapping[str, Any]) -> None:
    """Bring a seeded row back: as new if it was taken back, whole if it was deleted, else only its blanks."""
    if old["deleted_as"] == "undo":
        blank = dict.fromkeys(column for field in entity.fields for column in field.columns)
        changed = blank | dict(values) | {"deleted_at": None, "deleted_as": None}
    elif old["deleted_at"]:
        changed = dict(values) | {"deleted_at": None, "deleted_as": None}
    else:
        changed = {column: value for column, value in values.items() if old[column] is None and value is not None}
    if changed:
        assign = ", ".join(f"{column} = ?" for column in changed)
        tx.conn.execute(
            f"UPDATE {entity.table} SET {assign}, updated_at = ? WHERE id = ?",
            (*changed.values(), tx.moment, old["id"]),
        )


def _insert(conn: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    columns = tuple(rows[0])
    sql = f"INSERT INTO {table}({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    conn.executemany(sql, [tuple(row.values()) for row in rows])
