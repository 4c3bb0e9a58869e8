"""Running text beside its label, line by line, so that it may go on on the next page."""

import unicodedata
from collections.abc import Iterator
from itertools import zip_longest

from infludesk.reports.blocks import Passage
from infludesk.reports.colours import DIVIDER, TEXT_2, Palette
from infludesk.reports.pdf_piece import Piece
from infludesk.reports.pdf_text import BODY, SMALL_STRONG, WIDE, Pen, wrap

LABELS = 38.0
_ROOM = WIDE - LABELS
_GAP, _RISE, _PAD = 1.5, 1.2, 1.0
_RIGHT = ("R", "AL")
_TOGETHER = 2  # lines that stay with the first one


def passage_pieces(block: Passage, colours: Palette) -> Iterator[Piece]:
    """Cut a passage into its lines; the label stands beside the first ones."""
    text = [(line, from_right(one), one) for one in block.paragraphs for line in wrap(one, BODY, _ROOM)]
    label = wrap(block.label, SMALL_STRONG, LABELS - 4)
    rows = list(zip_longest(text, label))
    for i, (line, word) in enumerate(rows):
        first, last = i == 0, i == len(rows) - 1
        high = BODY.step + (_RISE if first else 0) + (_PAD if last else 0)

        def draw(
            pen: Pen, y: float, line: tuple[str, bool, str] | None = line, word: str = word or "", *,
            first: bool = first, high: float = high,
        ) -> None:  # fmt: skip
            if block.marked:
                pen.box(-2, y, WIDE + 4, high, colours.tint)
            if first:
                pen.rule(0, y, WIDE, ink=DIVIDER, points=0.5)
            base = y + (_RISE if first else 0) + BODY.rise
            pen.text(0, base, word, SMALL_STRONG, ink=colours.ink if block.marked else TEXT_2)
            if line:
                _write(pen, base, *line)

        held = i < min(_TOGETHER, len(rows) - 1)
        yield Piece(high, draw, gap=_GAP if first else 0, keep=held, bookmark=block.label if first else "")


def _write(pen: Pen, base: float, line: str, from_right: bool, paragraph: str) -> None:  # noqa: FBT001  one row's facts
    if from_right:
        pen.text(WIDE, base, f"\u2067{line}\u2069", BODY, align="right")
        return
    pen.text(LABELS, base, line, BODY)
    if paragraph.startswith(("https://", "http://")) and " " not in paragraph:
        pen.link(LABELS, base - BODY.rise, BODY.measure(line), BODY.step, paragraph)


def from_right(paragraph: str) -> bool:
    """Whether the first letter that has a direction reads from the right."""
    ways = (unicodedata.bidirectional(char) for char in paragraph)
    return next((way in _RIGHT for way in ways if way in (*_RIGHT, "L")), False)
