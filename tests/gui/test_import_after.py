"""After an import: what was left out comes back mended, and an undo says what it left and why."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from counting import Hands
from fakes import FakeDialogs
from imports_page import ANA, LEO, UPFLUENCE, creators, go, step_button, words
from press import click, press
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from infludesk.creators.commands import set_field
from infludesk.creators.model import Creator
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.gui.desk import Desk
from infludesk.gui.imports import wizard as wizard_module
from infludesk.gui.imports.draft import COLUMNS, REVIEW
from infludesk.gui.kit.cells import Pill
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.imports import ImportsPage
from infludesk.importing.columns.mapping import Mapping
from infludesk.importing.commands import Prepared, prepare
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.store import run_ids, runs
from infludesk.kernel.progress import Progress
from infludesk.workspace import Workspace

BROKEN = "3,,,mia@example.com,+49 30"
NOTHING = "4,,,,100"


def test_the_skipped_rows_are_mended_and_dropped_and_only_they_are_imported(
    window: MainWindow, workspace: Workspace, write: Callable[..., Path], dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    """F24: Problems, Save CSV, Save; after fixing, drop the file, Import."""
    hands = Hands(qtbot, dialogs, by_keys=False)
    window.go(Place("imports", about=(f"file:{write(UPFLUENCE, ANA, '3,,,,100', '4,,,,200')}",)))
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, ImportsPage)
    click(page.wizard.next_button)
    hands.click(step_button(page, "Problems (2)"))
    mended = write("", name="upfluence problems.csv")
    hands.will_save(mended)
    hands.click(page.problem_list.main_button)
    rows = list(csv.reader(mended.read_text(encoding="utf-8-sig").splitlines()))
    assert [row[:5] for row in rows[1:]] == [["3", "", "", "", "100"], ["4", "", "", "", "200"]]
    for row, handle in zip(rows[1:], ("mia", "tom"), strict=True):
        row[1] = f"https://www.instagram.com/{handle}/"
    with mended.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(mended))])
    none = Qt.KeyboardModifier.NoModifier
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), copy, data, left, none))
    hands.count += 1
    QApplication.processEvents()
    assert page.wizard.step == REVIEW, "the source is known, and the column of reasons is left out by itself"
    assert page.wizard.next_button.text() == "Import 2 creators"
    hands.click(page.wizard.next_button)
    assert creators(workspace) == ["Ana Ruiz", "mia", "tom"]
    assert hands.moved(5)


def test_cells_left_out_are_listed_too_also_of_imports_long_ago(
    page: ImportsPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    go(page, f"file:{write(UPFLUENCE, ANA, '2,https://www.instagram.com/leo/,Leo,leo@gmial,12')}")
    click(page.wizard.next_button)
    qtbot.waitUntil(lambda: page.chosen is not None)
    assert page.bar.problems_button.text() == "Problems (1)"
    click(page.bar.problems_button)
    table = page.problem_list.table
    qtbot.waitUntil(lambda: table.rows.cells("0") is not None)
    assert [one.display for one in table.rows.cells("0") or ()] == [
        "3", "email", "leo@gmial", '"leo@gmial" has no ending such as .com.',
    ]  # fmt: skip


def test_what_was_changed_since_stays_is_counted_and_listed(
    page: ImportsPage, workspace: Workspace, desk: Desk, write: Callable[..., Path], qtbot: QtBot
) -> None:
    go(page, f"file:{write(UPFLUENCE, ANA, LEO)}")
    click(page.wizard.next_button)
    ana = next(one for one in workspace.read(lambda conn: find(conn, Creator)) if one.name == "Ana Ruiz")
    desk.tasks.do(set_field, creator_id=ana.id, name="city", value="Oslo")
    qtbot.waitUntil(lambda: page.chosen is not None)
    click(page.bar.undo_button)
    assert creators(workspace) == ["Ana Ruiz"]
    told = page.strip.accessibleName()
    assert told == "upfluence.csv: import partly undone. Undone for 1 of 2; 1 was changed later"
    click(next(one for one in page.strip.findChildren(QPushButton) if one.text() == "Show"))
    table = page.kept_list.table
    assert page.kept_list.isVisible()
    assert "changed after the import" in words(page.kept_list)
    qtbot.waitUntil(lambda: table.rows.cells("0") is not None)
    assert [one.display for one in table.rows.cells("0") or ()] == ["Ana Ruiz", "Creator"]
    gone: list[Place] = []
    desk.gone.connect(gone.append)
    press(table, Qt.Key.Key_Return)
    click(page.kept_list.main_button)
    assert gone == [Place("creator", ana.id)] * 2
    press(table, Qt.Key.Key_Escape)
    assert page.table.isVisible()


def test_what_later_imports_hold_is_told_and_goes_once_they_are_undone(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path], qtbot: QtBot
) -> None:
    go(page, f"file:{write(UPFLUENCE, ANA, LEO)}")
    click(page.wizard.next_button)
    for name, city in (("b.csv", "Oslo"), ("c.csv", "Bergen")):
        person = "Ana Ruiz,ana@example.com" if name == "b.csv" else "Leo Park,leo@example.com"
        go(page, f"file:{write('Name,Email,City', f'{person},{city}', name=name)}")
        while page.wizard.draft is not None:
            page.offers()["main"].run()
    third, second, first = workspace.read(run_ids)

    def choose(run: str) -> None:
        page.table.focus_id(run)
        qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.id == run)

    choose(first)
    told = "2 later imports added to these creators. Undo them first to take everything back."
    qtbot.waitUntil(lambda: page.bar.undo_button.toolTip() == told)
    click(page.bar.undo_button)
    assert creators(workspace) == ["Ana Ruiz", "Leo Park"]
    assert page.strip.accessibleName().endswith(f"Undone for 0 of 2; 2 were changed later. {told}")
    qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.undone)
    cells = page.table.rows.cells(first)
    assert cells is not None
    assert cells[-1] == Pill("Partly undone, 2 left", "warn", "undo")
    assert page.bar.undo_button.isVisible()
    for later in (third, second):
        choose(later)
        click(page.bar.undo_button)
    choose(first)
    qtbot.waitUntil(lambda: page.bar.undo_button.toolTip() == "")
    click(page.bar.undo_button)
    assert creators(workspace) == []
    qtbot.waitUntil(lambda: page.chosen is not None and not page.chosen.left)
    assert not page.bar.undo_button.isVisible()
    assert page.strip.accessibleName() == "upfluence.csv: import undone."


def test_people_are_counted_once_and_those_filled_are_told_too(page: ImportsPage, write: Callable[..., Path]) -> None:
    go(page, f"file:{write(UPFLUENCE, ANA)}")
    click(page.wizard.next_button)
    rows = ("Ana Ruiz,ana@example.com,Oslo,", "Ana Ruiz,ana@example.com,,NO")
    go(page, f"file:{write('Name,Email,City,Country', *rows, name='b.csv')}")
    page.wizard.show_step(REVIEW)
    assert page.wizard.next_button.text() == "Fill 1 creator"
    click(page.wizard.next_button)
    assert page.done.accessibleName() == "1 creator filled from b.csv"
    more = ("Ana Ruiz,ana@example.com,DE", "Mia Holm,mia@example.com,DE")
    go(page, f"file:{write('Name,Email,Nickname', *more, name='c.csv')}")
    while page.wizard.draft is not None:
        page.offers()["main"].run()
    assert page.done.accessibleName() == "1 creator imported, 1 filled from c.csv"


def test_a_note_that_comes_again_holds_nobody(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path], desk: Desk
) -> None:
    for name in ("a.csv", "b.csv"):
        line = "Lena Müller,lena@example.com,Met at the fair"
        go(page, f"file:{write('Name,Email,Notes', line, f'{name},{name}@example.com,', name=name)}")
        while page.wizard.draft is not None:
            page.offers()["main"].run()
    _, first = workspace.read(run_ids)
    batch = workspace.read(lambda conn: runs(conn, [first]))[first].batch
    desk.tasks.undo(batch)
    assert "Lena Müller" not in creators(workspace)


def test_wrong_letters_are_put_right_by_one_button(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    go(page, f"file:{write('Name,City', 'JosÃ© Peña'.replace('ñ', 'Ã±') + ',MÃ¼nchen', name='list.csv')}")
    wizard = page.wizard
    assert "JosÃ©" in wizard.strip.accessibleName()
    click(next(one for one in wizard.strip.findChildren(QPushButton) if one.text() == "Put the letters right"))
    assert not wizard.strip.isVisible()
    assert "The letters of 2 cells were put right." in words(wizard.file)
    while wizard.draft is not None:
        page.offers()["main"].run()
    assert creators(workspace) == ["José Peña"]


def test_letters_read_in_the_wrong_encoding_are_read_as_utf_8(page: ImportsPage, write: Callable[..., Path]) -> None:
    go(page, f"file:{write('Name,City', 'José,München', name='list.csv')}")
    wizard = page.wizard
    wizard.show_step(0)
    combo = wizard.file.combos["encoding"]
    combo.setCurrentIndex(combo.findData("cp1252"))
    combo.activated.emit(combo.currentIndex())
    click(next(one for one in wizard.strip.findChildren(QPushButton) if one.text() == "Read as UTF-8"))
    assert wizard.draft is not None
    assert wizard.draft.sheet.rows == (("José", "München"),)
    assert not wizard.strip.isVisible()


def test_what_was_mended_is_said_with_its_rows(page: ImportsPage, write: Callable[..., Path], qtbot: QtBot) -> None:
    lines = [f'{n},https://www.instagram.com/u{n}/,"U" {n},u{n}@example.com,5' for n in range(6)]
    go(page, f"file:{write(UPFLUENCE, *lines)}")
    page.wizard.show_step(0)
    step = page.wizard.file
    told = words(step)
    assert "Row 2 has a quotation mark in the wrong place" in told
    assert step.all_notes.text() == "Show 3 more notes"
    click(step.all_notes)
    assert "Row 7 has a quotation mark" in words(step)
    assert not step.all_notes.isVisible()
    table = step.table
    assert table is not None
    qtbot.waitUntil(lambda: table.rows.cells("2") is not None)
    cells = table.rows.cells("2")
    assert cells is not None
    assert cells[0].display == "2"
    assert "quotation mark" in cells[0].reason


def test_comparing_is_told_with_rows_and_stops_when_cancelled(
    page: ImportsPage, desk: Desk, workspace: Workspace, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []

    def slow(
        conn: Connection, sheet: Sheet, mapping: Mapping, *, today: date, progress: Callable[[int, int], None]
    ) -> Prepared:
        def step(done: int, total: int) -> None:
            told.append((done, total))
            desk.tasks.cancel()
            progress(done, total)

        return prepare(conn, sheet, mapping, today=today, progress=step)

    with monkeypatch.context() as patched:
        patched.setattr(wizard_module, "prepare", slow)
        go(page, f"file:{write('Name,Email', 'Ana,ana@example.com', name='list.csv')}")
        page.offers()["main"].run()
    assert told
    assert page.wizard.strip.accessibleName() == "Cancelled. Nothing was imported."
    assert page.wizard.draft is not None
    for _ in range(3):
        page.offers()["main"].run()
    assert creators(workspace) == ["Ana"]


def test_who_goes_back_while_rows_are_compared_is_left_there(
    page: ImportsPage, desk: Desk, workspace: Workspace, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[Callable[[], None]] = []

    def later(query: Callable[[Connection, Progress], object], then: Callable[[object], None], name: str) -> None:
        del name
        held.append(lambda: then(workspace.read(lambda conn: query(conn, lambda _done, _total: None))))

    monkeypatch.setattr(desk.tasks, "study", later)
    go(page, f"file:{write(UPFLUENCE, ANA)}")
    held.pop(0)()
    wizard = page.wizard
    assert "Comparing 1 row" in wizard.strip.accessibleName()
    assert wizard.file.table is not None, "the file can be looked at meanwhile"
    wizard.show_step(COLUMNS)
    held.pop(0)()
    assert wizard.step == COLUMNS
    assert wizard.draft is not None
    assert wizard.draft.ready is None
    assert not wizard.strip.isVisible()
