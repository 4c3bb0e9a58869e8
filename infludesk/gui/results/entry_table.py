"""The cells of the entry grid: the keys of a spreadsheet, an editor in the cell, copying and pasting of blocks."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from infludesk.gui.kit.canvas import Canvas
from infludesk.gui.kit.cells import Cell
from infludesk.gui.kit.delegate import CellDelegate, HoverRow, Index
from infludesk.gui.kit.frozen import FrozenColumns
from infludesk.gui.kit.theme import theme
from infludesk.gui.results.entry_model import EntryModel
from infludesk.kernel.spreadsheet import harmless
from infludesk.kernel.text import tr

_NO_HINT = QAbstractItemDelegate.EndEditHint.NoHint
_PLAIN, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
# Down and right for each key that leaves a cell.
_STEPS: Mapping[tuple[Qt.Key, Qt.KeyboardModifier], tuple[int, int]] = {
    (Qt.Key.Key_Return, _PLAIN): (1, 0),
    (Qt.Key.Key_Enter, _PLAIN): (1, 0),
    (Qt.Key.Key_Return, _SHIFT): (-1, 0),
    (Qt.Key.Key_Enter, _SHIFT): (-1, 0),
    (Qt.Key.Key_Tab, _PLAIN): (0, 1),
    (Qt.Key.Key_Backtab, _SHIFT): (0, -1),
}
_OUT_OF_EDITOR = {(Qt.Key.Key_Down, _PLAIN): (1, 0), (Qt.Key.Key_Up, _PLAIN): (-1, 0)}
_WIDTHS = (220, 136, 92, 92)
_WIDTH, _LAST_WIDTHS, _HEAD_PAD = 88, (100, 92), 24


class EntryTable(QTableView):
    """The cells, with the keys of a spreadsheet.

    Signals:
        moved: the focus is on another cell.
        pasted: how many values of a pasted block found no cell.
    """

    moved = Signal()
    pasted = Signal(int)

    def __init__(self, model: EntryModel) -> None:
        super().__init__()
        self.entries = model
        self.setModel(model)
        self.setAccessibleName(tr("Numbers of posts"))
        self.cells = _EntryDelegate(self)
        self.setItemDelegate(self.cells)
        self.cells.left.connect(self.step)
        HoverRow(self, self.cells)
        self._commands: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], None]] = {
            (Qt.Key.Key_D, _CTRL): self.fill_down,
            (Qt.Key.Key_C, _CTRL): self.copy,
            (Qt.Key.Key_V, _CTRL): self.paste,
            (Qt.Key.Key_Delete, _PLAIN): self.restore,
            (Qt.Key.Key_Backspace, _PLAIN): self.restore,
            (Qt.Key.Key_Escape, _PLAIN): self.restore,
        }
        self._set_up()
        self._posts = FrozenColumns(self, 1, CellDelegate(self))
        self._measure()
        theme.changed.connect(self._measure)
        model.modelReset.connect(self._measure)

    def go(self, row: int, column: int) -> None:
        """Put the focus on a cell, and choose it alone."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.entries.index(row, column), flags)
        self.scrollTo(self.currentIndex())

    def step(self, down: int, right: int) -> None:
        """Go on from the focused cell, down or up, or as Tab does."""
        now, rows = self.currentIndex(), self.entries.rowCount()
        if right:
            self.focusNextPrevChild(right > 0)
        elif now.isValid():
            self.go(max(0, min(rows - 1, now.row() + down)), now.column())

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  Qt's own
        # From number to number, at the end of a row to the next one's; at either end Tab leaves the grid.
        now, wide = self.currentIndex(), len(self.entries.metrics)
        at = max(0, min(now.column() - self.entries.first, wide - 1)) + now.row() * wide
        to = at + (1 if forward else -1)
        if not now.isValid() or not 0 <= to < wide * self.entries.rowCount():
            return super().focusNextPrevChild(forward)
        self.go(to // wide, self.entries.first + to % wide)
        return True

    def fill_down(self) -> None:
        """Copy the top row of what is chosen into the rows below it; a single cell takes the one above."""
        chosen = [index for index in self.selectedIndexes() if self.entries.flags(index) & Qt.ItemFlag.ItemIsEditable]
        if not chosen:
            return
        top = min(index.row() for index in chosen)
        alone = max(index.row() for index in chosen) == top
        source = top - 1 if alone else top
        for index in chosen:
            if source >= 0 and index.row() != source:
                self.entries.put(index.row(), index.column(), self.entries.text(source, index.column()))

    def copy(self) -> None:
        """Copy what is chosen, as a spreadsheet takes it."""
        chosen = {(index.row(), index.column()) for index in self.selectedIndexes()}
        rows, columns = sorted({row for row, _ in chosen}), sorted({column for _, column in chosen})
        lines = [
            "\t".join(harmless(self.entries.text(row, one)) if (row, one) in chosen else "" for one in columns)
            for row in rows
        ]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def paste(self) -> None:
        """Put a copied block in, its first value into the first chosen cell; one value fills all that are chosen."""
        text, now = QGuiApplication.clipboard().text(), self.currentIndex()
        block = [line.split("\t") for line in text.rstrip("\r\n").replace("\r\n", "\n").split("\n")]
        if not text.strip() or not now.isValid():
            return
        chosen = self.selectedIndexes() or [now]
        row, column = min(one.row() for one in chosen), min(one.column() for one in chosen)
        if len(block) == len(block[0]) == 1 and len(chosen) > 1:
            lost = sum(self.entries.put_block(one.row(), one.column(), block) for one in chosen)
        else:
            lost = self.entries.put_block(row, max(column, self.entries.first), block)
        self.pasted.emit(lost)

    def restore(self) -> None:
        """Take back what was typed into the chosen cells."""
        for index in self.selectedIndexes():
            if self.entries.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.entries.put(index.row(), index.column(), "")

    def finish(self) -> None:
        """Take what is typed in the open cell."""
        self.cells.finish()

    def kept(self) -> "_Kept":
        """Keep the focus on its post and metric while the rows change."""
        return _Kept(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = _keys(event)
        if step := _STEPS.get(pressed):
            self.step(*step)
        elif command := self._commands.get(pressed):
            command()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        # Not behind the posts, which stay where they are.
        covered = self.columnWidth(0) - self.visualRect(index).left()
        if index.column() > 0 and covered > 0 and self._posts.isVisible():
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - covered)

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setAccessibleName(tr("Headings"))

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.horizontalHeader().setFixedHeight(theme.metric("row.header"))
        heads, pad = self.horizontalHeader().fontMetrics(), theme.px(_HEAD_PAD)
        for column, wide in enumerate((*_WIDTHS, *(_WIDTH for _ in self.entries.metrics), *_LAST_WIDTHS)):
            head = self.entries.headerData(column, Qt.Orientation.Horizontal)
            self.setColumnWidth(column, max(theme.px(wide), heads.horizontalAdvance(head) + pad))
        self._stretch()

    def _stretch(self) -> None:
        others = sum(self.columnWidth(one) for one in range(1, self.entries.columnCount()))
        self.setColumnWidth(0, max(theme.px(_WIDTHS[0]), self.viewport().width() - others))
        self._posts.follow()


class _Kept:
    """Puts the focus back on its post and metric, or on the first number, once the rows changed."""

    def __init__(self, table: EntryTable) -> None:
        self._table = table
        now, model = table.currentIndex(), table.entries
        self._post = model.rows[now.row()].post_id if now.isValid() else ""
        at = now.column() - model.first
        self._metric = model.metrics[at] if now.isValid() and 0 <= at < len(model.metrics) else ""
        self._row = max(0, now.row())

    def __enter__(self) -> None:
        self._table.finish()

    def __exit__(self, *_: object) -> None:
        model = self._table.entries
        if not model.rows:
            return
        place = next((n for n, row in enumerate(model.rows) if row.post_id == self._post), None)
        row = min(self._row, len(model.rows) - 1) if place is None else place
        column = model.metrics.index(self._metric) if self._metric in model.metrics else 0
        self._table.go(row, model.first + column)


class _EntryDelegate(CellDelegate):
    """Paints the last reading small before what is typed, and edits a cell in a line.

    Signals:
        left: the open cell was left by a key; how far down and right to go.
        opened: a cell was opened, or closed.
    """

    left = Signal(int, int)
    opened = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._open: QLineEdit | None = None

    @property
    def is_open(self) -> bool:
        """Whether a cell is being edited."""
        return self._open is not None

    def finish(self) -> None:
        """Close the open editor and keep what is typed in it."""
        if self._open is not None:
            editor = self._open
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, _NO_HINT)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("scale", "small")
        editor.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        self._open = editor
        self.opened.emit()
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self._open = None
        self.opened.emit()
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit) and editor.text() != index.data(Qt.ItemDataRole.EditRole):
            model.setData(index, editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._open and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(_keys(event)) or _OUT_OF_EDITOR.get(_keys(event))
            if step:
                self.finish()
                self.left.emit(*step)
                return True
        return super().eventFilter(watched, event)

    def _start(self, canvas: Canvas, cell: Cell, index: Index) -> None:
        super()._start(canvas, cell, index)
        model = index.model()
        if isinstance(model, EntryModel) and (before := model.former(index.row(), index.column())):
            typed = cell.display
            canvas.text(before, "micro" if typed else "small", "text-3", end=not typed)
            canvas.gap(4)


def _keys(event: QKeyEvent) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    return Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
