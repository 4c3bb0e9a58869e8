"""Numbers and days as people of any country type them."""

from datetime import date

import pytest
from babel import Locale

from infludesk.kernel.dates import parse_day
from infludesk.kernel.numbers import parse_count
from infludesk.kernel.phones import normal_phone, with_country

EN, DE = Locale("en", "US"), Locale("de")


@pytest.mark.parametrize("locale", [EN, DE])
@pytest.mark.parametrize(
    ("typed", "count"),
    [("3900", 3_900), ("3,900", 3_900), ("3.900", 3_900), ("3,9k", 3_900), ("3.9K", 3_900), ("1.25 M", 1_250_000),
     ("2b", 2_000_000_000), ("-1 200", -1_200), ("1'200", 1_200)],
)  # fmt: skip
def test_a_count_is_the_same_on_every_system(locale: Locale, typed: str, count: int) -> None:
    assert parse_count(typed, locale) == count


def test_three_digits_before_a_unit_go_by_the_locale() -> None:
    assert [parse_count("1,234k", locale) for locale in (EN, DE)] == [1_234_000, 1_234]


@pytest.mark.parametrize("typed", ["", "k", "3x", "3.9.k", "twelve"])
def test_what_is_no_count_is_none(typed: str) -> None:
    assert parse_count(typed, EN) is None


@pytest.mark.parametrize(
    ("typed", "locale", "day"),
    [("1.10.2026", EN, "2026-10-01"), ("31.12.2026", EN, "2026-12-31"), ("1.10.", EN, "2026-10-01"),
     ("1/10/2026", EN, "2026-01-10"), ("1.10.2026", DE, "2026-10-01"), ("13/1/2026", EN, "2026-01-13"),
     ("2026.10.01", EN, "2026-10-01")],
)  # fmt: skip
def test_with_dots_the_day_comes_first(typed: str, locale: Locale, day: str) -> None:
    assert parse_day(typed, today=date(2026, 3, 12), locale=locale) == day


@pytest.mark.parametrize(
    ("written", "country", "number"),
    [("0171 2345678", "DE", "+491712345678"), ("+49 (0)171 234 56 78", "", "+491712345678"),
     ("0044 20 7946 0000", "DE", "+442079460000"), ("(202) 555-0100 ext. 5", "US", "+12025550100x5"),
     ("0171 2345678", "", ""), ("call me", "DE", ""), ("555-0100", "US", "")],
)  # fmt: skip
def test_a_phone_means_one_number(written: str, country: str, number: str) -> None:
    assert normal_phone(written, country) == number


def test_a_phone_is_written_with_its_country() -> None:
    assert with_country("0171 2345678", "DE") == "+49 171 2345678"
    assert [with_country(kept, "DE") for kept in ("+34 600 112233", "ask", "12")] == ["+34 600 112233", "ask", "12"]
