"""What every page is made of: heads, strips, the empty state, sections that fold, segments, figures and chips."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from infludesk.gui.elided import Elided
from infludesk.gui.parts import Glyph, announce, button, label, plain, tool
from infludesk.gui.theme import theme
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import join, tr

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

    Signals:
        acted: the action was chosen.
        closed: the strip was closed.
    """

    acted = Signal()
    closed = Signal()

    def __init__(
        self, state: str = "info", title: str = "", text: str = "", *, action: str = "", closable: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("kind", "strip")
        self._glyph = Glyph("info")
        self._title, self._text = label("", "strong"), label("", wrap=True)
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
        self._title.setText(title)
        self._text.setText(text)
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
        for one in (Glyph(icon, "text-3", 40), label(title, "lead"), text):
            column.addWidget(one, 0, Qt.AlignmentFlag.AlignHCenter)
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


class Section(QWidget):
    """A heading that folds what is below it.

    Attributes:
        head: the button; ``content``: the widget that takes a layout.

    Signals:
        toggled: whether it is open now.
    """

    toggled = Signal(bool)

    def __init__(self, title: str, *, opened: bool = False) -> None:
        super().__init__()
        self._title = title
        self.head = QToolButton()
        self.head.setProperty("kind", "section")
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setIconSize(QSize(theme.px(12), theme.px(12)))
        self.head.setText(plain(title))
        self.head.setCheckable(True)
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._note = label("", "help")
        self.content = QWidget()
        self.content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.head)
        head.addWidget(self._note)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.addLayout(head)
        column.addWidget(self.content)
        self.head.toggled.connect(self._fold)
        self.head.setChecked(opened)
        self._fold(opened)

    @property
    def is_open(self) -> bool:
        return self.head.isChecked()

    def set_open(self, opened: bool) -> None:  # noqa: FBT001  as Qt's own setters
        self.head.setChecked(opened)

    def set_note(self, text: str) -> None:
        """Say beside the title what is inside ("3 filled")."""
        self._note.setText(text)
        self._name()

    def _fold(self, opened: bool) -> None:  # noqa: FBT001  the signal's
        self.head.setIcon(theme.icon("chevron-down" if opened else "chevron-right", "text-2", 12))
        self.content.setVisible(opened)
        self._name()
        self.toggled.emit(opened)

    def _name(self) -> None:
        state = tr("open") if self.is_open else tr("folded")
        self.head.setAccessibleName(", ".join(part for part in (self._title, self._note.text(), state) if part))


class Segments(QFrame):
    """A few choices of which one is on.

    Signals:
        chosen: the code the person chose.
    """

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str]], chosen: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "segments")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._codes: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for code, text in options:
            one = QToolButton()
            one.setText(plain(text))
            one.setAccessibleName(f"{name}, {text}")
            one.setCheckable(True)
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            one.clicked.connect(lambda _checked=False, code=code: self.chosen.emit(code))
            self._codes[code] = one
            self._group.addButton(one)
            row.addWidget(one)
        self.choose(chosen or options[0][0])

    @property
    def value(self) -> str:
        """The code that is on."""
        return next((code for code, one in self._codes.items() if one.isChecked()), "")

    def choose(self, code: str) -> None:
        """Turn one on, without a signal."""
        if code in self._codes:
            self._codes[code].setChecked(True)


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
