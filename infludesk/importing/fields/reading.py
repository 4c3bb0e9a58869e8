"""One cell of a column, read as the column is: numbers, rates, days, amounts, names, lists and words."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from infludesk.importing.fields.cells import (
    AS_TEXT,
    LOCK,
    LONGEST_EMAIL,
    Order,
    Reading,
    Scale,
    clean,
    entries,
    found_email,
    is_email,
    parts,
    problem,
)
from infludesk.importing.fields.days import day
from infludesk.importing.fields.detecting import detect
from infludesk.importing.fields.figures import LARGEST, amount, rate, seconds, whole
from infludesk.importing.fields.places import country_code, language_tag
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import fold, tr

__all__ = [
    "AS_TEXT",
    "LARGEST",
    "LOCK",
    "Order",
    "Reading",
    "Scale",
    "clean",
    "detect",
    "entries",
    "is_email",
    "is_read",
    "parts",
    "read",
    "seconds",
]
YES_WORDS = frozenset({"yes", "y", "true", "1", "x", "✓", "✔", "ja", "oui", "si", "sim", "wahr", "verified", "checked"})
NO_WORDS = frozenset({"no", "n", "false", "0", "nein", "non", "nao", "falsch", "unverified", "unchecked"})
_PHONE = re.compile(r"\d\D*\d\D*\d")
_LOST = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)


def read(reading: Reading, text: str, choices: Sequence[tuple[str, str]] = ()) -> Any:
    """Read one cell.

    Args:
        reading: the column's.
        text: the cell.
        choices: code and label, for a choice.

    Returns:
        As stored: int, ppm int, bool, day text, tuple of text, Money, or text; None where the cell says nothing.

    Raises:
        Problem: ``cell.…``, quoting the cell.
    """
    text = clean(text, reading.kind)
    if not text:
        return None
    if reading.kind in ("choice", "flags"):
        return _choice(text, choices)
    how = _READERS.get(reading.kind)
    return how(reading, text) if how else text


def is_read(reading: Reading, text: str, choices: Sequence[tuple[str, str]] = ()) -> bool:
    """Whether every value of a cell can be read so."""
    try:
        for one in parts(reading, text) if reading.kind in ("email", "phone", "url") else (text,):
            read(reading, one, choices)
    except Problem:
        return False
    return True


def _choice(text: str, choices: Sequence[tuple[str, str]]) -> str:
    wanted = fold(text)
    for code, label in choices:
        if wanted in (code, fold(label), fold(tr(label))):
            return code
    raise problem("cell.choice", tr('"{text}" is none of the choices.', text=text))


def _email(_: Reading, text: str) -> str:
    if found := found_email(text):
        return found
    if re.fullmatch(r"[^\s@]+@[^\s@.]+", text[:LONGEST_EMAIL]):
        raise problem("cell.email", tr('"{text}" has no ending such as .com.', text=text))
    raise problem("cell.email", tr('"{text}" is not an e-mail address.', text=text))


def _phone(_: Reading, text: str) -> str:
    if _LOST.fullmatch(text):
        raise problem("cell.phone_lost", tr('"{text}" lost its digits in a spreadsheet.', text=text))
    if not _PHONE.search(text):
        raise problem("cell.phone", tr('"{text}" is not a phone number.', text=text))
    return text.removeprefix("tel:")


def _url(_: Reading, text: str) -> str:
    if "." not in text or any(c.isspace() for c in text):
        raise problem("cell.url", tr('"{text}" is not a web address.', text=text))
    return text


def _yes(_: Reading, text: str) -> bool:
    word = fold(text)
    if word not in YES_WORDS and word not in NO_WORDS:
        raise problem("cell.yes", tr('"{text}" is neither yes nor no.', text=text))
    return word in YES_WORDS


def _country(_: Reading, text: str) -> str:
    if code := country_code(text):
        return code
    raise problem("cell.country", tr('"{text}" is not a country.', text=text))


def _lang(_: Reading, text: str) -> str:
    if tag := language_tag(text):
        return tag
    raise problem("cell.language", tr('"{text}" is not a language.', text=text))


def _zone(_: Reading, text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if zone := _zones().get(text.casefold()):  # Mailchimp writes America/New_york
            return zone
        raise problem("cell.zone", tr('"{text}" is not a time zone.', text=text)) from None


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def _name(reading: Reading, text: str) -> str:
    if reading.order == "family" and text.count(",") == 1:
        family, _, given = text.partition(",")
        return f"{given.strip()} {family.strip()}".strip()
    return text


def _langs(reading: Reading, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_lang(reading, part) for part in parts(reading, text)))


_READERS: dict[str, Callable[[Reading, str], Any]] = {
    "int": whole, "ppm": rate, "money": amount, "day": day, "pday": day, "moment": day, "deadline": day,
    "name": _name, "email": _email, "phone": _phone, "url": _url, "yes": _yes, "country": _country, "lang": _lang,
    "zone": _zone, "langs": _langs, "list": parts,
}  # fmt: skip
