"""A label and a link that are cut with an ellipsis rather than asking for more room than there is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from infludesk.gui.kit.parts import plain
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import isolate

_AROUND = 14


class Elided(QLabel):
    """One line that never asks for more room than there is; the whole is in the tooltip."""

    def __init__(self, text: str = "", kind: str = "") -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if kind:
            self.setProperty("kind", kind)
        self.say(text)

    @property
    def whole(self) -> str:
        """The text, also what is cut off."""
        return self._whole

    def say(self, text: str) -> None:
        self._whole = isolate(text)
        self.setAccessibleName(text)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(24), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + theme.px(2), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class ElidedLink(QPushButton):
    """A link of one line; the whole is in the tooltip."""

    def __init__(self, text: str) -> None:
        super().__init__(plain(text))
        self._whole = text
        self.setProperty("kind", "link")
        self.setProperty("scale", "small")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(24), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        room = self.fontMetrics().horizontalAdvance(self._whole) + theme.px(_AROUND)
        return QSize(room, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(0, self.width() - theme.px(_AROUND) + theme.px(2))
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if plain(shown) != self.text():
            self.setText(plain(shown))
        self.setToolTip(self._whole if shown != self._whole else "")
