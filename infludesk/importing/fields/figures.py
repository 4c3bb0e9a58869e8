"""Numbers, rates and amounts as files write them: grouped, short as 12.4K, in percent, with a currency."""

import re
from decimal import Decimal

from infludesk.importing.fields.cells import LONGEST_FIGURE, Reading, clean, problem
from infludesk.kernel.money import CURRENCIES, Money, of_major
from infludesk.kernel.numbers import short_sign, unspaced
from infludesk.kernel.text import tr

LARGEST = 2**53
# only what means one number everywhere: "mil" is a thousand in Spanish and a million in English
_UNITS = {
    "k": 10**3, "tsd": 10**3, "thousand": 10**3, "tys": 10**3, "тыс": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6,
    "mln": 10**6, "млн": 10**6, "million": 10**6, "b": 10**9, "bn": 10**9, "mrd": 10**9, "mld": 10**9,
    "billion": 10**9, "万": 10**4, "萬": 10**4, "만": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8, "lakh": 10**5,
    "crore": 10**7,
}  # fmt: skip
_NUMBER = re.compile(r"([-+−]?)(\d[\d.,'’\s]*|[.,]\d+)(?:e([+-]?\d{1,3}))?\s*([^\W\d_]*)\.?\s*([%+]?)", re.IGNORECASE)
_AMOUNT = re.compile(r"([^\d.,'’+−-]*)([-+−]?)\s*(\d[\d.,'’\s]*|[.,]\d+)(?:[-–—]+)?\s*(.*)", re.DOTALL)
_SYMBOLS = {
    "€": "EUR", "$": "USD", "us$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN", "₩": "KRW", "₴": "UAH",
    "₺": "TRY", "r$": "BRL", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "s$": "SGD",
    "mx$": "MXN", "kč": "CZK", "ft": "HUF", "sfr": "CHF", "fr": "CHF", "euro": "EUR", "euros": "EUR", "rs": "INR",
    "lei": "RON",
}  # fmt: skip


def core(text: str) -> re.Match[str] | None:
    """Take a number apart: sign, digits, exponent, unit, percent; None where the cell is none."""
    found = _NUMBER.fullmatch(text) if len(text) <= LONGEST_FIGURE else None
    return found if found and (not found[4] or found[4].lower() in _UNITS) else None


def votes(digits: str, unit: str, *, rate: bool) -> str:
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


def value_of(found: re.Match[str], decimal: str) -> Decimal:
    """The number taken apart, with its unit; below zero where it is written so."""
    digits = unspaced(found[2])
    decimal = (found[4] and short_sign(digits)) or decimal
    plain = digits.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    value = Decimal(plain if plain.strip(".") else "0") * _UNITS.get(found[4].lower(), 1)
    if found[3]:
        value = value.scaleb(int(found[3]))
    return -value if found[1] in ("-", "−") else value


def whole(reading: Reading, text: str) -> int:
    """Read a count.

    Raises:
        Problem: ``cell.number``, ``cell.negative``, ``cell.too_large``.
    """
    if text.isdecimal() and len(text) < 16:  # noqa: PLR2004  the usual case, below the largest
        return int(text)
    found = core(text)
    if not found or (found[5] == "%"):
        raise problem("cell.number", tr('"{text}" is not a number.', text=text))
    return _counted(value_of(found, reading.decimal), text)


def rate(reading: Reading, text: str) -> int:
    """Read a rate as parts per million.

    Raises:
        Problem: ``cell.rate``, ``cell.negative``, ``cell.too_large``.
    """
    found = core(text)
    if not found:
        raise problem("cell.rate", tr('"{text}" is not a percentage.', text=text))
    return _counted(value_of(found, reading.decimal) * (1_000_000 if reading.scale == "fraction" else 10_000), text)


def _counted(value: Decimal, text: str) -> int:
    if value < 0:
        raise problem("cell.negative", tr('"{text}" is below zero.', text=text))
    if value > LARGEST:
        raise problem("cell.too_large", tr('"{text}" is too large.', text=text))
    return round(value)


def seconds(reading: Reading, text: str) -> int | None:
    """Read hours, with their fraction, as seconds; None where the cell says nothing.

    Raises:
        Problem: ``cell.number``.
    """
    text = clean(text, "int")
    if not text:
        return None
    if not (found := core(text)):
        raise problem("cell.number", tr('"{text}" is not a number.', text=text))
    return _counted(value_of(found, reading.decimal) * 3600, text)


def amount(reading: Reading, text: str) -> Money:
    """Read an amount of money: ``EUR 1.200,50``, ``$500``, ``1,200 USD``, ``1.5k €``.

    Raises:
        Problem: ``cell.money``, ``cell.currency``, ``cell.negative``, ``cell.too_large``.
    """
    code, _ = named(text)
    number = number_in(text)
    if code is None or not number:
        raise problem("cell.money", tr('"{text}" is not an amount.', text=text))
    currency = code or reading.currency
    if not currency:
        raise problem("cell.currency", tr('"{text}" names no currency.', text=text))
    value = value_of(number, reading.decimal)
    _counted(value * 1000, text)
    return of_major(value, currency)


def number_in(text: str) -> re.Match[str] | None:
    """The number of an amount with its unit, taken apart as by ``core``; None where there is none."""
    found = _AMOUNT.fullmatch(text) if len(text) <= LONGEST_FIGURE else None
    return core(f"{found[2]}{found[3].strip()}{named(text)[1]}") if found else None


def named(text: str) -> tuple[str | None, str]:
    """The currency that an amount names, empty for none, and its unit; None where its words are neither."""
    found = _AMOUNT.fullmatch(text) if len(text) <= LONGEST_FIGURE else None
    if not found:
        return None, ""
    code = unit = ""
    for said in f"{found[1]} {found[4]}".lower().replace(".", " ").split():
        word = said.strip("-–—,")
        if word.upper() in CURRENCIES:
            code = word.upper()
        elif word in _SYMBOLS:
            code = _SYMBOLS[word]
        elif word in _UNITS:
            unit = word
        elif word[:1] in _UNITS and word[1:] in _SYMBOLS:
            code, unit = _SYMBOLS[word[1:]], word[:1]
        elif word:
            return None, ""
    return code, unit
