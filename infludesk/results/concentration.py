"""How few people make most of the impact: Gini, Lorenz, few-for-90 %, HHI; computed from the user's own posts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from infludesk.kernel.text import PPM, percent, tr
from infludesk.results.figures import Figure
from infludesk.results.formulas import Reading, measure, newest, origin, word

NINE_TENTHS = Fraction(9, 10)


@dataclass(frozen=True, slots=True)
class Impact:
    """What each person brought of one metric.

    Attributes:
        by: creator's id → sum; people of whom nothing is known are left out, they are not 0.
        what: the metric's name within a sentence.
        as_of: the newest day of the posts.
        source: where they come from, as printed.
        n: posts that have the metric.
        of: all posts.
    """

    by: Mapping[str, int]
    what: str
    as_of: str | None = None
    source: str = ""
    n: int = 0
    of: int = 0


def impact(readings: Iterable[Reading], metric: str) -> Impact:
    """Sum a metric, or ``engagements``, per creator; the sums add up to the posts' total."""
    posts = newest(readings)
    used = [(one, count) for one in posts if (count := measure(one, metric)) is not None]
    by: dict[str, int] = {}
    for one, count in used:
        by[one.creator_id] = by.get(one.creator_id, 0) + count
    return Impact(by, word(metric), *origin(one for one, _ in used), n=len(used), of=len(posts))


def gini(given: Impact, *, small_sample: bool = False) -> Figure:
    """0 = all bring the same, towards 1 = one person brings all; ``small_sample`` multiplies by n / (n − 1)."""
    x, n, whole = _ascending(given)
    top = 2 * sum(i * one for i, one in enumerate(x, 1)) - (n + 1) * whole
    label = tr("Gini of {metric}, small sample", metric=given.what)
    if not small_sample:
        label = tr("Gini of {metric}", metric=given.what)
    return _figure(given, label, top, (n - 1 if small_sample else n) * whole)


def lorenz(given: Impact) -> tuple[tuple[Fraction, Fraction], ...]:
    """Points (share of people, share of impact) from (0, 0) to (1, 1), smallest first; empty where n/a."""
    if _reason(given):
        return ()
    x, n, whole = _ascending(given)
    return tuple((Fraction(k, n), Fraction(held, whole)) for k, held in enumerate(accumulate(x, initial=0)))


def few(given: Impact, share: Fraction = NINE_TENTHS) -> tuple[str, ...]:
    """The fewest people who hold at least ``share`` of the impact, largest first, ties by id; empty where n/a."""
    if _reason(given):
        return ()
    wanted, held, found = share * sum(given.by.values()), 0, []
    for who, brought in sorted(given.by.items(), key=lambda one: (-one[1], one[0])):
        if held >= wanted:
            break
        held += brought
        found.append(who)
    return tuple(found)


def few_for(given: Impact, share: Fraction = NINE_TENTHS) -> Figure:
    """How many people :func:`few` finds; said as "numerator of denominator made 90 %"."""
    label = tr("people who made {share} of {metric}", share=percent(round(share * PPM)), metric=given.what)
    return _figure(given, label, len(few(given, share)), len(given.by), ratio=False)


def hhi(given: Impact) -> Figure:
    """Herfindahl–Hirschman index: the sum of squared shares, 1/n to 1."""
    x, _, whole = _ascending(given)
    return _figure(given, tr("HHI of {metric}", metric=given.what), sum(one * one for one in x), whole * whole)


def effective_number(given: Impact) -> Figure:
    """1 / HHI: how many equal people would be as concentrated."""
    x, _, whole = _ascending(given)
    label = tr("effective number of people, by {metric}", metric=given.what)
    return _figure(given, label, whole * whole, sum(one * one for one in x))


def _ascending(given: Impact) -> tuple[list[int], int, int]:
    return sorted(given.by.values()), len(given.by), sum(given.by.values())


def _reason(given: Impact) -> str:
    """Why nothing can be said; empty where something can."""
    if len(given.by) < 2:  # noqa: PLR2004  one person is no distribution
        return tr("fewer than 2 people have {metric}", metric=given.what)
    if min(given.by.values()) < 0:
        return tr("a sum of {metric} is below 0", metric=given.what)
    return "" if any(given.by.values()) else tr("0 {what}", what=given.what)


def _figure(given: Impact, label: str, top: int, base: int, *, ratio: bool = True) -> Figure:
    reason = _reason(given)
    if reason:
        return Figure(None, reason=reason, variant=label, of=given.of)
    value = Fraction(top, base) if ratio else Fraction(top)
    return Figure(value, "count", "", top, base, label, as_of=given.as_of, source=given.source, n=given.n, of=given.of)
