"""The sentences a report says for itself: the answer, and the finding above each chart."""

import re
from fractions import Fraction

from babel import Locale

from infludesk.kernel.dates import show_day
from infludesk.kernel.text import PPM, isolate, join, number, percent, short_number, tr
from infludesk.reports.blocks import GoalBar
from infludesk.reports.facts import CampaignFacts, CreatorRow, FormatRow, GoalFact, Reading
from infludesk.results.figures import Figure
from infludesk.results.show import show_figure

MEASURES: dict[str, str] = {
    "reach": "reached",
    "impressions": "impressions",
    "views": "views",
    "engagements": "engagements",
    "clicks": "clicks",
    "conversions": "conversions",
    "posts": "posts live",
    "per_engagement": "per engagement",
}
_SENTENCE = re.compile(r"(?<=[.!?。])\s+")


def answer(facts: CampaignFacts, locale: Locale) -> str:
    """The headline: the person's own words, else whether the goal was reached, by how much."""
    if facts.answer:
        return facts.answer
    goal = facts.goal
    if goal is None:
        if facts.reach.known:
            return tr("{value} reached; no goal was set", value=_short(facts.reach, locale))
        return tr("No goal was set")
    if goal.actual.value is None:
        return tr("Not counted yet: {reason}", reason=goal.actual.reason or tr("no readings"))
    measure = tr(MEASURES[goal.measure]) if goal.measure in MEASURES else isolate(goal.name or goal.measure)
    done = tr("{value} {measure}", value=_short(goal.actual, locale), measure=measure)
    if not goal.target.value:
        return tr("{done}; no goal was set", done=done)
    return _against(goal, done, locale, running=bool(facts.ends and facts.look.as_of <= facts.ends))


def _against(goal: GoalFact, done: str, locale: Locale, *, running: bool) -> str:
    share = (goal.actual.value or Fraction()) / (goal.target.value or Fraction(1))
    gap = share - 1
    lower = goal.lower or goal.measure == "per_engagement"
    apart = percent(round(abs(gap) * PPM / 10_000) * 10_000, locale)
    if gap == 0:
        return tr("Yes: {done}, exactly the goal", done=done)
    if lower:
        if gap < 0:
            return tr("Yes: {done}, {gap} below the goal", done=done, gap=apart)
        return tr("No: {done}, {gap} above the goal", done=done, gap=apart)
    if gap > 0:
        return tr("Yes: {done}, {gap} above the goal", done=done, gap=apart)
    if running:
        part = percent(int(share * 100) * 10_000, locale)
        return tr("Not yet: {done}, {part} of the goal", done=done, part=part)
    return tr("No: {done}, {gap} short of the goal", done=done, gap=apart)


def goal_bar(goal: GoalFact | None, locale: Locale) -> GoalBar | None:
    """The bar under the answer; none where no goal was set."""
    if goal is None or not goal.target.value:
        return None
    actual = goal.actual.value
    return GoalBar(
        float(max(actual, Fraction()) / goal.target.value) if actual is not None else 0.0,
        _short(goal.actual, locale),
        tr("Goal {value}", value=_short(goal.target, locale)),
    )


def sentences(text: str, most: int) -> tuple[str, ...]:
    """The first sentences of a text."""
    return tuple(part.strip() for part in _SENTENCE.split(text.strip()) if part.strip())[:most]


def creators_finding(rows: tuple[CreatorRow, ...], locale: Locale) -> str:
    """How few creators brought half of the reach."""
    counted = sorted((row for row in rows if row.reach.value), key=_reach, reverse=True)
    whole = sum(map(_reach, counted))
    if not counted or len(rows) == 1:
        return tr("Reach by creator")
    held, few = Fraction(), 0
    while held * 2 < whole:
        held += _reach(counted[few])
        few += 1
    share = percent(round(held / whole * 100) * 10_000, locale)
    if few == 1:
        return tr("{name} brought {share} of the reach", name=isolate(counted[0].name), share=share)
    return tr(
        "{few} of {all} creators brought {share} of the reach",
        few=number(few, locale),
        all=number(len(rows), locale),
        share=share,
    )


def formats_finding(rows: tuple[FormatRow, ...], locale: Locale) -> str:
    """Which format brought the most."""
    whole = sum((row.reach.value or Fraction() for row in rows), Fraction())
    if not whole or len(rows) == 1:
        return tr("Reach by content format")
    best = max(rows, key=lambda row: row.reach.value or Fraction())
    share = percent(round((best.reach.value or Fraction()) / whole * 100) * 10_000, locale)
    return tr("{format} brought {share} of the reach", format=isolate(best.format), share=share)


def readings_finding(readings: tuple[Reading, ...], goal: Fraction | None, locale: Locale) -> str:
    """When the goal was passed, else where the reach stands."""
    passed = next((r for r in readings if goal and r.value is not None and r.value >= goal), None)
    if passed:
        return tr("Reach passed the goal on {day}", day=show_day(passed.day, locale))
    last = next((r for r in reversed(readings) if r.value is not None), None)
    if last is None or last.value is None:
        return tr("Reach over time")
    return tr("Reach stood at {value} on {day}", value=short_number(last.value, locale), day=show_day(last.day, locale))


def counted_note(metric: str, figures: list[Figure], locale: Locale) -> str:
    """The line under a chart's title: metric, n of all, as of, source."""
    known = [f for f in figures if f.known]
    posts = sum(f.n for f in known)
    of = sum(f.of for f in figures)
    newest = max((f.as_of for f in known if f.as_of), default=None)
    return join(
        (
            metric,
            tr("{n} of {of} posts", n=number(posts, locale), of=number(of, locale)) if of else "",
            tr("as of {day}", day=show_day(newest, locale)) if newest else "",
            next((f.source for f in known if f.source), ""),
        )
    )


def _reach(row: CreatorRow) -> Fraction:
    return row.reach.value or Fraction()


def _short(figure: Figure, locale: Locale) -> str:
    if figure.value is None:
        return tr("n/a")
    if figure.unit == "count":
        return _three_digits(round(figure.value), locale)
    return show_figure(figure, locale)


def _three_digits(value: int, locale: Locale) -> str:
    """The headline shows a million with two places: 1.34M."""
    million = 1_000_000
    if million <= value < 10 * million:
        whole = number(value // million, locale)
        point = locale.number_symbols.get("latn", {}).get("decimal", ".")
        places = f"{value % million // 10_000:02}".rstrip("0")
        return tr("{number}M", number=f"{whole}{point}{places}" if places else whole)
    return short_number(value, locale)
