"""The first columns of a table, which stay where they are while it is scrolled to the side."""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QStyledItemDelegate, QTableView

_CLICKS = (
    QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
)  # fmt: skip


class FrozenColumns(QTableView):
    """Lies over the first columns of a table once these are scrolled away; a screen reader has the table itself.

    What the mouse does in it is done to the table.
    """

    def __init__(self, table: QTableView, count: int, delegate: QStyledItemDelegate) -> None:
        """``count`` columns of the table stay."""
        super().__init__(table)
        self._table, self._count = table, count
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(table.hasMouseTracking())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionBehavior(table.selectionBehavior())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self._follow_header()
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.horizontalScrollBar().valueChanged.connect(self.follow)
        self.viewport().installEventFilter(self)
        self.hide()

    @property
    def width_held(self) -> int:
        """How much of the table it covers; 0 while it is hidden."""
        return self.width() if self.isVisible() else 0

    def follow(self) -> None:
        """Lie over the first columns while they are scrolled away."""
        table = self._table
        reads_right = table.layoutDirection() == Qt.LayoutDirection.LeftToRight
        self.setVisible(reads_right and table.horizontalScrollBar().value() > 0)
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setFixedHeight(table.horizontalHeader().height())
        for column in range(table.model().columnCount()):
            self.setColumnHidden(column, column >= self._count or table.isColumnHidden(column))
            if column < self._count:
                self.setColumnWidth(column, table.columnWidth(column))
        wide, frame = sum(table.columnWidth(one) for one in range(self._count)), table.frameWidth()
        self.setGeometry(frame, frame, wide, table.viewport().height() + table.horizontalHeader().height())
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.viewport():
            return super().eventFilter(watched, event)
        under, aside = self._table.viewport(), self._table.horizontalScrollBar().value()
        if isinstance(event, QMouseEvent) and event.type() in _CLICKS:
            place = event.position() - QPointF(aside, 0)
            same = QMouseEvent(
                event.type(), place, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
            )
            QApplication.sendEvent(under, same)
            return True
        if isinstance(event, QContextMenuEvent):
            QApplication.sendEvent(under, QContextMenuEvent(event.reason(), event.pos(), event.globalPos()))
            return True
        return super().eventFilter(watched, event)

    def _follow_header(self) -> None:
        own, its = self.horizontalHeader(), self._table.horizontalHeader()
        own.setHighlightSections(False)
        own.setSectionsClickable(its.sectionsClickable())
        own.setSortIndicatorShown(its.isSortIndicatorShown())
        own.sectionClicked.connect(self._click_heading)
        its.sortIndicatorChanged.connect(self._mark_order)
        self._mark_order()

    def _click_heading(self, section: int) -> None:
        self._table.horizontalHeader().sectionClicked.emit(section)

    def _mark_order(self, *_: object) -> None:
        its = self._table.horizontalHeader()
        self.horizontalHeader().setSortIndicator(its.sortIndicatorSection(), its.sortIndicatorOrder())
