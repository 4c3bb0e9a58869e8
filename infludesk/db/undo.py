"""Taking a batch back: a batch like any other, which leaves what was changed since.

A row that was absent or deleted before the batch and stands after it was made by the batch, whether it was inserted
or came back. Such a row goes as a whole or stays as a whole; of any other row only the fields go back.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from infludesk.db.changelog import merge_groups
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.transaction import Tx
from infludesk.kernel.ids import split_ref
from infludesk.kernel.schema import Link, Schema

# A change counts as later only if its batch still stands and is no undo itself.
_LATER = (
    "EXISTS (SELECT 1 FROM change AS later LEFT JOIN batch AS its ON its.seq = later.batch "
    "WHERE later.table_name = c.table_name AND later.row_id = c.row_id AND later.seq > c.seq "
    "AND later.batch IS NOT c.batch AND its.undone_by IS NULL AND its.undoes IS NULL)"
)
# made: stands since the batch · back: would stand again · moved: a needed link would go back · lost: a row that
# would stand and what it needs is deleted · kept: what is left alone after all
_ROW = "table_name TEXT, row_id TEXT"
_PLAN = {
    "made": f"{_ROW}, PRIMARY KEY(table_name, row_id)",
    "back": f"{_ROW}, PRIMARY KEY(table_name, row_id)",
    "moved": f"{_ROW}, field TEXT, PRIMARY KEY(table_name, row_id, field)",
    "lost": f"{_ROW}, parent_table TEXT, parent_id TEXT, PRIMARY KEY(table_name, row_id, parent_table, parent_id)",
    "kept": f"{_ROW}, PRIMARY KEY(table_name, row_id)",
}


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: rows taken back, and every row left alone, those changed later first."""

    rows: int
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Batch:
    """A batch's stretch of the log."""

    seq: int
    first: int
    last: int

    def changes(self, kind: str) -> str:
        return f"seq BETWEEN {self.first:d} AND {self.last:d} AND batch = {self.seq:d} AND kind = '{kind}'"


@dataclass(frozen=True, slots=True)
class _Move:
    """All that a batch's updates changed in one row.

    Attributes:
        old: column → the value before the batch.
        own: the columns that still hold the batch's value.
        stuck: whether a column holds neither the batch's value nor the one before.
        made: whether the batch brought the row back.
    """

    table: str
    row_id: str
    old: dict[str, Any]
    own: tuple[str, ...]
    stuck: bool
    made: bool


def undo(tx: Tx, number: int) -> Undone:
    """Write the old values of a batch back, in a batch of its own.

    A row the batch made goes, unless it was changed later or something made later stands on it; one it inserted
    gets ``deleted_as`` undo, one it brought back is as it was. A field of another row goes back where it still
    holds the batch's value, unless the row would then need one that is deleted.
    """
    found = tx.conn.execute("SELECT seq, first, last FROM batch WHERE seq = ?", (number,)).fetchone()
    batch = _Batch(*found)
    for name, columns in _PLAN.items():
        tx.conn.execute(f"CREATE TEMP TABLE {name}({columns}) WITHOUT ROWID")
    tx.conn.execute(f"INSERT INTO made SELECT table_name, row_id FROM change WHERE {batch.changes('insert')}")
    inserted = [r[0] for r in tx.conn.execute("SELECT DISTINCT table_name FROM made ORDER BY 1")]
    moves = list(_moves(tx, batch))
    # a batch that nothing followed goes back to the letter
    followed = tx.conn.execute("SELECT 1 FROM change WHERE seq > ? LIMIT 1", (batch.last,)).fetchone()
    kept = _keep(tx, batch) if followed else []
    gone = _take_back_inserts(tx, inserted)
    left = set(kept)
    tx.conn.execute("UPDATE writer SET undoing = 1")
    back, stuck = _write_back(tx, [one for one in moves if (one.table, one.row_id) not in left])
    tx.conn.execute("UPDATE writer SET undoing = 0")
    for name in _PLAN:
        tx.conn.execute(f"DROP TABLE temp.{name}")
    return Undone(gone + back, tuple(dict.fromkeys([*kept, *stuck])))


def mark_undone(tx: Tx, batch: int) -> None:
    """Note that the current batch takes ``batch`` back; undoing an undo makes the first one stand again.

    A batch that was taken back several times, because each time something was left, stands again with its last undo.
    """
    tx.conn.execute("UPDATE batch SET undoes = ? WHERE seq = ?", (batch, tx.batch))
    tx.conn.execute("UPDATE batch SET undone_by = ? WHERE seq = ?", (tx.batch, batch))
    tx.conn.execute(
        "UPDATE batch SET undone_by = (SELECT max(u.seq) FROM batch AS u WHERE u.undoes = batch.seq "
        "AND u.undone_by IS NULL) WHERE seq = (SELECT undoes FROM batch WHERE seq = ?)",
        (batch,),
    )


def left(conn: Connection, number: int) -> frozenset[tuple[str, str]]:
    """The rows, as table and id, that a batch made or changed and its undos have left as it made them."""
    taken: dict[tuple[str, str], set[str]] = {}
    undos = (
        "SELECT c.table_name, c.row_id, c.data FROM batch AS u CROSS JOIN change AS c ON c.batch = u.seq "
        "AND c.seq BETWEEN u.first AND u.last WHERE u.undoes = ? AND u.undone_by IS NULL AND c.kind = 'update'"
    )
    for table, row_id, data in conn.execute(undos, (number,)):
        taken.setdefault((table, row_id), set()).update(json.loads(data))
    return frozenset(key for key, columns in _stands(conn, number) if columns - taken.get(key, set()))


def holding(conn: Connection, schema: Schema, number: int) -> frozenset[int]:
    """The later batches that stand and changed a row this batch made, or made one that needs such a row."""
    batch = _Batch(*conn.execute("SELECT seq, first, last FROM batch WHERE seq = ?", (number,)).fetchone())
    standing = f"its.seq > {batch.seq:d} AND its.undone_by IS NULL AND its.undoes IS NULL"
    found = {
        row[0]
        for row in conn.execute(
            "SELECT DISTINCT its.seq FROM change AS c JOIN change AS o ON o.row_id = c.row_id "
            "AND o.table_name = c.table_name JOIN batch AS its ON its.seq = o.batch "
            f"WHERE {standing} AND c.rowid IN (SELECT seq FROM change WHERE {batch.changes('insert')})"
        )
    }
    for (table,) in conn.execute(f"SELECT DISTINCT table_name FROM change WHERE {batch.changes('insert')}").fetchall():
        made = f"SELECT row_id FROM change WHERE {batch.changes('insert')} AND table_name = '{table}'"
        for link in schema.needing(table):
            parent, of_table = _parent(link, table)
            children = conn.execute(
                f"SELECT DISTINCT its.seq FROM {link.child} AS child JOIN change AS o ON o.row_id = child.id "
                f"AND o.table_name = '{link.child}' JOIN batch AS its ON its.seq = o.batch "
                f"WHERE {standing} AND child.deleted_at IS NULL {of_table} AND {parent} IN ({made})"
            )
            found |= {row[0] for row in children}
    return frozenset(found)


def _stands(conn: Connection, number: int) -> Iterator[tuple[tuple[str, str], set[str]]]:
    """Each row that still is as a batch left it, with the columns of which that is so; a row it made has one."""
    batch = _Batch(*conn.execute("SELECT seq, first, last FROM batch WHERE seq = ?", (number,)).fetchone())
    made = f"SELECT DISTINCT table_name FROM change WHERE {batch.changes('insert')}"
    for (table,) in conn.execute(made).fetchall():
        rows = f"SELECT row_id FROM change WHERE {batch.changes('insert')} AND table_name = '{table}'"
        for (row_id,) in conn.execute(f"SELECT id FROM {table} WHERE deleted_at IS NULL AND id IN ({rows})"):
            yield (table, row_id), {"deleted_at"}
    for (table, row_id), delta in _deltas(conn, batch).items():
        row = conn.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).fetchone()
        yield (table, row_id), {c for c, (old, new) in delta.items() if old != new and row[c] == new}


def _deltas(conn: Connection, batch: _Batch) -> dict[tuple[str, str], dict[str, list[Any]]]:
    """Row → column → its value before the batch and after, of the rows that the batch did not insert."""
    deltas: dict[tuple[str, str], dict[str, list[Any]]] = {}
    sql = (
        f"SELECT table_name, row_id, data FROM change WHERE {batch.changes('update')} AND (table_name, row_id) NOT IN "
        f"(SELECT table_name, row_id FROM change WHERE {batch.changes('insert')}) ORDER BY seq"
    )
    for table, row_id, data in conn.execute(sql).fetchall():
        delta = deltas.setdefault((table, row_id), {})
        for column, (old, new) in json.loads(data).items():
            delta.setdefault(column, [old, new])[1] = new
    return deltas


def _moves(tx: Tx, batch: _Batch) -> Iterator[_Move]:
    """Read the batch's updates, one move per row, and note in the plan what each would do to its row.

    Rows the batch inserted are left out: they go, whatever they hold.
    """
    for (table, row_id), delta in _deltas(tx.conn, batch).items():
        row = tx.conn.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).fetchone()
        groups = [group for group in merge_groups(list(delta)) if any(delta[c][0] != delta[c][1] for c in group)]
        own = tuple(c for group in groups if all(row[c] == delta[c][1] for c in group) for c in group)
        died, lives = delta.get("deleted_at", (None, None))
        old = {column: values[0] for column, values in delta.items()}
        stuck = any(row[c] != old[c] for c in old if c not in own)
        move = _Move(table, row_id, old, own, stuck, made=died is not None and lives is None)
        _plan(tx, move, row)
        yield move


def _plan(tx: Tx, move: _Move, row: SqlRow) -> None:
    """Note a row that would go, would come back, or would stand on another or on a deleted one."""
    key = (move.table, move.row_id)
    if move.made:
        tx.conn.execute("INSERT INTO made VALUES (?, ?)", key)
        return
    comes = row["deleted_at"] is not None and "deleted_at" in move.own and move.old["deleted_at"] is None
    if comes:
        tx.conn.execute("INSERT INTO back VALUES (?, ?)", key)
    if row["deleted_at"] is not None and not comes:
        return
    for link in tx.schema.links:
        if link.child != move.table or not link.needed or not (comes or link.column in move.own):
            continue
        value = row[link.column]
        if link.column in move.own:
            value = move.old[link.column]
            tx.conn.execute("INSERT INTO moved VALUES (?, ?, ?)", (*key, link.column))
        parent, parent_id = split_ref(value or "") if link.ref else (link.parent, value)
        if parent not in tx.schema.by_table:
            continue
        found = tx.conn.execute(f"SELECT deleted_at FROM {parent} WHERE id = ?", (parent_id,)).fetchone()
        if found is not None and found[0] is not None:
            tx.conn.execute("INSERT OR IGNORE INTO lost VALUES (?, ?, ?, ?)", (*key, parent, parent_id))


def _keep(tx: Tx, batch: _Batch) -> list[tuple[str, str]]:
    """Find the rows that stay: changed later, stood upon, kin of such a row, or about to need a deleted one."""
    conn = tx.conn
    conn.execute(
        "INSERT INTO kept SELECT DISTINCT c.table_name, c.row_id FROM change AS c "
        f"WHERE c.rowid IN (SELECT seq FROM change WHERE {batch.changes('insert')} OR {batch.changes('update')}) "
        f"AND (c.table_name, c.row_id) IN (SELECT table_name, row_id FROM made) AND {_LATER}"
    )
    kept: dict[tuple[str, str], None] = {}
    tables = [r[0] for r in conn.execute("SELECT DISTINCT table_name FROM made")]
    while True:
        grown = _lost(tx) + sum(_stood_upon(tx, table) for table in tables)
        if not kept:
            kept = dict.fromkeys((r[0], r[1]) for r in conn.execute("SELECT table_name, row_id FROM kept"))
        grown += sum(_kin(tx, table) for table in tables)
        if not grown:
            break
    return list(kept | dict.fromkeys((r[0], r[1]) for r in conn.execute("SELECT table_name, row_id FROM kept")))


def _lost(tx: Tx) -> int:
    """Keep a row that would stand on a deleted one; returns how many more."""
    return tx.conn.execute(
        "INSERT OR IGNORE INTO kept SELECT table_name, row_id FROM lost WHERE (parent_table, parent_id) NOT IN "
        "(SELECT table_name, row_id FROM back EXCEPT SELECT table_name, row_id FROM kept)"
    ).rowcount


def _stood_upon(tx: Tx, table: str) -> int:
    """Keep a made row that a live row from elsewhere needs, and will need after; returns how many more."""
    more = 0
    for link in tx.schema.needing(table):
        parent, of_table = _parent(link, table)
        moved = f"SELECT row_id FROM moved WHERE table_name = '{link.child}' AND field = '{link.column}'"
        more += tx.conn.execute(
            f"INSERT OR IGNORE INTO kept SELECT '{table}', {parent} FROM {link.child} AS child "
            f"WHERE child.deleted_at IS NULL {of_table} AND {parent} IN ({_of('made', table)}) "
            f"AND child.id NOT IN ({_of('made', link.child)}) "
            f"AND (child.id NOT IN ({moved}) OR child.id IN ({_of('kept', link.child)}))"
        ).rowcount
    return more


def _kin(tx: Tx, table: str) -> int:
    """Keep what a kept row needs, and what was made of it; returns how many more."""
    more = 0
    for link in tx.schema.needing(table):
        parent, of_table = _parent(link, table)
        up = (
            f"INSERT OR IGNORE INTO kept SELECT '{table}', {parent} FROM {link.child} "
            f"WHERE id IN ({_of('kept', link.child)}) AND {parent} IN ({_of('made', table)}) {of_table}"
        )
        down = (
            f"INSERT OR IGNORE INTO kept SELECT '{link.child}', id FROM {link.child} "
            f"WHERE id IN ({_of('made', link.child)}) {of_table} "
            f"AND {parent} IN ({_of('kept', table)} INTERSECT {_of('made', table)})"
        )
        more += tx.conn.execute(up).rowcount + tx.conn.execute(down).rowcount
    return more


def _parent(link: Link, table: str) -> tuple[str, str]:
    """In SQL: the id a link holds, and that it leads to this table."""
    if not link.ref:
        return link.column, ""
    return f"substr({link.column}, {len(table) + 2})", f"AND {link.column} LIKE '{table}:%'"


def _of(name: str, table: str) -> str:
    return f"SELECT row_id FROM {name} WHERE table_name = '{table}'"


def _take_back_inserts(tx: Tx, tables: list[str]) -> int:
    gone = 0
    for done, table in enumerate(tables):
        tx.progress(done, len(tables))
        gone += tx.conn.execute(
            f"UPDATE {table} SET deleted_at = ?, deleted_as = 'undo', updated_at = ? WHERE deleted_at IS NULL "
            f"AND id IN ({_of('made', table)}) AND id NOT IN ({_of('kept', table)})",
            (tx.moment, tx.moment),
        ).rowcount
    return gone


def _write_back(tx: Tx, moves: list[_Move]) -> tuple[int, list[tuple[str, str]]]:
    """Put old values back where the batch's own still stand."""
    back, stuck = 0, []
    for done, move in enumerate(moves):
        if done % 1000 == 0:
            tx.progress(done, len(moves))
        if move.stuck and not move.made:
            stuck.append((move.table, move.row_id))
        if move.own:
            assign = ", ".join(f"{column} = ?" for column in move.own)
            values = [move.old[column] for column in move.own]
            tx.conn.execute(
                f"UPDATE {move.table} SET {assign}, updated_at = ? WHERE id = ?", (*values, tx.moment, move.row_id)
            )
            back += 1
    return back, stuck


def newest(conn: Connection, device: str) -> int | None:
    """This machine's newest batch that still stands and is no undo itself."""
    found = conn.execute(
        "SELECT max(seq) FROM batch WHERE undone_by IS NULL AND undoes IS NULL AND device = ?", (device,)
    ).fetchone()[0]
    return None if found is None else int(found)


def newest_undo(conn: Connection, device: str) -> int | None:
    """This machine's newest undo that was not undone, if nothing else was done since."""
    found = conn.execute(
        "SELECT max(u.seq) FROM batch AS u JOIN batch AS b ON b.seq = u.undoes "
        "WHERE u.device = ? AND u.undone_by IS NULL AND b.undoes IS NULL "
        "AND u.seq > coalesce((SELECT max(seq) FROM batch WHERE device = ? AND undoes IS NULL), 0)",
        (device, device),
    ).fetchone()[0]
    return None if found is None else int(found)
