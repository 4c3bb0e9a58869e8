"""A row of Today: what · about whom · why it is here · when, and one button."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout

from infludesk.flows.due import Item, Kind
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.theme import theme
from infludesk.gui.today.words import Words
from infludesk.kernel.text import join, tr

_VERBS: dict[Kind, str] = {"numbers": "Enter", "check": "Check", "review": "Review", "pay": "Pay", "ship": "Ship"}
_WALK = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -(1 << 20), Qt.Key.Key_End: 1 << 20}
_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DueRow(QFrame):
    """One row with its button.

    Signals:
        opened: Enter, a double-click or the button.
        entered: the row has the focus.
        walked: an arrow key was pressed: -1 for up, 1 for down.
    """

    opened = Signal()
    entered = Signal()
    walked = Signal(int)

    def __init__(self, item: Item, words: Words, *, late: bool) -> None:
        super().__init__()
        self.item, self.words = item, words
        self.verb = tr(_VERBS.get(item.kind, "Open"))
        self._hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.metric("row.comfortable"))
        self.setAccessibleName(join((words.what, words.about, words.why, words.when), ", "))
        when = Elided(words.when, "danger" if late else "small")
        when.setToolTip(words.day)
        self.button = button(self.verb, small=True)
        self.button.setMinimumWidth(theme.px(64))  # the columns of all rows stand below each other
        self.button.setAccessibleName(f"{self.verb}, {words.what}")
        self.button.clicked.connect(self.opened)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(12), 0)
        row.setSpacing(theme.px(16))
        parts = ((Elided(words.what, "strong"), 5), (Elided(words.about, "muted"), 4), (Elided(words.why, "small"), 3))
        for part, stretch in (*parts, (when, 2)):
            row.addWidget(part, stretch)
        row.addWidget(self.button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _OPEN and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.opened.emit()
        elif key in _WALK:
            self.walked.emit(_WALK[key])
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        if self.hasFocus() or self._hovered:
            painter.fillRect(self.rect(), theme.color("selected" if self.hasFocus() else "hover"))
        if self.hasFocus():
            width = theme.metric("control.focus-width")
            painter.setPen(QPen(theme.color("focus-ring"), width))
            half = width // 2
            painter.drawRect(self.rect().adjusted(half, half, -half, -half))
        painter.end()
