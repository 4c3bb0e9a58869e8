"""Tiers are half-open, and a person's is the largest channel's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.creators.tiers import DEFAULT, TIERS, Channel, largest, tier_label, tier_of, tier_of_person

channels = st.lists(
    st.builds(
        Channel,
        id=st.text("abc", min_size=1, max_size=4),
        platform=st.sampled_from(["instagram", "tiktok"]),
        followers=st.none() | st.integers(0, 5_000_000),
    )
)


@pytest.mark.parametrize(
    ("followers", "tier"),
    [
        (None, None),
        (0, None),
        (999, None),
        (1_000, "nano"),
        (9_999, "nano"),
        (10_000, "micro"),
        (49_999, "micro"),
        (50_000, "mid"),
        (249_999, "mid"),
        (250_000, "macro"),
        (999_999, "macro"),
        (1_000_000, "mega"),
        (80_000_000, "mega"),
    ],
)
def test_the_lower_bound_belongs_to_the_tier(followers: int | None, tier: str | None) -> None:
    assert tier_of(followers) == tier


def test_a_house_may_leave_a_tier_out_and_name_bounds_in_any_order() -> None:
    own = {"mega": 1_000_000, "macro": 100_000, "micro": 10_000, "nano": 1_000}
    assert (tier_of(99_999, own), tier_of(100_000, own), tier_of(5, {})) == ("micro", "macro", None)


def test_labels() -> None:
    assert [tier_label(code) for code in DEFAULT] == ["Nano", "Micro", "Mid", "Macro", "Mega"]
    assert (tier_label(None), tier_label("giga")) == ("–", "giga")
    assert [code for code, _ in TIERS] == list(DEFAULT)


def test_audiences_overlap_so_channels_are_never_added() -> None:
    ana = [Channel("a", "instagram", 40_000), Channel("b", "tiktok", 30_000), Channel("c", "x", None)]
    assert largest(ana) == ana[0]
    assert tier_of_person(ana) == "micro"


def test_no_known_count_is_no_tier() -> None:
    assert largest([]) is None
    assert tier_of_person([Channel("a", "x", None)]) is None


def test_a_tie_goes_to_the_first_id() -> None:
    assert largest([Channel("b", "x", 5), Channel("a", "tiktok", 5)]) == Channel("a", "tiktok", 5)


def test_a_platform_may_have_bounds_of_its_own() -> None:
    bounds = {"": DEFAULT, "linkedin": {"micro": 2_000, "macro": 20_000}}
    assert tier_of_person([Channel("a", "linkedin", 20_000)], bounds) == "macro"
    assert tier_of_person([Channel("a", "instagram", 20_000)], bounds) == "micro"


@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_more_followers_never_lower_the_tier(one: int, other: int) -> None:
    order = [None, *DEFAULT]
    low, high = sorted((one, other))
    assert order.index(tier_of(low)) <= order.index(tier_of(high))


@given(channels)
def test_a_persons_tier_is_the_highest_of_the_channels(given_channels: list[Channel]) -> None:
    order = [None, *DEFAULT]
    best = max((order.index(tier_of(one.followers)) for one in given_channels), default=0)
    assert order.index(tier_of_person(given_channels)) == best
