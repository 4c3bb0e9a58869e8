"""Tax forms, and what a payee got in a year against the dated threshold. Pure; guidance, not advice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from infludesk.kernel.money import Money, total
from infludesk.kernel.text import tr
from infludesk.payments.model import Payee
from infludesk.payments.rates import Amount, Rates, convert

FormState = Literal["missing", "expired", "expiring", "valid", "not_asked"]
FORM_WORDS = {
    "missing": "No form", "expired": "Expired", "expiring": "Ends soon", "valid": "Valid", "not_asked": "Not asked",
}  # fmt: skip
US = "US"
# The processor reports these itself, so that they do not count for the one who pays (guidance).
REPORTED_ELSEWHERE = frozenset({"card", "platform"})
_SOON_DAYS = 60
_NO_RATES = Rates()


def form_state(payee: Payee | None, today: date) -> FormState:
    """Whether a payee's tax form is there and holds; without a payee it is missing.

    A W-9 holds until it changes; other forms until their day.
    """
    if payee is None or payee.tax_form is None:
        return "missing"
    if payee.tax_form == "none":
        return "not_asked"
    if not payee.form_until:
        return "valid"
    if payee.form_until < today.isoformat():
        return "expired"
    soon = (today + timedelta(days=_SOON_DAYS)).isoformat()
    return "expiring" if payee.form_until <= soon else "valid"


def reported_in_us(payee: Payee) -> bool:
    """Whether the payments of a payee are reported in the United States, as far as is known."""
    return payee.us_person or payee.tax_form == "w9" or (payee.country == US and payee.us_person is None)


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment as the tax year counts it: how much, when, how, and its id."""

    money: Money
    day: str
    method: str


@dataclass(frozen=True, slots=True)
class Year:
    """What one payee got in a year.

    Attributes:
        by_method: method → sums by currency; empty method where none is known.
        all: all payments, by currency.
        counted: what counts towards the threshold, in its currency; None = n/a.
        reason: why it is n/a.
        threshold: the dated amount; None where none is known for the year.
        reached: whether the threshold is reached (>=); None where that cannot be told.
    """

    by_method: dict[str, dict[str, Money]]
    all: dict[str, Money]
    counted: Money | None
    reason: str
    threshold: Money | None
    reached: bool | None


def year_of(
    payments: Sequence[Paid], threshold: Money | None, rates: Rates = _NO_RATES, elsewhere: Money | None = None
) -> Year:
    """Add up a payee's payments of one year.

    Args:
        payments: those of the year.
        threshold: the amount to compare with; in its currency the payments are converted.
        rates: what they are converted by, each at its own day.
        elsewhere: paid to the same payee outside this workspace.
    """
    methods: dict[str, list[Money]] = {}
    for one in payments:
        methods.setdefault(one.method, []).append(one.money)
    sums = {method: total(amounts) for method, amounts in sorted(methods.items())}
    every = total(one.money for one in payments)
    if threshold is None:
        return Year(sums, every, None, tr("n/a: no threshold is known for this year."), None, None)
    counting = [Amount(one.money, one.day) for one in payments if one.method not in REPORTED_ELSEWHERE]
    if elsewhere:
        counting.append(Amount(elsewhere))
    found = convert(counting, threshold.currency, rates)
    reached = None if found.money is None else found.money.minor >= threshold.minor
    return Year(sums, every, found.money, found.reason, threshold, reached)
