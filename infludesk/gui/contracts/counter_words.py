"""A legal counter in words: what it counts, what it has come to, and what it asks for."""

from babel import Locale

from infludesk.contracts.figures import CALIFORNIA, FRANCE, NEW_YORK, US_1099
from infludesk.contracts.triggers import Part
from infludesk.flows.counters import Counter
from infludesk.gui.kit.formats import HIDDEN
from infludesk.kernel.dates import show_day
from infludesk.kernel.money import Money
from infludesk.kernel.text import isolate, join, plural, tr

NAMES = {
    FRANCE: "France, written contract",
    CALIFORNIA: "California, written contract",
    NEW_YORK: "New York, written contract",
    US_1099: "US, Form 1099-NEC",
}
LEVELS = {"below": "Below", "near": "Near", "reached": "Reached"}
_MISSING = {US_1099: "Asks for a tax form"}


def has_come_to(one: Counter, locale: Locale, *, hidden: bool = False) -> str:
    """The sum beside the amount: "EUR 820 of EUR 1,000"; what it leaves out is said, internal figures can be hidden."""
    if hidden:
        return tr("{sum} of {amount}", sum=HIDDEN, amount=one.figure.amount.show(locale))
    if one.sum is None:
        return join((tr("Cannot be told"), one.reason), ": ")
    sums = tr("{sum} of {amount}", sum=one.sum.show(locale), amount=one.figure.amount.show(locale))
    if not one.unknown:
        return sums
    return join(
        (sums, plural(one.unknown, "{n} amount without value or rate", "{n} amounts without value or rate")), ", "
    )


def period(one: Counter, locale: Locale) -> str:
    """From when to when it counts."""
    if one.from_day.endswith("-01-01") and one.until_day.endswith("-12-31"):
        return one.until_day[:4]
    if one.from_day == one.until_day:
        return show_day(one.from_day, locale)
    return tr("{first} to {last}", first=show_day(one.from_day, locale), last=show_day(one.until_day, locale))


def asks_for(one: Counter) -> str:
    """What it asks for, or that it is there."""
    if one.covered:
        return tr("Tax form is there") if one.figure.code == US_1099 else tr("Contract is signed")
    if one.level == "below":
        return tr("Nothing yet")
    return tr(_MISSING.get(one.figure.code, "Asks for a signed contract"))


def counts(one: Counter) -> str:
    """What is added up, and the rule it comes from; what was not read in a source is guidance."""
    guidance = "" if one.figure.confidence in ("V", "user") else tr("guidance")
    objective = tr("objective: {words}", words=isolate(one.objective)) if one.objective else ""
    return join((tr(one.figure.what), objective, one.figure.source, guidance))


def part_words(part: Part, currency: str, locale: Locale) -> str:
    """One amount that was added up: its day, what it is, how much."""
    kind = {"creator_fee": tr("Fee"), "benefit": tr("Benefit")}.get(part.record.partition(":")[0], tr("Gift"))
    amount = tr("not known") if part.minor is None else Money(round(part.minor), currency).show(locale)
    return join((show_day(part.day, locale), kind, amount))
