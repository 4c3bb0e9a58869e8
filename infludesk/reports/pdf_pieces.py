"""Blocks cut into pieces that stand whole on a page."""

from collections.abc import Iterator, Sequence
from functools import partial

from infludesk.kernel.errors import Note
from infludesk.reports import charts, pdf_cover
from infludesk.reports.blocks import (
    Answer,
    BarChart,
    Block,
    Card,
    Cards,
    Charts,
    Clause,
    Cover,
    Figures,
    Heading,
    LineChart,
    Opening,
    Pairs,
    Panel,
    Passage,
    Report,
    Signatures,
    Table,
    Text,
)
from infludesk.reports.colours import DIVIDER, TEXT_2, Palette, palette
from infludesk.reports.pdf_paper import paper_pieces
from infludesk.reports.pdf_passage import passage_pieces
from infludesk.reports.pdf_piece import GAP, Piece
from infludesk.reports.pdf_table import table_pieces
from infludesk.reports.pdf_text import (
    BODY,
    FIGURE,
    MICRO,
    SECTION,
    SMALL,
    STRONG,
    WIDE,
    Pen,
    Style,
    clipped,
    elide,
    fit,
    wrap,
)

_RUNNING = 150.0
_LABELS = 40.0
_MARK = (18.0, 28.0)


def pieces(report: Report, problems: list[Note]) -> Iterator[Piece]:
    """Cut a report; a logo that cannot be read is noted and left out."""
    colours = palette(report.brand.colour)
    for block in report.blocks:
        if isinstance(block, Cover):
            client = pdf_cover.logo(report.brand.logo, report.brand.name, problems)
            maker = pdf_cover.logo(report.look.logo, report.look.made_by, problems)
            yield pdf_cover.cover(report, block, client=client, maker=maker, colours=colours)
        else:
            yield from _cut(block, colours)


def _cut(block: Block, colours: Palette) -> Iterator[Piece]:  # noqa: C901  one line per kind
    match block:
        case Answer():
            yield pdf_cover.answer(block, colours)
        case Figures():
            yield pdf_cover.tiles(block, colours)
        case Panel():
            yield pdf_cover.panel(block, colours)
        case Heading():
            yield _heading(block)
        case Pairs():
            yield from _pairs(block)
        case Table():
            yield from table_pieces(block, colours)
        case Charts():
            yield _charts(block.charts, colours)
        case Cards():
            yield from _cards(block, colours)
        case Passage():
            yield from passage_pieces(block, colours)
        case Opening() | Clause() | Signatures():
            yield from paper_pieces(block)
        case Text():
            for i, line in enumerate(wrap(block.text, BODY, _RUNNING)):
                yield Piece(BODY.step, partial(_line, text=line, style=BODY), gap=0 if i else 1)


def _heading(block: Heading) -> Piece:
    style, lines = fit(block.title, (SECTION,), WIDE, 2)
    note = wrap(block.note, SMALL, _RUNNING) if block.note else []

    def draw(pen: Pen, y: float) -> None:
        below = pen.lines(0, y, lines, style)
        pen.lines(0, below + 0.5, note, SMALL, ink=TEXT_2)

    high = len(lines) * style.step + 1 + len(note) * SMALL.step
    return Piece(high, draw, gap=8, keep=True, opens=block.opens_page, bookmark=block.title)


def _pairs(block: Pairs) -> Iterator[Piece]:
    for label, value in block.pairs:
        lines = fit(value, (BODY,), WIDE - _LABELS, 3)[1]
        high = len(lines) * BODY.step + 1

        def draw(pen: Pen, y: float, label: str = label, lines: list[str] = lines, high: float = high) -> None:
            pen.text(0, y + 0.5 + BODY.rise, label, BODY, ink=TEXT_2, room=_LABELS - 3)
            pen.lines(_LABELS, y + 0.5, lines, BODY)
            pen.rule(0, y + high, WIDE, ink=DIVIDER, points=0.5)

        yield Piece(high, draw)


def _charts(found: Sequence[BarChart | LineChart], colours: Palette) -> Piece:
    wide = (WIDE - (len(found) - 1) * GAP) / len(found)

    def draw(pen: Pen, y: float) -> None:
        for i, chart in enumerate(found):
            charts.draw(pen, chart, i * (wide + GAP), y, wide, colours)

    return Piece(max(charts.high(chart, wide) for chart in found), draw, gap=8)


def _cards(block: Cards, colours: Palette) -> Iterator[Piece]:
    wide = (WIDE - GAP) / 2
    for i in range(0, len(block.cards), 2):
        row = block.cards[i : i + 2]
        high = max(_card_high(card, wide, block.lines) for card in row)

        def draw(pen: Pen, y: float, row: Sequence[Card] = row) -> None:
            for at, card in enumerate(row):
                _card(pen, (at * (wide + GAP), y, wide), card, block.lines, colours)

        yield Piece(high, draw, gap=4 if i else 2)


def _words(card: Card, wide: float, most: int) -> tuple[list[str], list[str]]:
    room = wide - _MARK[0] - 4
    text = clipped(wrap(card.text, SMALL, room), SMALL, room, most) if card.text else []
    below = clipped(wrap(card.below, MICRO, room), MICRO, room, 2) if card.below else []
    return text, below


def _card_high(card: Card, wide: float, most: int) -> float:
    text, below = _words(card, wide, most)
    figure = STRONG.step + 0.5 if card.figure or card.link else 0
    return max(_MARK[1], STRONG.step + len(text) * SMALL.step + len(below) * MICRO.step + 1 + figure)


def _card(pen: Pen, box: tuple[float, float, float], card: Card, most: int, colours: Palette) -> None:
    x, y, wide = box
    _mark(pen, x, y, card.mark, colours)
    x, room = x + _MARK[0] + 4, wide - _MARK[0] - 4
    text, below = _words(card, wide, most)
    pen.text(x, y + STRONG.rise, card.name, STRONG, room=room)
    y = pen.lines(x, y + STRONG.step, text, SMALL) + 0.5
    y = pen.lines(x, y, below, MICRO, ink=TEXT_2) + 0.5
    link = SMALL.measure(card.link.text) + 2 if card.link else 0
    if card.figure:
        shown = elide(card.figure, STRONG, room - link)
        pen.text(x, y + STRONG.rise, shown, STRONG)
        start = STRONG.measure(shown) + 1.5
        if room - link - start > 0:
            pen.text(x + start, y + STRONG.rise, card.label, SMALL, ink=TEXT_2, room=room - link - start)
    if card.link:
        pen.text(x + room, y + STRONG.rise, card.link.text, SMALL, ink=colours.ink, align="right")
        pen.link(x + room - link, y, link, STRONG.step, card.link.url)


def _mark(pen: Pen, x: float, y: float, platform: str, colours: Palette) -> None:
    """The platform as its first letter above its name, on the tint."""
    wide, high = _MARK
    pen.box(x, y, wide, high, colours.tint)
    pen.text(x + wide / 2, y + 8 + FIGURE.rise, platform[:1], FIGURE, ink=colours.ink, room=wide - 2, align="centre")
    pen.text(x + wide / 2, y + 17 + MICRO.rise, platform, MICRO, ink=colours.ink, room=wide - 2, align="centre")


def _line(pen: Pen, y: float, *, text: str, style: Style) -> None:
    pen.text(0, y + style.rise, text, style)
