"""Ids, words, money and days: the rules everything above stands on."""

import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from infludesk.db.search import match_query
from infludesk.kernel.dates import due, moment, near, parse_day, parse_moment, show_day
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref, seeded, split_ref, uuid7
from infludesk.kernel.money import Money, of_major, parse_money, total
from infludesk.kernel.text import fold, isolate, number, own_locale, percent, plural, short_number, tr, use_locale

EN, DE = Locale("en"), Locale("de")
SPACE = "0190f0f0-0000-7000-8000-000000000000"
TODAY = date(2026, 3, 12)


def test_ids_sort_as_they_were_made() -> None:
    made = [uuid7() for _ in range(5000)]
    assert made == sorted(set(made))
    assert all(one[14] == "7" and one[19] in "89ab" for one in made)


def test_a_seeded_id_is_the_same_wherever_it_is_made() -> None:
    assert seeded(SPACE, "account", "instagram", "Ana") == seeded(SPACE, "account", "instagram", " ａna ")
    assert seeded(SPACE, "account", "a", "bc") != seeded(SPACE, "account", "ab", "c")
    assert seeded(SPACE, "account", "a") != seeded(uuid7(), "account", "a")
    assert split_ref(ref("creator", "x")) == ("creator", "x")


@given(st.uuids(), st.lists(st.none() | st.text(max_size=9), max_size=3))
def test_a_seeded_id_is_a_uuid5(space: UUID, parts: list[str | None]) -> None:
    words = [unicodedata.normalize("NFKC", part or "").strip().casefold() for part in parts]
    assert seeded(str(space), "account", *parts) == str(uuid5(space, "\x1f".join(["account", *words])))


@pytest.fixture
def german() -> Iterator[None]:
    before = own_locale()
    use_locale(DE)
    yield
    use_locale(before)


@pytest.mark.usefixtures("german")
def test_numbers_are_the_users_where_no_locale_is_named() -> None:
    assert (number(12_431), short_number(12_431), percent(34_000)) == ("12.431", "12,4K", "3,4%")
    assert plural(12_431, "{n} row", "{n} rows") == "12.431 rows"
    assert (number(12_431, EN), percent(34_000, EN)) == ("12,431", "3.4%")


def test_a_day_that_is_not_names_its_month_in_the_locale() -> None:
    for locale, month in ((EN, "February"), (DE, "Februar")):
        with pytest.raises(Problem) as told:
            parse_day("2026-02-31", today=TODAY, locale=locale)
        assert told.value.title == f"There is no 31 {month} 2026."


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"), [("Élodie  RUIZ", "elodie ruiz"), ("Ｗide", "wide"), ("Straße", "strasse"), ("İ", "i")]
)
def test_case_accents_and_width_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_whatever_is_typed_is_quoted(typed: str) -> None:
    query = match_query(typed)
    assert query is None or query.count('"') % 2 == 0


def test_numbers_are_short_but_true() -> None:
    assert [short_number(n) for n in (9_999, 12_431, 999_949, 999_950, 1_250_000)] == [
        "9,999", "12.4K", "999.9K", "1M", "1.2M",
    ]  # fmt: skip
    assert [percent(ppm) for ppm in (34_700, 5_000, 0)] == ["3.5%", "0.5%", "0%"]
    assert plural(1, "{n} row", "{n} rows") == "1 row"
    assert plural(1200, "{n} row", "{n} rows") == "1,200 rows"
    assert tr("A {thing}", thing="{brace}") == "A {brace}"
    assert isolate("Ana") == "Ana"
    assert isolate("نور") == "\u2068نور\u2069"


@pytest.mark.parametrize(
    ("typed", "locale", "money"),
    [
        ("1,200", EN, Money(120_000, "EUR")), ("1.200,50", DE, Money(120_050, "EUR")), ("$5", EN, Money(500, "USD")),
        ("1200 jpy", EN, Money(1200, "JPY")), ("1'200.5", EN, Money(120_050, "EUR")), ("0.005", EN, Money(0, "EUR")),
        ("1,00,000", EN, Money(10_000_000, "EUR")), (".5", EN, Money(50, "EUR")),
    ],
)  # fmt: skip
def test_amounts_are_read_as_typed(typed: str, locale: Locale, money: Money) -> None:
    assert parse_money(typed, currency="EUR", locale=locale) == money


@pytest.mark.parametrize(
    ("typed", "locale", "code"),
    [
        ("-5", EN, "money.negative"), ("five", EN, "money.unreadable"), ("1.5", DE, "money.unreadable"),
        ("1,2", EN, "money.unreadable"), ("1.2.3", EN, "money.unreadable"), ("5 beans", EN, "money.unreadable"),
        ("9" * 30, EN, "money.too_large"), ("", EN, "money.unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_told(typed: str, locale: Locale, code: str) -> None:
    with pytest.raises(Problem) as told:
        parse_money(typed, currency="EUR", locale=locale)
    assert told.value.code == code


def test_currencies_are_never_added() -> None:
    with pytest.raises(ValueError, match="never added"):
        Money(1, "EUR") + Money(1, "USD")
    assert total([Money(1, "USD"), Money(2, "EUR"), Money(3, "EUR")]) == {
        "EUR": Money(5, "EUR"),
        "USD": Money(1, "USD"),
    }
    assert of_major(Decimal("0.125"), "EUR") == Money(12, "EUR")
    assert of_major(Decimal("1.2345"), "KWD").minor == 1234


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(9000, 1, 1)))  # noqa: DTZ001  made aware below
def test_a_moment_comes_back_to_the_second(naive: datetime) -> None:
    at = naive.replace(tzinfo=UTC, microsecond=0)
    assert parse_moment(moment(at)) == at


def test_days_are_shown_near_and_late() -> None:
    assert [near(day, TODAY, EN) for day in ("2026-03-11", "2026-03-12", "2026-03-15", "2026-03-10", "2026-04-01")] == [
        "yesterday", "today", "in 3 days", "2 days ago", "1 Apr 2026",
    ]  # fmt: skip
    assert due("2026-03-08", TODAY, EN) == "4 days late"
    assert [show_day(day, EN) for day in ("2026", "2026-03", "--03-12", "", None)] == [
        "2026", "Mar 2026", "12 Mar", "–", "–",
    ]  # fmt: skip
