"""What is shown of a workspace: a page of the window, and what every page and tab does when records change."""

from typing import ClassVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.navigation import Place
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Changes

Path = tuple[tuple[str, Place], ...]


class Reloading(QWidget):
    """What shows records and reads them again when they change: at once if seen, else when seen next.

    A subclass names the tables it ``shows`` and answers ``reload``; the rest as it needs.

    Signals:
        offering: what can be done here has changed; ``offers`` is to be asked again.
    """

    shows: ClassVar[tuple[str, ...]] = ()
    offering = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stale = True
        desk.tasks.changed.connect(self._on_changed)
        desk.redrawn.connect(self.ask_reload)

    @property
    def ready(self) -> bool:
        """Whether there is something to read: it is known which record is shown."""
        return True

    def offers(self) -> dict[str, Offer]:
        """What can be done here now, by verb id."""
        return {}

    def reload(self) -> None:
        """Read again what is shown; called only while it is seen and ``ready``."""

    def concerns(self, changes: Changes) -> bool:
        """Whether these changes are shown here."""
        return changes.touches(*self.shows)

    def landing(self) -> QWidget | None:
        """What takes the focus when this is gone to."""
        return None

    def panes(self) -> list[QWidget]:
        """The parts F6 walks through, in reading order."""
        return [landing] if (landing := self.landing()) else []

    def leave(self) -> None:
        """This is left; what is typed was stored as it was typed."""

    def ask_reload(self) -> None:
        """Read again, now if seen, else when seen next."""
        if self.isVisible() and self.ready:
            self._stale = False
            self.reload()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self.ready:
            self._stale = False
            self.reload()

    def _on_changed(self, changes: Changes) -> None:
        if self.concerns(changes):
            self.ask_reload()


class Page(Reloading):
    """One page of the stack. It lives as long as the window and is shown, told its place, and left.

    A subclass names its ``key`` too.

    Signals:
        moved: the path or tab shown has changed by itself, with the Place it is now.
    """

    key: ClassVar[str] = ""
    moved = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.place = Place(self.key)

    @property
    def path(self) -> Path:
        """Where this is, as (words, place) from the outside in; the last is the page itself."""
        return ()

    def go_to(self, place: Place) -> None:
        """Show a record or a tab; the same one again changes nothing."""
        other = place.record != self.place.record
        self.place = place
        if other:
            self.ask_reload()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.offering.emit()
