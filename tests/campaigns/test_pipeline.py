"""Stage moves, as the data dictionary draws them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.campaigns.model import EXITS, PIPELINE, STAGES
from infludesk.campaigns.pipeline import (
    MARKS,
    base,
    choices_from,
    confirmed,
    counts,
    following,
    needs_reason,
    preceding,
    why_not,
)

ANY = st.sampled_from([code for code, _ in STAGES])


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("shortlisted", "agreed", ""),
        ("active", "agreed", ""),
        ("contacted", "no_reply", ""),
        ("no_reply", "in_talks", ""),
        ("active", "paused", ""),
        ("agreed", "declined", ""),
        ("paused", "stopped", ""),
        ("declined", "shortlisted", ""),
        ("agreed", "no_reply", "No reply does not follow Agreed."),
        ("contracted", "declined", "Declined does not follow Contracted."),
        ("in_talks", "stopped", "Stopped does not follow In talks."),
        ("delivered", "cancelled", "Cancelled does not follow Delivered."),
        ("declined", "agreed", "Declined is left by opening it again."),
        ("agreed", "married", 'There is no stage "married".'),
        ("moonlit", "agreed", ""),
    ],
)
def test_moves(old: str, new: str, why: str) -> None:
    assert why_not(old, new, reason="fee too high") == why


def test_an_exit_needs_a_reason() -> None:
    assert why_not("in_talks", "declined", reason="  ") == "Declined needs a reason."


@given(ANY)
def test_nobody_is_stuck_and_every_choice_is_allowed(stage: str) -> None:
    found = choices_from(stage)
    assert found
    assert all(why_not(stage, new, reason="x") == "" for new in found)
    assert all(bool(why_not(stage, new)) == needs_reason(new) for new in found)


@given(ANY)
def test_forward_and_back_again(stage: str) -> None:
    after = following(stage)
    assert (after is None) == (stage in (*EXITS, PIPELINE[-1]))
    if after:
        assert preceding(after) == base(stage)
        assert why_not(stage, after) == ""


@given(st.lists(ANY))
def test_counts_hold_everybody_but_the_exits(stages: list[str]) -> None:
    found = counts(stages)
    assert tuple(found) == PIPELINE
    assert sum(found.values()) == sum(stage not in EXITS for stage in stages)
    for mark, stage in MARKS.items():
        assert found[stage] == stages.count(stage) + stages.count(mark)


def test_paused_is_still_agreed() -> None:
    assert confirmed("paused")
    assert not confirmed("stopped")
    assert preceding("paused") == "active"
    assert preceding("shortlisted") is None
