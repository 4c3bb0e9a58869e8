"""Formulas: examples worked by hand, and what must hold for any readings."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.kernel.money import Money
from infludesk.results import formulas
from infludesk.results.figures import Figure
from infludesk.results.formulas import (
    BASES,
    ENGAGEMENTS,
    ER_VARIANTS,
    Reading,
    engagement_rate,
    engagements,
    median_engagement_rate,
    newest,
    rate_parts,
    total,
)

_COUNTS = ("views", "reach", "impressions", "likes", "comments", "shares", "saves", "reposts", "reactions", "replies")


def reading(post: str = "p1", platform: str = "instagram", **known: int | None) -> Reading:
    return Reading(
        post_id=post,
        creator_id="ana",
        platform=platform,
        format="reel",
        as_of="2026-03-12T09:30:00Z",
        source="export",
        **known,
    )


counts = st.none() | st.integers(min_value=0, max_value=10**9)
any_reading = st.builds(
    Reading,
    post_id=st.uuids().map(str),
    creator_id=st.sampled_from(["ana", "leo", "mia"]),
    platform=st.sampled_from([*ENGAGEMENTS, "twitch"]),
    format=st.just("post"),
    as_of=st.sampled_from(["2026-03-01T00:00:00Z", "2026-03-12T09:30:00Z"]),
    source=st.sampled_from(["export", "manual"]),
    followers_then=counts,
    **dict.fromkeys(_COUNTS, counts),
)
any_readings = st.lists(any_reading, max_size=12)
variants = st.sampled_from(list(ER_VARIANTS))


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("instagram", 1 + 2 + 4 + 8),
        ("tiktok", 1 + 2 + 4),
        ("youtube", 1 + 2),
        ("linkedin", 32 + 2 + 16),
        ("x", 1 + 16 + 64),
        ("facebook", 32 + 2 + 4),
        ("twitch", 1 + 2 + 4),
    ],
)
def test_each_platform_counts_its_own_engagements(platform: str, expected: int) -> None:
    one = reading(
        platform=platform, likes=1, comments=2, shares=4, saves=8, reposts=16, reactions=32, replies=64, views=999
    )
    assert engagements(one) == expected


def test_unknown_side_parts_count_as_0_but_without_the_main_part_there_is_no_sum() -> None:
    assert engagements(reading(likes=10)) == 10
    assert engagements(reading(comments=3, shares=1)) is None
    assert engagements(reading(platform="linkedin", likes=10)) is None
    assert engagements(reading(likes=0)) == 0


def test_pooled_and_median_differ_and_say_which_they_are() -> None:
    posts = [
        reading("p1", likes=10, reach=100),
        reading("p2", likes=40, reach=200),
        reading("p3", likes=30, reach=1000),
        reading("p4", likes=5),
    ]
    pooled, middle = engagement_rate(posts, "reach"), median_engagement_rate(posts, "reach")
    assert (pooled.value, pooled.numerator, pooled.denominator) == (Fraction(80, 1300), 80, 1300)
    assert (pooled.variant, pooled.n, pooled.of) == ("by reach, pooled", 3, 4)
    assert (pooled.as_of, pooled.source, pooled.unit) == ("2026-03-12", "export", "ppm")
    assert (middle.value, middle.variant) == (Fraction(1, 10), "by reach, median of posts")
    assert (middle.numerator, middle.denominator) == (None, None)


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        ("followers", Fraction(15, 1000)),
        ("reach", Fraction(15, 500)),
        ("impressions", Fraction(15, 600)),
        ("views", Fraction(7, 400)),
        ("grin", Fraction(3, 1000)),
        ("modash", Fraction(1, 1000)),
        ("traackr", Fraction(15, 1000)),
    ],
)
def test_each_variant_divides_its_own_parts(variant: str, expected: Fraction) -> None:
    one = reading(likes=1, comments=2, shares=4, saves=8, followers_then=1000, reach=500, impressions=600, views=400)
    assert engagement_rate([one], variant).value == expected


@pytest.mark.parametrize(
    ("posts", "reason"),
    [
        ([], "no post has reach"),
        ([reading(likes=3)], "no post has reach"),
        ([reading(reach=100)], "no post has engagements"),
        ([reading(likes=3, reach=0)], "no post has reach above 0"),
        ([reading("p1", likes=3), reading("p2", reach=100)], "no post has both engagements and reach"),
    ],
)
def test_a_rate_that_cannot_be_had_says_why(posts: list[Reading], reason: str) -> None:
    for figure in (engagement_rate(posts, "reach"), median_engagement_rate(posts, "reach")):
        assert (figure.value, figure.reason, figure.n, figure.of) == (None, reason, 0, len(posts))


def test_a_variant_nobody_declared_is_refused() -> None:
    with pytest.raises(KeyError):
        engagement_rate([], "by feeling")


def test_a_total_counts_known_posts_and_joins_its_sources() -> None:
    by_hand = Reading(
        post_id="p2",
        creator_id="leo",
        platform="tiktok",
        format="video",
        as_of="2026-03-14T00:00:00Z",
        source="manual",
        views=31,
    )
    figure = total([by_hand, reading(views=12_400), reading("p3", likes=5)], "views")
    assert (figure.value, figure.numerator, figure.n, figure.of) == (Fraction(12_431), 12_431, 2, 3)
    assert (figure.as_of, figure.source) == ("2026-03-14", "export, manual entry")
    assert figure.variant == "views, sum over posts"


def test_a_total_of_nothing_is_no_zero() -> None:
    assert total([reading(likes=1)], "watch_seconds").reason == "no post has seconds watched"
    assert total([reading(saves=0)], "saves").value == 0


def test_a_post_met_twice_counts_once_with_its_newest_reading() -> None:
    older = Reading(
        post_id="p1",
        creator_id="ana",
        platform="instagram",
        format="reel",
        as_of="2026-03-01T00:00:00Z",
        source="api",
        views=90,
    )
    assert newest([reading(views=100), older]) == newest([older, reading(views=100)]) == (reading(views=100),)
    assert total([older, reading(views=100), reading(views=100)], "views").value == 100


def test_a_source_of_a_newer_version_is_shown_as_it_is() -> None:
    one = Reading(
        post_id="p1", creator_id="ana", platform="x", format="post", as_of="2026-03-01T00:00:00Z", source="crystal_ball"
    )
    assert formulas.origin([one, reading()]) == ("2026-03-12", "export, crystal_ball")


def test_cpm_of_500_dollars_on_1500_impressions_is_333_33() -> None:
    figure = formulas.cpm(Money(50_000, "USD"), 1500, basis="fee")
    assert figure.value == Fraction(100_000, 3)
    assert (figure.unit, figure.currency, figure.variant) == ("money", "USD", "CPM, fee only")
    assert (figure.numerator, figure.denominator) == (50_000, 1500)


def test_costs_per_thing_worked_by_hand() -> None:
    cost = Money(20_000, "EUR")
    assert formulas.cpe(cost, 400, basis="fee").value == 50
    assert formulas.cpv(cost, 40_000, basis="fee").value == Fraction(1, 2)
    assert formulas.cpc(cost, 250, basis="full").value == 80
    assert formulas.cpa(cost, 8, basis="full").value == 2500
    assert formulas.cpa(cost, 8, basis="full").variant == "CPA, fully loaded"
    assert formulas.ctr(30, 1000).value == Fraction(3, 100)
    assert formulas.cvr(6, 30).value == Fraction(1, 5)


def test_a_cost_figure_keeps_where_its_count_came_from() -> None:
    views = total([reading(views=1000), reading("p2")], "views")
    figure = formulas.cpv(Money(500, "EUR"), views, basis="fee")
    assert (figure.n, figure.of, figure.as_of, figure.source) == (1, 2, "2026-03-12", "export")


def test_a_cost_of_zero_is_counted_and_no_cost_is_not() -> None:
    assert formulas.cpe(Money(0, "EUR"), 400, basis="fee").value == 0
    missing = formulas.cpe(None, 400, basis="fee")
    assert (missing.value, missing.reason) == (None, "no cost given")


@pytest.mark.parametrize(
    ("figure", "reason"),
    [
        (formulas.cpm(Money(1, "EUR"), 0, basis="fee"), "0 impressions"),
        (formulas.cpm(Money(1, "EUR"), None, basis="fee"), "no impressions given"),
        (formulas.cpm(Money(1, "EUR"), total([], "impressions"), basis="fee"), "no post has impressions"),
        (formulas.cpv(Money(1, "EUR"), 0, basis="fee"), "0 views"),
        (formulas.cpc(Money(1, "EUR"), 0, basis="fee"), "0 clicks"),
        (formulas.cpa(Money(1, "EUR"), 0, basis="fee"), "0 conversions"),
        (formulas.ctr(0, 0), "0 impressions"),
        (formulas.cvr(None, 4), "no conversions given"),
        (formulas.roas(Money(1, "EUR"), Money(0, "EUR"), basis="fee"), "0 cost"),
        (formulas.roas(None, Money(5, "EUR"), basis="fee"), "no revenue given"),
        (formulas.roi(Money(1, "EUR"), None, basis="full"), "no cost given"),
        (formulas.roi(Money(1, "EUR"), Money(1, "USD"), basis="full"), "EUR and USD are never mixed"),
        (formulas.roas(Figure(None, "money", "no exchange rate"), Money(1, "USD"), basis="fee"), "no exchange rate"),
    ],
)
def test_missing_and_zero_parts_give_a_reason_and_no_value(figure: Figure, reason: str) -> None:
    assert (figure.value, figure.reason) == (None, reason)


def test_roas_and_roi_worked_by_hand() -> None:
    revenue, cost, margin = Money(320_000, "EUR"), Money(100_000, "EUR"), Money(80_000, "EUR")
    assert formulas.roas(revenue, cost, basis="full").value == Fraction(16, 5)
    on_revenue = formulas.roi(revenue, cost, basis="full")
    assert (on_revenue.value, on_revenue.variant) == (Fraction(11, 5), "ROI on revenue, fully loaded")
    on_margin = formulas.roi(revenue, cost, basis="fee", gross_margin=margin)
    assert (on_margin.value, on_margin.variant) == (Fraction(-1, 5), "ROI on gross margin, fee only")
    assert (on_margin.numerator, on_margin.denominator) == (80_000, 100_000)


def test_every_basis_has_a_label() -> None:
    assert set(BASES) == {"fee", "full"}


@given(any_readings, variants)
def test_the_pooled_and_median_rates_lie_between_the_lowest_and_highest_post(posts: list[Reading], code: str) -> None:
    parts = [rate_parts(one, code) for one in posts]
    rates = [Fraction(top, base) for top, base in parts if top is not None and base]
    pooled, middle = engagement_rate(posts, code), median_engagement_rate(posts, code)
    assert pooled.n == middle.n == len(rates)
    if rates:
        assert pooled.value is not None
        assert middle.value is not None
        assert min(rates) <= pooled.value <= max(rates)
        assert min(rates) <= middle.value <= max(rates)
    else:
        assert pooled.value is middle.value is None
        assert pooled.reason == middle.reason != ""


@given(any_readings, st.randoms(use_true_random=False), variants)
def test_the_order_of_posts_changes_no_figure(posts: list[Reading], chance: Random, code: str) -> None:
    mixed = list(posts)
    chance.shuffle(mixed)
    assert engagement_rate(mixed, code) == engagement_rate(posts, code)
    assert median_engagement_rate(mixed, code) == median_engagement_rate(posts, code)
    assert total(mixed, "engagements") == total(posts, "engagements")


@given(any_readings, st.sampled_from([*_COUNTS, "engagements"]))
def test_sums_over_creators_equal_the_campaigns(posts: list[Reading], metric: str) -> None:
    whole = total(posts, metric)
    apart = [total([one for one in posts if one.creator_id == who], metric) for who in ("ana", "leo", "mia")]
    assert sum(one.value or 0 for one in apart) == (whole.value or 0)
    assert sum(one.n for one in apart) == whole.n


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=10**9))
def test_a_cost_times_its_count_gives_the_spend_back(minor: int, count: int) -> None:
    figure = formulas.cpe(Money(minor, "EUR"), count, basis="fee")
    if count:
        assert figure.value is not None
        assert figure.value * count == minor
    else:
        assert (figure.value, figure.reason) == (None, "0 engagements")
