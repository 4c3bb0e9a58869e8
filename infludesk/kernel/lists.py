"""Several entries in one cell, parted so that they can be told apart again."""

from collections.abc import Iterable, Sequence

PLAIN, APART = ", ", " ::: "
_PARTING = ',;|"\n'


def awkward(entries: Iterable[str]) -> bool:
    """Whether entries hold the signs that part entries in other files."""
    return any(sign in entry for entry in entries for sign in _PARTING)


def joined(entries: Sequence[str], apart: str = PLAIN) -> str:
    """Entries in one cell; an awkward sign stands behind a single one too, so that it is never taken apart."""
    text = apart.join(entries)
    return f"{text}{apart.rstrip()}" if apart == APART and len(entries) == 1 else text
