"""The sidebar's delegate: pages, pinned views and headings, with the badges that need a person."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from infludesk.gui.kit.canvas import Canvas, width
from infludesk.gui.kit.delegate import Index, Role
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import tr

_MOST = 99
_SELECTED = QStyle.StateFlag.State_Selected
_HOVER = QStyle.StateFlag.State_MouseOver
_FOCUS = QStyle.StateFlag.State_HasFocus


@dataclass(frozen=True, slots=True)
class NavItem:
    """A row of the sidebar. ``badge`` counts what waits; ``badge_word`` says what it counts, as in "late"."""

    label: str
    icon: str = ""
    kind: Literal["page", "view", "heading"] = "page"
    badge: int = 0
    badge_word: str = ""

    @property
    def spoken(self) -> str:
        """As a screen reader says it: "Today, 7 late"."""
        if not self.badge:
            return self.label
        return tr("{label}, {n} {word}", label=self.label, n=self.badge, word=self.badge_word).rstrip()


class NavDelegate(QStyledItemDelegate):
    """Draws ``Role.NAV``; with ``collapsed`` set, the icons alone."""

    def __init__(self, parent: QObject | None = None, *, collapsed: bool = False) -> None:
        super().__init__(parent)
        self.collapsed = collapsed

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(Role.NAV)
        if not isinstance(item, NavItem):
            return
        rect = option.rect
        canvas = Canvas(
            painter=painter,
            rect=rect,
            left=theme.px(16),
            right=rect.width() - theme.px(16),
            compact=True,
            rtl=option.direction == Qt.LayoutDirection.RightToLeft,
            selected=bool(option.state & _SELECTED),
            ratio=painter.device().devicePixelRatioF(),
            phase=QPoint(0, 0),
        )
        canvas.fill(rect, "desk")
        if item.kind == "heading":
            self._heading(canvas, item)
            return
        self._ground(canvas, option)
        self._item(canvas, item)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        item = index.data(Role.NAV)
        wide = theme.metric("layout.sidebar-collapsed" if self.collapsed else "layout.sidebar")
        if isinstance(item, NavItem) and item.kind == "heading":
            return QSize(wide, theme.px(14) + theme.line("micro") + theme.px(4))
        return QSize(wide, theme.metric("row.sidebar"))

    def _heading(self, canvas: Canvas, item: NavItem) -> None:
        if self.collapsed:
            middle = canvas.middle(canvas.left, canvas.room, 1)
            canvas.fill(middle, "border")
            return
        canvas.text(item.label, "micro", "text-3", weight=500, top=theme.px(14), line=theme.line("micro"))

    @staticmethod
    def _ground(canvas: Canvas, option: QStyleOptionViewItem) -> None:
        margin = theme.px(8)
        place = canvas.rect.adjusted(margin, 0, -margin, 0)
        if canvas.selected or option.state & _HOVER:
            canvas.rounded(place, "selected" if canvas.selected else "hover", theme.metric("radius.control"))
        if canvas.selected:
            canvas.fill(canvas.middle(0, theme.px(3), theme.px(16)), "accent")
        if option.state & _FOCUS:
            _ring(canvas, place)

    def _item(self, canvas: Canvas, item: NavItem) -> None:
        size = 14 if item.kind == "view" else 16
        if self.collapsed:
            side = theme.px(size)
            place = canvas.middle((canvas.rect.width() - side) // 2, side, side)
            canvas.icon(item.icon, _tone(canvas), size, place=place.topLeft())
            if item.badge:
                dot = theme.px(8)
                canvas.rounded(canvas.box(canvas.rect.width() - theme.px(20), theme.px(3), dot, dot), "warn-text", dot)
            return
        if item.kind == "view":
            canvas.gap(26 - 8)
        if item.icon:
            canvas.icon(item.icon, _tone(canvas), size)
            canvas.gap(10)
        if item.badge:
            _badge(canvas, item.badge)
        canvas.text(item.label, "body", weight=500 if canvas.selected else None)


def _tone(canvas: Canvas) -> str:
    return "accent-text" if canvas.selected else "text-2"


def _badge(canvas: Canvas, count: int) -> None:
    shown = str(count) if count <= _MOST else f"{_MOST}+"
    pad, high, used = theme.px(5), theme.px(16), width(shown, "micro", 500)
    place = canvas.middle(canvas.right - used - 2 * pad, used + 2 * pad, high)
    canvas.rounded(place, "warn-tint", theme.metric("radius.pill"))
    canvas.write(canvas.middle(canvas.right - used - pad, used, high), shown, "micro", "warn-text", 500)
    canvas.take(place.width(), end=True)
    canvas.gap(6, end=True)


def _ring(canvas: Canvas, place: QRect) -> None:
    thick, radius = theme.metric("control.focus-width"), theme.metric("radius.control")
    fill = "selected" if canvas.selected else "desk"
    canvas.rounded(place, "focus-ring", radius)
    canvas.rounded(place.adjusted(thick, thick, -thick, -thick), fill, max(1, radius - thick))
