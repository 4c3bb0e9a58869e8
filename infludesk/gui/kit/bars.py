"""Bars: filter, tabs with counts, the steps of a wizard, and running work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QSizePolicy,
    QTabBar,
    QToolButton,
    QWidget,
)

from infludesk.gui.kit.parts import announce, button, label, plain
from infludesk.gui.kit.theme import theme
from infludesk.gui.tasks import Running
from infludesk.kernel.text import number, tr

_QUARTER = 25


@dataclass(frozen=True, slots=True)
class Filter:
    """A fixed filter: what it is about, and code → label of its choices; "all" comes first by itself."""

    key: str
    label: str
    options: tuple[tuple[str, str], ...]


class FilterBar(QWidget):
    """The search field, the fixed filters and how many are shown.

    Signals:
        changed: the text and the codes chosen, filter key → code, without those on "all".
        left: Down or Enter in the search field: the list takes the focus.
    """

    changed = Signal(str, object)
    left = Signal()

    def __init__(self, placeholder: str, filters: Sequence[Filter] = ()) -> None:
        super().__init__()
        self.search = _Search()
        self.search.setPlaceholderText(placeholder)
        self.search.setAccessibleName(placeholder)
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(theme.px(120))
        self.search.setMaximumWidth(theme.px(212))
        icon = QAction(theme.icon("search", "text-3"), "", self.search)
        self.search.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._tell)
        self.search.left.connect(self.left)
        self._count = label("", "help")
        self._combos = {one.key: _filter_combo(one) for one in filters}
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(12))
        row.setSpacing(theme.px(8))
        row.addWidget(self.search, 1)
        for combo in self._combos.values():
            combo.currentIndexChanged.connect(self._tell)
            row.addWidget(combo)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(theme.px(4))
        row.addLayout(self._tools)
        row.addStretch(1)
        row.addWidget(self._count)

    @property
    def text(self) -> str:
        return self.search.text().strip()

    @property
    def values(self) -> dict[str, str]:
        """The codes chosen, without the filters on "all"."""
        return {key: str(combo.currentData()) for key, combo in self._combos.items() if combo.currentIndex() > 0}

    def add(self, one: QToolButton) -> QToolButton:
        """Add a tool behind the filters."""
        self._tools.addWidget(one)
        return one

    def start(self, text: str) -> None:
        """Begin to filter with the letter typed in the list."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.insert(text)

    def set_values(self, text: str, values: Mapping[str, str]) -> None:
        """Set all at once, with one signal if something changed."""
        before = (self.text, self.values)
        self.blockSignals(True)
        self.search.setText(text)
        for key, combo in self._combos.items():
            combo.setCurrentIndex(max(0, combo.findData(values.get(key))))
        self.blockSignals(False)
        if before != (self.text, self.values):
            self._tell()

    def set_options(self, key: str, options: Sequence[tuple[str, str]]) -> None:
        """Offer these choices in a filter; what is chosen stays chosen while it is among them."""
        combo = self._combos[key]
        chosen = combo.currentData()
        combo.blockSignals(True)
        while combo.count() > 1:
            combo.removeItem(1)
        for code, text in options:
            combo.addItem(text, code)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        combo.blockSignals(False)

    def clear(self) -> None:
        """Take all filters away."""
        self.set_values("", {})

    def show_count(self, shown: int, total: int) -> None:
        """Say "412 of 12,431", or the total alone where all are shown."""
        words = number(total) if shown == total else tr("{shown} of {total}", shown=number(shown), total=number(total))
        if words != self._count.text():
            self._count.setText(words)
            announce(self._count, words)

    def _tell(self) -> None:
        self.changed.emit(self.text, self.values)


class _Search(QLineEdit):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class TabBar(QTabBar):
    """Tabs known by a key, with the count of open items after the name.

    Signals:
        chosen: the key of the tab that is on now.
    """

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._labels = dict(tabs)
        self._keys = [key for key, _ in tabs]
        for key, text in tabs:
            self.setAccessibleTabName(self.addTab(plain(text)), self._labels[key])
        self.currentChanged.connect(lambda index: self.chosen.emit(self._keys[index]))

    @property
    def current(self) -> str:
        return self._keys[self.currentIndex()]

    def choose(self, key: str) -> None:
        self.setCurrentIndex(self._keys.index(key))

    def set_count(self, key: str, count: int | None) -> None:
        """Show a count after the tab's name; None or 0 for none."""
        index, text = self._keys.index(key), self._labels[key]
        self.setTabText(index, f"{plain(text)}  {number(count)}" if count else plain(text))
        self.setAccessibleTabName(index, f"{text}, {number(count)}" if count else text)


class Stepper(QWidget):
    """The steps of a wizard: those done can be gone back to.

    Signals:
        chosen: the index of a done step.
    """

    chosen = Signal(int)

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self._steps = [_Step(index, text, len(steps)) for index, text in enumerate(steps)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        for index, step in enumerate(self._steps):
            step.clicked.connect(lambda _checked=False, index=index: self.chosen.emit(index))
            row.addWidget(step)
        row.addStretch(1)
        self.set_step(0)

    @property
    def step(self) -> int:
        return self._now

    def set_step(self, now: int) -> None:
        """Show which step it is; all before it are done."""
        self._now = now
        for index, step in enumerate(self._steps):
            step.set_state("done" if index < now else "now" if index == now else "later")


class ProgressLine(QWidget):
    """Running work: name, count, bar, percent and Cancel; hidden while nothing runs.

    Signals:
        cancelled: Cancel was pressed.
    """

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words, self._bar, self._cancel = (
            label("", "small"),
            QProgressBar(),
            button(tr("Cancel"), "link", small=True),
        )
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(96))
        self._bar.setRange(0, 100)
        self._bar.setAccessibleName(tr("Progress"))
        self._cancel.clicked.connect(self.cancelled)
        self._said = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for one in (self._words, self._bar, self._cancel):
            row.addWidget(one)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_running(self, running: Running | None) -> None:
        """Show what runs; None hides the line. Each 25 % is announced."""
        self.setVisible(running is not None)
        if running is None:
            self._said = 0
            return
        done = number(running.done)
        if running.percent is None:
            words = f"{running.name} {done}".strip()
        else:
            count = tr("{done} of {total}", done=done, total=number(running.total))
            words = f"{running.name} {count} · {running.percent} %".strip()
            self._bar.setValue(running.percent)
        self._bar.setVisible(running.percent is not None)
        self._words.setText(words)
        quarter = (running.percent or 0) // _QUARTER
        if quarter > self._said:
            self._said = quarter
            announce(self, words)


class _Step(QToolButton):
    def __init__(self, index: int, text: str, count: int) -> None:
        super().__init__()
        self._index, self._text, self._count = index, text, count
        self._state = "later"
        theme.changed.connect(self.updateGeometry)

    def set_state(self, state: str) -> None:
        self._state = state
        self.setEnabled(state == "done")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if state == "done" else Qt.FocusPolicy.NoFocus)
        words = {"done": tr("done"), "now": tr("now"), "later": tr("later")}[state]
        self.setAccessibleName(
            tr(
                "Step {n} of {count}, {text}, {state}",
                n=self._index + 1,
                count=self._count,
                text=self._text,
                state=words,
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(20 + 8 + 8) + theme.metrics("strong").horizontalAdvance(self._text), theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(20)
        circle = self._mirror(QRect(theme.px(2), (self.height() - side) // 2, side, side))
        words = self._mirror(QRect(side + theme.px(8 + 2), 0, self.width() - side - theme.px(10), self.height()))
        fill = {"done": "success", "now": "accent"}.get(self._state)
        painter.setPen(theme.color(fill or "border-control"))
        painter.setBrush(theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle.adjusted(0, 0, -1, -1))
        if self._state == "done":
            theme.icon("check", "on-success", 12).paint(painter, circle.adjusted(4, 4, -4, -4))
        else:
            painter.setPen(theme.color("on-accent" if fill else "text-3"))
            painter.setFont(theme.font("small"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._index + 1))
        painter.setPen(theme.color("text-3" if self._state == "later" else "text"))
        painter.setFont(theme.font("strong" if self._state == "now" else "body"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self._text)
        painter.end()

    def _mirror(self, rect: QRect) -> QRect:
        return self.style().visualRect(self.layoutDirection(), self.rect(), rect)


def _filter_combo(one: Filter) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(one.label)
    combo.setToolTip(one.label)
    combo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    combo.addItem(tr("{label}: all", label=one.label), None)
    for code, text in one.options:
        combo.addItem(text, code)
    return combo
