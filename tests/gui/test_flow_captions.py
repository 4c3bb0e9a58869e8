"""The flows of captions, walked through the whole program and counted: with a pointer, and by keyboard alone."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest
from counting import CTRL, SHIFT, Hands
from fakes import FakeDialogs
from press import Key, Modifier
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Deliverable, DisclosureCheck, Fulfilment, Post
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import find, insert
from infludesk.db.transaction import Tx
from infludesk.flows.pack_changes import set_market_pack
from infludesk.gui.app import App
from infludesk.gui.content.bulk_check import BulkCheck
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.caption_check import CaptionCheckPage
from infludesk.gui.pages.content import ContentPage
from infludesk.gui.pages.today import TodayPage
from infludesk.settings import Settings
from infludesk.workspace import Workspace

NOW = datetime(2026, 5, 6, 9, 0, tzinfo=UTC)
ALT = Modifier.AltModifier
MANY = 100


def go_live(tx: Tx) -> None:
    """A hundred posts of this week, and one of the week before."""
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring Launch", client_id=client.id, rule_packs=("us-ftc", "uk-cap")))
    creator = insert(tx, Creator(name="Ana Ruiz"))
    account = insert(tx, Account(creator_id=creator.id, platform="x", handle="ana.fit"))
    joined = insert(tx, Participation(campaign_id=campaign.id, creator_id=creator.id, stage="agreed", pay="paid"))
    for number in range(MANY + 1):
        piece = insert(tx, Deliverable(participation_id=joined.id, title=f"Post {number}", format="post", state="live"))
        post = Post(
            url=f"https://x.com/ana/status/{number}", platform="x", platform_post_id=str(number), format="post",
            account_id=account.id, participation_id=joined.id, campaign_id=campaign.id, connection="paid",
            published_at="2026-04-20T10:00:00Z" if number == MANY else "2026-05-05T10:00:00Z",
            caption="Ad | Acme boots kept me warm all the way. " * 6 if number % 2 else "Acme boots",
        )  # fmt: skip
        insert(tx, Fulfilment(deliverable_id=piece.id, post_id=insert(tx, post).id))


@pytest.fixture
def app(dressed: QApplication, dialogs: FakeDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """The program over its real threads."""
    del dressed
    monkeypatch.setattr("infludesk.gui.app.workspaces_dir", lambda: tmp_path / "InfluDesk")
    made = App(Settings(device="0123456789ab"), dialogs, clock=lambda: NOW)
    yield made
    made.close()


@pytest.fixture
def window(app: App, template: Path, tmp_path: Path, hands: Hands) -> MainWindow:
    """A workspace with a market chosen and posts that went live this week."""
    folder = tmp_path / "used"
    shutil.copytree(template, folder)
    with Workspace.open(folder, app.settings, clock=lambda: NOW) as used:
        used.do(set_market_pack, country="US", pack="us-ftc")
        used.do(go_live)
    app.start(folder)
    window = hands.window(MainWindow)
    hands.until(lambda: isinstance(window.page, TodayPage))
    return window


def checks(window: MainWindow) -> list[DisclosureCheck]:
    return window.desk.workspace.read(lambda conn: find(conn, DisclosureCheck))


def check_page(window: MainWindow, hands: Hands) -> CaptionCheckPage:
    hands.until(lambda: isinstance(window.page, CaptionCheckPage))
    page = window.page
    assert isinstance(page, CaptionCheckPage)
    return page


def test_a_caption_is_checked_from_anywhere(window: MainWindow, hands: Hands) -> None:
    """F4, on the scratch pad."""
    QGuiApplication.clipboard().setText("New boots by Acme #collab")
    hands.press(Key.Key_D, CTRL | SHIFT)
    page = check_page(window, hands)
    hands.until(lambda: page.setting.chosen)
    hands.until(page.caption.hasFocus)
    started = perf_counter()
    hands.press(Key.Key_V, CTRL)
    hands.until(lambda: page.checked)
    assert perf_counter() - started < 0.3
    assert page.cards["us-ftc@2023.1"].verdict.text() == "Fail"
    assert 0 < hands.count <= 2
    assert checks(window) == []


def test_the_check_of_a_post_is_kept(window: MainWindow, hands: Hands) -> None:
    """F4, on a post: its own text is replaced by what is on the clipboard, and the check is kept."""
    QGuiApplication.clipboard().setText("Ad | Acme boots")
    window.go(Place("content"))
    content = window.page
    assert isinstance(content, ContentPage)
    hands.until(lambda: content.table.current_id and content.table.hasFocus())
    hands.press(Key.Key_D, CTRL | SHIFT)
    page = check_page(window, hands)
    hands.until(lambda: page.subject is not None and page.caption.hasFocus())
    hands.press(Key.Key_V, CTRL)
    hands.until(lambda: [one.outcome for one in page.checked] == ["pass", "pass"])
    hands.press(Key.Key_Return, CTRL)
    hands.until(lambda: checks(window))
    assert {one.outcome for one in checks(window)} == {"pass"}
    assert 0 < hands.count <= 3


def test_all_captions_that_went_live_this_week_are_checked(window: MainWindow, hands: Hands) -> None:
    """F25."""
    if hands.by_keys:
        hands.press(Key.Key_5, CTRL)
    else:
        hands.click_row(window.sidebar.list, "Content")
    hands.until(lambda: isinstance(window.page, ContentPage) and window.page.table.rows.ids)
    content = window.page
    assert isinstance(content, ContentPage)
    hands.until(content.table.hasFocus)
    hands.press(Key.Key_4, ALT)
    hands.until(lambda: len(content.table.rows.ids) == MANY)
    hands.press(Key.Key_A, CTRL)
    started = perf_counter()
    if hands.by_keys:
        hands.press(Key.Key_D, CTRL | SHIFT)
    else:
        hands.click(next(one for one in content.chosen.findChildren(QPushButton) if one.text() == "Check captions"))
    dialog = hands.window(BulkCheck)
    hands.until(lambda: dialog.rows)
    assert perf_counter() - started < 5
    assert len(dialog.rows) == MANY * 2
    assert next(iter(dialog.rows.values())).outcome == "fail"
    assert 0 < hands.count <= 4
    assert checks(window) == []
    hands.press(Key.Key_Return, CTRL)
    hands.until(lambda: len(checks(window)) == MANY * 2)
