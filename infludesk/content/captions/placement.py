"""Where a disclosure stands in a caption: before the fold, at the start, or in a pile of hashtags. Pure."""

import re

from infludesk.content.captions.folds import Fold
from infludesk.content.captions.plain import Plain
from infludesk.content.captions.words import hashtags

_GLUE = re.compile(r"[\s,|·•.]*")
_PILE = 4
_FIRST = 40


def fold(seen: Plain, one: tuple[int, int], at: Fold | None) -> str:
    """``pass`` before the platform's fold, ``fail`` after it, ``review`` where it depends on the phone."""
    if at is None:
        return "pass"
    start, end = seen.place(*one)
    return {"before": "pass", "near": "review", "after": "fail"}[at.side(seen.original, start, end)]


def start(seen: Plain, one: tuple[int, int]) -> str:
    """``pass`` at the start of the caption, else ``review``: how near is near enough is a person's to say."""
    before = re.sub(r"[@#]\S+|[\W_]", "", seen.text[: one[0]])
    return "pass" if len(before) <= _FIRST else "review"


def pile(seen: Plain, one: tuple[int, int]) -> str:
    """``fail`` among four hashtags and more, ``review`` as the first of so many, else ``pass``."""
    tags = hashtags(seen.text)
    here = next((n for n, tag in enumerate(tags) if tag.start <= one[0] < tag.end), None)
    if here is None:
        return "pass"
    first = last = here
    while first > max(0, here - _PILE) and _GLUE.fullmatch(seen.text, tags[first - 1].end, tags[first].start):
        first -= 1
    while last + 1 < min(len(tags), here + _PILE) and _GLUE.fullmatch(seen.text, tags[last].end, tags[last + 1].start):
        last += 1
    if last - first + 1 < _PILE:
        return "pass"
    opens = not seen.text[: tags[first].start].strip()
    if here == first:
        return "pass" if opens else "review"
    return "fail"
