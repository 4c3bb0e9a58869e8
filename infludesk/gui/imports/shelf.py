"""Files whose import is not finished: begun, or waiting for their turn."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.gui.imports.draft import Draft, file_words
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import button, frame, label, tool
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import join, plural, tr

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file put aside: where it was, the step it was at, and what was chosen; no draft where it was not read yet."""

    path: Path
    draft: Draft | None = None
    step: int = 0
    numbers: bool = False

    @property
    def words(self) -> str:
        """What is said of it."""
        if self.draft is not None:
            return join((tr("Not finished; nothing of it is written yet."), self.draft.described))
        return tr("Not finished; nothing of it is written yet.") if self.numbers else tr("Waits to be imported.")


class Shelf(QWidget):
    """One line for each file that waits, with the way to go on and the way to forget it.

    Signals:
        continued: the Waiting to go on with.
        forgotten: the Waiting that is not wanted any more.
    """

    continued = Signal(object)
    forgotten = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_files(self, files: Iterable[Waiting]) -> None:
        """Show these, the first few by name."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        waiting = tuple(files)
        for one in waiting[:_SHOWN]:
            self._column.addWidget(self._line(one))
        if more := len(waiting[_SHOWN:]):
            self._column.addWidget(label(plural(more, "{n} more file waits.", "{n} more files wait."), "help"))
        self.setVisible(bool(waiting))

    def _line(self, one: Waiting) -> QWidget:
        made = frame("strip", "quiet")
        name = file_words(one.path.name)
        begun = one.draft is not None or one.numbers
        go_on = button(tr("Continue: {file}", file=name) if begun else tr("Import: {file}", file=name), small=True)
        forget = tool("close", tr("Forget {file}", file=name))
        go_on.clicked.connect(lambda _on: self.continued.emit(one))
        forget.clicked.connect(lambda _on: self.forgotten.emit(one))
        row = QHBoxLayout(made)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        row.setSpacing(theme.px(8))
        for part in (Elided(one.words), go_on, forget):
            row.addWidget(part)
        return made
