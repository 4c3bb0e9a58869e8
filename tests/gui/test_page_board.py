"""The content as board and calendar: cards and entries by keys, menu and pointer, drafts and answers beside them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import vobject
from fakes import FakeDialogs
from press import Key, Modifier, click, press, type_text
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QToolButton, QWidget
from shiboken6 import delete

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content import listing
from infludesk.content.listing import ListedPiece
from infludesk.content.model import Deliverable, DisclosureCheck, Draft, Review
from infludesk.contracts.commands import pack_in_use
from infludesk.contracts.model import Contract, UsageRight
from infludesk.creators.model import Creator
from infludesk.db.rows import find, get, insert, update
from infludesk.db.transaction import Tx
from infludesk.flows import reviewing
from infludesk.gui.content.board import MIME
from infludesk.gui.content.day_grid import MIME as DAY_MIME
from infludesk.gui.content.work_dialogs import (
    ChangesDialog,
    HandInDialog,
    MoveDateDialog,
    NextActionDialog,
    OwnerDialog,
    ShiftDialog,
)
from infludesk.gui.desk import Desk
from infludesk.gui.pages.content import ContentPage
from infludesk.workspace import Workspace

CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
MOVE = Qt.DropAction.MoveAction


def joined(tx: Tx, *, by_client: bool = False, **terms: Any) -> str:
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring", client_id=client.id, approval_by_client=by_client))
    who = insert(tx, Creator(name="Ana Ruiz"))
    part = insert(tx, Participation(campaign_id=campaign.id, creator_id=who.id, stage="contracted"))
    contract = Contract(title="Ana", creator_id=who.id, participation_id=part.id, state="signed", **terms)
    insert(tx, UsageRight(contract_id=insert(tx, contract).id, ends_on="2026-03-25"))
    return part.id


def plan(tx: Tx, *, part: str = "", title: str = "Reel 1", state: str = "planned", **fields: Any) -> str:
    known = {"due": "2026-03-20", "format": "reel", "owner_id": tx.actor}
    whose = part or joined(tx)
    return insert(tx, Deliverable(participation_id=whose, title=title, state=state, **(known | fields))).id


@pytest.fixture
def page(desk: Desk) -> Iterator[ContentPage]:
    made = ContentPage(desk)
    made.resize(1064, 740)
    yield made
    delete(made)


def show(page: ContentPage, layout: str) -> None:
    page.show()
    place = ("board", "calendar", "list").index(layout)
    click(page.layouts.findChildren(QToolButton)[place])
    settle()


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def row(workspace: Workspace, piece: str) -> ListedPiece:
    return workspace.read(lambda conn: listing.listed(conn, [piece], today="2026-03-12"))[0]


def stored(workspace: Workspace, piece: str) -> Deliverable:
    return workspace.read(lambda conn: get(conn, Deliverable, piece))


def run(page: ContentPage, verb: str) -> None:
    offer = page.offers()[verb]
    assert offer.why_not == ""
    offer.run()


def dialog_of(page: ContentPage, kind: type[QDialog]) -> Any:
    return page.findChildren(kind)[-1]


def dropped(mime: str, value: str, at: QPoint | None = None) -> tuple[QDropEvent, QMimeData]:
    data = QMimeData()
    data.setData(mime, value.encode())
    place = QPointF(at or QPoint(20, 20))
    return QDropEvent(place, MOVE, data, Qt.MouseButton.LeftButton, Modifier.NoModifier), data


def words_in(widget: QWidget) -> str:
    settle()
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def test_the_board_has_a_column_for_each_stage_with_its_count(page: ContentPage, workspace: Workspace) -> None:
    part = workspace.do(joined).value
    for n in range(52):
        workspace.do(plan, part=part, title=f"Story {n}")
    workspace.do(plan, part=part, title="Gone", state="waived")
    show(page, "board")
    assert page.body.currentWidget() is page.board
    assert list(page.board.columns) == [
        "planned", "in_work", "in_review", "changes", "approved", "scheduled", "live", "done", "waived",
    ]  # fmt: skip
    planned = page.board.columns["planned"]
    assert planned.list.cards.rowCount() == 50
    assert planned.name.text() == "Planned  52"
    assert planned.more.text() == "and 2 more; the list shows all"
    page.filters.set_values("Story 51", {})
    assert page.board.columns["planned"].list.cards.rowCount() == 1


def test_a_card_says_all_in_words(page: ContentPage, workspace: Workspace) -> None:
    part = workspace.do(joined, rounds_allowed=2, review_days=2).value
    piece = workspace.do(plan, part=part).value
    workspace.do(reviewing.hand_in, deliverable_id=piece, caption="#ad")
    show(page, "board")
    cards = page.board.columns["in_review"].list.cards
    said = cards.data(cards.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert (
        said
        == "Reel 1, Ana Ruiz, Spring, Review the draft, " + row(workspace, piece).owner + ", in 2 days, round 1 of 2"
    )
    assert not page.board.grab().isNull()


def test_cards_are_walked_and_moved_by_keys(page: ContentPage, workspace: Workspace) -> None:
    part = workspace.do(joined).value
    first = workspace.do(plan, part=part, title="First", due="2026-03-14").value
    second = workspace.do(plan, part=part, title="Second", due="2026-03-15").value
    review = workspace.do(plan, part=part, title="Third", state="in_review").value
    show(page, "board")
    lane = page.board.columns["planned"].list
    lane.setFocus()
    assert page.board.current_id == first
    press(lane, Key.Key_Down)
    assert (page.board.current_id, page.table.current_id) == (second, second)
    press(lane, Key.Key_Right)
    assert page.board.current_id == review
    press(page.board.columns["in_review"].list, Key.Key_Left)
    assert page.board.current_id in (first, second)
    page.board.focus_id(second)
    page.table.focus_id(second)
    run(page, "stage.next")
    assert stored(workspace, second).state == "in_work"
    run(page, "stage.previous")
    assert stored(workspace, second).state == "planned"
    press(lane, Key.Key_Return)
    assert page.side.work.promise_section.is_open


def test_a_card_is_dropped_on_another_stage(page: ContentPage, workspace: Workspace) -> None:
    piece = workspace.do(plan).value
    show(page, "board")
    cards = page.board.columns["planned"].list.cards
    assert cards.mimeData([cards.index(0, 0)]).data(MIME).data() == piece.encode()
    event, _held = dropped(MIME, piece)
    page.board.columns["in_work"].list.dropEvent(event)
    assert stored(workspace, piece).state == "in_work"
    event, _held = dropped(MIME, piece)
    page.board.columns["done"].list.dropEvent(event)
    assert stored(workspace, piece).state == "in_work"
    assert page.reason.strip.accessibleName().startswith('"Reel 1" cannot go from In work to Done.')


def test_the_menu_moves_a_piece_to_any_stage_it_may_go_to(page: ContentPage, workspace: Workspace) -> None:
    piece = workspace.do(plan).value
    show(page, "board")
    menu = page.menu()
    words = [one.text() for one in menu.actions()]
    assert words[0] == "Hand in draft…"
    assert "Move to Trash" in words
    stages = next(one.menu() for one in menu.actions() if one.text() == "Move to")
    assert isinstance(stages, QMenu)
    names = {one.text(): one for one in stages.actions()}
    assert "Done" not in names
    names["Missed"].trigger()
    assert stored(workspace, piece).state == "missed"


def test_a_draft_is_handed_in_and_answered(
    page: ContentPage, workspace: Workspace, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    piece = workspace.do(plan, part=workspace.do(joined, rounds_allowed=1).value).value
    page.show()
    click(page.work.hand_in_button)
    dialog = dialog_of(page, HandInDialog)
    type_text(dialog.caption, "#ad Soup for all")
    dialogs.path = tmp_path / "reel one.mp4"
    dialogs.path.write_bytes(b"film")
    click(dialog.file_button)
    press(dialog, Key.Key_Return, CONTROL)
    assert stored(workspace, piece).state == "in_review"
    shown = words_in(page.work)
    assert "#ad Soup for all" in shown
    assert "Draft · round 1 of 1" in shown
    click(page.work.changes_button)
    ask = dialog_of(page, ChangesDialog)
    press(ask, Key.Key_Return, CONTROL)
    assert ask.strip.accessibleName().startswith("The creator needs to know what to change.")
    type_text(ask.comment, "Say the price")
    press(ask, Key.Key_Return, CONTROL)
    assert stored(workspace, piece).state == "changes"
    assert "Say the price" in words_in(page.work)
    assert "no new draft yet" in words_in(page.work)
    run(page, "main")
    again = dialog_of(page, HandInDialog)
    type_text(again.caption, "Second")
    press(again, Key.Key_Return, CONTROL)
    assert again.why.isVisible()
    type_text(again.why, "New price")
    press(again, Key.Key_Return, CONTROL)
    assert stored(workspace, piece).state == "in_review"
    assert "answered by a later draft" in words_in(page.work)
    assert "1 round more than agreed" in words_in(page.work)


def test_both_sides_approve_one_after_the_other(page: ContentPage, workspace: Workspace) -> None:
    piece = workspace.do(plan, part=workspace.do(joined, by_client=True).value).value
    workspace.do(reviewing.hand_in, deliverable_id=piece, caption="#ad")
    page.show()
    click(page.work.approve_button)
    assert row(workspace, piece).next_step == "Answer from Acme"
    assert page.work.approve_button.text() == "Approve for the client"
    click(page.work.approve_button)
    assert stored(workspace, piece).state == "approved"
    assert "Acme" in words_in(page.work.drafts)
    focused = page.work.window().focusWidget()
    assert focused is None or focused.isVisible()


def test_a_failing_check_asks_for_the_reason_in_the_strip(page: ContentPage, workspace: Workspace) -> None:
    piece = workspace.do(plan).value
    draft = workspace.do(reviewing.hand_in, deliverable_id=piece, caption="Soup").value

    def fail(tx: Tx) -> None:
        pack_id, _ = pack_in_use(tx, "us-ftc")
        insert(tx, DisclosureCheck(draft_id=draft, pack_id=pack_id, outcome="fail", checked_at=tx.moment))

    workspace.do(fail)
    page.show()
    run(page, "main")
    assert page.reason.asks
    assert not page.reason.go_button.isEnabled()
    type_text(page.reason.line, "It is said in the film")
    press(page.reason.line, Key.Key_Return)
    assert stored(workspace, piece).state == "approved"
    assert [one.inside_note for one in workspace.read(lambda conn: find(conn, Review))] == ["It is said in the film"]
    assert not page.reason.asks


def test_silence_is_offered_once_the_days_are_over(page: ContentPage, workspace: Workspace) -> None:
    piece = workspace.do(plan, part=workspace.do(joined, deemed_approval_days=5).value).value
    draft = workspace.do(reviewing.hand_in, deliverable_id=piece, caption="#ad").value
    page.show()
    assert page.work.silence_button.isHidden()
    workspace.do(lambda tx: update(tx, Draft, draft, submitted_at="2026-03-01T09:00:00Z"))
    page.reload()
    click(page.work.silence_button)
    assert stored(workspace, piece).state == "approved"
    assert "by silence" in words_in(page.work.drafts)


def test_several_pieces_change_dates_owner_and_stage(page: ContentPage, workspace: Workspace) -> None:
    part = workspace.do(joined).value
    pieces = [workspace.do(plan, part=part, title=f"Reel {n}").value for n in range(3)]
    page.show()
    page.table.tick_all()
    run(page, "dates")
    shift = dialog_of(page, ShiftDialog)
    shift.days.setValue(-2)
    press(shift, Key.Key_Return, CONTROL)
    assert {stored(workspace, one).due for one in pieces} == {"2026-03-18"}
    run(page, "owner")
    owner = dialog_of(page, OwnerDialog)
    owner.who.setCurrentIndex(owner.who.count() - 1)
    press(owner, Key.Key_Return, CONTROL)
    assert {stored(workspace, one).owner_id for one in pieces} == {None}
    run(page, "stage.next")
    assert {stored(workspace, one).state for one in pieces} == {"in_work"}
    run(page, "stage.next")
    assert page.offers()["main"].label == "Approve 3 pieces"
    run(page, "main")
    assert {stored(workspace, one).state for one in pieces} == {"approved"}


def test_a_next_action_of_ones_own_goes_first(page: ContentPage, workspace: Workspace) -> None:
    piece = workspace.do(plan).value
    page.show()
    click(page.work.next_button)
    dialog = dialog_of(page, NextActionDialog)
    type_text(dialog.form.row("title").edit.main, "Call Ana")
    dialog.form.row("title").edit.left.emit()
    press(dialog, Key.Key_Return, CONTROL)
    found = row(workspace, piece)
    assert (found.next_step, found.next_side) == ("Call Ana", "us")
    click(page.work.complete_button)
    assert row(workspace, piece).next_step == "Draft from Ana Ruiz"


def test_the_views_tell_whose_turn_it_is(page: ContentPage, workspace: Workspace) -> None:
    part = workspace.do(joined).value
    waiting = workspace.do(plan, part=part, title="Waiting").value
    mine = workspace.do(plan, part=part, title="Mine", state="in_review").value
    page.show()
    for view, found in (("waiting", [waiting]), ("mine", [mine]), ("review", [mine]), ("late", [])):
        page.filters.set_values("", {"view": view})
        assert list(page.table.rows.ids) == found


def test_the_month_shows_what_is_due_and_which_rights_end(page: ContentPage, workspace: Workspace) -> None:
    piece = workspace.do(plan, draft_due="2026-03-16T18:00").value
    show(page, "calendar")
    grid = page.calendar.grid
    assert page.calendar.title.text() == "March 2026"
    assert (grid.days.rowCount(), grid.day) == (6, "2026-03-12")
    index = grid.days.index_of("2026-03-16")
    assert grid.days.data(index, Qt.ItemDataRole.AccessibleTextRole) == (
        "Monday 16 March 2026, 1 entry, Draft due · Reel 1 · Ana Ruiz · Spring · 18:00"
    )
    grid.setFocus()
    for _ in range(4):
        press(grid, Key.Key_Right)
    assert grid.day == "2026-03-16"
    press(grid, Key.Key_Return)
    assert page.calendar.current is not None
    assert page.calendar.current.key == f"draft_due:{piece}"
    assert grid.days.entries_at(grid.days.index_of("2026-03-25"))[0].kind == "rights"
    assert not grid.grab().isNull()
    press(grid, Key.Key_PageDown)
    assert page.calendar.title.text() == "April 2026"
    click(page.calendar.today_button)
    assert page.calendar.title.text() == "March 2026"


def test_week_and_agenda_show_their_days(page: ContentPage, workspace: Workspace) -> None:
    workspace.do(plan, draft_due="2026-03-13")
    show(page, "calendar")
    click(page.calendar.layout_choice.stops[1])
    assert page.calendar.grid.days.rowCount() == 1
    assert page.calendar.title.text() == "9 Mar 2026 – 15 Mar 2026"
    click(page.calendar.layout_choice.stops[2])
    assert page.calendar.grid.isHidden()
    texts = [page.calendar.list.item(n).text() for n in range(page.calendar.list.count())]
    assert texts[:2] == ["Friday 13 March 2026", "Draft due · Reel 1 · Ana Ruiz · Spring"]
    assert page.landing() is page.calendar.list
    page.calendar.step(1)
    assert page.calendar.span == (date(2026, 4, 9), date(2026, 5, 6))


def test_a_date_moves_by_keys_and_by_dragging(page: ContentPage, workspace: Workspace) -> None:
    piece = workspace.do(plan, draft_due="2026-03-13T18:00").value
    show(page, "calendar")
    grid = page.calendar.grid
    grid.focus_day("2026-03-13")
    run(page, "move")
    dialog = dialog_of(page, MoveDateDialog)
    edit = dialog.form.row("draft_due").edit
    edit.main.clear()
    type_text(edit.main, "2026-03-17")
    edit.left.emit()
    press(dialog, Key.Key_Return, CONTROL)
    assert stored(workspace, piece).draft_due == "2026-03-17T18:00"
    there = grid.visualRect(grid.days.index_of("2026-03-18")).center()
    event, _held = dropped(DAY_MIME, f"draft_due:{piece}", there)
    grid.dropEvent(event)
    assert stored(workspace, piece).draft_due == "2026-03-18T18:00"
    here = grid.visualRect(grid.days.index_of("2026-03-18"))
    found = grid.entry_at(here.topLeft() + QPoint(8, 26))
    assert found is not None
    assert found.key == f"draft_due:{piece}"


def test_a_right_that_ends_opens_its_contract(page: ContentPage, workspace: Workspace, desk: Desk) -> None:
    workspace.do(plan)
    gone: list[Any] = []
    desk.gone.connect(gone.append)
    show(page, "calendar")
    page.calendar.grid.focus_day("2026-03-25")
    press(page.calendar.list, Key.Key_Return)
    (contract,) = workspace.read(lambda conn: find(conn, Contract))
    assert [(one.page, one.record) for one in gone] == [("contract", contract.id)]


def test_the_calendar_is_saved_for_other_calendars(
    page: ContentPage, workspace: Workspace, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    workspace.do(plan, draft_due="2026-03-16T18:00", waived_why="Secret")
    dialogs.path = tmp_path / "spring.ics"
    page.show()
    run(page, "calendar_file")
    text = dialogs.path.read_bytes().decode()
    assert "Secret" not in text
    read = vobject.readOne(text)
    assert sorted(str(one.summary.value) for one in read.vevent_list) == [
        "Draft due: Reel 1, Ana Ruiz", "Due: Reel 1, Ana Ruiz", "Rights end: Ana, Ana Ruiz",
    ]  # fmt: skip
    dialogs.path = tmp_path
    run(page, "calendar_file")
    assert dialogs.said == ["The calendar was not saved."]


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
@pytest.mark.parametrize("layout", ["board", "calendar"])
def test_every_layout_fits_the_window(
    page: ContentPage, workspace: Workspace, size: tuple[int, int], layout: str
) -> None:
    workspace.do(plan, title="ليلى المنصوري 中村 👩‍🍳 " * 6, draft_due="2026-03-13")
    page.resize(*size)
    show(page, layout)
    assert (page.width(), page.height()) == size
