"""Concentration: examples worked by hand, and what must hold for any people."""

from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.results.concentration import Impact, effective_number, few, few_for, gini, hhi, impact, lorenz
from infludesk.results.formulas import Reading

people = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 10**9), min_size=2).filter(
    lambda by: any(by.values())
)


def of(**by: int) -> Impact:
    return Impact(by, "views", "2026-03-12", "export", n=5, of=6)


def reading(post: str, creator: str, views: int | None) -> Reading:
    return Reading(
        post_id=post,
        creator_id=creator,
        platform="youtube",
        format="video",
        as_of="2026-03-12T09:30:00Z",
        source="screenshot",
        views=views,
    )


def test_people_of_whom_nothing_is_known_are_left_out() -> None:
    posts = [reading("1", "ana", 5), reading("2", "ana", 7), reading("3", "leo", 0), reading("4", "mia", None)]
    found = impact(posts, "views")
    assert found == Impact({"ana": 12, "leo": 0}, "views", "2026-03-12", "screenshot", n=3, of=4)


def test_gini_of_1_2_3_4_is_a_quarter() -> None:
    figure = gini(of(ana=4, leo=1, mia=3, zoe=2))
    # 2 · (1·1 + 2·2 + 3·3 + 4·4) / (4 · 10) − 5/4
    assert figure.value == Fraction(60, 40) - Fraction(5, 4)
    assert (figure.variant, figure.as_of, figure.source) == ("Gini of views", "2026-03-12", "export")
    assert (figure.n, figure.of) == (5, 6)
    small = gini(of(ana=4, leo=1, mia=3, zoe=2), small_sample=True)
    assert (small.value, small.variant) == (Fraction(1, 3), "Gini of views, small sample")


def test_one_who_brings_all_and_all_who_bring_the_same() -> None:
    alone, same = of(ana=10, leo=0, mia=0, zoe=0), of(ana=5, leo=5, mia=5, zoe=5)
    assert gini(alone).value == Fraction(3, 4)
    assert gini(alone, small_sample=True).value == 1
    assert hhi(alone).value == effective_number(alone).value == few_for(alone).value == 1
    assert gini(same).value == 0
    assert hhi(same).value == Fraction(1, 4)
    assert effective_number(same).value == 4


def test_lorenz_rises_from_the_smallest() -> None:
    assert lorenz(of(ana=6, leo=1, mia=3)) == (
        (Fraction(0), Fraction(0)),
        (Fraction(1, 3), Fraction(1, 10)),
        (Fraction(2, 3), Fraction(4, 10)),
        (Fraction(1), Fraction(1)),
    )


def test_few_for_90_percent_is_said_as_m_of_n() -> None:
    given_people = of(ana=60, leo=30, mia=7, zoe=3)
    figure = few_for(given_people)
    assert (figure.value, figure.numerator, figure.denominator) == (Fraction(2), 2, 4)
    assert figure.variant == "people who made 90% of views"
    assert few(given_people) == ("ana", "leo")
    assert few(given_people, Fraction(91, 100)) == ("ana", "leo", "mia")


def test_ties_are_settled_by_id() -> None:
    assert few(of(zoe=5, ana=5, leo=5), Fraction(1, 2)) == ("ana", "leo")


@pytest.mark.parametrize(
    ("given_people", "reason"),
    [
        (of(), "fewer than 2 people have views"),
        (of(ana=5), "fewer than 2 people have views"),
        (of(ana=0, leo=0), "0 views"),
        (of(ana=5, leo=-1), "a sum of views is below 0"),
    ],
)
def test_too_little_gives_a_reason_and_no_value(given_people: Impact, reason: str) -> None:
    for formula in (gini, few_for, hhi, effective_number):
        figure = formula(given_people)
        assert (figure.value, figure.reason, figure.of) == (None, reason, 6)
    assert lorenz(given_people) == ()
    assert few(given_people) == ()


@given(people, st.integers(1, 10**6))
def test_scaling_everybody_changes_nothing(by: dict[str, int], times: int) -> None:
    one, scaled = Impact(by, "views"), Impact({who: x * times for who, x in by.items()}, "views")
    assert gini(one).value == gini(scaled).value
    assert hhi(one).value == hhi(scaled).value
    assert lorenz(one) == lorenz(scaled)
    assert few(one) == few(scaled)


@given(people, st.randoms(use_true_random=False))
def test_m_of_n_does_not_depend_on_the_order(by: dict[str, int], chance: Random) -> None:
    mixed = list(by.items())
    chance.shuffle(mixed)
    assert few(Impact(dict(mixed), "views")) == few(Impact(by, "views"))
    assert few_for(Impact(dict(mixed), "views")) == few_for(Impact(by, "views"))


@given(people)
def test_gini_is_twice_the_area_between_the_lorenz_curve_and_the_diagonal(by: dict[str, int]) -> None:
    points = lorenz(Impact(by, "views"))
    under = sum(((k2 - k1) * (h1 + h2) / 2 for (k1, h1), (k2, h2) in pairwise(points)), Fraction())
    assert gini(Impact(by, "views")).value == 1 - 2 * under


@given(people, st.fractions(Fraction(1, 100), 1))
def test_the_few_hold_the_share_and_one_fewer_does_not(by: dict[str, int], share: Fraction) -> None:
    found, whole = few(Impact(by, "views"), share), sum(by.values())
    assert sum(by[who] for who in found) >= share * whole
    assert sum(by[who] for who in found[:-1]) < share * whole


@given(people)
def test_the_effective_number_lies_between_one_and_all(by: dict[str, int]) -> None:
    figure = effective_number(Impact(by, "views"))
    assert figure.value is not None
    assert 1 <= figure.value <= len(by)
