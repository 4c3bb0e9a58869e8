"""How a column is read – numbers, rates, dates, lists – decided once from all its values, never cell by cell."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from infludesk.importing.places import country_code, language_tag
from infludesk.kernel.errors import Problem
from infludesk.kernel.numbers import short_sign, unspaced
from infludesk.kernel.text import fold, tr

Order = Literal["", "ymd", "dmy", "mdy", "excel"]
Scale = Literal["", "points", "fraction"]
LOCK = "\U0001f512"
LARGEST = 2**53
_NOTHING = frozenset({"-", "–", "—", "n/a", "#n/a", LOCK})
_NO_VALUE = _NOTHING | {"na", "null", "none", "nan", "?", "#value!", "#ref!"}
_YES = frozenset({"yes", "y", "true", "1", "x", "✓", "✔", "ja", "oui", "si", "sim", "wahr", "verified", "checked"})
_NO = frozenset({"no", "n", "false", "0", "nein", "non", "nao", "falsch", "unverified", "unchecked"})
_UNITS = {
    "k": 10**3, "tsd": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "million": 10**6,
    "b": 10**9, "bn": 10**9, "billion": 10**9,
}  # fmt: skip
_NUMBER = re.compile(r"([-+−]?)(\d[\d.,'’\s]*|[.,]\d+)(?:e([+-]?\d{1,3}))?\s*([a-z]*)\.?\s*([%+]?)", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+\.[^\s@.<>(),;:\"]{2,}")
_PHONE = re.compile(r"\d\D*\d\D*\d")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"|([^",]+)')
_LOST = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LETTERS = re.compile("|".join(_MONTHS), re.IGNORECASE)
_EXCEL_DAYS = range(20_000, 80_000)
_LONGEST_EMAIL = 320
_LONGEST_FIGURE = 64
_SEVERAL = frozenset({"email", "phone", "url", "list", "langs"})


@dataclass(frozen=True, slots=True)
class Reading:
    """How one column's cells are read.

    Attributes:
        kind: the field's kind; ``langs`` is a list of languages.
        decimal: the decimal sign of numbers and rates.
        order: how days without a month in letters are written; ``excel`` counts days.
        scale: of a rate: 3.47 as percent points, or 0.0347 as a fraction.
        split: what parts several values in one cell; empty for one value.
        doubt: why a person should look, in words; empty where the values leave no doubt.
    """

    kind: str = "text"
    decimal: str = "."
    order: Order = ""
    scale: Scale = ""
    split: str = ""
    doubt: str = ""


AS_TEXT = Reading()


def detect(field_kind: str, values: Iterable[str]) -> Reading:
    """Decide how a column is read.

    Args:
        field_kind: the kind of the field it goes to (``kernel.fields.Kind``), or ``langs``.
        values: its cells as they are in the file.
    """
    seen = [v for v in (clean(value, field_kind) for value in values) if v]
    if field_kind in ("int", "ppm"):
        return _detect_number(field_kind, seen)
    if field_kind in ("day", "pday", "moment", "deadline"):
        return _detect_day(field_kind, seen)
    return Reading(field_kind, split=_detect_split(field_kind, seen) if field_kind in _SEVERAL else "")


def read(reading: Reading, text: str, choices: Sequence[tuple[str, str]] = ()) -> Any:
    """Read one cell.

    Args:
        reading: the column's.
        text: the cell.
        choices: code and label, for a choice.

    Returns:
        As stored: int, ppm int, bool, day text, tuple of text, or text; None where the cell says nothing.

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


def clean(text: str, kind: str = "text") -> str:
    """Trim a cell; the lock glyph, a lone dash and n/a are empty; a spreadsheet's text mark goes (``'``, ``=""``)."""
    text = text.strip()
    if not text:
        return ""
    first = text[0]
    if first == "'" and text[1:2] in ("=", "+", "-", "@", *"0123456789"):
        text = text[1:]
    elif first == "=" and text[1:2] == '"' and text[-1] == '"':
        text = text[2:-1]
    elif first == LOCK:
        return text.strip(LOCK).strip()
    if len(text) < 8 and text.lower() in (_NOTHING if kind in ("text", "long") else _NO_VALUE):  # noqa: PLR2004  the longest is 7
        return ""
    return text


def parts(reading: Reading, text: str) -> tuple[str, ...]:
    """The single values of a cell that may hold several, without marks, empties and repeats."""
    text = clean(text, reading.kind)
    if not text:
        return ()
    if not reading.split:
        found = [text]
    elif reading.split == "," and '"' in text:
        found = [quoted.replace('""', '"') or plain for quoted, plain in _QUOTED.findall(text)]
    else:
        found = text.split(":::" if ":::" in reading.split else reading.split)
    return tuple(dict.fromkeys(part for part in (one.strip().removeprefix("* ").strip() for one in found) if part))


def is_email(text: str) -> bool:
    """Whether the text could be an e-mail address."""
    return "@" in text and len(text) <= _LONGEST_EMAIL and _EMAIL.fullmatch(text) is not None


def _problem(code: str, title: str) -> Problem:
    return Problem(
        code, title, tr("The value is left out; the row is kept. Correct the cell, or read the column another way.")
    )


def _core(text: str) -> re.Match[str] | None:
    """Take a number apart: sign, digits, exponent, unit, percent."""
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST_FIGURE else None
    return found if found and (not found[4] or found[4].lower() in _UNITS) else None


def _votes(digits: str, unit: str, *, rate: bool) -> str:
    """The decimal sign one number proves; ``?`` and the sign where it could be either; empty without any sign."""
    signs = [c for c in digits if c in ".,"]
    if not signs:
        return ""
    last = signs[-1]
    if len(set(signs)) > 1:
        return last
    if len(signs) > 1:
        return "," if last == "." else "."
    before, _, after = digits.partition(last)
    proven = rate or unit or len(after) != 3 or len(before) > 3 or before in ("", "0")  # noqa: PLR2004  a group of thousands
    return last if proven else f"?{last}"


def seconds(reading: Reading, text: str) -> int | None:
    """Read hours, with their fraction, as seconds; None where the cell says nothing.

    Raises:
        Problem: ``cell.number``.
    """
    text = clean(text, "int")
    if not text:
        return None
    if not (core := _core(text)):
        raise _problem("cell.number", tr('"{text}" is not a number.', text=text))
    return _counted(_value(core, reading.decimal) * 3600, text)


def _detect_number(kind: str, values: list[str]) -> Reading:
    found = [core for core in map(_core, values) if core]
    votes = [_votes(unspaced(c[2]), c[4], rate=kind == "ppm") for c in found]
    votes = [vote for vote, c in zip(votes, found, strict=True) if vote and not c[4]] or votes
    points, commas = votes.count("."), votes.count(",")
    open_sign = next((v[1] for v in votes if v[0:1] == "?"), "")
    doubt = ""
    if points and commas:
        doubt = tr("Both . and , are used as the decimal sign.")
    elif open_sign and open_sign == ("." if points else "," if commas else ""):
        doubt = tr("{sign} parts thousands in some cells and decimals in others.", sign=open_sign)
    elif open_sign == "." and not commas:
        doubt = tr("12.500 is read as 12,500. It could be 12.5.")
    decimal = "," if commas > points or (open_sign == "." and not points) else "."
    if kind == "int":
        return Reading(kind, decimal=decimal, doubt=doubt)
    scale, unsure = _detect_scale([abs(_value(c, decimal)) for c in found], [bool(c[5]) for c in found])
    return Reading(kind, decimal=decimal, scale=scale, doubt=doubt or unsure)


def _detect_scale(values: list[Decimal], signed: list[bool]) -> tuple[Scale, str]:
    """Percent points or fraction, for the whole column."""
    if not values or any(signed):
        return "points", "" if all(signed) else tr("Some cells have a % and some have none; all are read as percent.")
    above = sum(v > 1 for v in values)
    fine = sum(_places(v) > 2 for v in values) * 2 > len(values)  # noqa: PLR2004  0.0347: finer than percent are written
    middle = sorted(values)[len(values) // 2]
    if above:
        if fine and above * 20 < len(values) and middle < Decimal("0.2"):
            return "fraction", tr("Most cells are fractions (0.0347), a few are above 1.")
        return "points", ""
    if max(values) > Decimal("0.3") and not (fine and max(values) < Decimal("0.5")):
        return "points", tr("0.8 is read as 0.8 %. It could be a fraction, 80 %.")
    return "fraction", "" if fine else tr("0.03 is read as a fraction, 3 %. It could be 0.03 %.")


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _value(core: re.Match[str], decimal: str) -> Decimal:
    digits = unspaced(core[2])
    decimal = (core[4] and short_sign(digits)) or decimal
    plain = digits.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    value = Decimal(plain if plain.strip(".") else "0") * _UNITS.get(core[4].lower(), 1)
    if core[3]:
        value = value.scaleb(int(core[3]))
    return -value if core[1] in ("-", "−") else value


def _number(reading: Reading, text: str) -> int:
    if text.isdecimal() and len(text) < 16:  # noqa: PLR2004  the usual case, below the largest
        return int(text)
    core = _core(text)
    if not core or (core[5] == "%"):
        raise _problem("cell.number", tr('"{text}" is not a number.', text=text))
    return _counted(_value(core, reading.decimal), text)


def _rate(reading: Reading, text: str) -> int:
    core = _core(text)
    if not core:
        raise _problem("cell.rate", tr('"{text}" is not a percentage.', text=text))
    return _counted(_value(core, reading.decimal) * (1_000_000 if reading.scale == "fraction" else 10_000), text)


def _counted(value: Decimal, text: str) -> int:
    if value < 0:
        raise _problem("cell.negative", tr('"{text}" is below zero.', text=text))
    if value > LARGEST:
        raise _problem("cell.too_large", tr('"{text}" is too large.', text=text))
    return round(value)


def _detect_day(kind: str, values: list[str]) -> Reading:
    found = [m for m in map(_DAY.match, values) if m]
    if not found:
        counted = [v for v in values if v.partition(".")[0].isdecimal() and len(v.partition(".")[0]) == 5]  # noqa: PLR2004  a day of Excel's
        return Reading(kind, order="excel" if values and len(counted) == len(values) else "ymd")
    open_ends = [m for m in found if len(m[1]) < 3]  # noqa: PLR2004  no year in front
    if not open_ends:
        return Reading(kind, order="ymd")
    first, second = (sum(int(m[i]) > 12 for m in open_ends) for i in (1, 2))  # noqa: PLR2004  months
    order: Order = "mdy" if second > first else "dmy"
    if first and second:
        return Reading(kind, order=order, doubt=tr("Some days come before the month, some after it."))
    sure = first or second or all("." in m[0] for m in open_ends)
    return Reading(kind, order=order, doubt="" if sure else tr("03/04 is read as 3 Apr (day first)."))


def _day(reading: Reading, text: str) -> str:
    partial = reading.kind == "pday"
    try:
        found = _day_parts(reading, text[: _LONGEST_FIGURE + 1])
        day = date(*found).isoformat() if all(found) else _partial(*found) if partial else ""
    except (ValueError, OverflowError):
        day = ""
    if not day:
        raise _problem("cell.day", tr('"{text}" is not a date.', text=text))
    # 1604 is how an address book writes a birthday without its year
    return f"-{day[4:]}" if partial and day.startswith("1604-") else day


def _partial(year: int, month: int, day: int) -> str:
    if year and not day:
        return f"{year:04}-{date(year, month, 1).month:02}" if month else f"{year:04}"
    return f"--{date(2000, month, day):%m-%d}" if month and day and not year else ""


def _day_parts(reading: Reading, text: str) -> tuple[int, int, int]:
    """Year, month and day of a cell; 0 for what it does not say."""
    if reading.order == "excel" and (number := text.partition(".")[0]).isdecimal() and int(number) in _EXCEL_DAYS:
        day = date(1899, 12, 30) + timedelta(days=int(number))
        return day.year, day.month, day.day
    if found := _DAY.match(text):
        a, b, c = found.groups()
        if len(a) > 2:  # noqa: PLR2004  a full year in front
            return int(a), int(b), int(c)
        return (_year(c), int(a), int(b)) if reading.order == "mdy" else (_year(c), int(b), int(a))
    if named := _LETTERS.search(text):
        return _named_day(text, _MONTHS.index(named[0].lower()) + 1)
    if found := re.fullmatch(r"--(\d\d)-?(\d\d)", text):
        return 0, int(found[1]), int(found[2])
    if found := re.match(r"(\d{4})-?(?:(\d\d)(?:-?(\d\d))?)?(?![\d])", text):
        return int(found[1]), int(found[2] or 0), int(found[3] or 0)
    raise ValueError(text)


def _named_day(text: str, month: int) -> tuple[int, int, int]:
    """A day with its month in letters: ``12 Mar 2024``, ``Mar 12, 2024``, ``7-Feb-22``, ``12 March``."""
    numbers = re.findall(r"\d+", text.partition(":")[0] if ":" in text else text)
    full = next((n for n in numbers if len(n) == 4), "")  # noqa: PLR2004  a full year
    rest = [n for n in numbers if n != full]
    if full:
        return int(full), month, int(rest[0]) if rest else 0
    return (_year(rest[1]) if len(rest) > 1 else 0), month, int(rest[0]) if rest else 0


def _year(text: str) -> int:
    """Two digits up to 35 are of this century."""
    return int(text) if len(text) > 2 else int(text) + (2000 if int(text) <= 35 else 1900)  # noqa: PLR2004


def _detect_split(kind: str, values: list[str]) -> str:
    for sign in (":::", ";", "|", "\n"):
        if any(sign in value for value in values):
            return f" {sign} " if sign == ":::" else sign
    several = kind in ("list", "langs", "email") and any("," in value for value in values)
    return "," if several else ""


def _choice(text: str, choices: Sequence[tuple[str, str]]) -> str:
    wanted = fold(text)
    for code, label in choices:
        if wanted in (code, fold(label), fold(tr(label))):
            return code
    raise _problem("cell.choice", tr('"{text}" is none of the choices.', text=text))


def _email(_: Reading, text: str) -> str:
    short = "@" in text and len(text) <= _LONGEST_EMAIL  # the search is quadratic
    if short and (found := _EMAIL.fullmatch(text) or _EMAIL.search(text.removeprefix("mailto:"))):
        return found[0]
    if short and re.fullmatch(r"[^\s@]+@[^\s@.]+", text):
        raise _problem("cell.email", tr('"{text}" has no ending such as .com.', text=text))
    raise _problem("cell.email", tr('"{text}" is not an e-mail address.', text=text))


def _phone(_: Reading, text: str) -> str:
    if _LOST.fullmatch(text):
        raise _problem("cell.phone_lost", tr('"{text}" lost its digits in a spreadsheet.', text=text))
    if not _PHONE.search(text):
        raise _problem("cell.phone", tr('"{text}" is not a phone number.', text=text))
    return text.removeprefix("tel:")


def _url(_: Reading, text: str) -> str:
    if "." not in text or any(c.isspace() for c in text):
        raise _problem("cell.url", tr('"{text}" is not a web address.', text=text))
    return text


def _yes(_: Reading, text: str) -> bool:
    word = fold(text)
    if word not in _YES and word not in _NO:
        raise _problem("cell.yes", tr('"{text}" is neither yes nor no.', text=text))
    return word in _YES


def _country(_: Reading, text: str) -> str:
    if code := country_code(text):
        return code
    raise _problem("cell.country", tr('"{text}" is not a country.', text=text))


def _lang(_: Reading, text: str) -> str:
    if tag := language_tag(text):
        return tag
    raise _problem("cell.language", tr('"{text}" is not a language.', text=text))


def _zone(_: Reading, text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _problem("cell.zone", tr('"{text}" is not a time zone.', text=text)) from None


def _langs(reading: Reading, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_lang(reading, part) for part in parts(reading, text)))


_READERS: dict[str, Callable[[Reading, str], Any]] = {
    "int": _number, "ppm": _rate, "day": _day, "pday": _day, "moment": _day, "deadline": _day, "email": _email,
    "phone": _phone, "url": _url, "yes": _yes, "country": _country, "lang": _lang, "zone": _zone, "langs": _langs,
    "list": parts,
}  # fmt: skip
