"""The lines of a long text, a piece at a time: whole, a copy for reading lines takes four bytes a letter."""

import io
from collections.abc import Iterator
from itertools import chain

MAX_LINE = 10_000_000
_PIECE = 1_000_000


def lines_of(text: str) -> Iterator[str]:
    """All lines with their ends, which may be of any kind."""
    return chain.from_iterable(io.StringIO(piece, newline="") for piece in _pieces(text))


def has_endless_line(text: str) -> bool:
    """Whether a line is longer than any that can be read."""
    at = 0
    while len(text) - at > MAX_LINE:
        end = max(text.rfind(one, at, at + MAX_LINE) for one in "\n\r")
        if end < 0:
            return True
        at = end + 1
    return False


def _pieces(text: str) -> Iterator[str]:
    last = "\n" if "\n" in text else "\r"
    start = 0
    while start < len(text):
        end = text.find(last, start + _PIECE) + 1 or len(text)
        yield text[start:end]
        start = end
