"""Disclosure checks: results to outcome."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.content.disclosure import OUTCOMES, RESULTS, outcome

codes = st.sampled_from([None, *(code for code, _ in RESULTS)])


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
