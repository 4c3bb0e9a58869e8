"""Sums that ask for paper, around their thresholds, days and rates."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from infludesk.contracts.triggers import Part, in_year, within_days
from infludesk.kernel.money import Money

FRANCE = Money(100_000, "EUR")
CALIFORNIA = Money(25_000, "USD")
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31)).map(date.isoformat)
PARTS = st.lists(
    st.builds(Part, st.just("creator_fee:1"), DAYS, st.fractions(0, 40_000, max_denominator=997)), max_size=12
)


def part(day: str, minor: int | Fraction | None) -> Part:
    return Part("creator_fee:1", day, None if minor is None else Fraction(minor))


def test_the_threshold_itself_is_reached_and_a_cent_less_is_not() -> None:
    assert in_year([part("2026-03-01", 99_999)], 2026, FRANCE).level == "near"
    assert in_year([part("2026-03-01", 100_000)], 2026, FRANCE).level == "reached"
    assert in_year([part("2026-03-01", 79_999)], 2026, FRANCE).level == "below"
    assert in_year([part("2026-03-01", 80_000)], 2026, FRANCE).level == "near"


def test_a_sum_that_rounds_up_to_the_threshold_has_not_reached_it() -> None:
    count = in_year([part("2026-03-01", Fraction(199_999, 2))], 2026, FRANCE)
    assert (count.sum, count.level) == (FRANCE, "near")


def test_a_year_ends_on_its_last_day() -> None:
    parts = [part("2025-12-31", 60_000), part("2026-01-01", 60_000), part("2026-12-31", 40_000)]
    assert in_year(parts, 2026, FRANCE).sum == FRANCE
    assert in_year(parts, 2025, FRANCE).sum == Money(60_000, "EUR")


def test_days_are_counted_back_from_the_last_payment() -> None:
    last = date(2026, 6, 1)
    inside, outside = (last - timedelta(days=120)).isoformat(), (last - timedelta(days=121)).isoformat()
    assert within_days([part(inside, 12_500), part("2026-06-01", 12_500)], 120, CALIFORNIA).level == "reached"
    assert within_days([part(outside, 12_500), part("2026-06-01", 12_500)], 120, CALIFORNIA).level == "below"


def test_the_largest_window_is_told_not_the_last() -> None:
    parts = [part("2026-01-05", 20_000), part("2026-01-20", 10_000), part("2026-12-01", 1_000)]
    count = within_days(parts, 120, CALIFORNIA)
    assert (count.from_day, count.until_day, count.sum) == ("2026-01-05", "2026-01-20", Money(30_000, "USD"))


def test_what_lies_ahead_can_be_left_out() -> None:
    parts = [part("2026-01-05", 20_000), part("2026-02-20", 10_000)]
    assert within_days(parts, 120, CALIFORNIA, until="2026-01-31").sum == Money(20_000, "USD")


def test_what_has_no_value_is_told() -> None:
    count = in_year([part("2026-03-01", None), part("2026-03-02", 100)], 2026, FRANCE)
    assert (count.sum, count.unknown) == (Money(100, "EUR"), 1)


def test_nothing_is_a_count_of_nothing() -> None:
    assert within_days([], 120, CALIFORNIA).sum == Money(0, "USD")
    assert in_year([], 2026, FRANCE).level == "below"


@given(PARTS, st.integers(2025, 2027))
def test_a_year_is_the_sum_of_its_days(parts: list[Part], year: int) -> None:
    exact = sum(one.minor or 0 for one in parts if one.day.startswith(str(year)))
    count = in_year(parts, year, FRANCE)
    assert count.sum.minor == round(exact)
    assert (count.level == "reached") == (exact >= FRANCE.minor)
    assert in_year(parts[::-1], year, FRANCE).sum == count.sum


@given(PARTS, st.integers(0, 200))
def test_no_window_holds_more_than_the_one_told(parts: list[Part], days: int) -> None:
    count = within_days(parts, days, CALIFORNIA)
    exact = sum(one.minor or 0 for one in count.parts)
    for last in parts:
        opens = (date.fromisoformat(last.day) - timedelta(days=days)).isoformat()
        assert sum(one.minor or 0 for one in parts if opens <= one.day <= last.day) <= exact
    if parts:
        span = date.fromisoformat(count.until_day) - date.fromisoformat(count.from_day)
        assert span <= timedelta(days=days)
    assert (count.level == "reached") == (exact >= CALIFORNIA.minor)


@given(PARTS, PARTS, st.integers(0, 200))
def test_one_more_amount_never_lowers_a_count(parts: list[Part], more: list[Part], days: int) -> None:
    before, after = within_days(parts, days, CALIFORNIA), within_days([*parts, *more], days, CALIFORNIA)
    assert after.sum.minor >= before.sum.minor


@given(PARTS, st.integers(1, 400), st.integers(1, 400))
def test_a_better_rate_never_lowers_a_count(parts: list[Part], num: int, den: int) -> None:
    rate = max(Fraction(num, den), Fraction(1))
    dearer = [Part(one.record, one.day, (one.minor or 0) * rate) for one in parts]
    assert in_year(dearer, 2026, FRANCE).sum.minor >= in_year(parts, 2026, FRANCE).sum.minor
