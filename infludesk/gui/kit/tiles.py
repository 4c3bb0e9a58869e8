"""Small pieces that carry one thing: a figure with its proof, a tag that can be taken away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
)

from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import button, label, plain, tool
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import join, tr


class Tile(QFrame):
    """One figure with its name, and below it what it rests on.

    Signals:
        acted: the action was chosen.
    """

    acted = Signal()

    def __init__(self, name: str, figure: str = "", note: str = "", *, action: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._name, self._figure, self._note = name, label("", "figure"), label("", "help", wrap=True)
        self.action = button(action, "link", small=True) if action else None
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(4))
        for one in (label(name, "muted", wrap=True), self._figure, self._note):
            column.addWidget(one)
        column.addStretch(1)
        if self.action:
            self.action.clicked.connect(self.acted)
            column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignLeading)
        self.show_figure(figure, note)

    @property
    def figure(self) -> str:
        return self._figure.text()

    def show_figure(self, figure: str, note: str = "", *, state: str = "") -> None:
        """Show a figure; ``state`` (danger, warn, success, info) colours the note, which says it in words."""
        self._figure.setText(figure)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        theme.set_state(self._note, kind=state or "help")
        self.setAccessibleName(join((self._name, figure, note), ", "))


class Chip(QFrame):
    """A tag or a filter in a line of its kind; Del removes it.

    Signals:
        edited: its text was chosen, where it is editable.
        removed: it is to go; its owner takes it away.
    """

    edited = Signal()
    removed = Signal()

    def __init__(self, text: str, *, editable: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "chip")
        self.text = text
        self.remove = tool("close", tr("Remove {text}", text=text))
        self.remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(4 if editable else 8), 0, 0, 0)
        row.setSpacing(theme.px(4))
        if editable:
            edit = QToolButton()
            edit.setText(plain(text))
            edit.setAccessibleName(text)
            edit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            edit.clicked.connect(self.edited)
            row.addWidget(edit)
        else:
            row.addWidget(Elided(text))
        row.addWidget(self.remove)
        self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)
