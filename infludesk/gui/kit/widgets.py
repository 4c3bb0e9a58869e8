"""What every page is made of: heads, strips, the empty state, sections that fold, segments, figures and chips."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from infludesk.gui.kit.parts import Glyph, announce, breakable, button, label, plain, tool
from infludesk.gui.kit.theme import theme
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

_MOST = 100
_STRIP_ICONS = {
    "warn": ("alert", "warn-text"),
    "danger": ("alert", "danger-text"),
    "info": ("info", "info-text"),
    "success": ("check", "success-text"),
}


class PageHead(QWidget):
    """A page's title, its count and its buttons, the primary one last."""

    def __init__(self, title: str, count: str = "", buttons: Sequence[QAbstractButton] = ()) -> None:
        super().__init__()
        self._title, self._count = label(title, "title"), label(count, "muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(12))
        self._row.setSpacing(theme.px(8))
        self.setMinimumHeight(theme.px(60))  # as with a button, so that what stands below it keeps its place
        self._row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignBaseline)
        self._row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBaseline)
        self._row.addStretch(1)
        for one in buttons:
            self._row.addWidget(one)

    def add(self, one: QAbstractButton) -> None:
        self._row.addWidget(one)

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_count(self, count: str) -> None:
        self._count.setText(count)


class SectionHead(QWidget):
    """The heading of a part of a page that does not fold, a note beside it, and its buttons at the end."""

    def __init__(self, title: str, note: str = "", buttons: Sequence[QAbstractButton] = ()) -> None:
        super().__init__()
        self._note = label(note, "help")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(16), 0, theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(label(title, "section"), 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self._note, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addStretch(1)
        for one in buttons:
            row.addWidget(one)

    def set_note(self, text: str) -> None:
        self._note.setText(text)


class Strip(QFrame):
    """A line above the content that says what is wrong, or what is selected, with the action that solves it.

    Where it stands ``apart`` it leaves a gap below it, which goes when it is hidden.

    Signals:
        acted: the action was chosen.
        closed: the strip was closed.
    """

    acted = Signal()
    closed = Signal()

    def __init__(
        self,
        state: str = "info",
        title: str = "",
        text: str = "",
        *,
        action: str = "",
        closable: bool = False,
        apart: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "strip")
        self.setProperty("apart", apart)
        self._glyph = Glyph("info")
        self._title, self._text = _Title(), label("", wrap=True)
        self._action, self._close = button("", small=True), tool("close", tr("Close"))
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self._leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        row.setSpacing(theme.px(8))
        row.addWidget(self._glyph)
        row.addWidget(self._title)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.say(state, title, text, action=action, closable=closable)

    def say(self, state: str, title: str, text: str = "", *, action: str = "", closable: bool = False) -> None:
        """Show this; ``state`` is warn, danger, info, success or quiet. An empty title hides the strip."""
        theme.set_state(self, state=state)
        icon = _STRIP_ICONS.get(state)
        if icon:
            self._glyph.change(*icon)
        self._glyph.setVisible(icon is not None)
        self._title.setText(breakable(title))
        self._text.setText(breakable(text))
        self._action.setText(plain(action))
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self._close.setVisible(closable)
        self.setAccessibleName(f"{title} {text}".strip())
        # Without a parent it would open as a window; it is seen as soon as it has one.
        if self.parentWidget() or not title:
            self.setVisible(bool(title))
        if title and self.isVisible():
            announce(self, self.accessibleName())

    def say_problem(self, problem: Problem, *, action: str = "") -> None:
        """Show a problem, with what it means and what to do."""
        self.say("danger", problem.title, problem.advice, action=action)

    def _leave(self) -> None:
        self.hide()
        self.closed.emit()


class _Title(QLabel):
    """One line where there is room for it, else several."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWordWrap(True)
        self.setProperty("kind", "strong")

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().size(Qt.TextFlag.TextSingleLine, self.text())
        return QSize(line.width() + theme.px(2), line.height())


class EmptyState(QWidget):
    """Why nothing is here, what belongs here, and how to begin.

    Attributes:
        primary, secondary: the buttons; None where no words were given.
    """

    def __init__(self, icon: str, title: str, sentence: str, primary: str = "", secondary: str = "") -> None:
        super().__init__()
        self.primary = button(primary, "primary") if primary else None
        self.secondary = button(secondary, "quiet") if secondary else None
        text = label(sentence, "muted", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text.setMinimumWidth(theme.px(320))
        text.setMaximumWidth(theme.px(400))
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(16))
        column.addStretch(1)
        for one in (Glyph(icon, "text-3", 40), label(title, "lead")):
            column.addWidget(one, 0, Qt.AlignmentFlag.AlignHCenter)
        # Aligned in the column it would get the height of one line, however it wraps.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(text, _MOST)
        middle.addStretch(1)
        column.addLayout(middle)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addStretch(1)
        for made in (self.primary, self.secondary):
            if made:
                row.addWidget(made)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self.setAccessibleName(f"{title} {sentence}")
