"""What contracts lack: the disclosure clause, a fee for rights for ever, the written contract France asks for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.campaigns.commands import add_creators, create_campaign, move_stage, set_campaign_field
from infludesk.clients.commands import set_client_field
from infludesk.contracts.commands import add_right, answer_item
from infludesk.contracts.model import Contract, LegalFigure, UsageRight
from infludesk.creators.commands import add_creator
from infludesk.db.rows import insert, update
from infludesk.flows.advertiser_sum import AdvertiserSum, Part, advertiser_sums
from infludesk.flows.draft import contract_from_participation
from infludesk.flows.paper import Finding, findings, perpetual_for_nothing, undisclosed, unwritten_in_france
from infludesk.gifting.model import Benefit, Parcel, ParcelItem
from infludesk.kernel.money import Money
from infludesk.payments.model import CreatorFee
from infludesk.workspace import Workspace


@pytest.fixture
def ana(workspace: Workspace) -> str:
    return str(workspace.do(add_creator, name="Ana Ruiz", country="FR").value)


def join(workspace: Workspace, creator: str, client: str = "Acme", **fields: Any) -> str:
    given = {"starts_on": "2026-02-01", "promo_objective": "Launch"} | fields
    campaign = workspace.do(create_campaign, name=f"{client} {len(given)}", client=client, **given).value
    (part,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[creator]).value
    workspace.do(move_stage, participation_ids=[part], stage="agreed")
    return str(part)


def fee(workspace: Workspace, part: str, minor: int, currency: str = "EUR", **values: Any) -> str:
    row = CreatorFee(participation_id=part, amount=Money(minor, currency), **values)
    return str(workspace.do(lambda tx: insert(tx, row).id).value)


def put(workspace: Workspace, *rows: Any) -> None:
    workspace.do(lambda tx: [insert(tx, row).id for row in rows])


def french(workspace: Workspace) -> list[Finding]:
    return workspace.read(unwritten_in_france)


def sums(workspace: Workspace) -> list[AdvertiserSum]:
    return workspace.read(advertiser_sums)


@pytest.mark.parametrize(("minor", "reached"), [(99_999, False), (100_000, True)])
def test_france_asks_for_paper_from_the_figure_on(workspace: Workspace, ana: str, minor: int, *, reached: bool) -> None:
    fee(workspace, join(workspace, ana), minor)
    assert bool(french(workspace)) is reached


def test_gifts_benefits_and_fees_of_one_objective_come_together(workspace: Workspace, ana: str) -> None:
    part, again = join(workspace, ana), join(workspace, ana, budget=None)
    fee(workspace, part, 40_000)
    fee(workspace, again, 20_000, due_on="2026-11-30")
    fee(workspace, again, 90_000, state="waived")
    put(workspace, Parcel(id="p1", creator_id=ana, participation_id=part, state="delivered", delivered_on="2026-03-01",
                          value=Money(9_999_900, "EUR")),
        ParcelItem(parcel_id="p1", label="Bag", given_as="gift", quantity=2, unit_value=Money(10_000, "EUR")),
        ParcelItem(parcel_id="p1", label="Lamp", given_as="loan", unit_value=Money(500_000, "EUR")),
        ParcelItem(parcel_id="p1", label="Pen", given_as="loan", outcome="kept_as_gift", outcome_on="2026-04-01",
                   unit_value=Money(5_000, "EUR")),
        Parcel(creator_id=ana, participation_id=part, state="delivered", return_due="2026-05-01",
               value=Money(700_000, "EUR")),
        Benefit(creator_id=ana, what="Dinner", participation_id=part, given_on="2026-05-05",
                value=Money(14_999, "EUR")),
        )  # fmt: skip
    (one,) = sums(workspace)
    assert (one.money, one.in_kind) == ({"EUR": Money(60_000, "EUR")}, {"EUR": Money(39_999, "EUR")})
    assert french(workspace) == []
    fee(workspace, part, 1)
    found = french(workspace)
    assert {one.participation_id for one in found} == {part, again}
    assert found[0].sum == Money(100_000, "EUR")
    assert found[0].figure is not None
    assert found[0].figure.amount == Money(100_000, "EUR")


def test_years_objectives_advertisers_and_currencies_are_kept_apart(workspace: Workspace, ana: str) -> None:
    part = join(workspace, ana)
    fee(workspace, part, 60_000, due_on="2026-12-31")
    fee(workspace, part, 60_000, due_on="2027-01-01")
    fee(workspace, join(workspace, ana, promo_objective="Loyalty"), 60_000)
    other = join(workspace, ana, client="Beta")
    fee(workspace, other, 60_000)
    fee(workspace, other, 60_000, currency="USD")
    assert len(sums(workspace)) == 4
    assert french(workspace) == []
    rows = workspace.read(lambda conn: dict(conn.execute("SELECT name, id FROM client").fetchall()))
    workspace.do(set_client_field, client_id=rows["Beta"], name="parent_id", value=rows["Acme"])
    assert len(sums(workspace)) == 3
    assert len(french(workspace)) == 2


def test_a_signed_contract_is_what_is_asked_for(workspace: Workspace, ana: str) -> None:
    part = join(workspace, ana)
    fee(workspace, part, 200_000)
    (found,) = french(workspace)
    assert (found.contract_id, found.creator) == ("", "Ana Ruiz")
    contract = workspace.do(contract_from_participation, participation_id=part).value
    assert [one.contract_id for one in french(workspace)] == [contract]
    workspace.do(lambda tx: update(tx, Contract, contract, state="signed", signed_on="2026-03-01"))
    assert french(workspace) == []


def test_there_must_be_a_tie_to_france(workspace: Workspace) -> None:
    jo = workspace.do(add_creator, name="Jo").value
    part = join(workspace, jo, markets=("DE",))
    fee(workspace, part, 200_000)
    assert french(workspace) == []
    campaign = workspace.read(lambda conn: conn.execute("SELECT campaign_id FROM participation").fetchone())[0]
    workspace.do(set_campaign_field, campaign_id=campaign, name="markets", value=("DE", "FR"))
    assert len(french(workspace)) == 1
    workspace.undo()
    contract = workspace.do(contract_from_participation, participation_id=part).value
    workspace.do(lambda tx: update(tx, Contract, contract, law="FR"))
    assert [one.contract_id for one in french(workspace)] == [contract]


def test_an_own_figure_is_taken(workspace: Workspace, ana: str) -> None:
    part = join(workspace, ana)
    fee(workspace, part, 50_000)
    put(workspace, LegalFigure(code="fr-written-contract", from_day="2026-01-01", amount=Money(50_000, "EUR")))
    assert len(french(workspace)) == 1
    assert workspace.read(lambda conn: unwritten_in_france(conn, [])) == []


@given(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(["EUR", "USD"])), max_size=6))
def test_money_and_value_in_kind_make_the_sum(amounts: list[tuple[int, str]]) -> None:
    parts = tuple(
        Part(f"r:{n}", "fee" if n % 2 else "gift", "2026-01-01", Money(*one)) for n, one in enumerate(amounts)
    )
    one = AdvertiserSum(creator_id="a", client_id="b", year=2026, objective="", parts=parts, participation_ids=())
    for currency in ("EUR", "USD"):
        whole = sum(minor for minor, used in amounts if used == currency)
        assert sum(each.get(currency, Money(0, currency)).minor for each in (one.money, one.in_kind)) == whole


def test_a_sent_contract_without_a_disclosure_clause_is_told(workspace: Workspace, ana: str) -> None:
    contract = workspace.do(contract_from_participation, participation_id=join(workspace, ana)).value
    assert workspace.read(undisclosed) == []
    workspace.do(lambda tx: update(tx, Contract, contract, state="sent"))
    assert [one.contract_id for one in workspace.read(undisclosed)] == [contract]
    workspace.do(answer_item, contract_id=contract, item=14, answer="accepted_risk", note="Later")
    assert len(workspace.read(undisclosed)) == 1
    workspace.do(answer_item, contract_id=contract, item=14, answer="in_text")
    assert workspace.read(undisclosed) == []


def test_a_right_for_ever_at_no_fee_is_told(workspace: Workspace, ana: str) -> None:
    part = join(workspace, ana)
    contract = workspace.do(contract_from_participation, participation_id=part).value
    right = workspace.do(add_right, contract_id=contract, perpetual=True).value
    assert [one.lacks for one in workspace.read(findings)] == ["perpetual_for_nothing"]
    line = fee(workspace, part, 10_000, kind="usage")
    assert workspace.read(perpetual_for_nothing) == []
    workspace.do(lambda tx: update(tx, CreatorFee, line, state="cancelled"))
    assert len(workspace.read(perpetual_for_nothing)) == 1
    workspace.do(lambda tx: update(tx, UsageRight, right, perpetual=None))
    assert workspace.read(perpetual_for_nothing) == []
