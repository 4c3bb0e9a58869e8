"""What the import of contacts and the import of numbers share: one file at a time, and what runs can be stopped."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from infludesk.db.driver import Connection
from infludesk.gui.desk import Desk
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.widgets import Strip
from infludesk.kernel.errors import Problem
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import tr

T = TypeVar("T")


class Wizard(QWidget):
    """One file on its way into the workspace; nothing is written before the last button.

    A subclass answers ``choose``, ``landing`` and ``_tell``, and lays out ``strip`` and ``close_button``.

    Signals:
        offering: what can be done has changed.
        closed: the person went away; the file stays at hand.
        finished: a Finished.
    """

    offering = Signal()
    closed = Signal()
    finished = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.strip, self.close_button = Strip(), button(tr("Close"), "quiet")
        self._turn, self._busy, self._doing = 0, False, ""
        self._act: Callable[[], None] = self.choose
        self.close_button.clicked.connect(self.closed)
        self.strip.acted.connect(self._act_now)
        desk.tasks.cancelled.connect(self._cancelled)
        desk.tasks.failed.connect(self._idle)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.closed)

    def choose(self) -> None:
        """Ask for a file and read it."""
        raise NotImplementedError

    def landing(self) -> QWidget | None:
        """What takes the focus."""
        raise NotImplementedError

    def _tell(self) -> None:
        """Say what is at hand and what can be done."""
        raise NotImplementedError

    def _wait(self, words: str) -> None:
        """Say what is being read; what was read before no longer counts."""
        self._turn += 1
        self._act = self._stop
        self.strip.say("quiet", words, action=tr("Cancel"))

    def _study(self, words: str, query: Callable[[Connection, Progress], T], then: Callable[[T], None]) -> None:
        """Run a long query beside the window, which says so; once it no longer counts it stops at its next step."""
        self._wait(words)
        turn, self._doing = self._turn, words

        def step(progress: Progress, done: int, total: int) -> None:
            if turn != self._turn:
                raise _Forgotten
            progress(done, total)

        def ask(conn: Connection, progress: Progress) -> T | None:
            try:
                return query(conn, partial(step, progress))
            except _Forgotten:
                return None

        def take(found: T | None) -> None:
            if turn == self._turn and found is not None:
                self._doing = ""
                then(found)

        self.desk.tasks.study(ask, take, words)

    def _forget(self) -> None:
        """What is being read or compared is not wanted any more."""
        if self._doing:
            self._turn += 1
            self._doing = ""

    def _unread(self, problem: Problem) -> None:
        """The file cannot be read: say why, and offer to choose another."""
        self._act = self.choose
        self.strip.say_problem(problem, action=tr("Choose another file"))

    def _focus(self) -> None:
        if self.isVisible() and (landing := self.landing()) is not None:
            landing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act_now(self) -> None:
        self._act()

    def _stop(self) -> None:
        """Forget what is being read; nothing was written."""
        self._turn += 1
        self.strip.say("info", "")
        self._tell()

    def _refused(self, problem: Problem) -> None:
        self._idle()
        self._act = self.choose
        self.strip.say_problem(problem)

    def _cancelled(self, name: str) -> None:
        if self._busy or (self._doing and name == self._doing):
            self._turn += 1
            self._doing = ""
            self._idle()
            self.strip.say("info", tr("Cancelled."), tr("Nothing was imported."))

    def _idle(self, *_: object) -> None:
        self._busy = False
        self._tell()


class _Forgotten(Exception):  # noqa: N818  nothing went wrong
    """What was asked for is not wanted any more."""
