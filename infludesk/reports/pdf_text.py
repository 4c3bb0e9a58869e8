"""Words on a page: styles, measuring, wrapping, eliding, and one text object per page."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from infludesk.reports.colours import TEXT
from infludesk.reports.fonts import Weight, first, line, width

MM = 72 / 25.4
WIDE = 174.0
Align = Literal["left", "right", "centre"]
_BROKEN = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]\s*|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*|\s+"
)
_KERNED = 12
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Style:
    """Size and line in points, and the weight."""

    size: float
    leading: float
    weight: Weight = "regular"

    @property
    def step(self) -> float:
        """One line in mm."""
        return self.leading / MM

    @property
    def rise(self) -> float:
        """From the top of a line to its baseline, in mm: capitals stand in the middle."""
        return (self.leading / 2 + self.size * 0.357) / MM

    def measure(self, text: str) -> float:
        """The width of one line in mm."""
        return width(text, self.weight, kern=self.size >= _KERNED) * self.size / MM


ANSWER = Style(26, 31, "bold")
TITLE = Style(20, 24, "semibold")
FIGURE = Style(16, 20, "semibold")
SECTION = Style(13, 17, "semibold")
BODY = Style(9.5, 13.5)
STRONG = Style(9.5, 13.5, "semibold")
CELL = Style(9, 11)
CELL_STRONG = Style(9, 11, "semibold")
SMALL = Style(8, 11)
SMALL_MEDIUM = Style(8, 11, "medium")
SMALL_STRONG = Style(8, 11, "semibold")
MICRO = Style(7, 9)


def fit(text: str, styles: Iterable[Style], room: float, most: int) -> tuple[Style, list[str]]:
    """The first style that sets the text in ``most`` lines of ``room`` mm; the last elides."""
    chosen, lines = BODY, [text]
    for style in styles:
        chosen, lines = style, wrap(text, style, room)
        if len(lines) <= most:
            return style, lines
    return chosen, clipped(lines, chosen, room, most)


def clipped(lines: list[str], style: Style, room: float, most: int) -> list[str]:
    """The first ``most`` lines; the last of them says that more was cut."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], elide(f"{lines[most - 1]} {_ELLIPSIS}", style, room)]


def wrap(text: str, style: Style, room: float) -> list[str]:
    """Break a text into lines of ``room`` mm, at spaces, between ideographs, else inside a word."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        current, used = "", 0.0
        for token in _BROKEN.findall(paragraph):
            for piece in _pieces(token, style, room):
                wide = style.measure(piece.rstrip())
                if current and used + wide > room:
                    lines.append(current.rstrip())
                    current, used = "", 0.0
                current += piece
                used += style.measure(piece)
        lines.append(current.rstrip())
    return lines


def elide(text: str, style: Style, room: float) -> str:
    """Cut a line to ``room`` mm, with an ellipsis."""
    if text.isascii() and len(text) * style.size <= room * MM:
        return text
    if style.measure(text) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if style.measure(text[:middle].rstrip() + _ELLIPSIS) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" …") + _ELLIPSIS if low else ""


def _pieces(token: str, style: Style, room: float) -> list[str]:
    """A word, or its parts where it is wider than the line."""
    if style.measure(token.rstrip()) <= room:
        return [token]
    parts, current = [], ""
    for char in token:
        if current and style.measure(current + char) > room:
            parts.append(current)
            current = ""
        current += char
    return [*parts, current]


@cache
def colour(code: str) -> Color:
    """The canvas's colour of ``#RRGGBB``."""
    return HexColor(code)


class Pen:
    """Draws on a canvas in mm: x from the left edge of the text, y from the top of the page.

    Words gather in one text object that is laid over the page's shapes by ``flush``.
    """

    def __init__(self, canvas: Canvas, height: float, left: float) -> None:
        self.canvas = canvas
        self.missing: dict[str, str] = {}
        self._height, self._left = height, left
        self._text: Any = None
        self._marks: list[tuple[float, float, str, str, float, str]] = []
        self._font: tuple[str, float] = ("", 0)
        self._colour = ""

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The point in the canvas's own units."""
        return self._left + x * MM, self._height - y * MM

    def text(
        self, x: float, y: float, text: str, style: Style, *, ink: str = TEXT, room: float = 0, align: Align = "left"
    ) -> None:
        """Draw one line with its baseline at ``y``, elided to ``room`` mm where that is given."""
        if room:
            text = elide(text, style, room)
        if not text:
            return
        left, base = self._left + x * MM, self._height - y * MM
        kern = style.size >= _KERNED
        if align == "left" and not kern and text.isascii() and text.isprintable():
            self._put(left, base, text, first(style.weight), style.size, ink)
            return
        set_line = line(text, style.weight, kern=kern)
        for char in set_line.missing:
            self.missing.setdefault(char, text)
        left -= {"left": 0, "right": 1, "centre": 0.5}[align] * set_line.width * style.size
        for run in set_line.runs:
            with self._said(run.said):
                for glyphs, across, up, silent in run.pieces:
                    drawn = (left + across * style.size, base + up * style.size, glyphs, run.font, style.size, ink)
                    if silent:
                        self._marks.append(drawn)
                    else:
                        self._put(*drawn)
            left += run.width * style.size

    def lines(self, x: float, top: float, lines: Iterable[str], style: Style, *, ink: str = TEXT) -> float:
        """Draw lines from ``top`` down; gives the y below the last."""
        for one in lines:
            self.text(x, top + style.rise, one, style, ink=ink)
            top += style.step
        return top

    def box(
        self, x: float, y: float, wide: float, high: float, fill: str = "", *, edge: str = "", radius: float = 0
    ) -> None:
        """Fill a box whose top left corner is at x, y, with an edge of half a point; ``radius`` rounds its corners."""
        if wide <= 0 or high <= 0:
            return
        self._shape(fill, edge, 0.5)
        left, base = self.at(x, y + high)
        size = (wide * MM, high * MM)
        shown = {"stroke": int(bool(edge)), "fill": int(bool(fill))}
        if radius:
            self.canvas.roundRect(left, base, *size, radius * MM, **shown)
        else:
            self.canvas.rect(left, base, *size, **shown)

    def band(self, y: float, high: float, fill: str) -> None:
        """Fill a stripe from edge to edge of the sheet."""
        left = -self._left / MM
        self.box(left, y, -2 * left + WIDE, high, fill)

    def rule(self, x: float, y: float, wide: float, *, ink: str, points: float, dashed: bool = False) -> None:
        """A horizontal line."""
        self._shape("", ink, points)
        left, base = self.at(x, y)
        if dashed:
            self.canvas.setDash(3, 2)
        self.canvas.line(left, base, left + wide * MM, base)
        if dashed:
            self.canvas.setDash()

    def picture(self, image: ImageReader, x: float, y: float, wide: float, high: float) -> None:
        """Draw a picture in a box whose top left corner is at x, y."""
        left, base = self.at(x, y + high)
        self.canvas.drawImage(image, left, base, wide * MM, high * MM, mask="auto")

    def rules(self, x: float, ys: Iterable[float], wide: float, *, ink: str, points: float) -> None:
        """Horizontal lines of one kind."""
        self._shape("", ink, points)
        starts = (self.at(x, y) for y in ys)
        self.canvas.lines([(left, base, left + wide * MM, base) for left, base in starts])

    def rule_down(self, x: float, top: float, bottom: float, *, ink: str, points: float) -> None:
        """A vertical line."""
        self._shape("", ink, points)
        self.canvas.line(*self.at(x, top), *self.at(x, bottom))

    def stroke(self, points: list[tuple[float, float]], *, ink: str, points_wide: float) -> None:
        """A line through points in mm."""
        self._shape("", ink, points_wide)
        path = self.canvas.beginPath()
        path.moveTo(*self.at(*points[0]))
        for point in points[1:]:
            path.lineTo(*self.at(*point))
        self.canvas.drawPath(path, stroke=1, fill=0)

    def link(self, x: float, y: float, wide: float, high: float, url: str) -> None:
        """Make an area open a public address; other schemes are left alone."""
        if url.lower().startswith(("https://", "http://")):
            left, base = self.at(x, y + high)
            self.canvas.linkURL(url, (left, base, left + wide * MM, base + high * MM), relative=0)

    def flush(self) -> None:
        """Lay the gathered words over the shapes; marks come last, so that words stay whole for a reader."""
        for mark in self._marks:
            self._put(*mark)
        self._marks.clear()
        if self._text is not None:
            self.canvas.drawText(self._text)
        self._text, self._font, self._colour = None, ("", 0), ""

    @contextmanager
    def _said(self, text: str) -> Iterator[None]:
        """Keep the letters beside their glyphs, so that they can be read aloud, searched and copied."""
        if not text:
            yield
            return
        if self._text is None:
            self._text = self.canvas.beginText()
        letters = text.encode("utf-16-be").hex().upper()
        self._text._code.append(f"/Span <</ActualText <FEFF{letters}>>> BDC")  # noqa: SLF001  reportlab has no call for it
        yield
        self._text._code.append("EMC")  # noqa: SLF001

    def _shape(self, fill: str, edge: str, points: float) -> None:
        if fill:
            self.canvas.setFillColor(colour(fill))
        if edge:
            self.canvas.setStrokeColor(colour(edge))
            self.canvas.setLineWidth(points)

    def _put(self, left: float, base: float, text: str, font: str, size: float, ink: str) -> None:
        if self._text is None:
            self._text = self.canvas.beginText()
        if self._font != (font, size):
            self._text.setFont(font, size)
            self._font = (font, size)
        if self._colour != ink:
            self._text.setFillColor(colour(ink))
            self._colour = ink
        self._text.setTextOrigin(left, base)
        self._text.textLine(text)
