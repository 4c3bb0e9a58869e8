"""The Brief tab: words for one creator, templates, what was sent and acknowledged, and what changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from fakes import FakeDialogs
from press import Key, Modifier, click, press, type_text
from pypdf import PdfReader
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from infludesk.campaigns import store
from infludesk.campaigns.brief_commands import set_variation_field
from infludesk.campaigns.commands import (
    add_creators,
    brief_of,
    create_campaign,
    move_stage,
    set_brief_field,
    set_campaign_field,
)
from infludesk.campaigns.freeze import read
from infludesk.campaigns.model import BriefVersion
from infludesk.campaigns.template_store import offered_briefs
from infludesk.creators.commands import add_creator, block, set_field
from infludesk.db.rows import find
from infludesk.gui.campaigns.brief_dialogs import AcknowledgeDialog, CompareDialog, SendDialog, TemplateDialog
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import EntryDialog, Plain
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.tiles import Chip
from infludesk.gui.navigation import Place
from infludesk.gui.pages.campaign import CampaignPage
from infludesk.gui.pages.campaign_brief import BriefTab
from infludesk.workspace import Workspace

DialogT = TypeVar("DialogT", bound=QDialog)
_CTRL = Modifier.ControlModifier


@pytest.fixture(autouse=True)
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The drafts the mail program was given."""
    found: list[Path] = []

    def take(url: QUrl) -> bool:
        found.append(Path(QUrl(url).toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


@pytest.fixture
def campaign(workspace: Workspace) -> str:
    made = str(workspace.do(create_campaign, name="Spring Launch", client="Acme").value)
    brief = workspace.do(brief_of, campaign_id=made).value
    workspace.do(set_brief_field, brief_id=brief, name="goal", value="Reach runners")
    workspace.do(set_brief_field, brief_id=brief, name="disclosure_wording", value="#ad")
    workspace.do(set_campaign_field, campaign_id=made, name="rule_packs", value=("us-ftc", "uk-cap"))
    return made


@pytest.fixture
def ana(workspace: Workspace, campaign: str) -> str:
    return join_in(workspace, campaign, "Ana Lima")


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, campaign: str, ana: str) -> Iterator[BriefTab]:
    del ana
    page = CampaignPage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 760)
    page.go_to(Place("campaign", campaign, "brief"))
    page.show()
    assert isinstance(page.tab, BriefTab)
    yield page.tab
    for one in QApplication.topLevelWidgets():
        if isinstance(one, EntryDialog | Plain):
            one.close()


def join_in(workspace: Workspace, campaign: str, name: str, email: str = "") -> str:
    creator = workspace.do(add_creator, name=name).value
    if email:
        workspace.do(set_field, creator_id=creator, name="email", value=email)
    (part,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[creator]).value
    workspace.do(move_stage, participation_ids=[part], stage="agreed")
    return str(part)


def opened(kind: type[DialogT]) -> DialogT:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def buttons(tab: BriefTab, words: str) -> list[QPushButton]:
    """The buttons that say this and are seen; what was put in just now is seen after the next events."""
    QApplication.processEvents()
    found = tab.findChildren(QPushButton)
    return [one for one in found if one.text() == words and one.isVisibleTo(tab)]


def said(tab: BriefTab) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in tab.findChildren(QLabel) if one.isVisibleTo(tab))


def choose(tab: BriefTab, words: str) -> None:
    """Choose for whom, with the keys."""
    place = next(n for n in range(tab.chooser.count()) if tab.chooser.itemText(n).startswith(words))
    tab.chooser.setFocus()
    press(tab.chooser, Key.Key_Home)
    for _ in range(place):
        press(tab.chooser, Key.Key_Down)
    assert tab.chooser.currentIndex() == place


def send(tab: BriefTab) -> None:
    click(tab.send_button)
    press(opened(SendDialog), Key.Key_Return, _CTRL)


def words_of(workspace: Workspace, campaign: str, name: str) -> object:
    brief = workspace.read(lambda conn: store.brief(conn, campaign))
    return getattr(brief, name)


def test_one_creator_reads_other_words_and_then_the_bases_again(
    tab: BriefTab, workspace: Workspace, campaign: str
) -> None:
    assert [tab.chooser.itemText(n) for n in range(tab.chooser.count())] == ["For everyone", "Ana Lima"]
    choose(tab, "Ana")
    goal = tab.form.row("goal").edit
    assert isinstance(goal.main, QPlainTextEdit)
    assert (goal.text(), goal.main.placeholderText()) == ("", "Reach runners")
    assert "Reach runners" in tab.side.page.toPlainText()
    assert not tab.form.row("title").isVisibleTo(tab)
    type_text(goal.main, "Reach swimmers")
    goal.left.emit()
    assert "Reach swimmers" in tab.side.page.toPlainText()
    assert tab.chooser.currentText() == "Ana Lima · own words"
    assert words_of(workspace, campaign, "goal") == "Reach runners"
    (chip,) = tab.own_words.findChildren(Chip)
    assert chip.remove.accessibleName() == "Take Goal from the base"
    click(chip.remove)
    assert "Reach runners" in tab.side.page.toPlainText()
    assert goal.text() == ""
    choose(tab, "For everyone")
    assert goal.text() == "Reach runners"
    assert goal.main.placeholderText() == ""
    assert not tab.own_words.isVisibleTo(tab)


def test_four_messages_for_one_creator_are_refused_at_the_field(tab: BriefTab) -> None:
    choose(tab, "Ana")
    tab.form.saved.emit("key_messages", ("one", "two", "three", "four"))
    assert tab.form.row("key_messages").message.startswith("A brief has three key messages at most.")


def test_a_template_fills_what_is_empty(tab: BriefTab, workspace: Workspace, campaign: str) -> None:
    click(tab.begin_button)
    dialog = opened(TemplateDialog)
    press(dialog.list, Key.Key_Down)
    assert dialog.chosen.name == "Gifting"
    press(dialog.list, Key.Key_Return, _CTRL)
    assert words_of(workspace, campaign, "goal") == "Reach runners"
    assert str(words_of(workspace, campaign, "overview")).startswith("Acme is")
    assert tab.marks["creative_freedom"].accessibleName() == "Creative freedom, filled"
    workspace.undo()
    assert words_of(workspace, campaign, "overview") is None


def test_a_brief_is_kept_as_a_template(tab: BriefTab, workspace: Workspace, dialogs: FakeDialogs) -> None:
    dialogs.words = "Ours"
    click(tab.keep_button)
    assert dialogs.asked == ["Save as a template"]
    first = workspace.read(offered_briefs)[0]
    assert (first.name, first.own) == ("Ours", True)
    click(tab.begin_button)
    assert opened(TemplateDialog).list.item(0).text() == "Ours · your own"
    press(opened(TemplateDialog).list, Key.Key_Return, _CTRL)
    assert tab.strip.accessibleName() == "No section was empty. Nothing was filled."


def test_who_must_not_be_contacted_is_seen_and_not_ticked(
    tab: BriefTab, workspace: Workspace, campaign: str, opened_files: list[Path]
) -> None:
    join_in(workspace, campaign, "Ben Ode", "ben@example.com")
    blocked = join_in(workspace, campaign, "Cleo Park", "cleo@example.com")
    creator = workspace.read(lambda conn: conn.execute("SELECT id FROM creator WHERE name = 'Cleo Park'").fetchone()[0])
    workspace.do(block, creator_id=creator)
    tab.reload()
    click(tab.send_button)
    dialog = opened(SendDialog)
    assert blocked not in dialog.chosen
    assert not dialog.boxes[blocked].isEnabled()
    about = [one.accessibleDescription() for one in dialog.boxes.values()]
    assert about == ["No e-mail address: the draft has no recipient", "ben@example.com", "Do not contact"]
    assert dialog.confirm_button.text() == "Send to 2 creators"
    for box in dialog.boxes.values():
        box.setChecked(False)
    assert not dialog.confirm_button.isEnabled()
    press(dialog, Key.Key_Escape)
    assert opened_files == []


def test_a_long_name_leaves_room_and_all_who_get_it_are_seen(
    tab: BriefTab, workspace: Workspace, campaign: str
) -> None:
    long = "Maximilian-Alexander von und zu Hohenlohe-Waldenburg-Schillingsfürst"
    whom = [join_in(workspace, campaign, name) for name in (long, "山田太郎", "محمد الأنصاري")]
    tab.reload()
    click(tab.send_button)
    dialog = opened(SendDialog)
    box = dialog.boxes[whom[0]]
    assert box.accessibleName() == long
    assert box.width() < dialog.width() // 2
    for one in dialog.boxes.values():
        assert one.visibleRegion().boundingRect().height() == one.height()
    press(dialog, Key.Key_Escape)


def test_a_note_goes_along_and_another_way_opens_no_draft(
    tab: BriefTab, workspace: Workspace, campaign: str, opened_files: list[Path]
) -> None:
    click(tab.send_button)
    dialog = opened(SendDialog)
    dialog.edits["personal_note"].put("See you in May")
    dialog.edits["via"].put("paper")
    press(dialog, Key.Key_Return, _CTRL)
    assert opened_files == []
    (kept,) = workspace.read(lambda conn: store.sendings(conn, campaign))
    assert kept.via == "paper"
    send(tab)
    (draft,) = opened_files
    assert b"Spring Launch is attached, version 1." in draft.read_bytes()


def test_without_a_wording_the_dialog_asks_why(tab: BriefTab, workspace: Workspace) -> None:
    tab.form.saved.emit("disclosure_wording", None)
    click(tab.send_button)
    dialog = opened(SendDialog)
    assert dialog.reason_note.isVisibleTo(dialog)
    press(dialog, Key.Key_Return, _CTRL)
    assert dialog.isVisible()
    assert dialog.message.text() == "Needed: why there is no disclosure wording."
    type_text(dialog.edits["without"].main, "The agency words it")
    press(dialog, Key.Key_Return, _CTRL)
    last = workspace.undoable()
    assert last is not None
    assert last.label == "Send brief v1 to Ana Lima without disclosure wording: The agency words it"


def test_freezing_without_a_wording_asks_why(tab: BriefTab, workspace: Workspace, dialogs: FakeDialogs) -> None:
    tab.form.saved.emit("disclosure_wording", None)
    click(tab.side.freeze_button)
    assert workspace.read(lambda conn: find(conn, BriefVersion)) == []
    dialogs.words = "Nobody is paid"
    click(tab.side.freeze_button)
    assert dialogs.asked == ["No disclosure wording", "No disclosure wording"]
    assert len(workspace.read(lambda conn: find(conn, BriefVersion))) == 1


def test_what_came_back_is_kept_and_the_others_are_asked_again(
    tab: BriefTab, workspace: Workspace, campaign: str, opened_files: list[Path]
) -> None:
    join_in(workspace, campaign, "Ben Ode", "ben@example.com")
    tab.reload()
    send(tab)
    assert any("to 2 creators · 0 acknowledged" in one.whole for one in tab.side.versions.findChildren(Elided))
    first, _second = buttons(tab, "Acknowledged…")
    assert first.accessibleName() == "Ana Lima acknowledged…"
    click(first)
    dialog = opened(AcknowledgeDialog)
    type_text(dialog.edits["acknowledged_how"].main, "by phone")
    press(dialog, Key.Key_Return, _CTRL)
    kept = {one.creator: one for one in workspace.read(lambda conn: store.sendings(conn, campaign))}
    assert (kept["Ana Lima"].acknowledged_how, kept["Ben Ode"].acknowledged_at) == ("by phone", "")
    assert len(buttons(tab, "Acknowledged…")) == 1
    opened_files.clear()
    click(buttons(tab, "Send again to 1 creator…")[0])
    assert opened(SendDialog).confirm_button.text() == "Send to 1 creator"
    press(opened(SendDialog), Key.Key_Return, _CTRL)
    (again,) = opened_files
    assert b"ben@example.com" in again.read_bytes()


def test_versions_are_compared_with_signs(tab: BriefTab) -> None:
    assert not tab.side.compare_button.isVisibleTo(tab)
    click(tab.side.freeze_button)
    tab.form.saved.emit("goal", "Reach swimmers")
    tab.form.saved.emit("tone", "Warm")
    click(tab.side.compare_button)
    dialog = opened(CompareDialog)
    shown = dialog.page.toPlainText()
    assert "Goal · Changed" in shown
    assert "Reach [−runners][+swimmers]" in shown
    assert "Tone, with examples · Added" in shown
    dialog.after.setCurrentIndex(0)
    assert dialog.page.toPlainText() == "Both say the same."


def test_editing_after_freezing_begins_the_next_version(tab: BriefTab, workspace: Workspace) -> None:
    click(tab.side.freeze_button)
    tab.form.saved.emit("goal", "Reach swimmers")
    click(tab.side.freeze_button)
    versions = workspace.read(lambda conn: find(conn, BriefVersion, order="rowid"))
    assert [read(one).brief.goal for one in versions] == ["Reach runners", "Reach swimmers"]
    click(buttons(tab, "Version 1")[0])
    assert "Reach runners" in tab.side.page.toPlainText()
    assert "Version 1, read only" in said(tab)


def test_the_pdf_of_what_is_shown_is_saved(
    tab: BriefTab, workspace: Workspace, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "draft"
    click(tab.pdf_button)
    draft = "".join(page.extract_text() for page in PdfReader(tmp_path / "draft.pdf").pages)
    assert "Draft" in draft
    send(tab)
    (version,) = workspace.read(lambda conn: find(conn, BriefVersion))
    tab.form.saved.emit("goal", "Reach swimmers")
    tab.show_version(version.id)
    dialogs.path = tmp_path / "sent.pdf"
    tab.offers()["pdf"].run()
    sent = PdfReader(tmp_path / "sent.pdf").pages[0].extract_text()
    assert "Reach runners" in sent
    assert "Draft" not in sent
    kept = workspace.attachments.iterdir()
    assert (tmp_path / "sent.pdf").read_bytes() in [one.read_bytes() for one in kept]


def test_the_wording_for_all_markets_is_taken(tab: BriefTab, workspace: Workspace, campaign: str) -> None:
    tab.form.saved.emit("disclosure_wording", "spon")
    assert '"spon" is not fine: us-ftc@2023.1' in said(tab)
    assert "passes in every pack of this campaign" in said(tab)
    assert "us-ftc@2023.1: This pack names it as fine." in said(tab)
    assert "Guidance from dated sources, not legal advice." in said(tab)
    click(tab.advice.use_button)
    assert words_of(workspace, campaign, "disclosure_wording") == tab.advice.wording
    assert not tab.advice.use_button.isEnabled()
    assert "is not fine" not in said(tab)
    workspace.do(set_campaign_field, campaign_id=campaign, name="rule_packs", value=())
    tab.reload()
    assert "No rule pack of this campaign names a wording." in said(tab)
    assert not tab.advice.use_button.isVisibleTo(tab)


def test_nobody_agreed_says_so(qtbot: QtBot, desk: Desk, campaign: str) -> None:
    page = CampaignPage(desk)
    qtbot.addWidget(page)
    page.go_to(Place("campaign", campaign, "brief"))
    page.show()
    assert page.offers()["main"].why_not == "No creator has agreed yet."
    assert isinstance(page.tab, BriefTab)
    assert page.tab.send_button.toolTip() == "No creator has agreed yet."
    assert page.pdf_button is not None
    assert not page.pdf_button.isVisibleTo(page)


@pytest.mark.parametrize(
    "name", ["ليلى المنصوري", "中村 美咲", "Zoë 🏃‍♀️ of a name that is far longer than a column is wide"]
)
def test_any_name_can_be_chosen_and_the_tab_stays_narrow(
    tab: BriefTab, workspace: Workspace, campaign: str, name: str
) -> None:
    part = join_in(workspace, campaign, name)
    workspace.do(set_variation_field, participation_id=part, name="tone", value="Quiet")
    tab.show_for(part)
    assert name in tab.chooser.currentText()
    send(tab)
    assert tab.minimumSizeHint().width() <= 970
