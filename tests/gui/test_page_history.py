"""History: steps as they were named, their changes in words, and taking one back."""

import pytest
from press import Key, click, press, type_text
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infludesk.campaigns.commands import create_campaign, set_campaign_field
from infludesk.creators.commands import add_creator, set_field
from infludesk.creators.model import Creator
from infludesk.db.rows import get
from infludesk.gui.desk import Desk
from infludesk.gui.pages.history import HistoryPage
from infludesk.kernel.money import Money

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
def ana(desk: Desk) -> str:
    made: list[str] = []
    desk.tasks.do(add_creator, then=lambda done: made.append(done.value), name="Ana Ruiz", profile="")
    desk.tasks.do(set_field, creator_id=made[0], name="city", value="Lisbon")
    return made[0]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ana: str) -> HistoryPage:
    del ana
    made = HistoryPage(desk)
    qtbot.addWidget(made)
    made.resize(1072, 700)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


def steps(page: HistoryPage) -> list[str]:
    QApplication.processEvents()
    return [(page.table.rows.cells(one) or ())[0].display for one in page.table.rows.ids]


def changes(page: HistoryPage) -> list[tuple[str, str]]:
    QApplication.processEvents()
    rows = page.inspector.table.rows
    return [(cells[0].display, cells[1].display) for cells in (rows.cells(one) or () for one in rows.ids)]


def test_steps_stand_newest_first(page: HistoryPage) -> None:
    assert len(steps(page)) == 3
    assert steps(page)[-1] == "Start the workspace"
    assert "Ana Ruiz" in steps(page)[1]


def test_a_step_shows_its_changes_in_words(page: HistoryPage) -> None:
    assert ("City · Ana Ruiz", "Lisbon") in changes(page)


def test_an_amount_is_one_change(page: HistoryPage, desk: Desk) -> None:
    made: list[str] = []
    desk.tasks.do(create_campaign, then=lambda done: made.append(done.value), name="Spring", client="Acme")
    desk.tasks.do(set_campaign_field, campaign_id=made[0], name="budget", value=Money(120_000, "EUR"))
    page.table.focus_id(page.table.rows.ids[0])
    page.inspector.show_record(page.table.current_id)
    ((what, value),) = changes(page)
    assert what == "Budget · Spring"
    assert "1,200.00" in value


def test_undo_this_takes_a_step_back_and_marks_it(page: HistoryPage, desk: Desk, ana: str) -> None:
    changed = page.table.rows.ids[0]
    page.table.focus_id(changed)
    page.inspector.show_record(changed)
    click(page.inspector.undo_button)
    assert desk.workspace.read(lambda conn: get(conn, Creator, ana)).city is None
    assert steps(page)[0].startswith("Undo: ")
    assert (page.table.rows.cells(changed) or ())[1].display == "Undone"
    page.inspector.show_record(changed)
    assert page.inspector.title.font().strikeOut()
    assert "undone" in page.inspector.about.text()
    assert not page.inspector.undo_button.isVisible()


def test_what_was_changed_later_stays_and_is_said(page: HistoryPage, desk: Desk) -> None:
    page.undo(int(page.table.rows.ids[1]))
    assert page.strip.isVisible()
    assert "1 of 1 was changed later and stays" in page.strip.accessibleName()
    del desk


def test_the_first_step_cannot_be_taken_back(page: HistoryPage) -> None:
    page.inspector.show_record(page.table.rows.ids[-1])
    assert not page.inspector.undo_button.isVisible()
    assert page.inspector.offers()["main"].why_not == "This step made the workspace."


def test_a_word_finds_steps(page: HistoryPage) -> None:
    type_text(page.filters.search, "start the")
    assert steps(page) == ["Start the workspace"]
    press(page.filters.search, Key.Key_Down)
    assert page.table.hasFocus()


def test_enter_goes_to_the_changes(page: HistoryPage) -> None:
    page.table.setFocus()
    press(page.table, Key.Key_Return)
    assert page.inspector.table.hasFocus()


def test_the_lists_fit_the_smallest_window(page: HistoryPage) -> None:
    page.resize(1024 - 52, 600)
    QApplication.processEvents()
    for table in (page.table, page.inspector.table):
        assert table.horizontalHeader().length() <= table.viewport().width()
