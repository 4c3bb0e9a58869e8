"""Dialogs: verbs on buttons, the safe one has the focus, and one place tells of what failed."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import FakeDialogs, InlineRunner
from press import Key, Modifier, press, type_text
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from infludesk.gui.kit.dialogs import Dialogs, EntryDialog, LineDialog, Message, Plain, QtDialogs, show_failures
from infludesk.gui.kit.theme import theme
from infludesk.gui.tasks import Tasks
from infludesk.kernel.errors import Problem
from infludesk.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ROOM = Problem("word.refused", "There is no room.", "Nothing was changed.")


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")


@pytest.fixture
def answer() -> Callable[[Callable[[QDialog], None]], list[str]]:
    """Does something in the dialog that opens next; gives the title and the focused button it had."""

    def later(act: Callable[[QDialog], None]) -> list[str]:
        seen: list[str] = []

        def now() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QDialog)
            focused = dialog.focusWidget()
            seen.extend((dialog.windowTitle(), focused.text() if isinstance(focused, QPushButton) else ""))
            act(dialog)

        QTimer.singleShot(0, now)
        return seen

    return later


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """The window in use."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def dialogs(window: QWidget) -> Dialogs:
    """The real dialogs over a window."""
    del window
    return QtDialogs()


Answer = Callable[[Callable[[QDialog], None]], list[str]]


def click_on(text: str) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        next(one for one in dialog.findChildren(QPushButton) if one.text() == text).click()

    return act


def test_a_dialog_stands_over_the_window_in_use(answer: Answer, dialogs: Dialogs, window: QWidget) -> None:
    over: list[QWidget | None] = []

    def leave(dialog: QDialog) -> None:
        over.append(dialog.parentWidget())
        press(dialog, Key.Key_Escape)

    answer(leave)
    dialogs.message("Saved", "It is saved as it is typed.")
    assert over == [window]


def test_a_decision_has_verbs_and_the_safe_one_has_the_focus(answer: Answer, dialogs: Dialogs) -> None:
    seen = answer(click_on("Erase Ana Ruiz"))
    assert dialogs.confirm("Erase Ana Ruiz", "This cannot come back.", verb="Erase Ana Ruiz", danger=True)
    assert seen == ["Erase Ana Ruiz", "Cancel"]
    answer(lambda dialog: press(dialog, Key.Key_Escape))
    assert not dialogs.confirm("Erase Ana Ruiz", "This cannot come back.", verb="Erase Ana Ruiz")


def test_a_problem_is_told_with_its_advice(answer: Answer, dialogs: Dialogs) -> None:
    told: list[str] = []

    def read(dialog: QDialog) -> None:
        told.append(dialog.accessibleDescription())
        dialog.reject()

    seen = answer(read)
    dialogs.problem(ROOM)
    assert seen == ["There is no room.", "Close"]
    assert told == ["Nothing was changed."]


def test_a_bug_can_be_copied_with_the_place_of_the_log(answer: Answer, dialogs: Dialogs) -> None:

    def copy(dialog: QDialog) -> None:
        click_on("Copy details")(dialog)
        dialog.reject()

    answer(copy)
    dialogs.bug(IndexError("no such word"), Path("influ.log"))
    assert QGuiApplication.clipboard().text() == "IndexError: no such word\ninflu.log"


def test_one_line_is_asked_for_and_empty_is_no_answer(answer: Answer, dialogs: Dialogs) -> None:

    def type_name(dialog: QDialog) -> None:
        assert isinstance(dialog, LineDialog)
        assert not dialog.confirm_button.isEnabled()
        type_text(dialog.line, " Late drafts ")
        press(dialog.line, Key.Key_Return)
        assert dialog.isVisible()
        press(dialog.line, Key.Key_Return, Modifier.ControlModifier)

    answer(type_name)
    assert dialogs.ask_text("Save the view", "Name", verb="Save view") == "Late drafts"
    answer(lambda dialog: press(dialog, Key.Key_Escape))
    assert dialogs.ask_text("Save the view", "Name", verb="Save view", text="Late drafts") is None


def test_files_and_folders_come_as_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/lists/upfluence.csv", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/studio")
    dialogs = QtDialogs()
    assert dialogs.open_file("Import", ["Tables (*.csv)"]) == Path("/lists/upfluence.csv")
    assert dialogs.save_file("Export", Path("list.csv"), []) is None
    assert dialogs.choose_folder("Open a workspace", Path()) == Path("/studio")


class Ask(EntryDialog):
    """Two fields; the first is needed."""

    def __init__(self) -> None:
        super().__init__(None, "New campaign", "Create campaign")
        self.first, self.second = QLineEdit(), QLineEdit()
        for line in (self.first, self.second):
            self.body.addWidget(line)
        self.begin_at(self.first)

    def ready(self) -> bool:
        return bool(self.first.text())


def test_ctrl_enter_confirms_when_ready_and_enter_alone_does_not(qtbot: QtBot) -> None:
    dialog = Ask()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.first.hasFocus)
    press(dialog.first, Key.Key_Return, Modifier.ControlModifier)
    assert dialog.first.hasFocus()
    type_text(dialog.first, "Spring Launch")
    press(dialog.first, Key.Key_Return)
    assert dialog.isVisible()
    press(dialog.first, Key.Key_Return, Modifier.ControlModifier)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_tab_goes_from_the_fields_to_the_buttons(qtbot: QtBot) -> None:
    dialog = Ask()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.first.hasFocus)
    order: list[QWidget | None] = []
    for _ in range(3):
        press(dialog.focusWidget() or dialog, Key.Key_Tab)
        order.append(dialog.focusWidget())
    assert order == [dialog.second, dialog.leave_button, dialog.confirm_button]


def test_dialogs_are_named(qtbot: QtBot) -> None:
    for dialog in (Plain(None, "Columns"), Message(None, "Columns", "Choose them.")):
        qtbot.addWidget(dialog)
        assert dialog.windowTitle() == "Columns"


def test_failures_are_told_in_one_place(workspace: Workspace, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    del qtbot
    tasks, dialogs = Tasks(workspace, InlineRunner()), FakeDialogs()
    show_failures(tasks, dialogs, Path("influ.log"))

    def refuse(_tx: object) -> None:
        raise ROOM

    tasks.do(refuse)
    assert dialogs.problems == [ROOM]
    with caplog.at_level(logging.ERROR):
        tasks.read(lambda _conn: int("late"), print)
    assert [type(bug) for bug in dialogs.bugs] == [ValueError]
    assert [record.message for record in caplog.records] == ["A task stopped"]
    caplog.clear()


def test_a_dialog_is_confirmed_once_unless_it_is_refused(qtbot: QtBot) -> None:
    accepted: list[int] = []

    class Slow(EntryDialog):
        def accept(self) -> None:
            accepted.append(1)

    dialog = Slow(None, "Draft", "Draft")
    qtbot.addWidget(dialog)
    dialog.show()
    press(dialog, Key.Key_Return, Modifier.ControlModifier)
    press(dialog, Key.Key_Return, Modifier.ControlModifier)
    assert accepted == [1]
    dialog.ask_again()
    press(dialog, Key.Key_Return, Modifier.ControlModifier)
    assert accepted == [1, 1]
