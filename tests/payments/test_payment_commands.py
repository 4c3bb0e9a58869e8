"""Fees and costs, and the figures made of them."""

from collections.abc import Callable
from typing import Any

import pytest

from infludesk.campaigns.commands import create_campaign
from infludesk.campaigns.figures import Margin
from infludesk.campaigns.model import Participation
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, insert, update
from infludesk.flows.money import money_of
from infludesk.kernel.errors import Problem
from infludesk.kernel.money import Money
from infludesk.payments.commands import add_cost, set_client_fee, set_cost_field, set_creator_fee, trash_fee
from infludesk.payments.model import STATES, ClientFee, CreatorFee
from infludesk.payments.store import costs
from infludesk.workspace import Workspace

EUR = 100_00


@pytest.fixture
def campaign(workspace: Workspace) -> str:
    ana = workspace.do(add_creator, name="Ana").value
    return str(workspace.do(create_campaign, client="Acme", name="Spring Launch", creator_ids=[ana]).value)


@pytest.fixture
def part(workspace: Workspace, campaign: str) -> str:
    return workspace.read(lambda conn: find(conn, Participation, "campaign_id = ?", (campaign,)))[0].id


def owed(workspace: Workspace, part: str) -> list[CreatorFee]:
    return workspace.read(lambda conn: find(conn, CreatorFee, "participation_id = ?", (part,)))


def charged(workspace: Workspace, campaign: str) -> list[ClientFee]:
    return workspace.read(lambda conn: find(conn, ClientFee, "campaign_id = ?", (campaign,)))


def totals(workspace: Workspace, campaign: str) -> Margin:
    return workspace.read(lambda conn: money_of(conn, campaign))[""]


def test_a_fee_is_one_line_that_is_made_changed_and_taken_away(workspace: Workspace, part: str) -> None:
    done = workspace.do(set_creator_fee, participation_id=part, amount=Money(1_200_00, "EUR"))
    assert done.changes.label == "Set fee of Ana for Spring Launch"
    assert workspace.do(set_creator_fee, participation_id=part, amount=Money(900_00, "USD")).value == done.value
    (line,) = owed(workspace, part)
    assert (line.kind, line.amount, line.state) == ("content", Money(900_00, "USD"), "planned")
    workspace.undo()
    (line,) = owed(workspace, part)
    assert line.amount == Money(1_200_00, "EUR")
    gone = workspace.do(set_creator_fee, participation_id=part, amount=None)
    assert (gone.value, gone.changes.label) == (None, "Remove fee of Ana for Spring Launch")
    assert owed(workspace, part) == []


def test_a_fee_below_zero_is_refused_in_the_agreed_words(workspace: Workspace, campaign: str, part: str) -> None:
    calls: list[tuple[Callable[..., Any], dict[str, Any]]] = [
        (set_creator_fee, {"participation_id": part}),
        (set_client_fee, {"campaign_id": campaign}),
    ]
    for command, given in calls:
        with pytest.raises(Problem) as told:
            workspace.do(command, amount=Money(-1, "EUR"), **given)
        assert told.value.title == "A fee cannot be below zero."
        assert told.value.advice == "The old fee is kept. For money back, lower the fee."


def test_a_schedule_is_not_flattened(workspace: Workspace, part: str) -> None:
    for amount in (500_00, 700_00):
        line = CreatorFee(participation_id=part, amount=Money(amount, "EUR"), kind="content", state="planned")
        workspace.do(lambda tx, line=line: insert(tx, line))
    with pytest.raises(Problem, match="paid in 2 lines"):
        workspace.do(set_creator_fee, participation_id=part, amount=Money(EUR, "EUR"))


def test_client_fees_of_the_campaign_and_of_a_creator_stand_side_by_side(
    workspace: Workspace, campaign: str, part: str
) -> None:
    whole = workspace.do(set_client_fee, campaign_id=campaign, amount=Money(5 * EUR, "EUR"))
    own = workspace.do(set_client_fee, campaign_id=campaign, participation_id=part, amount=Money(2 * EUR, "EUR"))
    assert whole.changes.label == "Set client fee of Spring Launch"
    assert own.changes.label == "Set client fee for Ana in Spring Launch"
    lines = {line.participation_id: line.kind for line in charged(workspace, campaign)}
    assert lines == {None: "management", part: "creator_passed_on"}
    assert totals(workspace, campaign).amount == Money(7 * EUR, "EUR")
    workspace.do(set_client_fee, campaign_id=campaign, amount=None)
    assert [line.id for line in charged(workspace, campaign)] == [own.value]
    other = workspace.do(create_campaign, client="Acme", name="Summer").value
    with pytest.raises(Problem, match="in another campaign"):
        workspace.do(set_client_fee, campaign_id=other, participation_id=part, amount=Money(EUR, "EUR"))


def test_costs_and_the_margin(workspace: Workspace, campaign: str, part: str) -> None:
    workspace.do(set_client_fee, campaign_id=campaign, amount=Money(10 * EUR, "EUR"))
    workspace.do(set_creator_fee, participation_id=part, amount=Money(6 * EUR, "EUR"))
    given: dict[str, Any] = {"campaign_id": campaign, "kind": "shipping", "label": "Parcels", "spent_on": "2026-03-10"}
    done = workspace.do(add_cost, amount=Money(EUR, "EUR"), **given)
    assert done.changes.label == "Add cost Parcels to Spring Launch"
    assert totals(workspace, campaign).amount == Money(3 * EUR, "EUR")
    workspace.do(set_cost_field, cost_id=done.value, name="amount", value=Money(EUR, "USD"))
    found = totals(workspace, campaign)
    assert (found.amount, found.reason) == (None, "n/a: EUR and USD are never added.")
    assert found.sums["EUR"].margin == Money(4 * EUR, "EUR")
    workspace.undo()
    workspace.do(trash_fee, fee_id=done.value)
    assert workspace.read(lambda conn: costs(conn, campaign)) == []
    workspace.undo()
    assert len(workspace.read(lambda conn: costs(conn, campaign))) == 1
    with pytest.raises(Problem, match="A cost cannot be below zero"):
        workspace.do(add_cost, amount=Money(-1, "EUR"), **given)


def test_any_line_goes_to_the_trash_and_nothing_else(workspace: Workspace, part: str) -> None:
    fee = workspace.do(set_creator_fee, participation_id=part, amount=Money(EUR, "EUR")).value
    assert workspace.do(trash_fee, fee_id=fee).changes.label == "Move a creator fee to Trash"
    assert owed(workspace, part) == []
    with pytest.raises(Problem) as told:
        workspace.do(trash_fee, fee_id=part)
    assert told.value.code == "record.gone"


def test_waived_lines_neither_count_nor_change(workspace: Workspace, campaign: str, part: str) -> None:
    fee = workspace.do(set_creator_fee, participation_id=part, amount=Money(EUR, "EUR")).value
    workspace.do(set_client_fee, campaign_id=campaign, amount=Money(3 * EUR, "EUR"))
    workspace.do(lambda tx: update(tx, CreatorFee, fee, state="waived"))
    assert totals(workspace, campaign).amount == Money(3 * EUR, "EUR")
    assert workspace.do(set_creator_fee, participation_id=part, amount=Money(2 * EUR, "EUR")).value != fee
    assert totals(workspace, campaign).amount == Money(EUR, "EUR")


@pytest.mark.parametrize("state", [code for code, _ in STATES])
def test_which_states_count(workspace: Workspace, campaign: str, part: str, state: str) -> None:
    fee = workspace.do(set_creator_fee, participation_id=part, amount=Money(200, "EUR")).value
    workspace.do(set_client_fee, campaign_id=campaign, amount=Money(500, "EUR"))
    workspace.do(lambda tx: update(tx, CreatorFee, fee, state=state))
    amount = totals(workspace, campaign).amount
    assert amount == Money(500 if state in ("waived", "cancelled") else 300, "EUR")
