"""The log line: a contact in one line of words; Enter keeps it, now and outgoing unless said."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from infludesk.creators.commands import log_contact
from infludesk.creators.model import DIRECTIONS, ENTRY_KINDS, TimelineEntry
from infludesk.gui.desk import Desk
from infludesk.gui.kit.entry import read_entry
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr
from infludesk.team.model import FUNCTIONS

KINDS = ("call", "message", "email", "meeting", "note")
_FOLLOW_UP = TimelineEntry.entity.field("follow_up")


class LogLine(QFrame):
    """Logs contacts with one creator. What was typed about another one waits until that one is shown again.

    Signals:
        stored: the id of the entry made.
        left: Esc was pressed.
    """

    stored = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, *, details: bool) -> None:
        """Make the line; with ``details`` direction, function and next step can be said too."""
        super().__init__()
        self.desk = desk
        self.setProperty("kind", "card")
        self._creator = ""
        self._drafts: dict[str, str] = {}
        self.kind = KINDS[0]
        self.kind_button = self._make_kinds()
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("What was said"))
        self.words.setAccessibleName(tr("Log contact"))
        self.words.installEventFilter(self)
        self.message = label("", "help", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(6))
        column.setSpacing(theme.px(6))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.kind_button)
        row.addWidget(self.words, 1)
        column.addLayout(row)
        self.details = _Details(desk.formats, self) if details else None
        if self.details is not None:
            column.addWidget(self.details)
        column.addWidget(self.message)
        self.setFocusProxy(self.words)
        self.set_kind(self.kind)

    def load(self, creator_id: str) -> None:
        """Log with this creator from now on."""
        if creator_id == self._creator:
            return
        self._drafts[self._creator] = self.words.text()
        self._creator = creator_id
        self.words.setText(self._drafts.pop(creator_id, ""))
        self._say("")

    def set_kind(self, kind: str) -> None:
        """Choose what kind of contact it was."""
        self.kind = kind
        words = tr(dict(ENTRY_KINDS)[kind])
        self.kind_button.setText(words)
        self.kind_button.setIcon(theme.icon(kind, "text-2"))
        self.kind_button.setAccessibleName(tr("Kind of contact, {kind}", kind=words))

    def save(self) -> None:
        """Keep what was typed; without words nothing is kept."""
        body = self.words.text().strip()
        if not body or not self._creator:
            return
        given: dict[str, Any] = {}
        if self.details is not None:
            try:
                given = self.details.values()
            except Problem as problem:
                self.details.next_step.setFocus()
                self._say(f"{problem.title} {problem.advice}", "danger")
                return
        if self.kind == "note":
            given["direction"] = "inside"
        self.desk.tasks.do(
            log_contact, then=self._stored, otherwise=lambda problem: self._say(str(problem), "danger"),
            creator_id=self._creator, kind=self.kind, body=body, **given,
        )  # fmt: skip

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers() & _KEYS:
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.save()
                return True
            if key == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and watched is self.words and not self.words.text():
                by = 1 if key == Qt.Key.Key_Down else -1
                self.set_kind(KINDS[(KINDS.index(self.kind) + by) % len(KINDS)])
                return True
        return super().eventFilter(watched, event)

    def _stored(self, outcome: Outcome) -> None:
        self.words.clear()
        self.set_kind(KINDS[0])
        self._say("")
        if self.details is not None:
            self.details.clear()
        self.stored.emit(outcome.value)

    def _say(self, words: str, kind: str = "help") -> None:
        self.message.setText(words)
        theme.set_state(self.message, kind=kind)
        self.message.setVisible(bool(words))

    def _make_kinds(self) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "outline")
        made.setProperty("scale", "normal")
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setIconSize(QSize(theme.px(16), theme.px(16)))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setToolTip(tr("Up and Down on an empty line change the kind"))
        menu = QMenu(made)
        for kind in KINDS:
            action = menu.addAction(theme.icon(kind, "text-2"), tr(dict(ENTRY_KINDS)[kind]))
            action.triggered.connect(partial(self._choose, kind))
        made.setMenu(menu)
        return made

    def _choose(self, kind: str) -> None:
        self.set_kind(kind)
        self.words.setFocus()


class _Details(QWidget):
    """Direction, function and next step of the contact being logged."""

    def __init__(self, formats: Formats, line: LogLine) -> None:
        super().__init__()
        self._formats = formats
        self.direction = _combo(tr("Direction"), DIRECTIONS)
        self.function = _combo(tr("Function"), (("", "Function: any"), *FUNCTIONS))
        self.next_step = QLineEdit()
        self.next_step.setAccessibleName(tr("Next step"))
        self.next_step.setPlaceholderText(tr("Next step: 12 Mar 2026 or +3"))
        self.next_step.setProperty("scale", "small")
        self.read_as = label("", "help")
        self.next_step.textChanged.connect(self._read)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for one in (self.direction, self.function):
            row.addWidget(one)
        row.addWidget(self.next_step, 1)
        row.addWidget(self.read_as)
        for field in (self.direction, self.function, self.next_step):
            field.installEventFilter(line)

    def values(self) -> dict[str, Any]:
        """What was said, without what was left open.

        Raises:
            Problem: the next step is no date.
        """
        step = read_entry(_FOLLOW_UP, self.next_step.text(), self._formats)
        given = {"direction": self.direction.currentData(), "function": self.function.currentData(), "follow_up": step}
        return {name: value for name, value in given.items() if value}

    def clear(self) -> None:
        """Begin anew."""
        self.direction.setCurrentIndex(0)
        self.function.setCurrentIndex(0)
        self.next_step.clear()

    def _read(self) -> None:
        """Show how the next step was read, as soon as it can be."""
        try:
            step = read_entry(_FOLLOW_UP, self.next_step.text(), self._formats)
        except Problem:
            step = None
        self.read_as.setText(self._formats.show_value(_FOLLOW_UP, step) if step else "")


_KEYS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.MetaModifier
)


def _combo(name: str, options: tuple[tuple[str, str], ...]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setProperty("scale", "small")
    for code, text in options:
        made.addItem(tr(text), code)
    return made
