"""Reading and doing off the window's thread: results, changes, progress and problems come back as signals."""

import time
from collections.abc import Callable, Hashable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from types import FunctionType
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from infludesk.db.driver import Connection, connect, problems, settle_reader
from infludesk.gui.runner import Job, Runner, ThreadRunner
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Cancelled, Problem
from infludesk.kernel.progress import Progress
from infludesk.paths import DATABASE
from infludesk.workspace import Workspace

T = TypeVar("T")
Refused = Callable[[Problem], None]
_QUIET_SECONDS = 1.0
_BETWEEN_SECONDS = 0.1


class Source(Protocol):
    """What the window needs of a workspace."""

    def read(self, query: Callable[[Any], T], /) -> T: ...
    def do(self, command: Callable[..., Any], *, who: object, progress: Progress, **given: Any) -> Outcome: ...
    def undo(self, batch: int | None = None, *, progress: Progress) -> Outcome: ...
    def redo(self, *, progress: Progress) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Running:
    """Work that takes longer than a second: ``done`` of ``total``; total is 0 and percent None where unknown."""

    name: str
    done: int
    total: int
    percent: int | None


class Tasks(QObject):
    """The only way from a widget to the workspace.

    Signals:
        changed: the Changes of each command, undo and redo.
        progress: a Running at most ten times a second, from the first second on; None when nothing runs.
        failed: a Problem, or any other exception, which is a bug.
        cancelled: the name of what was cancelled; nothing was written.
    """

    changed = Signal(object)
    progress = Signal(object)
    failed = Signal(object)
    cancelled = Signal(str)
    _deliver = Signal(object)

    def __init__(
        self,
        workspace: Source,
        runner: Runner,
        *,
        reader: Connection | None = None,
        another: Callable[[], Connection] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Work over a workspace.

        Args:
            workspace: what is read and done.
            runner: where it runs.
            reader: the reader's thread's own connection, closed with the tasks; the workspace's where absent.
            another: opens one more for each ``study``; the workspace's own where absent.
            clock: seconds, for the pace of progress.
        """
        super().__init__()
        self._workspace, self._runner, self._reader, self._clock = workspace, runner, reader, clock
        self._another = another
        self._latest: dict[Hashable, int] = {}
        self._running: list[Task] = []
        self._closed = False
        # Emitted on another thread it is queued, on this one it is called: so inline runs stay inline.
        self._deliver.connect(self._run)

    @classmethod
    def threaded(cls, workspace: Workspace) -> "Tasks":
        """Tasks on threads of their own; closed before the workspace is closed or restored.

        The reader's thread has its own connection: SQLite lets one thread at a time into each, so on a shared one
        the window would wait for every long query.
        """

        def another() -> Connection:
            made = connect(workspace.folder / DATABASE, read_only=True)
            settle_reader(made)
            return made

        return cls(workspace, ThreadRunner(), reader=another(), another=another)

    def read(self, query: Callable[[Any], T], then: Callable[[T], None], *, key: Hashable = None) -> None:
        """Run ``query(connection)`` on the reader's thread, then ``then(result)`` here.

        A later read of the same ``key`` takes the place of an earlier one, whose ``then`` is not called.
        """
        if self._closed:
            return
        turn = self._latest[key] = self._latest.get(key, 0) + 1 if key is not None else 0

        def job() -> None:
            if self._late(key, turn):
                return
            try:
                tell: Job = partial(_call, then, self._ask(query))
            except Exception as error:  # noqa: BLE001  whatever it is, the window shows it
                tell = partial(self.failed.emit, error)
            self._send(lambda: None if self._late(key, turn) else tell())

        self._runner.read(job)

    def do(
        self,
        command: Callable[..., Any],
        /,
        *,
        then: Callable[[Outcome], None] | None = None,
        otherwise: Refused | None = None,
        who: object = None,
        doing: str = "",
        **arguments: Any,
    ) -> None:
        """Run a command with its ``arguments`` on the writer's thread.

        Args:
            command: as ``workspace.do`` takes it.
            then: called here with the outcome, after ``changed``.
            otherwise: told of a Problem in place of ``failed``, for a form that shows it itself.
            who: who asks, handed on in the Changes.
            doing: what long work is called in the status area ("Import").
            arguments: the command's own.
        """
        job = partial(self._workspace.do, command, who=who, **arguments)
        self._write(doing, lambda progress: job(progress=progress), then, otherwise)

    def undo(self, batch: int | None = None, *, then: Callable[[Outcome], None] | None = None) -> None:
        """Take back a batch; without one, this machine's last."""
        self._write("", lambda progress: self._workspace.undo(batch, progress=progress), then, None)

    def redo(self, *, then: Callable[[Outcome], None] | None = None) -> None:
        """Do again what was last undone."""
        self._write("", lambda progress: self._workspace.redo(progress=progress), then, None)

    def work(
        self,
        job: Callable[[Progress], T],
        then: Callable[[T], None],
        name: str,
        *,
        otherwise: Refused | None = None,
        ended: Callable[[], None] | None = None,
        asked: bool = True,
    ) -> "Task":
        """Run long work that writes no database, such as a PDF, on a thread of its own.

        Args:
            job: what is run.
            then: called here with what it made.
            name: what it is called in the status area.
            otherwise: told of a Problem in place of ``failed``.
            ended: called here first, however it ends: made, refused, broken off or cancelled.
            asked: off for the program's own, such as the day's backup: nobody is asked before it is dropped.
        """
        return self._start(self._runner.work, name, job, partial(_call, then), otherwise, ended=ended, asked=asked)

    def study(
        self, query: Callable[[Any, Progress], T], then: Callable[[T], None], name: str, *, asked: bool = True
    ) -> None:
        """Run long reading, ``query(connection, progress)``, beside all other reading, on a connection of its own."""

        def job(progress: Progress) -> T:
            if self._another is None:
                return self._workspace.read(lambda conn: query(conn, progress))
            with problems(), closing(self._another()) as conn:
                return query(conn, progress)

        self.work(job, then, name, asked=asked)

    def cancel(self) -> None:
        """Ask what is running to stop; it does so at its next report of progress."""
        for running in self._running:
            if running.started is not None:
                running.cancel()

    @property
    def busy(self) -> bool:
        """Whether something a person asked for runs or waits."""
        return any(running.asked for running in self._running)

    def close(self) -> None:
        """Wait for the threads; nothing is delivered afterwards."""
        self._closed = True
        self._runner.close()
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _ask(self, query: Callable[[Any], T]) -> T:
        if self._reader is None:
            return self._workspace.read(query)
        with problems():
            return query(self._reader)

    def _write(
        self,
        name: str,
        job: Callable[[Progress], Outcome],
        then: Callable[[Outcome], None] | None,
        otherwise: Refused | None,
    ) -> None:
        def done(outcome: Outcome) -> None:
            self.changed.emit(outcome.changes)
            if then:
                _call(then, outcome)

        self._start(self._runner.write, name, job, done, otherwise)

    def _start(
        self,
        run: Callable[[Job], None],
        name: str,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        otherwise: Refused | None,
        *,
        ended: Callable[[], None] | None = None,
        asked: bool = True,
    ) -> "Task":
        running = Task(name, self._clock, lambda shown: self._send(lambda: self.progress.emit(shown)), ended)
        running.asked = asked
        if self._closed:
            return running
        self._running.append(running)

        def whole() -> None:
            try:
                result = job(running.begin())
            except Exception as error:  # noqa: BLE001  whatever it is, the window shows it
                self._send(partial(self._end, running, partial(self._refuse, running, error, otherwise)))
            else:
                self._send(partial(self._end, running, partial(done, result)))

        run(whole)
        return running

    def _end(self, running: "Task", tell: Job) -> None:
        self._running.remove(running)
        if running.shown is not None:
            self.progress.emit(next((other.shown for other in self._running if other.shown), None))
        if running.ended:
            _call(running.ended)
        tell()

    def _refuse(self, running: "Task", error: Exception, otherwise: Refused | None) -> None:
        if isinstance(error, Cancelled):
            self.cancelled.emit(running.name)
        elif otherwise and isinstance(error, Problem):
            _call(otherwise, error)
        else:
            self.failed.emit(error)

    def _late(self, key: Hashable, turn: int) -> bool:
        return key is not None and self._latest[key] != turn

    def _send(self, tell: Job) -> None:
        if not self._closed:
            self._deliver.emit(tell)

    def _run(self, tell: Job) -> None:
        if not self._closed:
            tell()


class Task:
    """One command or work under way: its clock, its flag and what was last shown of it."""

    def __init__(
        self,
        name: str,
        clock: Callable[[], float],
        show: Callable[[Running], None],
        ended: Callable[[], None] | None = None,
    ) -> None:
        self.name, self._clock, self._show, self.ended = name, clock, show, ended
        self.started: float | None = None
        self.asked, self.cancelled = True, False
        self.shown: Running | None = None
        self._last = 0.0

    def cancel(self) -> None:
        """Ask this one to stop; it does so at its next report of progress."""
        self.cancelled = True

    def begin(self) -> Progress:
        self.started = self._clock()
        self._last = self.started + _QUIET_SECONDS - _BETWEEN_SECONDS
        return self._report

    def _report(self, done: int, total: int) -> None:
        if self.cancelled:
            raise Cancelled
        now = self._clock()
        if now - self._last < _BETWEEN_SECONDS:
            return
        self._last = now
        self.shown = Running(self.name, done, total, min(100, 100 * done // total) if total else None)
        self._show(self.shown)


def _call(then: Callable[..., None], *result: object) -> None:
    """Call back, unless a widget that asked is gone."""
    if all(isValid(one) for one in _held(then) if isinstance(one, QObject)):
        then(*result)


def _held(then: object) -> list[object]:
    """What a callback belongs to: a method's object, and what a lambda or a partial holds on to."""
    if isinstance(then, partial):
        return [*then.args, *_held(then.func)]
    if isinstance(then, FunctionType):
        return [cell.cell_contents for cell in then.__closure__ or ()]
    return [getattr(then, "__self__", None)]
