"""Drawing for delegates: text that is elided, icons, and boxes; lengths run from the reading side of the cell."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QPainter

from infludesk.gui.kit.theme import theme

_KEPT = 20_000
_elided: dict[tuple[str, str, int | None, int], tuple[str, int]] = {}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_LINE = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
_LEFT = int(_MIDDLE | Qt.AlignmentFlag.AlignLeft | _LINE)
_RIGHT = int(_MIDDLE | Qt.AlignmentFlag.AlignRight | _LINE)

theme.changed.connect(_elided.clear)


def fit(text: str, font: str, room: int, weight: int | None = None) -> tuple[str, int]:
    """The text elided to ``room`` px, and its width."""
    key = (text, font, weight, room)
    if (known := _elided.get(key)) is None:
        if len(_elided) >= _KEPT:
            _elided.clear()
        metrics = theme.metrics(font, weight)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))
        known = _elided[key] = (shown, metrics.horizontalAdvance(shown))
    return known


def width(text: str, font: str, weight: int | None = None) -> int:
    """How wide a text is, px."""
    return theme.metrics(font, weight).horizontalAdvance(text)


@dataclass(slots=True)
class Canvas:
    """A cell being painted: ``left`` to ``right`` is the free room, counted from the reading side."""

    painter: QPainter
    rect: QRect
    left: int
    right: int
    compact: bool
    rtl: bool
    selected: bool
    ratio: float
    phase: QPoint

    @property
    def room(self) -> int:
        """The width that is left, px."""
        return max(0, self.right - self.left)

    def box(self, left: int, top: int, wide: int, high: int) -> QRect:
        """A rectangle of the cell; ``left`` from the reading side, ``top`` from the cell's top."""
        start = self.rect.right() + 1 - left - wide if self.rtl else self.rect.left() + left
        return QRect(start, self.rect.top() + top, wide, high)

    def middle(self, left: int, wide: int, high: int) -> QRect:
        """As ``box``, centred in the row."""
        return self.box(left, (self.rect.height() - high) // 2, wide, high)

    def text(
        self,
        text: str,
        font: str = "body",
        color: str = "text",
        *,
        weight: int | None = None,
        top: int | None = None,
        line: int = 0,
        end: bool = False,
    ) -> int:
        """Write into the free room, from its start or its end, and take that room; the width used."""
        shown, used = fit(text, font, self.room, weight)
        if not shown:
            return 0
        line = line or self.rect.height()
        place = self.box(self.right - used if end else self.left, top or 0, used, line)
        self.write(place, shown, font, color, weight)
        self.take(used, end=end)
        return used

    def write(self, place: QRect, text: str, font: str, color: str, weight: int | None = None) -> None:
        """Write a text that is known to fit; a px too much in rounding does not cut it."""
        self.painter.setFont(theme.font(font, weight))
        self.painter.setPen(theme.color(color))
        self.painter.drawText(place, _RIGHT if self.rtl else _LEFT, text)

    def icon(self, name: str, color: str, size: int = 12, *, end: bool = False, place: QPoint | None = None) -> None:
        """Draw an icon in the middle of the row, or at ``place``, and take its room."""
        side = theme.px(size)
        if place is None:
            if self.room < side:
                return
            place = self.middle(self.right - side if end else self.left, side, side).topLeft()
            self.take(side, end=end)
        self.painter.drawPixmap(place, theme.pixmap(name, color, size, self.ratio))

    def ring(self) -> None:
        """Paint the focus ring inside the cell's edge."""
        rect, thick = self.rect, theme.metric("control.focus-width")
        for edge in (
            QRect(rect.left(), rect.top(), rect.width(), thick),
            QRect(rect.left(), rect.bottom() + 1 - thick, rect.width(), thick),
            QRect(rect.left(), rect.top(), thick, rect.height()),
            QRect(rect.right() + 1 - thick, rect.top(), thick, rect.height()),
        ):
            self.fill(edge, "focus-ring")

    def fill(self, place: QRect, color: str) -> None:
        """Fill a box."""
        self.painter.fillRect(place, theme.color(color))

    def rounded(self, place: QRect, color: str, radius: int, edge: str = "") -> None:
        """Fill a box with round corners, with a line around it where ``edge`` names one."""
        painter = self.painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if edge:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.brush(edge))
            painter.drawRoundedRect(place, radius, radius)
            place, radius = place.adjusted(1, 1, -1, -1), max(0, radius - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.brush(color))
        painter.drawRoundedRect(place, radius, radius)
        painter.setBrush(QBrush())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def take(self, used: int, *, end: bool = False) -> None:
        """Take room from the start or the end."""
        if end:
            self.right -= used
        else:
            self.left += used

    def gap(self, length: int, *, end: bool = False) -> None:
        """Take a design length from the start or the end."""
        self.take(theme.px(length), end=end)
