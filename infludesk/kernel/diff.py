"""What changed between two texts, word by word. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Sign = Literal["=", "+", "-"]
# Words are compared whole, ideographs and signs one by one.
_IDEOGRAPH = r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
_TOKEN = re.compile(rf"{_IDEOGRAPH}|(?:(?!{_IDEOGRAPH})\w)+|\s+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST = 2_000_000  # pairs of parts that are compared; what is longer is compared by lines, and else as a whole


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed (``=``), came (``+``) or went (``-``)."""

    sign: Sign
    text: str


def words(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces from an old text to a new one, in order.

    Those that stayed or went make up the old text, those that stayed or came the new one.
    """
    for part in (_TOKEN, _LINE):
        before, after = part.findall(old), part.findall(new)
        head = _alike(before, after)
        tail = _alike(before[head:][::-1], after[head:][::-1])
        went, came = before[head : len(before) - tail], after[head : len(after) - tail]
        if len(went) * len(came) <= _MOST:
            break
    else:
        went, came = ["".join(went)], ["".join(came)]
    pieces = _pieces(went, came)
    return (*_piece("=", before[:head]), *pieces, *_piece("=", before[len(before) - tail :]))


def _pieces(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += _piece("=", old[a:b])
        else:
            found += _piece("-", old[a:b]) + _piece("+", new[c:d])
    return found


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many parts both begin with."""
    return next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _piece(sign: Sign, parts: Sequence[str]) -> list[Piece]:
    return [Piece(sign, "".join(parts))] if parts else []
