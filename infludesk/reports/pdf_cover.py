"""The first page as pieces: the band, the answer with its bar, the figures, and what happened."""

from collections.abc import Callable
from functools import partial
from io import BytesIO

from PIL import Image
from reportlab.lib.utils import ImageReader

from infludesk.kernel.errors import Note
from infludesk.kernel.text import isolate, join, tr
from infludesk.reports import charts
from infludesk.reports.blocks import Answer, Cover, Figures, Panel, Report, Status, Tile
from infludesk.reports.colours import TEXT_2, TONES, WHITE, Palette
from infludesk.reports.pdf_piece import GAP, Piece
from infludesk.reports.pdf_text import (
    ANSWER,
    BODY,
    CELL_STRONG,
    FIGURE,
    SECTION,
    SMALL,
    SMALL_STRONG,
    STRONG,
    TITLE,
    WIDE,
    Pen,
    Style,
    fit,
)

COVER = 57.0
PAD = 4.0
_LOGO, _MAKER = (36.0, 14.0), 9.0
_LOGO_PIXELS = 40_000_000
_SIDE = 54.0
_HOUSE = Style(11, 14, "semibold")
_ANSWERS = (ANSWER, Style(20, 24, "bold"), Style(16, 20, "bold"), SECTION)
_TITLES = (TITLE, FIGURE, SECTION)
_FIGURES = (FIGURE, SECTION, Style(11, 20, "semibold"), Style(9, 20, "semibold"))
_PILL, _TICK = 6.5, 4.0


def logo(data: bytes | None, whose: str, problems: list[Note]) -> ImageReader | None:
    """Read a logo; one that cannot be read is noted and left out."""
    if data is None:
        return None
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height <= _LOGO_PIXELS:
                return ImageReader(image.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        pass
    reason = tr("The logo cannot be read, so it is left out. Save it as PNG or JPEG and choose it again.")
    problems.append(Note(None, None, whose, reason))
    return None


def cover(
    report: Report, block: Cover, *, client: ImageReader | None, maker: ImageReader | None, colours: Palette
) -> Piece:
    """The band: the maker and the kind of document, then the title, the client and the dates."""
    kind = join((block.kind, tr("Draft") if report.look.draft else ""))

    def draw(pen: Pen, y: float) -> None:
        pen.band(y, COVER, colours.brand)
        _maker(pen, y + 9, isolate(report.look.made_by), maker, colours)
        pen.text(WIDE, y + 11.5 + SMALL.rise, kind, SMALL, ink=colours.on_brand, room=60, align="right")
        room = WIDE - _LOGO[0] - 2 * GAP if client else WIDE
        style, lines = fit(block.title, _TITLES, room, 2)
        below = pen.lines(0, y + 23.5, lines, style, ink=colours.on_brand)
        pen.text(0, below + SECTION.rise, block.client, SECTION, ink=colours.on_brand, room=room)
        pen.text(0, below + SECTION.step + BODY.rise, block.below, BODY, ink=colours.on_brand, room=room)
        if client:
            _client(pen, y + 25, client)

    return Piece(COVER, draw)


def _maker(pen: Pen, y: float, name: str, image: ImageReader | None, colours: Palette) -> None:
    x = 0.0
    if image:
        pen.box(0, y, _MAKER, _MAKER, WHITE, radius=1.5)
        wide, high = _scaled(image, (_MAKER - 2, _MAKER - 2))
        pen.picture(image, (_MAKER - wide) / 2, y + (_MAKER - high) / 2, wide, high)
        x = _MAKER + 3
    pen.text(x, y + (_MAKER - _HOUSE.step) / 2 + _HOUSE.rise, name, _HOUSE, ink=colours.on_brand, room=105 - x)


def _client(pen: Pen, y: float, image: ImageReader) -> None:
    wide, high = _scaled(image, _LOGO)
    pen.box(WIDE - wide - 6, y, wide + 6, high + 6, WHITE, radius=1.5)
    pen.picture(image, WIDE - wide - 3, y + 3, wide, high)


def _scaled(image: ImageReader, room: tuple[float, float]) -> tuple[float, float]:
    wide, high = image.getSize()
    scale = min(room[0] / wide, room[1] / high)
    return wide * scale, high * scale


def answer(block: Answer, colours: Palette) -> Piece:
    """The question, the answer in large with its status, the proof and the bar."""
    question = fit(block.question, (SECTION,), WIDE, 1)[1]
    style, lines = fit(block.answer, _ANSWERS, WIDE, 3)
    pill = _pill_wide(block.status) if block.status else 0.0
    beside = style.measure(lines[-1]) + 5 + pill <= WIDE
    words = SECTION.step + 1 + len(lines) * style.step
    under = words + (0 if beside or not pill else _PILL + 1)
    proof = fit(block.line, (BODY,), WIDE, 2)[1] if block.line else []
    high = under + len(proof) * BODY.step

    def draw(pen: Pen, y: float) -> None:
        pen.lines(0, y, question, SECTION)
        pen.lines(0, y + SECTION.step + 1, lines, style, ink=colours.ink)
        if block.status:
            x, top = (style.measure(lines[-1]) + 5, words - (style.step + _PILL) / 2) if beside else (0, words)
            _pill(pen, x, y + top, block.status)
        pen.lines(0, y + under, proof, BODY)
        if block.bar:
            charts.goal(pen, block.bar, y + high + 2, WIDE, colours)

    return Piece(high + (charts.GOAL_HIGH + 2 if block.bar else 0), draw, gap=GAP)


def _pill_wide(status: Status) -> float:
    return CELL_STRONG.measure(status.word) + 6 + (_TICK if status.tone == "success" else 0)


def _pill(pen: Pen, x: float, y: float, status: Status) -> None:
    tint, ink = TONES[status.tone]
    pen.box(x, y, _pill_wide(status), _PILL, tint, radius=_PILL / 2)
    left = x + 3
    if status.tone == "success":
        middle = y + _PILL / 2
        pen.stroke([(left, middle), (left + 1, middle + 1), (left + 2.8, middle - 1.2)], ink=ink, points_wide=1.25)
        left += _TICK
    pen.text(left, y + (_PILL - CELL_STRONG.step) / 2 + CELL_STRONG.rise, status.word, CELL_STRONG, ink=ink)


def tiles(block: Figures, colours: Palette) -> Piece:
    """Figures in a row, each with its proof below."""
    count = len(block.tiles)
    wide = (WIDE - (count - 1) * GAP) / count
    proofs = [[line for text in tile.lines for line in fit(text, (SMALL,), wide, 2)[1]] for tile in block.tiles]
    below = max(
        len(proof) * SMALL.step + (5 if tile.tally else 0) for tile, proof in zip(block.tiles, proofs, strict=True)
    )
    high = 2 + SMALL.step + FIGURE.step + 0.5 + below

    def draw(pen: Pen, y: float) -> None:
        for i, (tile, proof) in enumerate(zip(block.tiles, proofs, strict=True)):
            _tile(pen, (i * (wide + GAP), y, wide), tile, proof, colours)

    return Piece(high, draw, gap=GAP + 1)


def _tile(pen: Pen, box: tuple[float, float, float], tile: Tile, proof: list[str], colours: Palette) -> None:
    x, y, wide = box
    pen.box(x, y, wide, 0.75, colours.mark)
    pen.text(x, y + 2 + SMALL_STRONG.rise, tile.label, SMALL_STRONG, room=wide)
    style, lines = fit(tile.value, _FIGURES, wide, 1)
    top = y + 2 + SMALL.step
    pen.lines(x, top + (FIGURE.step - style.step) / 2, lines, style)
    top += FIGURE.step + 0.5
    if tile.tally:
        charts.tally(pen, tile.tally, x, top + 0.5, wide, colours)
        top += 5
    pen.lines(x, top, proof, SMALL, ink=TEXT_2)


def panel(block: Panel, colours: Palette) -> Piece:
    """What happened on two thirds of the width, what follows on the tint beside it."""
    wide, inner = WIDE - _SIDE - GAP, _SIDE - 2 * PAD
    told = [fit(text, (BODY,), wide, 6)[1] for text in block.text]
    side = [fit(text, (BODY,), inner, 8)[1] for text in block.side]
    left = SECTION.step + 1.5 + _high(told)
    right = 2 * PAD + STRONG.step + 1 + _high(side)
    high = max(left, right)

    def draw(pen: Pen, y: float) -> None:
        pen.text(0, y + SECTION.rise, block.title, SECTION, room=wide)
        _paragraphs(partial(pen.lines, 0), y + SECTION.step + 1.5, told)
        x = WIDE - _SIDE
        pen.box(x, y, _SIDE, high, colours.tint)
        pen.text(x + PAD, y + PAD + STRONG.rise, block.side_title, STRONG, ink=colours.ink, room=inner)
        _paragraphs(partial(pen.lines, x + PAD), y + PAD + STRONG.step + 1, side)

    return Piece(high, draw, gap=GAP + 1)


def _high(paragraphs: list[list[str]]) -> float:
    return sum(len(lines) * BODY.step + 1 for lines in paragraphs)


def _paragraphs(put: Callable[..., float], y: float, paragraphs: list[list[str]]) -> None:
    for lines in paragraphs:
        y = put(y, lines, BODY) + 1
