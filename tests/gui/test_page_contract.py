"""A contract's page: the checklist by keys, terms that save themselves, sending, signing and what then stands still."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeDialogs
from press import click, press, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from shiboken6 import delete

from infludesk.campaigns.model import Brief, Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Deliverable
from infludesk.contracts import commands, store
from infludesk.contracts.model import Contract
from infludesk.creators.model import Creator
from infludesk.db.rows import get, insert
from infludesk.db.transaction import Tx
from infludesk.flows.contract_checklist import CheckedItem, items
from infludesk.flows.draft import contract_from_participation
from infludesk.gui.contracts.dialogs import SendDialog, SignedDialog
from infludesk.gui.desk import Desk
from infludesk.gui.kit.form_row import FormRow
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.contract import ContractPage
from infludesk.kernel.money import Money
from infludesk.payments.model import CreatorFee
from infludesk.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier


def agree(tx: Tx) -> str:
    client = insert(tx, Client(name="Acme", country="US", currency="USD"))
    campaign = insert(tx, Campaign(name="Spring Launch", client_id=client.id, markets=("US",)))
    creator = insert(tx, Creator(name="Ana Ruiz", age_check="adult"))
    joined = insert(tx, Participation(campaign_id=campaign.id, creator_id=creator.id, stage="agreed", pay="paid"))
    insert(tx, Brief(campaign_id=campaign.id, title="Spring", who_shoots="creator", disclosure_wording="#ad"))
    insert(tx, Deliverable(participation_id=joined.id, title="Reel 1", format="reel", due="2026-03-20"))
    insert(tx, CreatorFee(participation_id=joined.id, amount=Money(90_000, "USD"), trigger="published", kind="content"))
    return joined.id


@pytest.fixture
def contract(workspace: Workspace) -> str:
    joined = workspace.do(agree).value
    return str(workspace.do(contract_from_participation, participation_id=joined).value)


@pytest.fixture
def page(desk: Desk, contract: str) -> Iterator[ContractPage]:
    made = ContractPage(desk)
    made.resize(1120, 760)
    made.go_to(Place("contract", contract))
    made.show()
    yield made
    delete(made)


def stored(workspace: Workspace, contract: str) -> Contract:
    return workspace.read(lambda conn: get(conn, Contract, contract))


def item(workspace: Workspace, contract: str, number: int) -> CheckedItem:
    return workspace.read(lambda conn: items(conn, contract))[number - 1]


def first_open(workspace: Workspace, contract: str) -> int:
    return next(one.item for one in workspace.read(lambda conn: items(conn, contract)) if one.answer == "open")


def run(page: ContractPage, verb: str) -> None:
    offer = page.offers()[verb]
    assert offer.why_not == ""
    offer.run()


def words_in(widget: QWidget) -> str:
    for _ in range(3):  # what events bring may need events to be seen
        QApplication.processEvents()
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def answer_all(workspace: Workspace, contract: str) -> None:
    for number in range(1, 33):
        workspace.do(commands.answer_item, contract_id=contract, item=number, answer="in_text")


def test_the_next_open_item_is_answered_in_the_text(page: ContractPage, workspace: Workspace, contract: str) -> None:
    number = first_open(workspace, contract)
    run(page, "item.next")
    assert page.checklist.current == number
    run(page, "main")
    assert item(workspace, contract, number).answer == "in_text"
    assert page.checklist.rows[number].accessibleName().startswith(f"{number}, ")
    following = first_open(workspace, contract)
    assert page.checklist.current == following > number
    run(page, "second")
    assert item(workspace, contract, following).answer == "not_applicable"
    assert page.checklist.current == first_open(workspace, contract)


def test_an_accepted_risk_waits_for_its_note(page: ContractPage, workspace: Workspace, contract: str) -> None:
    number = first_open(workspace, contract)
    page.checklist.focus_item(number)
    body = page.checklist.rows[number].body
    assert body is not None
    risk = body.segments.findChildren(QToolButton)[3]
    click(risk)
    assert item(workspace, contract, number).answer == "open"
    assert "An accepted risk needs a note." in words_in(body)
    assert body.segments.value == "accepted_risk"
    type_text(body.note.main, "Agreed by Mia")
    body.note.left.emit()
    assert item(workspace, contract, number).answer == "accepted_risk"
    assert item(workspace, contract, number).note == "Agreed by Mia"


def test_an_item_cites_section_pack_and_day(page: ContractPage) -> None:
    assert page.checklist.rows[14].citation.text.endswith("us-ftc@2023.1 · in force from 26 Jul 2023")
    assert not page.checklist.rows[1].citation.isVisible()


def test_a_term_saves_itself(page: ContractPage, workspace: Workspace, contract: str) -> None:
    section = page.sections[3]
    section.set_open(True)
    assert section.form is not None
    row: FormRow = section.form.row("pay_days")
    type_text(row.edit.main, "45")
    press(row.edit.main, Qt.Key.Key_Return)
    assert stored(workspace, contract).pay_days == 45


def test_a_right_is_added_and_goes_to_trash(page: ContractPage, workspace: Workspace, contract: str) -> None:
    click(page.rights.add_button)
    (right,) = workspace.read(lambda conn: store.rights(conn, contract))
    section = page.rights.rows[right.id]
    section.set_open(True)
    assert section.form is not None
    days = section.form.row("days")
    type_text(days.edit.main, "90")
    press(days.edit.main, Qt.Key.Key_Return)
    assert workspace.read(lambda conn: store.rights(conn, contract))[0].days == 90
    assert "90 days" in words_in(page.rights)
    click(section.trash_button)
    assert workspace.read(lambda conn: store.rights(conn, contract)) == []
    assert page.rights.rows == {}


def test_sending_with_open_items_asks_for_a_note(page: ContractPage, workspace: Workspace, contract: str) -> None:
    assert page.main_button.text() == "Check done"
    click(page.main_button)
    assert stored(workspace, contract).state == "in_check"
    assert page.main_button.text() == "Send…"
    click(page.main_button)
    dialog: SendDialog = page.findChildren(SendDialog)[-1]
    assert not dialog.confirm_button.isEnabled()
    type_text(dialog.note, "Accepted by Mia")
    press(dialog, Qt.Key.Key_Return, CONTROL)
    assert stored(workspace, contract).state == "sent"
    assert page.view is not None
    assert page.view.left == ()
    assert page.main_button.text() == "Signed…"
    assert page.second_button.text() == "Redlined"


def test_a_signed_contract_stands_still(
    page: ContractPage, workspace: Workspace, contract: str, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    answer_all(workspace, contract)
    workspace.do(commands.check_done, contract_id=contract)
    workspace.do(commands.send_contract, contract_id=contract)
    page.reload()
    dialogs.path = tmp_path / "signed.pdf"
    dialogs.path.write_bytes(b"%PDF")
    click(page.main_button)
    dialog: SignedDialog = page.findChildren(SignedDialog)[-1]
    click(dialog.file_button)
    press(dialog, Qt.Key.Key_Return, CONTROL)
    assert (stored(workspace, contract).state, stored(workspace, contract).signed_on) == ("signed", "2026-03-12")
    assert page.frozen_strip.isVisible()
    assert all(section.form is None for section in page.sections if section.is_open)
    assert not page.rights.add_button.isVisible()
    page.checklist.focus_item(8)
    assert page.offers()["main"].why_not == "A signed contract stands still."
    assert not page.main_button.isVisible()


def test_fees_are_blanked_with_the_internal_figures(page: ContractPage, desk: Desk) -> None:
    assert "900" in words_in(page.fees)
    desk.hide_internal(on=True)
    assert "900" not in words_in(page.fees)
    assert "•••" in words_in(page.fees)


def test_an_internal_term_is_blanked_and_comes_back(page: ContractPage, desk: Desk) -> None:
    section = page.sections[4]
    section.set_open(True)
    for hidden in (True, False):
        desk.hide_internal(on=hidden)
        assert section.form is not None
        assert section.form.row("kill_fee").edit.isHidden() is hidden


def test_history_stands_in_place_of_the_terms(page: ContractPage) -> None:
    run(page, "history")
    assert page.middle.currentWidget() is page.history
    assert page.history.table.rows.ids
    run(page, "history")
    assert page.middle.currentWidget() is page.terms


def test_the_outline_leads_to_a_section_and_hides_when_narrow(page: ContractPage) -> None:
    assert page.outline.isVisible()
    page.outline.setCurrentRow(5)
    page.outline.itemActivated.emit(page.outline.item(5))
    assert page.sections[5].is_open
    page.resize(900, 700)
    assert not page.outline.isVisible()


def test_nothing_is_wider_than_its_place(page: ContractPage) -> None:
    page.resize(816, 640)
    page.checklist.focus_item(8)
    QApplication.processEvents()
    inside = page.checklist.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= page.checklist.viewport().width()
    terms = page.terms.widget()
    assert terms is not None
    assert terms.minimumSizeHint().width() <= page.terms.viewport().width()


def test_the_path_names_the_contract(page: ContractPage, contract: str) -> None:
    assert page.path == (("Ana Ruiz, Spring Launch", Place("contract", contract)),)


def test_the_keys_of_the_window_answer_the_checklist(window: MainWindow, workspace: Workspace, contract: str) -> None:
    window.go(Place("contract", contract))
    number = first_open(workspace, contract)
    press(window, Qt.Key.Key_F8)
    press(window, Qt.Key.Key_Return, CONTROL)
    assert item(workspace, contract, number).answer == "in_text"
    window.resize(1024, 700)
    QApplication.processEvents()
    assert window.width() == 1024
