"""The content page: the list, stages by keys, a post marked live, and its disclosure checked item by item."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeDialogs
from press import click, press, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content import commands, store
from infludesk.content.model import Deliverable, Post
from infludesk.content.store import ListedPiece, WholePost
from infludesk.creators.model import Creator
from infludesk.db.rows import insert, update
from infludesk.db.transaction import Tx
from infludesk.flows.publish import publish
from infludesk.gui.content.dialogs import AddDeliverableDialog, MarkLiveDialog
from infludesk.gui.desk import Desk
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.campaign_content import ContentTab, count
from infludesk.gui.pages.content import ContentPage
from infludesk.team.model import Task
from infludesk.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
VIDEO = "https://www.tiktok.com/@ana.ruiz/video/7301234567890123456"


def agree(tx: Tx, *, creator: str = "Ana Ruiz", campaign: str = "Spring Launch") -> tuple[str, str]:
    client = insert(tx, Client(name="Acme", country="US"))
    made = insert(tx, Campaign(name=campaign, client_id=client.id, markets=("US",)))
    who = insert(tx, Creator(name=creator))
    joined = insert(tx, Participation(campaign_id=made.id, creator_id=who.id, stage="contracted", pay="paid"))
    return joined.id, made.id


def plan(tx: Tx, *, title: str = "Reel 1", due: str = "2026-03-20", state: str = "planned") -> str:
    joined, _ = agree(tx)
    return insert(tx, Deliverable(participation_id=joined, title=title, format="reel", due=due, state=state)).id


def go_live(workspace: Workspace, caption: str = "#ad Fresh start with Acme") -> tuple[str, str]:
    """A piece that is live; returns its id and its post's."""
    piece = workspace.do(plan).value
    post = workspace.do(publish, deliverable_id=piece, url=VIDEO, caption=caption).value
    return str(piece), str(post)


@pytest.fixture
def page(desk: Desk) -> Iterator[ContentPage]:
    made = ContentPage(desk)
    made.resize(1064, 740)
    yield made
    delete(made)


def row(workspace: Workspace, record_id: str) -> ListedPiece:
    return workspace.read(lambda conn: store.listed(conn, [record_id]))[0]


def post_of(workspace: Workspace, post_id: str) -> WholePost:
    return workspace.read(lambda conn: store.post(conn, post_id))


def run(page: ContentPage, verb: str) -> None:
    offer = page.offers()[verb]
    assert offer.why_not == ""
    offer.run()


def words_in(widget: QWidget) -> str:
    for _ in range(3):  # what events bring may need events to be seen
        QApplication.processEvents()
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def dialog_of(page: ContentPage, kind: type[QDialog]) -> QDialog:
    found: QDialog = page.findChildren(kind)[-1]
    return found


def test_an_empty_page_says_what_appears_here(page: ContentPage) -> None:
    page.show()
    assert page.body.currentWidget() is page.empty
    assert page.empty.accessibleName() == "No content planned Deliverables of agreed creators appear here."


def test_what_is_late_comes_first_and_says_so(page: ContentPage, workspace: Workspace) -> None:
    soon = workspace.do(plan, title="Story", due="2026-03-15").value
    is_late = workspace.do(plan, title="Reel 2", due="2026-03-08").value
    page.show()
    assert page.table.rows.ids == [is_late, soon]
    page.table.rows.with_rows([is_late, soon], lambda: None)
    cells = page.table.rows.cells(is_late)
    assert cells is not None
    assert cells[0].display == "Reel 2"
    assert cells[1].display == "Draft from Ana Ruiz"
    assert cells[2].spoken == "4 days late"


def test_views_and_filters_narrow_the_list(page: ContentPage, workspace: Workspace) -> None:
    in_review = workspace.do(plan, title="Story", state="in_review").value
    live, post = go_live(workspace)
    page.show()
    for values, found in (
        ({"view": "late"}, []), ({"view": "review"}, [in_review]), ({"view": "live"}, [live]),
        ({"view": "unchecked"}, [live]), ({"view": "failed"}, []), ({"platform": "tiktok"}, [live]),
        ({"state": "in_review"}, [in_review]),
    ):  # fmt: skip
        page.filters.set_values("", values)
        assert page.table.rows.ids == found
    workspace.do(commands.check_post, post_id=post, findings={"US-20": ("no", "", "")}, connection_seen="paid")
    page.filters.set_values("", {"view": "failed"})
    page.reload()
    assert page.table.rows.ids == [live]


def test_every_column_can_be_sorted_as_it_offers(page: ContentPage, workspace: Workspace) -> None:
    workspace.do(plan)
    page.show()
    for column in page.columns():
        if column.sortable:
            page.sort_by(column.key, descending=True)
            assert len(page.table.rows.ids) == 1


def test_what_comes_next_is_seen_first(window: MainWindow, workspace: Workspace) -> None:
    workspace.do(plan, due="2025-08-27")
    window.go(Place("content"))
    page = window.page
    assert isinstance(page, ContentPage)
    assert page.inspector_frame.isVisible()
    shown = [column.label for column in page.table.rows.columns[:4]]
    assert shown == ["Piece", "Next action", "Due", "Owner"]
    assert page.table.columnViewportPosition(4) + page.table.columnWidth(4) <= page.table.viewport().width()


def test_one_next_action_is_said_everywhere(page: ContentPage, desk: Desk, workspace: Workspace) -> None:
    piece, post = go_live(workspace)
    workspace.do(lambda tx: update(tx, Post, post, published_at="2026-03-01T09:00:00Z", connection="none"))
    page.show()
    page.focus_on(piece)
    page.side.show_record(piece)
    page.table.rows.with_rows([piece], lambda: None)
    cells = page.table.rows.cells(piece)
    assert cells is not None
    assert cells[1].display == "Enter numbers"
    assert page.panel.next_line.text().startswith("Enter numbers · ")
    assert page.work.next_line.text() == page.panel.next_line.text()
    assert page.offers()["main"].label == "Enter numbers"
    places: list[Place] = []
    desk.gone.connect(places.append)
    click(page.panel.numbers_button)
    run(page, "main")
    assert places == [Place("results", about=(post,))] * 2


def test_more_than_one_next_action_is_reported(page: ContentPage, workspace: Workspace) -> None:
    piece, _ = go_live(workspace)
    for title, due in (("Call Ana", "2026-03-13"), ("Ask for the raw file", "2026-03-14")):
        workspace.do(
            lambda tx, title=title, due=due: insert(
                tx, Task(about=f"deliverable:{piece}", next_action=True, state="open", title=title, due=due)
            )
        )
    page.show()
    for panel in (page.work, page.panel):
        assert panel.next_line.text() == "Call Ana · tomorrow"
        assert panel.also_line.text() == "One more next action is open: Ask for the raw file"
    page.panel.complete_button.click()
    assert page.work.next_line.text() == "Ask for the raw file · in 2 days"
    assert page.work.also_line.isHidden()


def test_several_go_to_the_trash_in_one_step(page: ContentPage, workspace: Workspace) -> None:
    made = {str(workspace.do(plan, title=title).value) for title in ("Reel 1", "Reel 2")}
    page.show()
    page.table.tick_all()
    run(page, "trash")
    assert page.table.rows.ids == []
    undone = workspace.undo()
    assert undone.changes.label == "Undo: Move 2 pieces to Trash"
    page.reload()
    assert set(page.table.rows.ids) == made


def test_a_piece_walks_its_stages_by_keys(page: ContentPage, workspace: Workspace) -> None:
    piece = workspace.do(plan).value
    page.show()
    run(page, "stage.next")
    assert row(workspace, piece).state == "in_work"
    run(page, "stage.previous")
    run(page, "stage.next")
    run(page, "stage.next")
    assert row(workspace, piece).state == "in_review"
    assert page.offers()["main"].label == "Approve"
    run(page, "main")
    assert row(workspace, piece).state == "approved"
    assert page.offers()["main"].label == "Mark live…"


def test_a_piece_is_marked_live_by_its_address(page: ContentPage, workspace: Workspace) -> None:
    piece = workspace.do(plan, state="approved").value
    page.show()
    click(page.work.live_button)
    dialog = dialog_of(page, MarkLiveDialog)
    assert isinstance(dialog, MarkLiveDialog)
    type_text(dialog.address, "https://vm.tiktok.com/ZM8abc")
    assert dialog.read_as.text().startswith("This short link does not say which post it is.")
    press(dialog, Qt.Key.Key_Return, CONTROL)
    assert dialog.isVisible()
    dialog.address.setText(VIDEO)
    assert dialog.read_as.text() == "Read as TikTok · Video · @ana.ruiz"
    type_text(dialog.caption, "#ad Fresh start")
    press(dialog, Qt.Key.Key_Return, CONTROL)
    found = row(workspace, piece)
    assert (found.state, found.url) == ("live", VIDEO.replace("www.", ""))
    assert "hash" in page.panel.hash_words.text()


def test_an_address_recorded_already_is_refused_in_place(page: ContentPage, workspace: Workspace) -> None:
    go_live(workspace)
    second = workspace.do(plan, title="Story", state="approved").value
    page.show()
    page.focus_on(second)
    page.work.show_record(second)
    click(page.work.live_button)
    dialog = dialog_of(page, MarkLiveDialog)
    assert isinstance(dialog, MarkLiveDialog)
    dialog.address.setText(VIDEO)
    press(dialog, Qt.Key.Key_Return, CONTROL)
    assert dialog.isVisible()
    assert dialog.read_as.text().startswith("This post is recorded already, in Spring Launch.")


def test_a_post_is_checked_rule_by_rule(page: ContentPage, workspace: Workspace) -> None:
    piece, post = go_live(workspace)
    page.show()
    run(page, "check.post")
    rules = workspace.read(lambda conn: store.findings_to_fill(conn, post))
    check = page.panel.check
    assert [one.rule for one in check.rows] == list(rules)
    assert all("us-ftc@2023.1" in one.citation.text and one.rule.cite in one.citation.text for one in check.rows)
    assert page.offers()["main"].label == "Save check"
    run(page, "main")
    assert check.strip.accessibleName().startswith("Answer at least one question")
    first = check.rows[0]
    click(first.segments.findChildren(QToolButton)[1])
    type_text(first.seen, "no label in the first line")
    for other in check.rows[1:]:
        other.choose("yes")
    assert page.offers()["item.next"].why_not == "Every question is answered."
    run(page, "main")
    (made,) = post_of(workspace, post).checks
    assert made.check.outcome == "fail"
    assert made.findings[0].seen == "no label in the first line"
    assert len(made.findings) == len(rules)
    assert row(workspace, piece).next_step == "Ask for a fix"
    shown = words_in(page.panel.made)
    assert "Fail" in shown
    assert rules[0].cite in shown


def test_answers_wait_while_another_post_is_looked_at(page: ContentPage, workspace: Workspace) -> None:
    piece, _post = go_live(workspace)
    other = workspace.do(plan, title="Story").value
    page.show()
    page.panel.show_record(piece)
    page.panel.begin_check()
    page.panel.check.rows[1].choose("yes")
    page.panel.show_record(other)
    assert not page.panel.check_section.isVisible()
    page.panel.show_record(piece)
    page.panel.begin_check()
    assert [place for place, one in enumerate(page.panel.check.rows) if one.result] == [1]


def test_evidence_is_added_and_its_hash_is_verified(
    page: ContentPage, workspace: Workspace, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    _, post = go_live(workspace)
    page.show()
    dialogs.path = tmp_path / "first second.png"
    dialogs.path.write_bytes(b"picture")
    page.panel.evidence_section.set_open(True)
    click(page.panel.evidence.add_button)
    proofs = post_of(workspace, post).evidence
    assert [one.evidence.kind for one in proofs] == ["screenshot", "caption"]
    assert words_in(page.panel.evidence).count("Hash verified") == 2
    (workspace.attachments / (proofs[0].evidence.sha256 or "")).write_bytes(b"another")
    page.panel.show_record(page.panel.record_id)
    assert words_in(page.panel.evidence).count("Changed since") == 1


def test_the_platforms_label_is_ticked(page: ContentPage, workspace: Workspace) -> None:
    _, post = go_live(workspace)
    page.show()
    page.panel.label_box.click()
    assert post_of(workspace, post).post.platform_label is True


def test_waiving_asks_why(page: ContentPage, workspace: Workspace, dialogs: FakeDialogs) -> None:
    piece = workspace.do(plan).value
    page.show()
    dialogs.words = "Budget was cut"
    click(page.work.waive_button)
    assert row(workspace, piece).state == "waived"


def test_a_refused_stage_is_said_below_the_field(page: ContentPage, workspace: Workspace) -> None:
    piece = workspace.do(plan).value
    page.show()
    assert page.work.form is not None
    page.work.form.saved.emit("state", "live")
    assert page.work.form.row("state").message.startswith("A live piece has a post.")
    assert row(workspace, piece).state == "planned"


def test_a_deliverable_is_added_for_an_agreed_creator(page: ContentPage, workspace: Workspace) -> None:
    workspace.do(agree)
    page.show()
    run(page, "new")
    dialog = dialog_of(page, AddDeliverableDialog)
    assert isinstance(dialog, AddDeliverableDialog)
    title = dialog.form.row("title")
    type_text(title.edit.main, "Story set")
    title.edit.left.emit()
    press(dialog, Qt.Key.Key_Return, CONTROL)
    (made,) = workspace.read(store.ids)
    assert row(workspace, made).what == "Story set"
    assert page.table.current_id == made


def test_a_place_names_a_piece_or_its_post(page: ContentPage, workspace: Workspace, qtbot: QtBot) -> None:
    piece, post = go_live(workspace)
    workspace.do(plan, title="Story", due="2026-03-01")
    page.show()
    page.go_to(Place("content", post))
    assert page.table.current_id == piece
    qtbot.waitUntil(lambda: page.panel.record_id == piece)


def test_the_tab_of_a_campaign_shows_its_own_content(workspace: Workspace, desk: Desk) -> None:
    go_live(workspace)
    joined, campaign = workspace.do(agree, creator="Ben Oduya", campaign="Summer").value
    piece = workspace.do(commands.add_deliverable, participation_id=joined, title="Vlog", format="video").value
    tab = ContentTab(desk)
    tab.show_campaign(campaign)
    tab.show()
    assert tab.list.table.rows.ids == [piece]
    assert workspace.read(lambda conn: count(conn, campaign)) == 1
    delete(tab)


def test_the_panel_is_no_wider_than_its_place(page: ContentPage, workspace: Workspace) -> None:
    go_live(workspace, caption="#ad " + "a long word " * 20)
    page.show()
    run(page, "check.post")
    QApplication.processEvents()
    inside = page.panel.area.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= page.panel.area.viewport().width()
    page.resize(816, 640)
    QApplication.processEvents()
    assert inside.minimumSizeHint().width() <= page.panel.area.viewport().width()
    assert page.width() == 816


def test_the_keys_of_the_window_check_a_post(window: MainWindow, workspace: Workspace) -> None:
    _, post = go_live(workspace)
    window.go(Place("content", post))
    window.actions_["check.post"].trigger()
    page = window.page
    assert isinstance(page, ContentPage)
    page.panel.check.rows[0].choose("unsure")
    press(window, Qt.Key.Key_Return, CONTROL)
    assert [made.check.outcome for made in post_of(workspace, post).checks] == ["review"]
    window.resize(1024, 700)
    QApplication.processEvents()
    assert window.width() == 1024
