"""A campaign's Budget tab, and the money asked about where a creator or a campaign leaves."""

from collections.abc import Iterator
from typing import TypeVar

import pytest
from press import Key, Modifier, click, press, type_text
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from infludesk.campaigns.commands import add_creators, create_campaign, move_stage, set_campaign_field
from infludesk.campaigns.model import Campaign, Participation
from infludesk.contracts.model import Contract
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, get, insert
from infludesk.gui.campaigns.dialogs_participation import ExitDialog
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import Cell, MoneyCell
from infludesk.gui.kit.dialogs import EntryDialog
from infludesk.gui.kit.theme import theme
from infludesk.gui.navigation import Place
from infludesk.gui.pages.campaign import CampaignPage
from infludesk.gui.pages.campaign_budget import BudgetTab
from infludesk.gui.pages.campaign_creators import CreatorsTab
from infludesk.gui.pages.campaign_overview import OverviewTab
from infludesk.gui.payments.ending import FeesAtEnd
from infludesk.gui.payments.schedule import ScheduleDialog
from infludesk.kernel.money import Money
from infludesk.payments.commands import add_cost, set_client_fee
from infludesk.payments.fees import add_creator_fee, earn_fees
from infludesk.payments.model import CreatorFee
from infludesk.workspace import Workspace

WindowT = TypeVar("WindowT")


def usd(major: int) -> Money:
    return Money(major * 100, "USD")


@pytest.fixture
def part(workspace: Workspace) -> str:
    """Ana in Spring Launch: $300 earned, $500 planned, a contract with a kill fee of half."""
    ana = workspace.do(add_creator, name="Ana").value
    campaign = workspace.do(create_campaign, name="Spring Launch", client="Acme", creator_ids=[ana]).value
    (made,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[ana]).value
    workspace.do(move_stage, participation_ids=[made], stage="contracted")
    earned = workspace.do(add_creator_fee, participation_id=made, amount=usd(300)).value
    workspace.do(add_creator_fee, participation_id=made, amount=usd(500), trigger="published")
    workspace.do(earn_fees, fee_ids=[earned])
    paper = Contract(title="Deal", creator_id=ana, participation_id=made, state="signed", kill_fee_ppm=500_000)
    workspace.do(lambda tx: insert(tx, paper))
    return str(made)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, workspace: Workspace, part: str) -> Iterator[CampaignPage]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made = CampaignPage(desk)
    qtbot.addWidget(made)
    made.resize(970, 600)
    campaign = workspace.read(lambda conn: get(conn, Participation, part)).campaign_id or ""
    made.go_to(Place("campaign", campaign, "budget"))
    made.show()
    yield made
    for one in QApplication.topLevelWidgets():
        if isinstance(one, EntryDialog | ScheduleDialog):
            one.close()


def opened(kind: type[WindowT]) -> WindowT:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def budget_tab(page: CampaignPage) -> BudgetTab:
    assert isinstance(page.tab, BudgetTab)
    return page.tab


def states(workspace: Workspace) -> list[tuple[str | None, str | None, Money | None]]:
    rows = workspace.read(lambda conn: find(conn, CreatorFee))
    return [(one.kind, one.state, one.amount) for one in rows]


def say_why(dialog: ExitDialog, words: str) -> None:
    field = dialog.edits["reason"].main
    assert isinstance(field, QLineEdit)
    field.setFocus()
    type_text(field, words)


def test_the_budget_shows_rows_totals_and_margin(page: CampaignPage, workspace: Workspace, desk: Desk) -> None:
    tab = budget_tab(page)
    campaign = page.place.record
    workspace.do(set_client_fee, campaign_id=campaign, amount=usd(2_000))
    workspace.do(add_cost, campaign_id=campaign, kind="travel", label="Train", amount=usd(50))
    workspace.do(set_campaign_field, campaign_id=campaign, name="budget", value=usd(3_000))
    tab.reload()
    shown = [[cell.display for cell in tab.table.rows.cells(one) or _fetched(tab, one)] for one in tab.table.rows.ids]
    assert shown == [
        ["Ana", "$800.00", "$800.00", "$300.00", "–"], ["Travel", "$50.00", "–", "–", "–"],
        ["Sum", "$850.00", "$800.00", "$300.00", "–"],
    ]  # fmt: skip
    assert (tab.fee.figure, tab.creators.figure, tab.margin.figure) == ("$2,000.00", "$850.00", "$1,150.00")
    assert tab.note.text().startswith("Budget given: $3,000.00")
    desk.hide_internal(on=True)
    assert (tab.fee.figure, tab.margin.figure) == ("•••", "•••")


def test_amounts_stand_below_their_heads_and_nothing_can_be_ticked(page: CampaignPage) -> None:
    tab = budget_tab(page)
    numbers = tab.table.rows.columns[1:]
    assert [column.align for column in numbers] == ["right"] * 4
    rows = [_fetched(tab, one) for one in tab.table.rows.ids]
    assert all(isinstance(cell, MoneyCell) for row in rows for cell in row[1:])
    assert [isinstance(cell, MoneyCell) and cell.strong for cell in rows[-1][1:]] == [True] * 4
    assert tab.table.isColumnHidden(0)
    assert tab.table.columnViewportPosition(4) + tab.table.columnWidth(4) <= tab.table.viewport().width()


def test_the_button_has_room_for_its_focus(page: CampaignPage) -> None:
    tab = budget_tab(page)
    bottom = tab.client_button.mapTo(tab, tab.client_button.rect().bottomLeft()).y()
    assert tab.table.y() - bottom >= theme.px(8)


def _fetched(tab: BudgetTab, row_id: str) -> tuple[Cell, ...]:
    return tuple(column.cell(tab._rows[row_id]) for column in tab.table.rows.columns)


def test_a_margin_that_cannot_be_told_says_why(page: CampaignPage) -> None:
    tab = budget_tab(page)
    assert tab.margin.figure == "n/a"
    assert tab.margin.accessibleName() != ""


def test_a_row_and_a_button_open_the_schedules(page: CampaignPage) -> None:
    tab = budget_tab(page)
    tab.table.focus_id(tab.table.rows.ids[0])
    page.offers()["fees"].run()
    dialog = opened(ScheduleDialog)
    assert dialog.windowTitle() == "Fee schedule of Ana"
    click(dialog.close_button)
    click(tab.client_button)
    dialog = opened(ScheduleDialog)
    assert dialog.windowTitle() == "Client fees of the campaign"
    assert not dialog.add_creator.isVisible()


def test_stopping_a_creator_asks_what_becomes_of_the_fees(page: CampaignPage, workspace: Workspace, part: str) -> None:
    page.go_to(Place("campaign", page.place.record, "creators"))
    tab = page.tab
    assert isinstance(tab, CreatorsTab)
    tab.table.focus_id(part)
    tab.move_to("stopped")
    dialog = opened(ExitDialog)
    assert isinstance(dialog.money, FeesAtEnd)
    (box,) = dialog.money.boxes.values()
    assert box.text() == "Content · $500.00"
    (kill,) = dialog.money.kills
    assert (kill.box.isChecked(), kill.proposed) == (True, usd(400))
    say_why(dialog, "No reply for weeks")
    press(dialog, Key.Key_Return, Modifier.ControlModifier)
    assert states(workspace) == [
        ("content", "earned", usd(300)), ("content", "cancelled", usd(500)), ("kill_fee", "earned", usd(400)),
    ]  # fmt: skip
    assert workspace.read(lambda conn: get(conn, Participation, part)).stage == "stopped"


def test_a_kept_line_stays_planned_and_a_kill_fee_can_be_left_out(
    page: CampaignPage, workspace: Workspace, part: str
) -> None:
    page.go_to(Place("campaign", page.place.record, "creators"))
    tab = page.tab
    assert isinstance(tab, CreatorsTab)
    tab.table.focus_id(part)
    tab.move_to("cancelled")
    dialog = opened(ExitDialog)
    assert isinstance(dialog.money, FeesAtEnd)
    press(next(iter(dialog.money.boxes.values())), Key.Key_Space)
    press(dialog.money.kills[0].box, Key.Key_Space)
    say_why(dialog, "Budget")
    press(dialog, Key.Key_Return, Modifier.ControlModifier)
    assert states(workspace) == [("content", "earned", usd(300)), ("content", "planned", usd(500))]


def test_an_empty_kill_fee_is_asked_for(page: CampaignPage, part: str) -> None:
    page.go_to(Place("campaign", page.place.record, "creators"))
    tab = page.tab
    assert isinstance(tab, CreatorsTab)
    tab.table.focus_id(part)
    tab.move_to("stopped")
    dialog = opened(ExitDialog)
    assert isinstance(dialog.money, FeesAtEnd)
    edit = dialog.money.kills[0].edit
    assert edit is not None
    edit.put(None)
    say_why(dialog, "Budget")
    press(dialog, Key.Key_Return, Modifier.ControlModifier)
    assert dialog.isVisible()
    assert dialog.message.text() == "Needed: the amount of the kill fee. Or untick it."


def test_cancelling_the_campaign_settles_the_fees_of_all(page: CampaignPage, workspace: Workspace, part: str) -> None:
    page.go_to(Place("campaign", page.place.record, "overview"))
    tab = page.tab
    assert isinstance(tab, OverviewTab)
    tab._save("state", "cancelled")
    dialog = opened(ExitDialog)
    dialog.reject()
    assert workspace.read(lambda conn: get(conn, Campaign, page.place.record)).state == "planning"
    tab._save("state", "cancelled")
    dialog = opened(ExitDialog)
    assert dialog.windowTitle() == "Cancelled: Spring Launch"
    say_why(dialog, "No budget")
    press(dialog, Key.Key_Return, Modifier.ControlModifier)
    assert workspace.read(lambda conn: get(conn, Campaign, page.place.record)).state == "cancelled"
    assert workspace.read(lambda conn: get(conn, Participation, part)).stage == "cancelled"
    assert [state for _, state, _ in states(workspace)] == ["earned", "cancelled", "earned"]


def test_amounts_are_hidden_in_the_dialog_too(page: CampaignPage, desk: Desk, part: str) -> None:
    desk.hide_internal(on=True)
    page.go_to(Place("campaign", page.place.record, "creators"))
    tab = page.tab
    assert isinstance(tab, CreatorsTab)
    tab.table.focus_id(part)
    tab.move_to("stopped")
    dialog = opened(ExitDialog)
    assert isinstance(dialog.money, FeesAtEnd)
    assert [box.text() for box in dialog.money.boxes.values()] == ["Content · •••"]
    assert dialog.money.kills[0].edit is None
    assert dialog.money.kill_fees() == {part: usd(400)}
