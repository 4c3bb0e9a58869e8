"""What a command is given: a connection, the time, who acts, and the batch it writes into."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from infludesk.db.driver import Connection, problems
from infludesk.kernel.dates import moment
from infludesk.kernel.ids import seeded, uuid7
from infludesk.kernel.progress import Progress, silent
from infludesk.kernel.schema import Schema


@dataclass(slots=True)
class Tx:
    """One transaction, made by the workspace for the outermost command.

    Attributes:
        conn: the writer.
        schema: every declared entity, for trash and ids.
        now: the moment, aware.
        today: the day in the workspace's zone.
        actor: the acting member's id; empty before the first member exists.
        workspace: the workspace's id, the namespace of seeded ids.
        progress: reports (done, total); raises Cancelled, which rolls everything back.
        batch: the batch's number in the log.
        first: the last change before this transaction.
    """

    conn: Connection
    schema: Schema
    now: datetime
    today: date
    actor: str
    workspace: str
    progress: Progress = silent
    batch: int = 0
    first: int = 0
    named: list[object] = field(default_factory=list)

    @property
    def moment(self) -> str:
        """Now, as stored."""
        return moment(self.now)

    def label(self, message: str, **parts: object) -> None:
        """Name the batch; the outermost command comes first, and its name stays.

        Args:
            message: English, with ``{names}``.
            parts: a number, plain text, or a record as ``ref(table, id)``, resolved when shown.
        """
        if not self.named:
            self.named = [message, parts]

    def label_count(self, n: int, one: str, many: str, **parts: object) -> None:
        """Name the batch by the form that fits ``n``, which is ``{n}`` in both."""
        self.label(one if n == 1 else many, n=n, **parts)

    def seeded(self, table: str, *parts: str | None) -> str:
        """The id of a seeded row in this workspace."""
        return seeded(self.workspace, table, *parts)


@contextmanager
def transaction(conn: Connection) -> Iterator[None]:
    """All or nothing; failures a person can act on come out as problems."""
    with problems():
        conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            conn.execute("COMMIT")
        except BaseException:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise


def begin_batch(tx: Tx, device: str) -> None:
    """Open the batch that the triggers write into. Its clock never stands still or runs back."""
    tx.first = int(tx.conn.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0])
    made = tx.conn.execute(
        "INSERT INTO batch(id, at, actor, device, first) VALUES (?, ?, ?, ?, ?)",
        (uuid7(), tx.moment, tx.actor, device, tx.first + 1),
    )
    tx.batch = int(made.lastrowid or 0)
    tx.conn.execute(
        "UPDATE writer SET batch = ?, device = ?, first = ?, "
        "ms = max(ms + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))",
        (tx.batch, device, tx.first),
    )


def end_batch(tx: Tx) -> None:
    """Close the batch under its label; a batch that wrote nothing leaves no trace."""
    last = int(tx.conn.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0])
    if last == tx.first:
        tx.conn.execute("DELETE FROM batch WHERE seq = ?", (tx.batch,))
        tx.batch = 0
    else:
        label = json.dumps(tx.named or ["Change"], ensure_ascii=False)
        tx.conn.execute("UPDATE batch SET label = ?, last = ? WHERE seq = ?", (label, last, tx.batch))
    tx.conn.execute("UPDATE writer SET batch = NULL")
