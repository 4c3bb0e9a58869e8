"""What every synced table and index has in common."""

_BASE = """
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
"""


def synced(table: str, columns: str) -> str:
    """DDL of a synced table: its own columns after those that every row has."""
    return f"CREATE TABLE {table} ({_BASE.rstrip()}\n{columns.strip(chr(10)).rstrip()}\n) STRICT"


def index(table: str, columns: str) -> str:
    """DDL of an index over the live rows whose first column holds something."""
    first = columns.partition(",")[0]
    name = f"{table}_by_{columns.replace(', ', '_')}"
    return f"CREATE INDEX {name} ON {table}({columns}) WHERE deleted_at IS NULL AND {first} IS NOT NULL"
