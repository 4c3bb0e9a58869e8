"""The Imports page: a known list in one click, past imports, what they left out, and the way back."""

import csv
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from fakes import FakeDialogs
from imports_page import ANA, LEO, NOBODY, UPFLUENCE, creators, go, show_page, step_button, words, write_lines
from press import Key, Modifier, click, press, type_text
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from infludesk.db.rows import find
from infludesk.gui.catalogue import PageSpec
from infludesk.gui.desk import Desk
from infludesk.gui.imports.draft import COLUMNS, FILE, MATCHES, REVIEW
from infludesk.gui.kit.cells import Pill
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.main_window import MainWindow, Program
from infludesk.gui.navigation import Place
from infludesk.gui.pages.imports import ImportsPage
from infludesk.importing.model import ImportRun
from infludesk.workspace import Workspace


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of lines."""
    return partial(write_lines, tmp_path)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ImportsPage:
    """The page, shown."""
    return show_page(qtbot, desk)


def test_nothing_imported_says_what_can_be(page: ImportsPage) -> None:
    assert page.empty.isVisible()
    assert "contact list" in page.empty.accessibleName()
    assert page.landing() is page.empty.primary


def test_a_known_list_is_imported_with_one_click_and_planned_with_one_more(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path], qtbot: QtBot
) -> None:
    go(page, f"file:{write(UPFLUENCE, ANA, LEO, NOBODY)}")
    wizard = page.wizard
    assert wizard.step == REVIEW
    assert wizard.next_button.hasFocus()
    assert wizard.next_button.text() == "Import 2 creators"
    assert wizard.review.account.text() == "2 created, 0 merged, 1 skipped = 3 rows"
    assert "1 × A row has neither a name nor an account" in words(wizard.review)
    assert creators(workspace) == []
    click(wizard.next_button)
    assert creators(workspace) == ["Ana Ruiz", "Leo Park"]
    assert page.done.isVisible()
    assert page.done.accessibleName() == "2 creators imported from upfluence.csv"
    assert page.table.isVisible()
    click(step_button(page, "Plan a campaign with them"))
    qtbot.waitUntil(lambda: any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets()))
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog):
            one.reject()


def test_opened_for_a_new_list_it_asks_for_the_file_at_once(
    page: ImportsPage, write: Callable[..., Path], dialogs: FakeDialogs
) -> None:
    dialogs.path = write(UPFLUENCE, ANA)
    go(page, "new")
    assert dialogs.asked == ["Choose a contact list"]
    assert page.wizard.step == REVIEW


def test_show_them_leads_to_the_creators_of_this_import(
    page: ImportsPage, desk: Desk, workspace: Workspace, write: Callable[..., Path]
) -> None:
    go(page, f"file:{write(UPFLUENCE, ANA)}")
    click(page.wizard.next_button)
    gone: list[Place] = []
    desk.gone.connect(gone.append)
    (run,) = workspace.read(lambda conn: find(conn, ImportRun))
    click(step_button(page, "Show them"))
    click(page.bar.show_button)
    assert [(one.page, one.about) for one in gone] == [("creators", (f"run:{run.id}",))] * 2


def test_an_import_is_undone_from_its_row_and_says_so(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path], qtbot: QtBot
) -> None:
    go(page, f"file:{write(UPFLUENCE, ANA, LEO)}")
    click(page.wizard.next_button)
    qtbot.waitUntil(lambda: page.chosen is not None)
    click(page.bar.undo_button)
    assert creators(workspace) == []
    assert page.done.isHidden()
    assert "import undone" in page.strip.accessibleName()
    qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.undone)
    assert not page.bar.undo_button.isVisible()
    cells = page.table.rows.cells(page.table.current_id)
    assert cells is not None
    assert cells[-1] == Pill("Undone", "neutral", "undo")


def test_the_done_strip_goes_once_the_import_is_undone_elsewhere(
    page: ImportsPage, desk: Desk, write: Callable[..., Path]
) -> None:
    go(page, f"file:{write(UPFLUENCE, ANA)}")
    click(page.wizard.next_button)
    desk.tasks.undo()
    assert page.done.isHidden()


def test_rows_left_out_are_listed_and_saved_without_formulas(
    page: ImportsPage, write: Callable[..., Path], dialogs: FakeDialogs, tmp_path: Path
) -> None:
    go(page, f"file:{write(UPFLUENCE, ANA, '=1+1,,,,100')}")
    click(page.wizard.next_button)
    click(page.bar.problems_button)
    assert page.problem_list.isVisible()
    dialogs.path = tmp_path / "problems.csv"
    click(page.problem_list.main_button)
    rows = list(csv.reader(dialogs.path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == [*UPFLUENCE.split(","), "Reason left out"]
    assert rows[1][:-1] == ["'=1+1", "", "", "", "100"]
    assert rows[1][-1] == "Row 3 has neither a name nor an account."
    assert len(rows) == 2
    assert "Saved 1 row" in page.problem_list.strip.accessibleName()
    press(page.problem_list.table, Key.Key_Escape)
    assert page.table.isVisible()


def test_esc_keeps_the_draft_and_the_page_takes_it_up_again(page: ImportsPage, write: Callable[..., Path]) -> None:
    go(page, f"file:{write(UPFLUENCE, ANA)}")
    type_text(page.wizard.review.tags, "spring")
    press(page.wizard.review.tags, Key.Key_Escape)
    assert not page.wizard.isVisible()
    again = next(one for one in page.drafts.findChildren(QPushButton) if one.text() == "Continue: upfluence.csv")
    click(again)
    assert page.wizard.step == REVIEW
    assert page.wizard.review.tags.text() == "spring"


def test_the_place_was_opened_for_something_once(page: ImportsPage, write: Callable[..., Path]) -> None:
    moved: list[Place] = []
    page.moved.connect(moved.append)
    go(page, f"file:{write(UPFLUENCE, ANA)}")
    assert moved == [Place("imports")], "going back and forward leaves the wizard as it is"
    assert moved[0].about == ()


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk) -> MainWindow:
    """A window with this page alone."""

    def nothing(*_: object) -> None:
        return

    spec = PageSpec("imports", "Imports", "import", ImportsPage)
    made = MainWindow(desk, (spec,), "Harbor & Pine", Program(nothing, nothing, nothing, nothing, nothing))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_the_keys_of_the_window_walk_the_wizard_and_back_leaves_it_untouched(
    shown: MainWindow, workspace: Workspace, write: Callable[..., Path]
) -> None:
    path = write("Name,Email", "Ana,ana@example.com", ",", name="list.csv")
    shown.go(Place("imports", about=(f"file:{path}",)))
    QApplication.processEvents()
    page = shown.page
    assert isinstance(page, ImportsPage)
    forward, back = Modifier.ControlModifier, Modifier.ControlModifier | Modifier.ShiftModifier
    assert shown.focusWidget() is page.wizard.columns.lines[0].field
    for expected in (MATCHES, REVIEW):
        press(shown.focusWidget() or shown, Key.Key_Return, forward)
        assert page.wizard.step == expected
    press(shown.focusWidget() or shown, Key.Key_Return, back)
    assert page.wizard.step == MATCHES
    assert shown.place == Place("imports"), "going back and forward does not begin the import again"
    press(shown.focusWidget() or shown, Key.Key_Escape)
    assert not page.wizard.isVisible()
    press(page.drafts.findChildren(QPushButton)[0], Key.Key_Space)
    assert page.wizard.step == MATCHES
    press(shown.focusWidget() or shown, Key.Key_Return, forward)
    press(shown.focusWidget() or shown, Key.Key_Return, forward)
    assert creators(workspace) == ["Ana"]
    assert shown.focusWidget() is step_button(page, "Show them")


def test_a_file_dropped_on_the_page_is_imported(page: ImportsPage, write: Callable[..., Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write(UPFLUENCE, ANA)))])
    at = QPointF(page.rect().center())
    move, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Modifier.NoModifier
    over = QDragEnterEvent(at.toPoint(), move, data, left, none)
    QApplication.sendEvent(page, over)
    assert over.isAccepted()
    QApplication.sendEvent(page, QDropEvent(at, move, data, left, none))
    assert page.wizard.step == REVIEW


@pytest.mark.parametrize("width", [1280 - 208, 1024 - 56])
@pytest.mark.parametrize("name", ["upfluence.csv", f"{'a very long list ' * 12}.csv"])
def test_nothing_is_wider_than_the_page(page: ImportsPage, width: int, name: str, write: Callable[..., Path]) -> None:
    page.resize(width, 640)
    go(page, f"file:{write(UPFLUENCE, ANA, NOBODY, name=name)}")
    for step in (FILE, COLUMNS, MATCHES, REVIEW):
        page.wizard.show_step(step)
        QApplication.processEvents()
        inside(page, page.wizard, width)
    page.wizard.closed.emit()
    inside(page, page, width)
    page.offers()["import"].run()
    click(page.wizard.next_button)
    QApplication.processEvents()
    inside(page, page, width)
    assert page.minimumSizeHint().width() <= width


def inside(page: ImportsPage, part: QWidget, width: int) -> None:
    """No button, choice or strip of this part is cut or stands outside the page."""
    assert page.width() == width
    for one in part.findChildren(QWidget):
        if one.isVisible() and isinstance(one, QPushButton | QComboBox | Strip):
            assert one.mapTo(page, one.rect().topRight()).x() < width, one.accessibleName()
        if one.isVisible() and isinstance(one, QPushButton):
            assert one.fontMetrics().horizontalAdvance(one.text()) <= one.width(), one.text()
