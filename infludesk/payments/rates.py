"""Amounts in another currency: by the record's own rate, the campaign's planning rate, or one entered before. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from infludesk.kernel.money import Money, Rate, exponent
from infludesk.kernel.text import tr

PLANNED, ENTERED = "planning", "entered"
_LONGEST = 10**16  # what a whole number of the file holds, with room
_RATE = re.compile(r"[0-9]{0,16}\.?[0-9]{0,16}|[0-9]{1,16}/[0-9]{1,16}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Quote:
    """A rate between two currencies: one major unit of ``base`` is so much of ``quote``."""

    base: str
    quote: str
    rate: Rate


@dataclass(frozen=True, slots=True)
class Rates:
    """What amounts are converted by.

    Attributes:
        planning: the campaign's planning rates.
        entered: the rates entered in the workspace, in any order.
    """

    planning: tuple[Quote, ...] = ()
    entered: tuple[Quote, ...] = ()

    def find(self, base: str, quote: str, day: str | None) -> Rate | None:
        """The rate for a day: the planning rate, else the nearest earlier one entered; None where there is none.

        Without a day the newest counts. A rate entered the other way round is turned.
        """
        if base == quote:
            return Rate(1, 1, day, "")
        for one in self.planning:
            if rate := _as(one, base, quote):
                return rate
        known = [rate for one in self.entered if (rate := _as(one, base, quote))]
        earlier = [rate for rate in known if day is None or (rate.day or "") <= day[:10]]
        return max(earlier, key=lambda rate: rate.day or "", default=None)


@dataclass(frozen=True, slots=True)
class Amount:
    """Something to convert: how much, the day it counts for, and what was really paid of it, at which rate.

    ``paid`` are parts of ``money``, each with its rate to the currency ``into``.
    """

    money: Money
    day: str | None = None
    paid: tuple[tuple[Money, Rate], ...] = ()


@dataclass(frozen=True, slots=True)
class Converted:
    """A sum in one currency.

    Attributes:
        money: None = n/a.
        reason: why it is n/a; empty where it is known.
        used: the rates used, each once, to print beside it.
    """

    money: Money | None
    reason: str = ""
    used: tuple[Quote, ...] = ()


def convert(amounts: Iterable[Amount], into: str, rates: Rates) -> Converted:
    """Add up amounts in one currency, rounded once at the end, half to even."""
    return convert_each(((one, rates) for one in amounts), into)


def convert_each(amounts: Iterable[tuple[Amount, Rates]], into: str) -> Converted:
    """Add up amounts in one currency, each by its own rates, rounded once at the end, half to even."""
    found, used = Fraction(0), dict[Quote, None]()
    for one, rates in amounts:
        rest = one.money.minor
        for part, rate in one.paid if one.money.currency != into else ():
            counted = min(part.minor, rest)  # what was paid too much is no part of the amount
            if counted > 0:
                found += exact(counted, part.currency, into, rate)
                used[Quote(part.currency, into, rate)] = None
                rest -= counted
        if not rest:
            continue
        known = rates.find(one.money.currency, into, one.day)
        if known is None:
            return Converted(None, _lacking(one.money.currency, into, one.day))
        found += exact(rest, one.money.currency, into, known)
        if one.money.currency != into:
            used[Quote(one.money.currency, into, known)] = None
    return Converted(Money(round(found), into), "", tuple(used))


def read_planning(lines: Sequence[str]) -> tuple[Quote, ...]:
    """The planning rates of a campaign, as ``USD EUR 0.92 2026-03-01``; lines that say none are left out."""
    return tuple(quote for line in lines if (quote := _read(line)))


def _read(line: str) -> Quote | None:
    parts = line.split()
    if len(parts) not in (3, 4):
        return None
    rate = parse(parts[2])
    day = parts[3] if len(parts) > 3 else None  # noqa: PLR2004  the fourth is the day
    return Quote(parts[0].upper(), parts[1].upper(), of_fraction(rate, day, PLANNED)) if rate else None


def parse(text: str) -> Fraction | None:
    """A rate as typed, exact: 0.92, 0,92 or 1/3; None for what is none, or is too long to be kept."""
    if not _RATE.fullmatch(text := text.strip().replace(",", ".")):
        return None
    try:
        rate = Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None
    return rate if rate > 0 and max(rate.numerator, rate.denominator) <= _LONGEST else None


def of_fraction(rate: Fraction, day: str | None, source: str) -> Rate:
    """A rate as it is stored."""
    return Rate(rate.numerator, rate.denominator, day, source)


def _as(one: Quote, base: str, quote: str) -> Rate | None:
    if (one.base, one.quote) == (base, quote):
        return one.rate
    if (one.base, one.quote) == (quote, base) and one.rate.num:
        return one.rate._replace(num=one.rate.den, den=one.rate.num)
    return None


def exact(minor: int, base: str, into: str, rate: Rate) -> Fraction:
    """Minor units of one currency in minor units of another, not rounded."""
    return minor * Fraction(rate.num, rate.den) * Fraction(10) ** (exponent(into) - exponent(base))


def _lacking(base: str, into: str, day: str | None) -> str:
    if day:
        return tr("n/a: no rate from {base} to {into} until {day}.", base=base, into=into, day=day[:10])
    return tr("n/a: no rate from {base} to {into}.", base=base, into=into)
