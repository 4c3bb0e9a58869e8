"""After an import: the strip that offers the next step."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import Glyph, announce, button, frame, tool
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import tr

Step = tuple[str, Callable[[], None]]


class NextSteps(QWidget):
    """What was done, and one button for each thing one may want next."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QWidget] = []
        self._frame = frame("strip", "success")
        self._row = QHBoxLayout(self._frame)
        self._row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        self._row.setSpacing(theme.px(8))
        self._words, self._close = Elided("", "strong"), tool("close", tr("Close"))
        self._close.clicked.connect(self.hide)
        for one in (Glyph("check", "success-text"), self._words, self._close):
            self._row.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self.hide()

    def say(self, words: str, steps: Sequence[Step]) -> None:
        """Show this, with a button for each step."""
        for old in self.buttons:
            old.hide()
            self._row.removeWidget(old)
            old.deleteLater()
        self.buttons = []
        for text, run in steps:
            one = button(text, small=True)
            one.clicked.connect(partial(_run, run))
            self._row.insertWidget(self._row.count() - 1, one)
            QWidget.setTabOrder(self.buttons[-1] if self.buttons else self._words, one)
            self.buttons.append(one)
        QWidget.setTabOrder(self.buttons[-1], self._close)
        self._words.say(words)
        self.setAccessibleName(words)
        self.show()
        announce(self, words)


def _run(step: Callable[[], None], _checked: bool = False) -> None:  # noqa: FBT001, FBT002  the signal's
    step()
