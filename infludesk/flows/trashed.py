"""What lies in the trash: the records that were moved there, and how much went with each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.db.driver import Connection
from infludesk.db.history import record_name
from infludesk.kernel.ids import ref, split_ref
from infludesk.kernel.schema import Schema
from infludesk.kernel.text import fold, join

# Rows that only tie two records together are no records to a person.
_TIES = frozenset({"tagging", "attachment_link", "fulfilment", "right_asset"})
_MOVED = "deleted_as = 'trash' AND erased_at IS NULL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trashed:
    """A record in the trash.

    Attributes:
        ref: ``table:id``.
        name: its own; of one without a name, the names of what it stands on.
        of: what it stands on; empty where the name says so already.
        at: when it was moved, as stored.
        actor: who moved it.
        with_it: table → how many rows went with it.
    """

    ref: str
    table: str
    id: str
    name: str
    of: str
    at: str
    actor: str
    with_it: tuple[tuple[str, int], ...]


def trashed_refs(conn: Connection, schema: Schema, word: str = "") -> list[str]:
    """What was moved to the trash, the newest first, as ``table:id``; what only went with something is left out.

    Args:
        conn: a connection.
        schema: every entity.
        word: only records whose name or kind holds it.
    """
    filled = [table for table in schema.by_table if table not in _TIES and _any(conn, table)]
    found: list[tuple[str, str]] = []
    for table in filled:
        sql = f"SELECT id, deleted_at FROM {table} AS child WHERE {_MOVED} {_alone(schema, table, filled)}"
        found += [(row["deleted_at"], ref(table, row["id"])) for row in conn.execute(sql)]
    refs = [one for _, one in sorted(found, reverse=True)]
    return refs if not word.strip() else [one for one in refs if fold(word) in _words(conn, schema, one)]


def trashed(conn: Connection, schema: Schema, refs: Sequence[str]) -> dict[str, Trashed]:
    """The records themselves, by ref; those that are no longer in the trash are left out."""
    return {one: made for one in refs if (made := _trashed(conn, schema, one)) is not None}


def went_with(conn: Connection, schema: Schema, table: str, row_id: str) -> dict[tuple[str, str], None]:
    """The rows, as (table, id), that the same batch moved because they cannot do without this one."""
    batch = conn.execute(f"SELECT {_batch('own', table)} FROM {table} AS own WHERE id = ?", (row_id,)).fetchone()[0]
    found: dict[tuple[str, str], None] = {}
    above = [(table, row_id)]
    while above:
        parent, parent_id = above.pop()
        for link in schema.needing(parent):
            sql = (
                f"SELECT id FROM {link.child} AS own WHERE {link.column} = ? AND {_MOVED} "
                f"AND {_batch('own', link.child)} = ?"
            )
            value = ref(parent, parent_id) if link.ref else parent_id
            keys = [(link.child, child) for (child,) in conn.execute(sql, (value, batch))]
            fresh = [key for key in keys if key not in found and key != (table, row_id)]
            found |= dict.fromkeys(fresh)
            above += fresh
    return found


def _trashed(conn: Connection, schema: Schema, one: str) -> Trashed | None:
    table, row_id = split_ref(one)
    row = conn.execute(f"SELECT deleted_at FROM {table} WHERE id = ? AND {_MOVED}", (row_id,)).fetchone()
    if row is None:
        return None
    name, of = _names(conn, schema, table, row_id)
    went = Counter(kind for kind, _ in went_with(conn, schema, table, row_id) if kind not in _TIES)
    return Trashed(
        ref=one, table=table, id=row_id, name=name, of=of, at=row["deleted_at"],
        actor=_actor(conn, table, row_id), with_it=tuple(went.most_common()),
    )  # fmt: skip


def _any(conn: Connection, table: str) -> bool:
    return conn.execute(f"SELECT 1 FROM {table} WHERE {_MOVED} LIMIT 1").fetchone() is not None


def _alone(schema: Schema, table: str, filled: Sequence[str]) -> str:
    """SQL that leaves out a row moved by the same batch as what it stands on."""
    own = _batch("child", table)
    parts = ""
    for link in schema.links:
        if link.child != table or not link.needed:
            continue
        for parent in filled if link.ref else [link.parent]:
            same = f"parent.deleted_as = 'trash' AND {_batch('parent', parent)} = {own}"
            key = f"'{parent}:' || parent.id" if link.ref else "parent.id"
            parts += f" AND NOT EXISTS (SELECT 1 FROM {parent} AS parent WHERE {key} = child.{link.column} AND {same})"
    return parts


def _batch(row: str, table: str) -> str:
    """SQL for the batch that moved a row to the trash; 0 for one outside the program."""
    return (
        f"coalesce((SELECT batch FROM change WHERE row_id = {row}.id AND table_name = '{table}' AND kind = 'update' "
        "AND json_extract(data, '$.deleted_as[1]') = 'trash' ORDER BY seq DESC LIMIT 1), 0)"
    )


def _names(conn: Connection, schema: Schema, table: str, row_id: str) -> tuple[str, str]:
    row = conn.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).fetchone()
    links = [link for link in schema.links if link.child == table and row[link.column] and link.parent != "member"]
    # a payment needs nothing, but is told by whom and what it paid
    named = [link for link in links if link.needed] or links
    above = [split_ref(row[link.column]) if link.ref else (link.parent, row[link.column]) for link in named]
    names = [_name(conn, schema, *one) for one in above if one[0] in schema.by_table]
    of = join(dict.fromkeys(part for name in names for part in name.split(" · ")))
    own = "" if schema.by_table[table].title == "id" else record_name(conn, schema, table, row_id)
    return (own, of) if own else (of or record_name(conn, schema, table, row_id), "")


def _name(conn: Connection, schema: Schema, table: str, row_id: str) -> str:
    """A name of what something stands on; what has none is named by what it stands on itself."""
    return _names(conn, schema, table, row_id)[0]


def _words(conn: Connection, schema: Schema, one: str) -> str:
    table, row_id = split_ref(one)
    return fold(" ".join((schema.by_table[table].label, *_names(conn, schema, table, row_id))))


def _actor(conn: Connection, table: str, row_id: str) -> str:
    """Who moved a row to the trash."""
    sql = (
        "SELECT m.name FROM change AS c JOIN batch AS b ON b.seq = c.batch JOIN member AS m ON m.id = b.actor "
        "WHERE c.row_id = ? AND c.table_name = ? AND c.kind = 'update' "
        "AND json_extract(c.data, '$.deleted_as[1]') = 'trash' ORDER BY c.seq DESC LIMIT 1"
    )
    row = conn.execute(sql, (row_id, table)).fetchone()
    return str(row[0] or "") if row else ""
