"""The façade and the map: one open workspace, its records, its commands, its history and its backups."""

import getpass
import threading
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from babel.dates import LOCALTZ
from filelock import FileLock

from infludesk.campaigns import model as campaigns
from infludesk.clients import model as clients
from infludesk.content import model as content
from infludesk.contracts import model as contracts
from infludesk.creators import derived
from infludesk.creators import model as creators
from infludesk.db import backup
from infludesk.db.changelog import rows_of, touched
from infludesk.db.database import Database, look_through
from infludesk.db.driver import Connection, connect
from infludesk.db.history import show_label
from infludesk.db.integrity import Report, check
from infludesk.db.rows import find
from infludesk.db.search import refresh_titles
from infludesk.db.transaction import Tx, begin_batch, end_batch, transaction
from infludesk.db.undo import Undone, mark_undone, newest, newest_undo, undo
from infludesk.flows.checklist import follow_terms
from infludesk.folder import free, lock, may_create, missing
from infludesk.gifting import model as gifting
from infludesk.importing import model as importing
from infludesk.kernel.changes import Changes, Outcome
from infludesk.kernel.dates import zone_of
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import uuid7
from infludesk.kernel.progress import Progress, silent
from infludesk.kernel.schema import Schema
from infludesk.kernel.text import tr
from infludesk.paths import BACKUPS, DATABASE
from infludesk.payments import model as payments
from infludesk.programmes import model as programmes
from infludesk.records import model as records
from infludesk.records.store import set_setting, setting
from infludesk.results import model as results
from infludesk.settings import Settings
from infludesk.team import model as team
from infludesk.team.store import add_member

T = TypeVar("T")
Clock = Callable[[], datetime]

SCHEMA = Schema(
    entity
    for part in (
        team, records, clients, creators, programmes, campaigns, contracts, content, gifting, payments, results,
        importing,
    )
    for entity in part.ENTITIES
)  # fmt: skip
# What Find or do knows beside creators; the order numbers the kinds in the index, so it only grows.
TITLES = {"campaign": "name", "client": "name", "contract": "title", "deliverable": "title", "post": "title",
          "member": "name", "attachment": "name", "product": "name"}  # fmt: skip
_COUNTED = ("creator", "campaign", "contract", "post")


@dataclass(frozen=True, slots=True)
class Last:
    """The newest step that can be taken back or made again."""

    seq: int
    label: str


class Workspace:
    """One open workspace folder: ``workspace.db``, ``attachments/`` and ``backups/``.

    Attributes:
        folder: where it lies.
        settings: this machine's; who I am and which device writes.
        id: the workspace's own id, namespace of seeded ids.
        me: the acting member's id.
    """

    def __init__(
        self, folder: Path, settings: Settings, database: Database, lock: FileLock | None, clock: Clock
    ) -> None:
        self.folder, self.settings, self._db, self._lock, self._clock = folder, settings, database, lock, clock
        self._writing = threading.Lock()
        self.id = setting(database.reader, records.WORKSPACE_ID)
        self.me = self._who() if self.id else ""

    @classmethod
    def open(
        cls,
        folder: Path,
        settings: Settings,
        *,
        create: bool = False,
        clock: Clock | None = None,
        thorough: bool = True,
    ) -> Self:
        """Open a workspace to work in it.

        Args:
            folder: the folder that holds ``workspace.db``.
            settings: this machine's.
            create: make a workspace where the folder is missing or empty.
            clock: tells the moment, aware; the system's where absent.
            thorough: read the whole file first; a window that must be quick calls ``look_through`` afterwards.

        Raises:
            Problem: missing, in use, damaged, newer, or not writable.
        """
        fresh = not (folder / DATABASE).exists()
        if fresh:
            may_create(folder, create=create)
        held = lock(folder)
        clock = clock or (lambda: datetime.now(UTC))
        with ExitStack() as undone:
            undone.callback(free, folder, held)
            database = Database.open(
                folder / DATABASE,
                back_up=lambda conn: (
                    backup.make(conn, folder / BACKUPS, reason="update", now=clock().astimezone(), count=()).path
                ),
                thorough=thorough,
            )
            undone.callback(database.close)
            made = cls(folder, settings, database, held, clock)
            made._begin(fresh=not made.id)
            undone.pop_all()
        return made

    @classmethod
    def open_to_read(cls, folder: Path, settings: Settings, *, clock: Clock | None = None) -> Self:
        """Open a workspace only to read it: no lock is taken, nothing is written.

        Raises:
            Problem: missing, damaged, or in need of a newer or older version.
        """
        if not (folder / DATABASE).exists():
            raise missing(folder)
        database = Database.open_to_read(folder / DATABASE)
        return cls(folder, settings, database, None, clock or (lambda: datetime.now(UTC)))

    def close(self) -> None:
        """Close the file and free it for others."""
        self._db.close()
        if self._lock is not None:
            free(self.folder, self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def attachments(self) -> Path:
        """Where the files of records lie, by content hash."""
        return self.folder / "attachments"

    @property
    def backups(self) -> Path:
        """Where backups lie."""
        return self.folder / BACKUPS

    def now(self) -> datetime:
        """The moment, aware."""
        return self._clock()

    def today(self) -> date:
        """The day in the workspace's zone."""
        return self._clock().astimezone(zone_of(self.setting(records.ZONE))).date()

    def setting(self, key: str, default: str = "") -> str:
        """One of the workspace's choices."""
        return setting(self._db.reader, key, default)

    def read(self, query: Callable[[Connection], T]) -> T:
        """Run a query on the reading connection; it sees what was committed."""
        return query(self._db.reader)

    def do(
        self, command: Callable[..., Any], *, who: object = None, progress: Progress = silent, **given: Any
    ) -> Outcome:
        """Run a command in one transaction and one batch.

        Args:
            command: ``verb(tx, **given)``.
            who: who asked, passed on in the changes.
            progress: is told (done, total); raises Cancelled to stop, which leaves everything as it was.
            given: the command's own arguments.

        Returns:
            What the command returned, and what it changed.

        Raises:
            Problem: something the person can act on; nothing was written.
            Cancelled: the person stopped it; nothing was written.
        """

        def job(tx: Tx) -> Any:
            value = command(tx, **given)
            follow_terms(tx)
            return value

        return self._write(job, who, progress)

    def undo(self, batch: int | None = None, *, who: object = None, progress: Progress = silent) -> Outcome:
        """Take back a batch, this machine's newest if none is named; the value is an Undone.

        Raises:
            Problem: ``undo.nothing``: there is nothing to take back.
        """
        last = batch or newest(self._writer, self.settings.device)
        if last is None:
            raise Problem("undo.nothing", tr("There is nothing to undo."), tr("Earlier changes are under History."))
        return self._write(lambda tx: self._take_back(tx, last, "Undo: {step}"), who, progress)

    def redo(self, *, who: object = None, progress: Progress = silent) -> Outcome:
        """Make again what was undone last.

        Raises:
            Problem: ``undo.nothing``: nothing was undone since the last change.
        """
        last = newest_undo(self._writer, self.settings.device)
        if last is None:
            raise Problem("undo.nothing", tr("There is nothing to redo."), "")
        return self._write(lambda tx: self._take_back(tx, last, "Redo: {step}"), who, progress)

    def undoable(self) -> Last | None:
        """The step that undo would take back."""
        return self._last(newest(self._db.reader, self.settings.device))

    def redoable(self) -> Last | None:
        """The step that redo would make again, under its first name."""
        found = newest_undo(self._db.reader, self.settings.device)
        sql = "SELECT undoes FROM batch WHERE seq = ?"
        return self._last(found and self._db.reader.execute(sql, (found,)).fetchone()[0])

    def batch_id(self, seq: int) -> str:
        """The id of a batch, which stays the same wherever the file goes."""
        return str(self._db.reader.execute("SELECT id FROM batch WHERE seq = ?", (seq,)).fetchone()[0])

    def check(self) -> Report:
        """Whether the file is whole: its pages, links, hashes and what is worked out."""
        return check(self._db.reader, SCHEMA, self.attachments)

    def look_through(self) -> None:
        """Read every page of the file, on a connection of its own; for a workspace not opened thoroughly.

        Raises:
            Problem: ``workspace.damaged``.
        """
        look_through(self.folder / DATABASE)

    def back_up(self, reason: str = "hand") -> backup.Backup:
        """Make a verified backup now.

        Raises:
            Problem: it does not read back, or the disk is full.
        """
        # a connection of its own: a copy takes its time, and what is being written must not wait for it
        with closing(connect(self.folder / DATABASE, read_only=True)) as conn:
            made = backup.make(conn, self.backups, reason=reason, now=self.now().astimezone(), count=_COUNTED)
        backup.prune(self.backups)
        return made

    def restore(self, chosen: backup.Backup) -> Self:
        """Go back to a backup; what stands now is backed up first. Returns the workspace opened again.

        Raises:
            Problem: the backup does not read back; nothing was replaced.
        """
        backup.demand(chosen)
        self.back_up("restore")
        self.close()
        backup.restore(chosen, self.folder / DATABASE)
        return type(self).open(self.folder, self.settings, clock=self._clock)

    @property
    def _writer(self) -> Connection:
        if self._db.writer is None:
            raise Problem(
                "workspace.read_only", tr("This workspace was opened only to read."), tr("Nothing was changed.")
            )
        return self._db.writer

    def _write(self, job: Callable[[Tx], Any], who: object, progress: Progress, device: str | None = None) -> Outcome:
        conn, now = self._writer, self.now()
        day = now.astimezone(zone_of(setting(conn, records.ZONE))).date()
        tx = Tx(conn, SCHEMA, now, day, self.me, self.id, progress)
        with self._writing, transaction(conn):
            begin_batch(tx, self.settings.device if device is None else device)
            value = job(tx)
            changed = touched(conn, tx.first)
            _derive(conn)
            end_batch(tx)
            rows, label = rows_of(conn, changed), self._label(conn, tx.batch)
        return Outcome(value, Changes(rows, tx.batch, label, who))

    def _take_back(self, tx: Tx, batch: int, message: str) -> Undone:
        first = tx.conn.execute("SELECT coalesce(undoes, seq) FROM batch WHERE seq = ?", (batch,)).fetchone()[0]
        tx.label(message, step=self._label(tx.conn, first))
        done = undo(tx, batch)
        mark_undone(tx, batch)
        return done

    def _label(self, conn: Connection, batch: int) -> str:
        row = conn.execute("SELECT label FROM batch WHERE seq = ?", (batch,)).fetchone()
        return "" if row is None else show_label(conn, SCHEMA, row["label"])

    def _last(self, seq: int | None) -> Last | None:
        return None if seq is None else Last(seq, self._label(self._db.reader, seq))

    def _begin(self, *, fresh: bool) -> None:
        """Give a new workspace its id and first member; catch up what another tool wrote into an old one."""
        if fresh:
            self.id = uuid7()
            # no device: the first batch is nobody's step, so undo never reaches it
            self.me = str(self._write(lambda tx: _found(tx, self.id), None, silent, device="").value)
        else:
            self._catch_up()
        self.settings.me[self.id] = self.me

    def _catch_up(self) -> None:
        if derived.lacks_phones(self._writer):
            with transaction(self._writer):
                derived.add_phones(self._writer)
        if self._writer.execute("SELECT seq < (SELECT coalesce(max(seq), 0) FROM change) FROM derived").fetchone()[0]:
            with transaction(self._writer):
                _derive(self._writer)

    def _who(self) -> str:
        known = self.settings.me.get(self.id)
        members = find(self._db.reader, team.Member)
        return next((m.id for m in members if m.id == known), members[0].id if members else "")


def _derive(conn: Connection) -> None:
    # since the last time, not since this batch began: another tool may have written in between
    changed = touched(conn, conn.execute("SELECT seq FROM derived").fetchone()[0])
    derived.refresh(conn, changed)
    refresh_titles(conn, changed, TITLES)
    conn.execute("UPDATE derived SET seq = (SELECT coalesce(max(seq), 0) FROM change)")


def _found(tx: Tx, workspace: str) -> str:
    """Make the first rows: the workspace's id and zone, and the person of the system's account."""
    tx.label("Start the workspace")
    tx.workspace = workspace
    set_setting(tx, records.WORKSPACE_ID, workspace)
    set_setting(tx, records.ZONE, getattr(LOCALTZ, "key", None) or "UTC")
    return add_member(tx, name=_account_name()).id


def _account_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may run as a user without a name
        return tr("Me")
