"""Keys and clicks as a person gives them, with types."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

Key = Qt.Key
Modifier = Qt.KeyboardModifier
_LEFT = Qt.MouseButton.LeftButton
_NONE = Modifier.NoModifier


def press(widget: QWidget, key: Key, modifiers: Modifier = _NONE) -> None:
    """Press and release one key."""
    QTest.keyClick(widget, key, modifiers)


def type_text(widget: QWidget, text: str) -> None:
    """Type a text, key by key."""
    QTest.keyClicks(widget, text)


def click(
    widget: QWidget, at: QPoint | None = None, *, modifiers: Modifier = _NONE, button: Qt.MouseButton = _LEFT
) -> None:
    """Click, in the middle where no place is given."""
    QTest.mouseClick(widget, button, modifiers, at or widget.rect().center())


def double_click(widget: QWidget, at: QPoint) -> None:
    """Double-click at a place."""
    QTest.mouseDClick(widget, _LEFT, _NONE, at)
