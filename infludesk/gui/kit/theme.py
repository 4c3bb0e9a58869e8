"""The theme: the one place that turns tokens into colours, fonts, sizes and icons, and switches them live."""

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from infludesk.gui.kit import fonts, icons, palette, stylesheet
from infludesk.gui.kit.focus import FocusRings, LookStyle
from infludesk.gui.kit.tokens import Shade, mix, tokens

Mode = Literal["system", "light", "dark"]
Density = Literal["comfortable", "compact"]
_HATCH = 6  # px between two lines of the internal hatch
_MONO = "mono"


class Theme(QObject):
    """Look-ups for everything that paints. ``changed`` follows every ``apply``; nothing looked up outlives it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._app: QApplication | None = None
        self._wish: Mode = "light"
        self._density: Density = "comfortable"
        self._use("light")

    @property
    def mode(self) -> Shade:
        """The shade in use; what ``system`` came to."""
        return self._mode

    @property
    def density(self) -> Density:
        """How high rows are."""
        return self._density

    def apply(self, app: QApplication, mode: Mode, density: Density) -> None:
        """Dress the application."""
        if self._app is not app:
            self._adopt(app)
        self._wish, self._density = mode, density
        hints = app.styleHints()
        if mode == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if mode == "dark" else Qt.ColorScheme.Light)
        dark = mode == "dark" or (mode == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
        self._use("dark" if dark else "light")
        app.setPalette(palette.build(self._colors))
        app.setFont(self.font("body"))
        app.setStyleSheet(stylesheet.render(stylesheet.template(), tokens().colors[self._mode]))
        self.changed.emit()

    def color(self, name: str) -> QColor:
        """A colour by its token name."""
        return self._colors[name]

    def chart(self, index: int) -> QColor:
        """A category's colour; from the ninth on the grey of "other"."""
        return self._charts[index] if index < len(self._charts) else self._colors["text-3"]

    def avatar(self, hue: int) -> tuple[QColor, QColor]:
        """Fill and letters of an avatar with this hue, 0 to 7."""
        return self._avatars[hue % len(self._avatars)]

    def font(self, name: str, weight: int | None = None) -> QFont:
        """A font by its name in the type scale, or ``mono``; ``weight`` 400, 500 or 600 instead of the scale's."""
        key = (name, weight)
        if (known := self._fonts.get(key)) is None:
            style = tokens().types["body" if name == _MONO else name]
            known = fonts.build(style, weight=weight, mono=name == _MONO)
            self._fonts[key] = known
        return known

    def metrics(self, name: str, weight: int | None = None) -> QFontMetrics:
        """The measures of a font."""
        key = (name, weight)
        if (known := self._metrics.get(key)) is None:
            known = self._metrics[key] = QFontMetrics(self.font(name, weight))
        return known

    def line(self, name: str) -> int:
        """The line height of a font, px."""
        return self.px(tokens().types[name].line)

    def px(self, length: float) -> int:
        """A design length in whole px; what is there stays at least one px."""
        return stylesheet.whole(length)

    def metric(self, name: str) -> int:
        """A size token such as ``control.height``, px."""
        return self.px(tokens().sizes[name])

    def size(self, name: str) -> QSize:
        """A token of two sizes such as ``tally.tick``: width and height, px."""
        width, height = tokens().pairs[name]
        return QSize(self.px(width), self.px(height))

    def count(self, name: str) -> int:
        """A token that counts things, such as ``tally.max``."""
        return int(tokens().sizes[name])

    def elevation(self, level: int) -> tuple[int, int, QColor]:
        """The shadow of a floating part: offset down and blur in px, and its colour."""
        down, blur, alpha = tokens().elevations[level]
        color = QColor(self._colors["shadow"])
        color.setAlphaF(alpha)
        return self.px(down), self.px(blur), color

    def row_height(self) -> int:
        """The height of a table row at the density in use, px."""
        return self.metric(f"row.{self._density}")

    def icon(self, name: str, color: str = "text-2", size: int = 16) -> QIcon:
        """An icon that stays right through changes of theme and screen; greyed by itself when disabled."""
        key = (name, color, size)
        if (known := self._icons.get(key)) is None:

            def now(mode: QIcon.Mode) -> QColor:
                return self._colors["text-disabled" if mode == QIcon.Mode.Disabled else color]

            known = self._icons[key] = QIcon(icons.Engine(name, now, self.px(size)))
        return known

    def pixmap(self, name: str, color: str = "text-2", size: int = 16, ratio: float = 1.0) -> QPixmap:
        """An icon as a pixmap for painting, ``size`` design px at this screen ratio."""
        return icons.pixmap(name, self._colors[color], self.px(size), ratio)

    def brush(self, name: str, ratio: float = 1.0) -> QBrush:
        """A brush by name: ``hatch``, or a colour's plain one."""
        key = (name, ratio)
        if (known := self._brushes.get(key)) is None:
            known = QBrush(self._hatch(ratio)) if name == "hatch" else QBrush(self._colors[name])
            self._brushes[key] = known
        return known

    @staticmethod
    def set_state(widget: QWidget, **properties: object) -> None:
        """Set dynamic properties and have the style sheet look again."""
        for name, value in properties.items():
            widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))

    def _adopt(self, app: QApplication) -> None:
        fonts.register()
        app.setStyle(LookStyle())
        self._app = app
        self._rings = FocusRings(app, lambda: (self._colors["focus-ring"], self.metric("control.focus-width")))
        app.styleHints().colorSchemeChanged.connect(self._follow)
        app.aboutToQuit.connect(icons.forget)

    def _follow(self) -> None:
        dark = self._app is not None and self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        if self._app is not None and self._wish == "system" and dark != (self._mode == "dark"):
            self.apply(self._app, "system", self._density)

    def _use(self, shade: Shade) -> None:
        plain = tokens().colors[shade]
        self._mode: Shade = shade
        self._colors = {name: QColor(value) for name, value in plain.items()}
        charts = tokens().charts[shade]
        self._charts = [QColor(value) for value in charts]
        raised, text = plain["raised"], plain["text"]
        self._avatars = [(QColor(mix(hue, raised, 0.18)), QColor(mix(hue, text, 0.45))) for hue in charts]
        self._fonts: dict[tuple[str, int | None], QFont] = {}
        self._metrics: dict[tuple[str, int | None], QFontMetrics] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._brushes: dict[tuple[str, float], QBrush] = {}
        icons.forget()

    def _hatch(self, ratio: float) -> QPixmap:
        side = round(self.px(_HATCH) * ratio)
        tile = QPixmap(side, side)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.setPen(self._colors["hatch"])
        # A diagonal of the tile, so that it joins its neighbours without a seam.
        painter.drawLine(QPoint(0, side - 1), QPoint(side - 1, 0))
        painter.end()
        tile.setDevicePixelRatio(ratio)
        return tile


def as_mode(word: str) -> Mode:
    """The mode a word of the settings means; ``system`` for any other word."""
    return "light" if word == "light" else "dark" if word == "dark" else "system"


def as_density(word: str) -> Density:
    """The density a word of the settings means; ``comfortable`` for any other word."""
    return "compact" if word == "compact" else "comfortable"


theme = Theme()
