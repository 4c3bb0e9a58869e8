"""The program on the screen: the application, its log, and the window of the workspace that is open."""

import logging
import shutil
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, cast

from babel.dates import LOCALTZ
from PySide6.QtCore import QCoreApplication, QLocale, QObject
from PySide6.QtWidgets import QApplication

from infludesk import settings as machine
from infludesk.db import backup
from infludesk.db.driver import Connection
from infludesk.folder import free, lock
from infludesk.gui.daily import back_up_daily
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import Dialogs, QtDialogs
from infludesk.gui.kit.theme import as_density, as_mode, theme
from infludesk.gui.main_window import MainWindow, Program
from infludesk.gui.navigation import Place
from infludesk.gui.pages import FIRST, PAGES
from infludesk.gui.tasks import Tasks
from infludesk.kernel.dates import show_moment
from infludesk.kernel.errors import Problem
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import locale_of, tr, use_locale
from infludesk.paths import APP, DATABASE, log_file, workspaces_dir
from infludesk.records import model as records
from infludesk.settings import Settings
from infludesk.workspace import Clock, Workspace

if TYPE_CHECKING:
    from infludesk.gui.pages.first_run import FirstRun

_LOG_BYTES = 1_000_000
_SMALL = 64_000_000  # bytes; a quick_check of these took 0.1 s
log = logging.getLogger("infludesk")


class App(QObject):
    """Which workspace is open, and the window that shows it; or the first run, while none is.

    Attributes:
        window: the main window; None before a workspace is open.
        first: the window of the first run; None once a workspace is open.
    """

    def __init__(self, settings: Settings, dialogs: Dialogs, *, clock: Clock | None = None) -> None:
        super().__init__()
        self.settings, self.dialogs, self._clock = settings, dialogs, clock
        self.window: MainWindow | None = None
        self.first: FirstRun | None = None
        self._program = Program(
            open_workspace=self.choose_workspace,
            new_workspace=self.choose_new,
            open_folder=self._open_named,
            look=self.look,
            restart=self.show_workspace,
        )

    def look(self) -> None:
        """Dress the program as the settings say."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, as_mode(self.settings.appearance), as_density(self.settings.density))

    def start(self, folder: Path | None) -> None:
        """Open this workspace, else the one used last, else the first run."""
        last = next((Path(one) for one in self.settings.recent if _holds_workspace(Path(one))), None)
        chosen = folder or last
        if chosen is None or not self.open_folder(chosen, create=folder is not None):
            self.show_first_run()

    def open_folder(self, folder: Path, *, create: bool = False, place: Place | None = None) -> bool:
        """Open a workspace in place of the one shown; False where it cannot be, which the person is told."""
        if self.window is not None and (self._is_shown(folder) or not self.window.may_close()):
            return self._is_shown(folder)
        try:
            workspace = Workspace.open(
                folder, self.settings, create=create, clock=self._clock, thorough=_is_small(folder)
            )
        except Problem as problem:
            return self._recover(folder, problem) and self.open_folder(folder, place=place)
        self.show_workspace(workspace, place)
        return True

    def show_workspace(self, workspace: Workspace, place: Place | None = None) -> None:
        """Show a workspace that is open, in a window of its own; the one before is closed."""
        before = self.window
        self.settings.opened(workspace.folder)
        machine.save(self.settings)
        tasks = Tasks.threaded(workspace)
        name = workspace.setting(records.WORKSPACE_NAME) or workspace.folder.name
        self.window = MainWindow(Desk(workspace, tasks, self.dialogs), PAGES, name, self._program)
        if before is not None:
            self.window.restoreGeometry(before.saveGeometry())
        self.window.closed.connect(self._closed)
        self.window.go(place or Place(FIRST))
        self.window.show()
        tasks.read(_nothing, lambda _none: self._look_through(workspace))
        # The new window is there before the old one goes: without any, Qt ends the program.
        self._leave(before)
        if self.first is not None:
            self.first.close()
            self.first = None

    def show_first_run(self) -> None:
        """Ask how to begin."""
        module = _late("infludesk.gui.pages.first_run")
        self.first = first = cast("FirstRun", module.FirstRun(self.dialogs, workspaces_dir(), sample=self._make_sample))
        first.began.connect(self._begin)
        first.show()

    def choose_workspace(self) -> None:
        """Let the person choose the folder of a workspace."""
        if folder := self.dialogs.choose_folder(tr("Open a workspace"), workspaces_dir()):
            self.open_folder(folder)

    def choose_new(self) -> None:
        """Let the person choose an empty folder for a new workspace."""
        if folder := self.dialogs.choose_folder(tr("Choose an empty folder for the workspace"), workspaces_dir()):
            self.open_folder(folder, create=True)

    def close(self) -> None:
        """Close the workspace that is open."""
        window, self.window = self.window, None
        self._leave(window)

    def _make_sample(self, folder: Path, progress: Progress) -> None:
        _late("infludesk.demo.sample").make(folder, self.settings, progress=progress)

    def _open_named(self, folder: str) -> None:
        self.open_folder(Path(folder))

    def _begin(self, folder: Path, place: Place) -> None:
        self.open_folder(folder, create=True, place=place)

    def _look_through(self, workspace: Workspace) -> None:
        """Look for damage once the first page has read what it shows, then make the day's backup."""
        if self.window is not None and self.window.desk.workspace is workspace:
            job = partial(_fault, workspace)
            then = partial(self._looked_through, workspace)
            self.window.desk.tasks.work(job, then, tr("Look through the file"), asked=False)

    def _looked_through(self, workspace: Workspace, problem: Problem | None) -> None:
        if self.window is None or self.window.desk.workspace is not workspace:
            return
        if problem is None:
            back_up_daily(self.window.desk)
            return
        self.close()
        if not (self._recover(workspace.folder, problem) and self.open_folder(workspace.folder)):
            self.show_first_run()

    def _leave(self, window: MainWindow | None) -> None:
        if window is not None:
            window.leave()
            self._end(window)

    def _end(self, window: MainWindow) -> None:
        window.hide()
        window.desk.tasks.close()
        window.desk.workspace.close()
        window.deleteLater()

    def _closed(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            self._end(window)

    def _is_shown(self, folder: Path) -> bool:
        return self.window is not None and self.window.desk.workspace.folder.resolve() == folder.resolve()

    def _recover(self, folder: Path, problem: Problem) -> bool:
        """Tell why a workspace does not open; for a damaged one, offer its newest good backup. Whether it is back."""
        kept = backup.listed(folder / "backups") if problem.code == "workspace.damaged" else []
        chosen = next((one for one in kept if backup.verify(one)), None)
        if chosen is None:
            self.dialogs.problem(problem)
            return False
        when = show_moment(chosen.at, locale_of(QLocale().name()), getattr(LOCALTZ, "key", None))
        text = tr("What was changed after this backup is missing from it. The damaged file is kept beside it.")
        if not self.dialogs.confirm(
            problem.title, text, verb=tr("Restore the backup of {when}", when=when), safe=tr("Close")
        ):
            return False
        try:
            _put_back(folder, chosen)
        except (Problem, OSError) as error:
            self.dialogs.problem(error if isinstance(error, Problem) else problem)
            return False
        return True


def _put_back(folder: Path, chosen: backup.Backup) -> None:
    """Put a backup in the place of a damaged file, which stays beside it under another name."""
    held = lock(folder)
    try:
        database = folder / DATABASE
        number = 1 + len(list(folder.glob("workspace-damaged-*.db")))
        for tail in ("", "-wal"):
            if (kept := database.with_name(database.name + tail)).exists():
                shutil.copy2(kept, folder / f"workspace-damaged-{number}.db{tail}")
        backup.restore(chosen, database)
    finally:
        free(folder, held)


def _holds_workspace(folder: Path) -> bool:
    try:
        return (folder / DATABASE).exists()
    except OSError:  # a drive that does not answer is no reason not to start
        return False


def _is_small(folder: Path) -> bool:
    """Whether a look through the whole file takes no time; a larger one is looked through once its window is there."""
    try:
        return (folder / DATABASE).stat().st_size < _SMALL
    except OSError:
        return True


def _late(module: str) -> Any:
    """A module that a window opened every day must not wait for: the first run, the readers of files, the PDF."""
    return import_module(module)


def _nothing(_conn: Connection) -> None:
    return None


def _fault(workspace: Workspace, _progress: Progress) -> Problem | None:
    """What a look through the whole file finds; None where it is sound."""
    try:
        workspace.look_through()
    except Problem as problem:
        return problem
    return None


def run(folder: Path | None) -> int:
    """Show the program until it is closed; returns the exit status."""
    QCoreApplication.setApplicationName(APP)
    QCoreApplication.setOrganizationName(APP)
    qt = QApplication(sys.argv[:1])
    qt.setApplicationDisplayName(APP)
    _keep_log()
    use_locale(locale_of(QLocale().name()))
    app = App(machine.load(), QtDialogs())
    sys.excepthook = _tell_bug(app)
    app.look()
    app.start(folder)
    status = qt.exec()
    app.close()
    return status


def _keep_log() -> None:
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(log_file(), maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8")
    except OSError:  # without a log the program still does its work
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)


def _tell_bug(app: App) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What stands in for Python's own excepthook while the window is open: the log, and a dialog."""
    shown = False

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal shown
        log.error("a bug", exc_info=(kind, error, trace))
        if not shown:  # one that comes with every repaint would stack up its dialogs
            shown = True
            try:
                app.dialogs.bug(error, log_file())
            finally:
                shown = False

    return tell
