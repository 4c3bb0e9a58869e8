"""The calendar: a month, a week or four weeks as a list; the entries of the day in focus stand below the grid."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from babel.dates import format_date
from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from infludesk.content.calendar import Entry, by_day, span
from infludesk.gui.content.day_grid import MIME, DayGrid, mime, words
from infludesk.gui.desk import Desk
from infludesk.gui.kit.folding import Segments
from infludesk.gui.kit.parts import button, label, tool
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import tr

LAYOUTS = (("month", "Month"), ("week", "Week"), ("agenda", "Agenda"))
_KEY = Qt.ItemDataRole.UserRole


class CalendarView(QWidget):
    """Content by its days.

    Signals:
        wanted: other days are to be read.
        focused: the id of the piece or post of the entry in focus.
        opened: the entry to open.
        moved: the entry, and the day it was dropped on.
        menu_asked: where the menu of the entry in focus opens.
    """

    wanted = Signal()
    focused = Signal(str)
    opened = Signal(object)
    moved = Signal(object, str)
    menu_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._day = self._anchor = desk.today()
        self._entries: dict[str, Entry] = {}
        self.layout_choice = Segments(tr("Layout"), [(code, tr(text)) for code, text in LAYOUTS])
        self.title = label("", "lead")
        self.before, self.after = tool("back", tr("Earlier")), tool("forward", tr("Later"))
        self.today_button = button(tr("Today"), small=True)
        self.grid, self.list = DayGrid(desk), EntryList()
        self.list_title, self.nothing = label("", "muted"), label(tr("Nothing on this day."), "help")
        self._lay_out()
        self._connect()

    @property
    def span(self) -> tuple[date, date]:
        """The first and last day shown."""
        return span(self.layout_choice.value, self._anchor)

    @property
    def current(self) -> Entry | None:
        """The entry in focus."""
        return self._entries.get(self.list.current_key)

    @property
    def landing(self) -> QWidget:
        """What takes the focus when the calendar is gone to."""
        return self.list if self.grid.isHidden() else self.grid

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show what is on the days of ``span``."""
        first, last = self.span
        layout = self.layout_choice.value
        self._entries = {one.key: one for one in entries}
        self.grid.setVisible(layout != "agenda")
        self.title.setText(self._span_words(first, last))
        if layout != "agenda":
            self.grid.show_days(first, last, self._anchor.month if layout == "month" else 0, by_day(entries))
            if not self.grid.day:
                self.grid.focus_day(self._day.isoformat())
        self._fill()

    def go_to(self, day: date) -> None:
        """Show the days around a day, and put the focus on it."""
        self._day = self._anchor = day
        self.wanted.emit()
        self.grid.focus_day(day.isoformat())

    def step(self, by: int) -> None:
        """Show the month or weeks after, or before with -1."""
        if self.layout_choice.value == "month":
            middle = self._anchor.replace(day=15) + timedelta(days=31 * by)
            self.go_to(middle.replace(day=1))
        else:
            days = 7 if self.layout_choice.value == "week" else 28
            self.go_to(self._anchor + timedelta(days=days * by))

    def _came(self, day: str) -> None:
        if day:
            self._day = date.fromisoformat(day)
            self._fill()

    def _pick(self, key: str) -> None:
        self.list.focus_key(key)

    def _fill(self) -> None:
        """Show the entries of the day in focus, or of all days as an agenda."""
        agenda = self.layout_choice.value == "agenda"
        day = "" if agenda else self.grid.day
        found = [one for one in self._entries.values() if agenda or one.day == day]
        self.list.show_entries(found, self._day_words if agenda else None)
        self.list_title.setText("" if agenda or not day else self._day_words(day))
        self.nothing.setText(tr("Nothing on these days.") if agenda else tr("Nothing on this day."))
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))

    def _dropped(self, key: str, day: str) -> None:
        one = self._entries.get(key)
        if one is not None and one.day != day:
            self.moved.emit(one, day)

    def _open(self, key: str) -> None:
        if (one := self._entries.get(key)) is not None:
            self.opened.emit(one)

    def _focus(self, key: str) -> None:
        one = self._entries.get(key)
        if one is not None and one.kind != "rights":
            self.focused.emit(one.id)

    def _enter(self) -> None:
        if self.list.count():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, _code: str) -> None:
        self.go_to(self._day)

    def _day_words(self, day: str) -> str:
        return str(format_date(date.fromisoformat(day), "EEEE d MMMM y", locale=self._desk.locale))

    def _span_words(self, first: date, last: date) -> str:
        locale = self._desk.locale
        if self.layout_choice.value == "month":
            return str(format_date(self._anchor, "LLLL y", locale=locale))
        days = (format_date(one, "d MMM y", locale=locale) for one in (first, last))
        return " – ".join(days)

    def _connect(self) -> None:
        self.layout_choice.chosen.connect(self._change)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.today_button.clicked.connect(lambda: self.go_to(self._desk.today()))
        self.grid.came.connect(self._came)
        self.grid.entered.connect(self._enter)
        self.grid.stepped.connect(self.step)
        self.grid.picked.connect(self._pick)
        self.grid.moved.connect(self._dropped)
        self.list.came.connect(self._focus)
        self.list.opened.connect(self._open)
        self.list.left.connect(lambda: self.landing.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.menu_asked.connect(self.menu_asked)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(8))
        bar.setSpacing(theme.px(8))
        for part in (self.layout_choice, self.before, self.today_button, self.after, self.title):
            bar.addWidget(part)
        bar.addStretch(1)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(8))
        column.setSpacing(theme.px(4))
        for one in (self.list_title, self.nothing, self.list):
            column.addWidget(one, 1 if one is self.list else 0)
        column.addStretch(0)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.grid)
        split.addWidget(below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(split, 1)


class EntryList(QListWidget):
    """Entries one below the other, with their days as headings where they are of several.

    Signals:
        came: the key of the entry in focus.
        opened: the key of the entry to open.
        left: Esc was pressed.
        menu_asked: where the menu opens.
    """

    came = Signal(str)
    opened = Signal(str)
    left = Signal()
    menu_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, Entry] = {}
        self.setAccessibleName(tr("Entries"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(lambda *_: self.came.emit(self.current_key))
        self.itemActivated.connect(lambda item: self.opened.emit(str(item.data(_KEY) or "")))

    @property
    def current_key(self) -> str:
        """The key of the entry in focus; empty for none."""
        item = self.currentItem()
        return str(item.data(_KEY) or "") if item is not None else ""

    def show_entries(self, entries: Sequence[Entry], heading: Callable[[str], str] | None = None) -> None:
        """Show these; ``heading`` says a day, where there are several."""
        held = self.current_key
        self.blockSignals(True)
        self.clear()
        self._entries = {one.key: one for one in entries}
        day = ""
        for one in entries:
            if heading is not None and one.day != day:
                day = one.day
                head = QListWidgetItem(heading(day))
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                self.addItem(head)
            item = QListWidgetItem(words(one))
            item.setData(_KEY, one.key)
            self.addItem(item)
        self.blockSignals(False)
        if not self.focus_key(held) and entries:
            self.focus_key(entries[0].key)

    def focus_key(self, key: str) -> bool:
        """Put the focus on an entry; False where it is not here."""
        for place in range(self.count() if key else 0):
            if self.item(place).data(_KEY) == key:
                self.setCurrentRow(place)
                return True
        return False

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        one = self._entries.get(str(items[0].data(_KEY) or "")) if items else None
        return mime(one) if one is not None and one.movable else QMimeData()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.current_key)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.visualItemRect(self.currentItem()).center() if by_key and self.currentItem() else QPoint(event.pos())
        self.menu_asked.emit(self.viewport().mapToGlobal(at))
