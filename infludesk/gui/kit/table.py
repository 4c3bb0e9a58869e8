"""The table of every list page: keys, ticks, copying, and focus that survives a new list."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyleOptionViewItem, QTableView

from infludesk.gui.kit.delegate import CellDelegate, HoverRow, Index, Role
from infludesk.gui.kit.frozen import FrozenColumns
from infludesk.gui.kit.parts import announce
from infludesk.gui.kit.table_model import Column, Fetch, TableModel
from infludesk.gui.kit.theme import theme
from infludesk.kernel.spreadsheet import harmless
from infludesk.kernel.text import plural, tr

RowT = TypeVar("RowT")
_FOCUS_MS = 150
_TICK_WIDTH = 44
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_MOVES: dict[Qt.Key, Callable[[int, int, int], int]] = {
    Qt.Key.Key_Up: lambda row, _page, _last: row - 1,
    Qt.Key.Key_Down: lambda row, _page, _last: row + 1,
    Qt.Key.Key_PageUp: lambda row, page, _last: row - page,
    Qt.Key.Key_PageDown: lambda row, page, _last: row + page,
    Qt.Key.Key_Home: lambda _row, _page, _last: 0,
    Qt.Key.Key_End: lambda _row, _page, last: last,
}


class TableView(QTableView, Generic[RowT]):
    """A table over ids.

    Signals:
        sort_requested: a column's key, and whether descending.
        opened: the id to open.
        focused: the id the focus came to rest on.
        typed: letters typed, which begin to filter.
    """

    sort_requested = Signal(str, bool)
    opened = Signal(str)
    focused = Signal(str)
    typed = Signal(str)

    def __init__(
        self, name: str, columns: Sequence[Column[RowT]], fetch: Fetch[RowT], *, focus_delay: int = _FOCUS_MS
    ) -> None:
        super().__init__()
        self.rows: TableModel[RowT] = TableModel(columns, fetch, self)
        self._anchor = -1
        self._order = ("", False)
        self._rest = QTimer(self, singleShot=True, interval=focus_delay)
        self._rest.timeout.connect(self._tell_focus)
        self.setAccessibleName(name)
        self.setModel(self.rows)
        delegate = _RowDelegate(self)
        self.setItemDelegate(delegate)
        HoverRow(self, delegate)
        self._set_up()
        self._set_up_header()
        self._first = FrozenColumns(self, 2, delegate)
        self._measure()
        theme.changed.connect(self._measure)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.ids[index.row()]))

    @property
    def current_id(self) -> str:
        """The id of the focused row; empty without one."""
        index = self.currentIndex()
        return self.rows.ids[index.row()] if index.isValid() else ""

    @property
    def chosen_ids(self) -> tuple[str, ...]:
        """What an action means: the ticks, in this list's order first, else the focused row."""
        ticks = self.rows.ticks
        if ticks:
            here = tuple(one for one in self.rows.ids if one in ticks)
            return here + tuple(sorted(ticks.difference(here)))
        return (self.current_id,) if self.current_id else ()

    def set_ids(self, ids: Sequence[str]) -> None:
        """Show these rows. The focus stays on its row, or on the next where that is gone; so does the scroll."""
        row, focused = self.currentIndex().row(), self.current_id
        column = max(1, self.currentIndex().column())
        offset = self.rowViewportPosition(row) if focused else 0
        scrolled = self.verticalScrollBar().value()
        self.rows.set_ids(ids)
        self._anchor = -1
        self.verticalScrollBar().setValue(scrolled)
        if not focused or not ids:
            return
        place = self.rows.place(focused)
        self._go(place if place >= 0 else min(row, len(ids) - 1), column)
        if place >= 0:
            self.verticalScrollBar().setValue(place * self.verticalHeader().defaultSectionSize() - offset)

    def set_columns(self, columns: Sequence[Column[RowT]]) -> None:
        """Show other columns; rows, ticks, order, focus and scroll stay."""
        focused, scrolled = self.current_id, self.verticalScrollBar().value()
        self.rows.set_columns(columns)
        for section in range(1, self.rows.columnCount()):
            self.setColumnHidden(section, False)
        self._measure()
        self.show_sort(self._order[0], descending=self._order[1])
        if focused:
            self.focus_id(focused)
        self.verticalScrollBar().setValue(scrolled)

    def focus_id(self, row_id: str) -> bool:
        """Put the focus on a row; False where it is not in the list."""
        place = self.rows.place(row_id)
        if place >= 0:
            self._go(place, max(1, self.currentIndex().column()))
        return place >= 0

    def show_sort(self, key: str, *, descending: bool) -> None:
        """Show the arrow of the order in use, without a signal."""
        keys = ["", *(column.key for column in self.rows.columns)]
        self._order = (key, descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(keys.index(key) if key in keys else -1, order)

    def tick_all(self) -> None:
        """Tick all rows of the view, also those not loaded."""
        self.rows.tick(self.rows.ids, on=True)
        count = len(self.rows.ids)
        announce(self, plural(count, "{n} row selected", "All {n} rows of this view are selected"))

    def copy_rows(self) -> None:
        """Copy the chosen rows with their headings, as a spreadsheet takes them."""
        ids = [one for one in self.chosen_ids if self.rows.place(one) >= 0]
        if ids:
            self.rows.with_rows(ids, lambda: self._copy(ids))

    def copy_cell(self) -> None:
        """Copy the focused cell's text."""
        text = self.currentIndex().data(Qt.ItemDataRole.DisplayRole)
        if text:
            QGuiApplication.clipboard().setText(harmless(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._command(key, modifiers) or self._move(key, modifiers):
            event.accept()
        elif event.text().strip() and event.text().isprintable() and not modifiers & ~_SHIFT:
            self.typed.emit(event.text())
        elif key == Qt.Key.Key_Escape and self.rows.ticks:
            self.rows.clear_ticks()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        before = self.currentIndex().row()
        super().mousePressEvent(event)
        row = self.rowAt(event.position().toPoint().y())
        if row < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & _SHIFT:
            self._tick_range(before if self._anchor < 0 else self._anchor, row)
        elif event.modifiers() & _CTRL or self.columnAt(event.position().toPoint().x()) == 0:
            self._toggle(row)
        else:
            self._anchor = -1

    def open_menu(self, at: QPoint) -> None:
        """Show the page's actions at a place of the viewport."""
        if not self.actions():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addActions(self.actions())
        menu.popup(self.viewport().mapToGlobal(at))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.open_menu(self.visualRect(self.currentIndex()).bottomLeft() if by_key else event.pos())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() and current.isValid():
            self._rest.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.MouseFocusReason and not self.current_id and self.rows.ids:
            self._go(0, 1)
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def _command(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        row = self.currentIndex().row()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key == Qt.Key.Key_A and modifiers == _CTRL:
            self.tick_all()
        elif key == Qt.Key.Key_C and modifiers == _CTRL:
            self.copy_rows()
        elif key == Qt.Key.Key_C and modifiers == _CTRL | _SHIFT:
            self.copy_cell()
        elif row < 0:
            return False
        elif key == Qt.Key.Key_Space and not modifiers:
            self._toggle(row)
        elif enter and not modifiers:
            self.opened.emit(self.rows.ids[row])
        else:
            return False
        return True

    def _move(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        row, last = self.currentIndex().row(), len(self.rows.ids) - 1
        if key not in _MOVES or modifiers & ~_SHIFT or last < 0:
            return False
        page = max(1, self.viewport().height() // self.verticalHeader().defaultSectionSize() - 1)
        to = max(0, min(last, _MOVES[key](row, page, last)))
        start = row if self._anchor < 0 else self._anchor
        self._go(to, max(1, self.currentIndex().column()))
        if modifiers & _SHIFT:
            self._tick_range(max(0, start), to)
        else:
            self._anchor = -1
        return True

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():  # also while this is being made
            return
        aside, held = self.horizontalScrollBar().value(), self._first.width_held
        super().scrollTo(index, hint)
        if held and index.column() <= 1:  # it is seen where it stays
            self.horizontalScrollBar().setValue(aside)
        elif (covered := held - self.visualRect(index).left()) > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - covered)

    def _go(self, row: int, column: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.rows.index(row, column), flags)
        self.scrollTo(self.currentIndex())

    def _toggle(self, row: int) -> None:
        row_id = self.rows.ids[row]
        self.rows.tick([row_id], on=row_id not in self.rows.ticks)
        self._anchor = row

    def _tick_or_clear(self) -> None:
        if self.rows.ticks.issuperset(self.rows.ids):
            self.rows.clear_ticks()
        else:
            self.tick_all()

    def _tick_range(self, start: int, end: int) -> None:
        self._anchor = start
        self.rows.tick(self.rows.ids[min(start, end) : max(start, end) + 1], on=True)

    def _tell_focus(self) -> None:
        if self.current_id:
            self.focused.emit(self.current_id)

    def _copy(self, ids: Sequence[str]) -> None:
        lines = [[column.label for column in self.rows.columns]]
        lines += [[cell.display for cell in self.rows.cells(one) or ()] for one in ids]
        text = "\n".join("\t".join(harmless(part) for part in line) for line in lines)
        QGuiApplication.clipboard().setText(text)
        announce(self, plural(len(ids), "{n} row copied", "{n} rows copied"))

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setAccessibleName(tr("Headings"))
        header.sectionClicked.connect(self._sort)

    def _sort(self, section: int) -> None:
        if section == 0:
            self._tick_or_clear()
            return
        column = self.rows.columns[section - 1]
        key, descending = self._order
        if not column.sortable:
            self.show_sort(key, descending=descending)
            return
        self.show_sort(column.key, descending=not descending if key == column.key else False)
        self.sort_requested.emit(*self._order)
        down = tr("descending") if self._order[1] else tr("ascending")
        announce(self, tr("Sorted by {column}, {order}", column=column.label, order=down))

    def _measure(self) -> None:
        """Take heights and widths from the theme."""
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.horizontalHeader().setFixedHeight(theme.metric("row.header"))
        self.setColumnWidth(0, theme.px(_TICK_WIDTH))
        for section, column in enumerate(self.rows.columns, 1):
            self.setColumnWidth(section, theme.px(column.width))
        self._stretch()

    def _stretch(self) -> None:
        wide = next((n for n, column in enumerate(self.rows.columns, 1) if column.stretch), 0)
        if wide:
            others = sum(self.columnWidth(n) for n in range(self.rows.columnCount()) if n != wide)
            least = theme.px(self.rows.columns[wide - 1].width)
            self.setColumnWidth(wide, max(least, self.viewport().width() - others))
        self._first.follow()


class _RowDelegate(CellDelegate):
    """A bar in each cell of a row that has not come yet, its width from the row's number."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(Role.CELL) is None:
            rect, pad = option.rect, theme.px(8)
            share = 40 + (index.row() * 17 + index.column() * 29) % 50
            width = (rect.width() - 2 * pad) * share // 100
            bar = QRect(rect.left() + pad, rect.center().y() - pad // 2, width, pad)
            painter.fillRect(bar, theme.color("divider"))
