"""Taking a batch back: a batch like any other, which leaves what was changed since."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from infludesk.db.changelog import merge_groups
from infludesk.db.driver import Connection
from infludesk.db.transaction import Tx

# A change counts as later only if its batch still stands and is no undo itself.
_LATER = (
    "EXISTS (SELECT 1 FROM change AS later LEFT JOIN batch AS its ON its.seq = later.batch "
    "WHERE later.table_name = c.table_name AND later.row_id = c.row_id AND later.seq > c.seq "
    "AND later.batch IS NOT c.batch AND its.undone_by IS NULL AND its.undoes IS NULL)"
)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: rows taken back, and rows left because they were changed later."""

    rows: int
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Batch:
    """A batch's stretch of the log."""

    seq: int
    first: int
    last: int

    def changes(self, kind: str = "insert") -> str:
        return f"seq BETWEEN {self.first:d} AND {self.last:d} AND batch = {self.seq:d} AND kind = '{kind}'"

    def made(self, table: str) -> str:
        return f"SELECT row_id FROM change WHERE {self.changes()} AND table_name = '{table}'"


def undo(tx: Tx, number: int) -> Undone:
    """Write the old values of a batch back, in a batch of its own.

    A row the batch made goes, with ``deleted_as`` undo, unless it was changed later or something made later
    stands on it. A field goes back where it still holds the batch's value.
    """
    found = tx.conn.execute("SELECT seq, first, last FROM batch WHERE seq = ?", (number,)).fetchone()
    batch = _Batch(*found)
    kept = _keep(tx, batch)
    gone = _take_back_inserts(tx, batch)
    back, stuck = _write_back(tx, batch)
    tx.conn.execute("DROP TABLE temp.kept")
    return Undone(gone + back, tuple(dict.fromkeys([*kept, *stuck])))


def mark_undone(tx: Tx, batch: int) -> None:
    """Note that the current batch takes ``batch`` back; undoing an undo makes the first one stand again."""
    tx.conn.execute("UPDATE batch SET undoes = ? WHERE seq = ?", (batch, tx.batch))
    tx.conn.execute("UPDATE batch SET undone_by = ? WHERE seq = ?", (tx.batch, batch))
    tx.conn.execute("UPDATE batch SET undone_by = NULL WHERE seq = (SELECT undoes FROM batch WHERE seq = ?)", (batch,))


def _keep(tx: Tx, batch: _Batch) -> list[tuple[str, str]]:
    """Fill ``temp.kept`` with the inserted rows that stay: changed later, stood upon later, or kin of such a row."""
    conn = tx.conn
    conn.execute("CREATE TEMP TABLE kept(table_name TEXT, row_id TEXT, PRIMARY KEY(table_name, row_id)) WITHOUT ROWID")
    if not conn.execute("SELECT 1 FROM change WHERE seq > ? LIMIT 1", (batch.last,)).fetchone():
        return []
    conn.execute(
        "INSERT INTO kept SELECT DISTINCT c.table_name, c.row_id FROM change AS c "
        f"WHERE c.rowid IN (SELECT seq FROM change WHERE {batch.changes()}) AND {_LATER}"
    )
    tables = [r[0] for r in conn.execute(f"SELECT DISTINCT table_name FROM change WHERE {batch.changes()}")]
    _stood_upon(tx, batch, tables)
    direct = [(r[0], r[1]) for r in conn.execute("SELECT table_name, row_id FROM kept")]
    grown = bool(direct)
    while grown:
        grown = _kin(tx, batch, tables) > 0
    return direct


def _stood_upon(tx: Tx, batch: _Batch, tables: Iterable[str]) -> None:
    """Keep a made row that a live row from elsewhere needs."""
    for table in tables:
        for link in tx.schema.needing(table):
            parent = f"substr({link.column}, {len(table) + 2})" if link.ref else link.column
            of_table = f"AND {link.column} LIKE '{table}:%'" if link.ref else ""
            tx.conn.execute(
                f"INSERT OR IGNORE INTO kept SELECT '{table}', {parent} FROM {link.child} AS child "
                f"WHERE child.deleted_at IS NULL {of_table} AND {parent} IN ({batch.made(table)}) "
                f"AND child.id NOT IN ({batch.made(link.child)})"
            )


def _kin(tx: Tx, batch: _Batch, tables: list[str]) -> int:
    """Keep what a kept row needs, and what was made of it; returns how many more."""
    more = 0
    for table in tables:
        held = f"SELECT row_id FROM kept WHERE table_name = '{table}'"
        for link in tx.schema.needing(table):
            if link.child not in tables:
                continue
            parent = f"substr({link.column}, {len(table) + 2})" if link.ref else link.column
            child_held = f"SELECT row_id FROM kept WHERE table_name = '{link.child}'"
            down = (
                f"INSERT OR IGNORE INTO kept SELECT '{link.child}', id FROM {link.child} "
                f"WHERE {parent} IN ({held}) AND id IN ({batch.made(link.child)})"
            )
            up = (
                f"INSERT OR IGNORE INTO kept SELECT '{table}', {parent} FROM {link.child} "
                f"WHERE id IN ({child_held}) AND {parent} IN ({batch.made(table)})"
            )
            more += tx.conn.execute(down).rowcount + tx.conn.execute(up).rowcount
    return more


def _take_back_inserts(tx: Tx, batch: _Batch) -> int:
    tables = tx.conn.execute(f"SELECT DISTINCT table_name FROM change WHERE {batch.changes()} ORDER BY 1").fetchall()
    gone = 0
    for done, (table,) in enumerate(tables):
        tx.progress(done, len(tables))
        gone += tx.conn.execute(
            f"UPDATE {table} SET deleted_at = ?, deleted_as = 'undo', updated_at = ? WHERE deleted_at IS NULL "
            f"AND id IN ({batch.made(table)}) AND id NOT IN (SELECT row_id FROM kept WHERE table_name = '{table}')",
            (tx.moment, tx.moment),
        ).rowcount
    return gone


def _write_back(tx: Tx, batch: _Batch) -> tuple[int, list[tuple[str, str]]]:
    """Put old values back where the batch's own still stand, the newest change first."""
    updates = tx.conn.execute(
        f"SELECT table_name, row_id, data FROM change WHERE {batch.changes('update')} "
        "AND (table_name, row_id) NOT IN (SELECT table_name, row_id FROM kept) ORDER BY seq DESC"
    ).fetchall()
    back, stuck = 0, []
    for done, (table, row_id, data) in enumerate(updates):
        if done % 1000 == 0:
            tx.progress(done, len(updates))
        delta: dict[str, list[Any]] = json.loads(data)
        row = tx.conn.execute(f"SELECT {', '.join(delta)} FROM {table} WHERE id = ?", (row_id,)).fetchone()
        groups = merge_groups(list(delta))
        own = [c for group in groups if all(row[c] == delta[c][1] for c in group) for c in group]
        if len(own) < len(delta):
            stuck.append((table, row_id))
        if own:
            assign = ", ".join(f"{c} = ?" for c in own)
            values = [delta[c][0] for c in own]
            tx.conn.execute(f"UPDATE {table} SET {assign}, updated_at = ? WHERE id = ?", (*values, tx.moment, row_id))
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
