"""The caption that is being checked: the words found are marked in it, and a line shows where the platform cuts it."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QPoint, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import tr

Mark = tuple[int, int, str]
# result → the tint behind the words and the line below them
_LOOKS = {
    "fail": ("danger-tint", "danger-text"),
    "review": ("warn-tint", "warn-text"),
    "pass": ("success-tint", "success-text"),
}
_LEAST = 140


class CaptionEdit(QPlainTextEdit):
    """A caption to type or paste.

    Signals:
        pasted: a text came in as a whole; it is read at once.
    """

    pasted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Caption"))
        self.setPlaceholderText(tr("Paste or type the caption"))
        self.setTabChangesFocus(True)
        self.setMinimumHeight(theme.px(_LEAST))
        self._marks: tuple[Mark, ...] = ()
        self._cut = -1
        theme.changed.connect(self._paint_marks)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is marked: from, to, and the result of these words."""
        return self._marks

    @property
    def cut_at(self) -> int:
        """Where the platform hides the text for certain; -1 where it hides none of it."""
        return self._cut

    def show_marks(self, marks: Iterable[Mark], cut: int) -> None:
        """Mark these words, each with its worst result, and show where the text is cut; places as in the text."""
        order = tuple(reversed(_LOOKS))
        found = sorted(marks, key=lambda mark: order.index(mark[2]))
        worst = {(start, end): result for start, end, result in found}
        self._marks = tuple((start, end, result) for (start, end), result in worst.items())
        self._cut = cut
        self._paint_marks()

    def insertFromMimeData(self, source: QMimeData) -> None:
        super().insertFromMimeData(source)
        self.pasted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._cut < 0:
            return
        at = self.cursorRect(self._cursor(self._cut, self._cut))
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.color("danger-text"), theme.px(1)))
        start, end = at.topLeft(), QPoint(self.viewport().width(), at.top())
        painter.drawLine(start, end)
        painter.drawLine(at.topLeft(), at.bottomLeft())
        painter.drawLine(at.bottomLeft(), QPoint(0, at.bottom()))
        painter.end()

    def _paint_marks(self) -> None:
        self.setExtraSelections([self._selection(*mark) for mark in self._marks])
        self.viewport().update()

    def _selection(self, start: int, end: int, result: str) -> QTextEdit.ExtraSelection:
        tint, line = _LOOKS[result]
        made, look = QTextEdit.ExtraSelection(), QTextCharFormat()
        look.setBackground(theme.color(tint))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(theme.color(line))
        made.format, made.cursor = look, self._cursor(start, end)
        return made

    def _cursor(self, start: int, end: int) -> QTextCursor:
        text, cursor = self.toPlainText(), QTextCursor(self.document())
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _units(text: str) -> int:
    """How Qt counts a text: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
