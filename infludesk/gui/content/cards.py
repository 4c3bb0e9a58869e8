"""How a card of the board looks: the piece, whose it is, what comes next, by whom and until when."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from infludesk.content.listing import ListedPiece
from infludesk.content.model import OUTCOMES
from infludesk.gui.desk import Desk
from infludesk.gui.kit.canvas import Canvas
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import due
from infludesk.kernel.text import isolate, join, tr

Index = QModelIndex | QPersistentModelIndex
_PAD, _TITLE, _LINE, _GAP = 10, 20, 16, 4
_HEIGHT = 2 * _PAD + _TITLE + 4 * _LINE + _GAP
_CHECKS = {"pass": ("check", "success-text"), "review": ("info", "warn-text"), "fail": ("alert", "danger-text")}


class CardDelegate(QStyledItemDelegate):
    """Paints the cards of a list whose model answers ``row_at``."""

    def __init__(self, desk: Desk, parent: QListView) -> None:
        super().__init__(parent)
        self._desk = desk

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        # as wide as its column, whatever that is
        return QSize(0, theme.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.model().row_at(index)  # type: ignore[attr-defined]
        if row is None:
            return
        rect = option.rect.adjusted(0, 0, -1, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = selected and bool(option.state & QStyle.StateFlag.State_Active) and _holds_focus(option)
        canvas = Canvas(
            painter=painter, rect=rect, left=0, right=rect.width(), compact=False,
            rtl=option.direction == Qt.LayoutDirection.RightToLeft, selected=selected,
            ratio=painter.device().devicePixelRatioF(), phase=QPoint(0, 0),
        )  # fmt: skip
        painter.save()
        painter.setClipRect(option.rect)
        edge = "focus-ring" if focused else "border"
        canvas.rounded(rect, "selected" if selected else "raised", theme.metric("radius.card"), edge)
        self._lines(canvas, row)
        painter.restore()

    def _lines(self, canvas: Canvas, row: ListedPiece) -> None:
        pad, top = theme.px(12), theme.px(_PAD)
        left, right = pad, canvas.rect.width() - pad

        def line(high: int) -> int:
            nonlocal top
            canvas.left, canvas.right = left, right
            now, top = top, top + theme.px(high)
            return now

        at = line(_TITLE)
        self._mark(canvas, row, at)
        canvas.text(isolate(row.what), "body", weight=500, top=at, line=theme.px(_TITLE))
        canvas.text(isolate(row.creator), "small", "text-2", top=line(_LINE), line=theme.px(_LINE))
        canvas.text(isolate(row.campaign), "small", "text-3", top=line(_LINE), line=theme.px(_LINE))
        top += theme.px(_GAP)
        canvas.text(isolate(row.next_step) or "–", "small", top=line(_LINE), line=theme.px(_LINE))
        at, late = line(_LINE), is_late(row, self._desk)
        if round_ := round_words(row):
            canvas.text(round_, "small", "text-3", top=at, line=theme.px(_LINE), end=True)
            canvas.gap(8, end=True)
        if when := due_words(row, self._desk):
            canvas.text(when, "small", "danger-text" if late else "text-2", top=at, line=theme.px(_LINE))
            canvas.gap(6)
        canvas.text(isolate(row.next_owner), "small", "text-3", top=at, line=theme.px(_LINE))

    def _mark(self, canvas: Canvas, row: ListedPiece, at: int) -> None:
        """The check of the post or of the draft, at the end of the first line."""
        icon, color = _CHECKS.get(row.outcome or row.draft_check, ("", ""))
        if icon:
            side = theme.px(14)
            place = canvas.box(canvas.right - side, at + theme.px(3), side, side).topLeft()
            canvas.icon(icon, color, 14, place=place)
            canvas.take(side, end=True)
            canvas.gap(6, end=True)


def spoken(row: ListedPiece, desk: Desk) -> str:
    """All that a card says, in one sentence."""
    outcome = row.outcome or row.draft_check
    checked = tr("check: {outcome}", outcome=tr(dict(OUTCOMES)[outcome])) if outcome else ""
    parts = (
        row.what, row.creator, row.campaign, row.next_step, row.next_owner, due_words(row, desk), round_words(row),
        checked,
    )  # fmt: skip
    return join((isolate(part) for part in parts if part), ", ")


def round_words(row: ListedPiece) -> str:
    """Which round it is, of how many where that is agreed; empty before the first."""
    if not row.round:
        return ""
    if row.rounds:
        return tr("round {n} of {most}", n=row.round, most=row.rounds)
    return tr("round {n}", n=row.round)


def due_words(row: ListedPiece, desk: Desk) -> str:
    """Until when the next action is to be done, as seen from today."""
    return due(row.due, desk.today(), desk.locale) if row.due else ""


def next_words(row: ListedPiece, desk: Desk) -> str:
    """What comes next, by whom and until when; who it is stands in the action's own words where these name them."""
    if not row.next_step:
        return tr("Nothing comes next.")
    owner = "" if row.next_owner in row.next_step else isolate(row.next_owner)
    return join((isolate(row.next_step), owner, due_words(row, desk)))


def is_late(row: ListedPiece, desk: Desk) -> bool:
    """Whether the next action is late."""
    return bool(row.due) and date.fromisoformat(row.due[:10]) < desk.today()


def _holds_focus(option: QStyleOptionViewItem) -> bool:
    view = option.widget
    return view is not None and view.hasFocus()
