"""A cell as tables draw it, outside a table."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from infludesk.gui.kit.canvas import Canvas
from infludesk.gui.kit.cell_paint import PAINTERS
from infludesk.gui.kit.cells import Cell
from infludesk.gui.kit.delegate import natural_width
from infludesk.gui.kit.theme import theme

_HEIGHT = 24


class CellLabel(QWidget):
    """One cell as in a table, outside a table."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.show_cell(cell)

    def show_cell(self, cell: Cell) -> None:
        self.cell = cell
        self.setAccessibleName(cell.spoken)
        self.setToolTip(cell.reason)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(natural_width(self.cell) - theme.px(16), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(48), theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas = Canvas(
            painter=painter, rect=self.rect(), left=0, right=self.width(), compact=True,
            rtl=self.layoutDirection() == Qt.LayoutDirection.RightToLeft, selected=False,
            ratio=self.devicePixelRatioF(), phase=QPoint(0, 0),
        )  # fmt: skip
        PAINTERS[type(self.cell)](canvas, self.cell)
        painter.end()
