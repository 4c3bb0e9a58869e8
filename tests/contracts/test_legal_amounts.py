"""Amounts of the law: each on its days, one's own before the shipped ones."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.contracts.figures import CALIFORNIA, FRANCE, NEW_YORK, US_1099, figure, shipped_rows
from infludesk.contracts.model import LegalFigure
from infludesk.kernel.money import Money


@pytest.mark.parametrize(
    ("code", "day", "amount"),
    [
        (FRANCE, "2025-12-31", None),
        (FRANCE, "2026-01-01", Money(100_000, "EUR")),
        (US_1099, "2025-12-31", Money(60_000, "USD")),
        (US_1099, "2026-01-01", Money(200_000, "USD")),
        (US_1099, "2027-01-01", None),
        (CALIFORNIA, "2026-03-12", Money(25_000, "USD")),
        (NEW_YORK, "2026-03-12", Money(80_000, "USD")),
        ("no-such-figure", "2026-03-12", None),
    ],
)
def test_an_amount_holds_on_its_days(code: str, day: str, amount: Money | None) -> None:
    found = figure(code, day)
    assert (found.amount if found else None) == amount


def test_a_sum_over_days_says_how_many() -> None:
    found = figure(CALIFORNIA, "2026-03-12")
    assert found is not None
    assert (found.days, found.confidence) == (120, "V")
    unsure = figure(NEW_YORK, "2026-03-12")
    assert unsure is not None
    assert unsure.confidence == "G"


def test_ones_own_figure_goes_before() -> None:
    own = [
        LegalFigure(code=US_1099, from_day="2027-01-01", amount=Money(210_000, "USD"), source="IRS", confidence="user"),
        LegalFigure(code=CALIFORNIA, from_day="2028-01-01", until_day="2028-12-31"),
    ]
    found = figure(US_1099, "2027-05-01", own)
    assert found is not None
    assert (found.amount, found.source, found.days) == (Money(210_000, "USD"), "IRS", None)
    assert found.what.startswith("US: Form 1099-NEC")
    before = figure(US_1099, "2026-12-31", own)
    assert before is not None
    assert before.amount == Money(200_000, "USD")
    assert figure(CALIFORNIA, "2028-06-01", own) is None
    assert figure(CALIFORNIA, "2029-01-01", own) is not None


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_no_two_shipped_figures_hold_on_one_day(day: date) -> None:
    holding = [one.code for one in shipped_rows() if one.holds_on(day.isoformat())]
    assert len(holding) == len(set(holding))
    assert all(one.what and one.confidence in "VSG" for one in shipped_rows())
