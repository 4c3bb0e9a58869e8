"""What the cells of a column look like, so that a row whose cells slipped can be told from one in its place."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SHAPED = 40
_SHAPES = 16
_SHARP = 0.9
_OFTEN = 0.1
_ENOUGH = 3
_CONTACTS = (
    ("url", re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)),
    ("email", re.compile(r"[^@\s]+@[^@\s]+\.\w+")),
    ("handle", re.compile(r"@\w\S*")),
)
_KINDS = frozenset(kind for kind, _ in _CONTACTS)
_DIGIT, _DIGITS = re.compile(r"\d"), re.compile(r"9+")
_LETTER, _LETTERS = re.compile(r"[^\W\d_]"), re.compile(r"a+")
_FRACTION = re.compile(r"(?<![9.,])9[.,]9(?![9.,])")
_WORDS = 3
MISFIT = -2.0


@dataclass(frozen=True, slots=True)
class Column:
    """The look of one column.

    Attributes:
        sharp: whether nearly all cells are addresses of one kind, or figures of a few shapes.
        shapes: the shapes of a sharp column's cells, each with its share.
        rough: the same shapes without their lengths.
        empty: the share of empty cells.
    """

    sharp: bool
    shapes: dict[str, float]
    rough: frozenset[str]
    empty: float

    def fit(self, cell: str) -> float:
        """How well a cell fits, from -2 (cannot stand here) to 2 (looks like the others)."""
        if not cell.strip():
            return self.empty if self.empty > _OFTEN else -0.5 - 0.5 * self.sharp
        if self.empty == 1:
            return -1.0
        shape = _shape(cell)
        if not self.sharp:
            return (
                0.5 - 0.3 * (cell[0] == " ")
                if shape == "text"
                else -1.0 * (shape in _KINDS and shape not in self.shapes)
            )
        if shape in self.shapes:
            return 1 + self.shapes[shape]
        return 0.9 if _rough(shape) in self.rough else MISFIT


def columns_of(rows: Sequence[Sequence[str]], width: int) -> list[Column]:
    """Learn the columns from rows in their place; empty where these tell too little."""
    if len(rows) < _ENOUGH:
        return []
    found = [_column(row[at] for row in rows) for at in range(width)]
    return found if any(column.sharp for column in found) else []


def _column(cells: Iterable[str]) -> Column:
    shapes = Counter(_shape(cell) if cell.strip() else "" for cell in cells)
    every = shapes.total()
    empty = shapes.pop("", 0)
    usual = dict(shapes.most_common(_SHAPES))
    filled = every - empty
    figures = sum(n for shape, n in usual.items() if shape != "text")
    sharp = filled >= _ENOUGH and figures >= _SHARP * filled
    usual.pop("text", None)
    return Column(
        sharp, {shape: n / filled for shape, n in usual.items()}, frozenset(map(_rough, usual)), empty / max(1, every)
    )


def _shape(cell: str) -> str:
    """``28/01/2018`` is ``99/99/9999``, an address its kind, and words are ``text``."""
    text = cell.strip()
    for kind, pattern in _CONTACTS:
        if pattern.fullmatch(text[:2000]):
            return kind
    if len(text) > _SHAPED or not _DIGIT.search(text) or (" " in text and len(_LETTER.findall(text)) > _WORDS):
        return "text"
    return _LETTER.sub("a", _DIGIT.sub("9", text))


def _rough(shape: str) -> str:
    """A shape without its lengths, and a number without its fraction."""
    return shape if shape in _KINDS else _FRACTION.sub("9", _LETTERS.sub("a", _DIGITS.sub("9", shape)))
