"""The parts of a plain caption: hashtags, mentions, links, clauses and lines, each with its place. Pure."""

import re
from dataclasses import dataclass
from functools import lru_cache

HASHTAG = re.compile(r"#(?=[^\W\d]|\w*[^\W\d])[\w]+(?:-\w+)*")
MENTION = re.compile(r"@[\w.]*\w")
LINK = re.compile(
    r"https?://\S+|www\.\S+|\b[\w-]{1,63}(?:\.[\w-]{1,63})+/\S*|"
    r"(?<![@\w-])[\w-]{1,63}\.(?:com|net|org|de|fr|es|co|io|shop|ly)\b"
)
# What parts a label from what follows: line ends, most signs and symbols, a dash between blanks.
_BREAK = re.compile(
    r"[\n.!?:;|•·/()\[\]{}*~_»«\"“”„<>=+►▶→✨,]+|[^\w\s#@&'’%$€£.,-]+|(?<=\s)-+(?=\s)|[–—]+|-(?=\s)|(?<=\s)-"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the plain text."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=16)
def hashtags(text: str) -> tuple[Part, ...]:
    """The hashtags, their sign included."""
    return tuple(Part(hit[0], hit.start(), hit.end()) for hit in HASHTAG.finditer(text))


def clauses(text: str) -> list[Part]:
    """The stretches between line ends and signs, without blanks at their ends."""
    made, start = [], 0
    for hit in [*_BREAK.finditer(text), None]:
        end = hit.start() if hit else len(text)
        part = text[start:end]
        if part.strip():
            left = start + len(part) - len(part.lstrip())
            made.append(Part(part.strip(), left, left + len(part.strip())))
        start = hit.end() if hit else end
    return made


def sentence_start(text: str, place: int) -> int:
    """Where the sentence around a place starts."""
    return max(text.rfind(sign, 0, place) for sign in "\n.!?") + 1
