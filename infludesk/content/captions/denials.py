"""Where a caption says that it is no advertising, or speaks of it as its topic, a wish or a doubt. Guidance. Pure."""

import re
from dataclasses import dataclass

from infludesk.content.captions.lexicon import Lexicon

_STOP = re.compile(r"[.!?\n]")
_FAR, _NEAR = 6, 4


@dataclass(frozen=True, slots=True)
class Denial:
    """What is denied, and where."""

    what: str
    start: int
    end: int


def denials(text: str, words: Lexicon) -> list[Denial]:
    """Every place where the plain text denies a tie, or a part of one."""
    found = [Denial(what, hit.start(), hit.end()) for what, pattern in words.denials for hit in pattern.finditer(text)]
    return sorted(found, key=lambda one: one.start)


def unreal(text: str, clause: int, start: int, end: int, kind: str, words: Lexicon) -> bool:
    """Whether what is told there, in the clause that starts at ``clause``, is only wished, doubted, asked or denied."""
    before = text[clause:start].split()
    if words.unreal.search(" ".join(before[-_FAR:])):
        return True
    if kind != "affiliate" and words.unreal_near.search(" ".join(before[-_NEAR:])):
        return True
    stop = _STOP.search(text, end)
    return kind in ("paid", "ad") and stop is not None and stop[0] == "?"
