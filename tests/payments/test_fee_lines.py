"""The lines of a fee, what was paid of them, invoices, payees and rates: by command and back."""

from typing import Any

import pytest

from infludesk.campaigns.commands import add_creators, create_campaign, set_campaign_field
from infludesk.contracts.model import Contract
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, get, insert
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money, Rate
from infludesk.payments import fees, invoices, payees, store
from infludesk.payments.commands import set_client_fee, set_creator_fee, trash_fee
from infludesk.payments.model import ClientFee, CreatorFee, Invoice, InvoiceLine, PayeeLink, Payment
from infludesk.payments.paying import mark_paid, pay_invoice, trash_payment
from infludesk.payments.schedule import Part
from infludesk.records.model import ExchangeRate
from infludesk.workspace import Workspace

HUNDRED = Money(100_00, "USD")
DAY = "2026-03-12"


@pytest.fixture
def ana(workspace: Workspace) -> str:
    return str(workspace.do(add_creator, name="Ana").value)


@pytest.fixture
def campaign(workspace: Workspace, ana: str) -> str:
    return str(workspace.do(create_campaign, client="Acme", name="Spring Launch", creator_ids=[ana]).value)


@pytest.fixture
def part(workspace: Workspace, campaign: str, ana: str) -> str:
    (made,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[ana]).value
    return str(made)


@pytest.fixture
def fee(workspace: Workspace, part: str) -> str:
    return str(workspace.do(fees.add_creator_fee, participation_id=part, amount=HUNDRED, trigger="published").value)


def line(workspace: Workspace, fee_id: str) -> CreatorFee:
    return workspace.read(lambda conn: get(conn, CreatorFee, fee_id))


def refused(workspace: Workspace, code: str, command: Any, **given: Any) -> Problem:
    before = workspace.undoable()
    with pytest.raises(Problem) as told:
        workspace.do(command, **given)
    assert told.value.code == code
    assert told.value.advice
    assert workspace.undoable() == before
    return told.value


def test_a_fee_is_split_and_undone_to_the_letter(workspace: Workspace, part: str, fee: str) -> None:
    workspace.do(fees.set_fee, fee_id=fee, values={"amount": Money(100_01, "USD"), "label": "Reels"})
    halves = [Part(500_000, "signature"), Part(500_000, "published", 30)]
    done = workspace.do(fees.split_fee, fee_id=fee, parts=halves)
    assert done.changes.label == "Split fee of Ana"
    lines = workspace.read(lambda conn: store.creator_fees(conn, part))
    assert [one.id for one in lines] == done.value
    assert [(one.amount, one.trigger, one.trigger_days, one.label) for one in lines] == [
        (Money(50_01, "USD"), "signature", None, "Reels"), (Money(50_00, "USD"), "published", 30, "Reels"),
    ]  # fmt: skip
    workspace.undo()
    (whole,) = workspace.read(lambda conn: store.creator_fees(conn, part))
    assert (whole.amount, whole.trigger) == (Money(100_01, "USD"), "published")
    refused(workspace, "fee.split", fees.split_fee, fee_id=fee, parts=[Part(400_000), Part(500_000)])
    workspace.do(fees.earn_fees, fee_ids=[fee])
    refused(workspace, "fee.split", fees.split_fee, fee_id=fee, parts=halves)


def test_earning_by_hand_counts_the_days_agreed(workspace: Workspace, part: str, fee: str, ana: str) -> None:
    paper = Contract(title="Deal", creator_id=ana, participation_id=part, state="signed", pay_days=14)
    workspace.do(lambda tx: insert(tx, paper))
    workspace.do(fees.earn_fees, fee_ids=[fee])
    assert (line(workspace, fee).earned_on, line(workspace, fee).due_on) == (DAY, "2026-03-26")
    workspace.undo()
    assert (line(workspace, fee).state, line(workspace, fee).due_on) == ("planned", None)
    workspace.do(fees.set_fee, fee_id=fee, values={"trigger": "day", "due_on": "2026-05-01"})
    workspace.do(fees.earn_fees, fee_ids=[fee])
    assert line(workspace, fee).due_on == "2026-05-01"


def test_holding_keeps_the_duty_and_release_goes_back(workspace: Workspace, fee: str) -> None:
    refused(workspace, "fee.reason", fees.hold_fees, fee_ids=[fee], why=" ")
    workspace.do(fees.earn_fees, fee_ids=[fee])
    done = workspace.do(fees.hold_fees, fee_ids=[fee], why="No W-9")
    assert done.changes.label == "Hold fee of Ana"
    told = refused(workspace, "fee.held", mark_paid, fee_ids=[fee], paid_on=DAY)
    assert told.title == "One of these fees is held: No W-9"
    refused(workspace, "fee.move", fees.waive_fees, fee_ids=[fee], why="Enough", agreed=True)
    refused(workspace, "fee.move", fees.cancel_fees, fee_ids=[fee])
    workspace.do(fees.release_fees, fee_ids=[fee])
    assert (line(workspace, fee).state, line(workspace, fee).held_why) == ("earned", None)
    refused(workspace, "fee.move", fees.release_fees, fee_ids=[fee])
    workspace.undo()
    assert (line(workspace, fee).state, line(workspace, fee).held_why) == ("held", "No W-9")


def test_what_is_earned_is_only_waived_and_only_by_agreement(workspace: Workspace, part: str, fee: str) -> None:
    workspace.do(fees.earn_fees, fee_ids=[fee])
    refused(workspace, "fee.move", fees.cancel_fees, fee_ids=[fee])
    refused(workspace, "fee.agreed", fees.waive_fees, fee_ids=[fee], why="Enough")
    refused(workspace, "fee.earned", trash_fee, fee_id=fee)
    refused(workspace, "fee.earned", set_creator_fee, participation_id=part, amount=None)
    refused(workspace, "fee.own_verb", fees.set_fee, fee_id=fee, values={"state": "cancelled"})
    workspace.do(fees.waive_fees, fee_ids=[fee], why="They gave it up", agreed=True)
    assert line(workspace, fee).state == "waived"
    refused(workspace, "fee.gone", mark_paid, fee_ids=[fee], paid_on=DAY)
    refused(workspace, "fee.move", fees.earn_fees, fee_ids=[fee])


def test_client_fees_move_alike(workspace: Workspace, campaign: str) -> None:
    made = workspace.do(fees.add_client_fee, campaign_id=campaign, amount=HUNDRED, trigger="invoice").value
    workspace.do(fees.hold_fees, fee_ids=[made], why="Asked to wait")
    workspace.do(fees.release_fees, fee_ids=[made])
    out = workspace.do(invoices.record_invoice, direction="out", number="2026-1", fee_ids=[made]).value
    found = workspace.read(lambda conn: get(conn, ClientFee, made))
    assert (found.state, found.earned_on, found.bill_on) == ("earned", DAY, DAY)
    assert workspace.read(lambda conn: get(conn, Invoice, out)).state == "sent"
    refused(workspace, "fee.paid", trash_fee, fee_id=made)
    workspace.undo()
    assert workspace.read(lambda conn: get(conn, ClientFee, made)).state == "planned"
    assert workspace.do(set_client_fee, campaign_id=campaign, amount=None).value is None


def test_parts_are_paid_until_nothing_is_open(workspace: Workspace, fee: str) -> None:
    done = workspace.do(mark_paid, fee_ids=[fee], paid_on=DAY, amount=Money(40_00, "USD"), method="bank")
    assert done.changes.label == "Mark payment of Ana paid"
    over = refused(workspace, "payment.over", mark_paid, fee_ids=[fee], paid_on=DAY, amount=Money(61_00, "USD"))
    assert over.title == "This is more than is open: 60.00 USD."
    refused(workspace, "payment.currency", mark_paid, fee_ids=[fee], paid_on=DAY, amount=Money(1, "EUR"))
    refused(workspace, "payment.below_zero", mark_paid, fee_ids=[fee], paid_on=DAY, amount=Money(0, "USD"))
    workspace.do(mark_paid, fee_ids=[fee], paid_on=DAY)
    refused(workspace, "payment.nothing_open", mark_paid, fee_ids=[fee], paid_on=DAY)
    workspace.do(mark_paid, fee_ids=[fee], paid_on=DAY, amount=Money(1, "USD"), over=True)
    paid = workspace.read(lambda conn: store.fee_payments(conn, fee))
    assert [one.amount for one in paid] == [Money(40_00, "USD"), Money(60_00, "USD"), Money(1, "USD")]
    refused(workspace, "fee.paid", fees.set_fee, fee_id=fee, values={"amount": Money(1, "EUR")})
    refused(workspace, "fee.paid", fees.waive_fees, fee_ids=[fee], why="No")
    refused(workspace, "fee.paid", trash_fee, fee_id=fee)
    for one in paid:
        workspace.do(trash_payment, payment_id=one.id)
    assert workspace.do(trash_fee, fee_id=fee).changes.label == "Move a creator fee to Trash"


def test_a_line_without_an_amount_is_not_paid(workspace: Workspace, part: str) -> None:
    made = workspace.do(fees.add_creator_fee, participation_id=part, amount=None).value
    refused(workspace, "fee.no_amount", mark_paid, fee_ids=[made], paid_on=DAY)
    refused(workspace, "money.negative", fees.add_creator_fee, participation_id=part, amount=Money(-1, "USD"))


def test_a_line_whose_day_has_come_is_earned_by_its_payment(workspace: Workspace, part: str) -> None:
    given: dict[str, Any] = {"participation_id": part, "amount": HUNDRED, "trigger": "day"}
    come, later = (
        workspace.do(fees.add_creator_fee, due_on=day, **given).value for day in ("2026-03-01", "2026-04-01")
    )
    workspace.do(mark_paid, fee_ids=[come, later], paid_on=DAY)
    assert (line(workspace, come).state, line(workspace, come).earned_on) == ("earned", "2026-03-01")
    assert line(workspace, later).state == "planned"
    workspace.undo()
    assert line(workspace, come).state == "planned"


def test_the_rate_is_frozen_with_the_payment(workspace: Workspace, campaign: str, fee: str) -> None:
    workspace.do(set_campaign_field, campaign_id=campaign, name="report_currency", value="EUR")
    workspace.do(payees.set_exchange_rate, base="USD", quote="EUR", day="2026-03-01", rate="0,9")
    workspace.do(mark_paid, fee_ids=[fee], paid_on=DAY, amount=Money(50_00, "USD"))
    workspace.do(mark_paid, fee_ids=[fee], paid_on=DAY, rate=Rate(8, 10, DAY, "bank"))
    workspace.do(payees.set_exchange_rate, base="USD", quote="EUR", day="2026-03-01", rate="0.5")
    first, second = workspace.read(lambda conn: store.fee_payments(conn, fee))
    assert first.fx == Rate(9, 10, "2026-03-01", "entered")
    assert second.fx == Rate(8, 10, DAY, "bank")


def test_rates_are_replaced_removed_and_refused(workspace: Workspace) -> None:
    made = workspace.do(payees.set_exchange_rate, base="USD", quote="EUR", day=DAY, rate="0.92").value
    assert workspace.do(payees.set_exchange_rate, base="USD", quote="EUR", day=DAY, rate="0.93").value == made
    (rate,) = workspace.read(store.exchange_rates)
    assert rate.rate == Rate(93, 100, DAY, "entered")
    for text in ("", "zero", "0", "-1", "1/0", "9" * 40):
        refused(workspace, "rate.unreadable", payees.set_exchange_rate, base="USD", quote="EUR", day=DAY, rate=text)
    refused(workspace, "rate.same", payees.set_exchange_rate, base="USD", quote="USD", day=DAY, rate="1")
    workspace.do(payees.trash_exchange_rate, rate_id=made)
    assert workspace.read(lambda conn: find(conn, ExchangeRate)) == []


def test_an_invoice_earns_what_waits_for_it_and_a_fee_is_billed_once(workspace: Workspace, part: str, fee: str) -> None:
    waits = workspace.do(fees.add_creator_fee, participation_id=part, amount=HUNDRED, trigger="invoice").value
    given: dict[str, Any] = {"direction": "in", "issued_on": "2026-03-05", "due_on": "2026-04-04"}
    first = workspace.do(invoices.record_invoice, number=" A-1 ", fee_ids=[fee, waits], **given)
    assert first.changes.label == "Record invoice A-1"
    assert line(workspace, waits).state == "earned"
    assert (line(workspace, waits).earned_on, line(workspace, waits).due_on) == ("2026-03-05", "2026-04-04")
    assert line(workspace, fee).state == "planned"
    assert workspace.do(invoices.attach_fees, invoice_id=first.value, fee_ids=[fee]).value == 0
    refused(workspace, "invoice.billed", invoices.record_invoice, number="A-2", fee_ids=[fee], **given)
    note = workspace.do(invoices.record_invoice, number="C-1", kind="credit_note", fee_ids=[fee], **given).value
    client = workspace.do(
        fees.add_client_fee, campaign_id=_campaign(workspace),
        amount=HUNDRED,
    ).value  # fmt: skip
    refused(workspace, "invoice.side", invoices.attach_fees, invoice_id=note, fee_ids=[client])
    refused(workspace, "money.negative", invoices.record_invoice, direction="in", stated_total=Money(-1, "USD"))
    refused(workspace, "fee.paid", fees.split_fee, fee_id=fee, parts=[Part(500_000), Part(500_000)])
    lines = workspace.read(lambda conn: store.invoice_lines(conn, first.value))
    for one in lines:
        workspace.do(invoices.trash_line, line_id=one.id)
    workspace.do(invoices.set_invoice_field, invoice_id=first.value, name="state", value="void")
    refused(workspace, "invoice.void", invoices.attach_fees, invoice_id=first.value, fee_ids=[fee])
    refused(workspace, "invoice.move", invoices.move_invoice, invoice_id=first.value, state="received")


def _campaign(workspace: Workspace) -> str:
    return str(workspace.read(lambda conn: conn.execute("SELECT id FROM campaign").fetchone()[0]))


def test_paying_an_invoice_pays_its_fees_in_turn(workspace: Workspace, part: str, fee: str, ana: str) -> None:
    payee = workspace.do(payees.add_payee, name="Ana GmbH", for_party=ref("creator", ana)).value
    other = workspace.do(fees.add_creator_fee, participation_id=part, amount=HUNDRED).value
    made = workspace.do(
        invoices.record_invoice, direction="in", number="7", fee_ids=[fee, other], payee_id=payee,
        stated_total=Money(238_00, "USD"),
    ).value  # fmt: skip
    workspace.do(pay_invoice, invoice_id=made, paid_on=DAY, amount=Money(150_00, "USD"))
    refused(workspace, "payment.over", pay_invoice, invoice_id=made, paid_on=DAY, amount=Money(88_01, "USD"))
    refused(workspace, "payment.currency", pay_invoice, invoice_id=made, paid_on=DAY, amount=Money(1, "EUR"))
    refused(workspace, "payment.below_zero", pay_invoice, invoice_id=made, paid_on=DAY, amount=Money(0, "USD"))
    workspace.do(pay_invoice, invoice_id=made, paid_on=DAY, amount=Money(88_00, "USD"), reference="TX")
    paid = workspace.read(lambda conn: store.invoice_payments(conn, made))
    assert [(one.fee_id, one.amount) for one in paid] == [
        (fee, HUNDRED), (other, Money(50_00, "USD")), (other, Money(50_00, "USD")), (None, Money(38_00, "USD")),
    ]  # fmt: skip
    assert {one.payee_id for one in paid} == {payee}
    refused(workspace, "invoice.paid", invoices.move_invoice, invoice_id=made, state="void")
    refused(workspace, "invoice.paid", invoices.trash_invoices, invoice_ids=[made])
    refused(workspace, "payee.bound", payees.trash_payees, payee_ids=[payee])
    workspace.undo()
    assert len(workspace.read(lambda conn: find(conn, Payment))) == 2


def test_approving_an_invoice_keeps_who_did(workspace: Workspace) -> None:
    made = workspace.do(invoices.record_invoice, direction="in", number="7").value
    workspace.do(invoices.move_invoice, invoice_id=made, state="approved")
    assert workspace.read(lambda conn: get(conn, Invoice, made)).approved_by_id == workspace.me
    line_id = workspace.do(invoices.add_line, invoice_id=made, label="Train", amount=HUNDRED).value
    assert workspace.read(lambda conn: get(conn, InvoiceLine, line_id)).label == "Train"
    done = workspace.do(invoices.trash_invoices, invoice_ids=[made])
    assert done.changes.label == "Move invoice 7 to Trash"
    assert workspace.read(lambda conn: find(conn, InvoiceLine)) == []


def test_the_same_number_of_the_same_payee_is_found(workspace: Workspace) -> None:
    payee = workspace.do(payees.add_payee, name="Ana GmbH").value
    made = workspace.do(invoices.record_invoice, direction="in", number="A 1", payee_id=payee).value
    same = workspace.read(lambda conn: store.same_invoices(conn, "a1", payee_id=payee))
    assert [one.id for one in same] == [made]
    assert workspace.read(lambda conn: store.same_invoices(conn, "a1", payee_id=payee, but=made)) == []
    assert workspace.read(lambda conn: store.same_invoices(conn, "a1")) == []


def test_the_payee_preferred_on_the_day_is_paid(workspace: Workspace, ana: str) -> None:
    party = ref("creator", ana)
    first = workspace.do(payees.add_payee, name="Ana", for_party=party).value
    second = workspace.do(payees.add_payee, name="Agency", kind="agency", for_party=party).value

    def now() -> str | None:
        return workspace.read(lambda conn: store.payee_of(conn, ana, DAY))

    assert now() == first
    workspace.do(payees.link_payee, payee_id=second, for_party=party, preferred=True)
    assert now() == second
    (link,) = workspace.read(lambda conn: find(conn, PayeeLink, "payee_id = ?", (second,)))
    workspace.do(payees.unlink_payee, link_id=link.id)
    assert now() == first
    workspace.do(payees.trash_payees, payee_ids=[first])
    assert now() is None
    workspace.undo()
    assert now() == first
    assert workspace.read(lambda conn: store.party_name(conn, party)) == "Ana"
