"""Dialogs that answer by themselves and remember what they said; a runner without threads."""

from collections.abc import Sequence
from pathlib import Path

from infludesk.gui.runner import Job
from infludesk.kernel.errors import Problem


class FakeDialogs:
    """Stands in for ``Dialogs``.

    Attributes:
        path: the file or folder chosen each time; None leaves the dialog.
        words: the text typed each time; None leaves the dialog.
        agrees: whether a decision is confirmed.
        asked: the titles of the dialogs that asked, in order.
        filters: the kinds of file last asked for.
        said: the titles of what was told, in order.
        problems: the problems told; ``bugs``: the exceptions told.
    """

    def __init__(self, *, path: Path | None = None, words: str | None = None, agrees: bool = True) -> None:
        self.path, self.words, self.agrees = path, words, agrees
        self.filters: tuple[str, ...] = ()
        self.asked: list[str] = []
        self.said: list[str] = []
        self.problems: list[Problem] = []
        self.bugs: list[BaseException] = []

    def open_file(self, title: str, filters: Sequence[str]) -> Path | None:
        self.filters = tuple(filters)
        self.asked.append(title)
        return self.path

    def open_files(self, title: str, filters: Sequence[str]) -> tuple[Path, ...]:
        path = self.open_file(title, filters)
        return (path,) if path else ()

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


class InlineRunner:
    """Runs each job at once, on the thread that asks."""

    def read(self, job: Job) -> None:
        job()

    def write(self, job: Job) -> None:
        job()

    def work(self, job: Job) -> None:
        job()

    def close(self) -> None:
        """Nothing is ever left to wait for."""
