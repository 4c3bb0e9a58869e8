"""Disclosure checks: results to outcome, outcomes to a tally."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.content.disclosure import OUTCOMES, RESULTS, outcome, tally

codes = st.sampled_from([None, *(code for code, _ in RESULTS)])
outcomes = st.sampled_from([None, *(code for code, _ in OUTCOMES)])


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([], "not_applicable"),
        (["not_applicable", "not_applicable"], "not_applicable"),
        (["yes", "not_applicable"], "pass"),
        (["yes", "unsure"], "review"),
        (["yes", None], "review"),
        ([None, "not_applicable"], "review"),
        (["yes", "a newer result"], "review"),
        (["unsure", "no", None], "fail"),
    ],
)
def test_outcome(findings: list[str | None], expected: str) -> None:
    assert outcome(findings) == expected


@given(st.lists(codes), st.randoms())
def test_the_outcome_does_not_depend_on_the_order(findings: list[str | None], random: Random) -> None:
    mixed = findings.copy()
    random.shuffle(mixed)
    assert outcome(mixed) == outcome(findings)
    assert outcome(findings) in dict(OUTCOMES)


@given(st.lists(codes))
def test_answering_the_rest_with_yes_leaves_nothing_to_review(findings: list[str | None]) -> None:
    answered = ["yes" if one in (None, "unsure") else one for one in findings]
    assert outcome(answered) != "review"
    assert outcome([*findings, "no"]) == "fail"


def test_tally_counts_passed_decided_and_open() -> None:
    assert tally([]) == (0, 0, 0)
    assert tally(["pass", "pass", "fail", "review", None, "not_applicable", "newer"]) == (2, 3, 3)


@given(st.lists(outcomes))
def test_every_check_is_decided_open_or_does_not_apply(checks: list[str | None]) -> None:
    passed, checked, still_open = tally(checks)
    assert passed <= checked
    assert checked + still_open + checks.count("not_applicable") == len(checks)
