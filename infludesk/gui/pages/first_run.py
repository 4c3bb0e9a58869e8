"""The first run: a window with three ways to begin, shown while no workspace is open."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from infludesk.gui.dropping import dropped
from infludesk.gui.imports.filters import LISTS
from infludesk.gui.kit.bars import ProgressLine
from infludesk.gui.kit.dialogs import Dialogs
from infludesk.gui.kit.parts import Glyph, button, frame, label
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.navigation import Place
from infludesk.gui.privacy import STAYS_HERE
from infludesk.gui.runner import Runner, ThreadRunner
from infludesk.gui.tasks import Running
from infludesk.kernel.errors import Cancelled, Problem
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import isolate, tr
from infludesk.paths import DATABASE, log_file

Sample = Callable[[Path, Progress], object]


class FirstRun(QWidget):
    """Three choices, and a workspace that was made elsewhere.

    Signals:
        began: the folder of the workspace, made where it is not there, and the Place to show first.
    """

    began = Signal(object, object)
    _reported = Signal(int, int)
    _ended = Signal(object, object)

    def __init__(
        self, dialogs: Dialogs, base: Path, *, sample: Sample | None = None, runner: Runner | None = None
    ) -> None:
        """Ask how to begin.

        Args:
            dialogs: for files and folders.
            base: where a workspace is made unless the person chooses another folder.
            sample: makes the sample workspace in a folder, telling (done, total); without it there is no such choice.
            runner: where the sample is made; a thread of its own where absent.
        """
        super().__init__()
        self._dialogs, self._base, self._sample = dialogs, base, sample
        self._runner = runner or ThreadRunner()
        self._cancelled = False
        self.setWindowTitle("InfluDesk")
        self.setAcceptDrops(True)
        self.setProperty("kind", "page")
        self.strip = Strip()
        self.progress = ProgressLine()
        self.list_button = button(tr("Choose the list…"), "primary")
        self.sample_button = button(tr("Look around"))
        self.empty_button = button(tr("Start empty"))
        self.open_button = button(tr("Open a workspace…"), "link")
        self.change_button = button(tr("Change"), "link")
        self.change_button.setAccessibleName(tr("Change the folder"))
        self.where = label("", "muted", wrap=True)
        self.choices = QWidget()
        self._lay_out()
        self._connect()
        self._show_base()
        self.resize(theme.px(720), theme.px(600))
        self.list_button.setFocus()

    def start_with(self, *paths: Path) -> None:
        """Begin a workspace with the import of this contact list, and of those after it."""
        if paths[0].is_dir():
            title = tr('"{name}" is a folder.', name=paths[0].name)
            self.strip.say("danger", title, tr("Nothing was imported. Choose one of the files in it."))
            return
        self.began.emit(free_folder(self._base), Place("imports", about=tuple(f"file:{path}" for path in paths)))

    def start_pasted(self) -> None:
        """Begin a workspace with the import of what was copied: rows of a table, or files."""
        held = QGuiApplication.clipboard()
        if files := dropped(held.mimeData()):
            self.start_with(*files)
        elif held.text().strip():
            self.began.emit(free_folder(self._base), Place("imports", about=("paste",)))
        else:
            title = tr("Nothing was copied that can be read.")
            self.strip.say("info", title, tr("Copy the rows of a table first, with their headings."))

    def choose_list(self) -> None:
        """Let the person choose a contact list first, so that leaving the dialog makes nothing."""
        if path := self._dialogs.open_file(tr("Choose your contact list"), [tr(one) for one in LISTS]):
            self.start_with(path)

    def start_empty(self) -> None:
        """Begin an empty workspace."""
        self.began.emit(free_folder(self._base), Place("today"))

    def open_workspace(self) -> None:
        """Let the person choose the folder of a workspace."""
        if folder := self._dialogs.choose_folder(tr("Open a workspace"), self._base.parent):
            self.began.emit(folder, Place("today"))

    def change_base(self) -> None:
        """Let the person choose where the workspace is made."""
        if folder := self._dialogs.choose_folder(tr("Choose where the workspace is kept"), self._base.parent):
            self._base = folder
            self._show_base()

    def look_around(self) -> None:
        """Make the sample workspace, once, and open it."""
        folder = self._base.parent / "InfluDesk sample"
        if (folder / DATABASE).exists():
            self.began.emit(folder, Place("today"))
            return
        if self._sample is not None:
            self._make(self._sample, free_folder(folder))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.choices.isEnabled() and dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := dropped(event.mimeData()):
            event.acceptProposedAction()
            self.start_with(*files)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._cancelled = True
        self._runner.close()
        super().closeEvent(event)

    def _make(self, sample: Sample, folder: Path) -> None:
        self._cancelled = False
        self.strip.say("info", "")
        self.choices.setEnabled(False)
        self._report(0, 0)
        self._runner.work(partial(self._work, sample, folder, fresh=not folder.exists()))

    def _work(self, sample: Sample, folder: Path, *, fresh: bool) -> None:
        """Make the sample, on the worker's thread; what is left of one that failed goes."""
        error: Exception | None = None
        try:
            sample(folder, self._step)
        except Exception as caught:  # noqa: BLE001  told to the person on the window's thread
            error = caught
            if fresh:
                shutil.rmtree(folder, ignore_errors=True)
        self._ended.emit(folder, error)

    def _step(self, done: int, total: int) -> None:
        if self._cancelled:
            raise Cancelled
        self._reported.emit(done, total)

    def _cancel(self) -> None:
        self._cancelled = True

    def _report(self, done: int, total: int) -> None:
        percent = 100 * done // total if total else None
        self.progress.show_running(Running(tr("Making the sample workspace"), done, total, percent))

    def _end(self, folder: Path, error: Exception | None) -> None:
        self.progress.show_running(None)
        self.choices.setEnabled(True)
        if error is None:
            self.began.emit(folder, Place("today"))
        elif isinstance(error, Problem):
            self.strip.say_problem(error)
        elif not isinstance(error, Cancelled):
            self._dialogs.bug(error, log_file())

    def _show_base(self) -> None:
        self.where.setText(
            tr("Everything stays in {folder} on this computer.", folder=isolate(place_words(self._base)))
        )
        self.where.setToolTip(str(self._base))

    def _connect(self) -> None:
        for one, does in (
            (self.list_button, self.choose_list), (self.sample_button, self.look_around),
            (self.empty_button, self.start_empty), (self.open_button, self.open_workspace),
            (self.change_button, self.change_base),
        ):  # fmt: skip
            one.clicked.connect(does)
        QShortcut(QKeySequence("Ctrl+V"), self).activated.connect(self.start_pasted)
        self.progress.cancelled.connect(self._cancel)
        self._reported.connect(self._report)
        self._ended.connect(self._end)

    def _lay_out(self) -> None:
        pad = theme.px(24)
        cards = QVBoxLayout(self.choices)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(theme.px(12))
        cards.addWidget(
            _card(
                "import",
                tr("Start with my contact list"),
                tr("CSV, Excel or address book. Drop the file here, choose it, or paste its rows (Ctrl+V)."),
                self.list_button,
            )
        )
        if self._sample is not None:
            cards.addWidget(_card("eye", tr("Look around with sample data"),
                                  tr("Invented creators and a whole campaign, in a workspace of their own."),
                                  self.sample_button))  # fmt: skip
        cards.addWidget(_card("add", tr("Start empty"), tr("Add creators one by one."), self.empty_button))
        cards.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(4))
        foot.addWidget(self.where, 1)
        foot.addWidget(self.change_button)
        cards.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.px(16))
        column.addStretch(1)
        column.addWidget(label(tr("How do you want to begin?"), "title"))
        for part in (self.strip, self.choices, self.progress, label(tr(STAYS_HERE), "help", wrap=True)):
            column.addWidget(part)
        column.addStretch(2)


def free_folder(base: Path) -> Path:
    """The folder for a new workspace: ``base`` where it is missing or empty, else the next free one in it."""
    number, folder = 1, base
    while folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        number += 1
        folder = base / f"Workspace {number}"
    return folder


def place_words(folder: Path) -> str:
    """A folder as people say it: ``Documents / InfluDesk``, from the home folder on."""
    home = Path.home()
    inside = folder.relative_to(home) if folder.is_relative_to(home) else folder
    return " / ".join(part for part in inside.parts if part != folder.anchor)


def _card(icon: str, title: str, text: str, action: QPushButton) -> QWidget:
    made = frame("card")
    action.setAccessibleName(f"{title}, {action.text()}")
    action.setAccessibleDescription(text)
    words = QVBoxLayout()
    words.setSpacing(theme.px(4))
    words.addWidget(label(title, "lead"))
    words.addWidget(label(text, "muted", wrap=True))
    row = QHBoxLayout(made)
    row.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
    row.setSpacing(theme.px(16))
    row.addWidget(Glyph(icon, "accent-text", 24))
    row.addLayout(words, 1)
    row.addWidget(action)
    return made
