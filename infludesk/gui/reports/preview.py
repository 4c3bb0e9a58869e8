"""The pages of a PDF as they will be printed: drawn off the window's thread, only those that are seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from PySide6.QtCore import QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from infludesk.gui.kit.parts import announce
from infludesk.gui.kit.theme import theme
from infludesk.gui.tasks import Tasks
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import tr

FIT = 0.0
_SCREEN = 96 / 72  # px at 100 % of a point
_BETWEEN, _EDGE = 16, 24
_NEAR = 2


def page_sizes(data: bytes) -> tuple[QSizeF, ...]:
    """The sizes of a PDF's pages, in points."""
    document = pdfium.PdfDocument(data)
    try:
        return tuple(QSizeF(*document.get_page_size(place)) for place in range(len(document)))
    finally:
        document.close()


def draw_page(data: bytes, place: int, scale: float) -> QImage:
    """One page of a PDF as a picture.

    Args:
        data: the PDF.
        place: the page, from 0.
        scale: px for each point.
    """
    document = pdfium.PdfDocument(data)
    try:
        page = document[place]
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        shared = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
        # The copy owns its bytes; those of the bitmap go with it.
        drawn = shared.copy()
        bitmap.close()
        page.close()
        return drawn
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class _Drawn:
    turn: int
    scale: float
    image: QImage


class PreviewPages(QAbstractScrollArea):
    """Pages below each other on the desk; the former ones stay until the new ones are drawn.

    Signals:
        turned: the page in view, from 1, and how many there are.
    """

    turned = Signal(int, int)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._data = b""
        self._sizes: tuple[QSizeF, ...] = ()
        self._drawn: dict[int, _Drawn] = {}
        self._asked: set[tuple[int, float]] = set()
        self._turn, self._zoom, self._page = 0, FIT, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A bar that came and went would change the width that the pages fit.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        theme.changed.connect(self._measure)
        self._name()

    @property
    def page(self) -> int:
        """The page in view, from 1; 0 without any."""
        return self._page

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def percent(self) -> int:
        """The zoom in use, of the printed size."""
        return round(self._scale() / _SCREEN * 100) if self._sizes else 100

    @property
    def waiting(self) -> bool:
        """Whether pages in view are not drawn yet."""
        return any(not self._is_drawn(place) for place in self._in_view())

    def show_pdf(self, data: bytes, sizes: Sequence[QSizeF]) -> None:
        """Show a PDF; the place in it stays."""
        self._turn += 1
        self._data, self._sizes = data, tuple(sizes)
        self._drawn = {place: one for place, one in self._drawn.items() if place < len(self._sizes)}
        self._asked.clear()
        self._page = min(max(1, self._page), len(self._sizes))
        self._measure()

    def set_zoom(self, zoom: float) -> None:
        """Show at this part of the printed size, 0.5 to 2; ``FIT`` fits the width."""
        self._zoom = zoom
        self._measure()

    def go_to(self, page: int) -> None:
        """Bring a page, from 1, to the top."""
        places = self._places()
        if places:
            place = places[max(1, min(len(places), page)) - 1]
            self.verticalScrollBar().setValue(place.top() - theme.px(_BETWEEN))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if (step := steps.get(Qt.Key(event.key()))) and not event.modifiers():
            self.go_to(self._page + step)
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(1)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(len(self._sizes))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), theme.color("desk"))
        places, down = self._places(), self.verticalScrollBar().value()
        for place in self._in_view():
            sheet = places[place].translated(-self.horizontalScrollBar().value(), -down)
            painter.fillRect(sheet.adjusted(-1, -1, 1, 1), theme.color("border"))
            if place in self._drawn:
                painter.drawImage(sheet, self._drawn[place].image)
            else:
                painter.fillRect(sheet, theme.color("raised"))
        painter.end()
        self._ask()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(200))

    def _scale(self) -> float:
        """Logical px for each point."""
        if self._zoom != FIT:
            return self._zoom * _SCREEN
        room = self.viewport().width() - 2 * theme.px(_EDGE)
        return max(0.1, room / max(size.width() for size in self._sizes))

    def _places(self) -> list[QRect]:
        """Where the pages lie, before scrolling."""
        if not self._sizes:
            return []
        scale, top, found = self._scale(), theme.px(_BETWEEN), []
        room = max(self.viewport().width(), self._width())
        for size in self._sizes:
            wide, high = round(size.width() * scale), round(size.height() * scale)
            found.append(QRect((room - wide) // 2, top, wide, high))
            top += high + theme.px(_BETWEEN)
        return found

    def _width(self) -> int:
        return round(max(size.width() for size in self._sizes) * self._scale()) + 2 * theme.px(_EDGE)

    def _in_view(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [n for n, place in enumerate(self._places()) if place.bottom() >= top and place.top() <= bottom]

    def _measure(self) -> None:
        if self._sizes:
            kept = self._page
            high, page = self._places()[-1].bottom() + theme.px(_BETWEEN), self.viewport().size()
            down, across = self.verticalScrollBar(), self.horizontalScrollBar()
            share = down.value() / down.maximum() if down.maximum() else 0.0
            down.setRange(0, max(0, high - page.height()))
            down.setPageStep(page.height())
            down.setSingleStep(theme.px(40))
            across.setRange(0, 0 if self._zoom == FIT else max(0, self._width() - page.width()))
            across.setPageStep(page.width())
            down.setValue(round(share * down.maximum()))
            self._page = kept
        self._scrolled()

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        before = [n for n, place in enumerate(self._places(), 1) if place.top() <= middle]
        self._page = before[-1] if before else min(1, len(self._sizes))
        self._name()
        self.turned.emit(self._page, len(self._sizes))
        self.viewport().update()

    def _is_drawn(self, place: int) -> bool:
        one = self._drawn.get(place)
        return one is not None and (one.turn, one.scale) == (self._turn, self._wanted())

    def _wanted(self) -> float:
        """Px of the screen for each point."""
        return self._scale() * self.devicePixelRatioF()

    def _ask(self) -> None:
        """Have the pages in view drawn, one after the other from the top."""
        scale = self._wanted() if self._sizes else 1.0
        for place in self._in_view():
            if not self._is_drawn(place) and (place, scale) not in self._asked:
                self._asked.add((place, scale))
                self._draw(place, scale, self._turn)

    def _draw(self, place: int, scale: float, turn: int) -> None:
        data = self._data

        def job(_progress: Progress) -> QImage | None:
            return draw_page(data, place, scale) if turn == self._turn else None

        def take(image: QImage | None) -> None:
            self._take(place, _Drawn(turn, scale, image) if image else None)

        self._tasks.work(job, take, tr("Preview"))

    def _take(self, place: int, one: _Drawn | None) -> None:
        if one is None or one.turn != self._turn:
            return
        self._asked.discard((place, one.scale))
        seen = self._in_view()
        self._drawn[place] = one
        for far in [n for n in self._drawn if seen and not seen[0] - _NEAR <= n <= seen[-1] + _NEAR]:
            del self._drawn[far]
        self.viewport().update()

    def _name(self) -> None:
        words = tr("Preview, page {n} of {m}", n=self._page, m=len(self._sizes))
        if words != self.accessibleName():
            self.setAccessibleName(words)
            if self.hasFocus():
                announce(self, words)
