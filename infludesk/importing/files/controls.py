"""Control characters: what a terminal acts on and no cell means; they are dropped, and it is said."""

import re
from collections.abc import Sequence

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def holds_controls(cells: Sequence[str]) -> bool:
    """Whether a row has a control character other than tab and line ends."""
    text = "".join(cells)
    return not text.isprintable() and _CONTROL.search(text) is not None


def without_controls(cells: Sequence[str]) -> tuple[str, ...]:
    """The same cells without control characters."""
    return tuple(_CONTROL.sub("", cell) for cell in cells)
