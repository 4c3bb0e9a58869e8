"""The program: which workspace it shows, what it does when one cannot be opened, and its log."""

import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fakes import FakeDialogs
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infludesk import settings as machine
from infludesk.creators.commands import add_creator
from infludesk.creators.store import Filter, ids
from infludesk.db import backup
from infludesk.folder import lock
from infludesk.gui import app as program
from infludesk.gui.app import App
from infludesk.gui.main_window import MainWindow
from infludesk.gui.pages import first_run
from infludesk.gui.pages.first_run import FirstRun
from infludesk.gui.tasks import Task
from infludesk.kernel.progress import Progress
from infludesk.paths import log_file
from infludesk.settings import Settings
from infludesk.workspace import Workspace

Clock = Callable[[], datetime]
DEVICE = "0123456789ab"
WAIT = 10_000


class Decides(FakeDialogs):
    """Also remembers between which words it was to choose."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: list[tuple[str, str]] = []

    def confirm(self, title: str, text: str, *, verb: str, safe: str = "Cancel", danger: bool = False) -> bool:
        self.choices.append((verb, safe))
        return super().confirm(title, text, verb=verb, safe=safe, danger=danger)


@pytest.fixture
def asked() -> Decides:
    """Dialogs that answer by themselves."""
    return Decides()


@pytest.fixture
def app(
    dressed: QApplication, asked: Decides, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[App]:
    """The program, with nothing open yet."""
    del dressed
    monkeypatch.setattr(program, "workspaces_dir", lambda: tmp_path / "Documents" / "InfluDesk")
    made = App(Settings(device=DEVICE), asked, clock=clock)
    yield made
    made.close()
    if made.first is not None:
        made.first.close()


@pytest.fixture
def folder(template: Path, tmp_path: Path, clock: Clock) -> Path:
    """A workspace with a creator, a backup of it, and a second creator since."""
    shutil.copytree(template, tmp_path / "w")
    with Workspace.open(tmp_path / "w", Settings(device=DEVICE), clock=clock) as made:
        made.do(add_creator, name="Ana Ruiz")
        made.back_up()
        made.do(add_creator, name="Bea Holm")
    return tmp_path / "w"


def window(app: App) -> MainWindow:
    assert app.window is not None
    return app.window


def first(app: App) -> FirstRun:
    assert app.first is not None
    return app.first


def count(app: App) -> int:
    return window(app).desk.workspace.read(lambda conn: len(ids(conn, Filter())))


def damage(folder: Path) -> bytes:
    path = folder / "workspace.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * 8192 + whole[12288:])
    return path.read_bytes()


# beginning


def test_the_first_day_starts_empty(app: App, tmp_path: Path) -> None:
    app.start(None)
    assert first(app).isVisible()
    assert app.window is None
    first(app).empty_button.click()
    assert app.first is None
    assert window(app).isVisible()
    assert window(app).page.key == "today"
    assert (tmp_path / "Documents" / "InfluDesk" / "workspace.db").exists()
    assert app.settings.recent == [str(tmp_path / "Documents" / "InfluDesk")]
    assert machine.load().recent == app.settings.recent


def test_the_focus_is_in_the_page(app: App, folder: Path, qtbot: QtBot) -> None:
    app.start(folder)
    window(app).activateWindow()
    seen: list[int] = []
    window(app).desk.tasks.read(lambda _conn: 1, seen.append)
    qtbot.waitUntil(lambda: bool(seen), timeout=WAIT)
    focused = window(app).focusWidget()
    assert focused is not None
    assert focused is window(app).page or window(app).page.isAncestorOf(focused)


def test_the_one_used_last_is_opened(app: App, folder: Path, tmp_path: Path) -> None:
    app.settings.recent = [str(tmp_path / "gone"), str(folder)]
    app.start(None)
    assert window(app).desk.workspace.folder == folder
    assert app.settings.recent[0] == str(folder)


def test_a_drive_that_does_not_answer_is_no_reason_not_to_start(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bool:
        raise PermissionError

    app.settings.recent = [str(tmp_path / "away")]
    with monkeypatch.context() as patched:
        patched.setattr(Path, "exists", refuse)
        assert not program._holds_workspace(tmp_path / "away")
    app.start(None)
    assert app.first is not None


def test_the_sample_is_made_and_shown(app: App, qtbot: QtBot) -> None:
    app.start(None)
    first(app).sample_button.click()
    qtbot.waitUntil(lambda: app.window is not None, timeout=60_000)
    assert count(app) == 23
    assert window(app).name
    assert window(app).desk.workspace.check().faults == ()


def test_a_sample_that_fails_leaves_the_first_run(
    app: App, asked: Decides, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_folder: Path, _settings: Settings, *, progress: Progress) -> None:
        progress(1, 2)
        raise ZeroDivisionError

    monkeypatch.setattr("infludesk.demo.sample.make", fail)
    app.start(None)
    first(app).sample_button.click()
    qtbot.waitUntil(lambda: bool(asked.bugs), timeout=WAIT)
    assert app.window is None
    assert first(app).choices.isEnabled()


# opening


def test_another_takes_the_place_of_the_one_shown(app: App, folder: Path, tmp_path: Path, qapp: QApplication) -> None:
    ended: list[int] = []
    qapp.lastWindowClosed.connect(lambda: ended.append(1))
    app.open_folder(folder)
    before = window(app)
    assert app.open_folder(tmp_path / "other", create=True)
    assert window(app) is not before
    assert not before.isVisible()
    assert [Path(one).name for one in app.settings.recent] == ["other", "w"]
    with Workspace.open(folder, Settings(device=DEVICE)) as free:  # nobody holds it any more
        assert free.check().faults == ()
    QApplication.processEvents()
    assert ended == []  # the program goes on


def test_the_one_shown_is_not_opened_twice(app: App, folder: Path, asked: Decides) -> None:
    app.open_folder(folder)
    before = window(app)
    assert app.open_folder(folder)
    assert window(app) is before
    assert asked.said == []


def test_one_in_use_is_told_and_the_first_run_shown(app: App, folder: Path, asked: Decides) -> None:
    held = lock(folder)
    app.start(folder)
    held.release()
    assert [one.code for one in asked.problems] == ["workspace.in_use"]
    assert app.window is None
    assert first(app).isVisible()


def test_one_that_cannot_be_opened_leaves_the_one_shown(app: App, folder: Path, tmp_path: Path, asked: Decides) -> None:
    app.open_folder(folder)
    before = window(app)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("hello", encoding="utf-8")
    asked.path = tmp_path / "letters"
    before.actions_["workspace.open"].trigger()
    before.actions_["workspace.new"].trigger()
    assert [one.code for one in asked.problems] == ["workspace.missing", "workspace.not_empty"]
    assert window(app) is before
    assert before.isVisible()
    asked.path = None
    before.actions_["workspace.open"].trigger()
    assert window(app) is before


def test_work_that_runs_is_not_dropped_for_another(app: App, folder: Path, tmp_path: Path, asked: Decides) -> None:
    app.open_folder(folder)
    asked.agrees = False
    window(app).desk.tasks._running.append(Task("", lambda: 0.0, lambda _shown: None))  # something runs
    assert not app.open_folder(tmp_path / "other", create=True)
    assert asked.choices == [("Stop and close", "Keep working")]
    assert window(app).desk.workspace.folder == folder
    window(app).desk.tasks._running.clear()


# a damaged file


def test_a_damaged_one_comes_back_from_its_backup(app: App, folder: Path, asked: Decides) -> None:
    broken = damage(folder)
    app.start(folder)
    assert asked.asked == ["This workspace is damaged. Nothing has been changed or deleted."]
    verb, safe = asked.choices[0]
    assert verb.startswith("Restore the backup of 12 Mar 2026")
    assert safe == "Close"
    assert count(app) == 1  # what came after the backup is not in it
    assert (folder / "workspace-damaged-1.db").read_bytes() == broken
    assert asked.problems == []


def test_a_large_one_is_looked_through_behind_its_window(
    app: App, folder: Path, asked: Decides, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infludesk.gui.app._SMALL", 0)
    damage(folder)
    app.start(folder)
    qtbot.waitUntil(lambda: bool(asked.asked), timeout=10_000)
    assert asked.asked == ["This workspace is damaged. Nothing has been changed or deleted."]
    qtbot.waitUntil(lambda: app.window is not None and count(app) == 1, timeout=10_000)
    assert list(folder.glob("workspace-damaged-*"))


def test_a_damaged_one_is_left_as_it_is_when_asked_to(app: App, folder: Path, asked: Decides) -> None:
    broken = damage(folder)
    asked.agrees = False
    app.start(folder)
    assert first(app).isVisible()
    assert (folder / "workspace.db").read_bytes() == broken
    assert not list(folder.glob("workspace-damaged-*"))


def test_a_backup_that_does_not_read_back_is_not_offered(app: App, folder: Path, asked: Decides) -> None:
    damage(folder)
    for one in backup.listed(folder / "backups"):
        one.path.write_bytes(b"x")
    app.start(folder)
    assert asked.asked == []
    assert [one.code for one in asked.problems] == ["workspace.damaged"]
    assert first(app).isVisible()


def test_restoring_a_backup_shows_the_window_anew(app: App, folder: Path) -> None:
    app.open_folder(folder)
    before = window(app)
    assert count(app) == 2
    workspace = before.desk.workspace
    before.desk.tasks.close()
    chosen = next(one for one in backup.listed(workspace.backups) if one.reason == "hand")
    before.desk.restart(workspace.restore(chosen))
    assert window(app) is not before
    assert window(app).isVisible()
    assert count(app) == 1


# closing


def test_the_day_s_backup_is_made_once(app: App, folder: Path, qtbot: QtBot) -> None:
    for one in backup.listed(folder / "backups"):
        one.path.unlink()
    app.open_folder(folder)
    qtbot.waitUntil(lambda: len(backup.listed(folder / "backups")) == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: window(app).status._backup.text().startswith("Backed up"), timeout=WAIT)
    app.close()
    app.open_folder(folder)
    seen: list[int] = []
    window(app).desk.tasks.read(lambda _conn: 1, seen.append)
    qtbot.waitUntil(lambda: bool(seen) and not window(app).desk.tasks.busy, timeout=WAIT)
    assert [one.reason for one in backup.listed(folder / "backups")] == ["daily"]


def test_closing_frees_the_workspace(app: App, folder: Path) -> None:
    app.open_folder(folder)
    shown = window(app)
    shown.close()
    assert app.window is None
    assert app.settings.window[shown.desk.workspace.id]
    with Workspace.open(folder, Settings(device=DEVICE)) as free:
        assert free.check().faults == ()
    app.close()  # once more is no harm


def test_a_change_just_made_is_there_after_closing(app: App, folder: Path) -> None:
    app.open_folder(folder)
    window(app).desk.tasks.do(add_creator, name="Cleo")
    app.close()
    app.open_folder(folder)
    assert count(app) == 3


# the log


@pytest.fixture
def logged() -> Iterator[None]:
    """What is added to the log is taken off again."""
    before = list(program.log.handlers)
    yield
    for one in [one for one in program.log.handlers if one not in before]:
        one.close()
        program.log.removeHandler(one)


@pytest.mark.usefixtures("logged")
def test_a_bug_is_logged_and_told_once_at_a_time(
    app: App, asked: Decides, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    program._keep_log()
    tell = program._tell_bug(app)
    error = ZeroDivisionError("oh")
    told = asked.bug

    def again(bug: BaseException, log: Path) -> None:
        tell(ZeroDivisionError, error, None)  # as a window does that repaints below the dialog
        told(bug, log)

    monkeypatch.setattr(asked, "bug", again)
    tell(ZeroDivisionError, error, None)
    assert asked.bugs == [error]
    assert log_file().read_text(encoding="utf-8").count("ZeroDivisionError: oh") == 2
    caplog.clear()


@pytest.mark.usefixtures("logged")
def test_without_a_place_for_the_log_it_works_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("INFLUDESK_CONFIG", str(tmp_path / "file" / "config"))
    handlers = len(program.log.handlers)
    program._keep_log()
    assert len(program.log.handlers) == handlers


def test_pages_are_not_loaded_before_they_are_gone_to() -> None:
    source = Path(program.__file__).read_text(encoding="utf-8")
    top = source.split("class App")[0].split("if TYPE_CHECKING")[0]
    assert "pages.backups" not in top
    assert "pages.first_run" not in top
    assert first_run.__name__ in sys.modules
    assert logging.getLogger("infludesk") is program.log
