"""Fields of the user's own, and what records hold in them, read from SQLite."""

from collections.abc import Sequence
from typing import Any

from infludesk.db.driver import Connection
from infludesk.db.rows import batched, find
from infludesk.kernel.fields import Field
from infludesk.records.custom import TABLES, as_field, from_columns
from infludesk.records.model import CustomField

_CHUNK = 500


def custom_fields(conn: Connection, table: str) -> tuple[CustomField, ...]:
    """The fields that the user gave the records of a table, in their order."""
    return tuple(
        find(conn, CustomField, "table_name = ?", (table,), order="position IS NULL, position, created_at, id")
    )


def own_fields(conn: Connection, table: str) -> tuple[Field, ...]:
    """The same fields as forms, tables, filters and files know them; empty for a table that has none."""
    return tuple(as_field(one) for one in custom_fields(conn, table)) if table in TABLES else ()


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
