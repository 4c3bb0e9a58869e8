"""The sentences a report says for itself: the answer, and the finding above each section and chart."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from babel import Locale
from babel.dates import format_date

from infludesk.kernel.dates import show_day
from infludesk.kernel.text import PPM, isolate, join, number, percent, short_number, tr
from infludesk.programmes.model import FORMULAS
from infludesk.reports.blocks import GoalBar, Status
from infludesk.reports.client_facts import CampaignFacts, DeliveryRow, GoalFact, PlatformRow, Reading
from infludesk.results.figures import Figure
from infludesk.results.show import show_figure

MEASURES: dict[str, str] = {
    "reach": "reached",
    "impressions": "impressions",
    "views": "views",
    "engagements": "engagements",
    "clicks": "clicks",
    "posts": "posts live",
    "per_engagement": "per engagement",
}
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SENTENCE = re.compile(r"(?<=[.!?。])\s+")


def answer(facts: CampaignFacts, locale: Locale) -> str:
    """The headline: the person's own words, else yes or no with the figure."""
    if facts.answer:
        return facts.answer
    goal = facts.goal
    if goal is None or not goal.target.value:
        found = goal.actual if goal else facts.measured
        if not found.known:
            return tr("No goal was set")
        done = _done(goal.measure if goal else facts.measure, goal.name if goal else "", found, locale)
        return tr("{done}; no goal was set", done=done)
    if not goal.actual.known:
        return tr("Not counted yet: {reason}", reason=goal.actual.reason or tr("no readings"))
    done = _done(goal.measure, goal.name, goal.actual, locale)
    if reached(goal):
        return tr("Yes: {done}", done=done)
    return tr("Not yet: {done}", done=done) if running(facts) else tr("No: {done}", done=done)


def answer_line(goal: GoalFact | None, locale: Locale) -> str:
    """The proof below the headline: the share of the target, and what is above it or missing."""
    if goal is None or not goal.target.value or goal.actual.value is None:
        return ""
    target, actual = goal.target.value, goal.actual.value
    gap = Figure(abs(actual - target), goal.target.unit, currency=goal.target.currency)
    shown = {
        "share": _share(actual, target, locale),
        "target": show_figure(goal.target, locale),
        "gap": show_figure(gap, locale),
    }
    if actual == target:
        return tr("Exactly the target of {target}.", target=shown["target"])
    if actual > target:
        return tr("{share} of the target of {target}, {gap} above it.", **shown)
    return tr("{share} of the target of {target}, {gap} below it.", **shown)


def status(facts: CampaignFacts) -> Status | None:
    """How the goal stands, None where there is none."""
    goal = facts.goal
    if goal is None or not goal.target.value:
        return None
    if reached(goal):
        return Status(tr("Goal reached"), "success")
    if running(facts):
        return Status(tr("On the way"), "warn")
    return Status(tr("Goal not reached"), "danger") if goal.actual.known else None


def reached(goal: GoalFact) -> bool:
    """Whether what was reached is at least the target; at most it, where less is better."""
    target, actual = goal.target.value, goal.actual.value
    if not target or actual is None:
        return False
    return actual <= target if goal.lower or goal.measure == "per_engagement" else actual >= target


def running(facts: CampaignFacts) -> bool:
    """Whether the figures are from before the campaign's end."""
    return bool(facts.ends and facts.look.as_of <= facts.ends)


def goal_bar(goal: GoalFact | None, locale: Locale) -> GoalBar | None:
    """The bar under the answer; none where no goal was set."""
    if goal is None or not goal.target.value:
        return None
    actual = goal.actual.value
    return GoalBar(
        float(max(actual, Fraction()) / goal.target.value) if actual is not None else 0.0,
        show_figure(goal.actual, locale),
        tr("Target {value}", value=show_figure(goal.target, locale)),
    )


def sentences(text: str, most: int) -> tuple[str, ...]:
    """The first sentences of a text."""
    return tuple(part.strip() for part in _SENTENCE.split(text.strip()) if part.strip())[:most]


def measure_name(code: str) -> str:
    """A measure as a column's heading: ``Views``."""
    return tr(dict(FORMULAS).get(code, code.replace("_", " ").capitalize()))


def in_words(count: int, locale: Locale) -> str:
    """A count up to ten as a word."""
    return tr(_WORDS[count]) if count < len(_WORDS) else number(count, locale)


def delivery_finding(rows: Sequence[DeliveryRow], locale: Locale) -> str:
    """How much is live, and how much of it on its day."""
    planned, live, on_date, dated = (sum(getattr(r, n) for r in rows) for n in ("planned", "live", "on_date", "dated"))
    if not planned:
        return tr("Delivery against plan")
    known = {"live": number(live, locale), "planned": number(planned, locale), "on": number(on_date, locale)}
    if not dated:
        return tr("Delivery against plan: {live} of {planned} posts live", live=known["live"], planned=known["planned"])
    return tr("Delivery against plan: {live} of {planned} posts live, {on} on the planned date", **known)


def platforms_finding(rows: Sequence[PlatformRow], name: str, locale: Locale) -> str:
    """Which platform brought the most."""
    whole = sum((row.measured.value or Fraction() for row in rows), Fraction())
    if not whole or len(rows) == 1:
        return tr("{measure} by platform", measure=name)
    best = max(rows, key=lambda row: row.measured.value or Fraction())
    share = _share(best.measured.value or Fraction(), whole, locale)
    return tr(
        "{platform} brought {share} of the {measure}",
        platform=isolate(best.platform), share=share, measure=name.lower(),
    )  # fmt: skip


def readings_finding(facts: CampaignFacts, target: Fraction | None, name: str, locale: Locale) -> str:
    """When the target was passed, else where the measure stands."""
    known = [r for r in sorted(facts.readings, key=lambda r: r.day) if r.value is not None]
    if not known:
        return tr("{measure} over time", measure=name)
    passed = next((r for r in known if target and (r.value or 0) >= target), None)
    if passed and facts.by_published:
        return tr("Target passed with the posts up to {day}", day=_day(passed, locale))
    if passed:
        return tr("Target passed in the week of {day}", day=_week(passed, locale))
    stood = short_number(known[-1].value or 0, locale)
    return tr("{measure} stood at {value} on {day}", measure=name, value=stood, day=_day(known[-1], locale))


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


def _done(measure: str, name: str, found: Figure, locale: Locale) -> str:
    word = tr(MEASURES[measure]) if measure in MEASURES else isolate(name or measure)
    return tr("{value} {measure}", value=_short(found, locale), measure=word)


def _share(part: Fraction, whole: Fraction, locale: Locale) -> str:
    """Whole per cent, which reach 100 only where the target is reached."""
    share = part / whole * 100
    near = round(share)
    if near == 100 and share != 100:  # noqa: PLR2004  per cent
        return percent(round(share * PPM / 100), locale)
    return percent(near * PPM // 100, locale)


def _day(one: Reading, locale: Locale) -> str:
    return show_day(one.day, locale)


def _week(one: Reading, locale: Locale) -> str:
    day = date.fromisoformat(one.day[:10])
    return format_date(day - timedelta(days=day.weekday()), "d MMMM", locale=locale)


def _short(figure: Figure, locale: Locale) -> str:
    if figure.value is None:
        return tr("n/a")
    if figure.unit == "count" and figure.value.denominator == 1:
        return _three_digits(int(figure.value), locale)
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
