"""Doubtful readings are asked about, in the words of the screens."""

from dataclasses import replace

from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from infludesk.results.formulas import Reading
from infludesk.results.readings import questions

FORMER = Reading(
    post_id="p1",
    creator_id="ana",
    platform="instagram",
    format="reel",
    as_of="2026-03-01T09:00:00Z",
    source="export",
    views=12_431,
    reach=9_000,
    likes=500,
    comments=20,
)
NEW = replace(FORMER, as_of="2026-03-08T09:00:00Z")


def test_a_reading_that_grew_raises_nothing() -> None:
    assert questions(replace(NEW, views=13_000, likes=510), FORMER) == ()
    assert questions(FORMER, None) == ()


def test_likes_above_views() -> None:
    (asked,) = questions(replace(NEW, likes=5200, views=510, reach=None), None)
    assert (asked.code, asked.columns) == ("reading.likes", ("likes", "views"))
    assert asked.title == "5,200 likes but 510 views."
    assert asked.advice == "Both are stored with a question mark. Check the two columns."


def test_a_rate_above_100_percent_names_its_variant() -> None:
    (asked,) = questions(replace(NEW, likes=320, comments=20, reach=100), None)
    assert (asked.code, asked.columns) == ("reading.rate", ("reach",))
    assert asked.title == "340% by reach is unusual."
    assert asked.advice == "It is stored with a question mark. Check reach and the engagements."


def test_exactly_100_percent_is_possible() -> None:
    assert questions(replace(NEW, likes=80, comments=20, reach=100, views=100, followers_then=100), None) == ()


def test_views_fell() -> None:
    (asked,) = questions(replace(NEW, views=11_000), FORMER)
    assert (asked.code, asked.columns) == ("reading.fell", ("views",))
    assert asked.title == "Views were 12,431 on 1 Mar 2026 and are 11,000 now."
    assert asked.advice == "Both readings are kept. Confirm, or correct the new one."


def test_reach_is_one_thing() -> None:
    (asked,) = questions(replace(NEW, reach=8_999), FORMER, Locale("de"))
    assert asked.title == "Reach was 9.000 on 1 März 2026 and is 8.999 now."


def test_what_is_no_running_total_or_not_known_may_fall() -> None:
    former = replace(FORMER, followers_then=10_000)
    assert questions(replace(NEW, followers_then=9_000, views=None), former) == ()


def test_a_correction_and_an_older_reading_are_not_compared() -> None:
    assert questions(replace(FORMER, views=11_000), FORMER) == ()
    assert questions(replace(FORMER, as_of="2026-02-20T00:00:00Z", views=11_000), FORMER) == ()


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_total_is_asked_about_exactly_when_it_fell(before: int, now: int) -> None:
    former, new = replace(FORMER, saves=before, reach=None), replace(NEW, saves=now, reach=None)
    asked = any(one.code == "reading.fell" for one in questions(new, former))
    assert asked == (now < before)
