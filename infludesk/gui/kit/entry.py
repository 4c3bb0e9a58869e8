"""Typed text to a value, for every kind of field; pure."""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from email_validator import EmailNotValidError, validate_email

from infludesk.gui.kit.formats import Formats
from infludesk.kernel.dates import moment, parse_day, zone_of
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.money import CURRENCIES, Money, parse_money
from infludesk.kernel.numbers import parse_count, parse_decimal, readings
from infludesk.kernel.text import PPM, fold, tr

Value = Any
_TIME = re.compile(
    r"^(?P<day>.+?)[\s,T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?:[\s\[(]+(?P<zone>[A-Za-z_]+(?:/[\w+-]+)*)[\])]?)?$"
)
_DIGITS = re.compile(r"\s*([\d.,'’\s]*\d)\s*")
_PARTIAL = re.compile(r"\d{4}|\d{4}-(0[1-9]|1[0-2])|--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def read_entry(field: Field, text: str, formats: Formats) -> Value:
    """Read what was typed into a field as the value to store; None, or () for several, where nothing was.

    Raises:
        Problem: it cannot be read; the message says what is kept.
    """
    text = text.strip()
    if text:
        return _READS.get(field.kind, _text)(field, text, formats)
    if field.needed:
        raise Problem("entry.needed", tr("{label} is needed.", label=tr(field.label)), tr("The old value is kept."))
    return () if field.kind in ("list", "flags") else None


def _text(field: Field, text: str, _: Formats) -> str:
    if field.name == "handle" and re.search(r"\s", text) and "/" not in text:
        raise Problem(
            "entry.handle",
            tr("A handle has no spaces."),
            tr("Nothing was changed. Use {handle} or paste the profile address.", handle=re.sub(r"\s+", "_", text)),
        )
    return text


def _email(_: Field, text: str, __: Formats) -> str:
    advice = tr("The old address is kept. Correct it or press Esc.")
    before, at, domain = text.rpartition("@")
    if not (at and before):
        raise Problem("entry.email", tr('"{text}" has no name and @ before the domain.', text=text), advice)
    if "." not in domain.strip("."):
        raise Problem("entry.email", tr('"{text}" has no ending such as .com.', text=text), advice)
    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise Problem("entry.email", tr('"{text}" is not an e-mail address.', text=text), advice) from None
    return text


def _url(_: Field, text: str, __: Formats) -> str:
    if re.search(r"\s", text) or "." not in text.strip("."):
        raise Problem(
            "entry.url",
            tr('"{text}" is not a web address.', text=text),
            tr("The old address is kept. Paste it as the browser shows it."),
        )
    return text


def _choice(field: Field, text: str, _: Formats) -> str:
    for code, label in field.choices:
        if text == code or fold(text) in (fold(label), fold(tr(label))):
            return code
    return _unknown(field, text)


def _flags(field: Field, text: str, formats: Formats) -> tuple[str, ...]:
    return tuple(sorted({_choice(field, part, formats) for part in _parts(text)}))


def _list(field: Field, text: str, __: Formats) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_lines(text) if field.sentences else _parts(text)))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _yes(field: Field, text: str, _: Formats) -> bool:
    word = fold(text)
    if word in ("yes", "1", "true", fold(tr("Yes"))):
        return True
    if word in ("no", "0", "false", fold(tr("No"))):
        return False
    raise _unread(field, text, tr("Type yes or no."))


def _country(field: Field, text: str, formats: Formats) -> str:
    names = formats.locale.territories
    if text.upper() in names and len(text) == 2:  # noqa: PLR2004  ISO 3166-1 alpha-2
        return text.upper()
    for code, name in names.items():
        if len(code) == 2 and code.isalpha() and fold(text) in (fold(name), fold(_EN.territories.get(code, name))):  # noqa: PLR2004
            return str(code)
    return _unknown(field, text)


def _lang(field: Field, text: str, formats: Formats) -> str:
    for code, name in formats.locale.languages.items():
        if fold(text) in (fold(name), fold(_EN.languages.get(code, name))):
            return str(code).replace("_", "-")
    try:
        Locale.parse(text.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return _unknown(field, text)
    return text


def _currency(field: Field, text: str, _: Formats) -> str:
    return text.upper() if text.upper() in CURRENCIES else _unknown(field, text)


def _zone(field: Field, text: str, _: Formats) -> str:
    return text if text in available_timezones() else _unknown(field, text)


def _unknown(field: Field, text: str) -> str:
    raise _unread(field, text, tr("Choose from the list."))


def _unread(field: Field, text: str, advice: str) -> Problem:
    kept = tr("The old value is kept.")
    return Problem(f"entry.{field.kind}", tr('"{text}" is not known here.', text=text), f"{kept} {advice}")


def _day(_: Field, text: str, formats: Formats) -> str:
    return parse_day(text, today=formats.today(), locale=formats.locale)


def _pday(field: Field, text: str, formats: Formats) -> str:
    if _PARTIAL.fullmatch(text):
        return text
    words = re.split(r"[\s.,]+", text)
    if len(words) == 2 and any(word.isalpha() for word in words):  # noqa: PLR2004  a month and a day or year
        rest = next((word for word in words if word.isdecimal()), "")
        if len(rest) == 4:  # noqa: PLR2004  a full year
            return _day(field, f"1 {text}", formats)[:7] if words[0].isalpha() else _day(field, text, formats)
        return f"-{_day(field, f'{text} 2000', formats)[4:]}"
    return _day(field, text, formats)


def _moment(field: Field, text: str, formats: Formats) -> str:
    day, hour, minute, zone = _timed(field, text, formats)
    return moment(datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=zone_of(zone)))


def _deadline(field: Field, text: str, formats: Formats) -> str:
    if not _TIME.match(text):
        return _day(field, text, formats)
    day, hour, minute, zone = _timed(field, text, formats)
    return f"{day}T{hour:02}:{minute:02}[{zone}]"


def _timed(field: Field, text: str, formats: Formats) -> tuple[str, int, int, str]:
    found = _TIME.match(text)
    if not found:
        return _day(field, text, formats), 0, 0, formats.zone
    hour, minute = int(found["hour"]), int(found["minute"])
    if hour > 23 or minute > 59:  # noqa: PLR2004  a day
        clock = f"{found['hour']}:{found['minute']}"
        raise Problem("entry.time", tr('"{text}" is not a time of day.', text=clock), tr("The old time is kept."))
    zone = found["zone"] or formats.zone
    if zone != formats.zone:
        _zone(field, zone, formats)
    return _day(field, found["day"], formats), hour, minute, zone


def _int(field: Field, text: str, formats: Formats) -> int:
    _demand_clear(field, text, formats)
    value = parse_count(text, formats.locale)
    if value is None:
        raise _not_a_number(field, text)
    if value != value.to_integral_value():
        advice = tr("The old number is kept. Type digits only.")
        raise Problem("entry.int", tr('"{text}" is not a whole number.', text=text), advice)
    return int(value)


def _ppm(field: Field, text: str, formats: Formats) -> int:
    plain = text.replace("%", "").strip()
    sign = -1 if plain[:1] in ("-", "−") else 1
    return int((sign * _decimal(field, plain.lstrip("-−+"), formats) * PPM / 100).to_integral_value())


def _decimal(field: Field, digits: str, formats: Formats) -> Decimal:
    _demand_clear(field, digits, formats)
    value = parse_decimal(digits, formats.locale)
    if value is None:
        raise _not_a_number(field, digits)
    return value


def _demand_clear(field: Field, digits: str, formats: Formats) -> None:
    """Refuse a grouping sign that parts no thousands: elsewhere it is the decimal sign."""
    digits = digits.lstrip("-−+")
    match readings(digits, formats.locale):
        case (one, other):
            title = tr("{typed} can be {one} or {other}.", typed=digits, one=one, other=other)
            advice = tr("Type {meant}.", meant=other if field.kind == "int" else one)
        case (one,) if field.kind != "int":
            title = tr("{typed} has the decimal sign of another country.", typed=digits)
            advice = tr("Type {meant}.", meant=one)
        case _:
            return
    raise Problem(f"entry.{field.kind}_two_ways", title, advice)


def _not_a_number(field: Field, text: str) -> Problem:
    advice = tr("The old number is kept. Type digits only.")
    return Problem(f"entry.{field.kind}", tr('"{text}" is not a number.', text=text), advice)


def _money(field: Field, text: str, formats: Formats) -> Money:
    named = re.search(r"[^\W\d_]{2}|[€$£¥₹₩₴]", text)
    if not named and not formats.default_currency:
        used = tr(" and ").join(formats.currencies)
        title = tr("This workspace uses {currencies}.", currencies=used) if used else tr("The amount has no currency.")
        raise Problem("money.no_currency", title, tr("The amount is not stored yet. Choose a currency."))
    if digits := _DIGITS.fullmatch(re.sub(r"[^\W\d_]{2,3}|[€$£¥₹₩₴]", "", text)):
        _demand_clear(field, digits[1], formats)
    try:
        return parse_money(text, currency=formats.default_currency, locale=formats.locale)
    except Problem as problem:
        raise _money_problem(field, text, problem) from None


def _money_problem(field: Field, text: str, problem: Problem) -> Problem:
    """The same problem in the words of this field."""
    typed = re.sub(r"\s+[A-Z]{3}$", "", text)
    if problem.code == "money.negative":
        return Problem(
            problem.code,
            tr("{label} cannot be below zero.", label=tr(field.label)),
            tr("The old amount is kept."),
        )
    if problem.code == "money.unreadable" and re.search(r"\d[^\W\d_]|[^\W\d_]\d", typed):
        return Problem(
            problem.code,
            tr('"{text}" has a letter in it.', text=typed),
            tr("The old amount is kept. Type digits only."),
        )
    return problem


_EN = Locale("en")
_READS: dict[str, Callable[[Field, str, Formats], Value]] = {
    "email": _email, "url": _url, "choice": _choice, "flags": _flags, "list": _list, "yes": _yes, "country": _country,
    "lang": _lang, "currency": _currency, "zone": _zone, "day": _day, "pday": _pday, "moment": _moment,
    "deadline": _deadline, "int": _int, "ppm": _ppm, "money": _money,
}  # fmt: skip
