"""The focus ring: round, two px, one px outside the control, on buttons and tab bars."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

_MARGIN = 3  # ring and gap, px
_RADIUS = 8
_MARGINS = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)
Pencil = Callable[[], tuple[QColor, int]]


class LookStyle(QProxyStyle):
    """Fusion with room for the ring around what has the focus."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        return _MARGIN if metric in _MARGINS else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803  Qt's name
    ) -> int:
        # Qt's mask is a square hole that would cut the ring's round corners.
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returnData)


class FocusRing(QFocusFrame):
    """The ring."""

    def __init__(self, parent: QWidget, pencil: Pencil) -> None:
        super().__init__(parent)
        self._pencil = pencil

    def paintEvent(self, _event: QPaintEvent) -> None:
        color, width = self._pencil()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), _RADIUS, _RADIUS)


class FocusRings(QObject):
    """Moves the ring to the button or tab bar that has the focus, in whichever window."""

    def __init__(self, app: QApplication, pencil: Pencil) -> None:
        super().__init__(app)
        self._pencil = pencil
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._move)

    def _move(self, _old: QWidget | None, new: QWidget | None) -> None:
        # What had the focus, and its window, may be half deleted: neither is asked anything. The ring goes with the
        # parent of what it last stood around.
        ring = self._ring if self._ring is not None and isValid(self._ring) else None
        if isinstance(new, QAbstractButton | QTabBar):
            self._ring = ring or FocusRing(new.window(), self._pencil)
            self._ring.setWidget(new)
        elif ring is not None:
            ring.setWidget(None)  # type: ignore[arg-type]  # Qt takes no widget as "none"
