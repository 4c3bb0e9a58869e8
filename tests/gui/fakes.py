"""Dialogs that answer by themselves and remember what they said."""

from collections.abc import Sequence
from pathlib import Path

from infludesk.kernel.errors import Problem


class FakeDialogs:
    """Stands in for ``Dialogs``.

    Attributes:
        path: the file or folder chosen each time; None leaves the dialog.
        words: the text typed each time; None leaves the dialog.
        agrees: whether a decision is confirmed.
        asked: the titles of the dialogs that asked, in order.
        said: the titles of what was told, in order.
        problems: the problems told; ``bugs``: the exceptions told.
    """

    def __init__(self, *, path: Path | None = None, words: str | None = None, agrees: bool = True) -> None:
        self.path, self.words, self.agrees = path, words, agrees
        self.asked: list[str] = []
        self.said: list[str] = []
        self.problems: list[Problem] = []
        self.bugs: list[BaseException] = []

    def open_file(self, title: str, filters: Sequence[str]) -> Path | None:
        del filters
        self.asked.append(title)
        return self.path

    def open_files(self, title: str, filters: Sequence[str]) -> tuple[Path, ...]:
        found = self.open_file(title, filters)
        return (found,) if found else ()

    def save_file(self, title: str, proposed: Path, filters: Sequence[str]) -> Path | None:
        del proposed
        return self.open_file(title, filters)

    def choose_folder(self, title: str, start: Path) -> Path | None:
        return self.save_file(title, start, ())

    def ask_text(self, title: str, label: str, *, verb: str, text: str = "") -> str | None:
        del label, verb, text
        self.asked.append(title)
        return self.words

    def confirm(self, title: str, text: str, *, verb: str, safe: str = "Cancel", danger: bool = False) -> bool:
        del text, verb, safe, danger
        self.asked.append(title)
        return self.agrees

    def message(self, title: str, text: str) -> None:
        del text
        self.said.append(title)

    def problem(self, problem: Problem) -> None:
        self.said.append(problem.title)
        self.problems.append(problem)

    def bug(self, error: BaseException, log: Path) -> None:
        del log
        self.said.append(str(error))
        self.bugs.append(error)
