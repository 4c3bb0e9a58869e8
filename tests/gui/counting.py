"""A person's hands on the whole program, and how often they moved."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from fakes import FakeDialogs
from press import Key, Modifier, click, press, type_text
from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from infludesk.gui.kit.bars import TabBar

CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
WidgetT = TypeVar("WidgetT", bound=QWidget)
_NONE = Modifier.NoModifier
_SLOWEST = 10_000
_FAR = 40


class Hands:
    """Moves the pointer or the keys, waits for what they bring, and counts.

    One click, one key chord or one field typed is 1; a dialog that opens a file is 2, one that saves under the name
    it proposes is 1. Waiting is free. Only what is seen and enabled can be clicked; keys go to what has the focus.

    Attributes:
        by_keys: whether there is no pointer.
        count: how often they moved.
    """

    def __init__(self, qtbot: QtBot, dialogs: FakeDialogs, *, by_keys: bool) -> None:
        self._qtbot, self._dialogs = qtbot, dialogs
        self.by_keys = by_keys
        self.count = 0

    def moved(self, target: int) -> bool:
        """Whether they moved, and no more often than this; by keyboard alone half as much again is allowed."""
        return 0 < self.count <= target * (1.5 if self.by_keys else 1)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget once it can be hit, in its middle where no place is given."""
        if self.by_keys:
            raise AssertionError("there is no pointer")
        self.until(lambda: _hit(widget, at))
        self.count += 1
        click(widget, at)

    def use(self, button: QAbstractButton) -> None:
        """Press a button, by keys with Space once Tab came to it."""
        if not self.by_keys:
            self.click(button)
            return
        self.until(button.isEnabled)
        self._tab_to(button)
        self.press(Key.Key_Space)

    def click_tab(self, tabs: TabBar, words: str) -> None:
        """Click the tab that begins with these words."""
        place = next(at for at in range(tabs.count()) if tabs.tabText(at).startswith(words))
        self.click(tabs, tabs.tabRect(place).center())

    def click_row(self, view: QListView, words: str) -> None:
        """Click the row of a list that says this."""
        found = next(index for index in rows_of(view) if index.data() == words)
        self.click(view.viewport(), view.visualRect(found).center())

    def press(self, key: Key, modifiers: Modifier = _NONE) -> None:
        """Press a key chord where the focus is."""
        self.count += 1
        press(self.focus, key, modifiers)

    def write(self, text: str) -> None:
        """Type into the field that has the focus."""
        self.count += 1
        type_text(self.focus, text)

    def will_open(self, path: Path) -> None:
        """Choose this file in the dialog that comes next."""
        self.count += 2
        self._dialogs.path = path

    def will_save(self, path: Path) -> None:
        """Save under the name proposed by the dialog that comes next."""
        self.count += 1
        self._dialogs.path = path

    def until(self, true: Callable[[], object]) -> None:
        """Wait for something."""
        self._qtbot.waitUntil(lambda: bool(true()), timeout=_SLOWEST)

    def window(self, kind: type[WidgetT]) -> WidgetT:
        """The window of this kind, once the keys go there."""

        def found() -> QWidget | None:
            return active if _focus() and isinstance(active := QApplication.activeWindow(), kind) else None

        self.until(found)
        window = found()
        if not isinstance(window, kind):
            raise TypeError(window)
        return window

    @property
    def focus(self) -> QWidget:
        """What has the focus, which is never lost."""
        self.until(_focus)
        if (found := _focus()) is None:
            raise AssertionError
        return found

    def _tab_to(self, widget: QWidget) -> None:
        for _ in range(_FAR):
            if self.focus is widget:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {widget}")


def rows_of(view: QListView) -> list[QModelIndex]:
    """The rows of a list."""
    return [view.model().index(row, 0) for row in range(view.model().rowCount())]


def _manage_windows() -> None:
    """Activate the main window where a closed dialog left none active: desktops do so, the offscreen one does not."""
    if QApplication.activeWindow() is None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QMainWindow) and window.isVisible():
                window.activateWindow()


def _focus() -> QWidget | None:
    _manage_windows()
    found = QApplication.focusWidget()
    return found if found is not None and found.isVisible() else None


def _hit(widget: QWidget, at: QPoint | None) -> bool:
    """Whether a click there meets the widget, and it is free to take it."""
    if not widget.isVisible() or not widget.isEnabled():
        return False
    window = widget.window()
    under = window.childAt(widget.mapTo(window, at or widget.rect().center()))
    return under is not None and (under is widget or widget.isAncestorOf(under))
