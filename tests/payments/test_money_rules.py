"""The rules of money: parts of a fee, what is open, rates, forms and years; by examples and by properties."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.flows.margins import report
from infludesk.kernel.errors import Problem
from infludesk.kernel.money import Money, Rate
from infludesk.payments.model import INVOICE_STATES, STATES, Payee
from infludesk.payments.rates import Amount, Quote, Rates, convert, read_planning
from infludesk.payments.schedule import due_day, matured, owed, shares
from infludesk.payments.settling import compare, same_number, spread, standing
from infludesk.payments.states import FEE_MOVES, INVOICE_MOVES, fee_allowed, refuse_fee_move, refuse_invoice_move
from infludesk.payments.taxes import Paid, form_state, reported_in_us, year_of

TODAY = date(2026, 3, 12)
MONEY = st.builds(Money, st.integers(0, 10**9), st.sampled_from(["EUR", "USD", "JPY", "KWD"]))


def eur(major: float) -> Money:
    return Money(round(major * 100), "EUR")


def usd(major: float) -> Money:
    return Money(round(major * 100), "USD")


@given(st.integers(0, 10**10), st.lists(st.integers(1, 10**6), min_size=2, max_size=7))
def test_parts_make_up_the_whole_to_the_minor_unit(minor: int, weights: list[int]) -> None:
    whole = sum(weights)
    parts = [weight * 10**6 // whole for weight in weights]
    parts[0] += 10**6 - sum(parts)
    if min(parts) <= 0:
        return
    cut = shares(Money(minor, "EUR"), parts)
    assert sum(one.minor for one in cut) == minor
    for part, one in zip(parts, cut, strict=True):
        assert abs(one.minor - minor * part / 10**6) < 1


@pytest.mark.parametrize("parts", [[1_000_000], [500_000, 400_000], [1_000_001, -1], [1_000_000, 0], []])
def test_parts_that_are_no_whole_are_refused(parts: list[int]) -> None:
    with pytest.raises(Problem) as told:
        shares(eur(100), parts)
    assert told.value.code == "fee.split"


def test_a_line_is_due_its_own_days_later_else_the_days_agreed() -> None:
    assert due_day("2026-02-10", days=30, pay_days=14) == "2026-03-12"
    assert due_day("2026-02-10", days=None, pay_days=14) == "2026-02-24"
    assert due_day("2026-02-10", days=0, pay_days=14) == "2026-02-10"
    assert due_day("2026-12-31", days=None, pay_days=None) == "2026-12-31"


def test_only_a_day_makes_a_planned_line_owed_by_itself() -> None:
    assert matured("planned", "day", "2026-03-12", "2026-03-12")
    assert matured(None, "live_days", "2026-03-11", "2026-03-12")
    assert not matured("planned", "day", "2026-03-13", "2026-03-12")
    assert not matured("planned", "published", "2026-01-01", "2026-03-12")
    assert not matured("held", "day", "2026-01-01", "2026-03-12")
    assert owed("earned", None, None, "2026-03-12")
    assert not owed("held", None, None, "2026-03-12")


@pytest.mark.parametrize(
    ("paid", "due", "invoiced", "word"),
    [
        ([], "2026-03-20", 0, ""), ([], "2026-03-20", 1, "invoiced"), ([], "2026-03-11", 1, "late"),
        ([], "2026-03-12", 0, ""), ([eur(40)], "2026-03-20", 1, "part_paid"),
        ([eur(40)], "2026-03-01", 1, "late"), ([eur(40), eur(60)], "2026-03-01", 1, "paid"),
        ([eur(120)], None, 0, "overpaid"), ([usd(100)], "2026-03-20", 0, ""),
    ],
)  # fmt: skip
def test_what_payments_make_of_a_fee(paid: list[Money], due: str | None, invoiced: int, word: str) -> None:
    assert standing(eur(100), paid, due_on=due, today="2026-03-12", invoiced=bool(invoiced)).word == word


def test_what_is_not_owed_yet_is_never_late() -> None:
    assert standing(eur(100), [], due_on="2026-01-01", today="2026-03-12", owed=False).word == ""


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**8), max_size=6))
def test_paid_and_open_less_what_is_over_is_what_is_owed(minor: int, paid: list[int]) -> None:
    found = standing(Money(minor, "EUR"), [Money(one, "EUR") for one in paid], due_on=None, today="2026-03-12")
    assert found.paid.minor + found.open.minor - found.over.minor == minor
    assert min(found.open.minor, found.over.minor) == 0


@given(st.integers(1, 10**9), st.lists(st.integers(0, 10**8), max_size=6))
def test_a_payment_is_spread_without_loss(minor: int, opens: list[int]) -> None:
    *parts, rest = spread(Money(minor, "EUR"), [Money(one, "EUR") for one in opens])
    assert sum(one.minor for one in parts) + rest.minor == minor
    assert all(0 <= part.minor <= one for part, one in zip(parts, opens, strict=True))
    assert rest.minor == 0 or [part.minor for part in parts] == opens


def test_an_invoice_is_compared_with_its_lines_and_never_corrected() -> None:
    assert compare(eur(119), eur(19), [eur(60), eur(40)]).says == ""
    off = compare(eur(120), eur(19), [eur(100)])
    assert (off.gap, off.says) == (eur(1), "differs from the lines")
    assert compare(eur(119), None, [eur(100)]).says == "differs from the lines; no tax is entered"
    assert compare(eur(119), None, [usd(100)]).gap is None
    assert compare(None, None, [usd(100)]).lines == {"USD": usd(100)}
    assert compare(eur(5), None, []).says == ""


def test_numbers_as_printed_are_the_same_but_for_case_and_blanks() -> None:
    assert same_number("Re 2026-7", "re2026-7")
    assert not same_number("7", "07")
    assert not same_number(None, None)


RATES = Rates(
    planning=read_planning(("USD EUR 0.92 2026-01-01", "nonsense", "USD EUR zero", "GBP EUR 0")),
    entered=(
        Quote("GBP", "EUR", Rate(117, 100, "2026-01-10", "entered")),
        Quote("GBP", "EUR", Rate(115, 100, "2026-03-01", "entered")),
        Quote("USD", "EUR", Rate(80, 100, "2026-03-01", "entered")),
    ),
)


def test_rates_go_from_ones_own_to_planned_to_the_nearest_earlier() -> None:
    assert len(RATES.planning) == 1
    own = Amount(usd(100), "2026-03-05", ((usd(100), Rate(95, 100, "2026-03-04", "bank")),))
    assert convert([own], "EUR", RATES).money == eur(95)
    half = Amount(usd(100), "2026-03-05", ((usd(50), Rate(95, 100, "2026-03-04", "bank")),))
    assert convert([half], "EUR", RATES).money == eur(47.50 + 46)
    assert convert([Amount(usd(100), "2026-03-05")], "EUR", RATES).money == eur(92)
    early = convert([Amount(Money(100_00, "GBP"), "2026-02-01")], "EUR", RATES)
    assert (early.money, early.used[0].rate.day) == (eur(117), "2026-01-10")
    assert convert([Amount(Money(100_00, "GBP"), "2026-03-01")], "EUR", RATES).money == eur(115)
    assert convert([Amount(Money(100_00, "GBP"))], "EUR", RATES).money == eur(115)
    lacking = convert([Amount(Money(100_00, "GBP"), "2026-01-09")], "EUR", RATES)
    assert (lacking.money, lacking.reason) == (None, "n/a: no rate from GBP to EUR until 2026-01-09.")
    assert convert([Amount(eur(92))], "USD", RATES).money == usd(100)


def test_sums_are_rounded_once_half_to_even() -> None:
    rates = Rates(entered=(Quote("USD", "EUR", Rate(1, 2, "2026-01-01", "")),))
    cents = [Amount(Money(1, "USD"), "2026-02-01")] * 3
    assert convert(cents, "EUR", rates).money == Money(2, "EUR")
    assert convert(cents[:1], "EUR", rates).money == Money(0, "EUR")
    assert convert([Amount(Money(1, "JPY"), "2026-02-01")], "JPY", rates).used == ()


LINES = st.lists(st.tuples(st.sampled_from(["client_fee", "creator_fee", "cost"]), MONEY), max_size=12)
EVERY = Rates(
    entered=tuple(
        Quote(base, "EUR", Rate(num, den, "2026-01-01", ""))
        for base, num, den in (("USD", 37, 41), ("JPY", 3, 500), ("KWD", 303, 100))
    )
)


@given(LINES)
def test_margin_creator_fees_and_costs_make_up_the_client_fee(lines: list[tuple[str, Money]]) -> None:
    found = report([(what, Amount(money), EVERY) for what, money in lines], "EUR")
    if any(what == "client_fee" for what, _ in lines):
        parts = (found.creator_fees.money, found.costs.money)
        assert found.margin is not None
        assert found.client_fee.money == found.margin + (parts[0] or eur(0)) + (parts[1] or eur(0))
    else:
        assert (found.margin, found.reason) == (None, "n/a: no client fee is entered.")


def test_a_margin_without_a_rate_or_a_currency_says_why() -> None:
    lines = [("client_fee", Amount(usd(10)), Rates()), ("cost", Amount(eur(1)), Rates())]
    assert report(lines, "EUR").reason == "n/a: no rate from USD to EUR."
    assert report(lines, "").reason == "n/a: no report currency is set."


@pytest.mark.parametrize("old", [code for code, _ in STATES])
@pytest.mark.parametrize("new", [code for code, _ in STATES])
def test_fees_move_along_their_arrows_alone(old: str, new: str) -> None:
    if new in FEE_MOVES[old]:
        refuse_fee_move(old, new)
        assert fee_allowed(old, new)
        return
    with pytest.raises(Problem) as told:
        refuse_fee_move(old, new)
    assert told.value.code == "fee.move"
    assert told.value.advice.startswith("Nothing was changed. ")
    assert not fee_allowed(old, new)


def test_what_is_earned_is_never_cancelled() -> None:
    assert "cancelled" not in FEE_MOVES["earned"]
    assert "cancelled" not in FEE_MOVES["held"]
    assert "waived" not in FEE_MOVES["held"]
    assert fee_allowed(None, "earned")


@pytest.mark.parametrize("way", ["in", "out"])
@pytest.mark.parametrize("old", [code for code, _ in INVOICE_STATES])
@pytest.mark.parametrize("new", [code for code, _ in INVOICE_STATES])
def test_invoices_move_along_their_arrows_alone(way: str, old: str, new: str) -> None:
    if new in INVOICE_MOVES[way].get(old, ()):
        refuse_invoice_move(way, old, new)
        return
    with pytest.raises(Problem) as told:
        refuse_invoice_move(way, old, new)
    assert told.value.code == "invoice.move"


@pytest.mark.parametrize(
    ("form", "until", "state"),
    [
        (None, None, "missing"), ("none", None, "not_asked"), ("w9", None, "valid"), ("w8ben", "2026-03-11", "expired"),
        ("w8ben", "2026-03-12", "expiring"), ("w8bene", "2026-05-11", "expiring"), ("w8bene", "2026-05-12", "valid"),
    ],
)  # fmt: skip
def test_tax_forms_hold_until_their_day(form: str | None, until: str | None, state: str) -> None:
    assert form_state(Payee(name="Ana", tax_form=form, form_until=until), TODAY) == state


def test_nobody_to_pay_has_no_form() -> None:
    assert form_state(None, TODAY) == "missing"


def test_who_is_reported_in_the_united_states() -> None:
    assert reported_in_us(Payee(name="A", country="US"))
    assert reported_in_us(Payee(name="A", tax_form="w9"))
    assert reported_in_us(Payee(name="A", country="PT", us_person=True))
    assert not reported_in_us(Payee(name="A", country="US", us_person=False))
    assert not reported_in_us(Payee(name="A", country="PT"))


def paid(money: Money, method: str = "bank", day: str = "2026-02-01") -> Paid:
    return Paid(money, day, method)


@given(st.integers(1, 10**7), st.integers(-3, 3))
def test_the_threshold_is_reached_at_its_amount(limit: int, off: int) -> None:
    cents = max(limit + off, 1)
    found = year_of([paid(Money(cents, "USD"))], Money(limit, "USD"))
    assert found.reached is (cents >= limit)


def test_cards_platforms_and_other_currencies_in_a_tax_year() -> None:
    every = [paid(usd(1_500)), paid(usd(900), "card"), paid(usd(400), "platform"), paid(usd(499.99), "cash")]
    found = year_of(every, usd(2_000))
    assert (found.counted, found.reached, found.all) == (usd(1_999.99), False, {"USD": usd(3_299.99)})
    assert found.by_method["card"] == {"USD": usd(900)}
    assert year_of(every, usd(2_000), elsewhere=Money(1, "USD")).reached is True
    foreign = year_of([*every, paid(eur(10))], usd(2_000))
    assert (foreign.counted, foreign.reached, foreign.reason) == (
        None, None, "n/a: no rate from EUR to USD until 2026-02-01.",
    )  # fmt: skip
    rates = Rates(entered=(Quote("EUR", "USD", Rate(11, 10, "2026-01-15", "")),))
    assert year_of([*every, paid(eur(10))], usd(2_000), rates).reached is True
    unknown = year_of(every, None)
    assert (unknown.reached, unknown.reason) == (None, "n/a: no threshold is known for this year.")
