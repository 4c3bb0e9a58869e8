"""The tabs of Creators: the list, and those who may be there twice."""

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.creators.duplicates import Duplicates
from infludesk.gui.creators.finding import Finder
from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import TabBar
from infludesk.gui.kit.parts import frame
from infludesk.gui.kit.theme import theme
from infludesk.gui.verbs import Offer
from infludesk.kernel.text import tr

_LATER, _MANY = 2_000, 20_000
_PAGES = (("creators", "Creators"), ("duplicates", "Duplicates"))


class CreatorTabs(QWidget):
    """Leads from one page of Creators to the other, and says how many duplicates there are."""

    def __init__(self, desk: Desk, page: str) -> None:
        super().__init__()
        self._desk, self._page = desk, page
        self.bar = TabBar(tuple((key, tr(words)) for key, words in _PAGES))
        self.bar.setAccessibleName(tr("Creators"))
        self.bar.choose(page)
        self.bar.chosen.connect(self._go)
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        row.addWidget(self.bar)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(12))
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(frame("divider"))
        self._finder = Finder.of(desk)
        self._finder.found.connect(self._count)
        if self._finder.last is not None:
            self._count(self._finder.last)

    def offers(self) -> dict[str, Offer]:
        """Going to the other tab."""
        other = next(key for key, _ in _PAGES if key != self._page)
        go = Offer(lambda: self._desk.go(other))
        return {"tab.next": go, "tab.previous": go}

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        last = self._finder.last
        # among very many it takes a while: then only once, and when the duplicates are gone to
        if last is None or last.people < _MANY:
            QTimer.singleShot(_LATER, self, self._finder.look)

    def _go(self, key: str) -> None:
        with QSignalBlocker(self.bar):
            self.bar.choose(self._page)
        self._desk.go(key)

    def _count(self, found: Duplicates) -> None:
        self.bar.set_count("duplicates", len(found.groups))
