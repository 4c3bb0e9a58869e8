"""How a column is read, decided once from all its values."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from infludesk.creators.profiles import is_address
from infludesk.importing.fields.cells import SEVERAL, Reading, Scale, clean, parts
from infludesk.importing.fields.days import detect_day
from infludesk.importing.fields.figures import core, named, number_in, value_of, votes
from infludesk.kernel.numbers import unspaced
from infludesk.kernel.phones import country_of, with_country
from infludesk.kernel.text import tr

_DAYS = frozenset({"day", "pday", "moment", "deadline"})
_LISTS = frozenset({"email", "phone", "url", "list", "langs"})
_SAMPLE = 200
_MOST = 0.8
_FEW = 0.2
_NO_GIVEN_NAME = frozenset(
    {"jr", "sr", "ii", "iii", "inc", "ltd", "llc", "gmbh", "co", "sl", "sa", "srl", "md", "phd", "lda"}
)
_HANDLE = re.compile(r"@?[\w.-]{2,60}", re.ASCII)


def detect(
    field_kind: str, values: Iterable[str], *, scale: Scale = "", country: str = "", currency: str = ""
) -> Reading:
    """Decide how a column is read.

    Args:
        field_kind: the kind of the field it goes to (``kernel.fields.Kind``), or ``langs``, ``name``, ``account``.
        values: its cells as they are in the file.
        scale: how the file's source writes rates, where that is known.
        country: the country of the house, for phone numbers that tell none.
        currency: the currency of the house, for amounts that name none.
    """
    seen = [v for v in (clean(value, field_kind) for value in values) if v]
    if field_kind in _DAYS:
        return detect_day(field_kind, seen)
    match field_kind:
        case "int" | "ppm":
            found = _detect_number(field_kind, seen, scale)
        case "money":
            found = _detect_money(seen, currency)
        case "name":
            found = _detect_name(seen)
        case "account":
            found = Reading("account", split=SEVERAL if any(map(_holds_accounts, seen)) else "")
        case "phone":
            found = _detect_phone(seen, country)
        case _:
            found = Reading(field_kind, split=_detect_split(field_kind, seen) if field_kind in _LISTS else "")
    return found


def _detect_number(kind: str, values: list[str], known: Scale) -> Reading:
    found = [number for number in map(core, values) if number]
    decimal, doubt = _decimal(found, rate=kind == "ppm")
    if kind == "int":
        return Reading(kind, decimal=decimal, doubt=doubt)
    if known:
        return Reading(kind, decimal=decimal, scale=known, doubt=doubt)
    scale, unsure = _detect_scale([abs(value_of(c, decimal)) for c in found], [bool(c[5]) for c in found])
    return Reading(kind, decimal=decimal, scale=scale, doubt=doubt or unsure)


def _decimal(found: Sequence[re.Match[str]], *, rate: bool) -> tuple[str, str]:
    """The decimal sign of a column of numbers, and what is doubtful in it."""
    every = [votes(unspaced(c[2]), c[4], rate=rate) for c in found]
    said = [vote for vote, c in zip(every, found, strict=True) if vote and not c[4]] or every
    points, commas = said.count("."), said.count(",")
    short = {vote for vote, c in zip(every, found, strict=True) if c[4]} & {".", ","}
    open_sign = next((v[1] for v in said if v[0:1] == "?"), "")
    doubt = ""
    if points and commas:
        doubt = tr("Both . and , are used as the decimal sign.")
    elif open_sign and open_sign == ("." if points else "," if commas else ""):
        doubt = tr("{sign} parts thousands in some cells and decimals in others.", sign=open_sign)
    elif open_sign == "." and not commas and short != {","}:  # 91,5K says what the comma is
        doubt = tr("12.500 is read as 12,500. It could be 12.5.")
    return "," if commas > points or (open_sign == "." and not points) else ".", doubt


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


def _detect_money(values: list[str], house: str) -> Reading:
    """The decimal sign of amounts, and the currency of those that name none."""
    found = [number for number in map(number_in, values) if number]
    decimal, doubt = _decimal(found, rate=False)
    codes = [code for code, _ in map(named, values) if code is not None]
    told = {code for code in codes if code}
    if "" not in codes:
        return Reading("money", decimal=decimal, doubt=doubt)
    currency = next(iter(told)) if len(told) == 1 else "" if told else house
    if told or not currency:
        doubt = doubt or tr("Some amounts name no currency.")
    elif not any(codes):
        doubt = doubt or tr("The amounts name no currency. They are read as {currency}.", currency=currency)
    return Reading("money", decimal=decimal, currency=currency, doubt=doubt)


def _detect_name(values: list[str]) -> Reading:
    """Whether names are written with the family name in front: "Ruiz, Ana"."""
    share = sum(map(_family_first, values)) / len(values) if values else 0.0
    if share >= _MOST:
        return Reading("name", order="family")
    doubt = tr("Some names are written as Ruiz, Ana. They stay as they are.") if share >= _FEW else ""
    return Reading("name", doubt=doubt)


def _family_first(text: str) -> bool:
    family, comma, given = text.partition(",")
    words = f"{family} {given}".split()
    return (
        bool(comma and family.strip() and given.strip())
        and "," not in given
        and 1 < len(words) < 5  # noqa: PLR2004  two to four words
        and given.strip(" .").lower() not in _NO_GIVEN_NAME
        and not any(c.isdigit() or c in "@/" for c in text)
    )


def _holds_accounts(text: str) -> bool:
    """Whether a cell names several accounts: addresses, or words that can only be handles."""
    found = parts(Reading("account", split=SEVERAL), text)
    if len(found) == 1:
        return False
    return all(is_address(one) or _HANDLE.fullmatch(without_platform(one)) for one in found)


def without_platform(text: str) -> str:
    """A handle without the platform in front of it: ``IG: @ana``."""
    return text if is_address(text) else text.partition(":")[2].strip() or text


def _detect_phone(values: list[str], house: str) -> Reading:
    """The country of numbers without a code: that of those with one, else the house's, where the numbers fit it."""
    split = _detect_split("phone", values)
    numbers = [one for value in values[:_SAMPLE] for one in parts(Reading("phone", split=split), value)]
    without = [one for one in numbers if not one.startswith(("+", "00", "tel:+"))]
    if not without:
        return Reading("phone", split=split)
    told = Counter(filter(None, (country_of(one) for one in numbers if one not in without)))
    likely, count = told.most_common(1)[0] if told else ("", 0)
    for country in (likely if count >= _MOST * told.total() else "", "" if told else house):
        if country and sum(with_country(one, country) != one for one in without) * 2 >= len(without):
            return Reading("phone", split=split, country=country)
    return Reading(
        "phone", split=split, doubt=tr("The file does not say which country numbers such as {number} are of.",
                                       number=without[0]),
    )  # fmt: skip


def _detect_split(kind: str, values: list[str]) -> str:
    for sign in (":::", ";", "|", "\n"):
        if any(sign in value for value in values):
            return f" {sign} " if sign == ":::" else sign
    several = kind in ("list", "langs", "email") and any("," in v or v[0] == v[-1] == '"' for v in values)
    return "," if several else ""
