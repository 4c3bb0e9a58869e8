"""A strip that asks for the reason to go on all the same."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from infludesk.gui.kit.parts import button
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr


class ReasonStrip(QWidget):
    """Says a problem; where a reason settles it, takes the reason.

    Signals:
        given: the reason.
    """

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.strip, self.line = Strip(), QLineEdit()
        self.line.setAccessibleName(tr("Reason"))
        self.line.setPlaceholderText(tr("Reason"))
        self.go_button = button(tr("Go on"), small=True)
        self._ask = QWidget()
        row = QHBoxLayout(self._ask)
        row.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(6))
        row.setSpacing(theme.px(8))
        row.addWidget(self.line, 1)
        row.addWidget(self.go_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.strip)
        column.addWidget(self._ask)
        self.line.textChanged.connect(self._allow)
        self.line.returnPressed.connect(self._give)
        self.go_button.clicked.connect(self._give)
        self.clear()

    @property
    def asks(self) -> bool:
        """Whether it waits for a reason."""
        return not self._ask.isHidden()

    def say_problem(self, problem: Problem) -> None:
        """Show a problem that no reason settles."""
        self.clear()
        self.strip.say_problem(problem)

    def ask(self, problem: Problem, verb: str) -> None:
        """Show a problem and ask why to do ``verb`` all the same."""
        self.strip.say("warn", problem.title, problem.advice)
        self.line.clear()
        self.line.setAccessibleDescription(f"{problem.title} {problem.advice}")
        self.go_button.setText(verb)
        self.go_button.setAccessibleName(verb)
        self._ask.show()
        self._allow()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Show nothing."""
        self.strip.say("info", "")
        self._ask.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.asks:
            self.clear()
            return
        super().keyPressEvent(event)

    def _allow(self) -> None:
        self.go_button.setEnabled(bool(self.line.text().strip()))

    def _give(self) -> None:
        if reason := self.line.text().strip():
            self.clear()
            self.given.emit(reason)
