"""A fee in parts: what each is worth, and the day it falls due. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from infludesk.kernel.errors import Problem
from infludesk.kernel.money import Money
from infludesk.kernel.text import PPM, tr

# Triggers that a day alone fires: nobody has to do anything.
BY_DAY = frozenset({"day", "live_days"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a fee: its share in parts per million, what it waits for, and the days after that."""

    share_ppm: int
    trigger: str | None = None
    trigger_days: int | None = None


def shares(amount: Money, parts: Sequence[int]) -> list[Money]:
    """Cut an amount by parts per million, to the minor unit: the cuts add up to the amount.

    Args:
        amount: what is cut, not below zero.
        parts: shares in parts per million that add up to one million.

    Raises:
        Problem: ``fee.split``: they do not, or a share is not above zero.
    """
    if len(parts) < 2 or sum(parts) != PPM or min(parts) <= 0:  # noqa: PLR2004  one part is no split
        raise Problem(
            "fee.split",
            tr("The parts do not make up the whole fee."),
            tr("Nothing was changed. Give two parts or more that add up to 100 %."),
        )
    whole = [amount.minor * part // PPM for part in parts]
    left = amount.minor - sum(whole)
    # The largest remainders get the units left over; of equal ones the first.
    order = sorted(range(len(parts)), key=lambda at: (-(amount.minor * parts[at] % PPM), at))
    for at in order[:left]:
        whole[at] += 1
    return [Money(minor, amount.currency) for minor in whole]


def due_day(day: str, *, days: int | None, pay_days: int | None) -> str:
    """The day a line falls due that is earned on ``day``: its own days after it, else those agreed to pay."""
    after = pay_days if days is None else days
    return (date.fromisoformat(day[:10]) + timedelta(days=after or 0)).isoformat()


def matured(state: str | None, trigger: str | None, due_on: str | None, today: str) -> bool:
    """Whether a planned line waited for a day alone, and that day has come: it is owed as if it were earned."""
    return (state or "planned") == "planned" and trigger in BY_DAY and bool(due_on) and str(due_on) <= today


def owed(state: str | None, trigger: str | None, due_on: str | None, today: str) -> bool:
    """Whether a line is due to its payee by now: earned, or its day has come. A held one is owed, but waits."""
    return state == "earned" or matured(state, trigger, due_on, today)


def bound(state: str | None, trigger: str | None, due_on: str | None, earned_on: str | None, today: str) -> bool:
    """Whether the duty to pay a line stands by now, also while it is held."""
    if state != "held":
        return owed(state, trigger, due_on, today)
    return bool(earned_on) or matured("planned", trigger, due_on, today)
