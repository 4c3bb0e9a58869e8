"""Tables and time lines as pieces: a header that repeats, rows that never split."""

from collections.abc import Iterator, Sequence
from functools import partial

from infludesk.reports import charts
from infludesk.reports.blocks import Bar, Cell, Column, Link, Span, Table, Tally, Timeline, Two
from infludesk.reports.colours import CONTROL, DIVIDER, SUNKEN, TEXT, TEXT_2, Palette
from infludesk.reports.pdf_piece import Piece
from infludesk.reports.pdf_text import (
    BODY,
    CELL,
    CELL_STRONG,
    MICRO,
    SMALL,
    SMALL_STRONG,
    WIDE,
    Align,
    Pen,
    clipped,
    fit,
    wrap,
)

GUTTER = 3.0
_ROW, _TALL, _PAD = 6.0, 9.0, 2.0
_LINES = 3
_LABELS, _ENDS, _SPAN_ROW, _SPAN_BAR = 44.0, 34.0, 9.0, 4.0


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
        _, lines = fit(note, (SMALL,), WIDE, _LINES)
        yield Piece(len(lines) * SMALL.step, partial(_note, lines=lines), gap=0 if i else 2)


def header(columns: Sequence[Column]) -> Piece:
    """The row of headings, drawn again on each page."""
    titles = [fit(column.title, (SMALL_STRONG,), room(columns, i), _LINES)[1] for i, column in enumerate(columns)]
    high = max(map(len, titles)) * SMALL_STRONG.step + _PAD

    def draw(pen: Pen, y: float) -> None:
        for i, (column, lines) in enumerate(zip(columns, titles, strict=True)):
            top = y + high - _PAD / 2 - len(lines) * SMALL_STRONG.step
            for at, line in enumerate(lines):
                base = top + at * SMALL_STRONG.step + SMALL_STRONG.rise
                pen.text(edge(columns, i), base, line, SMALL_STRONG, align="right" if column.right else "left")
        pen.rule(0, y + high, WIDE, ink=TEXT, points=0.75)

    return Piece(high, draw, gap=2, keep=True)


def room(columns: Sequence[Column], i: int) -> float:
    """How wide the words of a column may be, in mm; the last needs no gutter."""
    return columns[i].width - (GUTTER if i < len(columns) - 1 else 0)


def edge(columns: Sequence[Column], i: int) -> float:
    """Where the words of a column begin, or end where numbers stand right."""
    left = sum(column.width for column in columns[:i])
    return left + room(columns, i) if columns[i].right else left


def _row_high(columns: Sequence[Column], cells: Sequence[Cell]) -> float:
    least = _TALL if any(isinstance(cell, Two) and cell.below for cell in cells) else _ROW
    most = max(len(_lines(columns, i, cell)) for i, cell in enumerate(cells))
    return max(least, most * CELL.step + _PAD)


def _lines(columns: Sequence[Column], i: int, cell: Cell) -> list[str]:
    if not isinstance(cell, str) or columns[i].right:
        return []
    return clipped(wrap(cell, CELL, room(columns, i)), CELL, room(columns, i), _LINES)


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
        case Two(main, below):
            top = y + (high - style.step - (MICRO.step if below else 0)) / 2
            pen.text(x, top + style.rise, main, style, room=wide, align=align)
            pen.text(x, top + style.step + MICRO.rise, below, MICRO, ink=TEXT_2, room=wide, align=align)
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
            lines = clipped(wrap(cell, style, wide), style, wide, _LINES)
            pen.lines(x, y + (high - len(lines) * style.step) / 2, lines, style)


def timeline_pieces(block: Timeline, colours: Palette) -> Iterator[Piece]:
    """A row per span between the marks; what has ended is an outline, today a line with its words."""
    first = min(block.marks[0][0], *(span.start for span in block.spans))
    last = max(block.marks[-1][0], block.today, *(span.end or 0 for span in block.spans))
    scale = (WIDE - _LABELS - _ENDS) / max(1, last - first)

    def at(day: int) -> float:
        return _LABELS + (day - first) * scale

    head = Piece(
        MICRO.step + 1.5, partial(_marks, marks=[(at(day), words) for day, words in block.marks]), gap=2, keep=True
    )
    yield head
    for span in block.spans:
        bar = (at(span.start), at(span.end if span.end is not None else last))
        draw = partial(_span, span=span, bar=bar, today=at(block.today), colours=colours)
        yield Piece(_SPAN_ROW, draw, keep=span is block.spans[-1], head=head)
    yield Piece(MICRO.step + 1, partial(_today, x=at(block.today), words=block.today_text))


def _marks(pen: Pen, y: float, *, marks: list[tuple[float, str]]) -> None:
    ends = [x for x, _ in marks[1:]] + [WIDE - _ENDS + 12]
    for (x, words), end in zip(marks, ends, strict=True):
        pen.text(x, y + MICRO.rise, words, MICRO, ink=TEXT_2, room=max(0.1, end - x - 1))
    pen.rule(_LABELS, y + MICRO.step + 0.5, WIDE - _LABELS - _ENDS, ink=DIVIDER, points=0.5)


def _span(pen: Pen, y: float, *, span: Span, bar: tuple[float, float], today: float, colours: Palette) -> None:
    top = y + (_SPAN_ROW - CELL.step - MICRO.step) / 2
    pen.text(0, top + CELL.rise, span.label, CELL, room=_LABELS - GUTTER)
    pen.text(0, top + CELL.step + MICRO.rise, span.below, MICRO, ink=TEXT_2, room=_LABELS - GUTTER)
    long = max(0.6, bar[1] - bar[0])
    place = (bar[0], y + (_SPAN_ROW - _SPAN_BAR) / 2, long, _SPAN_BAR)
    if span.ended:
        pen.box(*place, SUNKEN, edge=CONTROL)
    else:
        pen.box(*place, colours.mark)
    pen.rule_down(today, y, y + _SPAN_ROW, ink=TEXT, points=0.5)
    base = y + (_SPAN_ROW - SMALL.step) / 2 + SMALL.rise
    pen.text(WIDE, base, span.end_text, SMALL, room=_ENDS - GUTTER, align="right")


def _today(pen: Pen, y: float, *, x: float, words: str) -> None:
    half = MICRO.measure(words) / 2
    pen.text(max(0, min(x - half, WIDE - half * 2)), y + 0.5 + MICRO.rise, words, MICRO, room=WIDE)


def _words(pen: Pen, y: float, *, text: str) -> None:
    pen.text(0, y + BODY.rise, text, BODY, ink=TEXT_2, room=WIDE)


def _note(pen: Pen, y: float, *, lines: list[str]) -> None:
    pen.lines(0, y, lines, SMALL, ink=TEXT_2)
