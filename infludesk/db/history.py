"""Who changed what, when: batches with their labels, and a record's own changes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infludesk.db.driver import Connection
from infludesk.kernel.ids import split_ref
from infludesk.kernel.schema import Schema
from infludesk.kernel.text import fold, number, tr

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Batch:
    """One user verb in the history."""

    seq: int
    id: str
    label: str
    at: str
    actor: str
    changes: int
    undone: bool
    undo: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one field: the values as stored; ``column`` is empty for a new row."""

    seq: int
    batch: int
    label: str
    at: str
    actor: str
    table: str
    row_id: str
    column: str
    old: Any
    new: Any


def batches(
    conn: Connection, schema: Schema, *, word: str = "", before: int | None = None, limit: int = SHOWN
) -> list[Batch]:
    """The newest batches, those whose label or actor holds ``word``."""
    found: list[Batch] = []
    sql = (
        "SELECT b.*, m.name AS who FROM batch AS b LEFT JOIN member AS m ON m.id = b.actor "
        "WHERE b.last IS NOT NULL AND b.seq < ? ORDER BY b.seq DESC"
    )
    for row in conn.execute(sql, (before or 1 << 62,)):
        batch = Batch(
            row["seq"], row["id"], show_label(conn, schema, row["label"]), row["at"], row["who"] or "",
            row["last"] - row["first"] + 1, row["undone_by"] is not None, row["undoes"] is not None,
        )  # fmt: skip
        if fold(word) in fold(f"{batch.label} {batch.actor}"):
            found.append(batch)
        if len(found) == limit:
            break
    return found


def batch_numbers(conn: Connection, schema: Schema, word: str = "") -> list[int]:
    """The numbers of all batches, the newest first; with a word, of those whose label or actor holds it."""
    if word.strip():
        return [batch.seq for batch in batches(conn, schema, word=word, limit=1 << 62)]
    return [row[0] for row in conn.execute("SELECT seq FROM batch WHERE last IS NOT NULL ORDER BY seq DESC")]


def batches_since(conn: Connection, at: str) -> int:
    """How many batches were made after a moment, as stored."""
    return int(conn.execute("SELECT count(*) FROM batch WHERE last IS NOT NULL AND at > ?", (at,)).fetchone()[0])


def entries(conn: Connection, schema: Schema, *, batch: int, limit: int = SHOWN) -> list[Entry]:
    """What one batch changed, field by field."""
    span = conn.execute("SELECT first, last FROM batch WHERE seq = ?", (batch,)).fetchone()
    where = "c.seq BETWEEN ? AND ? AND c.batch = ?"
    return _entries(conn, schema, where, (span["first"], span["last"], batch), limit)


def of_record(conn: Connection, schema: Schema, table: str, row_id: str, limit: int = SHOWN) -> list[Entry]:
    """A record's own changes, the newest first."""
    return _entries(conn, schema, "c.row_id = ? AND c.table_name = ?", (row_id, table), limit)


def values_now(conn: Connection, table: str, row_id: str) -> dict[str, Any]:
    """The values a row holds, by column as stored; empty where there is no such row."""
    row = conn.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return dict(row) if row is not None else {}


def show_label(conn: Connection, schema: Schema, stored: str | None) -> str:
    """Translate a stored label; its links become the records' names of today."""
    if not stored:
        return tr("Changed outside the program")
    message, *rest = json.loads(stored)
    parts: Mapping[str, Any] = rest[0] if rest else {}
    return (
        tr(message, **{name: _resolve(conn, schema, value) for name, value in parts.items()}) if parts else tr(message)
    )


def record_name(conn: Connection, schema: Schema, table: str, row_id: str) -> str:
    """The name of a record, or what kind it is where it has none."""
    entity = schema.by_table[table]
    if entity.title == "id":
        return tr(entity.label)
    row = conn.execute(f"SELECT {entity.title}, erased_at FROM {table} WHERE id = ?", (row_id,)).fetchone()
    if row is not None and row["erased_at"]:
        return tr("somebody erased at their request")
    return str(row[0]) if row is not None and row[0] else tr(entity.label)


def _resolve(conn: Connection, schema: Schema, value: Any) -> str:
    if isinstance(value, int):
        return number(value)
    table, row_id = split_ref(str(value))
    if table in schema.by_table and ":" in str(value):
        return record_name(conn, schema, table, row_id)
    return str(value)


def _entries(conn: Connection, schema: Schema, where: str, params: tuple[Any, ...], limit: int) -> list[Entry]:
    sql = (
        "SELECT c.*, b.label, b.at, m.name AS who FROM change AS c LEFT JOIN batch AS b ON b.seq = c.batch "
        f"LEFT JOIN member AS m ON m.id = b.actor WHERE {where} ORDER BY c.seq DESC LIMIT ?"
    )
    found: list[Entry] = []
    for row in conn.execute(sql, (*params, limit)):
        label = show_label(conn, schema, row["label"])
        delta = json.loads(row["data"]) if row["data"] else {"": [None, None]}
        found += [
            Entry(row["seq"], row["batch"] or 0, label, row["at"] or "", row["who"] or "", row["table_name"],
                  row["row_id"], column, old, new)
            for column, (old, new) in delta.items()
        ]  # fmt: skip
    return found
