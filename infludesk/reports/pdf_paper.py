"""What a paper has that is signed: a quiet opening, and places to sign."""

from collections.abc import Iterator, Sequence

from infludesk.kernel.text import isolate, tr
from infludesk.reports.blocks import Clause, Opening, Signatures, Signer
from infludesk.reports.colours import DIVIDER, TEXT, TEXT_2
from infludesk.reports.pdf_passage import from_right
from infludesk.reports.pdf_piece import GAP, Piece
from infludesk.reports.pdf_text import (
    BODY,
    FIGURE,
    MICRO,
    SECTION,
    SMALL,
    SMALL_STRONG,
    STRONG,
    TITLE,
    WIDE,
    Pen,
    clipped,
    fit,
    wrap,
)

_TOP, _HIGH = 16.0, 30.0
_LINE = 16.0


def paper_pieces(block: Opening | Clause | Signatures) -> Iterator[Piece]:
    """The head of a paper as one piece, a clause by its lines, or the places to sign; a row of these is never torn."""
    if isinstance(block, Opening):
        yield _opening(block)
    elif isinstance(block, Clause):
        yield from _clause(block)
    else:
        yield from _signatures(block)


def _clause(block: Clause) -> Iterator[Piece]:
    style, heading = fit(block.heading, (STRONG,), WIDE, 2)

    def head(pen: Pen, y: float) -> None:
        pen.lines(0, y, heading, style)

    yield Piece(len(heading) * style.step, head, gap=3, keep=bool(block.paragraphs), bookmark=block.heading)
    lines = [(line, from_right(one)) for one in block.paragraphs for line in wrap(one, BODY, WIDE)]
    for i, (line, right) in enumerate(lines):

        def draw(pen: Pen, y: float, line: str = line, *, right: bool = right) -> None:
            words = f"\u2067{line}\u2069" if right else line
            pen.text(WIDE if right else 0, y + BODY.rise, words, BODY, align="right" if right else "left")

        # neither the first line nor the last stands alone on a page
        yield Piece(BODY.step, draw, keep=len(lines) > 1 and i in (0, len(lines) - 2))


def _opening(block: Opening) -> Piece:
    """The maker small, the title, a rule."""
    style, lines = fit(block.title, (TITLE, FIGURE, SECTION), WIDE, 3)
    below = wrap(block.below, SMALL, WIDE) if block.below else []
    high = _TOP + SMALL_STRONG.step + 3 + len(lines) * style.step + 1 + len(below) * SMALL.step + 4

    def draw(pen: Pen, y: float) -> None:
        pen.text(0, y + _TOP + SMALL_STRONG.rise, isolate(block.maker), SMALL_STRONG, ink=TEXT_2, room=WIDE)
        under = pen.lines(0, y + _TOP + SMALL_STRONG.step + 3, lines, style) + 1
        under = pen.lines(0, under, below, SMALL, ink=TEXT_2)
        pen.rule(0, under + 2.5, WIDE, ink=TEXT, points=0.5)

    return Piece(high, draw)


def _signatures(block: Signatures) -> Iterator[Piece]:
    head = SMALL_STRONG.step + 2

    def title(pen: Pen, y: float) -> None:
        pen.rule(0, y, WIDE, ink=DIVIDER, points=0.5)
        pen.text(0, y + 1.2 + SMALL_STRONG.rise, block.label, SMALL_STRONG, ink=TEXT_2, room=WIDE)

    yield Piece(head + 1.2, title, gap=GAP, keep=True, bookmark=block.label)
    for i in range(0, len(block.signers), 2):
        row = block.signers[i : i + 2]

        def draw(pen: Pen, y: float, row: Sequence[Signer] = row) -> None:
            for at, one in enumerate(row):
                _signer(pen, at * (WIDE + 2 * GAP) / 2, y, one)

        yield Piece(_HIGH, draw, gap=GAP / 2)


def _signer(pen: Pen, x: float, y: float, one: Signer) -> None:
    room = WIDE / 2 - GAP
    pen.text(x, y + SMALL.rise, one.side, SMALL, ink=TEXT_2, room=room)
    names = clipped(wrap(isolate(one.name), STRONG, room), STRONG, room, 2)
    pen.lines(x, y + SMALL.step + 0.5, names, STRONG)
    line = y + _LINE + SMALL.step
    if one.signed:
        pen.text(x, line - 1.5, one.signed, BODY, room=room)
    pen.rule(x, line, room, ink=TEXT, points=0.5)
    pen.text(x, line + MICRO.rise + 0.5, tr("Place, day, signature"), MICRO, ink=TEXT_2, room=room)
