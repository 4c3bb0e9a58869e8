"""Where a rule comes from: section, pack and version, and since when, behind a bar."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infludesk.gui.kit.parts import label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import join

_BAR = 2


class Citation(QWidget):
    """One line of citation; hidden where nothing is cited."""

    def __init__(self, *parts: str) -> None:
        super().__init__()
        self._words = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(10), 0, 0, 0)
        column.addWidget(self._words)
        theme.changed.connect(self.update)
        if parts:
            self.say(*parts)

    @property
    def text(self) -> str:
        return self._words.text()

    def say(self, *parts: str) -> None:
        """Show the section, the pack with its version and since when, as far as they are known."""
        text = join(parts)
        self._words.setText(text)
        self.setAccessibleName(text)
        # Without a parent it would open as a window; it is seen as soon as it has one.
        if self.parentWidget() or not text:
            self.setVisible(bool(text))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        bar = self.rect()
        bar.setWidth(theme.px(_BAR))
        painter.fillRect(
            self.style().visualRect(self.layoutDirection(), self.rect(), bar), theme.color("border-control")
        )
        painter.end()
