"""How a figure is written, and the one line beside it that proves it."""

from decimal import Decimal
from fractions import Fraction

from babel import Locale
from babel.numbers import format_currency, format_decimal

from infludesk.kernel.dates import show_day
from infludesk.kernel.money import exponent
from infludesk.kernel.text import PPM, join, number, percent, tr
from infludesk.results.figures import Figure


def show_figure(figure: Figure, locale: Locale) -> str:
    """Write a figure in full: ``12,431``, ``3.4%``, ``€0.42``, ``3 days``, ``n/a``; never 0 unless it is 0."""
    value = figure.value
    if value is None:
        return tr("n/a")
    match figure.unit:
        case "ppm":
            ppm = round(value * PPM)
            shown = percent(ppm, locale)
            return f"≈{percent(0, locale)}" if value and shown.strip("-−") == percent(0, locale) else shown
        case "money":
            places = exponent(figure.currency)
            amount = _decimal(value / 10**places, places)
            return format_currency(amount, figure.currency, locale=locale, decimal_quantization=False)
    shown = format_decimal(
        _decimal(value, 0 if value.denominator == 1 else 2), locale=locale, decimal_quantization=False
    )
    if figure.unit == "days":
        return tr("{n} day" if value == 1 else "{n} days", n=shown)
    return shown


def proof(figure: Figure, locale: Locale) -> str:
    """One line: ``by reach, pooled · 42 of 45 posts · as of 12 Mar 2026 · export``; the reason where it is n/a."""
    posts = tr(
        "{n} of {of} post" if figure.of == 1 else "{n} of {of} posts",
        n=number(figure.n, locale),
        of=number(figure.of, locale),
    )
    return join(
        (
            figure.variant,
            figure.reason,
            posts if figure.of else "",
            tr("as of {day}", day=show_day(figure.as_of, locale)) if figure.as_of else "",
            figure.source,
        )
    )


def _decimal(value: Fraction, places: int) -> Decimal:
    """Round half to even, once; a small value keeps two digits, so that it never reads as 0."""
    while value and abs(value) * 10**places < 10:  # noqa: PLR2004  two digits
        places += 1
    rounded = round(value, places)
    return Decimal(rounded.numerator) / Decimal(rounded.denominator)
