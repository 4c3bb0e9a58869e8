"""In-kind value: what counts, from which day, and that loans never add."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from infludesk.gifting.model import OUTCOMES, STATES, Benefit, Parcel, ParcelItem
from infludesk.gifting.states import SENT
from infludesk.gifting.value import (
    connection,
    item_value,
    of_benefit,
    of_parcel,
    sums,
)
from infludesk.kernel.money import Money, total

STATE_CODES = [code for code, _ in STATES]
OUTCOME_CODES = [code for code, _ in OUTCOMES]
days = st.dates().map(lambda day: day.isoformat())
amounts = st.builds(Money, st.integers(0, 10**9), st.sampled_from(("EUR", "USD", "JPY")))
gifts = st.builds(
    ParcelItem, id=st.uuids().map(str), quantity=st.none() | st.integers(1, 50), unit_value=amounts,
    given_as=st.just("gift"),
)  # fmt: skip
loans = st.builds(
    ParcelItem, id=st.uuids().map(str), quantity=st.none() | st.integers(1, 50), unit_value=amounts,
    given_as=st.just("loan"), outcome=st.none() | st.sampled_from(OUTCOME_CODES), outcome_on=st.none() | days,
)  # fmt: skip
parcels = st.builds(
    Parcel, id=st.uuids().map(str), creator_id=st.just("ana"), state=st.none() | st.sampled_from(STATE_CODES),
    value=st.none() | amounts, return_due=st.none() | days, shipped_on=days, delivered_on=st.none() | days,
)  # fmt: skip
EUR80 = Money(80_00, "EUR")


def parcel(state: str = "delivered", **more: str | Money | None) -> Parcel:
    known = {"id": "p", "creator_id": "ana", "value": EUR80, "shipped_on": "2025-12-30", "delivered_on": "2026-01-03"}
    return Parcel(state=state, **(known | more))  # type: ignore[arg-type]


def test_a_gift_counts_from_its_arrival_and_on_the_way_from_its_shipping() -> None:
    (arrived,) = of_parcel(parcel(), client_id="acme")
    assert (arrived.record, arrived.kind, arrived.day, arrived.year, arrived.amount) == (
        "parcel:p", "gift", "2026-01-03", 2026, EUR80,
    )  # fmt: skip
    (coming,) = of_parcel(parcel("shipped", delivered_on=None))
    assert coming.year == 2025
    assert (arrived.creator_id, arrived.client_id, sums([arrived])) == ("ana", "acme", {"EUR": EUR80})


def test_what_was_never_received_gives_nothing() -> None:
    for state in set(STATE_CODES) - SENT:
        assert of_parcel(parcel(state)) == ()
    assert of_parcel(parcel("returned")) == ()
    assert of_parcel(Parcel(id="p", creator_id="ana", value=EUR80)) == ()


def test_a_parcel_with_items_ignores_its_own_value() -> None:
    soap = ParcelItem(id="i", given_as="gift", quantity=3, unit_value=Money(5_00, "EUR"))
    assert sums(of_parcel(parcel(), [soap])) == {"EUR": Money(15_00, "EUR")}
    unknown = ParcelItem(id="j", given_as="gift")
    (thing,) = of_parcel(parcel(), [unknown])
    assert (thing.amount, sums([thing])) == (None, {})


def test_a_loan_is_told_and_added_only_once_it_is_kept() -> None:
    camera = ParcelItem(id="i", given_as="loan", unit_value=EUR80, outcome="with_creator")
    assert sums(of_parcel(parcel(), [camera])) == {}
    assert connection(of_parcel(parcel(), [camera])) == "loan"
    assert connection(of_parcel(parcel(return_due="2026-04-01"))) == "loan"
    kept = ParcelItem(id="i", given_as="loan", unit_value=EUR80, outcome="kept_as_gift", outcome_on="2026-06-01")
    things = of_parcel(parcel(), [kept])
    assert sums(things) == {"EUR": EUR80}
    assert sums(things, until="2026-05-31") == {}
    assert sums(things, since="2026-06-01", until="2026-06-01") == {"EUR": EUR80}
    assert connection(things) == "gift"


def test_benefits_count_on_their_day() -> None:
    trip = Benefit(id="b", creator_id="ana", kind="trip", value=EUR80, given_on="2026-02-01")
    one = of_benefit(trip, client_id="acme", campaign_id="spring")
    assert (one.adds, one.day, one.campaign_id) == (True, "2026-02-01", "spring")
    assert connection([one]) == "gift"
    assert connection([]) == ""


@given(parcels, st.lists(gifts | loans, max_size=6))
def test_a_loan_never_adds_whatever_came_of_it_but_keeping(sent: Parcel, inside: list[ParcelItem]) -> None:
    things = of_parcel(sent, inside)
    counted = [
        worth
        for item in inside
        if sent.state in SENT
        and (worth := item_value(item))
        and (item.outcome == "kept_as_gift" if item.given_as == "loan" else sent.state != "returned")
    ]
    found = sums(things)
    if inside:
        for currency in {one.currency for one in counted} | set(found):
            wanted = sum(one.minor for one in counted if one.currency == currency)
            assert found.get(currency, Money(0, currency)).minor == wanted
    elif sent.return_due or sent.state not in SENT:
        assert found == {}


@given(parcels, st.lists(gifts | loans, max_size=6), days, days)
def test_spans_of_days_part_the_sum(sent: Parcel, inside: list[ParcelItem], one: str, other: str) -> None:
    things, cut = of_parcel(sent, inside), max(one, other)
    early = [thing for thing in things if thing.day <= cut]
    assert sums(things, until=cut) == sums(early)
    late = [thing for thing in things if thing.day > cut]
    both = (*sums(early).values(), *sums(late).values())
    assert total(both) == sums(things)


@given(parcels, st.lists(loans, max_size=4), amounts)
def test_the_own_value_of_a_parcel_with_items_changes_nothing(
    sent: Parcel, inside: list[ParcelItem], other: Money
) -> None:
    if inside:
        assert of_parcel(sent, inside) == of_parcel(replace(sent, value=other), inside)
