"""Numbers as people type them: plain, grouped in any country's way, or short as ``12.5k``."""

import re
from decimal import Decimal

from babel import Locale

_COUNT = re.compile(r"([-−+]?)([\d.,'’\s]*\d)\s*([kmb]?)", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}([.,'’\s]\d{3})+")
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000}


def parse_count(text: str, locale: Locale) -> Decimal | None:
    """Read a count: ``3900``, ``3,900``, ``3.900``, ``3.9k``, ``3,9K``; None where it is no number.

    A whole number has no decimals, so groups of three are groups whichever sign parts them.
    """
    found = _COUNT.fullmatch(text.strip())
    if not found:
        return None
    sign, digits, unit = found.groups()
    if not unit and _GROUPED.fullmatch(digits):
        value: Decimal | None = Decimal(re.sub(r"\D", "", digits))
    else:
        value = _decimal(digits, (unit and short_sign(digits)) or _sign_of(locale))
    if value is None:
        return None
    return value * _UNITS[unit.lower()] * (-1 if sign in ("-", "−") else 1)


def parse_decimal(digits: str, locale: Locale) -> Decimal | None:
    """Read digits with the locale's decimal sign; None where they are no number."""
    return _decimal(digits, _sign_of(locale))


def readings(digits: str, locale: Locale) -> tuple[str, ...]:
    """What digits can mean whose grouping sign parts no thousands, as one types it here: ``7,25`` is 7.25 or 725.

    Returns:
        With the sign as the decimal sign, then without it; the first alone where the number has both signs; nothing
        where the number is clear, or no number at all.
    """
    plain, sign = unspaced(digits), _sign_of(locale)
    other = "," if sign == "." else "."
    g, d = re.escape(other), re.escape(sign)
    if other not in plain or re.fullmatch(rf"\d{{1,3}}({g}\d{{2,3}})*{g}\d{{3}}({d}\d*)?", plain, re.ASCII):
        return ()
    if re.fullmatch(rf"\d*{g}\d+", plain, re.ASCII):
        return plain.replace(other, sign), plain.replace(other, "").lstrip("0") or "0"
    if re.fullmatch(rf"\d{{1,3}}({d}\d{{3}})+{g}\d+", plain, re.ASCII):
        return (plain.replace(sign, "").replace(other, sign),)
    return ()


def short_sign(digits: str) -> str:
    """The decimal sign of a number before K, M or B: the one before one or two last digits, if it is the only one."""
    found = re.fullmatch(r"\d*([.,])\d{1,2}", digits)
    return found[1] if found else ""


def unspaced(digits: str) -> str:
    """Digits without the blanks and strokes that part groups in some countries; points and commas stay."""
    return re.sub(r"[\s'’]", "", digits)


def _sign_of(locale: Locale) -> str:
    return str(locale.number_symbols.get("latn", {}).get("decimal", "."))


def _decimal(digits: str, sign: str) -> Decimal | None:
    plain = unspaced(digits).replace("," if sign == "." else ".", "").replace(sign, ".")
    return Decimal(plain) if re.fullmatch(r"\d*\.?\d+|\d+\.", plain, re.ASCII) else None
