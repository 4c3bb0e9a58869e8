"""Where the focus goes when what had it goes; texts that wrap on every page; and who I am."""

import pytest
from fakes import FakeDialogs
from press import Key, Modifier, click, press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from infludesk.campaigns.commands import add_creators, create_campaign
from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content import commands, store
from infludesk.content.model import Deliverable
from infludesk.creators.commands import add_creator, block
from infludesk.creators.model import Creator
from infludesk.db.rows import insert
from infludesk.db.transaction import Tx
from infludesk.flows.publish import publish
from infludesk.flows.roster import roster
from infludesk.gui.content.dialogs import MarkLiveDialog
from infludesk.gui.content.fix_dialogs import FixDialog
from infludesk.gui.desk import Desk
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages import PAGES
from infludesk.gui.pages.campaign import CampaignPage
from infludesk.gui.pages.campaign_creators import CreatorsTab
from infludesk.gui.pages.content import ContentPage
from infludesk.gui.pages.creator import CreatorPage
from infludesk.gui.pages.creators import CreatorsPage
from infludesk.team.store import name_of
from infludesk.workspace import Workspace

CONTROL = Modifier.ControlModifier
VIDEO = "https://www.tiktok.com/@ana.ruiz/video/7301234567890123456"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.go(Place("today"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def plan(tx: Tx) -> str:
    client = insert(tx, Client(name="Acme", country="US"))
    campaign = insert(tx, Campaign(name="Spring Launch", client_id=client.id, markets=("US",)))
    who = insert(tx, Creator(name="Ana Ruiz"))
    part = Participation(campaign_id=campaign.id, creator_id=who.id, stage="contracted", pay="paid")
    piece = Deliverable(participation_id=insert(tx, part).id, title="Reel 1", format="reel", state="approved")
    return insert(tx, piece).id


def content_page(window: MainWindow, workspace: Workspace) -> tuple[ContentPage, str]:
    """The page of a post that is live, and the post."""
    post = workspace.do(publish, deliverable_id=workspace.do(plan).value, url=VIDEO, caption="#ad Fresh").value
    window.go(Place("content", post))
    assert isinstance(window.page, ContentPage)
    return window.page, str(post)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def test_saving_a_check_stays_in_the_panel_and_says_what_is_open(shown: MainWindow, workspace: Workspace) -> None:
    page, post = content_page(shown, workspace)
    shown.actions_["check.post"].trigger()
    check = page.panel.check
    total = len(check.rows)
    assert check.save_button.text() == f"Save check (0 of {total})"
    press(shown, Key.Key_Return, CONTROL)
    assert check.strip.accessibleName() == "Answer at least one question"
    assert workspace.read(lambda conn: store.post(conn, post)).checks == ()
    check.rows[0].choose("yes")
    check.rows[0].begin()
    assert check.save_button.text() == f"Save check (1 of {total})"
    press(shown, Key.Key_Return, CONTROL)
    settle()
    assert page.panel.check_section.head.hasFocus()
    assert shown.status.words == f"Saved for review: {total - 1} questions are open"
    assert shown.status._act.text() == "Undo"


def test_asking_for_a_fix_stays_in_the_panel(shown: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    page, post = content_page(shown, workspace)
    workspace.do(commands.check_post, post_id=post, findings={"US-20": ("no", "", "")}, connection_seen="paid")
    page.ask_reload()
    page.panel.made.buttons["ask"].setFocus()
    press(page.panel.made.buttons["ask"], Key.Key_Space)
    dialog = page.panel.findChildren(FixDialog)[-1]
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.mail.setChecked(False)
    press(dialog, Key.Key_Return, CONTROL)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    settle()
    assert page.panel.made.buttons["remind"].hasFocus()
    press(page.panel.made.buttons["withdraw"], Key.Key_Space)
    settle()
    focused = shown.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)


def test_confirming_a_creator_leads_back_to_the_roster(shown: MainWindow, workspace: Workspace) -> None:
    campaign = workspace.do(create_campaign, name="Spring Launch", client="Northwind", markets=("US",)).value
    ana = workspace.do(add_creator, name="Ana Lima").value
    workspace.do(add_creators, campaign_id=campaign, creator_ids=[ana])
    shown.go(Place("campaign", campaign, "creators"))
    page = shown.page
    assert isinstance(page, CampaignPage)
    tab = page.tab
    assert isinstance(tab, CreatorsTab)
    tab.inspector.confirm_button.setFocus()
    press(tab.inspector.confirm_button, Key.Key_Space)
    settle()
    assert workspace.read(lambda conn: roster(conn, campaign))[0].stage == "agreed"
    assert tab.table.hasFocus()


def test_a_button_that_goes_gives_the_focus_to_the_page(shown: MainWindow, workspace: Workspace) -> None:
    workspace.do(add_creator, name="Ana Lima")
    shown.go(Place("creators"))
    page = shown.page
    assert isinstance(page, CreatorsPage)
    (first, *_) = [one for one in page.head.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for take_away in (first.hide, lambda: first.setEnabled(False)):
        first.show()
        first.setFocus()
        take_away()
        settle()
        assert page.table.hasFocus()


def cut_off(root: QWidget) -> list[str]:
    """The wrapped labels seen that are lower than their text."""
    return [
        one.text()
        for one in root.findChildren(QLabel)
        if one.wordWrap() and one.isVisible() and one.text() and one.heightForWidth(one.width()) > one.height()
    ]


@pytest.mark.parametrize("spec", [one for one in PAGES if not one.parent], ids=lambda one: one.key)
def test_no_text_of_an_empty_page_is_cut_off(shown: MainWindow, spec: object) -> None:
    key = next(one.key for one in PAGES if one is spec)
    for width, height in ((1280, 800), (1024, 700)):
        shown.resize(width, height)
        shown.go(Place(key))
        settle()
        assert cut_off(shown.page) == []


def test_no_text_of_an_empty_campaign_is_cut_off(shown: MainWindow, workspace: Workspace) -> None:
    campaign = workspace.do(create_campaign, name="Spring Launch", client="Northwind").value
    shown.resize(1024, 700)
    for tab in ("overview", "creators", "content", "contracts", "results", "report"):
        shown.go(Place("campaign", campaign, tab))
        settle()
        assert cut_off(shown.page) == [], tab


def test_a_long_sentence_of_an_empty_page_wraps(qtbot: QtBot, shown: MainWindow) -> None:
    state = EmptyState("search", "Nothing", "Everything you look for is said here in many words. " * 3)
    qtbot.addWidget(state)
    state.resize(700, 500)
    state.show()
    settle()
    assert cut_off(state) == []
    assert shown.isVisible()


def test_do_not_contact_is_whole_beside_a_creator(shown: MainWindow, workspace: Workspace) -> None:
    ana = workspace.do(add_creator, name="Ana Lima").value
    workspace.do(block, creator_id=ana)
    shown.go(Place("creator", ana))
    page = shown.page
    assert isinstance(page, CreatorPage)
    settle()
    (words,) = [one for one in page.side.consent.findChildren(QLabel) if one.text() == "Do not contact"]
    room = words.fontMetrics().boundingRect(words.contentsRect(), Qt.TextFlag.TextWordWrap, words.text())
    assert room.width() <= words.width()
    assert room.height() <= words.height()


def test_my_name_is_changed_in_the_status_area(
    shown: MainWindow, workspace: Workspace, desk: Desk, dialogs: FakeDialogs
) -> None:
    old = workspace.read(lambda conn: name_of(conn, workspace.me))
    assert old in shown.status.me.text()
    dialogs.words = "Mia Berg"
    click(shown.status.me)
    assert workspace.read(lambda conn: name_of(conn, workspace.me)) == "Mia Berg"
    assert "Mia Berg" in shown.status.me.text()
    assert shown.status.words == "Change my name to Mia Berg"
    dialogs.words = "Leo Park"
    shown.actions_["me"].trigger()
    assert "Leo Park" in shown.status.me.text()
    desk.tasks.undo()
    assert "Mia Berg" in shown.status.me.text()


def test_a_post_is_marked_live_at_a_time_people_read(shown: MainWindow, workspace: Workspace) -> None:
    workspace.do(plan)
    shown.go(Place("content"))
    press(shown, Key.Key_Return, CONTROL)
    dialog: QDialog = shown.page.findChildren(MarkLiveDialog)[-1]
    assert isinstance(dialog, MarkLiveDialog)
    assert dialog.form.row("published_at").edit.text() == "12 Mar 2026, 09:30"
