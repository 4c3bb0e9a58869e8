"""Cells and words of money: triggers, states, how far paid, tax forms and years."""

from infludesk.flows.fee_list import ListedFee
from infludesk.gui.campaigns.parts import money_words
from infludesk.gui.kit.cells import Cell, Pill, State, Text
from infludesk.gui.kit.formats import EMPTY, Formats
from infludesk.kernel.dates import due, show_day
from infludesk.kernel.money import Money, Rate
from infludesk.kernel.text import join, plural, tr
from infludesk.payments.model import STATES, TRIGGERS, CreatorFee
from infludesk.payments.rates import Quote
from infludesk.payments.settling import WORDS
from infludesk.payments.taxes import FORM_WORDS, FormState, Year

_STATES: dict[str, State] = {"earned": "info", "held": "warn", "waived": "neutral", "cancelled": "neutral"}
_PAID: dict[str, State] = {
    "paid": "success", "part_paid": "warn", "late": "danger", "overpaid": "danger", "invoiced": "info",
}  # fmt: skip
_FORMS: dict[str, State] = {"missing": "warn", "expired": "danger", "expiring": "warn", "valid": "success"}


def kind_words(kind: str, label: str = "") -> str:
    """What a fee is for."""
    return join((tr(CreatorFee.entity.field("kind").choice(kind)), label))


def trigger_words(trigger: str, days: int | None) -> str:
    """What a line waits for: "Published + 30 days"."""
    words = tr(dict(TRIGGERS).get(trigger, trigger)) if trigger else EMPTY
    if not days:
        return words
    if trigger == "live_days":
        return plural(days, "{n} day live", "{n} days live")
    return tr("{trigger} + {days}", trigger=words, days=plural(days, "{n} day", "{n} days"))


def state_words(fee: ListedFee, formats: Formats) -> str:
    """A line's state in a sentence: "Earned: published 3 Mar 2026, due in 30 days"."""
    state = tr(dict(STATES).get(fee.state, fee.state))
    if fee.state == "held":
        duty = tr("The duty to pay stays.") if fee.earned_on else tr("It is not earned yet.")
        return join((tr("Held: {why}.", why=(fee.why or EMPTY).rstrip(".")), duty), " ")
    if fee.state in ("waived", "cancelled"):
        return tr("{state}: {why}", state=state, why=fee.why) if fee.why else state
    when = tr("due {when}", when=due(fee.due_on, formats.today(), formats.locale)) if fee.due_on else ""
    if fee.state == "earned":
        why = trigger_words(fee.trigger, None).lower() if fee.trigger else ""
        what = join((why, show_day(fee.earned_on, formats.locale)), " ")
        return tr("Earned: {what}", what=join((what, when), ", "))
    waits = tr("waits for: {what}", what=trigger_words(fee.trigger, fee.trigger_days).lower()) if fee.trigger else ""
    return join((state, when if fee.owed else waits), ", ")


def state_cell(state: str) -> Cell:
    """A line's state."""
    return Pill(tr(dict(STATES).get(state, state)), _STATES.get(state, "neutral"))


def paid_cell(word: str) -> Cell:
    """How far something is paid."""
    return Pill(tr(WORDS[word]), _PAID[word]) if word else Text(EMPTY, tone="text-3")


def form_cell(form: FormState, until: str = "") -> Cell:
    """Whether the tax form is there and holds."""
    return Pill(join((tr(FORM_WORDS[form]), until)), _FORMS.get(form, "neutral"))


def year_words(year: Year, formats: Formats) -> str:
    """What counts of a year against its threshold: "$1,450.00 of $2,000.00"."""
    if year.threshold is None:
        return join((money_words(one, formats) for one in year.all.values()), ", ") or EMPTY
    if year.counted is None:
        return year.reason
    counted, limit = money_words(year.counted, formats), money_words(year.threshold, formats)
    return tr("{sum} of {limit}", sum=counted, limit=limit)


def year_cell(year: Year | None, formats: Formats) -> Cell:
    """The counter of a payee's tax year; an amber one has reached the threshold."""
    if year is None or not (year.all or (year.counted and year.counted.minor)):
        return Text(EMPTY, tone="text-3")
    words = year_words(year, formats)
    if year.reached:
        return Pill(words, "warn", "flag", problem=tr("The threshold is reached."), internal=True)
    return Text(words, tone="text-2", internal=True)


def rate_words(quote: Quote, formats: Formats) -> str:
    """A rate as it is printed beside what it converted: "1 USD = 0.92 EUR on 1 Mar 2026"."""
    return tr("1 {base} = {rate} {quote}", base=quote.base, rate=rate_text(quote.rate, formats), quote=quote.quote)


def rate_text(rate: Rate, formats: Formats) -> str:
    """A rate with its day."""
    value = f"{rate.num / rate.den:.6f}".rstrip("0").rstrip(".")
    return tr("{rate} on {day}", rate=value, day=show_day(rate.day, formats.locale)) if rate.day else value


def sums_words(sums: dict[str, Money], formats: Formats) -> str:
    """Sums per currency, never added."""
    return join((money_words(one, formats) for one in sums.values()), ", ") or EMPTY
