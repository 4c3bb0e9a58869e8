"""Where the focus goes in the main window: on to a page, from pane to pane, and never into nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from infludesk.gui.page import Page

_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit)


@dataclass(frozen=True, slots=True)
class _Held:
    """The part of a page that had the focus."""

    part: QWidget
    page: Page
    is_button: bool

    def is_lost_to(self, new: QWidget, *, at_once: bool) -> bool:
        """Whether it went with a reload, and the focus to where nobody asked for it.

        What is next to a button that went is no better a place than one outside the page; unless another window was in
        use meanwhile, when the page may have chosen it.
        """
        if not (isValid(self.page) and self.page.isVisible()):
            return False
        if isValid(self.part) and self.part.isVisible() and self.part.isEnabled():
            return False
        return not self.page.isAncestorOf(new) or (self.is_button and at_once)


class Landing(QObject):
    """Gives the focus to pages and panes, and keeps the keys of Find or do free in text fields."""

    def __init__(
        self, window: QMainWindow, sidebar: QWidget, page: Callable[[], Page], kept: Callable[[], list[QKeySequence]]
    ) -> None:
        """Begin to watch.

        Args:
            window: the window.
            sidebar: the first pane.
            page: the page shown.
            kept: the keys that work inside text fields too.
        """
        super().__init__(window)
        self._window, self._sidebar, self._page, self._kept = window, sidebar, page, kept
        self._waiting: Page | None = None
        self._held: _Held | None = None
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._focused)

    def arrive(self, *, other: bool) -> None:
        """A place is shown; ``other`` where it is on another page than before.

        Who walks through the sidebar with the arrows stays there, as does who is on the page already.
        """
        if not self._sidebar.hasFocus() and (other or not self.is_in(self._page())):
            self.enter()

    def enter(self) -> None:
        """Put the focus where the page wants it; until that can be seen, the page itself holds it."""
        page = self._page()
        target = page.landing()
        self._waiting = None if self._can_hold(target, page) else page
        if self._waiting is None and target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if page.focusPolicy() == Qt.FocusPolicy.NoFocus:
            page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """The page has read: give the focus on, unless the person took it elsewhere meanwhile."""
        page = self._page()
        if self._waiting is page and self._can_hold(target := page.landing(), page):
            self._waiting = None
            if target is not None and self._window.focusWidget() in (page, None):
                target.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._window.isActiveWindow() and not self._holds_focus():
            self.enter()

    def is_in(self, pane: QWidget) -> bool:
        """Whether the focus is in a part of the window, where it can be seen."""
        focused = self._window.focusWidget()
        return focused is not None and focused.isVisibleTo(self._window) and pane.isAncestorOf(focused)

    def step(self, by: int) -> None:
        """Go to the next pane, or with ``by`` -1 to the one before."""
        panes = [pane for pane in (self._sidebar, *self._page().panes()) if _first_stop(pane)]
        if not panes:
            return
        focused = self._window.focusWidget()
        inside = next((n for n, pane in enumerate(panes) if self.is_in(pane)), None)
        at = next((n for n, pane in enumerate(panes) if pane is focused), inside)
        if stop := _first_stop(panes[(0 if at is None else at + by) % len(panes)]):
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # On Linux a text field takes Ctrl+K as "delete to the end of the line".
        overrides = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if overrides and isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) in self._kept():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _focused(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new.window() is not self._window:
            return
        if isinstance(new, _FIELDS):
            new.installEventFilter(self)
        held, self._held = self._held, _held(new)
        if held is not None and held.is_lost_to(new, at_once=held.part is old):
            QTimer.singleShot(0, self, partial(self._bring_back, new))

    def _bring_back(self, stray: QWidget) -> None:
        """Take the focus from where Qt put it when what had it went; what a page has chosen since stays."""
        if isValid(stray) and self._window.focusWidget() is stray:
            self.enter()

    def _holds_focus(self) -> bool:
        focused = self._window.focusWidget()
        return focused is not None and focused.isVisible()

    def _can_hold(self, target: QWidget | None, page: Page) -> bool:
        return target is not None and target is not page and target.isVisibleTo(self._window) and target.isEnabled()


def _first_stop(pane: QWidget) -> QWidget | None:
    """The first thing of a pane that takes the focus; none where nothing of it can be reached now."""
    for one in (pane, *pane.findChildren(QWidget)):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled():
            return one
    return None


def _held(part: QWidget) -> _Held | None:
    """What has the focus, where that is a part of a page."""
    page: QWidget | None = part
    while page is not None and not isinstance(page, Page):
        page = page.parentWidget()
    return _Held(part, page, isinstance(part, QAbstractButton)) if page is not None and page is not part else None
