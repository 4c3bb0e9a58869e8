"""The one place that names the SQLite module, and turns its failures into problems."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infludesk.kernel.errors import Problem
from infludesk.kernel.text import fold, tr

Connection = sqlite3.Connection
Error = sqlite3.Error
SqlRow = sqlite3.Row

_READ_ONLY = frozenset({"SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_AUTH"})
_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """Open a connection in autocommit; transactions are begun by hand.

    Raises:
        Problem: the file cannot be opened.
    """
    mode = "ro" if read_only else "rwc"
    with problems():
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        conn = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=10)
        conn.row_factory = sqlite3.Row
        conn.create_function("fold", 1, lambda text: fold(text or ""), deterministic=True)
        conn.execute("PRAGMA trusted_schema=OFF")
        conn.execute("PRAGMA cell_size_check=ON")
        conn.execute("PRAGMA foreign_keys=ON")
    return conn


def in_memory() -> Connection:
    """Open an empty database that lies nowhere, to learn from."""
    return sqlite3.connect(":memory:", isolation_level=None)


def settle_reader(conn: Connection) -> None:
    """Make a connection read only; what it reads stays in memory longer."""
    conn.execute("PRAGMA query_only=ON")
    conn.execute("PRAGMA cache_size=-65536")
    conn.execute("PRAGMA mmap_size=268435456")


def settle_writer(conn: Connection) -> None:
    """Set what a writer needs: WAL, nothing left of deleted text, triggers on replaced rows."""
    with problems():
        conn.execute("PRAGMA journal_mode=WAL")
        conn.execute("PRAGMA synchronous=NORMAL")
        conn.execute("PRAGMA secure_delete=ON")
        conn.execute("PRAGMA recursive_triggers=ON")
        conn.execute("PRAGMA cache_size=-131072")
        conn.execute("PRAGMA temp_store=MEMORY")


@contextmanager
def problems() -> Iterator[None]:
    """Turn full, locked, read-only and damaged into problems; anything else is a bug and passes."""
    try:
        yield
    except sqlite3.Error as error:
        problem = _problem(getattr(error, "sqlite_errorname", "") or "")
        if problem is None:
            raise
        raise problem from error


def damaged() -> Problem:
    """What to say of a file that does not read back."""
    return Problem(
        "workspace.damaged",
        tr("This workspace is damaged. Nothing has been changed or deleted."),
        tr("Restore the newest good backup from its backups folder."),
    )


def _problem(name: str) -> Problem | None:
    family = "_".join(name.split("_")[:2])
    safe = tr("Everything before is safe.")
    if family == "SQLITE_FULL":
        return Problem(
            "disk.full",
            tr("The disk is full. The last change was not saved."),
            safe + " " + tr("Free some space, then retry."),
        )
    if family in ("SQLITE_BUSY", "SQLITE_LOCKED"):
        return Problem(
            "workspace.busy",
            tr("Another program is writing to this workspace. The last change was not saved."),
            safe + " " + tr("Close the other program, then retry."),
        )
    if family in _READ_ONLY:
        return Problem(
            "workspace.read_only",
            tr("This workspace cannot be written to."),
            tr("Nothing was changed. Check the permissions of its folder, or move it to another place."),
        )
    if family in _DAMAGED:
        return damaged()
    if family == "SQLITE_IOERR":
        return Problem(
            "disk.unreadable",
            tr("The disk did not answer. The last change was not saved."),
            safe + " " + tr("Check the drive, then retry."),
        )
    return None
