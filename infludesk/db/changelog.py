"""The change log: triggers made from the schema, compared at every open, and what they wrote."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache

from infludesk.db import migrations
from infludesk.db.driver import Connection, damaged, in_memory

# Tables that are neither synced nor logged: the log itself, and what is rebuilt from the rows.
LOCAL_TABLES = frozenset({
    "change", "batch", "writer", "derived", "match_key", "creator_stats", "import_row", "draft", "creator_fts",
    "title_fts", "_sqlite_migrations",
})  # fmt: skip
UNLOGGED = frozenset({"rowid", "id", "created_at", "updated_at"})
MANY = 1000
_FX = ("_num", "_den", "_day", "_source")

_LOG = (
    "INSERT INTO change(batch, stamp, table_name, row_id, kind, data) "
    "SELECT batch, printf('%012x%06x%s', ms, (SELECT coalesce(max(seq), 0) FROM change) - first, device), "
    "'{table}', NEW.id, '{kind}', {data} FROM writer"
)


@dataclass(frozen=True, slots=True)
class Frozen:
    """What stands still in a table: only erasing and undo change it, and Trash, which hides the row.

    Attributes:
        columns: what may not change.
        when: SQL over ``OLD``, and ``NEW`` where it has no ``text``: from when on.
        text: the column whose sha256 stands in ``digest``; empty where a hash is of a file.
        digest: the column that holds it.
        closed: SQL over ``NEW``: from when on no row may join; empty for never.
    """

    columns: tuple[str, ...]
    when: str = "1"
    text: str = ""
    digest: str = ""
    closed: str = ""


_CLOSED = "EXISTS (SELECT 1 FROM contract WHERE id = NEW.contract_id AND body_sha256 IS NOT NULL)"
_SIGNED = "EXISTS (SELECT 1 FROM contract WHERE id IN (OLD.contract_id, NEW.contract_id) AND body_sha256 IS NOT NULL)"
FROZEN = {
    "brief_version": Frozen(("body", "sha256", "frozen_at"), text="body", digest="sha256"),
    "rule_pack": Frozen(("body", "sha256"), text="body", digest="sha256"),
    "evidence": Frozen(("sha256", "text", "taken_at", "url")),
    "contract": Frozen(("body", "body_sha256"), "OLD.body_sha256 IS NOT NULL", text="body", digest="body_sha256"),
    "contract_clause": Frozen(("contract_id", "code", "title", "text", "position"), _SIGNED, closed=_CLOSED),
    "contract_party": Frozen(
        ("contract_id", "role", "legal_name", "legal_entity", "postal_address", "email", "tax_country"),
        _SIGNED,
        closed=_CLOSED,
    ),
}


@dataclass(frozen=True, slots=True)
class Touched:
    """Which rows a range of the log names: ``rows(table)`` is a subquery of ids."""

    first: int
    tables: dict[str, int]

    def ids(self, table: str) -> str:
        """SQL that selects the ids touched in a table."""
        return f"SELECT row_id FROM change WHERE seq > {self.first:d} AND table_name = '{table}'"

    def any(self, *tables: str) -> bool:
        """Whether one of the tables was touched."""
        return any(table in self.tables for table in tables)


def touched(conn: Connection, first: int) -> Touched:
    """Count what was written after a change."""
    found = conn.execute("SELECT table_name, count(*) FROM change WHERE seq > ? GROUP BY 1", (first,))
    return Touched(first, {row[0]: row[1] for row in found})


def rows_of(conn: Connection, found: Touched) -> dict[str, frozenset[str] | None]:
    """Table → ids; None where there are many."""
    return {
        table: None if count > MANY else frozenset(row[0] for row in conn.execute(found.ids(table)))
        for table, count in found.tables.items()
    }


def logged_tables(conn: Connection) -> dict[str, tuple[str, ...]]:
    """Each synced table with its logged columns."""
    names = conn.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    return {
        name: tuple(
            column["name"] for column in conn.execute(f"PRAGMA table_info({name})") if column["name"] != "rowid"
        )
        for (name,) in names
        if name not in LOCAL_TABLES and not name.startswith(("creator_fts_", "title_fts_"))
    }


def lacking(conn: Connection) -> list[str]:
    """The tables and columns of this version's schema that the file has not; a newer one may have more."""
    found = _columns(conn)
    return [
        name
        for table, columns in _expected().items()
        for name in ([table] if table not in found else [f"{table}.{one}" for one in columns - found[table]])
    ]


@cache
def _expected() -> dict[str, frozenset[str]]:
    with closing(in_memory()) as conn:
        for statement in migrations.ddl():
            conn.execute(statement)
        return _columns(conn)


def _columns(conn: Connection) -> dict[str, frozenset[str]]:
    """Each table's columns, without what an index over text keeps for itself."""
    found: dict[str, set[str]] = {}
    for table, column in conn.execute(
        "SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' "
        "AND t.name NOT LIKE '%\\_fts\\__%' ESCAPE '\\'"
    ):
        found.setdefault(table, set()).add(column)
    return {table: frozenset(columns) for table, columns in found.items()}


def install(conn: Connection) -> bool:
    """Make the file's triggers and views exactly ours; returns whether anything had to change.

    Runs with ``trusted_schema`` off, so that what a stranger put into the file cannot run; afterwards it is
    switched on, since JSON functions and FTS5 tables are refused inside triggers without it. The row that the
    triggers write through is put back where another tool took it: without it nothing would be logged.

    Raises:
        Problem: ``workspace.damaged``: a table or a column is gone.
    """
    if lacking(conn):
        raise damaged()
    seeded = _seed(conn)
    wanted = dict(triggers(conn))
    found = {
        row["name"]: (row["type"], row["sql"])
        for row in conn.execute("SELECT name, type, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')")
    }
    strange = {name: kind for name, (kind, sql) in found.items() if wanted.get(name) != sql}
    missing = [sql for name, sql in wanted.items() if name not in found or name in strange]
    for name, kind in strange.items():
        quoted = '"' + name.replace('"', '""') + '"'
        conn.execute(f"DROP {kind} {quoted}")
    for sql in missing:
        conn.execute(sql)
    return bool(strange or missing) or seeded


def _seed(conn: Connection) -> bool:
    """Put the one row of ``writer`` and of ``derived`` back; returns whether one was gone.

    The writer's clock goes on from the newest stamp; what is worked out is made again from the whole log.
    """
    made = 0
    if conn.execute("SELECT count(*) FROM writer").fetchone()[0] == 0:
        newest = conn.execute("SELECT max(substr(stamp, 1, 12)) FROM change").fetchone()[0]
        conn.execute("INSERT INTO writer(one, ms) VALUES (1, ?)", (int(newest or "0", 16),))
        made += 1
    if conn.execute("SELECT count(*) FROM derived").fetchone()[0] == 0:
        conn.execute("INSERT INTO derived(one, seq) VALUES (1, 0)")
        made += 1
    return made > 0


def triggers(conn: Connection) -> Iterator[tuple[str, str]]:
    """Every trigger of the schema, by name."""
    for table, columns in logged_tables(conn).items():
        logged = [c for c in columns if c not in UNLOGGED]
        changed = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in logged)
        yield _trigger(
            f"{table}_insert", f"AFTER INSERT ON {table}", _LOG.format(table=table, kind="insert", data="NULL")
        )
        yield _trigger(
            f"{table}_update",
            f"AFTER UPDATE ON {table} WHEN {changed}",
            _LOG.format(table=table, kind="update", data=_delta(logged)),
        )
        yield _trigger(
            f"{table}_delete",
            f"BEFORE DELETE ON {table} WHEN NOT (SELECT erasing FROM writer)",
            "SELECT RAISE(ABORT, 'rows are marked as deleted, never removed')",
        )
    for table, frozen in FROZEN.items():
        moved = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in frozen.columns)
        yield _trigger(
            f"{table}_frozen",
            f"BEFORE UPDATE ON {table} WHEN ({moved}) AND {frozen.when} "
            "AND NOT (SELECT erasing OR undoing FROM writer)",
            f"SELECT RAISE(ABORT, '{table} is frozen')",
        )
        if frozen.closed:
            yield _trigger(
                f"{table}_closed",
                f"BEFORE INSERT ON {table} WHEN {frozen.closed}",
                f"SELECT RAISE(ABORT, '{table} is frozen')",
            )


def _trigger(name: str, when: str, body: str) -> tuple[str, str]:
    return name, f"CREATE TRIGGER {name} {when} BEGIN {body}; END"


def _delta(columns: list[str]) -> str:
    """SQL for ``{column: [old, new]}`` of the columns that changed, with the whole of their merge group."""
    parts = [
        f"CASE WHEN {' OR '.join(f'OLD.{c} IS NOT NEW.{c}' for c in group)} THEN "
        + " || ".join(f"',\"{c}\":[' || json_quote(OLD.{c}) || ',' || json_quote(NEW.{c}) || ']'" for c in group)
        + " ELSE '' END"
        for group in merge_groups(columns)
    ]
    return "'{' || substr(" + " || ".join(parts) + ", 2) || '}'"


def merge_groups(columns: list[str]) -> list[list[str]]:
    """Columns that are one value: an amount and its currency, a rate's four, the two of deletion."""
    groups: dict[str, list[str]] = {}
    known = set(columns)
    for column in columns:
        stem, _, tail = column.rpartition("_")
        money = tail in ("minor", "currency") and {f"{stem}_minor", f"{stem}_currency"} <= known
        rate = f"_{tail}" in _FX and {f"{stem}{part}" for part in _FX} <= known
        if money or rate:
            groups.setdefault(stem, []).append(column)
        elif column in ("deleted_at", "deleted_as"):
            groups.setdefault("deleted", []).append(column)
        else:
            groups[column] = [column]
    return list(groups.values())
