"""What tests of the window share: dressed in the theme, tasks that run inline, dialogs that answer by themselves."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from counting import Hands
from fakes import FakeDialogs, InlineRunner
from imports_page import show_page, write_lines
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infludesk.gui.desk import Desk
from infludesk.gui.kit.theme import theme
from infludesk.gui.main_window import MainWindow, Program
from infludesk.gui.pages import PAGES
from infludesk.gui.pages.imports import ImportsPage
from infludesk.gui.tasks import Tasks
from infludesk.workspace import Workspace


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in the light theme."""
    theme.apply(qapp, "light", "comfortable")
    return qapp


@pytest.fixture(autouse=True)
def _swept(qapp: QApplication) -> Iterator[None]:
    """Widgets of one test are gone before the next, or each change of theme would dress them all again."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def dialogs() -> FakeDialogs:
    """Dialogs that answer by themselves and remember what they said."""
    return FakeDialogs()


@pytest.fixture(params=["pointer", "keys"])
def hands(request: pytest.FixtureRequest, qtbot: QtBot, dialogs: FakeDialogs) -> Hands:
    """What walks a flow, once with the pointer and once by keys."""
    return Hands(qtbot, dialogs, by_keys=request.param == "keys")


@pytest.fixture
def desk(dressed: QApplication, workspace: Workspace, dialogs: FakeDialogs) -> Iterator[Desk]:
    """A workspace as pages see it; what is asked of it is done before the call returns."""
    del dressed
    tasks = Tasks(workspace, InlineRunner())
    yield Desk(workspace, tasks, dialogs)
    tasks.close()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> MainWindow:
    """The main window over a fresh workspace, shown on its first page."""

    def nothing(*_: object) -> None:
        return

    program = Program(nothing, nothing, nothing, nothing, nothing)
    made = MainWindow(desk, PAGES, "Harbor & Pine", program)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ImportsPage:
    """The page of imports, shown; tests of another page have their own."""
    return show_page(qtbot, desk)


@pytest.fixture
def write(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of lines, under the name ``LIST`` of the tests' module."""
    return partial(write_lines, tmp_path, name=getattr(request.module, "LIST", "upfluence.csv"))
