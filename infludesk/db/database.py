"""One workspace.db: looked at before it is written to, one writer, one reader."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from infludesk.db import backup, changelog, migrations
from infludesk.db.driver import Connection, Error, connect, damaged, problems, settle_reader, settle_writer
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr
from infludesk.paths import BACKUPS


class Database:
    """The connections of one open file.

    Attributes:
        writer: for commands; None where it was opened only to read.
        reader: for queries; sees what was committed.
    """

    def __init__(self, reader: Connection, writer: Connection | None) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    def open(cls, path: Path, *, back_up: Callable[[Connection], Path | None], thorough: bool = True) -> "Database":
        """Open a file to work in; an absent one is made.

        Args:
            path: the file.
            back_up: makes a backup before a migration.
            thorough: read every page first; without it ``look_through`` is to follow.

        Raises:
            Problem: damaged, newer, read only, or another program's.
        """
        if path.exists():
            look(path, thorough=thorough)
        writer = connect(path)
        try:
            settle_writer(writer)
            with problems():
                migrations.migrate(writer, back_up=lambda: back_up(writer))
                changelog.install(writer)
                writer.execute("PRAGMA trusted_schema=ON")
            reader = connect(path, read_only=True)
            settle_reader(reader)
        except BaseException:
            writer.close()
            raise
        return cls(reader, writer)

    @classmethod
    def open_to_read(cls, path: Path) -> "Database":
        """Open a file only to read; one that must migrate first is refused.

        Raises:
            Problem: damaged, newer, or in need of a migration.
        """
        look(path)
        reader = connect(path, read_only=True)
        settle_reader(reader)
        if migrations.version_of(reader) < migrations.version():
            reader.close()
            raise Problem(
                "workspace.older",
                tr("This workspace was made by an older version."),
                tr("Open it once in InfluDesk; a backup is made before it is brought up to date."),
            )
        return cls(reader, None)

    def close(self) -> None:
        """Close both connections; the writer last, so that it folds the log file in."""
        self.reader.close()
        if self.writer is not None:
            self.writer.execute("PRAGMA optimize")
            self.writer.close()
            self.writer = None


def look(path: Path, *, thorough: bool = True) -> None:
    """Look at a file read only, with nothing in it trusted, before anything writes.

    Raises:
        Problem: it is damaged, not a workspace, or a newer version's.
    """
    # a crash while a workspace is made leaves an empty file too, but no backups
    if not path.stat().st_size and backup.listed(path.parent / BACKUPS):
        raise damaged()
    with closing(connect(path, read_only=True)) as conn, problems():
        found = migrations.version_of(conn)
        if not found and conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            raise Problem(
                "workspace.not_ours",
                tr('"{name}" is not an InfluDesk workspace.', name=path.name),
                tr("Nothing was changed. Choose another folder."),
            )
    if thorough:
        look_through(path)


def look_through(path: Path) -> None:
    """Read every page of a file, on a connection of its own.

    Raises:
        Problem: ``workspace.damaged``.
    """
    with closing(connect(path, read_only=True)) as conn:
        try:
            whole = conn.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        except Error:
            whole = False
    if not whole:
        raise damaged()
