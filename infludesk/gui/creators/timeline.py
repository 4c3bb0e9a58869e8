"""A creator's timeline: one stream of entries on a rail, each as high as its words."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from infludesk.creators.model import DIRECTIONS, ENTRY_KINDS, TimelineEntry
from infludesk.gui.desk import Desk
from infludesk.gui.kit.delegate import Role
from infludesk.gui.kit.formats import HIDDEN
from infludesk.gui.kit.icons import FILES
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import due, show_moment
from infludesk.kernel.text import isolate, join, tr
from infludesk.team.model import FUNCTIONS

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_CIRCLE, _PAD, _GAP = 24, 8, 13
_TOP = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
_ICONS = {"care_case": "care", "other": "note"}


class TimelineModel(QAbstractListModel):
    """Entries, the newest first; ``Role.CELL`` answers the entry itself."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.entries: tuple[TimelineEntry, ...] = ()
        self.names: Mapping[str, str] = {}

    def put(self, entries: Sequence[TimelineEntry], names: Mapping[str, str]) -> None:
        """Show these; ``names`` are the members', by id."""
        self.beginResetModel()
        self.entries, self.names = tuple(entries), names
        self.endResetModel()

    def title(self, entry: TimelineEntry) -> str:
        """Kind, direction, function and member: "Call, out · PR · Mia"."""
        kind = tr(dict(ENTRY_KINDS).get(entry.kind or "other", entry.kind or ""))
        way = tr(dict(DIRECTIONS).get(entry.direction or "", "")).lower()
        function = tr(dict(FUNCTIONS).get(entry.function or "", ""))
        return join((join((kind, way), ", "), function, isolate(self.names.get(entry.member_id or "", ""))))

    def at(self, entry: TimelineEntry) -> str:
        """When it was."""
        return show_moment(entry.happened_at, self.desk.locale, self.desk.zone)

    def words(self, entry: TimelineEntry) -> str:
        """Subject, what was said and the next step, a line each."""
        if self.desk.settings.hide_internal:
            return HIDDEN
        step = ""
        if entry.follow_up:
            step = tr("Next step {when}", when=due(entry.follow_up, self.desk.today(), self.desk.locale))
        return join((entry.subject, entry.body, step), "\n")

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        match role:
            case Role.CELL:
                return entry
            case Qt.ItemDataRole.DisplayRole:
                return self.words(entry)
            case Qt.ItemDataRole.AccessibleTextRole:
                return join((self.title(entry), self.at(entry), self.words(entry)), ", ")
        return None


class TimelineList(QListView):
    """The entries as a list.

    Signals:
        opened: the id of the entry to change.
        focused: the focus came to another entry.
    """

    opened = Signal(str)
    focused = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.rows = TimelineModel(desk, self)
        self.setModel(self.rows)
        self.setItemDelegate(_EntryDelegate(self))
        self.setAccessibleName(tr("Timeline"))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.entries[index.row()].id))
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def current(self) -> TimelineEntry | None:
        """The entry in focus."""
        row = self.currentIndex().row()
        return self.rows.entries[row] if 0 <= row < len(self.rows.entries) else None

    def put(self, entries: Sequence[TimelineEntry], names: Mapping[str, str]) -> None:
        """Show these; the focus stays on its entry, or on the next where that is gone."""
        before, row, scrolled = self.current, self.currentIndex().row(), self.verticalScrollBar().value()
        if tuple(entries) == self.rows.entries and names == self.rows.names:
            self.viewport().update()
            return
        self.rows.put(entries, names)
        places = [place for place, one in enumerate(self.rows.entries) if before and one.id == before.id]
        if self.rows.entries:
            self.setCurrentIndex(self.rows.index(places[0] if places else min(max(row, 0), len(entries) - 1)))
        self.verticalScrollBar().setValue(scrolled if places else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.current is not None:
            self.opened.emit(self.current.id)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.focused.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, view: TimelineList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        model, width = self._view.rows, self._view.viewport().width()
        words = model.words(model.entries[index.row()])
        return QSize(width, theme.line("strong") + self._height(words, width) + theme.px(_GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, entry, rect = self._view.rows, self._view.rows.entries[index.row()], option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            active = option.state & QStyle.StateFlag.State_Active and self._view.hasFocus()
            painter.fillRect(rect, theme.color("selected" if active else "selected-quiet"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            _ring(painter, rect)
        self._rail(painter, rect, entry.kind or "other", last=index.row() == len(model.entries) - 1)
        inside = self._inside(rect)
        date, line = model.at(entry), theme.line("strong")
        date_width = theme.metrics("micro").horizontalAdvance(date) + theme.px(2)
        head = QRect(inside.left(), rect.top() + theme.px(3), inside.width(), line)
        _write(painter, head, date, "micro", "text-3", Qt.AlignmentFlag.AlignTrailing)
        head.setWidth(max(0, head.width() - date_width - theme.px(_PAD)))
        title = theme.metrics("strong").elidedText(model.title(entry), Qt.TextElideMode.ElideRight, head.width())
        _write(painter, head, title, "strong", "text", Qt.AlignmentFlag.AlignLeading)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text-2"))
        body = QRect(inside.left(), head.bottom() + 1, inside.width(), rect.bottom() - head.bottom())
        painter.drawText(body, _TOP | _WRAP, model.words(entry))
        painter.restore()

    def _rail(self, painter: QPainter, rect: QRect, kind: str, *, last: bool) -> None:
        side, left, top = theme.px(_CIRCLE), rect.left() + theme.px(_PAD), rect.top() + theme.px(2)
        middle = left + side // 2
        if not last:
            painter.fillRect(
                QRect(middle, top + side, 1, rect.bottom() - top - side + theme.px(3)), theme.color("divider")
            )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.brush("sunken"))
        painter.drawEllipse(QRect(left, top, side, side))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        icon, inset = theme.px(16), (side - theme.px(16)) // 2
        drawn = theme.pixmap(entry_icon(kind), "text-2", 16, painter.device().devicePixelRatioF())
        painter.drawPixmap(QRect(left + inset, top + inset, icon, icon), drawn)

    def _inside(self, rect: QRect) -> QRect:
        return rect.adjusted(theme.px(2 * _PAD + _CIRCLE), 0, -theme.px(_PAD), 0)

    def _height(self, words: str, width: int) -> int:
        room = QRect(0, 0, max(theme.px(_CIRCLE), self._inside(QRect(0, 0, width, 0)).width()), 1_000_000)
        return theme.metrics("small").boundingRect(room, _TOP | _WRAP, words).height() if words else 0


def _ring(painter: QPainter, rect: QRect) -> None:
    thick = theme.metric("control.focus-width")
    painter.setPen(QPen(theme.color("focus-ring"), thick))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(thick // 2, thick // 2, -thick, -thick))


def entry_icon(kind: str) -> str:
    """The icon of a kind of entry."""
    name = _ICONS.get(kind, kind)
    return name if name in FILES else "note"


def _write(painter: QPainter, place: QRect, text: str, font: str, color: str, side: Qt.AlignmentFlag) -> None:
    painter.setFont(theme.font(font))
    painter.setPen(theme.color(color))
    painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)
