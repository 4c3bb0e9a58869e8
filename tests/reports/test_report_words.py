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
from infludesk.reports.facts import Brand, CampaignFacts, GoalFact, Look
from infludesk.reports.findings import answer, creators_finding, formats_finding, goal_bar
from infludesk.reports.letters import Letters, one_variant
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
        (1000, 1120, "2026-03-01", "Yes: 1,120 reached, 12% above the goal"),
        (1000, 1000, "2026-03-01", "Yes: 1,000 reached, exactly the goal"),
        (1000, 900, "2026-03-01", "No: 900 reached, 10% short of the goal"),
        (1000, 900, "2026-04-01", "Not yet: 900 reached, 90% of the goal"),
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
    assert answer(facts, EN) == "Yes: €0.40 per engagement, 20% below the goal"


def test_a_goal_of_the_houses_own_is_named() -> None:
    seen = GoalFact("cpv", Figure(Fraction(2), "money", currency="EUR"), Figure(Fraction(3), "money", currency="EUR"))
    facts = CampaignFacts(
        title="Spring", brand=Brand("Bolt"), look=Look(), goal=dataclasses.replace(seen, name="per view", lower=True)
    )
    assert answer(facts, EN) == "No: €0.03 per view, 50% above the goal"


def test_the_persons_own_words_come_first(campaign: CampaignFacts) -> None:
    assert answer(dataclasses.replace(campaign, answer="Yes, by far."), EN) == "Yes, by far."


def test_the_goal_bar_is_the_share_of_the_goal(campaign: CampaignFacts) -> None:
    bar = goal_bar(campaign.goal, EN)
    assert bar is not None
    assert bar.reached == pytest.approx(1.12)
    assert goal_bar(None, EN) is None


def test_findings_are_sentences(campaign: CampaignFacts) -> None:
    assert creators_finding(campaign.creators, EN) == "Ana Costa brought 67% of the reach"
    assert creators_finding((), EN) == "Reach by creator"
    assert formats_finding(campaign.formats, EN) == "Reel brought 89% of the reach"


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


def test_the_designs_measured_colours() -> None:
    assert colours.palette("#FFD400").mark == "#AF9110"
    assert colours.palette("#FFD400").ink == "#89710B"
    assert colours.palette("no colour").brand == colours.ACCENT
