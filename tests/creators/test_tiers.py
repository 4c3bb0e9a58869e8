"""Tiers are half-open, and a person's is the largest channel's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.creators.tiers import DEFAULT, TIERS, tier_label, tier_of


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


@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_more_followers_never_lower_the_tier(one: int, other: int) -> None:
    order = [None, *DEFAULT]
    low, high = sorted((one, other))
    assert order.index(tier_of(low)) <= order.index(tier_of(high))
