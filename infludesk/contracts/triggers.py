"""Sums that ask for paper: money and value in kind against dated amounts, by the year, within days or whole. Pure.

Which amounts count, and how they were converted, is the reader's business; the thresholds come from dated figures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from infludesk.kernel.money import Money
from infludesk.kernel.text import PPM

Level = Literal["below", "near", "reached"]
# From which share on a person should look; the share is the program's own, no law's.
NEAR_PPM = 800_000


@dataclass(frozen=True, slots=True)
class Part:
    """One amount that counts.

    Attributes:
        record: where it comes from, as ``table:id``.
        day: when it counts, ``YYYY-MM-DD``.
        minor: exact minor units of the threshold's currency; None where no value or no rate is known.
    """

    record: str
    day: str
    minor: Fraction | None


@dataclass(frozen=True, slots=True)
class Count:
    """A sum against its threshold.

    Attributes:
        sum: rounded once, half to even.
        threshold: the amount from which paper is asked for; the amount itself reaches it.
        from_day: the first day counted, ``until_day`` the last.
        parts: what was added up.
        unknown: how many amounts could not be added, so that the sum is only the least it can be.
        level: reached, near it, or below; told from the exact sum.
    """

    sum: Money
    threshold: Money
    from_day: str
    until_day: str
    parts: tuple[Part, ...]
    unknown: int
    level: Level


def in_year(parts: Iterable[Part], year: int, threshold: Money) -> Count:
    """What counts from the first to the last day of a calendar year."""
    return _count(parts, f"{year:04d}-01-01", f"{year:04d}-12-31", threshold)


def within_days(parts: Sequence[Part], days: int, threshold: Money, *, until: str = "") -> Count:
    """The largest sum within so many days before any of the parts, that day included.

    Args:
        parts: in any order.
        days: the days that precede the last one counted.
        threshold: the amount to compare with.
        until: parts after this day are left out; empty for none.
    """
    ordered = sorted((part for part in parts if not until or part.day <= until), key=lambda part: part.day)
    best, best_sum, first, running = (0, 0), Fraction(-1), 0, Fraction(0)
    for last, part in enumerate(ordered):
        running += part.minor or 0
        opens = (date.fromisoformat(part.day) - timedelta(days=days)).isoformat()
        while ordered[first].day < opens:
            running -= ordered[first].minor or 0
            first += 1
        if running >= best_sum:
            best, best_sum = (first, last + 1), running
    counted = ordered[slice(*best)]
    return _count(counted, counted[0].day if counted else until, counted[-1].day if counted else until, threshold)


def together(parts: Iterable[Part], threshold: Money) -> Count:
    """What counts whenever it was."""
    counted = sorted(parts, key=lambda part: part.day)
    return _count(counted, counted[0].day if counted else "", counted[-1].day if counted else "", threshold)


def level_of(exact: Fraction, threshold: Money) -> Level:
    """How far a sum, in minor units of the threshold's currency, has come; the threshold itself is reached."""
    if exact >= threshold.minor:
        return "reached"
    return "near" if exact * PPM >= threshold.minor * NEAR_PPM else "below"


def _count(parts: Iterable[Part], from_day: str, until_day: str, threshold: Money) -> Count:
    counted = tuple(part for part in parts if from_day <= part.day <= until_day)
    exact = sum((part.minor for part in counted if part.minor is not None), Fraction(0))
    unknown = sum(part.minor is None for part in counted)
    rounded = Money(round(exact), threshold.currency)
    return Count(rounded, threshold, from_day, until_day, counted, unknown, level_of(exact, threshold))
