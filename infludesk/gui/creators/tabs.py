"""The tabs of Creators: the list, and those who may be there twice."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent

from infludesk.creators.duplicates import Duplicates
from infludesk.gui.creators.finding import Finder
from infludesk.gui.desk import Desk
from infludesk.gui.page_tabs import PageTabs

_LATER, _MANY = 2_000, 20_000


class CreatorTabs(PageTabs):
    """Leads from one page of Creators to the other, and says how many duplicates there are."""

    def __init__(self, desk: Desk, page: str) -> None:
        super().__init__(desk, "creators", page)
        self._finder = Finder.of(desk)
        self._finder.found.connect(self._count)
        if self._finder.last is not None:
            self._count(self._finder.last)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        last = self._finder.last
        # among very many it takes a while: then only once, and when the duplicates are gone to
        if last is None or last.people < _MANY:
            QTimer.singleShot(_LATER, self, self._finder.look)

    def _count(self, found: Duplicates) -> None:
        self.bar.set_count("duplicates", len(found.groups))
