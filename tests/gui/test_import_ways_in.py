"""The ways into the import: files dropped anywhere, several at once, folders, and what was copied elsewhere."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from imports_page import ANA, LEO, UPFLUENCE, creators, go
from press import Key, Modifier, click, press
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from infludesk.gui.imports.draft import COLUMNS, FILE, REVIEW
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.imports import ImportsPage
from infludesk.workspace import Workspace


@pytest.fixture(autouse=True)
def _clipboard(qapp: QApplication) -> Iterator[None]:
    """What a test copies is gone after it."""
    del qapp
    yield
    QGuiApplication.clipboard().clear()


def drop(widget: QWidget, *paths: Path) -> None:
    """Drop files on a widget, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, copy = QPointF(widget.rect().center()), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Modifier.NoModifier
    over = QDragEnterEvent(at.toPoint(), copy, data, left, none)
    QApplication.sendEvent(widget, over)
    assert over.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(at, copy, data, left, none))
    QApplication.processEvents()


def waiting(page: ImportsPage) -> list[str]:
    """The buttons of the files that wait."""
    return [one.text() for one in page.drafts.findChildren(QPushButton) if one.isVisibleTo(page)]


def use(page: ImportsPage, words: str) -> None:
    """Press a button of the files that wait."""
    QApplication.processEvents()
    found = page.drafts.findChildren(QAbstractButton)
    click(next(one for one in found if words in (one.text(), one.accessibleName()) and one.isVisible()))
    QApplication.processEvents()


def test_a_file_dropped_on_any_page_goes_to_the_wizard(window: MainWindow, write: Callable[..., Path]) -> None:
    window.go(Place("today"))
    drop(window, write(UPFLUENCE, ANA))
    page = window.page
    assert isinstance(page, ImportsPage)
    assert page.wizard.step == REVIEW


def test_of_several_files_the_first_is_opened_and_the_others_wait_their_turn(
    window: MainWindow, workspace: Workspace, write: Callable[..., Path]
) -> None:
    first, second = write(UPFLUENCE, ANA, name="a.csv"), write(UPFLUENCE, LEO, name="b.csv")
    drop(window, first, second)
    page = window.page
    assert isinstance(page, ImportsPage)
    assert window.status.words == "1 more file waits under Imports."
    click(page.wizard.next_button)
    assert creators(workspace) == ["Ana Ruiz"]
    assert waiting(page) == ["Import: b.csv"]
    use(page, "Import: b.csv")
    click(page.wizard.next_button)
    assert creators(workspace) == ["Ana Ruiz", "Leo Park"]
    assert waiting(page) == []


def test_a_dropped_folder_says_what_to_do(page: ImportsPage, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    drop(page, folder)
    assert page.wizard.step == FILE
    told = page.wizard.strip.accessibleName()
    assert told == '"lists" is a folder. Nothing was imported. Choose one of the files in it.'


def test_another_file_keeps_the_draft_and_both_can_be_continued_and_forgotten(
    page: ImportsPage, write: Callable[..., Path]
) -> None:
    go(page, f"file:{write('Name,Where', 'Ana,Oslo', name='a.csv')}")
    assert page.wizard.step == COLUMNS
    go(page, f"file:{write(UPFLUENCE, LEO, name='b.csv')}")
    assert page.wizard.step == REVIEW
    press(page.wizard, Key.Key_Escape)
    assert waiting(page) == ["Continue: b.csv", "Continue: a.csv"]
    use(page, "Continue: a.csv")
    assert page.wizard.step == COLUMNS
    assert page.wizard.draft is not None
    assert page.wizard.draft.path.name == "a.csv"
    press(page.wizard, Key.Key_Escape)
    use(page, "Forget a.csv")
    assert waiting(page) == ["Continue: b.csv"]
    use(page, "Forget b.csv")
    assert waiting(page) == []


def test_a_copied_table_is_pasted_with_ctrl_v(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("Name\tEmail\nAna\tana@example.com\nLeo\tleo@example.com\n")
    window.go(Place("imports"))
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    press(QApplication.focusWidget() or window, Key.Key_V, Modifier.ControlModifier)
    page = window.page
    assert isinstance(page, ImportsPage)
    assert page.wizard.step == COLUMNS
    assert page.wizard.draft is not None
    assert page.wizard.draft.described == "Pasted, 2 rows"
    for _ in range(3):
        page.offers()["main"].run()
    assert creators(workspace) == ["Ana", "Leo"]


def test_pasted_names_and_addresses_are_a_list_too(page: ImportsPage, workspace: Workspace) -> None:
    QGuiApplication.clipboard().setText("Ana Ruiz <ana@example.com>\nLeo Park <leo@example.com>")
    click(page.paste_button)
    while page.wizard.draft is not None:
        page.offers()["main"].run()
    assert creators(workspace) == ["Ana Ruiz", "Leo Park"]


def test_pasted_rows_are_read_otherwise_without_a_file(page: ImportsPage) -> None:
    QGuiApplication.clipboard().setText("Name\tCity\nAna\tOslo\n")
    click(page.paste_button)
    page.wizard.show_step(FILE)
    headings = page.wizard.file.combos["header_row"]
    headings.setCurrentIndex(headings.findText("No headings"))
    headings.activated.emit(headings.currentIndex())
    assert page.wizard.draft is not None
    assert len(page.wizard.draft.sheet.rows) == 2


def test_a_copied_file_is_pasted_as_a_file(page: ImportsPage, write: Callable[..., Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write(UPFLUENCE, ANA)))])
    QGuiApplication.clipboard().setMimeData(data)
    click(page.paste_button)
    assert page.wizard.step == REVIEW


def test_an_empty_clipboard_says_what_to_copy(page: ImportsPage) -> None:
    QGuiApplication.clipboard().clear()
    click(page.paste_button)
    QGuiApplication.clipboard().setText("\n")
    click(page.paste_button)
    assert page.strip.accessibleName().startswith("Nothing was copied that can be read.")
    assert page.wizard.draft is None
