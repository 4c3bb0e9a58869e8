"""Parts that choose what is seen: sections that fold, and segments of which one is on."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from infludesk.gui.kit.parts import label, plain
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import tr


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
            one = _Choice()
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

    @property
    def stops(self) -> tuple[QToolButton, ...]:
        """The buttons; Tab stops at the one that is on, and the arrows go from one to the next."""
        return tuple(self._codes.values())

    def hint(self, code: str, keys: str) -> None:
        """Say in a button's tooltip which keys choose it too."""
        self._codes[code].setToolTip(keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        held = next((place for place, one in enumerate(self.stops) if one.hasFocus()), -1)
        if not step or held < 0:
            super().keyPressEvent(event)
            return
        step = -step if self.isRightToLeft() else step
        self.stops[max(0, min(len(self.stops) - 1, held + step))].setFocus(Qt.FocusReason.TabFocusReason)

    def choose(self, code: str) -> None:
        """Turn one on, without a signal."""
        if code in self._codes:
            self._codes[code].setChecked(True)


class _Choice(QToolButton):
    """One of the choices; Qt would choose the next one at an arrow, where a person only wants to look."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)
