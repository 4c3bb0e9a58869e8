"""Backups: made, checked again, and gone back to."""

import shutil
from pathlib import Path

import pytest
from babel import Locale
from fakes import FakeDialogs, InlineRunner
from press import click
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infludesk.creators.commands import add_creator
from infludesk.creators.model import Creator
from infludesk.db import backup
from infludesk.db.rows import find
from infludesk.gui.daily import back_up_daily
from infludesk.gui.desk import Desk
from infludesk.gui.pages.backups import BackupsPage, size_words
from infludesk.gui.tasks import Tasks
from infludesk.kernel.errors import Problem
from infludesk.settings import Settings
from infludesk.workspace import Clock, Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> BackupsPage:
    made = BackupsPage(desk)
    qtbot.addWidget(made)
    made.resize(1072, 700)
    return made


def shown(page: BackupsPage) -> list[list[str]]:
    # What a table paints it fetches once the paint is over.
    for _ in range(3):
        QApplication.processEvents()
    return [[cell.display for cell in page.table.rows.cells(one) or ()] for one in page.table.rows.ids]


def test_without_a_backup_there_is_only_one_thing_to_do(page: BackupsPage) -> None:
    page.show()
    assert page.body.currentWidget() is page.empty
    assert not page.restore_button.isVisible()
    assert page.landing() is page.make_button


def test_a_backup_made_by_hand_is_listed_with_what_it_holds(page: BackupsPage, desk: Desk) -> None:
    desk.tasks.do(add_creator, name="Ana Ruiz")
    page.show()
    click(page.make_button)
    ((at, reason, size, holds, verified),) = shown(page)
    assert (at, reason, verified) == ("12 Mar 2026, 09:30", "By hand", "Verified")
    assert holds.startswith("1 creator, 0 campaigns")
    assert size.endswith(("kB", "MB"))
    assert page.restore_button.isVisible()


def test_a_backup_that_changed_on_the_drive_is_marked_and_not_restored(
    page: BackupsPage, desk: Desk, dialogs: FakeDialogs
) -> None:
    made = desk.workspace.back_up()
    made.path.write_bytes(made.path.read_bytes() + b"x")
    page.show()
    assert shown(page)[0][-1] == "Not verified"
    assert "does not read back correctly" in page.strip.accessibleName()
    click(page.restore_button)
    assert dialogs.asked == []


@pytest.fixture
def own(dressed: QApplication, template: Path, tmp_path: Path, clock: Clock, dialogs: FakeDialogs) -> Desk:
    """A desk over a workspace that the page may close: Ana, a backup, then Leo."""
    del dressed
    folder = tmp_path / "own"
    shutil.copytree(template, folder)
    opened = Workspace.open(folder, Settings(device="0123456789ab"), clock=clock)
    opened.do(add_creator, name="Ana Ruiz")
    opened.back_up()
    opened.do(add_creator, name="Leo Park")
    return Desk(opened, Tasks(opened, InlineRunner()), dialogs)


def restored(qtbot: QtBot, desk: Desk) -> tuple[list[str | None], set[str]]:
    """Click Restore; the creators of the workspace shown afterwards, and why its backups were made."""
    again: list[Workspace] = []
    desk.restart = again.append
    page = BackupsPage(desk)
    qtbot.addWidget(page)
    page.show()
    click(page.restore_button)
    with again[0] as shown_again:
        names = [one.name for one in shown_again.read(lambda conn: find(conn, Creator))]
        return names, {one.reason for one in backup.listed(shown_again.backups)}


def test_restore_asks_once_and_shows_the_workspace_as_it_was(qtbot: QtBot, own: Desk, dialogs: FakeDialogs) -> None:
    assert restored(qtbot, own) == (["Ana Ruiz"], {"hand", "restore"})
    assert dialogs.asked == ["Restore the backup of 12 Mar 2026, 09:30"]


def test_a_restore_that_fails_shows_the_workspace_again(
    qtbot: QtBot, own: Desk, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_chosen: backup.Backup) -> Workspace:
        raise Problem("disk.full", "The disk is full.")

    monkeypatch.setattr(own.workspace, "restore", full)
    assert restored(qtbot, own) == (["Ana Ruiz", "Leo Park"], {"hand"})
    assert dialogs.said == ["The disk is full."]


def test_leaving_the_dialog_changes_nothing(page: BackupsPage, desk: Desk, dialogs: FakeDialogs) -> None:
    desk.workspace.back_up()
    dialogs.agrees = False
    page.show()
    click(page.restore_button)
    assert len(dialogs.asked) == 1
    assert len(backup.listed(desk.workspace.backups)) == 1


def test_one_backup_is_made_each_day(desk: Desk) -> None:
    told: list[str] = []
    desk.backed_up.connect(lambda: told.append("made"))
    back_up_daily(desk)
    back_up_daily(desk)
    assert told == ["made"]
    assert [one.reason for one in backup.listed(desk.workspace.backups)] == ["daily"]


@pytest.mark.parametrize(
    ("size", "words"), [(900, "0.9 kB"), (143_360, "143.4 kB"), (12_400_000, "12.4 MB"), (3_200_000_000, "3.2 GB")]
)
def test_sizes_are_short(size: int, words: str) -> None:
    assert size_words(size, Locale("en")) == words
