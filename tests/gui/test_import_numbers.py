"""The import of post numbers: of a campaign, of a creator, and of a file that is something else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import FakeDialogs
from imports_page import go, step_button
from press import Key, click, press
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Post
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, insert
from infludesk.db.transaction import Tx
from infludesk.gui.imports.draft import FILE
from infludesk.gui.kit.cells import Text
from infludesk.gui.navigation import Place
from infludesk.gui.pages.imports import ImportsPage
from infludesk.paths import resource
from infludesk.workspace import Workspace

META = "Post ID,Account username,Publish time,Permalink,Post type,Description,Views,Likes"
POST = '1800,ana.fit,03/05/2026 08:30,https://www.instagram.com/p/A1/,IG reel,Spring oats,"1,200",90'
EARLY = "1801,ana.fit,01/05/2026 08:30,https://www.instagram.com/p/A2/,IG reel,New year,800,20"


@pytest.fixture
def campaign(workspace: Workspace) -> str:
    """A campaign in March with Ana in it."""

    def lay_out(tx: Tx) -> str:
        client = insert(tx, Client(name="Bolt"))
        made = insert(tx, Campaign(name="Spring", client_id=client.id, starts_on="2026-03-01", ends_on="2026-03-31"))
        ana = add_creator(tx, name="Ana", profile="https://www.instagram.com/ana.fit/")
        insert(tx, Participation(campaign_id=made.id, creator_id=ana, stage="agreed"))
        return made.id

    return str(workspace.do(lay_out).value)


def test_a_studios_file_among_contacts_is_sent_to_the_numbers(
    page: ImportsPage, campaign: str, write: Callable[..., Path]
) -> None:
    del campaign
    go(page, f"file:{write(META, POST, name='meta-2026-03-10.csv')}")
    page.wizard.show_step(FILE)
    strip = page.wizard.strip
    assert "numbers of posts (Meta Business Suite)" in strip.accessibleName()
    click(next(one for one in strip.findChildren(QPushButton) if one.text() == "Import numbers"))
    assert page.numbers.isVisible()
    assert page.numbers.import_button.text() == "Import 1 post"


def test_numbers_of_a_campaign_take_a_file_and_one_click(
    page: ImportsPage,
    workspace: Workspace,
    campaign: str,
    write: Callable[..., Path],
    dialogs: FakeDialogs,
    qtbot: QtBot,
) -> None:
    dialogs.path = write(META, POST, EARLY, name="meta-2026-03-10.csv")
    go(page, f"numbers:{campaign}")
    assert dialogs.asked == ["Choose a file of post numbers"]
    numbers = page.numbers
    assert numbers.import_button.hasFocus()
    assert numbers.import_button.text() == "Import 1 post"
    assert numbers.preview.table.rows.ticks == {"2"}, "the post of January is outside the campaign"
    assert numbers.preview.day.read() == "2026-03-10"
    qtbot.waitUntil(lambda: numbers.preview.table.rows.cells("2") is not None)
    cells = numbers.preview.table.rows.cells("2")
    assert cells is not None
    assert cells[1:3] == (Text("Spring oats", "Instagram · 5 Mar 2026", strong=True), Text("Ana"))
    assert cells[4] == Text("Views 1,200 · Likes 90")
    press(numbers.import_button, Key.Key_Space)
    (post,) = workspace.read(lambda conn: find(conn, Post))
    assert post.campaign_id == campaign
    gone: list[Place] = []
    page.desk.gone.connect(gone.append)
    click(step_button(page, "Show results"))
    assert gone == [Place("campaign", campaign, "results")]


def test_a_row_outside_the_time_can_be_ticked(
    page: ImportsPage, workspace: Workspace, campaign: str, write: Callable[..., Path]
) -> None:
    go(page, f"numbers:{campaign}", f"file:{write(META, POST, EARLY, name='meta-2026-03-10.csv')}")
    table = page.numbers.preview.table
    table.focus_id("3")
    press(table, Key.Key_Space)
    assert page.numbers.import_button.text() == "Import 2 posts"
    page.offers()["main"].run()
    assert len(workspace.read(lambda conn: find(conn, Post))) == 2
    click(step_button(page, "Undo import"))
    assert workspace.read(lambda conn: find(conn, Post, "deleted_at IS NULL")) == []


def test_a_file_that_names_no_account_asks_whose_it_is(page: ImportsPage, workspace: Workspace) -> None:
    mia = workspace.do(add_creator, name="Mia", profile="https://www.youtube.com/@mia").value
    go(page, "numbers:", f"file:{resource('samples') / 'youtube-studio.csv'}")
    numbers = page.numbers
    account = numbers.preview.account
    assert numbers.landing() is account
    assert not numbers.import_button.isEnabled()
    account.combo.setCurrentIndex(1)
    account.combo.activated.emit(1)
    assert numbers.import_button.isEnabled()
    numbers.preview.table.tick_all()
    click(numbers.import_button)
    posts = workspace.read(lambda conn: find(conn, Post))
    assert len(posts) == 3
    owners = workspace.read(lambda conn: {row[0] for row in conn.execute("SELECT creator_id FROM account")})
    assert owners == {mia}


def test_a_file_without_posts_is_refused_in_place(page: ImportsPage, write: Callable[..., Path]) -> None:
    go(page, "numbers:", f"file:{write('Name,Email', 'Ana,ana@example.com', name='list.csv')}")
    assert page.numbers.strip.accessibleName().startswith('"list.csv" holds no numbers of posts.')
    assert page.numbers.empty.isVisible()
