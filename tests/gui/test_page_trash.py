"""Trash: what is in it, and bringing it back with what went with it."""

import pytest
from press import click
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infludesk.creators.commands import add_account, add_creator, log_contact
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import find
from infludesk.flows.trash import trash_creators
from infludesk.gui.desk import Desk
from infludesk.gui.pages.trash import TrashPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


def creator(desk: Desk, name: str) -> str:
    made: list[str] = []
    desk.tasks.do(add_creator, then=lambda done: made.append(done.value), name=name)
    return made[0]


@pytest.fixture
def ana(desk: Desk) -> str:
    made = creator(desk, "Ana Ruiz")
    desk.tasks.do(add_account, creator_id=made, profile="https://www.instagram.com/ana.fit")
    desk.tasks.do(log_contact, creator_id=made, body="Spoke")
    desk.tasks.do(log_contact, creator_id=made, body="Spoke again")
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> TrashPage:
    made = TrashPage(desk)
    qtbot.addWidget(made)
    made.resize(1072, 700)
    made.show()
    return made


def shown(page: TrashPage) -> list[list[str]]:
    QApplication.processEvents()
    return [[cell.display for cell in page.table.rows.cells(one) or ()] for one in page.table.rows.ids]


def test_an_empty_trash_says_so_and_offers_nothing(page: TrashPage) -> None:
    assert page.body.currentWidget() is page.empty
    assert page.empty.accessibleName().startswith("Trash is empty.")
    assert not page.restore_button.isVisible()


def test_a_record_stands_with_what_went_with_it(page: TrashPage, desk: Desk, ana: str) -> None:
    desk.tasks.do(trash_creators, creator_ids=[ana])
    ((what, kind, at, actor, with_it),) = shown(page)
    assert (what, kind, at) == ("Ana Ruiz", "Creator", "12 Mar 2026, 09:30")
    assert actor not in ("", "–")
    assert with_it == "2 timeline entries, 1 account"


def test_restore_brings_all_of_it_back(page: TrashPage, desk: Desk, ana: str) -> None:
    desk.tasks.do(trash_creators, creator_ids=[ana])
    click(page.restore_button)
    assert shown(page) == []
    assert [one.name for one in desk.workspace.read(lambda conn: find(conn, Creator))] == ["Ana Ruiz"]
    assert [one.handle for one in desk.workspace.read(lambda conn: find(conn, Account))] == ["ana.fit"]
    assert page.body.currentWidget() is page.empty


def test_ticked_records_come_back_together(page: TrashPage, desk: Desk, ana: str) -> None:
    desk.tasks.do(trash_creators, creator_ids=[ana])
    desk.tasks.do(trash_creators, creator_ids=[creator(desk, "Leo Park")])
    page.table.tick_all()
    assert page.offers()["main"].label == "Restore 2 records"
    page.offers()["main"].run()
    assert shown(page) == []
    assert {one.name for one in desk.workspace.read(lambda conn: find(conn, Creator))} == {"Ana Ruiz", "Leo Park"}


def test_a_problem_is_said_above_the_list(page: TrashPage, desk: Desk, ana: str) -> None:
    desk.tasks.do(trash_creators, creator_ids=[ana])
    account = desk.workspace.read(
        lambda conn: str(conn.execute("SELECT id FROM account WHERE creator_id = ?", (ana,)).fetchone()[0])
    )
    page.table.set_ids([f"account:{account}"])
    page.table.focus_id(f"account:{account}")
    page.restore()
    assert page.strip.isVisible()
    assert "stands on a record that is in the trash" in page.strip.accessibleName()


def test_the_table_is_no_wider_than_the_page(page: TrashPage, desk: Desk, ana: str) -> None:
    desk.tasks.do(trash_creators, creator_ids=[ana])
    QApplication.processEvents()
    assert page.table.horizontalHeader().length() <= page.table.viewport().width()
