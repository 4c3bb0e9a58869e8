"""Blocks cut into pieces that stand whole on a page."""

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO

from PIL import Image
from reportlab.lib.utils import ImageReader

from infludesk.kernel.errors import Note
from infludesk.kernel.text import join, tr
from infludesk.reports import charts
from infludesk.reports.blocks import (
    Answer,
    BarChart,
    Block,
    Card,
    Cards,
    Charts,
    Cover,
    Figures,
    Heading,
    LineChart,
    Pairs,
    Panel,
    Report,
    Table,
    Text,
    Tile,
    Timeline,
)
from infludesk.reports.colours import CONTROL, TEXT_2, WHITE, Palette, palette
from infludesk.reports.pdf_piece import GAP, Piece
from infludesk.reports.pdf_table import table_pieces, timeline_pieces
from infludesk.reports.pdf_text import (
    ANSWER,
    BODY,
    FIGURE,
    MICRO,
    MM,
    SECTION,
    SMALL,
    STRONG,
    TITLE,
    WIDE,
    Pen,
    Style,
    clipped,
    fit,
    wrap,
)

COVER = 46.0
_LOGO = (36.0, 14.0)
_LOGO_PIXELS = 40_000_000
_RUNNING = 110.0
_PAD = 4.0
_ANSWERS = (ANSWER, Style(20, 24, "semibold"), TITLE, SECTION)
_FIGURES = (FIGURE, Style(16, 24, "bold"), Style(12, 24, "bold"))
_TITLES = (Style(20, 24, "semibold"), TITLE, SECTION)


def pieces(report: Report, problems: list[Note]) -> Iterator[Piece]:
    """Cut a report; a logo that cannot be read is noted and left out."""
    colours = palette(report.brand.colour)
    logo = _logo(report, problems)
    for block in report.blocks:
        if isinstance(block, Cover):
            line = join((block.line, tr("Draft") if report.look.draft else ""))
            yield Piece(COVER, partial(_cover, block=block, line=line, logo=logo, colours=colours))
        else:
            yield from _cut(block, colours)


def _cut(block: Block, colours: Palette) -> Iterator[Piece]:  # noqa: C901  one line per kind
    match block:
        case Answer():
            yield _answer(block, colours)
        case Figures():
            yield _tiles(block, colours)
        case Panel():
            yield _panel(block, colours)
        case Heading():
            yield _heading(block, colours)
        case Pairs(columns=1):
            yield from _definitions(block)
        case Pairs():
            yield from _pairs(block)
        case Table():
            yield from table_pieces(block, colours)
        case Charts():
            yield _charts(block.charts, colours)
        case Cards():
            yield from _cards(block, colours)
        case Timeline():
            yield from timeline_pieces(block, colours)
        case Text():
            for i, line in enumerate(wrap(block.text, BODY, _RUNNING)):
                yield Piece(BODY.step, partial(_line, text=line, style=BODY), gap=0 if i else 2)


def _logo(report: Report, problems: list[Note]) -> ImageReader | None:
    if report.brand.logo is None:
        return None
    try:
        with Image.open(BytesIO(report.brand.logo), formats=("PNG", "JPEG")) as image:
            if image.width * image.height <= _LOGO_PIXELS:
                return ImageReader(image.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        pass
    reason = tr("The logo cannot be read, so it is left out. Save it as PNG or JPEG and choose it again.")
    problems.append(Note(None, None, report.brand.name, reason))
    return None


def _cover(pen: Pen, y: float, *, block: Cover, line: str, logo: ImageReader | None, colours: Palette) -> None:
    pen.band(y, COVER, colours.brand)
    room = WIDE - _LOGO[0] - 12 if logo else WIDE
    pen.text(0, y + 10 + SMALL.rise, line, SMALL, ink=colours.on_brand, room=room)
    style, lines = fit(block.title, _TITLES, room, 2)
    below = pen.lines(0, y + 16, lines, style, ink=colours.on_brand)
    pen.text(0, below + 1.5 + SMALL.rise, block.below, SMALL, ink=colours.on_brand, room=room)
    if logo:
        wide, high = logo.getSize()
        scale = min(_LOGO[0] / wide, _LOGO[1] / high)
        wide, high = wide * scale, high * scale
        pen.box(WIDE - wide - 6, y + 9, wide + 6, high + 6, WHITE)
        left, base = pen.at(WIDE - wide - 3, y + 12 + high)
        pen.canvas.drawImage(logo, left, base, wide * MM, high * MM, mask="auto")


def _answer(block: Answer, colours: Palette) -> Piece:
    question = fit(block.question, (SMALL,), WIDE, 2)[1]
    style, lines = fit(block.answer, _ANSWERS, WIDE, 3)
    words = len(question) * SMALL.step + 1 + len(lines) * style.step

    def draw(pen: Pen, y: float) -> None:
        below = pen.lines(0, y, question, SMALL, ink=TEXT_2)
        pen.lines(0, below + 1, lines, style, ink=colours.ink)
        if block.bar:
            charts.goal(pen, block.bar, y + words + 2, WIDE, colours)

    return Piece(words + (charts.GOAL_HIGH + 2 if block.bar else 0), draw, gap=GAP)


def _tiles(block: Figures, colours: Palette) -> Piece:
    count = len(block.tiles)
    wide = (WIDE - (count - 1) * 5) / count
    proofs = [fit(tile.proof, (SMALL,), wide, 4)[1] for tile in block.tiles]
    marks = 4.5 if any(tile.tally for tile in block.tiles) else 0
    high = SMALL.step + FIGURE.step + marks + max(map(len, proofs)) * SMALL.step + 2

    def draw(pen: Pen, y: float) -> None:
        for i, (tile, proof) in enumerate(zip(block.tiles, proofs, strict=True)):
            _tile(pen, (i * (wide + 5), y, wide), tile, proof, colours)

    return Piece(high, draw, gap=GAP)


def _tile(pen: Pen, box: tuple[float, float, float], tile: Tile, proof: list[str], colours: Palette) -> None:
    x, y, wide = box
    pen.rule(x, y, wide, ink=CONTROL, points=0.5)
    pen.text(x, y + 1 + SMALL.rise, tile.label, SMALL, ink=TEXT_2, room=wide)
    style, lines = fit(tile.value, _FIGURES, wide, 1)
    below = pen.lines(x, y + 1 + SMALL.step, lines, style)
    if tile.tally:
        charts.tally(pen, tile.tally, x, below + 0.5, wide, colours)
        below += 4.5
    pen.lines(x, below, proof, SMALL, ink=TEXT_2)


def _panel(block: Panel, colours: Palette) -> Piece:
    count = len(block.columns)
    wide = (WIDE - 2 * _PAD - (count - 1) * GAP) / count
    words = [[fit(text, (BODY,), wide, 6)[1] for text in paragraphs] for _, paragraphs in block.columns]
    high = 2 * _PAD + STRONG.step + max(sum(len(lines) * BODY.step + 1 for lines in column) for column in words)

    def draw(pen: Pen, y: float) -> None:
        pen.box(0, y, WIDE, high, colours.tint)
        for i, (title, _) in enumerate(block.columns):
            x, top = _PAD + i * (wide + GAP), y + _PAD
            pen.text(x, top + STRONG.rise, title, STRONG, ink=colours.ink, room=wide)
            top += STRONG.step
            for lines in words[i]:
                top = pen.lines(x, top, lines, BODY) + 1

    return Piece(high, draw, gap=GAP)


def _heading(block: Heading, colours: Palette) -> Piece:
    note = wrap(block.note, SMALL, _RUNNING) if block.note else []

    def draw(pen: Pen, y: float) -> None:
        pen.text(0, y + SECTION.rise, block.title, SECTION, ink=colours.ink, room=WIDE)
        pen.lines(0, y + SECTION.step + 0.5, note, SMALL, ink=TEXT_2)

    high = SECTION.step + 1 + len(note) * SMALL.step
    return Piece(high, draw, gap=8, keep=True, opens=block.opens_page, bookmark=block.title)


def _pairs(block: Pairs) -> Iterator[Piece]:
    wide = (WIDE - GAP) / 2
    for i in range(0, len(block.pairs), 2):
        row = [(label, fit(value, (BODY,), wide, 2)[1]) for label, value in block.pairs[i : i + 2]]
        high = SMALL.step + max(len(lines) for _, lines in row) * BODY.step + 1.5

        def draw(pen: Pen, y: float, row: Sequence[tuple[str, list[str]]] = row) -> None:
            for at, (label, lines) in enumerate(row):
                x = at * (wide + GAP)
                pen.text(x, y + SMALL.rise, label, SMALL, ink=TEXT_2, room=wide)
                pen.lines(x, y + SMALL.step, lines, BODY)

        yield Piece(high, draw, gap=0 if i else 2)


def _definitions(block: Pairs) -> Iterator[Piece]:
    short = all(len(label) <= 6 for label, _ in block.pairs)  # noqa: PLR2004  letters of n/a
    left = 12.0 if short else 58.0
    for label, text in block.pairs:
        terms = fit(label, (STRONG,), left - 4, 3)[1]
        lines = fit(text, (BODY,), _RUNNING, 12)[1]

        def draw(pen: Pen, y: float, terms: list[str] = terms, lines: list[str] = lines) -> None:
            pen.lines(0, y, terms, STRONG)
            pen.lines(left, y, lines, BODY)

        yield Piece(max(len(terms), len(lines)) * BODY.step + 1.5, draw)


def _charts(found: Sequence[BarChart | LineChart], colours: Palette) -> Piece:
    wide = (WIDE - (len(found) - 1) * GAP) / len(found)

    def draw(pen: Pen, y: float) -> None:
        for i, chart in enumerate(found):
            charts.draw(pen, chart, i * (wide + GAP), y, wide, colours)

    return Piece(max(charts.high(chart, wide) for chart in found), draw, gap=GAP)


def _cards(block: Cards, colours: Palette) -> Iterator[Piece]:
    wide = (WIDE - (block.across - 1) * GAP) / block.across
    for i in range(0, len(block.cards), block.across):
        row = block.cards[i : i + block.across]
        high = max(_card_high(card, wide) for card in row)

        def draw(pen: Pen, y: float, row: Sequence[Card] = row, high: float = high) -> None:
            for at, card in enumerate(row):
                _card(pen, (at * (wide + GAP), y, wide, high), card, colours)

        yield Piece(high, draw, gap=4)


def _card_words(card: Card, wide: float) -> tuple[list[str], list[str], list[str]]:
    room = wide - 2 * _PAD
    below = clipped(wrap(card.below, MICRO, room), MICRO, room, 2) if card.below else []
    text = clipped(wrap(card.text, SMALL, room), SMALL, room, 5) if card.text else []
    label = clipped(wrap(card.label, SMALL, room), SMALL, room, 2) if card.figure and card.label else []
    return below, text, label


def _card_high(card: Card, wide: float) -> float:
    below, text, label = _card_words(card, wide)
    figure = SECTION.step + len(label) * SMALL.step + 1 if card.figure else 0
    link = SMALL.step + 1 if card.link else 0
    return 2 * _PAD + MICRO.step + STRONG.step + len(below) * MICRO.step + 1 + len(text) * SMALL.step + figure + link


def _card(pen: Pen, box: tuple[float, float, float, float], card: Card, colours: Palette) -> None:
    x, y, wide, high = box
    pen.box(x, y, wide, high, edge=CONTROL)
    x, y, room = x + _PAD, y + _PAD, wide - 2 * _PAD
    below, text, label = _card_words(card, wide)
    pen.text(x, y + MICRO.rise, card.above, MICRO, ink=TEXT_2, room=room)
    pen.text(x, y + MICRO.step + STRONG.rise, card.name, STRONG, room=room)
    y = pen.lines(x, y + MICRO.step + STRONG.step, below, MICRO, ink=TEXT_2) + 1
    y = pen.lines(x, y, text, SMALL)
    if card.figure:
        pen.text(x, y + 1 + SECTION.rise, card.figure, SECTION, room=room)
        y = pen.lines(x, y + 1 + SECTION.step, label, SMALL, ink=TEXT_2)
    if card.link:
        pen.text(x, y + 1 + SMALL.rise, card.link.text, SMALL, ink=colours.ink, room=room)
        pen.link(x, y + 1, room, SMALL.step, card.link.url)


def _line(pen: Pen, y: float, *, text: str, style: Style) -> None:
    pen.text(0, y + style.rise, text, style)
