"""How values are shown here: the person's locale, the workspace's zone and currency."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from infludesk.kernel.dates import show_day, show_moment
from infludesk.kernel.fields import Field
from infludesk.kernel.money import Money, Rate
from infludesk.kernel.text import isolate, number, percent, tr

EMPTY = "–"
HIDDEN = "•••"


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of one window.

    Attributes:
        locale: the person's own.
        zone: the workspace's IANA zone, for moments.
        currency: the workspace's base currency; empty where an amount must name its own.
        today: the day in the workspace's zone.
        hide_internal: whether internal values are blanked, for screen sharing.
        currencies: those in use; where there are two, an amount must name one.
    """

    locale: Locale
    zone: str
    currency: str
    today: Callable[[], date]
    hide_internal: bool = False
    currencies: tuple[str, ...] = ()

    @property
    def default_currency(self) -> str:
        """The currency of an amount that names none; empty where it must name one."""
        if len(self.currencies) > 1:
            return ""
        return self.currency or next(iter(self.currencies), "")

    def within(self, currency: str | None) -> "Formats":
        """The same where amounts are in this currency unless they name another, as in a campaign; None changes none."""
        return replace(self, currency=currency, currencies=(currency,)) if currency else self

    def show_value(self, field: Field, value: Any) -> str:
        """The text of a value of any kind; ``–`` where there is none."""
        if field.secret and self.hide_internal:
            return HIDDEN
        if value is None or value in ("", ()):
            return EMPTY
        shows = None if is_other(field, value) else _SHOWS.get(field.kind)
        return shows(self, field, value) if shows else isolate(str(value))


def is_other(field: Field, value: Any) -> bool:
    """Whether a value is a text in a field of figures: written while the field was of another kind."""
    return isinstance(value, str) and field.kind in ("int", "ppm", "money", "yes")


def territory(code: str, locale: Locale) -> str:
    """The name of a country; an unknown code is shown as it is."""
    return str(locale.territories.get(code, code))


def language(code: str, locale: Locale) -> str:
    """The name of a language tag; an unknown tag is shown as it is."""
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(locale) or code
    except (ValueError, UnknownLocaleError):
        return code


def _deadline(show: Formats, _: Field, value: str) -> str:
    day, _t, rest = value.partition("T")
    if not rest:
        return show_day(day, show.locale)
    at, _b, zone = rest.rstrip("]").partition("[")
    elsewhere = f" ({zone})" if zone and zone != show.zone else ""
    return f"{show_day(day, show.locale)}, {at}{elsewhere}"


def _money(show: Formats, _: Field, value: Money) -> str:
    return value.show(show.locale)


def _rate(show: Formats, _: Field, value: Rate) -> str:
    num, den, day, _source = value
    rate = format_decimal(Decimal(num) / Decimal(den), format="#,##0.####", locale=show.locale)
    return tr("{rate} on {day}", rate=rate, day=show_day(day, show.locale)) if day else str(rate)


_SHOWS: dict[str, Callable[[Formats, Field, Any], str]] = {
    "choice": lambda _, field, value: tr(field.choice(value)),
    "flags": lambda _, field, value: ", ".join(tr(field.choice(code)) for code in value),
    "list": lambda _, __, value: ", ".join(isolate(str(one)) for one in value),
    "yes": lambda _, __, value: tr("Yes") if value else tr("No"),
    "day": lambda show, _, value: show_day(value, show.locale),
    "pday": lambda show, _, value: show_day(value, show.locale),
    "moment": lambda show, _, value: show_moment(value, show.locale, show.zone),
    "deadline": _deadline,
    "int": lambda show, _, value: number(value, show.locale),
    "ppm": lambda show, _, value: percent(value, show.locale),
    "money": _money,
    "fx": _rate,
    "country": lambda show, _, value: territory(value, show.locale),
    "lang": lambda show, _, value: language(value, show.locale),
}
