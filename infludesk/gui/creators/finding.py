"""Looking for duplicates in the background, once for all pages that tell of them."""

from PySide6.QtCore import QObject, Signal

from infludesk.creators.duplicates import Duplicates, find_duplicates
from infludesk.db.driver import Connection
from infludesk.gui.desk import Desk
from infludesk.kernel.changes import Changes
from infludesk.kernel.errors import Cancelled
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import tr

_SHOWS = ("creator", "account", "contact_point", "creator_link")


class Finder(QObject):
    """The duplicates of a workspace as they were last found.

    Signals:
        found: the Duplicates found now.
    """

    found = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.last: Duplicates | None = None
        self._desk = desk
        self._stale, self._turn, self._running = True, 0, False
        desk.tasks.changed.connect(self._changed)
        desk.tasks.cancelled.connect(self._cancelled)

    @classmethod
    def of(cls, desk: Desk) -> "Finder":
        """The one finder of a workspace."""
        known = desk.findChild(cls)
        return known if isinstance(known, cls) else cls(desk)

    def look(self) -> None:
        """Look again if anything changed since; what is being looked for already is waited for."""
        if not self._stale or self._running:
            return
        self._stale, self._running = False, True
        turn = self._turn

        def query(conn: Connection, progress: Progress) -> Duplicates | None:
            def report(done: int, total: int) -> None:
                if turn != self._turn:  # what is found now would be of yesterday
                    raise _Outdated
                progress(done, total)

            try:
                return find_duplicates(conn, report)
            except _Outdated:
                return None

        self._desk.tasks.study(query, self._take, _name(), asked=False)

    def _take(self, found: Duplicates | None) -> None:
        self._running = False
        if found is None:
            self.look()
            return
        self.last = found
        self.found.emit(found)
        self.look()

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_SHOWS):
            self._stale = True
            self._turn += 1

    def _cancelled(self, name: str) -> None:
        if name == _name():
            self._running, self._stale = False, True


class _Outdated(Cancelled):
    """Something changed while it was looked for."""


def _name() -> str:
    return tr("Look for duplicates")
