"""Tables as pieces: a header that repeats, rows that never split."""

from collections.abc import Iterator, Sequence
from functools import partial

from infludesk.reports import charts
from infludesk.reports.blocks import Bar, Cell, Column, Link, Strong, Table, Tally, Two
from infludesk.reports.colours import DIVIDER, SUNKEN, TEXT, TEXT_2, Palette
from infludesk.reports.pdf_piece import Piece
from infludesk.reports.pdf_text import (
    BODY,
    CELL,
    CELL_STRONG,
    MICRO,
    SMALL,
    SMALL_MEDIUM,
    WIDE,
    Align,
    Pen,
    Style,
    clipped,
    fit,
    wrap,
)

GUTTER = 3.0
_ROW, _TALL, _PAD = 6.0, 9.0, 2.0
LINES = 4


def table_pieces(table: Table, colours: Palette) -> Iterator[Piece]:
    """The header, a piece per row, the total and the notes."""
    if not table.rows:
        yield Piece(BODY.step, partial(_words, text=table.empty), gap=2)
        return
    head = header(table.columns)
    yield head
    last = len(table.rows) - 1
    for i, row in enumerate(table.rows):
        kept = (i == 0 and last > 0) or (i == last and bool(table.total or table.notes))
        draw = partial(_row, columns=table.columns, cells=row, colours=colours)
        yield Piece(_row_high(table.columns, row), draw, keep=kept, head=head)
    if table.total:
        draw = partial(_row, columns=table.columns, cells=table.total, colours=colours, total=True)
        yield Piece(_row_high(table.columns, table.total), draw, keep=bool(table.notes), head=head)
    for i, note in enumerate(table.notes):
        _, lines = fit(note, (SMALL,), WIDE, LINES)
        yield Piece(len(lines) * SMALL.step, partial(_note, lines=lines), gap=0 if i else 2)


def header(columns: Sequence[Column]) -> Piece:
    """The row of headings, drawn again on each page."""
    titles = [fit(column.title, (SMALL_MEDIUM,), room(columns, i), LINES)[1] for i, column in enumerate(columns)]
    high = max(map(len, titles)) * SMALL_MEDIUM.step + _PAD

    def draw(pen: Pen, y: float) -> None:
        pen.box(0, y, WIDE, high, SUNKEN)
        for i, (column, lines) in enumerate(zip(columns, titles, strict=True)):
            top = y + high - _PAD / 2 - len(lines) * SMALL_MEDIUM.step
            align: Align = "right" if column.right else "left"
            for at, line in enumerate(lines):
                base = top + at * SMALL_MEDIUM.step + SMALL_MEDIUM.rise
                pen.text(edge(columns, i), base, line, SMALL_MEDIUM, ink=TEXT_2, align=align)

    return Piece(high, draw, gap=2, keep=True)


def room(columns: Sequence[Column], i: int) -> float:
    """How wide the words of a column may be, in mm: half a gutter stands on both sides."""
    return columns[i].width - GUTTER


def edge(columns: Sequence[Column], i: int) -> float:
    """Where the words of a column begin, or end where numbers stand right."""
    left = sum(column.width for column in columns[:i]) + GUTTER / 2
    return left + room(columns, i) if columns[i].right else left


def _row_high(columns: Sequence[Column], cells: Sequence[Cell]) -> float:
    least = _TALL if any(isinstance(cell, Two) and cell.below for cell in cells) else _ROW
    return max(least, *(_high(cell, room(columns, i), right=columns[i].right) for i, cell in enumerate(cells)))


def _high(cell: Cell, wide: float, *, right: bool) -> float:
    """How high the lines of a cell are with their space; nothing for what has one line."""
    match cell:
        case str() if not right:
            return len(_lines(cell, CELL, wide)) * CELL.step + _PAD
        case Two(main, below, named) if not right:
            first = len(_lines(main, CELL_STRONG if named else CELL, wide)) * CELL_STRONG.step
            return first + (len(_lines(below, MICRO, wide)) * MICRO.step if below else 0) + _PAD
    return 0


def _lines(text: str, style: Style, wide: float) -> list[str]:
    return clipped(wrap(text, style, wide), style, wide, LINES)


def _row(
    pen: Pen, y: float, *, columns: Sequence[Column], cells: Sequence[Cell], colours: Palette, total: bool = False
) -> None:
    high = _row_high(columns, cells)
    for i, cell in enumerate(cells):
        _cell(pen, (edge(columns, i), y, room(columns, i), high), cell, columns[i], colours, strong=total)
    if total:
        pen.rule(0, y, WIDE, ink=TEXT, points=0.75)
    else:
        pen.rule(0, y + high, WIDE, ink=DIVIDER, points=0.25)


def _cell(
    pen: Pen, box: tuple[float, float, float, float], cell: Cell, column: Column, colours: Palette, *, strong: bool
) -> None:
    x, y, wide, high = box
    align: Align = "right" if column.right else "left"
    style = CELL_STRONG if strong else CELL
    match cell:
        case Two(main, below, named) if column.right:
            first = CELL_STRONG if named else style
            top = y + (high - first.step - (MICRO.step if below else 0)) / 2
            pen.text(x, top + first.rise, main, first, room=wide, align=align)
            pen.text(x, top + first.step + MICRO.rise, below, MICRO, ink=TEXT_2, room=wide, align=align)
        case Two(main, below, named):
            first = CELL_STRONG if named else style
            lines, under = _lines(main, first, wide), _lines(below, MICRO, wide) if below else []
            top = y + (high - len(lines) * first.step - len(under) * MICRO.step) / 2
            pen.lines(x, pen.lines(x, top, lines, first), under, MICRO, ink=TEXT_2)
        case Strong(text):
            pen.text(x, y + (high - style.step) / 2 + style.rise, text, CELL_STRONG, room=wide, align=align)
        case Bar(share):
            pen.box(x, y + high / 2 - 1.5, wide * share, 3, colours.mark)
        case Tally():
            charts.tally(pen, cell, x, y + high / 2 - 1.5, wide, colours)
        case Link(text, url):
            pen.text(x, y + (high - style.step) / 2 + style.rise, text, style, ink=colours.ink, room=wide, align=align)
            pen.link(x, y, wide, high, url)
        case str() if column.right:
            pen.text(x, y + (high - style.step) / 2 + style.rise, cell, style, room=wide, align="right")
        case str():
            lines = _lines(cell, style, wide)
            pen.lines(x, y + (high - len(lines) * style.step) / 2, lines, style)


def _words(pen: Pen, y: float, *, text: str) -> None:
    pen.text(0, y + BODY.rise, text, BODY, ink=TEXT_2, room=WIDE)


def _note(pen: Pen, y: float, *, lines: list[str]) -> None:
    pen.lines(0, y, lines, SMALL, ink=TEXT_2)
