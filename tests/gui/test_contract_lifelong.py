"""A contract's life on screen: drafted where the law asks for it, in force with addenda, terminated with its fees."""

from collections.abc import Iterator
from typing import Any

import pytest
from press import Key, Modifier, click, press, type_text
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from infludesk.campaigns.commands import add_creators, create_campaign, move_stage
from infludesk.content.commands import add_deliverable
from infludesk.content.uses import add_use
from infludesk.contracts import clause_store, commands
from infludesk.contracts.model import Contract
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, get
from infludesk.flows.clauses import keep_template, remove_clause
from infludesk.flows.draft import contract_from_participation
from infludesk.flows.renewal import renew_right
from infludesk.flows.send import send_contract
from infludesk.flows.sign import sign_contract
from infludesk.flows.versions import add_addendum
from infludesk.gui.contracts.drafting import DraftDialog
from infludesk.gui.contracts.rights import RightRow
from infludesk.gui.desk import Desk
from infludesk.gui.navigation import Place
from infludesk.gui.pages.contract import ContractPage
from infludesk.gui.pages.contracts import ContractsPage
from infludesk.gui.pages.counters import CountersPage
from infludesk.gui.payments.terminating import TerminateDialog
from infludesk.kernel.money import Money
from infludesk.payments.fees import add_creator_fee, earn_fees
from infludesk.payments.model import CreatorFee
from infludesk.workspace import Workspace

CONTROL = Modifier.ControlModifier


@pytest.fixture
def part(workspace: Workspace) -> str:
    """Ana, in France, agreed with Acme."""
    campaign = workspace.do(create_campaign, name="Spring", client="Acme", starts_on="2026-02-01").value
    ana = workspace.do(add_creator, name="Ana Ruiz", country="FR").value
    (part,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[ana]).value
    workspace.do(move_stage, participation_ids=[part], stage="agreed")
    return str(part)


@pytest.fixture
def contract(workspace: Workspace, part: str) -> str:
    return str(workspace.do(contract_from_participation, participation_id=part).value)


@pytest.fixture
def page(desk: Desk, contract: str) -> Iterator[ContractPage]:
    made = ContractPage(desk)
    made.resize(1120, 760)
    made.go_to(Place("contract", contract))
    made.show()
    yield made
    delete(made)


@pytest.fixture
def gone(desk: Desk) -> list[Place]:
    """Where the desk was sent."""
    found: list[Place] = []
    desk.gone.connect(found.append)
    return found


def words_in(widget: QWidget) -> str:
    for _ in range(3):
        QApplication.processEvents()
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def sign(workspace: Workspace, contract: str) -> None:
    workspace.do(commands.check_done, contract_id=contract)
    workspace.do(send_contract, contract_id=contract, accept_open_with_note="Small job")
    workspace.do(sign_contract, contract_id=contract, signed_on="2026-03-11", attachments=workspace.attachments)


def set_term(workspace: Workspace, contract: str, name: str, value: object) -> None:
    workspace.do(commands.set_contract_field, contract_id=contract, name=name, value=value)


def fee(workspace: Workspace, part: str, amount: int = 120_000) -> str:
    return str(workspace.do(add_creator_fee, participation_id=part, amount=Money(amount, "EUR")).value)


def state_of(workspace: Workspace, fee_id: str) -> str | None:
    return workspace.read(lambda conn: get(conn, CreatorFee, fee_id)).state


def only_contract(workspace: Workspace) -> Contract:
    (found,) = workspace.read(lambda conn: find(conn, Contract))
    return found


# in force


def test_a_signed_contract_shows_what_is_in_force(page: ContractPage, workspace: Workspace, contract: str) -> None:
    set_term(workspace, contract, "rounds_allowed", 2)
    sign(workspace, contract)
    page.reload()
    assert "Draft an addendum" in words_in(page.frozen_strip)
    addendum = workspace.do(add_addendum, contract_id=contract).value
    set_term(workspace, addendum, "rounds_allowed", 3)
    page.reload()
    section = next(one for one in page.sections if one.title == "Work and approval")
    assert "by addendum" not in words_in(section)  # it is a draft still
    sign(workspace, addendum)
    page.reload()
    assert "3, by addendum; agreed first: 2" in words_in(section)
    assert "as signed addenda changed them" in words_in(page.frozen_strip)


def test_a_renewed_right_says_until_when(page: ContractPage, workspace: Workspace, contract: str) -> None:
    right = workspace.do(
        commands.add_right, contract_id=contract, channels=("web",), starts_on="2026-01-01", ends_on="2026-04-30"
    ).value
    sign(workspace, contract)
    new = workspace.do(renew_right, right_id=right, ends_on="2026-12-31").value
    addendum = workspace.read(lambda conn: conn.execute("SELECT contract_id FROM usage_right WHERE id = ?", (new,)))
    sign(workspace, str(addendum.fetchone()[0]))
    page.reload()
    (row,) = page.rights.rows.values()
    assert row.head.accessibleName().endswith("until 30 Apr 2026 · renewed until 31 Dec 2026, open")


def test_a_use_says_each_way_it_goes_beyond_its_right(
    page: ContractPage, workspace: Workspace, part: str, contract: str
) -> None:
    piece = workspace.do(add_deliverable, participation_id=part, title="Reel", format="reel").value
    right = workspace.do(
        commands.add_right, contract_id=contract, channels=("web",), territory=("FR",), starts_on="2026-01-01",
        ends_on="2026-02-28",
    ).value  # fmt: skip
    given: dict[str, Any] = {"channel": "print", "territory": ("DE",), "starts_on": "2026-01-10"}
    workspace.do(add_use, right_id=right, asset=f"deliverable:{piece}", **given)
    page.reload()
    (row,) = page.rights.rows.values()
    assert isinstance(row, RightRow)
    row.set_open(True)
    assert "12 days past its end · not agreed: Print · not agreed: DE" in words_in(row)
    strips = words_in(page.clashes)
    for words in ("past its right", "on a channel that is not agreed", "in a country that is not agreed"):
        assert words in strips


def test_what_is_internal_is_hidden_above_the_contract(
    page: ContractPage, desk: Desk, workspace: Workspace, part: str
) -> None:
    fee(workspace, part)
    page.reload()
    assert "€1,200.00 of €1,000.00 in one year" in words_in(page.clashes)
    desk.hide_internal(on=True)
    page.reload()
    said = words_in(page.clashes)
    assert "France asks for a written contract" in said
    assert "1,200" not in said


# terminating


def asked(page: ContractPage) -> TerminateDialog:
    next(act for act in page.more.menu().actions() if act.text() == "Terminate…").trigger()
    found: TerminateDialog = page.findChildren(TerminateDialog)[-1]
    return found


def test_terminating_settles_the_fees(page: ContractPage, workspace: Workspace, part: str, contract: str) -> None:
    set_term(workspace, contract, "kill_fee", Money(20_000, "EUR"))
    due, kept, falling = fee(workspace, part), fee(workspace, part), fee(workspace, part)
    workspace.do(earn_fees, fee_ids=[due])
    sign(workspace, contract)
    page.reload()
    dialog = asked(page)
    assert not dialog.confirm_button.isEnabled()
    type_text(dialog.why, "They left")
    assert dialog.fees is not None
    assert set(dialog.fees.boxes) == {kept, falling}
    dialog.fees.boxes[kept].setChecked(True)
    press(dialog, Key.Key_Return, CONTROL)
    assert (only_contract(workspace).state, only_contract(workspace).ended_why) == ("terminated", "They left")
    assert [state_of(workspace, one) for one in (due, kept, falling)] == ["earned", "planned", "cancelled"]
    kill = workspace.read(lambda conn: find(conn, CreatorFee, "kind = 'kill_fee'"))
    assert [(one.amount, one.state) for one in kill] == [(Money(20_000, "EUR"), "earned")]
    workspace.undo()
    assert (only_contract(workspace).state, state_of(workspace, falling)) == ("signed", "planned")


def test_terminating_without_fees_asks_only_why(page: ContractPage, workspace: Workspace, contract: str) -> None:
    sign(workspace, contract)
    page.reload()
    dialog = asked(page)
    assert dialog.fees is None
    type_text(dialog.why, "They left")
    press(dialog, Key.Key_Return, CONTROL)
    assert only_contract(workspace).state == "terminated"


# the text


def test_the_text_says_whose_days_and_amounts_it_has(page: ContractPage, workspace: Workspace, contract: str) -> None:
    page.show_part("text")
    assert not page.text.lang.isVisible()
    set_term(workspace, contract, "lang", "de")
    page.reload()
    assert page.text.lang.text().startswith("Days and amounts are written as in German.")
    assert page.text.lang.isVisible()
    assert "runs from 1 Feb. 2026" in words_in(page.text)


def test_an_item_leads_to_its_section(page: ContractPage) -> None:
    page.checklist.focus_item(13)
    body = page.checklist.rows[13].body
    assert body is not None
    click(body.text_button)
    assert page.parts.value == "text"
    assert page.text.rows[page.text.current].heading.text() == "§ 11 Ownership: licence"
    page.checklist.focus_item(32)
    signatures = page.checklist.rows[32].body
    assert signatures is not None
    assert not signatures.text_button.isVisible()


def test_what_no_clause_names_is_told_above_the_text(page: ContractPage, workspace: Workspace, contract: str) -> None:
    clauses = workspace.read(lambda conn: clause_store.clauses(conn, contract))
    workspace.do(remove_clause, clause_id=next(one.id for one in clauses if one.code == "usage"))
    workspace.do(commands.add_right, contract_id=contract, channels=("web",), days=30)
    page.show_part("text")
    page.reload()
    assert "Agreed, but in no clause: Usage rights." in words_in(page.text)


def test_an_own_template_leaves_the_library(qtbot: QtBot, desk: Desk, workspace: Workspace, contract: str) -> None:
    workspace.do(keep_template, contract_id=contract, name="House post")
    dialog = DraftDialog(desk, None, [])
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.drop_button.isVisible()
    dialog.template.setCurrentIndex(dialog.template.findText("House post"))
    click(dialog.drop_button)
    assert dialog.template.findText("House post") == -1
    assert not dialog.drop_button.isVisible()
    assert not any(one.own for one in workspace.read(clause_store.offered).templates.values())


# where the law asks for paper


def test_the_list_drafts_the_contract_france_asks_for(
    desk: Desk, workspace: Workspace, part: str, gone: list[Place]
) -> None:
    fee(workspace, part)
    page = ContractsPage(desk)
    page.resize(1064, 700)
    page.show()
    assert "France asks for one with Ana Ruiz." in page.strip.accessibleName()
    page.strip.acted.emit()
    made = only_contract(workspace)
    assert made.participation_id == part
    assert gone == [Place("contract", made.id)]
    delete(page)


def test_what_matters_is_seen_without_scrolling(qtbot: QtBot, desk: Desk, contract: str) -> None:
    page = ContractsPage(desk)
    qtbot.addWidget(page)
    page.resize(1280 - 200, 700)
    page.show()
    QApplication.processEvents()
    header, room = page.table.horizontalHeader(), page.table.viewport().width()
    keys = [one.key for one in page.table.rows.columns]
    for key in ("rights_end", "exclusive_until", "clash"):
        section = keys.index(key) + 1
        assert header.sectionViewportPosition(section) + header.sectionSize(section) <= room, key
    assert page.table.rows.ids == [contract]


def test_a_counter_drafts_what_it_asks_for(
    qtbot: QtBot, desk: Desk, workspace: Workspace, part: str, gone: list[Place]
) -> None:
    fee(workspace, part)
    page = CountersPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.table.focus_id(page.table.rows.ids[0])
    qtbot.waitUntil(lambda: page.detail.counter is not None)
    assert page.offers()["new"].why_not == ""
    assert not page.detail.contract_button.isVisibleTo(page.detail)
    click(page.detail.draft_button)
    made = only_contract(workspace)
    assert (made.participation_id, gone) == (part, [Place("contract", made.id)])
    page.reload()
    page.detail.show_record(page.table.rows.ids[0])
    assert page.detail.contract_button.isVisibleTo(page.detail)
    assert not page.detail.draft_button.isVisibleTo(page.detail)
    assert page.offers()["new"].why_not == "It asks for no further contract."
