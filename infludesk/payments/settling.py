"""What rows of invoices and payments make of a fee or an invoice: invoiced, part-paid, paid, late, overpaid. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from infludesk.kernel.money import Money, total
from infludesk.kernel.text import PPM, fold, tr

Word = Literal["", "invoiced", "part_paid", "paid", "overpaid", "late"]
WORDS = {"invoiced": "Invoiced", "part_paid": "Part-paid", "paid": "Paid", "overpaid": "Overpaid", "late": "Late"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How far something is paid.

    Attributes:
        paid: in the currency of what is owed.
        open: what is left to pay; never below zero.
        over: what was paid too much; never below zero.
        word: the one that matters most; empty for nothing to say.
    """

    paid: Money
    open: Money
    over: Money
    word: Word


def standing(
    amount: Money, paid: Iterable[Money], *, due_on: str | None, today: str, owed: bool = True, invoiced: bool = False
) -> Standing:
    """Work out how far an amount is paid.

    Args:
        amount: what is owed.
        paid: what was paid of it; other currencies never count.
        due_on: the day it falls due.
        today: the day.
        owed: whether it is due at all by now; what is not owed is never late.
        invoiced: whether an invoice bills it.
    """
    sum_paid = total(one for one in paid if one.currency == amount.currency).get(
        amount.currency, Money(0, amount.currency)
    )
    gap = amount.minor - sum_paid.minor
    left, over = Money(max(gap, 0), amount.currency), Money(max(-gap, 0), amount.currency)
    return Standing(sum_paid, left, over, _word(sum_paid, gap, owed and bool(due_on) and str(due_on) < today, invoiced))


def _word(paid: Money, gap: int, late: bool, invoiced: bool) -> Word:  # noqa: FBT001  two of its four facts
    if gap < 0:
        return "overpaid"
    if gap == 0:
        return "paid" if paid.minor else ""
    if late:
        return "late"
    if paid.minor:
        return "part_paid"
    return "invoiced" if invoiced else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An invoice against its lines: each told, neither corrected.

    Attributes:
        lines: what the lines add up to, by currency.
        gap: the total as printed less lines and tax, where that can be told; None where it cannot.
        says: the difference in words; empty where there is none.
    """

    lines: dict[str, Money]
    gap: Money | None
    says: str


def compare(stated: Money | None, tax: Money | None, lines: Sequence[Money]) -> Sheet:
    """Compare the total as printed, tax included, with the lines, which are without tax."""
    sums = total(lines)
    if stated is None or not sums:
        return Sheet(sums, None, "")
    others = set(sums) | ({tax.currency} if tax else set())
    if others != {stated.currency}:
        return Sheet(sums, None, tr("n/a: the lines are in another currency."))
    gap = stated - sums[stated.currency] - (tax or Money(0, stated.currency))
    if gap.minor == 0:
        return Sheet(sums, gap, "")
    return Sheet(sums, gap, tr("differs from the lines") if tax else tr("differs from the lines; no tax is entered"))


def late_fee(left: Money | None, share_ppm: int | None) -> Money | None:
    """What a contract's late fee makes of an amount that is open, once, half to even; None where it names none."""
    if left is None or not left.minor or not share_ppm:
        return None
    return Money(round(Fraction(left.minor * share_ppm, PPM)), left.currency)


def spread(amount: Money, opens: Sequence[Money]) -> list[Money]:
    """Pay amounts that are open one after the other; what is left over stands last.

    Returns:
        One amount for each of ``opens``, zero where nothing was left for it, and the rest.
    """
    left, parts = amount.minor, []
    for one in opens:
        part = min(left, one.minor) if one.currency == amount.currency else 0
        parts.append(Money(part, amount.currency))
        left -= part
    return [*parts, Money(left, amount.currency)]


def same_number(one: str | None, other: str | None) -> bool:
    """Whether two numbers as printed are the same but for case and blanks."""
    return bool(one and other) and fold(one or "").replace(" ", "") == fold(other or "").replace(" ", "")
