"""A stored value as a person would type it, and what is unusual about an entry that was read; pure."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import phonenumbers
from babel.dates import format_date
from babel.numbers import format_decimal

from infludesk.gui.kit.entry import read_entry
from infludesk.gui.kit.formats import Formats, is_other, language, territory
from infludesk.kernel.dates import parse_moment, show_day, show_moment, zone_of
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.money import Money, exponent
from infludesk.kernel.text import PPM, number, percent, tr

_MINUTE = len("2026-03-12T09:30")


def write_entry(field: Field, value: Any, formats: Formats) -> str:
    """Write a stored value as a person would type it: ``read_entry`` gives the same value again."""
    if value is None or value in ("", ()):
        return ""
    write = None if is_other(field, value) else _WRITES.get(field.kind)
    text = write(field, value, formats) if write else str(value)
    return text if _reads_back(field, text, value, formats) else _plain(value)


def remark(field: Field, text: str, value: Any, formats: Formats) -> Problem | None:
    """What to say of an entry that is stored although it is unusual or could be read in two ways."""
    look = _REMARKS.get(field.kind)
    return look(text.strip(), value, formats) if look and value is not None else None


def amount_text(money: Money, formats: Formats) -> str:
    """The amount alone, in the locale's digits with its minor units."""
    digits = exponent(money.currency)
    pattern = f"#,##0.{'0' * digits}" if digits else "#,##0"
    return str(format_decimal(money.amount, format=pattern, locale=formats.locale))


def _reads_back(field: Field, text: str, value: Any, formats: Formats) -> bool:
    """Month names and country names of some locales cannot be told apart when read; codes always can."""
    try:
        back = read_entry(field, text, formats)
    except Problem:
        return False
    # Nobody types seconds.
    return bool(back[:_MINUTE] == value[:_MINUTE] if field.kind == "moment" else back == value)


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _moment(field: Field, value: str, formats: Formats) -> str:
    if _reads_back(field, shown := show_moment(value, formats.locale, formats.zone), value, formats):
        return shown
    at = parse_moment(value).astimezone(zone_of(formats.zone))
    return f"{at:%Y-%m-%d %H:%M}"


def _deadline(_: Field, value: str, formats: Formats) -> str:
    day, _t, rest = value.partition("T")
    if not rest:
        return show_day(day, formats.locale)
    at, _b, zone = rest.rstrip("]").partition("[")
    return f"{show_day(day, formats.locale)} {at} {'' if zone == formats.zone else zone}".strip()


def _share(value: int, formats: Formats) -> str:
    share = Decimal(value) * 100 / PPM
    return f"{format_decimal(share, format='#,##0.####', locale=formats.locale)}%"


def _phone_remark(text: str, _: str, formats: Formats) -> Problem | None:
    try:
        known = phonenumbers.is_possible_number(phonenumbers.parse(text, formats.locale.territory))
    except phonenumbers.NumberParseException:
        known = False
    if known:
        return None
    return Problem(
        "entry.phone_country",
        tr("The country of this number is unclear."),
        tr("It is stored as typed. Add a country or start with +."),
    )


def _money_remark(text: str, value: Money, formats: Formats) -> Problem | None:
    point = formats.locale.number_symbols.get("latn", {}).get("decimal", ".")
    found = re.search(rf"(?<![\d.,])(\d{{1,3}}){re.escape(point)}(\d{{3}})(?![\d.,])", text)
    if not found or exponent(value.currency) > 2:  # noqa: PLR2004  a third digit is usual there
        return None
    amount, meant = amount_text(value, formats), found[1] + found[2]
    sign = tr("the point") if point == "." else tr("the comma")
    return Problem(
        "money.read_as",
        tr("{typed} is read as {amount} ({sign} is the decimal sign).", typed=found[0], amount=amount, sign=sign),
        tr(
            "{currency} {amount} is stored and marked. Type {meant} if you meant {large}.",
            currency=value.currency,
            amount=amount,
            meant=meant,
            large=number(int(meant), formats.locale),
        ),
    )


def _day_remark(text: str, value: str, formats: Formats) -> Problem | None:
    parts = re.split(r"[/.-]", text)
    if not all(part.isdecimal() for part in parts) or not 2 <= len(parts) <= 3:  # noqa: PLR2004  day, month, year
        return None
    first, second = int(parts[0]), int(parts[1])
    if first == second or max(first, second) > 12:  # noqa: PLR2004  months
        return None
    day = date.fromisoformat(value[:10])
    order = tr("day first") if day.day == first else tr("month first")
    shown = format_date(day, "d MMM y", locale=formats.locale)
    return Problem(
        "date.read_as",
        tr("Read as {day} ({order}).", day=shown, order=order),
        tr(
            "It is stored so, in the order of this computer's formats. Type {other} if that is meant.",
            other=format_date(day.replace(day=day.month, month=day.day), "d MMM y", locale=formats.locale),
        ),
    )


def _ppm_remark(_: str, value: int, formats: Formats) -> Problem | None:
    if abs(value) <= PPM:
        return None
    return Problem(
        "entry.unusual",
        tr("{share} is unusual.", share=percent(value, formats.locale)),
        tr("It is stored with a question mark. Is {less} meant?", less=_share(value // 100, formats)),
    )


_WRITES: dict[str, Callable[[Field, Any, Formats], str]] = {
    "choice": lambda field, value, _: tr(field.choice(value)),
    "flags": lambda field, value, _: ", ".join(tr(field.choice(code)) for code in value),
    "list": lambda _, value, __: ", ".join(map(str, value)),
    "yes": lambda _, value, __: tr("Yes") if value else tr("No"),
    "day": lambda _, value, formats: show_day(value, formats.locale),
    "pday": lambda _, value, formats: show_day(value, formats.locale),
    "moment": _moment,
    "deadline": _deadline,
    "int": lambda _, value, formats: number(value, formats.locale),
    "ppm": lambda _, value, formats: _share(value, formats),
    "money": lambda _, value, formats: f"{amount_text(value, formats)} {value.currency}",
    "country": lambda _, value, formats: territory(value, formats.locale),
    "lang": lambda _, value, formats: language(value, formats.locale),
}
_REMARKS: dict[str, Callable[[str, Any, Formats], Problem | None]] = {
    "phone": _phone_remark,
    "money": _money_remark,
    "day": _day_remark,
    "ppm": _ppm_remark,
}
