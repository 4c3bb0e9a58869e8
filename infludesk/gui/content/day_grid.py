"""The days of a month or a week as a grid; what is on a day stands in its cell and can be dragged to another."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from babel.dates import format_date, get_day_names
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from infludesk.content.calendar import KINDS, Entry
from infludesk.gui.desk import Desk
from infludesk.gui.kit.canvas import Canvas
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import isolate, join, number, plural, tr

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-infludesk-day"
WEEK = 7
COLORS = {
    "concept_due": "text-2", "draft_due": "warn-text", "due": "info-text", "live": "success-text",
    "rights": "danger-text",
}  # fmt: skip
_NONE = QModelIndex()
_HEAD, _LINE, _PAD = 20, 16, 6


class DayGrid(QTableView):
    """Whole weeks, Monday first.

    Signals:
        came: the day that has the focus now, as stored.
        entered: what is on the day in focus is to be walked through.
        stepped: earlier or later days are wanted, by -1 or 1.
        picked: the key of the entry clicked.
        moved: the key of an entry dropped on another day, and the day.
    """

    came = Signal(str)
    entered = Signal()
    stepped = Signal(int)
    picked = Signal(str)
    moved = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.days = Days(desk)
        self._dragged: Entry | None = None
        self._pressed = QPoint()
        self.setModel(self.days)
        self.setItemDelegate(_DayDelegate(self))
        self.setAccessibleName(tr("Days"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(True)
        self.setAcceptDrops(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.setTabKeyNavigation(False)

    def show_days(self, first: date, last: date, month: int, entries: Mapping[str, Sequence[Entry]]) -> None:
        """Show the days from a Monday on; days of another month than ``month`` stand back, none where it is 0."""
        day = self.day
        self.days.show_days(first, last, month, entries)
        self.focus_day(day)

    @property
    def day(self) -> str:
        """The day in focus, as stored; empty for none."""
        return self.days.day_at(self.currentIndex())

    def focus_day(self, day: str) -> bool:
        """Put the focus on a day; False where it is not here."""
        index = self.days.index_of(day)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        return index.isValid()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.came.emit(self.days.day_at(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        page = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(key, 0)
        aside = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(key, 0)
        if page and not event.modifiers():
            self.stepped.emit(page)
        elif aside and self.day and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            step = -aside if self.isRightToLeft() else aside
            self.focus_day((date.fromisoformat(self.day) + timedelta(days=step)).isoformat())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()
        self._dragged = self.entry_at(self._pressed)
        if self._dragged is not None:
            self.picked.emit(self._dragged.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._pressed).manhattanLength() > theme.px(_PAD)
        if self._dragged is not None and self._dragged.movable and far:
            drag = QDrag(self)
            drag.setMimeData(mime(self._dragged))
            self._dragged = None
            drag.exec(Qt.DropAction.MoveAction)

    def entry_at(self, at: QPoint) -> Entry | None:
        """What stands at a place of the viewport."""
        index = self.indexAt(at)
        line = (at.y() - self.visualRect(index).top() - theme.px(_HEAD)) // theme.px(_LINE)
        entries = self.days.entries_at(index)
        return entries[line] if index.isValid() and 0 <= line < min(len(entries), self.lines(index)) else None

    def lines(self, index: Index) -> int:
        """How many entries have room in a cell, the last line left for how many more there are."""
        room = max(0, (self.visualRect(index).height() - theme.px(_HEAD)) // theme.px(_LINE))
        return room if len(self.days.entries_at(index)) <= room else max(0, room - 1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        day = self.days.day_at(self.indexAt(event.position().toPoint()))
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if day:
            self.moved.emit(bytes(event.mimeData().data(MIME).data()).decode(), day)


class Days(QAbstractTableModel):
    """Seven columns, a row for each week."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._first, self._weeks, self._month = date(2000, 1, 3), 0, 0
        self._entries: Mapping[str, Sequence[Entry]] = {}

    def show_days(self, first: date, last: date, month: int, entries: Mapping[str, Sequence[Entry]]) -> None:
        self.beginResetModel()
        self._first, self._weeks = first, ((last - first).days + 1) // WEEK
        self._month, self._entries = month, entries
        self.endResetModel()

    def date_at(self, index: Index) -> date:
        return self._first + timedelta(days=index.row() * WEEK + index.column())

    def day_at(self, index: Index) -> str:
        return self.date_at(index).isoformat() if index.isValid() else ""

    def index_of(self, day: str) -> QModelIndex:
        place = (date.fromisoformat(day) - self._first).days if day else -1
        return self.index(place // WEEK, place % WEEK) if 0 <= place < self._weeks * WEEK else _NONE

    def entries_at(self, index: Index) -> Sequence[Entry]:
        return self._entries.get(self.day_at(index), ())

    def is_other(self, index: Index) -> bool:
        """Whether a day belongs to another month than the one shown."""
        return bool(self._month) and self.date_at(index).month != self._month

    def is_today(self, index: Index) -> bool:
        return self.date_at(index) == self._desk.today()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else self._weeks

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else WEEK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return number(self.date_at(index).day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(index)
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return get_day_names("abbreviated", locale=self._desk.locale)[section]
        return None

    def _spoken(self, index: Index) -> str:
        entries = self.entries_at(index)
        day = format_date(self.date_at(index), "EEEE d MMMM y", locale=self._desk.locale)
        count = plural(len(entries), "{n} entry", "{n} entries") if entries else ""
        return join((day, count, *(words(one) for one in entries)), ", ")


class _DayDelegate(QStyledItemDelegate):
    def __init__(self, parent: DayGrid) -> None:
        super().__init__(parent)
        self._grid = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        days, rect = self._grid.days, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        canvas = Canvas(
            painter=painter, rect=rect, left=0, right=rect.width(), compact=True,
            rtl=option.direction == Qt.LayoutDirection.RightToLeft, selected=selected,
            ratio=painter.device().devicePixelRatioF(), phase=QPoint(0, 0),
        )  # fmt: skip
        painter.save()
        painter.setClipRect(rect)
        canvas.fill(rect, "selected" if selected else "page" if days.is_other(index) else "raised")
        if selected and self._grid.hasFocus():
            canvas.ring()
        pad = theme.px(_PAD)
        canvas.left, canvas.right = pad, rect.width() - pad
        today = days.is_today(index)
        color = "accent" if today else "text-3" if days.is_other(index) else "text-2"
        canvas.text(str(index.data()), "small", color, weight=600 if today else None, top=0, line=theme.px(_HEAD))
        entries, lines = days.entries_at(index), self._grid.lines(index)
        for place, one in enumerate(entries[:lines]):
            self._entry(canvas, one, theme.px(_HEAD) + place * theme.px(_LINE))
        if len(entries) > lines:
            canvas.left, canvas.right = pad, rect.width() - pad
            top = theme.px(_HEAD) + lines * theme.px(_LINE)
            more = tr("and {n} more", n=number(len(entries) - lines))
            canvas.text(more, "small", "text-3", top=top, line=theme.px(_LINE))
        painter.restore()

    def _entry(self, canvas: Canvas, one: Entry, top: int) -> None:
        pad, mark = theme.px(_PAD), theme.px(3)
        canvas.left, canvas.right = pad, canvas.rect.width() - pad
        high = theme.px(_LINE) - 2 * mark
        canvas.fill(canvas.box(canvas.left, top + mark, mark, high), COLORS[one.kind])
        canvas.gap(8)
        canvas.text(isolate(one.what), "small", top=top, line=theme.px(_LINE))


def words(one: Entry) -> str:
    """What an entry says, without its day."""
    kind = tr(dict(KINDS)[one.kind])
    at = f"{one.time} ({one.zone})" if one.zone else one.time
    return join((kind, isolate(one.what), isolate(one.creator), isolate(one.campaign), at))


def mime(one: Entry) -> QMimeData:
    """An entry as it is dragged."""
    made = QMimeData()
    made.setData(MIME, one.key.encode())
    return made
