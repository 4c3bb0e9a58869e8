"""The sentences a report says for itself, the letters of n/a, and colours that can be read."""

import dataclasses
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.kernel.text import locale_of
from infludesk.reports import colours
from infludesk.reports.blocks import LineChart
from infludesk.reports.charts import told, unbroken
from infludesk.reports.client_facts import Brand, CampaignFacts, GoalFact, Look
from infludesk.reports.footnotes import Letters, one_variant
from infludesk.reports.sentences import (
    answer,
    answer_line,
    delivery_finding,
    goal_bar,
    platforms_finding,
    readings_finding,
    status,
)
from infludesk.results.figures import Figure

EN = locale_of("en")


def reached(facts: CampaignFacts, target: int | None, actual: int | None, *, ends: str = "2026-03-01") -> str:
    goal = GoalFact(
        "reach",
        Figure(None if target is None else Fraction(target)),
        Figure(None if actual is None else Fraction(actual), reason="" if actual is not None else "no readings"),
    )
    return answer(dataclasses.replace(facts, goal=goal, ends=ends, answer=""), EN)


@pytest.mark.parametrize(
    ("target", "actual", "ends", "said"),
    [
        (1000, 1120, "2026-03-01", "Yes: 1,120 reached"),
        (1000, 1000, "2026-03-01", "Yes: 1,000 reached"),
        (1000, 900, "2026-03-01", "No: 900 reached"),
        (1000, 900, "2026-04-01", "Not yet: 900 reached"),
        (1000, None, "2026-03-01", "Not counted yet: no readings"),
        (None, 900, "2026-03-01", "900 reached; no goal was set"),
    ],
)
def test_the_answer(campaign: CampaignFacts, target: int | None, actual: int | None, ends: str, said: str) -> None:
    assert reached(campaign, target, actual, ends=ends) == said


def test_a_cost_below_its_goal_is_reached() -> None:
    cost = GoalFact(
        "per_engagement", Figure(Fraction(50), "money", currency="EUR"), Figure(Fraction(40), "money", currency="EUR")
    )
    facts = CampaignFacts(title="Spring", brand=Brand("Bolt"), look=Look(), goal=cost)
    assert answer(facts, EN) == "Yes: €0.40 per engagement"


def test_a_goal_of_the_houses_own_is_named() -> None:
    seen = GoalFact("cpv", Figure(Fraction(2), "money", currency="EUR"), Figure(Fraction(3), "money", currency="EUR"))
    facts = CampaignFacts(
        title="Spring", brand=Brand("Bolt"), look=Look(), goal=dataclasses.replace(seen, name="per view", lower=True)
    )
    assert answer(facts, EN) == "No: €0.03 per view"


def test_the_persons_own_words_come_first(campaign: CampaignFacts) -> None:
    assert answer(dataclasses.replace(campaign, answer="Yes, by far."), EN) == "Yes, by far."


def test_the_goal_bar_is_the_share_of_the_goal(campaign: CampaignFacts) -> None:
    bar = goal_bar(campaign.goal, EN)
    assert bar is not None
    assert bar.reached == pytest.approx(1.12)
    assert goal_bar(None, EN) is None


@pytest.mark.parametrize(
    ("target", "actual", "ends", "word", "line"),
    [
        (2_000_000, 2_242_790, "", "Goal reached", "112% of the target of 2,000,000, 242,790 above it."),
        (1000, 1000, "", "Goal reached", "Exactly the target of 1,000."),
        (1000, 999, "", "Goal not reached", "99.9% of the target of 1,000, 1 below it."),
        (1000, 900, "2026-04-01", "On the way", "90% of the target of 1,000, 100 below it."),
        (1000, None, "2026-04-01", "On the way", ""),
        (1000, None, "", "", ""),
        (None, 900, "", "", ""),
    ],
)
def test_the_status_and_its_proof(
    campaign: CampaignFacts, target: int | None, actual: int | None, ends: str, word: str, line: str
) -> None:
    def figure(value: int | None) -> Figure:
        return Figure(None if value is None else Fraction(value))

    goal = GoalFact("views", figure(target), figure(actual))
    found = status(dataclasses.replace(campaign, goal=goal, ends=ends))
    assert (found.word if found else "") == word
    assert answer_line(goal, EN) == line


def test_findings_are_sentences(campaign: CampaignFacts) -> None:
    assert delivery_finding(campaign.delivery, EN) == (
        "Delivery against plan: 4 of 5 posts live, 2 on the planned date"
    )
    assert delivery_finding((), EN) == "Delivery against plan"
    assert platforms_finding(campaign.by_platform, "Reach", EN) == "Instagram brought 67% of the reach"
    assert platforms_finding((), "Views", EN) == "Views by platform"


def test_the_finding_over_time_says_when_the_target_was_passed(campaign: CampaignFacts) -> None:
    assert readings_finding(campaign, Fraction(1_200_000), "Reach", EN) == "Target passed in the week of 9 March"
    by_day = dataclasses.replace(campaign, by_published=True)
    assert readings_finding(by_day, Fraction(800_000), "Reach", EN) == "Target passed with the posts up to 24 Feb 2026"
    assert readings_finding(campaign, Fraction(2_000_000), "Reach", EN) == "Reach stood at 1.3M on 12 Mar 2026"


def test_reasons_get_letters_in_order_and_never_run_out() -> None:
    letters = Letters(EN)
    assert [letters.of(f"reason {i}") for i in range(28)][-3:] == ["z", "aa", "ab"]
    assert letters.show(Figure(None, reason="reason 1")) == "n/a (b)"
    assert letters.show(Figure(None)) == "n/a (ac)"


def test_two_variants_never_share_a_column() -> None:
    by_reach = Figure(Fraction(1, 20), "ppm", variant="by reach")
    by_views = Figure(Fraction(1, 10), "ppm", variant="by views")
    variant, rates = one_variant([by_reach, by_views, by_reach])
    assert variant == "by reach"
    assert (rates[0], rates[1].value, rates[2]) == (by_reach, None, by_reach)
    assert rates[1].reason == "counted by views, not by reach"


def test_a_missing_reading_is_a_gap_and_three_values_are_told() -> None:
    chart = LineChart(
        title="", note="", labels=(), days=("", ""), points=((1, 2.0), (2, 9.0), (3, None), (4, 5.0), (5, 6.0))
    )
    assert unbroken(chart.points) == [[(1, 2.0), (2, 9.0)], [(4, 5.0), (5, 6.0)]]
    assert told(chart.points) == [4, 1, 0]


@given(st.integers(0, 0xFFFFFF))
def test_words_and_marks_can_be_read_in_any_brand_colour(code: int) -> None:
    made = colours.palette(f"#{code:06X}")
    assert colours.ratio(made.on_brand, made.brand) >= 4.5
    assert colours.ratio(made.ink, made.tint) >= 4.5
    assert colours.ratio(made.mark, colours.WHITE) >= 3


def test_a_status_can_be_read_on_its_tint() -> None:
    for tint, ink in colours.TONES.values():
        assert colours.ratio(ink, tint) >= 4.5


def test_the_designs_measured_colours() -> None:
    assert colours.palette("#FFD400").mark == "#AF9110"
    assert colours.palette("#FFD400").ink == "#89710B"
    assert colours.palette("no colour").brand == colours.ACCENT
