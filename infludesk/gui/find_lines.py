"""The lines of Find or do: headings, records and commands, and how they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QPainter,
)
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from infludesk.gui.find_query import Found
from infludesk.gui.kit.canvas import Canvas
from infludesk.gui.kit.delegate import Index
from infludesk.gui.kit.theme import theme

_NONE = QModelIndex()


_ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the box: a heading, a record or a command.

    Attributes:
        group: the heading it stands under.
        text: its words; empty for a heading.
        note: what is said small behind the words.
        icon: its icon.
        end: the kind or the keys, at the right; for a command that cannot run, the reason.
        found: the record; None for a command.
        action: the command; None for a record.
    """

    group: str
    text: str = ""
    note: str = ""
    icon: str = ""
    end: str = ""
    found: Found | None = None
    action: QAction | None = None

    @property
    def can_run(self) -> bool:
        return self.found is not None or (self.action is not None and self.action.isEnabled())


class LineModel(QAbstractListModel):
    """The lines, all at once; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def put(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        found = self.lines[index.row()] if index.isValid() else None
        return found if found and found.text else None

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == _ROW:
            return line
        words = ", ".join(part for part in (line.text or line.group, line.note, line.end) if part)
        return words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.lines[index.row()].text:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class LineDelegate(QStyledItemDelegate):
    """Draws a line: icon, words, a note, and the kind or the keys at the end."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, theme.px(28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(_ROW)
        rect = option.rect
        canvas = Canvas(
            painter=painter, rect=rect, left=theme.px(14), right=rect.width() - theme.px(14), compact=True,
            rtl=option.direction == Qt.LayoutDirection.RightToLeft, selected=False,
            ratio=painter.device().devicePixelRatioF(), phase=rect.topLeft(),
        )  # fmt: skip
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        canvas.fill(rect, "selected" if lit else "raised")
        if not line.text:
            canvas.text(line.group, "micro", "text-3", weight=500)
            return
        tone = "text" if line.can_run else "text-disabled"
        canvas.icon(line.icon, "text-2")
        canvas.gap(10)
        if line.end:
            canvas.text(line.end, "small", "text-3", end=True)
            canvas.gap(10, end=True)
        canvas.text(line.text, "body", tone)
        if line.note:
            canvas.gap(8)
            canvas.text(line.note, "small", "text-2")


def grouped(lines: Sequence[Line]) -> list[Line]:
    """Put a heading above each run of one group."""
    shown: list[Line] = []
    group = ""
    for line in lines:
        if line.group != group:
            group = line.group
            shown.append(Line(group))
        shown.append(line)
    return shown
