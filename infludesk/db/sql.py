"""Lists within SQL: codes written out, and marks for values that are bound."""

from collections.abc import Iterable, Sized


def code_list(codes: Iterable[str]) -> str:
    """The program's own codes as they stand in ``IN (…)``, in order; never what a person typed."""
    return ", ".join(f"'{code}'" for code in sorted(codes))


def marks(values: Sized) -> str:
    """A ``?`` for each value that is bound."""
    return ", ".join("?" * len(values))
