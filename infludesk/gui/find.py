"""Find or do: one box over records and commands, opened from anywhere with Ctrl+K."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from infludesk.db.driver import Connection
from infludesk.gui.actions import Actions
from infludesk.gui.find_lines import Line, LineDelegate, LineModel, grouped
from infludesk.gui.find_query import Found, find_records
from infludesk.gui.kit.parts import announce, label
from infludesk.gui.kit.theme import theme
from infludesk.gui.tasks import Tasks
from infludesk.kernel.text import fold, plural, tr

Index = QModelIndex | QPersistentModelIndex
_SHOWN = 12
_ACTIONS = 8
_SHADE = 0.28
_OWN = ("find", "find.actions")
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Backtab: -1}


class FindBox(QWidget):
    """The box over the window; a child of it, so that input methods work.

    Signals:
        opened: a Found to go to.
        logged: a Found of a creator to log a contact with.
    """

    opened = Signal(object)
    logged = Signal(object)

    def __init__(self, window: QWidget, tasks: Tasks, actions: Actions) -> None:
        super().__init__(window)
        self._tasks, self._actions = tasks, actions
        self._recent: list[Found] = []
        self._before: QWidget | None = None
        self._waiting = self._enter_waits = False
        self._make()
        self.hide()
        window.installEventFilter(self)

    def visited(self, found: Found) -> None:
        """Remember a record that was opened, for the empty box."""
        self._recent = [found, *(one for one in self._recent if one.id != found.id)][:8]

    def open(self, *, only_actions: bool = False) -> None:
        """Show the box, empty."""
        if not self.isVisible():
            self._before = self.window().focusWidget()
        self.setGeometry(self.window().rect())
        self.input.setText(">" if only_actions else "")
        self._ask()
        self.show()
        self.raise_()
        self.input.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_box(self) -> None:
        """Hide the box; the focus goes back to where it was."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def run(self, line: Line) -> None:
        """Open a record or run a command."""
        if not line.can_run:
            return
        self.close_box()
        if line.found is not None:
            self.visited(line.found)
            self.opened.emit(line.found)
        elif line.action is not None:
            line.action.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.input and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self.input and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            # What lies under the box does not answer to its keys; only the box's own two still do.
            keys = QKeySequence(event.keyCombination())
            event.setAccepted(not any(keys in self._actions[verb].shortcuts() for verb in ("find", "find.actions")))
            return True
        if watched is self.input and event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            # Another window, or the menu of the field, is not a reason to go.
            self.setVisible(self.isVisible() and event.reason() in _PASSING)
        if watched is self.window() and event.type() == QEvent.Type.Resize:
            self.setGeometry(self.window().rect())
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_box()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shade = theme.color("shadow")
        shade.setAlphaF(_SHADE)
        painter.fillRect(self.rect(), shade)
        painter.end()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        wide = min(theme.metric("layout.palette-width"), self.width() - theme.px(48))
        self._card.setGeometry((self.width() - wide) // 2, theme.px(96), wide, self._card.height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.close_box()
        elif event.key() in _STEPS:
            self._step(_STEPS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            line = self._lines.line(self.list.currentIndex())
            if line and line.found and line.found.table == "creator":
                self.close_box()
                self.logged.emit(line.found)
        else:
            return False
        return True

    def _enter(self) -> None:
        # Typed faster than it is found: what is shown is not yet what was asked for.
        self._enter_waits = self._waiting
        if not self._waiting and (line := self._lines.line(self.list.currentIndex())):
            self.run(line)

    def _step(self, by: int) -> None:
        row, count = self.list.currentIndex().row(), self._lines.rowCount()
        while 0 <= (row := row + by) < count:
            if self._lines.lines[row].text:
                self.list.setCurrentIndex(self._lines.index(row, 0))
                announce(self, self._lines.lines[row].text)
                return

    def _ask(self) -> None:
        typed = self.input.text().strip()
        self._waiting = self._enter_waits = False
        if typed.startswith(">"):
            self._show([], typed[1:].strip(), actions_first=True)
        elif not typed:
            self._show(self._recent, "", recent=True)
        else:

            def query(conn: Connection) -> list[Found]:
                return find_records(conn, typed)

            self._waiting = True
            self._tasks.read(query, lambda found: self._take(found, typed), key="find")

    def _take(self, found: Sequence[Found], typed: str) -> None:
        if typed == self.input.text().strip():
            self._waiting = False
            self._show(found, typed)
            if self._enter_waits and self.isVisible():
                self._enter()

    def _show(self, found: Sequence[Found], typed: str, *, actions_first: bool = False, recent: bool = False) -> None:
        lines = [Line(tr("Opened lately") if recent else one.kind, one.title, one.note, one.icon, one.kind, one)
                 for one in found]  # fmt: skip
        lines += self._commands(typed, every=actions_first)
        self._lines.put(grouped(lines))
        first = next((n for n, line in enumerate(self._lines.lines) if line.text), -1)
        self.list.setCurrentIndex(self._lines.index(first, 0))
        self._foot.setText(
            plural(len(lines), "{n} found · Enter opens · Esc closes", "{n} found · Enter opens · Esc closes")
            if lines
            else tr("Nothing found. Other words, or fewer letters, may find it.")
        )
        self._fit()

    def _commands(self, typed: str, *, every: bool) -> list[Line]:
        words = fold(typed).split()
        lines = []
        every_verb = self._actions.all()
        if not typed:  # what can be done with what is shown comes first
            every_verb.sort(key=lambda one: one[0].menu != "record" and one[0].id != "new")
        for verb, action in every_verb:
            text = action.text().replace("&&", "&")
            if not action.isVisible() or verb.id in _OWN or not all(w in fold(text) for w in words):
                continue
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            end = keys if action.isEnabled() else action.toolTip()
            lines.append(Line(tr("Actions"), text, "", "chevron-right", end, action=action))
        return lines if every else lines[:_ACTIONS]

    def _make(self) -> None:
        self._card = QFrame(self)
        self._card.setProperty("kind", "card")
        self._shadow = QGraphicsDropShadowEffect(self._card)
        self._card.setGraphicsEffect(self._shadow)
        theme.changed.connect(self._dress)
        self.input = QLineEdit()
        self.input.setProperty("kind", "find")
        self.input.setPlaceholderText(tr("Name, handle, campaign, or what to do"))
        self.input.setAccessibleName(tr("Find or do"))
        self.input.textChanged.connect(self._ask)
        self.input.installEventFilter(self)
        self._lines = LineModel()
        self.list = QListView()
        self.list.setAccessibleName(tr("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setModel(self._lines)
        self.list.setItemDelegate(LineDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.clicked.connect(lambda index: self.run(line) if (line := self._lines.line(index)) else None)
        self._foot = label("", "help")
        self._foot.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(theme.px(1), theme.px(6), theme.px(1), theme.px(1))
        self._column.setSpacing(0)
        for one in (self.input, self.list, self._foot):
            self._column.addWidget(one)
        self._dress()

    def _dress(self) -> None:
        down, blur, color = theme.elevation(2)
        self._shadow.setOffset(0, down)
        self._shadow.setBlurRadius(blur)
        self._shadow.setColor(color)
        self.input.setFont(theme.font("lead"))

    def _fit(self) -> None:
        rows = min(_SHOWN, self._lines.rowCount())
        self.list.setFixedHeight(rows * theme.px(28))
        self._card.setFixedHeight(self._column.sizeHint().height())
