"""The one delegate of all tables: ground, hatch, selection and focus, then the cell by its type."""

from enum import IntEnum

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from infludesk.gui.kit.canvas import Canvas, width
from infludesk.gui.kit.cell_paint import NUMERIC, PAINTERS
from infludesk.gui.kit.cells import Bar, Cell, Masked, Person, Pill, Tags, Tally, Text, Tick
from infludesk.gui.kit.theme import theme

Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected
_ACTIVE = QStyle.StateFlag.State_Active
_FOCUS = QStyle.StateFlag.State_HasFocus
_NOWHERE = QPoint(0, 0)


class Role(IntEnum):
    """What models answer beside Qt's own roles."""

    CELL = Qt.ItemDataRole.UserRole + 1
    NAV = Qt.ItemDataRole.UserRole + 2


class CellDelegate(QStyledItemDelegate):
    """Draws ``Role.CELL``; without one, the display text. ``hover_row`` is the row under the pointer or -1."""

    def __init__(self, parent: QObject | None = None, *, lead_column: int = 0, surface: str = "raised") -> None:
        super().__init__(parent)
        self.lead_column = lead_column
        self.hover_row = -1
        self._surface = surface

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = cell_at(index)
        rect, state = option.rect, option.state
        selected = bool(state & _SELECTED)
        active = bool(state & _ACTIVE)
        canvas = self._canvas(painter, option, selected=selected)
        self._ground(canvas, index, selected=selected, active=active)
        painter.save()
        painter.setClipRect(rect)
        self._start(canvas, cell, index)
        PAINTERS[type(cell)](canvas, cell)
        painter.restore()
        if state & _FOCUS and active:
            canvas.ring()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(natural_width(cell_at(index)), theme.row_height())

    def _canvas(self, painter: QPainter, option: QStyleOptionViewItem, *, selected: bool) -> Canvas:
        pad, rect, view = theme.px(8), option.rect, option.widget
        phase = _NOWHERE
        if isinstance(view, QAbstractItemView):
            phase = QPoint(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
        return Canvas(
            painter=painter,
            rect=rect,
            left=pad,
            right=rect.width() - pad,
            compact=theme.density == "compact",
            rtl=option.direction == Qt.LayoutDirection.RightToLeft,
            selected=selected,
            ratio=painter.device().devicePixelRatioF(),
            phase=phase,
        )

    def _ground(self, canvas: Canvas, index: Index, *, selected: bool, active: bool) -> None:
        fill = self._surface
        if selected:
            fill = "selected" if active else "selected-quiet"
        elif index.row() == self.hover_row:
            fill = "hover"
        canvas.fill(canvas.rect, fill)
        canvas.fill(canvas.box(0, canvas.rect.height() - 1, canvas.rect.width(), 1), "divider")
        if selected and active and index.column() == self.lead_column:
            canvas.fill(canvas.box(0, 0, theme.px(3), canvas.rect.height()), "accent")

    def _start(self, canvas: Canvas, cell: Cell, index: Index) -> None:
        if index.column() == self.lead_column and not isinstance(cell, Tick):
            canvas.left = theme.metric("space.page-margin")
        if cell.internal:
            _hatch(canvas)
            canvas.icon("lock", "text-3")
            canvas.gap(4)
        if cell.fresh:
            side = theme.px(6)
            canvas.rounded(canvas.middle(canvas.left, side, side), "info", side)
            canvas.take(side)
            canvas.gap(4)
        if cell.problem:
            canvas.fill(canvas.box(0, canvas.rect.height() - 1, canvas.rect.width(), 1), "danger")
            canvas.icon("alert", "danger-text", end=not isinstance(cell, NUMERIC))
            canvas.gap(4, end=not isinstance(cell, NUMERIC))


class HoverRow(QObject):
    """Keeps a delegate's ``hover_row`` at the pointer and repaints the two rows that change."""

    moved = Signal(int)

    def __init__(self, view: QAbstractItemView, delegate: CellDelegate) -> None:
        super().__init__(view)
        self._view, self._delegate = view, delegate
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def show_row(self, row: int) -> None:
        """Mark a row, -1 for none; a frozen twin of the view follows by ``moved``."""
        old, self._delegate.hover_row = self._delegate.hover_row, row
        if old != row:
            for each in (old, row):
                self._repaint(each)
            self.moved.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            self.show_row(self._view.indexAt(event.position().toPoint()).row())
        elif event.type() == QEvent.Type.Leave:
            self.show_row(-1)
        return super().eventFilter(watched, event)

    def _repaint(self, row: int) -> None:
        index = self._view.model().index(row, 0)
        if index.isValid():
            place, viewport = self._view.visualRect(index), self._view.viewport()
            viewport.update(QRect(0, place.top(), viewport.width(), place.height()))


def cell_at(index: Index) -> Cell:
    """The cell of an index; its display text where the model has none."""
    cell = index.data(Role.CELL)
    return cell if isinstance(cell, Cell) else Text(str(index.data(Qt.ItemDataRole.DisplayRole) or ""))


def natural_width(cell: Cell) -> int:
    """The width that shows a cell whole, px."""
    match cell:
        case Person():
            lines = (f"{cell.name} {cell.native}", "  ".join(f"___{handle}" for _, handle in cell.handles[:2]))
            inner = theme.px(26 + 10 + 16) + max(width(line, "strong") for line in lines)
        case Tags():
            inner = sum(width(tag, "small") + theme.px(16) for tag in cell.tags)
        case Bar():
            inner = theme.px(96 + 12) + width(cell.text, "small")
        case Tally():
            ticks = theme.px(96) if cell.total > theme.count("tally.max") else cell.total * theme.px(6)
            inner = ticks + theme.px(28) + width(cell.display, "small")
        case Pill():
            inner = theme.px(29) + width(cell.text, "small", 500)
        case Masked() | Tick():
            inner = theme.px(64)
        case _:
            inner = theme.px(20) + width(cell.display, "strong")
    return inner + 2 * theme.px(8)


def _hatch(canvas: Canvas) -> None:
    painter = canvas.painter
    # The origin follows the scrolled content, so the lines stay with the rows.
    painter.setBrushOrigin(-canvas.phase.x(), -canvas.phase.y())
    painter.fillRect(canvas.rect.adjusted(0, 0, 0, -1), theme.brush("hatch", canvas.ratio))
