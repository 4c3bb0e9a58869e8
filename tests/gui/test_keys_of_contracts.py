"""Contracts by keys: drafted once, answered without a mouse, moved to the trash from the list and the editor."""

import pytest
from press import Key, Modifier, click, press, type_text
from PySide6.QtWidgets import QApplication, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from infludesk.campaigns.model import Brief, Campaign, Participation
from infludesk.clients.model import Client
from infludesk.contracts import commands
from infludesk.creators.model import Creator
from infludesk.db.rows import insert
from infludesk.db.transaction import Tx
from infludesk.flows import contract_list
from infludesk.flows.contract_checklist import items
from infludesk.flows.draft import contract_from_participation
from infludesk.gui.contracts.drafting import DraftDialog
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.contract import ContractPage
from infludesk.gui.pages.contracts import ContractsPage
from infludesk.workspace import Workspace

CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def agree(tx: Tx, *, creator: str = "Ana Ruiz") -> str:
    client = insert(tx, Client(name="Acme", country="US", currency="USD"))
    campaign = insert(tx, Campaign(name="Spring Launch", client_id=client.id, markets=("US",)))
    who = insert(tx, Creator(name=creator, age_check="adult"))
    insert(tx, Brief(campaign_id=campaign.id, title="Spring"))
    joined = Participation(campaign_id=campaign.id, creator_id=who.id, stage="agreed", pay="paid")
    return insert(tx, joined).id


def draft(workspace: Workspace, creator: str = "Ana Ruiz") -> str:
    joined = workspace.do(agree, creator=creator).value
    return str(workspace.do(contract_from_participation, participation_id=joined).value)


def left(workspace: Workspace, contract: str) -> list[int]:
    return [one.item for one in workspace.read(lambda conn: items(conn, contract)) if one.answer == "open"]


def focused(window: MainWindow) -> QWidget:
    found = window.focusWidget()
    assert found is not None
    return found


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize("modifiers", [CONTROL, Modifier.NoModifier])
def test_enter_in_the_list_drafts_one_contract(
    shown: MainWindow, workspace: Workspace, qtbot: QtBot, modifiers: Modifier
) -> None:
    workspace.do(agree)
    shown.go(Place("contracts"))
    press(shown, Key.Key_N, CONTROL)
    dialog = shown.page.findChildren(DraftDialog)[-1]
    listed: QListWidget = dialog.list
    qtbot.waitUntil(listed.hasFocus)
    press(listed, Key.Key_Return, modifiers)
    assert len(workspace.read(contract_list.ids)) == 1


def test_the_controls_of_the_open_item_are_the_next_stops(shown: MainWindow, workspace: Workspace) -> None:
    contract = draft(workspace)
    shown.go(Place("contract", contract))
    page = shown.page
    assert isinstance(page, ContractPage)
    number = left(workspace, contract)[0]
    press(shown, Key.Key_F8)
    row = page.checklist.rows[number]
    assert row.hasFocus()
    body = row.body
    assert body is not None
    stops = [body.segments.stops[0], body.place.main, body.note.main]
    for stop in (*stops, *([body.flag] if body.flag.isVisible() else []), page.checklist.rows[number + 1]):
        press(focused(shown), Key.Key_Tab)
        assert focused(shown) is stop
    press(focused(shown), Key.Key_Tab, SHIFT)
    press(shown, Key.Key_F8, SHIFT)
    assert page.checklist.current in left(workspace, contract)


def test_arrows_look_and_space_chooses(shown: MainWindow, workspace: Workspace) -> None:
    contract = draft(workspace)
    shown.go(Place("contract", contract))
    page = shown.page
    assert isinstance(page, ContractPage)
    number = left(workspace, contract)[0]
    page.checklist.focus_item(number)
    row = page.checklist.rows[number]
    press(row, Key.Key_Space)
    body = row.body
    assert body is not None
    assert body.segments.stops[0].hasFocus()
    for _ in range(3):
        press(focused(shown), Key.Key_Right)
    assert body.segments.stops[3].hasFocus()
    assert number in left(workspace, contract)
    type_text(body.note.main, "Agreed by Mia")
    body.segments.stops[3].setFocus()
    press(focused(shown), Key.Key_Space)
    assert number not in left(workspace, contract)
    press(focused(shown), Key.Key_Down)
    assert page.checklist.rows[number + 1].hasFocus()
    assert page.checklist.current == number + 1
    press(focused(shown), Key.Key_Up)
    assert row.hasFocus()


def test_an_answer_by_keys_leads_to_the_next_open_item(shown: MainWindow, workspace: Workspace) -> None:
    contract = draft(workspace)
    shown.go(Place("contract", contract))
    page = shown.page
    assert isinstance(page, ContractPage)
    first, second, third, *_ = left(workspace, contract)
    press(shown, Key.Key_F8)
    press(focused(shown), Key.Key_Return, CONTROL)
    assert page.checklist.rows[second].hasFocus()
    press(focused(shown), Key.Key_Return, CONTROL | SHIFT)
    assert page.checklist.rows[third].hasFocus()
    answers = {one.item: one.answer for one in workspace.read(lambda conn: items(conn, contract))}
    assert (answers[first], answers[second], answers[third]) == ("in_text", "not_applicable", "open")
    body = page.checklist.rows[third].body
    assert body is not None
    assert [one.toolTip() for one in body.segments.stops][1:3] == ["Ctrl+Enter", "Ctrl+Shift+Enter"]


def test_contracts_go_to_the_trash_from_the_list(shown: MainWindow, workspace: Workspace) -> None:
    for name in ("Ana Ruiz", "Ben Oduya", "Cleo Park"):
        draft(workspace, name)
    shown.go(Place("contracts"))
    page = shown.page
    assert isinstance(page, ContractsPage)
    first, second, third = page.table.rows.ids
    press(page.table, Key.Key_Delete)
    assert page.table.rows.ids == [second, third]
    page.table.rows.tick([second, third], on=True)
    assert page.chosen.accessibleName() == "2 selected"
    assert page.offers()["trash"].label == "Move 2 to Trash"
    click(page.chosen._action)
    assert workspace.read(contract_list.ids) == []
    assert not page.chosen.isVisible()
    workspace.undo()
    workspace.undo()
    assert set(workspace.read(contract_list.ids)) == {first, second, third}


def test_a_signed_contract_is_kept_and_the_list_says_why(shown: MainWindow, workspace: Workspace) -> None:
    contract = draft(workspace)
    workspace.do(commands.set_contract_field, contract_id=contract, name="signed_on", value="2026-03-10")
    shown.go(Place("contracts"))
    page = shown.page
    assert isinstance(page, ContractsPage)
    press(page.table, Key.Key_Delete)
    assert workspace.read(contract_list.ids) == [contract]
    assert "signed" in page.chosen.accessibleName()


def test_the_editor_moves_its_contract_to_the_trash(shown: MainWindow, workspace: Workspace) -> None:
    contract = draft(workspace)
    shown.go(Place("contract", contract))
    shown.actions_["trash"].trigger()
    QApplication.processEvents()
    assert shown.place == Place("contracts")
    assert workspace.read(contract_list.ids) == []
