"""Lays a report out in pages and writes the PDF: all of it, or nothing."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from infludesk.kernel.dates import show_day
from infludesk.kernel.errors import Note
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import isolate, join, locale_of, number, tr
from infludesk.reports.blocks import Column, Report
from infludesk.reports.client_facts import Look, Paper
from infludesk.reports.colours import DANGER_TEXT, DIVIDER, TEXT, TEXT_2
from infludesk.reports.pdf_cover import logo
from infludesk.reports.pdf_piece import Piece
from infludesk.reports.pdf_pieces import pieces
from infludesk.reports.pdf_table import edge, header, room
from infludesk.reports.pdf_text import CELL, MICRO, MM, SMALL, SMALL_STRONG, WIDE, Pen
from infludesk.saving import save

SHEETS: dict[Paper, tuple[float, float]] = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
TOP, BOTTOM = 24.0, 22.0
_HEAD, _HEAD_RULE, _FOOT = 12.0, 17.0, 12.0
_ROW = 6.0
_EMPTY, _TIGHT = 0.3, 0.5
_NAME, _MARK = 56.0, 4.5

Placed = list[tuple[float, Piece]]


@dataclass(frozen=True, slots=True)
class Written:
    """What was made: how many pages, and what is not as it should be on them."""

    pages: int
    problems: tuple[Note, ...] = ()


def write(
    report: Report, target: Path | BinaryIO, *, paper: Paper | None = None, progress: Progress | None = None
) -> Written:
    """Lay a report out and write it.

    Args:
        report: the document.
        target: a file, replaced only when the whole PDF is made, or a stream.
        paper: ``a4`` or ``letter``; None takes the report's own.
        progress: is told (pages drawn, all pages); raises Cancelled to stop, which writes nothing.

    Returns:
        The pages made, with a Note for a letter no font has and a logo that cannot be read.

    Raises:
        Problem: ``file.in_use``, ``.disk_full``, ``.not_a_file`` or ``.not_written``; the old file is as it was.
    """
    problems: list[Note] = []
    sheet = SHEETS[paper or report.look.paper]
    pages = laid_out(list(pieces(report, problems)), sheet[1] - BOTTOM)
    maker = logo(report.look.logo, "", [])
    made = BytesIO()
    canvas = _canvas(made, sheet, report.title, report.look)
    pen = _pen(canvas, sheet)
    foot = _foot(report.look, report.brand.name)
    for n, page in enumerate(pages, 1):
        if n > 1:
            _head(pen, isolate(report.look.made_by), report.head, draft=report.look.draft, logo=maker)
        for y, piece in page:
            if piece.bookmark:
                _bookmark(canvas, piece.bookmark, f"{n}-{y:.0f}")
            piece.draw(pen, y)
        _end_page(pen, sheet, (foot, _number(n, len(pages), report.look)))
        if progress:
            progress(n, len(pages))
    canvas.save()
    _save(made.getvalue(), target)
    return Written(len(pages), (*problems, *_missing(pen)))


def write_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    target: Path | BinaryIO,
    *,
    title: str = "",
    look: Look | None = None,
    progress: Progress | None = None,
) -> Written:
    """Write a table of any length: rows of one line and one height, a header on each page.

    Args:
        columns: headings and widths in mm, 174 in all.
        rows: a text for each column; what is too wide ends in an ellipsis.
        target: as for ``write``, with the same problems raised.
        title: in the head of each page.
        look: paper, locale, maker and day.
        progress: as for ``write``.

    Returns:
        The pages made, with a Note for a letter no font has.
    """
    look = look or Look()
    sheet = SHEETS[look.paper]
    head = header(columns)
    per_page = int((sheet[1] - BOTTOM - TOP - head.high) / _ROW)
    count = max(1, -(-len(rows) // per_page))
    made = BytesIO()
    canvas = _canvas(made, sheet, title, look)
    pen = _pen(canvas, sheet)
    for n in range(1, count + 1):
        _head(pen, isolate(look.made_by), title, draft=look.draft)
        head.draw(pen, TOP)
        _rows(pen, TOP + head.high, columns, rows[(n - 1) * per_page : n * per_page])
        _end_page(pen, sheet, (_foot(look), _number(n, count, look)))
        if progress:
            progress(n, count)
    canvas.save()
    _save(made.getvalue(), target)
    return Written(count, _missing(pen))


def laid_out(found: Sequence[Piece], bottom: float) -> list[Placed]:
    """Put pieces down the pages; with narrower gaps where that spares a last page that is nearly empty."""
    pages = _paginate(found, bottom)
    last, piece = pages[-1][-1] if pages[-1] else (0.0, None)
    if len(pages) > 1 and piece and last + piece.high - TOP < _EMPTY * (bottom - TOP):
        tight = _paginate([replace(one, gap=one.gap * _TIGHT) for one in found], bottom)
        return tight if len(tight) < len(pages) else pages
    return pages


def _rows(pen: Pen, top: float, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    places = [(edge(columns, i), room(columns, i), column.right) for i, column in enumerate(columns)]
    rise = (_ROW - CELL.step) / 2 + CELL.rise
    for y, row in enumerate(rows):
        base = top + y * _ROW + rise
        for text, (x, wide, right) in zip(row, places, strict=True):
            pen.text(x, base, text, CELL, room=wide, align="right" if right else "left")
    pen.rules(0, [top + (y + 1) * _ROW for y in range(len(rows))], WIDE, ink=DIVIDER, points=0.25)


def _paginate(found: Sequence[Piece], bottom: float) -> list[Placed]:
    """Put pieces down the pages; what is kept together moves together, unless no page holds it."""
    pages: list[Placed] = [[]]
    y = 0.0
    for group in _groups(found):
        high = sum(piece.gap + piece.high for piece in group)
        if pages[-1] and (group[0].opens or y + high > bottom >= TOP + high):
            pages.append([])
            y = TOP
        for piece in group:
            if pages[-1] and y + piece.gap + piece.high > bottom:
                pages.append([])
                y = TOP
            if not pages[-1] and piece.head:
                pages[-1].append((y, piece.head))
                y += piece.head.high
            y += piece.gap if pages[-1] else 0
            pages[-1].append((y, piece))
            y += piece.high
    return pages


def _groups(found: Sequence[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in found:
        group.append(piece)
        if not piece.keep:
            yield group
            group = []
    if group:
        yield group


def _canvas(made: BytesIO, sheet: tuple[float, float], title: str, look: Look) -> Canvas:
    size = (sheet[0] * MM, sheet[1] * MM)
    canvas = Canvas(made, pagesize=size, pageCompression=1, lang=str(locale_of(look.locale)).replace("_", "-"))
    canvas.setTitle(title)
    canvas.setAuthor(look.made_by)
    canvas.setCreator("InfluDesk")
    return canvas


def _pen(canvas: Canvas, sheet: tuple[float, float]) -> Pen:
    return Pen(canvas, sheet[1] * MM, (sheet[0] - WIDE) / 2 * MM)


def _head(pen: Pen, maker: str, words: str, *, draft: bool, logo: ImageReader | None = None) -> None:
    x = 0.0
    if logo:
        wide, high = logo.getSize()
        x = min(_MARK * wide / high, 3 * _MARK)
        pen.picture(logo, 0, _HEAD - 0.5, x, x * high / wide)
        x += 2
    named = join((maker, tr("Draft") if draft else ""))
    pen.text(x, _HEAD + SMALL.rise, named, SMALL_STRONG, ink=DANGER_TEXT if draft else TEXT, room=_NAME - x)
    pen.text(WIDE, _HEAD + SMALL.rise, words, SMALL, ink=TEXT_2, room=WIDE - _NAME - 4, align="right")
    pen.rule(0, _HEAD_RULE, WIDE, ink=DIVIDER, points=0.5)


def _end_page(pen: Pen, sheet: tuple[float, float], words: tuple[str, str]) -> None:
    base = sheet[1] - _FOOT
    pen.rule(0, base - 4.5, WIDE, ink=DIVIDER, points=0.5)
    pen.text(0, base, words[0], MICRO, ink=TEXT_2, room=WIDE - 36)
    pen.text(WIDE, base, words[1], MICRO, ink=TEXT_2, room=34, align="right")
    pen.flush()
    pen.canvas.showPage()


def _foot(look: Look, client: str = "") -> str:
    maker = isolate(look.made_by)
    if client and maker and client != look.made_by:
        words = tr("Prepared by {maker} for {client}", maker=maker, client=isolate(client))
    elif maker:
        words = tr("Prepared by {maker}", maker=maker)
    else:
        words = tr("Prepared for {client}", client=isolate(client)) if client else ""
    return join((words, show_day(look.day, locale_of(look.locale)) if look.day else ""))


def _number(page: int, pages: int, look: Look) -> str:
    locale = locale_of(look.locale)
    return tr("Page {n} of {m}", n=number(page, locale), m=number(pages, locale))


def _bookmark(canvas: Canvas, title: str, key: str) -> None:
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(title, key, level=0)


def _missing(pen: Pen) -> tuple[Note, ...]:
    return tuple(
        Note(None, None, text, tr("No font has the letter {letter}; a box stands for it.", letter=_letter(char)))
        for char, text in pen.missing.items()
    )


def _letter(char: str) -> str:
    """A letter's code, with its name, which begins with its script: ``U+0995 (Bengali letter ka)``."""
    named = unicodedata.name(char, "").capitalize()
    return f"U+{ord(char):04X} ({named})" if named else f"U+{ord(char):04X}"


def _save(data: bytes, target: Path | BinaryIO) -> None:
    """Write beside the file, then put it in its place."""
    if not isinstance(target, Path):
        target.write(data)
        return

    def fill(part: Path) -> None:
        part.write_bytes(data)

    save(target, fill)
