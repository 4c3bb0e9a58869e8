"""What a tab of a campaign's page is; the page knows its tabs only by this."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from infludesk.db.driver import Connection
from infludesk.gui.desk import Desk
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Changes


class CampaignTab(QWidget):
    """One tab of a campaign's page. It is made when first gone to, and lives as long as the page.

    A subclass names the tables it ``shows`` and answers ``reload``, which may count on ``campaign_id``.

    Signals:
        offering: what can be done here has changed.
    """

    shows: ClassVar[tuple[str, ...]] = ()
    offering = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.campaign_id = ""
        self._stale = True
        desk.tasks.changed.connect(self._on_changed)
        desk.redrawn.connect(self.ask_reload)

    def show_campaign(self, campaign_id: str, about: tuple[str, ...] = ()) -> None:  # noqa: ARG002  for subclasses
        """Show a campaign; ``about`` is what the place was opened for (Place.about)."""
        if campaign_id != self.campaign_id:
            self.campaign_id = campaign_id
            self.ask_reload()

    def reload(self) -> None:
        """Read again what is shown; called only while the tab is seen and has a campaign."""

    def offers(self) -> dict[str, Offer]:
        """What can be done here now, by verb id; goes before the page's own."""
        return {}

    def landing(self) -> QWidget | None:
        """What takes the focus when the tab is gone to."""
        return None

    def panes(self) -> list[QWidget]:
        """The parts F6 walks through, in reading order."""
        return [landing] if (landing := self.landing()) else []

    def leave(self) -> None:
        """The tab is left; what is typed was stored as it was typed."""

    def concerns(self, changes: Changes) -> bool:
        """Whether these changes are shown here."""
        return changes.touches(*self.shows)

    def ask_reload(self) -> None:
        """Read again, now if seen, else when seen next."""
        if self.isVisible() and self.campaign_id:
            self._stale = False
            self.reload()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self.campaign_id:
            self._stale = False
            self.reload()

    def _on_changed(self, changes: Changes) -> None:
        if self.concerns(changes):
            self.ask_reload()


@dataclass(frozen=True, slots=True)
class TabSpec:
    """A tab of the campaign's page.

    Attributes:
        key: names it in places.
        label: English words on the tab.
        make: builds it when it is first gone to.
        count: counts what is on it, by the campaign's id; shown beside the label.
    """

    key: str
    label: str
    make: Callable[[Desk], CampaignTab]
    count: Callable[[Connection, str], int] | None = None
