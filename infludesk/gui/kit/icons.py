"""Icons: Lucide line drawings in one colour, drawn at the exact size and screen ratio asked for."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from infludesk.gui.kit.tokens import tokens
from infludesk.paths import resource

FILES = {
    "today": "calendar-check",
    "creators": "users",
    "person": "user",
    "campaigns": "megaphone",
    "content": "images",
    "contracts": "file-pen-line",
    "results": "chart-column",
    "import": "file-input",
    "history": "history",
    "backups": "database-backup",
    "trash": "trash-2",
    "help": "circle-question-mark",
    "back": "arrow-left",
    "forward": "arrow-right",
    "search": "search",
    "add": "plus",
    "undo": "undo-2",
    "redo": "redo-2",
    "close": "x",
    "check": "check",
    "alert": "triangle-alert",
    "info": "info",
    "lock": "lock",
    "eye": "eye",
    "eye-off": "eye-off",
    "clock": "clock",
    "flag": "flag",
    "call": "phone",
    "email": "mail",
    "meeting": "presentation",
    "message": "message-circle",
    "event": "calendar-days",
    "review": "clipboard-check",
    "gift": "gift",
    "note": "sticky-note",
    "care": "heart-handshake",
    "chevron-down": "chevron-down",
    "chevron-right": "chevron-right",
    "chevron-up": "chevron-up",
    "filter": "funnel",
    "columns": "columns-3",
    "more": "ellipsis",
    "open-external": "external-link",
    "file": "file",
    "folder": "folder",
    "pdf": "file-text",
    "tag": "tag",
    "star": "star",
    "calendar": "calendar",
    "target": "target",
    "money": "banknote",
    "link": "link",
    "edit": "pencil",
    "restore": "rotate-ccw",
    "image": "image",
    "video": "video",
    "instagram": "instagram",
    "tiktok": "music-2",
    "youtube": "youtube",
    "facebook": "facebook",
    "x": "brand-x",
    "linkedin": "linkedin",
    "twitch": "twitch",
    "pinterest": "pinterest",
    "threads": "at-sign",
    "globe": "globe",
    "podcast": "podcast",
    "blog": "rss",
    "sidebar": "panel-left",
    "inspector": "panel-right",
    "dash": "minus",
    "dot": "dot",
    "tally": "tally",
}
_BOX = 24  # the side of Lucide's drawing
_pixmaps: dict[tuple[str, int, int, int, float], QPixmap] = {}


def source(name: str, color: str) -> bytes:
    """The SVG of an icon in ``color`` (``#rrggbb``), its stroke the design's at every size."""
    return _drawing(name).replace(b"currentColor", color.encode())


def pixmap(name: str, color: QColor, size: int, ratio: float, box: int = 0) -> QPixmap:
    """The icon ``size`` logical px square, centred in ``box`` px where that is more; kept until ``forget``."""
    box = max(box, size)
    key = (name, color.rgba(), size, box, ratio)
    if (known := _pixmaps.get(key)) is None:
        known = _pixmaps[key] = _render(name, color, size, box, ratio)
    return known


def forget() -> None:
    """Empty the kept pixmaps: the theme or the screen changed."""
    _pixmaps.clear()


class Engine(QIconEngine):
    """Draws one icon in the colours of the moment, so buttons follow a change of theme by themselves."""

    def __init__(self, name: str, color: Callable[[QIcon.Mode], QColor], side: int) -> None:
        super().__init__()
        self._name, self._color, self._side = name, color, side

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        drawn = self.scaledPixmap(rect.size(), mode, state, painter.device().devicePixelRatio())
        box = QRect(QPoint(0, 0), drawn.deviceIndependentSize().toSize())
        box.moveCenter(rect.center())
        painter.drawPixmap(box.topLeft(), drawn)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        box = max(1, min(size.width(), size.height()))
        return pixmap(self._name, self._color(mode), min(self._side, box), scale, box)

    def isNull(self) -> bool:
        return False

    def clone(self) -> QIconEngine:
        return Engine(self._name, self._color, self._side)


@cache
def _drawing(name: str) -> bytes:
    stroke = tokens().sizes["icon.stroke"] * _BOX / tokens().sizes["icon.size"]
    raw = resource("icons", f"{FILES[name]}.svg").read_bytes()
    return raw.replace(b'stroke-width="2"', f'stroke-width="{stroke:g}"'.encode())


def _render(name: str, color: QColor, size: int, box: int, ratio: float) -> QPixmap:
    side, room = round(size * ratio), round(box * ratio)
    drawn = QPixmap(room, room)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    edge = (room - side) // 2
    QSvgRenderer(QByteArray(source(name, color.name()))).render(painter, QRectF(edge, edge, side, side))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
