"""Text cells that a spreadsheet would compute: marked on the way out, unmarked on the way in."""

import re
from collections.abc import Iterable
from functools import lru_cache

_MARK = "'"
# What a formula may hide behind: blanks, quotes, control signs, and signs that no one sees.
_BEFORE = (
    r"\s'\"\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
# Also the full-width signs of East Asian keyboards.
_SIGNS = rf"[{_BEFORE}]*[=+\-@＝＋－＠]|[\t\r]"
_COMPUTED = re.compile(_SIGNS)
_MARKED = re.compile(rf"{_MARK}(?=[\d{_MARK}]|{_SIGNS})")
# Where a spreadsheet that goes by another separator begins a cell: there only what calls or links does harm, so that
# lists of things with a dash before each stay as they are.
_SPLIT = r",;\t|\r\n"
_AT = frozenset(",;\t|")
_WITHIN = rf"(?:(?![{_SPLIT}])[{_BEFORE}])*(?:[=＝]|[+\-@＋－＠][^{_SPLIT}(!]*[(|!])"
_MARKED_WITHIN = re.compile(rf"([{_SPLIT}]){_MARK}(?={_WITHIN})")
_GUARDED_WITHIN = re.compile(rf"[{_SPLIT}](?={_MARK}{_WITHIN})")
_AFTER = rf"\g<0>{_MARK}"
_QUOTED = re.compile(rf'[{_SPLIT}"]|^ | $')
# How spreadsheets keep digits as text in CSV: ="0151".
_WRAPPED = re.compile(r'="(.*)"', re.DOTALL)
_OPENING = '="'


def disarmed(text: str, delimiter: str = ",") -> str:
    """A text that no spreadsheet computes; ``unmarked`` gives it back.

    An apostrophe stands before what would be computed: the text, or what is behind a sign at which spreadsheets that
    go by another ``delimiter`` than the file's split its cells.
    """
    text = _begun(text)
    return text if text.isalnum() else _computed_within(delimiter).sub(_AFTER, text)


def guarded(text: str) -> str:
    """A text for a cell that is never computed: marked only where ``unmarked`` would take a part of it for a mark."""
    taken = text[:1] == _MARK and _MARKED.match(text)
    if taken or (text[:2] == _OPENING and _WRAPPED.fullmatch(text.strip())):
        text = f"{_MARK}{text}"
    return _GUARDED_WITHIN.sub(_AFTER, text) if _MARK in text else text


def unmarked(text: str) -> str:
    """The text without what keeps it from being computed, apostrophes or ``=""``; digits kept as text count too."""
    if text[:2] == _OPENING and (found := _WRAPPED.fullmatch(text.strip())):
        return found[1]
    if _MARK not in text:
        return text
    return _MARKED_WITHIN.sub(r"\1", text[1:] if _MARKED.match(text) else text)


def holds_marks(text: str) -> bool:
    """Whether any cell of a whole file may be marked."""
    return _MARK in text or _OPENING in text


def harmless(text: str) -> str:
    """Text for one cell of a spreadsheet: one line, and never computed."""
    return _begun(" ".join(text.split()))


def line(cells: Iterable[str], delimiter: str = ",", *, always: bool = False) -> str:
    """One line of delimited text; cells are quoted that hold a sign at which some spreadsheet splits, or ``always``."""
    return (delimiter.join(map(_always if always else _quoted, cells)) or '""') + "\r\n"


@lru_cache(maxsize=4)
def _computed_within(delimiter: str) -> re.Pattern[str]:
    others = "".join(sorted(_AT - {delimiter}))
    return re.compile(rf"[{others}\r\n](?={_WITHIN})|{re.escape(delimiter)}(?={_MARK}{_WITHIN})")


def _begun(text: str) -> str:
    return f"{_MARK}{text}" if _COMPUTED.match(text) or _MARKED.match(text) else text


def _quoted(text: str) -> str:
    return _always(text) if _QUOTED.search(text) else text


def _always(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
