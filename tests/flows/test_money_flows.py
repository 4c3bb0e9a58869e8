"""Money through a campaign: triggers, a bad end, margins in one currency, the budget, and the lists of money."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from infludesk.campaigns.commands import add_creators, create_campaign, move_stage, set_campaign_field
from infludesk.campaigns.model import Campaign, Participation
from infludesk.content.commands import add_deliverable
from infludesk.contracts.model import Contract, LegalFigure
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, get, insert, update
from infludesk.flows import fee_list, invoice_list, payee_list, payment_list
from infludesk.flows.budget import budget
from infludesk.flows.ending import cancel_campaign, end_participations, endings, running, terminate_contract
from infludesk.flows.leaving import remove_participation
from infludesk.flows.margins import of_campaign, of_client
from infludesk.flows.money import money_of
from infludesk.flows.publish import earn, publish
from infludesk.flows.sign import sign_contract
from infludesk.gifting.model import Parcel, ParcelItem, Product
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money, Rate
from infludesk.payments import fees, payees
from infludesk.payments.commands import add_cost, set_client_fee, set_creator_fee
from infludesk.payments.invoices import record_invoice
from infludesk.payments.model import TRIGGERS, ClientFee, CreatorFee
from infludesk.payments.paying import mark_paid
from infludesk.workspace import Workspace

TODAY = date(2026, 3, 12)
DAY = TODAY.isoformat()


def usd(major: float) -> Money:
    return Money(round(major * 100), "USD")


def eur(major: float) -> Money:
    return Money(round(major * 100), "EUR")


@pytest.fixture
def ana(workspace: Workspace) -> str:
    return str(workspace.do(add_creator, name="Ana").value)


@pytest.fixture
def campaign(workspace: Workspace, ana: str) -> str:
    return str(workspace.do(create_campaign, client="Acme", name="Spring Launch", creator_ids=[ana]).value)


@pytest.fixture
def part(workspace: Workspace, campaign: str, ana: str) -> str:
    (made,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[ana]).value
    workspace.do(move_stage, participation_ids=[made], stage="agreed")
    return str(made)


def add(workspace: Workspace, part: str, amount: Money | None = None, **given: Any) -> str:
    return str(
        workspace.do(fees.add_creator_fee, participation_id=part, amount=amount or usd(100), **given).value
    )  # fmt: skip


def line(workspace: Workspace, fee_id: str) -> CreatorFee:
    return workspace.read(lambda conn: get(conn, CreatorFee, fee_id))


def paper(workspace: Workspace, part: str, ana: str, **given: Any) -> str:
    row = Contract(title="Deal", creator_id=ana, participation_id=part, **({"state": "signed"} | given))
    return str(workspace.do(lambda tx: insert(tx, row)).value.id)


# triggers


@pytest.mark.parametrize("trigger", [code for code, _ in TRIGGERS if code not in ("day", "live_days", "manual")])
def test_a_trigger_earns_the_lines_that_wait_for_it_and_undo_takes_it_back(
    workspace: Workspace, campaign: str, part: str, trigger: str
) -> None:
    mine = add(workspace, part, trigger=trigger, trigger_days=30)
    other = add(workspace, part, trigger="manual")
    held = add(workspace, part, trigger=trigger)
    workspace.do(fees.hold_fees, fee_ids=[held], why="Doubt")
    charged = workspace.do(
        fees.add_client_fee, campaign_id=campaign, amount=usd(1), participation_id=part, trigger=trigger
    ).value
    before = line(workspace, mine)
    done = workspace.do(earn, participation_id=part, trigger=trigger, day="2026-03-10")
    assert done.value == 2
    earned = line(workspace, mine)
    assert (earned.state, earned.earned_on, earned.due_on) == ("earned", "2026-03-10", "2026-04-09")
    assert line(workspace, other).state == "planned"
    assert line(workspace, held).state == "held"
    client = workspace.read(lambda conn: get(conn, ClientFee, charged))
    assert (client.state, client.bill_on) == ("earned", "2026-03-10")
    assert workspace.do(earn, participation_id=part, trigger=trigger, day="2026-03-11").value == 0
    workspace.undo()
    assert line(workspace, mine) == before


def test_a_piece_of_its_own_earns_its_own_line(workspace: Workspace, part: str) -> None:
    pieces = [workspace.do(add_deliverable, participation_id=part, format="reel", due=None).value for _ in range(2)]
    first, second = (add(workspace, part, trigger="final_approved", deliverable_id=one) for one in pieces)
    workspace.do(earn, participation_id=part, trigger="final_approved", day=DAY, deliverable_id=pieces[0])
    assert (line(workspace, first).state, line(workspace, second).state) == ("earned", "planned")


def test_days_live_are_counted_from_publication(workspace: Workspace, part: str, ana: str) -> None:
    paper(workspace, part, ana, min_live_days=60, pay_days=14)
    piece = workspace.do(add_deliverable, participation_id=part, format="reel", due=None).value
    own, agreed = add(workspace, part, trigger="live_days", trigger_days=10), add(workspace, part, trigger="live_days")
    url = "https://www.instagram.com/reel/C4abcDEF/"
    workspace.do(publish, deliverable_id=piece, url=url, published_at="2026-03-01")
    assert [(line(workspace, one).state, line(workspace, one).due_on) for one in (own, agreed)] == [
        ("planned", "2026-03-11"), ("planned", "2026-04-30"),
    ]  # fmt: skip
    due = fee_list.Filter(view="due")
    assert workspace.read(lambda conn: fee_list.ids(conn, due, today=TODAY)) == [own]
    workspace.undo()
    assert line(workspace, own).due_on is None


def test_the_signature_earns_in_the_same_step(workspace: Workspace, part: str, ana: str) -> None:
    contract = paper(workspace, part, ana, state="sent", pay_days=7)
    mine = add(workspace, part, trigger="signature")
    workspace.do(sign_contract, contract_id=contract, signed_on="2026-03-05", attachments=workspace.attachments)
    assert (line(workspace, mine).state, line(workspace, mine).due_on) == ("earned", "2026-03-12")
    workspace.undo()
    assert (line(workspace, mine).state, line(workspace, mine).due_on) == ("planned", None)


# a bad end


def test_what_is_earned_stays_due_when_a_creator_is_stopped(workspace: Workspace, part: str, ana: str) -> None:
    contract = paper(workspace, part, ana, kill_fee_ppm=250_000, pay_days=14)
    earned, planned, kept = (add(workspace, part) for _ in range(3))
    came = add(workspace, part, trigger="day", due_on="2026-03-01")
    bonus = add(workspace, part, kind="commission", amount=usd(1_000))
    held = add(workspace, part)
    workspace.do(fees.earn_fees, fee_ids=[earned, held])
    workspace.do(fees.hold_fees, fee_ids=[held], why="Doubt")
    (found,) = workspace.read(lambda conn: endings(conn, [part], DAY))
    assert {one.id for one in found.due} == {earned, held, came}
    assert {one.id for one in found.planned} == {planned, kept, bonus}
    assert (found.creator, found.kill_fee, found.asks) == ("Ana", usd(125), True)
    assert found.basis == "The contract names a share of the agreed fee: 25 %."
    done = workspace.do(
        end_participations, participation_ids=[part], stage="stopped", reason="Late again", keep=[kept],
        kill_fees={part: usd(125)},
    )  # fmt: skip
    assert done.changes.label == "Move Ana to Stopped in Spring Launch"
    states = {one: line(workspace, one).state for one in (earned, planned, kept, came, bonus, held)}
    assert states == {
        earned: "earned", planned: "cancelled", kept: "planned", came: "earned", bonus: "cancelled", held: "held",
    }  # fmt: skip
    assert line(workspace, planned).held_why == "Late again"
    (kill,) = workspace.read(lambda conn: find(conn, CreatorFee, "kind = 'kill_fee'"))
    assert (kill.state, kill.amount, kill.due_on, kill.contract_id) == ("earned", usd(125), "2026-03-26", contract)
    assert workspace.read(lambda conn: endings(conn, [part], DAY))[0].kill_fee is None
    workspace.undo()
    assert line(workspace, planned).state == "planned"
    assert workspace.read(lambda conn: find(conn, CreatorFee, "kind = 'kill_fee'")) == []


@pytest.mark.parametrize("stage", ["stopped", "cancelled"])
def test_nothing_earned_is_ever_cancelled_by_an_exit(workspace: Workspace, part: str, stage: str) -> None:
    earned = add(workspace, part)
    workspace.do(fees.earn_fees, fee_ids=[earned])
    workspace.do(end_participations, participation_ids=[part], stage=stage, reason="Budget")
    assert line(workspace, earned).state == "earned"
    with pytest.raises(Problem) as told:
        workspace.do(remove_participation, participation_id=part)
    assert told.value.code == "participation.owed"


def test_an_amount_goes_before_a_share_and_one_without_a_contract_is_none(
    workspace: Workspace, part: str, ana: str
) -> None:
    add(workspace, part)
    assert workspace.read(lambda conn: endings(conn, [part], DAY))[0].kill_fee is None
    contract = paper(workspace, part, ana, kill_fee=usd(80), kill_fee_ppm=500_000)
    assert workspace.read(lambda conn: endings(conn, [part], DAY))[0].kill_fee == usd(80)
    workspace.do(lambda tx: update(tx, Contract, contract, kill_fee=None))
    add(workspace, part, eur(5))
    (found,) = workspace.read(lambda conn: endings(conn, [part], DAY))
    assert (found.kill_fee, bool(found.basis)) == (None, True)
    workspace.do(lambda tx: update(tx, Contract, contract, state="superseded"))
    assert workspace.read(lambda conn: endings(conn, [part], DAY))[0].basis == ""


def test_a_cancelled_campaign_lets_everyone_go_and_pays_what_is_due(
    workspace: Workspace, campaign: str, part: str
) -> None:
    ben = workspace.do(add_creator, name="Ben").value
    (other,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[ben]).value
    workspace.do(move_stage, participation_ids=[other], stage="delivered")
    due, planned = add(workspace, part), add(workspace, other)
    workspace.do(fees.earn_fees, fee_ids=[due])
    assert workspace.read(lambda conn: running(conn, campaign)) == [part, other]
    done = workspace.do(cancel_campaign, campaign_id=campaign, reason="No budget")
    assert done.changes.label == "Cancel Spring Launch"
    assert workspace.read(lambda conn: get(conn, Campaign, campaign)).state == "cancelled"
    stages = {one.id: one.stage for one in workspace.read(lambda conn: find(conn, Participation))}
    assert stages == {part: "cancelled", other: "delivered"}
    assert (line(workspace, due).state, line(workspace, planned).state) == ("earned", "cancelled")
    workspace.undo()
    assert line(workspace, planned).state == "planned"
    with pytest.raises(Problem):
        workspace.do(cancel_campaign, campaign_id=campaign, reason="")


def test_a_terminated_contract_cancels_nothing_earned(workspace: Workspace, part: str, ana: str) -> None:
    contract = paper(workspace, part, ana)
    due, planned = add(workspace, part), add(workspace, part)
    workspace.do(fees.earn_fees, fee_ids=[due])
    workspace.do(terminate_contract, contract_id=contract, why="Breach", kill_fee=usd(10))
    row = workspace.read(lambda conn: get(conn, Contract, contract))
    assert (row.state, row.ended_why) == ("terminated", "Breach")
    assert (line(workspace, due).state, line(workspace, planned).state) == ("earned", "cancelled")


# figures


def test_margins_in_the_report_currency_by_campaign_creator_and_client(
    workspace: Workspace, campaign: str, part: str
) -> None:
    workspace.do(set_campaign_field, campaign_id=campaign, name="report_currency", value="EUR")
    workspace.do(set_client_fee, campaign_id=campaign, participation_id=part, amount=eur(2_000))
    workspace.do(set_creator_fee, participation_id=part, amount=usd(1_000))
    workspace.do(add_cost, campaign_id=campaign, kind="travel", label="Train", amount=eur(100), spent_on=DAY)
    none = workspace.read(lambda conn: of_campaign(conn, campaign))
    assert (none[""].margin, none[""].reason) == (None, "n/a: no rate from USD to EUR.")
    workspace.do(set_campaign_field, campaign_id=campaign, name="planning_rates", value=("USD EUR 0.9 2026-01-01",))
    found = workspace.read(lambda conn: of_campaign(conn, campaign))
    assert (found[""].margin, found[part].margin) == (eur(1_000), eur(1_100))
    assert [(one.base, one.quote, one.rate.day) for one in found[""].used] == [("USD", "EUR", "2026-01-01")]
    fee = workspace.read(lambda conn: find(conn, CreatorFee))[0].id
    workspace.do(mark_paid, fee_ids=[fee], paid_on=DAY, amount=usd(500), rate=Rate(1, 1, DAY, "bank"))
    assert workspace.read(lambda conn: of_campaign(conn, campaign))[""].margin == eur(950)
    client = workspace.read(lambda conn: get(conn, Campaign, campaign)).client_id or ""
    workspace.do(payees.set_exchange_rate, base="USD", quote="EUR", day="2026-02-01", rate="0.9")
    workspace.do(payees.set_exchange_rate, base="EUR", quote="USD", day="2026-02-01", rate="1.1")
    whole = workspace.read(lambda conn: of_client(conn, client))
    assert (whole.currency, whole.reason) == ("", "n/a: no report currency is set.")


def test_goods_cost_only_where_the_basis_is_fully_loaded(
    workspace: Workspace, campaign: str, part: str, ana: str
) -> None:
    workspace.do(set_client_fee, campaign_id=campaign, amount=usd(1_000))
    product = workspace.do(
        lambda tx: insert(tx, Product(name="Jacket", unit_cost=usd(20), retail_value=usd(90)))
    ).value.id
    parcel = workspace.do(
        lambda tx: insert(tx, Parcel(creator_id=ana, participation_id=part, state="shipped", shipping_cost=usd(7)))
    ).value.id
    for given_as, outcome in (("gift", None), ("loan", None), ("loan", "lost")):
        item = ParcelItem(
            parcel_id=parcel, product_id=product, quantity=2, given_as=given_as, outcome=outcome, unit_value=usd(90)
        )
        workspace.do(lambda tx, item=item: insert(tx, item))
    assert workspace.read(lambda conn: money_of(conn, campaign))[""].amount == usd(1_000)
    workspace.do(set_campaign_field, campaign_id=campaign, name="cost_basis", value="fully_loaded")
    assert workspace.read(lambda conn: money_of(conn, campaign))[""].amount == usd(1_000 - 80 - 7)
    assert workspace.read(lambda conn: of_campaign(conn, campaign))[""].margin == usd(913)
    found = workspace.read(lambda conn: budget(conn, campaign, DAY))
    assert [(row.kind, row.allocated) for row in found.rows] == [("product", {"USD": usd(87)})]
    assert found.in_kind == {"USD": usd(180)}


def test_a_budget_says_allocated_signed_spent_and_paid(
    workspace: Workspace, campaign: str, part: str, ana: str
) -> None:
    first, second = add(workspace, part), add(workspace, part, eur(50))
    workspace.do(fees.earn_fees, fee_ids=[first])
    workspace.do(mark_paid, fee_ids=[first], paid_on=DAY, amount=usd(30))
    workspace.do(add_cost, campaign_id=campaign, kind="boost", label="", amount=usd(5), spent_on="2026-04-01")
    found = workspace.read(lambda conn: budget(conn, campaign, DAY))
    creator, cost = found.rows
    assert (creator.name, creator.allocated) == ("Ana", {"EUR": eur(50), "USD": usd(100)})
    assert (creator.signed, creator.spent, creator.paid) == ({}, {"USD": usd(100)}, {"USD": usd(30)})
    assert (cost.kind, cost.allocated, cost.spent) == ("boost", {"USD": usd(5)}, {})
    assert found.total.allocated == {"EUR": eur(50), "USD": usd(105)}
    paper(workspace, part, ana)
    workspace.do(fees.waive_fees, fee_ids=[second], why="Gone")
    signed = workspace.read(lambda conn: budget(conn, campaign, DAY)).rows[0].signed
    assert signed == {"USD": usd(100)}


# lists


def test_fees_are_listed_with_payee_invoice_and_form(workspace: Workspace, part: str, ana: str) -> None:
    mine, other = add(workspace, part, trigger="published", trigger_days=30), add(workspace, part, eur(5))
    payee = workspace.do(payees.add_payee, name="Ana GmbH", for_party=ref("creator", ana), tax_form="w9").value
    workspace.do(record_invoice, direction="in", number="R-1", fee_ids=[mine], payee_id=payee)
    workspace.do(mark_paid, fee_ids=[mine], paid_on=DAY, amount=usd(40))
    rows = workspace.read(lambda conn: fee_list.listed(conn, [other, mine, "gone"], today=TODAY))
    assert [one.id for one in rows] == [other, mine]
    found = rows[1]
    assert (found.creator, found.campaign, found.payee, found.form) == ("Ana", "Spring Launch", "Ana GmbH", "valid")
    assert (found.invoice_number, found.paid, found.open, found.paid_word) == ("R-1", usd(40), usd(60), "part_paid")
    sums = fee_list.totals(rows)
    assert sums == {"EUR": (eur(5), eur(0)), "USD": (usd(60), usd(40))}
    for view, wanted in (("waiting", [mine]), ("no_form", []), ("due", []), ("late", [])):
        found_ids = workspace.read(partial(fee_list.ids, wanted=fee_list.Filter(view=view), today=TODAY))
        assert found_ids == wanted, view
    wanted_eur = fee_list.Filter(currency="EUR", participation_id=part, creator_id=ana)
    assert workspace.read(lambda conn: fee_list.ids(conn, wanted_eur, today=TODAY)) == [other]


@pytest.mark.parametrize("descending", [True, False])
def test_lists_sort_by_every_key(workspace: Workspace, part: str, *, descending: bool) -> None:
    add(workspace, part)
    workspace.do(payees.add_payee, name="Ana GmbH")
    workspace.do(record_invoice, direction="in", number="R-1")
    modules: tuple[Any, ...] = (fee_list, invoice_list, payee_list)
    for module in modules:
        for key in module.SORTS:
            found = workspace.read(partial(module.ids, sort=key, today=TODAY, descending=descending))
            assert len(found) == 1, (module.__name__, key)
        for view, _ in module.VIEWS:
            assert len(workspace.read(partial(module.ids, wanted=module.Filter(view=view), today=TODAY))) < 2


def test_a_tax_year_meets_the_dated_threshold(workspace: Workspace, part: str, ana: str) -> None:
    payee = workspace.do(payees.add_payee, name="Ana", for_party=ref("creator", ana), tax_form="w9", country="US").value
    fee = add(workspace, part, usd(3_000))
    for day, amount, method in (
        ("2025-12-31", 599.99, "bank"), ("2026-01-01", 1_999.98, "bank"), ("2026-02-01", 500, "platform"),
    ):  # fmt: skip
        workspace.do(mark_paid, fee_ids=[fee], paid_on=day, amount=usd(amount), method=method, over=True)

    def year(asked: int) -> Any:
        (row,) = workspace.read(lambda conn: payee_list.listed(conn, [payee], today=TODAY, year=asked))
        return row.year

    assert (year(2025).threshold, year(2025).counted, year(2025).reached) == (usd(600), usd(599.99), False)
    assert (year(2026).threshold, year(2026).counted, year(2026).reached) == (usd(2_000), usd(1_999.98), False)
    assert (year(2027).threshold, year(2027).reached) == (None, None)
    workspace.do(payees.set_tax_year, payee_id=payee, jurisdiction="US", year=2026, paid_elsewhere=usd(0.02))
    assert year(2026).reached is True
    reached = payee_list.Filter(view="reached")
    assert workspace.read(lambda conn: payee_list.ids(conn, reached, today=TODAY)) == [payee]
    own = LegalFigure(code="us-1099-nec", from_day="2026-01-01", amount=usd(2_100), source="Own")
    workspace.do(lambda tx: insert(tx, own))
    assert (year(2026).threshold, year(2026).reached) == (usd(2_100), False)


def test_payments_are_listed_for_the_bookkeeper(workspace: Workspace, campaign: str, part: str) -> None:
    workspace.do(set_campaign_field, campaign_id=campaign, name="report_currency", value="EUR")
    fee = add(workspace, part, label="Reels")
    workspace.do(mark_paid, fee_ids=[fee], paid_on=DAY, method="bank", reference="TX", rate=Rate(1, 3, DAY, "bank"))
    (row,) = workspace.read(lambda conn: payment_list.listed(conn, payment_list.ids(conn)))
    assert (row.paid_on, row.creator, row.campaign, row.client) == (DAY, "Ana", "Spring Launch", "Acme")
    assert (row.amount, row.rate, row.rate_day, row.way, row.kind) == (usd(100), "0.33333333", DAY, "out", "content")
