"""Fields of the user's own, and what records hold in them, read from SQLite."""

from collections.abc import Sequence
from typing import Any

from infludesk.db.driver import Connection
from infludesk.db.rows import batched, find
from infludesk.kernel.fields import Field
from infludesk.records.custom import PREFIX, TABLES, as_field, from_columns, told_apart
from infludesk.records.model import CustomField

_CHUNK = 500


def custom_fields(conn: Connection, table: str) -> tuple[CustomField, ...]:
    """The fields that the user gave the records of a table, in their order, each with a name of its own."""
    order = "position IS NULL, position, created_at, id"
    return told_apart(tuple(find(conn, CustomField, "table_name = ?", (table,), order=order)))


def own_fields(conn: Connection, table: str) -> tuple[Field, ...]:
    """The same fields as forms, tables, filters and files know them; empty for a table that has none."""
    return tuple(as_field(one) for one in custom_fields(conn, table)) if table in TABLES else ()


def currencies_of(conn: Connection, table: str) -> dict[str, tuple[str, ...]]:
    """The currencies of the amounts that records of a table hold, by the field's name; the most common one first."""
    sql = (
        "SELECT f.key, v.value_currency AS currency FROM custom_field AS f JOIN custom_value AS v ON v.field_id = f.id "
        "AND v.deleted_at IS NULL AND v.value_currency IS NOT NULL WHERE f.table_name = ? AND f.deleted_at IS NULL "
        "AND f.field_kind = 'money' GROUP BY f.key, v.value_currency ORDER BY count(*) DESC, v.value_currency"
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in conn.execute(sql, (table,)):
        name = f"{PREFIX}{row['key']}"
        found[name] = (*found.get(name, ()), row["currency"])
    return found


def custom_values(conn: Connection, refs: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What records hold, ``table:uuid`` → key of the field → value; records and fields without one are left out."""
    found: dict[str, dict[str, Any]] = {}
    # The records come first: begun at the fields, SQLite would read every value there is.
    for some in batched(refs, _CHUNK):
        sql = (
            "SELECT v.record, v.value_text, v.value_int, v.value_currency, f.key, f.field_kind "
            "FROM custom_value AS v CROSS JOIN custom_field AS f ON f.id = v.field_id AND f.deleted_at IS NULL "
            f"WHERE v.deleted_at IS NULL AND v.record IN ({', '.join('?' * len(some))})"
        )
        for row in conn.execute(sql, tuple(some)):
            value = from_columns(row["field_kind"], row)
            if value is not None:
                found.setdefault(row["record"], {})[row["key"]] = value
    return found
