"""The caption check: a verdict while typing, words marked, answers that count, and checks kept on posts and drafts."""

from collections.abc import Iterator
from time import perf_counter

import pytest
from fakes import FakeDialogs
from press import click, press, type_text
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content import store
from infludesk.content.model import Deliverable, DisclosureCheck, Draft, Evidence
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import find, insert, update
from infludesk.db.transaction import Tx
from infludesk.flows.pack_changes import set_market_pack
from infludesk.flows.publish import publish
from infludesk.gui.content.caption_result import FindingRow
from infludesk.gui.content.post_panel import PostPanel
from infludesk.gui.desk import Desk
from infludesk.gui.kit.theme import theme
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.caption_check import CaptionCheckPage
from infludesk.kernel.ids import ref
from infludesk.workspace import Workspace

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
REEL = "https://www.instagram.com/reel/C4abcDEF/"


def plan(tx: Tx, packs: tuple[str, ...] = ("us-ftc", "uk-cap")) -> str:
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring Launch", client_id=client.id, rule_packs=packs))
    creator = insert(tx, Creator(name="Ana Ruiz", email="ana@example.com"))
    account = insert(tx, Account(creator_id=creator.id, platform="instagram", handle="ana.fit"))
    joined = insert(tx, Participation(campaign_id=campaign.id, creator_id=creator.id, stage="agreed", pay="paid"))
    piece = Deliverable(
        participation_id=joined.id, title="Reel 1", format="reel", account_id=account.id, state="approved"
    )
    return insert(tx, piece).id


def hand_in(tx: Tx, piece: str, caption: str) -> str:
    return insert(tx, Draft(deliverable_id=piece, step="draft", caption=caption, submitted_at=tx.moment)).id


def rename(tx: Tx, creator: str) -> None:
    (one,) = find(tx.conn, Creator)
    update(tx, Creator, one.id, name=creator)


def live(workspace: Workspace, caption: str = "#ad | Acme boots", packs: tuple[str, ...] = ("us-ftc", "uk-cap")) -> str:
    piece = workspace.do(plan, packs=packs).value
    return str(workspace.do(publish, deliverable_id=piece, url=REEL, caption=caption, published_at="2026-03-10").value)


@pytest.fixture
def page(desk: Desk) -> Iterator[CaptionCheckPage]:
    made = CaptionCheckPage(desk)
    made.resize(1064, 740)
    yield made
    delete(made)


@pytest.fixture
def scratch(page: CaptionCheckPage, workspace: Workspace) -> CaptionCheckPage:
    """The page with a market chosen for the workspace."""
    workspace.do(set_market_pack, country="US", pack="us-ftc")
    page.show()
    return page


def outcomes(page: CaptionCheckPage) -> list[tuple[str, str]]:
    return [(one.pack.code, one.outcome) for one in page.checked]


def read(page: CaptionCheckPage) -> str:
    """What a check would be kept on."""
    return page.subject.about if page.subject else ""


def words_in(widget: QWidget) -> str:
    for _ in range(3):  # what events bring may need events to be seen
        QApplication.processEvents()
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def write(page: CaptionCheckPage, text: str) -> None:
    page.caption.setPlainText(text)
    page.check()


def tick(page: CaptionCheckPage, pack: str) -> None:
    QApplication.processEvents()  # the boxes take their places
    click(page.setting.packs.boxes[pack])


def test_without_a_market_nothing_is_assumed(page: CaptionCheckPage) -> None:
    page.show()
    write(page, "#ad Acme boots")
    assert page.strip.accessibleName().startswith("Choose a market; nothing is assumed")
    assert page.checked == ()
    tick(page, "de@2022.1")
    assert page.strip.accessibleName() == ""
    assert outcomes(page) == [("de", "review")]
    assert len(page.setting.packs.boxes) == 8


def test_a_verdict_follows_the_typing(scratch: CaptionCheckPage, qtbot: QtBot) -> None:
    type_text(scratch.caption, "Acme boots")
    qtbot.waitUntil(lambda: outcomes(scratch) == [("us-ftc", "fail")])
    card = scratch.cards["us-ftc@2023.1"]
    assert card.verdict.text() == "Fail"
    assert card.line.text() == "1 problem"
    scratch.caption.selectAll()
    QGuiApplication.clipboard().setText("#ad Acme boots")
    press(scratch.caption, Qt.Key.Key_V, CTRL)
    assert outcomes(scratch) == [("us-ftc", "pass")]
    assert scratch.cards["us-ftc@2023.1"] is card
    assert card.line.text() == "No problem found"


def test_a_verdict_in_every_market_at_once_is_there_in_time(scratch: CaptionCheckPage) -> None:
    scratch.setting.packs.choose(list(scratch.setting.packs.boxes))
    taken = []
    for text in ("Thanks to Acme for the boots. #partner #ad ", "Nothing is told here. ", "Ad: warm boots by Acme. "):
        QGuiApplication.clipboard().setText(text * 8)
        scratch.caption.selectAll()
        started = perf_counter()
        press(scratch.caption, Qt.Key.Key_V, CTRL)
        taken.append(perf_counter() - started)
        assert len(scratch.cards) == 8
    assert min(taken) < 0.3


def test_words_found_are_marked_and_told(scratch: CaptionCheckPage) -> None:
    write(scratch, "👢👢 New boots by Acme #collab")
    (start, end, result), *_ = scratch.caption.marks
    assert scratch.caption.toPlainText()[start:end] == "#collab"
    assert result == "fail"
    selection = scratch.caption.extraSelections()[0]
    assert selection.cursor.selectedText() == "#collab"
    shown = words_in(scratch.cards["us-ftc@2023.1"])
    assert "Words found: “#collab”" in shown
    assert "FTC staff guidance, Disclosures 101" in shown
    assert "us-ftc@2023.1 D9" in shown


def test_a_line_shows_where_the_platform_cuts(scratch: CaptionCheckPage) -> None:
    write(scratch, "Acme boots. " * 20 + "#ad")
    assert scratch.caption.cut_at == 150
    assert scratch.ruler.text().startswith("Seen for certain: 125 of 243 characters. Cut off at the latest after “…")
    scratch.caption.grab()
    scratch.setting.platform.setCurrentIndex(scratch.setting.platform.findData("x"))
    scratch.setting.platform.activated.emit(0)
    assert scratch.caption.cut_at == -1
    assert "Nothing is cut off." in scratch.ruler.text()
    scratch.setting.platform.setCurrentIndex(scratch.setting.platform.findData("linkedin"))
    scratch.setting.platform.activated.emit(0)
    assert scratch.ruler.text() == "Where this platform cuts a caption is not known."


def test_a_wording_that_passes_in_all_is_copied(scratch: CaptionCheckPage) -> None:
    tick(scratch, "de@2022.1")
    write(scratch, "Boots by Acme, and the weather was lovely too")
    assert scratch.wording.text() == "Passes in all: Werbung / ad"
    assert "de@2022.1" in scratch.wording_why.text()
    click(scratch.copy_button)
    assert QGuiApplication.clipboard().text() == "Werbung / ad"


def test_answers_enter_the_verdict_for_all_packs(page: CaptionCheckPage, workspace: Workspace) -> None:
    post = live(workspace, packs=("us-ftc", "in"))
    page.go_to(Place("caption_check", post))
    page.show()
    assert outcomes(page) == [("in", "review"), ("us-ftc", "review")]
    row = page.cards["us-ftc@2023.1"].rows.rows["US-23"]
    assert "2 questions" not in page.cards["us-ftc@2023.1"].line.text()
    click(row.segments.stops[0])
    assert outcomes(page) == [("in", "pass"), ("us-ftc", "pass")]
    assert row.why.text() == "You looked at the piece: yes."
    assert page.cards["in@2023.1"].rows.rows["IN-5"].segments.value == "yes"
    click(row.segments.stops[1])
    assert outcomes(page) == [("in", "fail"), ("us-ftc", "fail")]


def test_what_was_answered_about_words_holds_for_these_words_alone(scratch: CaptionCheckPage) -> None:
    write(scratch, "Paid partnership\n\nAcme boots")
    card = scratch.cards["us-ftc@2023.1"]
    assert card.line.text() == "2 questions for you"
    for code in ("D9", "D12"):
        click(card.rows.rows[code].segments.stops[0])
    assert outcomes(scratch) == [("us-ftc", "pass")]
    click(card.open.head)
    open_ = next(one for one in card.findChildren(FindingRow) if one.code == "US-8")
    click(open_.segments.stops[0])
    write(scratch, "Paid partnership\n\nAcme socks")
    assert outcomes(scratch) == [("us-ftc", "review")]
    assert card.rows.rows["D9"].segments.value == ""
    assert scratch.answers == {"us-ftc/US-8": "yes"}


def test_questions_no_caption_answers_can_be_answered(scratch: CaptionCheckPage) -> None:
    write(scratch, "#ad Acme boots")
    card = scratch.cards["us-ftc@2023.1"]
    click(card.open.head)
    row = next(one for one in card.findChildren(FindingRow) if one.code == "US-8")
    assert row.result.text() == "Not answered"
    click(row.segments.stops[1])
    assert outcomes(scratch) == [("us-ftc", "fail")]
    assert row.result.text() == "No"
    click(card.held.head)
    assert "These words are clear." in words_in(card)


def test_a_scratch_pad_stores_nothing_and_says_so(scratch: CaptionCheckPage, workspace: Workspace) -> None:
    write(scratch, "#ad Acme boots")
    assert not scratch.keep_button.isVisible()
    scratch.offers()["main"].run()
    assert scratch.strip.accessibleName() == "Nothing is stored. No piece or post is selected."
    assert workspace.read(lambda conn: find(conn, DisclosureCheck)) == []


def test_a_post_is_filled_in_and_its_check_is_kept_for_each_pack(page: CaptionCheckPage, workspace: Workspace) -> None:
    post = live(workspace, "#collab with Acme")
    page.go_to(Place("caption_check", post))
    page.show()
    assert page.caption.toPlainText() == "#collab with Acme"
    assert [pack.code for pack in page.setting.chosen] == ["uk-cap", "us-ftc"]
    assert (page.setting.platform.currentData(), page.setting.format.currentData()) == ("instagram", "reel")
    assert page.setting.asked("").day == "2026-03-10"
    click(page.keep_button)
    whole = workspace.read(lambda conn: store.post(conn, post))
    assert sorted((one.pack, one.check.outcome) for one in whole.checks) == [
        ("uk-cap@2023.1", "fail"), ("us-ftc@2023.1", "fail"),
    ]  # fmt: skip
    found = {one.rule: (one.result, one.seen, one.found_by) for one in whole.checks[0].findings}
    assert ("no", "#collab", "caption_scan") in found.values()
    texts = workspace.read(lambda conn: find(conn, Evidence, "about LIKE 'disclosure_check:%'"))
    assert {one.text for one in texts} == {"#collab with Acme"}
    assert page.strip.accessibleName().startswith("Kept: Fail")
    workspace.undo()
    assert workspace.read(lambda conn: store.post(conn, post)).checks == ()


def test_a_strip_stands_apart_from_what_is_below(page: CaptionCheckPage, qtbot: QtBot) -> None:
    def gap() -> int:
        end = page.strip.mapTo(page, page.strip.contentsRect().bottomLeft()).y()
        return page.about.mapTo(page, page.about.rect().topLeft()).y() - end

    page.show()
    assert page.strip.isVisible()
    qtbot.waitUntil(lambda: theme.px(12) <= gap() <= theme.px(16))


def test_a_draft_is_checked_and_offered_again_for_its_post(
    page: CaptionCheckPage, desk: Desk, workspace: Workspace
) -> None:
    piece = workspace.do(plan).value
    draft = workspace.do(hand_in, piece=piece, caption="#ad | Acme boots").value
    page.go_to(Place("caption_check", piece))
    page.show()
    assert page.caption.toPlainText() == "#ad | Acme boots"
    page.offers()["main"].run()
    checks = workspace.read(lambda conn: find(conn, DisclosureCheck))
    assert {one.draft_id for one in checks} == {draft}
    assert len(checks) == 2
    workspace.do(publish, deliverable_id=piece, url=REEL, caption="Acme boots")
    page.reload()
    assert page.caption.toPlainText() == "#ad | Acme boots"
    title = page.earlier.accessibleName()
    assert title.startswith("Checked as a draft on ")
    assert "review" in title
    panel = PostPanel(desk)
    panel.show_record(str(piece))
    assert panel.draft_line.text().startswith("Checked as a draft on 12 Mar 2026")
    delete(panel)


def test_a_piece_without_a_text_keeps_nothing(page: CaptionCheckPage, workspace: Workspace) -> None:
    piece = workspace.do(plan).value
    page.go_to(Place("caption_check", piece))
    page.show()
    write(page, "#ad Acme")
    page.keep()
    assert page.strip.accessibleName() == "Nothing is stored. This piece has neither a draft nor a post yet."


def test_feedback_is_an_e_mail_draft(
    page: CaptionCheckPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = live(workspace, "#collab with Acme")
    monkeypatch.setattr("infludesk.gui.mail.QDesktopServices.openUrl", lambda _url: True)
    page.go_to(Place("caption_check", post))
    page.show()
    click(page.feedback_button)
    (written,) = (workspace.folder / "mail").iterdir()
    text = written.read_text(encoding="utf-8")
    assert "To: ana@example.com" in text
    assert "Subject: Your caption for Reel 1" in text
    assert "#collab with Acme" in text


def test_another_place_begins_anew(scratch: CaptionCheckPage, workspace: Workspace) -> None:
    write(scratch, "#ad Acme")
    scratch.go_to(Place("caption_check"))
    assert scratch.caption.textCursor().selectedText() == "#ad Acme"
    post = live(workspace, "Acme boots")
    scratch.go_to(Place("caption_check", post))
    assert scratch.caption.toPlainText() == "Acme boots"
    scratch.go_to(Place("caption_check"))
    assert scratch.caption.toPlainText() == ""
    assert scratch.checked == ()


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_it_fits_the_window_in_both_looks(
    window: MainWindow, workspace: Workspace, dressed: QApplication, size: tuple[int, int], look: str
) -> None:
    post = live(workspace, "ليلى جرّبت أحذية Acme 👢 " * 12 + "#ad" + "a" * 90, packs=("us-ftc", "uk-cap", "de", "in"))
    workspace.do(rename, creator="ليلى المنصوري 中村 美咲 👢 " + "Featherstonehaugh" * 8)
    theme.apply(dressed, "dark" if look == "dark" else "light", "comfortable")
    window.resize(*size)
    window.go(Place("caption_check", post))
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    page = window.page
    assert isinstance(page, CaptionCheckPage)
    for card in page.cards.values():
        assert card.width() <= page._results.width()
        assert card.minimumSizeHint().width() <= card.width()
    assert page.setting.geometry().bottom() <= page.height()
    page.grab()


def test_the_keys_of_the_window_lead_here_from_anywhere(
    window: MainWindow, workspace: Workspace, dialogs: FakeDialogs
) -> None:
    post = live(workspace)
    window.go(Place("today"))
    press(window, Qt.Key.Key_D, CTRL | SHIFT)
    page = window.page
    assert isinstance(page, CaptionCheckPage)
    assert page.setting.chosen == ()
    assert window.focusWidget() is page.caption
    window.go(Place("content", post))
    press(window, Qt.Key.Key_D, CTRL | SHIFT)
    assert window.page is page
    assert read(page) == ref("post", post)
    press(page.caption, Qt.Key.Key_Return, CTRL)
    assert len(workspace.read(lambda conn: store.post(conn, post)).checks) == 2
    assert dialogs.said == []
