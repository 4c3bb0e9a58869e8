"""What a person can act on: a problem with a title and advice."""

from dataclasses import dataclass


class Problem(Exception):  # noqa: N818  a problem is told to the user; it is not a bug
    """Something the user can act on.

    Attributes:
        code: ``area.what``, for tests, logs and ``--json``; on screen only under details.
        title: one sentence: what happened.
        advice: what it means for the data, and what to do.
    """

    def __init__(self, code: str, title: str, advice: str = "") -> None:
        super().__init__(f"{title} {advice}".strip())
        self.code, self.title, self.advice = code, title, advice


class Cancelled(Exception):  # noqa: N818  not an error: the user asked for it
    """The user cancelled; nothing was written."""


@dataclass(frozen=True, slots=True)
class Note:
    """One of many problems found in a file or a form: where, and why."""

    row: int | None
    column: str | None
    value: str
    reason: str
