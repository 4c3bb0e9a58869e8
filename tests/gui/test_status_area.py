"""The status area: the last change and its way back, work under way, the last backup."""

from datetime import timedelta

import pytest
from fakes import FakeDialogs
from press import Key, Modifier, click, press
from PySide6.QtWidgets import QPushButton, QWidget

from infludesk.creators.commands import add_creator, set_field
from infludesk.gui.desk import Desk
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.tasks import Running
from infludesk.kernel.errors import Problem
from infludesk.kernel.progress import Progress
from infludesk.workspace import Workspace

CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


@pytest.fixture
def ana(workspace: Workspace) -> str:
    """A creator."""
    return str(workspace.do(add_creator, name="Ana Ruiz").value)


@pytest.fixture
def shown(window: MainWindow, ana: str) -> MainWindow:
    """The window on Today, with the focus."""
    del ana
    window.go(Place("today"))
    window.activateWindow()
    return window


def link(window: MainWindow) -> QPushButton:
    return window.status._act


def test_the_last_change_can_be_taken_back_and_made_again(shown: MainWindow, desk: Desk, workspace: Workspace) -> None:
    desk.tasks.do(add_creator, name="Bea")
    assert (shown.status.words, link(shown).text()) == ("Add Bea", "Undo")
    assert shown.actions_["undo"].text() == "Undo Add Bea"
    click(link(shown))
    assert (shown.status.words, link(shown).text()) == ("Undo: Add Bea", "Redo")
    assert shown.actions_["redo"].text() == "Redo Add Bea"
    click(link(shown))
    assert (shown.status.words, link(shown).text()) == ("Redo: Add Bea", "Undo")
    press(shown, Key.Key_Z, CONTROL)
    press(shown, Key.Key_Y, CONTROL)
    assert shown.status.words == "Redo: Add Bea"
    assert workspace.check().faults == ()


def test_undo_to_the_start_and_no_further(shown: MainWindow) -> None:
    press(shown, Key.Key_Z, CONTROL)
    assert shown.actions_.why_not("undo") == "Nothing to undo."
    press(shown, Key.Key_Z, CONTROL)
    assert shown.status.words == "Undo: Add Ana Ruiz"


def test_an_undo_in_part_says_what_stays(shown: MainWindow, desk: Desk, ana: str) -> None:
    desk.tasks.do(set_field, creator_id=ana, name="email", value="a@example.org")
    desk.tasks.do(set_field, creator_id=ana, name="email", value="b@example.org")
    first = desk.workspace.read(lambda conn: conn.execute("SELECT max(seq) FROM batch").fetchone()[0]) - 1
    desk.tasks.undo(first, then=shown.news._undone)
    assert shown.status.words.endswith("1 was changed later and stays")
    assert link(shown).text() == "Redo"


def test_work_is_shown_and_cancelled(shown: MainWindow, desk: Desk) -> None:
    clock = iter(range(0, 1000, 2))
    desk.tasks._clock = lambda: float(next(clock))
    seen: list[bool] = []

    def job(progress: Progress) -> None:
        progress(1, 4)
        seen.append(shown.status.progress.isVisible())
        shown.status.cancelled.emit()
        progress(2, 4)

    desk.tasks.work(job, lambda _none: pytest.fail("it was cancelled"), "Import")
    assert seen == [True]
    assert not shown.status.progress.isVisible()
    assert shown.status.words == "Import was cancelled; nothing was changed."
    assert not link(shown).isVisible()


def test_progress_is_shown_in_words(shown: MainWindow) -> None:
    shown.status.show_running(Running("Import", 50, 200, 25))
    texts = [one.text() for one in shown.status.progress.findChildren(QWidget) if hasattr(one, "text")]
    assert any("25" in text for text in texts)
    shown.status.show_running(None)
    assert not shown.status.progress.isVisible()


def test_the_last_backup_and_one_that_is_late(shown: MainWindow, desk: Desk, workspace: Workspace) -> None:
    assert shown.status._backup.text() == "No backup yet"
    press(shown, Key.Key_B, CONTROL | SHIFT)
    assert shown.status._backup.text().startswith("Backed up 12 Mar 2026")
    assert shown.status.words == "Backed up, and read back."
    assert not shown.status._late.isVisible()
    now = workspace.now()
    workspace._clock = lambda: now + timedelta(days=3)
    desk.backed_up.emit()
    assert shown.status._late.isVisible()


def test_is_it_saved(shown: MainWindow) -> None:
    press(shown, Key.Key_S, CONTROL)
    assert shown.status.words == "Everything is saved as you type. There is no backup yet."
    shown.actions_["back_up"].trigger()
    press(shown, Key.Key_S, CONTROL)
    assert shown.status.words.startswith("Everything is saved as you type. Last backup 12 Mar 2026")
    shown.actions_["check_file"].trigger()
    assert shown.status.words == "The file is whole."


def test_a_long_change_leaves_room_for_the_rest(shown: MainWindow, desk: Desk) -> None:
    desk.tasks.do(add_creator, name="W" * 400)
    shown.resize(1024, 700)
    assert shown.width() == 1024
    assert shown.status.rect().contains(link(shown).geometry())
    assert link(shown).geometry().right() <= shown.status._backup.geometry().left()


def test_problems_and_bugs_are_told(
    shown: MainWindow, desk: Desk, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    del shown
    monkeypatch.setattr("infludesk.gui.kit.dialogs._LOG.error", lambda *_a, **_k: None)

    def refuse(_tx: object) -> None:
        raise Problem("x.y", "It cannot be.", "Try another.")

    def break_(_tx: object) -> None:
        raise ZeroDivisionError("oh")

    desk.tasks.do(refuse)
    desk.tasks.do(break_)
    assert [one.title for one in dialogs.problems] == ["It cannot be."]
    assert [type(one) for one in dialogs.bugs] == [ZeroDivisionError]
