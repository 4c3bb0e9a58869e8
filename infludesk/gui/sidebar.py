"""The sidebar: the workspace's name, and the pages under their headings with the badges that need a person."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QMenu, QToolButton, QVBoxLayout, QWidget

from infludesk.gui.catalogue import PageSpec
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import Glyph, label, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.nav_delegate import NavDelegate
from infludesk.gui.nav_model import NavModel
from infludesk.kernel.text import tr

_NONE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Sidebar(QFrame):
    """The sidebar.

    Signals:
        chosen: the key of a page.
        entered: the page chosen is to take the focus, by a click or Enter.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, workspace: str, pages: Sequence[PageSpec], menu: QMenu) -> None:
        super().__init__()
        self.setProperty("kind", "sidebar")
        self._pages = NavModel(pages)
        self._delegate = NavDelegate(self)
        self.list = QListView()
        self.list.setProperty("kind", "sidebar")
        self.list.setAccessibleName(tr("Pages"))
        self.list.setModel(self._pages)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.clicked.connect(self._enter)
        self.list.installEventFilter(self)
        self._house = _House(workspace, menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._house)
        column.addWidget(self.list, 1)
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def collapsed(self) -> bool:
        """Whether only the icons are shown."""
        return self._delegate.collapsed

    def collapse(self, *, on: bool) -> None:
        """Show the icons alone, or the names again."""
        if self._delegate.collapsed != on:
            self._delegate.collapsed = on
            self._house.collapse(on=on)
            self._measure()

    def show_page(self, key: str) -> None:
        """Mark a page as the one shown, without going there."""
        self.list.selectionModel().blockSignals(True)
        self.list.setCurrentIndex(self._pages.index_of(key))
        self.list.selectionModel().blockSignals(False)
        self.list.viewport().update()

    def set_badges(self, badges: Mapping[str, int]) -> None:
        """Show how much waits on each page, by key."""
        self._pages.set_badges(badges)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            self._enter(self.list.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def _enter(self, index: QModelIndex) -> None:
        # From the page of one record, its list is where the sidebar already stands: there is no move to hear of.
        if self._pages.key(index):
            self._moved(index)
            self.entered.emit()

    def _moved(self, index: QModelIndex) -> None:
        if key := self._pages.key(index):
            self.chosen.emit(key)

    def _measure(self) -> None:
        self.setFixedWidth(theme.metric("layout.sidebar-collapsed" if self.collapsed else "layout.sidebar"))
        self.list.doItemsLayout()


class _House(QFrame):
    """The tally, the workspace's name, and the menu of other workspaces."""

    def __init__(self, name: str, menu: QMenu) -> None:
        super().__init__()
        self._menu = menu
        self._name = Elided(name, "strong")
        self._what = label(tr("Workspace"), "micro")
        self._open = tool("chevron-down", tr("Workspaces"))
        self._open.clicked.connect(self._show)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._what)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(14), theme.px(10), theme.px(8), theme.px(10))
        self._row.setSpacing(theme.px(10))
        self._row.addWidget(Glyph("tally", "accent", 24))
        self._row.addLayout(words, 1)
        self._row.addWidget(self._open)

    def collapse(self, *, on: bool) -> None:
        for one in (self._name, self._what, self._open):
            one.setVisible(not on)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._show()

    def _show(self) -> None:
        anchor: QWidget | QToolButton = self._open if self._open.isVisible() else self
        self._menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height())))
