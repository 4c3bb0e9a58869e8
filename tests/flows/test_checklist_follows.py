"""The checklist follows terms, rights, fees, pieces, parties and names at once; what a person answered stays."""

from collections.abc import Callable
from typing import Any

import pytest

from infludesk.campaigns.commands import add_creators, create_campaign, move_stage
from infludesk.campaigns.model import Brief
from infludesk.content.commands import add_deliverable
from infludesk.contracts.commands import add_right, answer_item, set_contract_field, trash_right
from infludesk.contracts.model import Contract
from infludesk.creators.commands import add_creator
from infludesk.creators.model import Creator
from infludesk.db.rows import insert, trash, update
from infludesk.flows.checklist import refresh_items
from infludesk.flows.contract_checklist import CheckedItem, items
from infludesk.flows.draft import contract_from_participation
from infludesk.kernel.money import Money
from infludesk.payments.fees import add_creator_fee, waive_fees
from infludesk.workspace import Workspace

FEE = Money(90_000, "USD")


@pytest.fixture
def part(workspace: Workspace) -> str:
    campaign = workspace.do(create_campaign, name="Spring", client="Acme").value
    ana = workspace.do(add_creator, name="Ana Ruiz").value
    (part,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[ana]).value
    workspace.do(move_stage, participation_ids=[part], stage="agreed")
    return str(part)


@pytest.fixture
def contract(workspace: Workspace, part: str) -> str:
    return str(workspace.do(contract_from_participation, participation_id=part).value)


@pytest.fixture
def answer(workspace: Workspace, contract: str) -> Callable[[int], CheckedItem]:
    return lambda number: workspace.read(lambda conn: items(conn, contract))[number - 1]


Answer = Callable[[int], CheckedItem]


def set_term(workspace: Workspace, contract: str, name: str, value: Any) -> None:
    workspace.do(set_contract_field, contract_id=contract, name=name, value=value)


def test_a_term_answers_its_item_and_opens_it_again(workspace: Workspace, contract: str, answer: Answer) -> None:
    assert answer(12).answer == "open"
    set_term(workspace, contract, "kill_fee", FEE)
    assert (answer(12).answer, answer(12).note, answer(12).decided_by) == ("in_text", "From: Kill fee", "")
    set_term(workspace, contract, "kill_fee", None)
    assert answer(12).answer == "open"


def test_the_item_goes_back_with_its_term(workspace: Workspace, contract: str, answer: Answer) -> None:
    set_term(workspace, contract, "kill_fee", FEE)
    workspace.undo()
    assert answer(12).answer == "open"
    workspace.redo()
    assert answer(12).answer == "in_text"


def test_a_right_answers_its_item(workspace: Workspace, contract: str, answer: Answer) -> None:
    right = workspace.do(add_right, contract_id=contract, channels=("web",)).value
    assert answer(9).answer == "open"  # it has no end yet
    workspace.do(trash_right, right_id=right)
    workspace.do(add_right, contract_id=contract, channels=("web",), days=90)
    assert answer(9).answer == "in_text"


def test_a_piece_answers_its_items(workspace: Workspace, part: str, answer: Answer) -> None:
    assert (answer(2).answer, answer(5).answer) == ("open", "open")
    workspace.do(add_deliverable, participation_id=part, title="Reel 1", format="reel", due="2026-04-01")
    assert (answer(2).answer, answer(5).answer) == ("in_text", "in_text")


def test_fees_answer_their_item_until_they_are_waived(
    workspace: Workspace, part: str, contract: str, answer: Answer
) -> None:
    set_term(workspace, contract, "pay_days", 30)
    assert answer(7).answer == "open"
    fee = workspace.do(add_creator_fee, participation_id=part, amount=FEE).value
    assert answer(7).answer == "in_text"
    workspace.do(waive_fees, fee_ids=[fee], why="Gift instead")
    assert answer(7).answer == "open"


def test_a_brief_and_the_creators_age_are_followed(workspace: Workspace, answer: Answer) -> None:
    campaign = workspace.read(lambda conn: conn.execute("SELECT campaign_id FROM participation").fetchone()[0])
    workspace.do(lambda tx: insert(tx, Brief(campaign_id=campaign, title="Spring", success_metrics="Reach")).id)
    assert answer(6).answer == "in_text"
    creator = workspace.read(lambda conn: conn.execute("SELECT id FROM creator").fetchone()[0])
    workspace.do(lambda tx: update(tx, Creator, creator, age_check="adult"))
    assert answer(25).answer == "not_applicable"


@pytest.mark.parametrize("given", ["not_applicable", "open"])
def test_what_a_person_answered_stays(workspace: Workspace, contract: str, answer: Answer, given: str) -> None:
    workspace.do(answer_item, contract_id=contract, item=12, answer=given, note="Ask the client")
    set_term(workspace, contract, "kill_fee", FEE)
    assert (answer(12).answer, answer(12).note) == (given, "Ask the client")


def test_asking_fills_what_a_person_left_open(workspace: Workspace, contract: str, answer: Answer) -> None:
    workspace.do(answer_item, contract_id=contract, item=12, answer="open", note="Ask the client")
    set_term(workspace, contract, "kill_fee", FEE)
    assert workspace.do(refresh_items, contract_id=contract).value == 1
    assert (answer(12).answer, answer(12).decided_by) == ("in_text", "")


def test_a_signed_checklist_stands_still(workspace: Workspace, part: str, contract: str, answer: Answer) -> None:
    workspace.do(lambda tx: update(tx, Contract, contract, state="signed"))
    workspace.do(add_deliverable, participation_id=part, title="Reel 1", format="reel")
    assert answer(2).answer == "open"


def test_a_contract_without_a_checklist_gets_none(workspace: Workspace) -> None:
    ana = workspace.do(add_creator, name="Ana Ruiz").value
    row = Contract(title="Old paper", creator_id=ana, kill_fee=FEE)
    done = workspace.do(lambda tx: insert(tx, row).id)
    assert "contract_item" not in done.changes.rows


@pytest.mark.parametrize("table", ["client", "campaign", "participation", "creator"])
def test_what_it_is_about_can_go_to_the_trash(workspace: Workspace, contract: str, table: str) -> None:
    assert contract
    row = workspace.read(lambda conn: conn.execute(f"SELECT id FROM {table}").fetchone()[0])
    assert workspace.do(lambda tx: trash(tx, table, [row])).changes.touches(table)
