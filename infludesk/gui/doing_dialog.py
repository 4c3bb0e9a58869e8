"""A dialog that does its command itself."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import EntryDialog
from infludesk.gui.kit.widgets import Strip
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Problem


class DoingDialog(EntryDialog):
    """A dialog that does its command itself and stays open while the command is refused.

    Signals:
        stored: what the command returned.
    """

    stored = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None, title: str, verb: str) -> None:
        super().__init__(parent, title, verb)
        self.desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.strip = Strip()
        self.body.addWidget(self.strip)

    def do(self, command: Callable[..., Any], **arguments: Any) -> None:
        """Do the command, then close."""
        self.desk.tasks.do(command, then=self._done, otherwise=self._refused, **arguments)

    def refuse(self, problem: Problem) -> None:
        """Say why the command was refused."""
        self.strip.say_problem(problem)

    def _refused(self, problem: Problem) -> None:
        self.ask_again()
        self.refuse(problem)

    def _done(self, outcome: Outcome) -> None:
        super().accept()
        self.stored.emit(outcome.value)
