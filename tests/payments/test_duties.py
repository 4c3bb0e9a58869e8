"""No duty to pay vanishes: days that have come, holds, bad ends, merges, the trash, and odd papers."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from infludesk.campaigns.commands import add_creators, create_campaign, move_stage
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, get, update
from infludesk.flows import fee_list, invoice_list, payee_list
from infludesk.flows.ending import cancel_campaign, endings
from infludesk.flows.leaving import remove_participation
from infludesk.flows.merge import merge_creators
from infludesk.flows.publish import earn
from infludesk.flows.trash import trash_campaigns, trash_creators
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money, Rate
from infludesk.payments import fees, invoices, payees, store
from infludesk.payments.commands import trash_fee
from infludesk.payments.model import CreatorFee, PayeeLink, Payment
from infludesk.payments.paying import mark_paid, pay_invoice
from infludesk.payments.rates import Amount, Rates, convert, parse, read_planning
from infludesk.payments.schedule import Part
from infludesk.workspace import Workspace

USD = Money(100_00, "USD")
TODAY = date(2026, 3, 12)
DAY = TODAY.isoformat()


@pytest.fixture
def people(workspace: Workspace) -> list[str]:
    return [str(workspace.do(add_creator, name=name).value) for name in ("Ana", "Ben")]


@pytest.fixture
def campaign(workspace: Workspace, people: list[str]) -> str:
    return str(workspace.do(create_campaign, client="Acme", name="Spring Launch", creator_ids=people).value)


@pytest.fixture
def parts(workspace: Workspace, campaign: str, people: list[str]) -> list[str]:
    made = list(workspace.do(add_creators, campaign_id=campaign, creator_ids=people).value)
    workspace.do(move_stage, participation_ids=made, stage="agreed")
    return made


def add(workspace: Workspace, part: str, amount: Money = USD, **given: Any) -> str:
    return str(workspace.do(fees.add_creator_fee, participation_id=part, amount=amount, **given).value)


def line(workspace: Workspace, fee_id: str) -> CreatorFee:
    return workspace.read(lambda conn: get(conn, CreatorFee, fee_id))


def refused(workspace: Workspace, code: str, command: Any, **given: Any) -> Problem:
    before = workspace.undoable()
    with pytest.raises(Problem) as told:
        workspace.do(command, **given)
    assert told.value.code == code
    assert workspace.undoable() == before
    return told.value


def test_a_line_whose_day_has_come_is_owed_like_an_earned_one(workspace: Workspace, parts: list[str]) -> None:
    come = add(workspace, parts[0], trigger="day", due_on=DAY)
    refused(workspace, "fee.move", fees.cancel_fees, fee_ids=[come])
    refused(workspace, "fee.agreed", fees.waive_fees, fee_ids=[come], why="Enough")
    refused(workspace, "fee.earned", trash_fee, fee_id=come)
    refused(workspace, "fee.split", fees.split_fee, fee_id=come, parts=[Part(500_000), Part(500_000)])
    refused(workspace, "participation.owed", remove_participation, participation_id=parts[0])
    workspace.do(fees.hold_fees, fee_ids=[come], why="No form")
    assert (line(workspace, come).state, line(workspace, come).earned_on) == ("held", DAY)
    refused(workspace, "fee.earned", trash_fee, fee_id=come)
    workspace.do(fees.release_fees, fee_ids=[come])
    assert line(workspace, come).state == "earned"


def test_a_day_that_comes_while_a_line_is_held_counts(workspace: Workspace, parts: list[str], campaign: str) -> None:
    held = add(workspace, parts[0], trigger="day", due_on="2026-04-01")
    workspace.do(fees.hold_fees, fee_ids=[held], why="Doubt")
    workspace.do(fees.set_fee, fee_id=held, values={"due_on": "2026-03-01"})
    refused(workspace, "fee.earned", trash_fee, fee_id=held)
    refused(workspace, "campaign.owed", trash_campaigns, campaign_ids=[campaign])
    workspace.do(cancel_campaign, campaign_id=campaign, reason="No budget")
    assert line(workspace, held).state == "held"


def test_what_comes_while_a_line_is_held_is_not_lost(workspace: Workspace, parts: list[str]) -> None:
    held = add(workspace, parts[0], trigger="published", trigger_days=30)
    billed = add(workspace, parts[0], trigger="invoice")
    workspace.do(fees.hold_fees, fee_ids=[held, billed], why="Doubt")
    assert workspace.do(earn, participation_id=parts[0], trigger="published", day="2026-03-01").value == 0
    workspace.do(invoices.record_invoice, direction="in", number="1", fee_ids=[billed], received_on="2026-03-02")
    assert (line(workspace, held).state, line(workspace, held).held_why) == ("held", "Doubt")
    assert workspace.do(earn, participation_id=parts[0], trigger="published", day="2026-03-09").value == 0
    workspace.do(fees.release_fees, fee_ids=[held, billed])
    assert [(one.state, one.earned_on, one.due_on) for one in (line(workspace, held), line(workspace, billed))] == [
        ("earned", "2026-03-01", "2026-03-31"), ("earned", "2026-03-02", "2026-03-02"),
    ]  # fmt: skip
    workspace.do(fees.hold_fees, fee_ids=[held], why="Again")
    workspace.do(fees.earn_fees, fee_ids=[held])
    assert (line(workspace, held).earned_on, line(workspace, held).held_why) == ("2026-03-01", None)


def test_a_bad_end_lets_fall_only_what_nothing_stands_on(workspace: Workspace, parts: list[str], campaign: str) -> None:
    advance, billed, held, plain, done = (add(workspace, part) for part in (*[parts[0]] * 4, parts[1]))
    workspace.do(mark_paid, fee_ids=[advance], paid_on=DAY, amount=Money(1, "USD"))
    workspace.do(invoices.record_invoice, direction="in", number="1", fee_ids=[billed])
    workspace.do(fees.hold_fees, fee_ids=[held], why="Doubt")
    workspace.do(move_stage, participation_ids=[parts[1]], stage="delivered")
    first, second = workspace.read(lambda conn: endings(conn, parts, DAY))
    assert {one.id for one in first.due} == {advance, billed}
    assert {one.id for one in first.planned} == {held, plain}
    assert (first.delivered, second.delivered) == (False, True)
    workspace.do(cancel_campaign, campaign_id=campaign, reason="No budget", keep=[done])
    states = [line(workspace, one).state for one in (advance, billed, held, plain, done)]
    assert states == ["planned", "planned", "cancelled", "cancelled", "planned"]
    assert line(workspace, held).held_why == "No budget"
    workspace.undo()
    assert line(workspace, held).state == "held"


def test_an_invoiced_fee_is_not_given_up_and_one_given_up_not_invoiced(workspace: Workspace, parts: list[str]) -> None:
    mine, gone = add(workspace, parts[0]), add(workspace, parts[0])
    workspace.do(fees.waive_fees, fee_ids=[gone], why="Never mind")
    paper = workspace.do(invoices.record_invoice, direction="in", number="1", fee_ids=[mine]).value
    refused(workspace, "fee.paid", fees.waive_fees, fee_ids=[mine], why="Enough", agreed=True)
    refused(workspace, "fee.gone", invoices.attach_fees, invoice_id=paper, fee_ids=[gone])
    # as an undo out of order leaves it: the invoice can still be paid, and what is left stays on it
    workspace.do(lambda tx: update(tx, CreatorFee, mine, state="waived"))
    workspace.do(pay_invoice, invoice_id=paper, paid_on=DAY, amount=USD)
    assert [(one.fee_id, one.amount) for one in workspace.read(lambda conn: find(conn, Payment))] == [(None, USD)]


def test_paying_an_invoice_earns_a_line_whose_day_has_come(workspace: Workspace, parts: list[str]) -> None:
    come = add(workspace, parts[0], trigger="day", due_on="2026-03-01")
    paper = workspace.do(invoices.record_invoice, direction="in", number="1", fee_ids=[come]).value
    workspace.do(pay_invoice, invoice_id=paper, paid_on=DAY, amount=USD)
    assert line(workspace, come).state == "earned"


@pytest.mark.parametrize("kind", ["credit_note", "proforma"])
def test_a_paper_that_bills_nothing_is_neither_paid_nor_late(workspace: Workspace, parts: list[str], kind: str) -> None:
    mine = add(workspace, parts[0], trigger="invoice")
    given: dict[str, Any] = {
        "direction": "in",
        "number": "C-1",
        "stated_total": USD,
        "due_on": "2026-01-01",
        "fee_ids": [mine],
    }
    paper = workspace.do(invoices.record_invoice, kind=kind, **given).value
    assert line(workspace, mine).state == "planned"
    refused(workspace, "payment.no_bill", pay_invoice, invoice_id=paper, paid_on=DAY, amount=USD)
    for view in ("unpaid", "late"):
        wanted = invoice_list.Filter(view=view)
        assert workspace.read(partial(invoice_list.ids, wanted=wanted, today=TODAY)) == []
    (row,) = workspace.read(lambda conn: invoice_list.listed(conn, [paper], today=TODAY))
    assert row.standing is None


# the trash


@pytest.mark.parametrize("how", ["earned", "held", "paid", "billed", "come"])
def test_money_keeps_creators_and_campaigns_out_of_the_trash(
    workspace: Workspace, parts: list[str], people: list[str], campaign: str, how: str
) -> None:
    mine = add(workspace, parts[0], trigger="day", due_on="2026-03-01" if how == "come" else "2026-09-01")
    if how in ("earned", "held"):
        workspace.do(fees.earn_fees, fee_ids=[mine])
    if how == "held":
        workspace.do(fees.hold_fees, fee_ids=[mine], why="Doubt")
    if how == "paid":
        workspace.do(mark_paid, fee_ids=[mine], paid_on=DAY, amount=Money(1, "USD"))
    if how == "billed":
        workspace.do(invoices.record_invoice, direction="in", number="1", fee_ids=[mine])
    told = refused(workspace, "creator.owed", trash_creators, creator_ids=[people[1], people[0]])
    assert told.title == "Ana has a fee that is due, invoiced or paid."
    assert told.advice == "Nothing was moved: what is due stays due. Archive Ana instead."
    refused(workspace, "campaign.owed", trash_campaigns, campaign_ids=[campaign])
    refused(workspace, "participation.owed", remove_participation, participation_id=parts[0])
    workspace.do(trash_creators, creator_ids=[people[1]])


def test_what_is_only_planned_or_given_up_goes_with_the_campaign(
    workspace: Workspace, parts: list[str], campaign: str
) -> None:
    planned, waived = add(workspace, parts[0], trigger="published"), add(workspace, parts[1])
    workspace.do(fees.earn_fees, fee_ids=[waived])
    workspace.do(fees.waive_fees, fee_ids=[waived], why="A gift", agreed=True)
    workspace.do(trash_campaigns, campaign_ids=[campaign])
    assert line(workspace, planned).deleted_at
    workspace.undo()
    assert not line(workspace, planned).deleted_at


def test_a_client_fee_that_is_earned_or_billed_keeps_the_campaign(workspace: Workspace, campaign: str) -> None:
    made = workspace.do(fees.add_client_fee, campaign_id=campaign, amount=USD).value
    workspace.do(invoices.record_invoice, direction="out", number="2026-1", fee_ids=[made])
    refused(workspace, "campaign.owed", trash_campaigns, campaign_ids=[campaign])
    workspace.undo()
    workspace.do(fees.earn_fees, fee_ids=[made])
    refused(workspace, "campaign.owed", trash_campaigns, campaign_ids=[campaign])
    workspace.undo()
    workspace.do(trash_campaigns, campaign_ids=[campaign])


# payees


def test_what_was_paid_before_a_payee_was_named_counts_for_the_first_one(
    workspace: Workspace, parts: list[str], people: list[str]
) -> None:
    mine, other = add(workspace, parts[0]), add(workspace, parts[1])
    workspace.do(mark_paid, fee_ids=[mine, other], paid_on=DAY)
    first = workspace.do(payees.add_payee, name="Ana GmbH", for_party=ref("creator", people[0])).value
    second = workspace.do(payees.add_payee, name="Ana Ltd", for_party=ref("creator", people[0])).value
    rows = workspace.read(lambda conn: payee_list.listed(conn, [first, second], today=TODAY))
    assert [row.year.all for row in rows] == [{"USD": USD}, {}]
    assert {one.payee_id for one in workspace.read(lambda conn: find(conn, Payment))} == {first, None}


def test_a_payee_in_the_trash_is_paid_no_more(workspace: Workspace, parts: list[str], people: list[str]) -> None:
    mine = add(workspace, parts[0])
    old = workspace.do(payees.add_payee, name="Old").value
    new = workspace.do(payees.add_payee, name="New", for_party=ref("creator", people[0])).value
    workspace.do(fees.set_fee, fee_id=mine, values={"payee_id": old})
    workspace.do(payees.trash_payees, payee_ids=[old])
    (row,) = workspace.read(lambda conn: fee_list.listed(conn, [mine], today=TODAY))
    assert row.payee == "New"
    workspace.do(mark_paid, fee_ids=[mine], paid_on=DAY)
    assert workspace.read(lambda conn: find(conn, Payment))[0].payee_id == new


def test_a_merge_of_two_who_have_payees_and_fees(workspace: Workspace, parts: list[str], people: list[str]) -> None:
    made = [
        str(workspace.do(payees.add_payee, name=name, for_party=ref("creator", one)).value)
        for name, one in zip(("Ana GmbH", "Ben Ltd"), people, strict=True)
    ]
    for part in parts:
        workspace.do(mark_paid, fee_ids=[add(workspace, part)], paid_on=DAY)
    workspace.do(merge_creators, keep=people[1], others=[people[0]])
    party = ref("creator", people[1])

    def preferred() -> dict[str, bool]:
        links = workspace.read(lambda conn: find(conn, PayeeLink))
        assert {one.for_party for one in links} == {party}
        assert len(links) == 2
        return {one.payee_id or "": bool(one.preferred) for one in links}

    assert preferred() == {made[0]: False, made[1]: True}
    lines = workspace.read(lambda conn: find(conn, CreatorFee))
    assert [one.participation_id for one in lines] == [lines[0].participation_id] * 2
    rows = workspace.read(lambda conn: payee_list.listed(conn, made, today=TODAY))
    assert [row.year.all for row in rows] == [{"USD": USD}] * 2
    # the link that the merge brought is found again, not made twice
    workspace.do(payees.link_payee, payee_id=made[0], for_party=party, preferred=True)
    assert preferred() == {made[0]: True, made[1]: False}
    workspace.undo()
    workspace.undo()
    assert workspace.read(lambda conn: store.payee_of(conn, people[0], DAY)) == made[0]


# rates


@pytest.mark.parametrize("text", ["", ".", "0", "0.0", "1/0", "1e99999999", "-1", "1_0", "9" * 17, "٣", "1/3/3", "nan"])
def test_what_is_no_rate_or_would_take_for_ever_is_none(text: str) -> None:
    assert parse(text) is None
    assert read_planning((f"USD EUR {text}",)) == ()


def test_rates_as_they_are_typed() -> None:
    found = [parse(text) for text in ("0.92", "0,92", " 1/3 ", "1.", ".5")]
    assert [None if one is None else str(one) for one in found] == ["23/25", "23/25", "1/3", "1", "1/2"]


def test_what_was_paid_too_much_is_no_part_of_the_amount() -> None:
    paid = ((USD, Rate(1, 2, DAY, "bank")), (Money(1, "USD"), Rate(9, 1, DAY, "bank")))
    assert convert([Amount(USD, DAY, paid)], "EUR", Rates()).money == Money(50_00, "EUR")
    over = ((Money(120_00, "USD"), Rate(1, 2, DAY, "bank")),)
    assert convert([Amount(USD, DAY, over)], "EUR", Rates()).money == Money(50_00, "EUR")
