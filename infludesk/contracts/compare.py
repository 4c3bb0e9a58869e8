"""Two versions of a contract's text, section by section. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from infludesk.contracts.document import Section, sections
from infludesk.kernel.diff import Piece, words


@dataclass(frozen=True, slots=True)
class Compared:
    """One section of two versions.

    Attributes:
        sign: ``=`` stayed, ``~`` changed, ``+`` came, ``-`` went.
        heading: as it stands in the newer version, in the older where it went.
        pieces: its words.
    """

    sign: Literal["=", "~", "+", "-"]
    heading: str
    pieces: tuple[Piece, ...]


def compare(old: str, new: str) -> tuple[Compared, ...]:
    """The sections of two kept texts, in the order of the newer; a section that went stands where it stood.

    Sections are matched by their titles, so that a number that moved alone is no change.
    """
    before, after = sections(old), sections(new)
    found: list[Compared] = []
    matcher = SequenceMatcher(None, _titles(before), _titles(after), autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found += [_both(one, other) for one, other in zip(before[a:b], after[c:d], strict=True)]
        else:
            found += [Compared("-", one.heading, (Piece("-", one.text),)) for one in before[a:b]]
            found += [Compared("+", one.heading, (Piece("+", one.text),)) for one in after[c:d]]
    return tuple(found)


def _titles(found: Sequence[Section]) -> list[str]:
    return [one.title for one in found]


def _both(old: Section, new: Section) -> Compared:
    heading = new.heading if new.number else new.text
    pieces = words(old.text, new.text)
    return Compared("=" if old.text == new.text else "~", heading, pieces)
