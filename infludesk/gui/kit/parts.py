"""The smallest parts: labels, buttons and glyphs made right at once, and words spoken to a screen reader."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QToolButton, QWidget

from infludesk.gui.kit.theme import theme

_LONG_WORD = re.compile(r"(\S{24})(?=\S)")


def label(text: str = "", kind: str = "", *, wrap: bool = False) -> QLabel:
    """A label of plain text that can be selected and copied; ``kind`` as the style sheet knows it."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setWordWrap(wrap)
    if kind:
        made.setProperty("kind", kind)
    return made


def button(text: str, kind: str = "", *, icon: str = "", small: bool = False) -> QPushButton:
    """A push button; ``kind`` is primary, quiet, danger or empty for the plain one."""
    made = QPushButton(plain(text))
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if small:
        made.setProperty("scale", "small")
    if icon:
        made.setIcon(theme.icon(icon, "on-accent" if kind == "primary" else "text-2"))
        made.setIconSize(QSize(theme.px(16), theme.px(16)))
    return made


def tool(icon: str, name: str, *, shortcut: QKeySequence | None = None) -> QToolButton:
    """A button that is an icon alone, with its name for a screen reader and as tooltip."""
    made = QToolButton()
    made.setIcon(theme.icon(icon, "text-2"))
    made.setIconSize(QSize(theme.px(16), theme.px(16)))
    made.setAccessibleName(name)
    keys = shortcut.toString(QKeySequence.SequenceFormat.NativeText) if shortcut else ""
    made.setToolTip(f"{name} ({keys})" if keys else name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def frame(kind: str, state: str = "") -> QFrame:
    """A frame the style sheet knows by ``kind`` and ``state``."""
    made = QFrame()
    made.setProperty("kind", kind)
    if state:
        made.setProperty("state", state)
    return made


def plain(text: str) -> str:
    """Keep an ampersand of a name from becoming a mnemonic."""
    return text.replace("&", "&&")


def breakable(text: str) -> str:
    """Let a very long word, such as a file's name, go on in the next line of a label that wraps."""
    return _LONG_WORD.sub("\\1\u200b", text)


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say something that changed elsewhere than where the focus is."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def scrolled(inside: QWidget) -> QScrollArea:
    """A page's part that scrolls down, never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


class Glyph(QLabel):
    """An icon beside a text; it follows the theme and is silent to a screen reader."""

    def __init__(self, icon: str, color: str = "text-2", size: int = 16) -> None:
        super().__init__()
        self._icon, self._color, self._size = icon, color, size
        theme.changed.connect(self._draw)
        self._draw()

    def change(self, icon: str, color: str) -> None:
        self._icon, self._color = icon, color
        self._draw()

    def _draw(self) -> None:
        side = theme.px(self._size)
        self.setFixedSize(side, side)
        self.setPixmap(
            theme.icon(self._icon, self._color, self._size).pixmap(QSize(side, side), self.devicePixelRatio())
        )


class KeyHint(QLabel):
    """The shortcut of an action as the system writes it; empty and hidden while it has none."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self.setProperty("kind", "key")
        self._action = action
        action.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(keys)
        # Without a parent it would open as a window; it is seen as soon as it has one.
        if self.parentWidget() or not keys:
            self.setVisible(bool(keys))
