"""Files whose import is not finished: begun, or waiting for their turn."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from infludesk.gui.imports.draft import Draft, file_words
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import button, frame, scrolled, tool
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import join, plural, tr

_SHOWN = 3
_MOST_HEIGHT = 280


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

    Attributes:
        buttons: those that go on, in the files' order.
    """

    continued = Signal(object)
    forgotten = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._files: tuple[Waiting, ...] = ()
        self._all = False
        self._area = scrolled(QWidget())
        self.more = button("", "link", small=True)
        self.more.clicked.connect(self._show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_files(self, files: Iterable[Waiting]) -> None:
        """Show these: the first few, or all once that was asked for."""
        self._files, self.buttons = tuple(files), []
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for one in self._files if self._all else self._files[:_SHOWN]:
            column.addWidget(self._line(one))
        # what asked for this may be a button in the old one
        if (old := self._area.takeWidget()) is not None:
            old.hide()
            old.deleteLater()
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._area.setFixedHeight(min(inside.sizeHint().height(), theme.px(_MOST_HEIGHT)))
        more = len(self._files) - len(self.buttons)
        self.more.setText(plural(more, "Show {n} more file", "Show {n} more files"))
        self.more.setVisible(more > 0)
        self.setVisible(bool(self._files))

    def _show_all(self) -> None:
        self._all = True
        self.show_files(self._files)
        self.buttons[_SHOWN].setFocus(Qt.FocusReason.TabFocusReason)

    def _line(self, one: Waiting) -> QWidget:
        made = frame("strip", "quiet")
        name = file_words(one.path.name)
        begun = one.draft is not None or one.numbers
        go_on = button(tr("Continue: {file}", file=name) if begun else tr("Import: {file}", file=name), small=True)
        self.buttons.append(go_on)
        forget = tool("close", tr("Forget {file}", file=name))
        go_on.clicked.connect(lambda _on: self.continued.emit(one))
        forget.clicked.connect(lambda _on: self.forgotten.emit(one))
        row = QHBoxLayout(made)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        row.setSpacing(theme.px(8))
        for part in (Elided(one.words), go_on, forget):
            row.addWidget(part)
        return made
