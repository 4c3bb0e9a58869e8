"""Everything a workspace holds as one folder that any program reads: tables, files, history, and what they mean."""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infludesk.db.driver import Connection, SqlRow
from infludesk.db.history import record_name, show_label
from infludesk.exporting.about import about
from infludesk.exporting.file_names import unique_name
from infludesk.exporting.files import Written
from infludesk.exporting.table import STEP
from infludesk.folder import spare
from infludesk.kernel.ids import split_ref
from infludesk.kernel.progress import Progress
from infludesk.kernel.schema import Schema
from infludesk.kernel.spreadsheet import disarmed, line
from infludesk.kernel.text import plural
from infludesk.records.store import stored_file
from infludesk.saving import folder_beside

TABLES, FILES, INDEX, HISTORY, README = "tables", "files", "files.csv", "history.csv", "README.txt"
# Kept on each machine beside the declared tables: the rows of imported files as they were.
_RAW = "import_row"
_STATE = "row_state"
_INDEX = ("file", "id", "name", "type", "bytes", "sha256", "added_on", "caption", "row_state", "used_by")
_HISTORY = ("seq", "batch", "at", "by", "label", "table", "row_id", "kind", "changed")
_ROOM = 2  # texts take more room as CSV than in the database


def export_workspace(
    conn: Connection, schema: Schema, folder: Path, attachments: Path, *, progress: Progress
) -> Written:
    """Write every table, file and change of a workspace into a new folder.

    Private columns are there too: it is the owner's own copy.

    Args:
        conn: a connection that sees one state of the workspace.
        schema: every declared entity.
        folder: the folder to make; it may be there if it is empty.
        attachments: where the workspace keeps its files.
        progress: is told (done, total); raises Cancelled to stop, which leaves nothing behind.

    Returns:
        The folder, how many rows and files it holds, and what is missing.

    Raises:
        Problem: ``file.not_empty``, ``.disk_full``, ``.not_written`` or ``workspace.own_file``; nothing was changed.
    """
    spare(attachments.parent, folder, whole=True)
    with folder_beside(folder) as part:
        _demand_room(conn, part, attachments)
        work = _Work(conn, schema, part, progress)
        counts = {table: work.table(table) for table in (*schema.by_table, _RAW)}
        lacking = work.files(attachments)
        changes = work.history()
        (part / README).write_text(about(schema, counts, changes), encoding="utf-8-sig", newline="\r\n")
        progress(work.total, work.total)
    words = (
        "{n} file was not in the workspace; its row says so.",
        "{n} files were not in the workspace; their rows say so.",
    )
    return Written(folder, work.done, (plural(lacking, *words),) if lacking else ())


@dataclass(slots=True)
class _Work:
    """An export under way: where to, and how far."""

    conn: Connection
    schema: Schema
    folder: Path
    progress: Progress
    done: int = 0
    total: int = 0

    def __post_init__(self) -> None:
        tables = (*self.schema.by_table, _RAW, "change", "attachment")
        self.total = sum(_count(self.conn, table) for table in tables)

    def table(self, table: str) -> int:
        """Write every row and column of a table; returns how many rows."""
        (self.folder / TABLES).mkdir(exist_ok=True)
        found = self.conn.execute(f"SELECT * FROM {table} {'' if table == _RAW else 'ORDER BY rowid'}")
        columns = [one[0] for one in found.description]
        declared = table in self.schema.by_table
        head = [*columns, _STATE] if declared else columns
        rows = ((*row, _state(row)) if declared else tuple(row) for row in found)
        return self._write(self.folder / TABLES / f"{table}.csv", head, rows)

    def files(self, attachments: Path) -> int:
        """Copy every file under a name that says what it is; returns how many are not there."""
        lacking, taken = 0, set[str]()
        (self.folder / FILES).mkdir()
        lines = []
        for row in self.conn.execute("SELECT * FROM attachment ORDER BY rowid").fetchall():
            source, name = stored_file(attachments, row["sha256"]), ""
            if source is not None:
                name = unique_name(row["name"] or source.name, taken)
                shutil.copyfile(source, self.folder / FILES / name)
            else:
                lacking += 1
            lines.append((
                f"{FILES}/{name}" if name else "", row["id"], row["name"], row["media_type"], row["bytes"],
                row["sha256"], row["added_on"], row["caption"], _state(row), self._users(row["id"]),
            ))  # fmt: skip
            self._step()
        self._write(self.folder / INDEX, _INDEX, lines, counted=False)
        return lacking

    def history(self) -> int:
        """Write the change log with the words of each step; returns how many changes."""
        sql = (
            "SELECT c.*, b.id AS batch_id, b.at, b.label, m.name AS who FROM change AS c "
            "LEFT JOIN batch AS b ON b.seq = c.batch LEFT JOIN member AS m ON m.id = b.actor ORDER BY c.seq"
        )
        return self._write(self.folder / HISTORY, _HISTORY, self._changes(sql))

    def _changes(self, sql: str) -> Iterator[tuple[Any, ...]]:
        labels: dict[int | None, str] = {}
        for row in self.conn.execute(sql):
            number = row["batch"]
            if number not in labels:
                labels[number] = show_label(self.conn, self.schema, row["label"])
            yield (
                row["seq"], row["batch_id"], row["at"], row["who"], labels[number], row["table_name"], row["row_id"],
                row["kind"], row["data"],
            )  # fmt: skip

    def _users(self, attachment: str) -> str:
        """The records that use a file, by name."""
        sql = "SELECT target, role FROM attachment_link WHERE attachment_id = ? AND deleted_at IS NULL ORDER BY rowid"
        return "; ".join(self._user(target, role) for target, role in self.conn.execute(sql, (attachment,)).fetchall())

    def _user(self, target: str, role: str | None) -> str:
        table, row_id = split_ref(target)
        name = record_name(self.conn, self.schema, table, row_id) if table in self.schema.by_table else ""
        return " ".join(filter(None, (name, f"({role})" if role else "", target)))

    def _write(self, path: Path, head: Sequence[str], rows: Iterable[Sequence[Any]], *, counted: bool = True) -> int:
        count = 0
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            file.write(line(head, always=True))
            for row in rows:
                count += 1
                file.write(line(map(_text, row)))
                if counted:
                    self._step()
        return count

    def _step(self) -> None:
        self.done += 1
        if self.done % STEP == 0:
            self.progress(self.done, self.total)


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return disarmed(cell)
    return "" if cell is None else str(cell)


def _state(row: SqlRow) -> str:
    if row["deleted_at"] is None:
        return "live"
    return str(row["deleted_as"] or "trash")


def _count(conn: Connection, table: str) -> int:
    return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _demand_room(conn: Connection, folder: Path, attachments: Path) -> None:
    """Refuse at once what the disk cannot hold.

    Raises:
        OSError: ``ENOSPC``.
    """
    pages, size = (conn.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "page_size"))
    files = sum(one.stat().st_size for one in attachments.iterdir()) if attachments.is_dir() else 0
    if shutil.disk_usage(folder).free < pages * size * _ROOM + files:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
