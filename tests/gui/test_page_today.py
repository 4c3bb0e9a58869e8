"""Today, opened: what is late is read without a click, and each row leads to where it is dealt with."""

from typing import Any

import pytest
from press import Key, click, double_click, press
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Deliverable, DisclosureCheck, Post
from infludesk.contracts.model import Contract, RulePackRow
from infludesk.creators.model import Creator, TimelineEntry
from infludesk.db.rows import insert, update
from infludesk.db.transaction import Tx
from infludesk.gui.desk import Desk
from infludesk.gui.navigation import Place
from infludesk.gui.pages.today import TodayPage
from infludesk.kernel.fields import Row

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


def agreed(name: str = "Ana Ruiz") -> list[Row]:
    return [
        Client(id="acme", name="Acme"),
        Campaign(id="spring", name="Spring Launch", client_id="acme"),
        Creator(id="ana", name=name),
        Participation(id="part", campaign_id="spring", creator_id="ana", stage="agreed"),
    ]


def piece(name: str, due: str) -> Deliverable:
    return Deliverable(id=name, participation_id="part", title=name, state="approved", due=due)


def put(desk: Desk, *rows: Row) -> None:
    def write(tx: Tx) -> None:
        for row in rows:
            insert(tx, row)

    desk.tasks.do(write)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> TodayPage:
    made = TodayPage(desk)
    qtbot.addWidget(made)
    made.resize(1024 - 52, 640)
    return made


def show(page: TodayPage) -> None:
    page.show()
    page.activateWindow()
    QApplication.processEvents()


def texts(page: TodayPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page) and one.text()]


def gone(desk: Desk) -> list[Any]:
    places: list[Any] = []
    desk.gone.connect(places.append)
    return places


def test_a_quiet_day_says_what_comes_next(page: TodayPage, desk: Desk) -> None:
    put(desk, *agreed(), piece("Reel 1", "2026-03-14"))
    show(page)
    assert "Nothing is late. Next: Reel 1, Ana Ruiz · Spring Launch, Publish, in 2 days." in texts(page)
    assert "0 late, 0 today, 1 this week" in texts(page)
    assert "Today" in texts(page)
    assert "12 Mar 2026" in texts(page)


def test_a_new_workspace_has_one_sentence(page: TodayPage) -> None:
    show(page)
    assert texts(page) == ["Today", "12 Mar 2026", "0 late, 0 today, 0 this week", "Late", "Nothing is late."]
    assert page.rows == []


def test_blocks_stand_in_order_and_empty_ones_are_left_out(page: TodayPage, desk: Desk) -> None:
    put(
        desk,
        *agreed(),
        piece("Reel 1", "2026-03-08"),
        Contract(id="letter", title="Letter", creator_id="ana", state="in_check"),
        Post(id="post", title="Reel 0", platform_post_id="1", platform="tiktok", campaign_id="spring",
             published_at="2026-03-10T09:00:00Z"),
    )  # fmt: skip
    show(page)
    heads = [text for text in texts(page) if text in (
        "Late", "Today", "Numbers due", "Contracts to send and to sign", "Posts to check")]  # fmt: skip
    assert heads[1:] == ["Late", "Numbers due", "Contracts to send and to sign", "Posts to check"]
    assert [(row.words.what, row.words.why, row.words.when, row.verb) for row in page.rows] == [
        ("Reel 1", "Add the post's address", "4 days late", "Open"),
        ("Reel 0", "Enter numbers", "yesterday", "Enter"),
        ("Send the contract", "Not sent", "", "Open"),
        ("Reel 0", "Check the post", "2 days ago", "Check"),
    ]


def test_each_row_leads_to_where_it_is_dealt_with(page: TodayPage, desk: Desk) -> None:
    put(
        desk,
        *agreed(),
        piece("reel", "2026-03-08"),
        TimelineEntry(id="talk", creator_id="ana", body="Ask", follow_up="2026-03-09"),
        Contract(id="letter", title="Letter", creator_id="ana", state="in_check"),
        Post(id="post", title="Reel 0", platform_post_id="1", platform="tiktok", campaign_id="spring",
             published_at="2026-03-10T09:00:00Z"),
    )  # fmt: skip
    show(page)
    places = gone(desk)
    for row in page.rows:
        click(row.button)
    assert places == [
        Place("content", "reel"),
        Place("creator", "ana"),
        Place("results", about=("post",)),
        Place("contract", "letter"),
        Place("content", "post"),
    ]


def test_keys_walk_and_open(page: TodayPage, desk: Desk) -> None:
    put(desk, *agreed(), piece("a", "2026-03-01"), piece("b", "2026-03-02"), piece("c", "2026-03-12"))
    page.setFocus()
    show(page)
    landing = page.landing()
    assert landing is page.rows[0]
    landing.setFocus()
    places = gone(desk)
    press(landing, Key.Key_Down)
    press(page.rows[1], Key.Key_Down)
    press(page.rows[2], Key.Key_Return)
    assert places == [Place("content", "c")]
    page.offers()["main"].run()
    assert places[1:] == [Place("content", "c")]
    assert page.offers()["main"].label == "Open"


def test_a_double_click_opens(page: TodayPage, desk: Desk) -> None:
    put(desk, *agreed(), piece("a", "2026-03-01"))
    show(page)
    places = gone(desk)
    double_click(page.rows[0], page.rows[0].rect().center())
    assert places == [Place("content", "a")]


def test_a_long_block_opens_and_folds(page: TodayPage, desk: Desk) -> None:
    put(desk, *agreed(), *(piece(f"p{n:02}", "2026-03-01") for n in range(23)))
    show(page)
    assert len(page.rows) == 5
    (more,) = [one for one in page.findChildren(QPushButton) if one.text() == "All 23"]
    click(more)
    assert len(page.rows) == 23
    QApplication.processEvents()
    (less,) = [one for one in page.findChildren(QPushButton) if one.text() == "First 5"]
    click(less)
    assert len(page.rows) == 5


def test_what_is_done_elsewhere_goes_and_the_focus_stays_near(page: TodayPage, desk: Desk) -> None:
    put(desk, *agreed(), piece("a", "2026-03-01"), piece("b", "2026-03-02"), piece("c", "2026-03-03"))
    show(page)
    page.rows[1].setFocus()
    desk.tasks.do(lambda tx: update(tx, Deliverable, "b", state="live"))
    assert [row.item.id for row in page.rows] == ["a", "c"]
    assert QApplication.focusWidget() is page.rows[1]


def test_long_and_right_to_left_names_fit(page: TodayPage, desk: Desk) -> None:
    put(desk, *agreed("نور الهدى " * 20), piece("Reel " * 60, "2026-03-01"))
    show(page)
    assert page.blocks.width() <= page.area.viewport().width()
    for one in page.rows[0].findChildren(QLabel):
        assert one.fontMetrics().horizontalAdvance(one.text()) <= one.width()


def test_posts_to_check_lead_to_those_without_evidence(page: TodayPage, desk: Desk) -> None:
    gone: list[Place] = []
    desk.gone.connect(gone.append)
    post = Post(
        id="reel", title="Reel", platform="instagram", campaign_id="spring", published_at="2026-03-12T09:00:00Z"
    )
    put(desk, *agreed(), post)
    show(page)
    (link,) = [one for one in page.findChildren(QPushButton) if one.text() == "Posts without evidence"]
    click(link)
    assert gone == [Place("evidence", about=("view:missing",))]


def test_a_fix_says_its_hour(page: TodayPage, desk: Desk) -> None:
    given: dict[str, Any] = {"pack_id": "pack", "outcome": "fail", "fix_asked_at": "2026-03-11T09:00:00Z"}
    put(
        desk,
        *agreed(),
        RulePackRow(id="pack", code="us-ftc", version="1", jurisdiction="US", body="x", sha256="x"),
        Post(id="reel", platform="instagram", format="reel", participation_id="part", campaign_id="spring"),
        DisclosureCheck(post_id="reel", fix_due="2026-03-12T10:00[Europe/Berlin]", **given),
    )
    show(page)
    (late,) = [row for row in page.rows if row.item.kind == "fix"]
    assert late.words.what.endswith("Reel by Ana Ruiz, Instagram")
    assert late.words.when == "today, 09:00"
    assert page.summary.text().startswith("1 late")
