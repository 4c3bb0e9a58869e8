"""Text cells that a spreadsheet would compute: marked on the way out, unmarked on the way in."""

import re

_MARK = "'"
# A formula may also hide behind blanks and quotes, and behind the full-width signs of East Asian keyboards.
_SIGNS = r"[\s'\"]{0,8}[=+\-@＝＋－＠]|[\t\r]"
_COMPUTED = re.compile(_SIGNS)
_MARKED = re.compile(rf"{_MARK}(?=[\d{_MARK}]|{_SIGNS})")
# How spreadsheets keep digits as text in CSV: ="0151".
_WRAPPED = re.compile(r'="(.*)"', re.DOTALL)
_OPENING = '="'


def disarmed(text: str) -> str:
    """A text that no spreadsheet computes: an apostrophe stands before one that it would; ``unmarked`` takes it off."""
    return f"{_MARK}{text}" if _COMPUTED.match(text) or _MARKED.match(text) else text


def guarded(text: str) -> str:
    """A text for a cell that is never computed: marked only where ``unmarked`` would take a part of it for a mark."""
    return f"{_MARK}{text}" if unmarked(text) != text else text


def unmarked(text: str) -> str:
    """The text without what keeps it from being computed, one apostrophe or ``=""``; digits kept as text count too."""
    if text[:1] == _MARK:
        return text[1:] if _MARKED.match(text) else text
    if text[:2] == _OPENING and (found := _WRAPPED.fullmatch(text.strip())):
        return found[1]
    return text


def holds_marks(text: str) -> bool:
    """Whether any cell of a whole file may be marked."""
    return _OPENING in text or _MARKED.search(text) is not None


def harmless(text: str) -> str:
    """Text for one cell of a spreadsheet: one line, and never computed."""
    return disarmed(" ".join(text.split()))
