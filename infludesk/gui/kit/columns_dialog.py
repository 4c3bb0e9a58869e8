"""Which columns a list shows, and in which order: ticked, moved up and down, found by their name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from infludesk.gui.kit.dialogs import EntryDialog
from infludesk.gui.kit.parts import announce, button, label, plain, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import fold, join, tr

_HEIGHT = 320


@dataclass(frozen=True, slots=True)
class Choice:
    """A column to choose: its key, its heading, and whether clients never see it."""

    key: str
    label: str
    internal: bool = False


class ColumnsDialog(EntryDialog):
    """Ticks and order of columns. Alt with an arrow moves the column in focus."""

    def __init__(
        self, parent: QWidget | None, choices: Sequence[Choice], shown: Sequence[str], usual: Sequence[str]
    ) -> None:
        """``shown`` and ``usual`` are keys in order: the columns seen now, and those of a list nobody changed."""
        super().__init__(parent, tr("Columns"), tr("Show columns"))
        self._choices, self._usual = {one.key: one for one in choices}, tuple(usual)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a column"))
        self.search.setAccessibleName(tr("Find a column"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self.up, self.down = button(tr("Move up"), small=True), button(tr("Move down"), small=True)
        self.reset = button(tr("Reset"), "quiet", small=True)
        self.up.clicked.connect(lambda: self.move_by(-1))
        self.down.clicked.connect(lambda: self.move_by(1))
        self.reset.clicked.connect(self._reset)
        self._is_reset = False
        self.boxes: dict[str, QCheckBox] = {}
        self._held = ""
        self._lay_out()
        self._list(shown)
        self.begin_at(self.search)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the columns wanted, in order."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    @property
    def as_usual(self) -> bool:
        """Whether the list is to have its own columns again, by Reset, and not those ticked by hand."""
        return self._is_reset and self.chosen == self._usual

    def move_by(self, step: int) -> None:
        """Move the column that has, or last had, the focus: -1 up, 1 down."""
        keys = list(self.boxes)
        if self._held not in keys:
            return
        place = keys.index(self._held)
        to = max(0, min(len(keys) - 1, place + step))
        keys.insert(to, keys.pop(place))
        self.boxes = {key: self.boxes[key] for key in keys}
        box = self.boxes[self._held]
        self._column.insertWidget(to, box)
        self._walk()
        self._area.ensureWidgetVisible(box)
        if to != place:
            announce(box, tr("{column}, place {n}", column=box.text(), n=to + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._walks(event):
            super().keyPressEvent(event)

    def _walks(self, event: QKeyEvent) -> bool:
        """Go on an arrow from one column seen to the next, or with Alt move the column."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_by(step)
        elif step:
            self._go(step)
        return bool(step)

    def _go(self, step: int) -> None:
        seen = [box for box in self.boxes.values() if not box.isHidden()]
        held = next((place for place, box in enumerate(seen) if box.hasFocus()), -1 if step > 0 else len(seen))
        if 0 <= held + step < len(seen):
            seen[held + step].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(seen[held + step])

    def _reset(self) -> None:
        self._is_reset = True
        self._list(self._usual)

    def _list(self, shown: Sequence[str]) -> None:
        """List the columns shown, ticked, then the others."""
        known = [key for key in shown if key in self._choices]
        for key in [*known, *(key for key in self._choices if key not in known)]:
            box = self.boxes.pop(key, None) or self._box(self._choices[key])
            box.setChecked(key in known)
            self.boxes[key] = box
            self._column.insertWidget(len(self.boxes) - 1, box)
        self._walk()

    def _box(self, one: Choice) -> QCheckBox:
        words = join((one.label, tr("internal") if one.internal else ""))
        made = _Box(plain(words), lambda: self._take(one.key), self._walks)
        made.setAccessibleName(words)
        made.setMaximumWidth(theme.px(440))
        return made

    def _take(self, key: str) -> None:
        self._held = key

    def _walk(self) -> None:
        """Tab goes as one reads."""
        before: QWidget = self.search
        for box in self.boxes.values():
            QWidget.setTabOrder(before, box)
            before = box
        for stop in (self.up, self.down, self.reset):
            QWidget.setTabOrder(before, stop)
            before = stop

    def _find(self, typed: str) -> None:
        for key, box in self.boxes.items():
            box.setVisible(fold(typed) in fold(self._choices[key].label))

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addStretch(1)
        self._area = scrolled(inside)
        self._area.setMinimumHeight(theme.px(_HEIGHT))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for one in (self.up, self.down):
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(self.reset)
        self.body.addWidget(self.search)
        self.body.addWidget(self._area, 1)
        self.body.addLayout(row)
        self.body.addWidget(
            label(tr("The name is always first. Alt+Up and Alt+Down move a column."), "help", wrap=True)
        )


class _Box(QCheckBox):
    """Tells when it takes the focus; the arrows, which the area around would take to scroll, are the dialog's."""

    def __init__(self, text: str, taken: Callable[[], None], walks: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(text)
        self._taken, self._walks = taken, walks

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._taken()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._walks(event):
            super().keyPressEvent(event)
