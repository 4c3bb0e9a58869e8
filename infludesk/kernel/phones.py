"""Telephone numbers as people write them, and the one number they mean."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber


@lru_cache(maxsize=32_768)
def normal_phone(text: str, country: str = "") -> str:
    """The key a number is matched by: ``+491712345678``, with ``x5`` for an extension; empty where it is none.

    Args:
        text: as written.
        country: ISO 3166-1 code of the country a number without its own code is of; empty where nobody knows.
    """
    from phonenumbers import PhoneNumberFormat, format_number

    number = _number(text, country)
    if number is None:
        return ""
    return format_number(number, PhoneNumberFormat.E164) + (f"x{number.extension}" if number.extension else "")


def with_country(text: str, country: str) -> str:
    """Write a number of that country so that it can be dialled from anywhere: ``+49 171 2345678``.

    One that has a country's code already, or is none of that country, stays as it is.
    """
    from phonenumbers import PhoneNumberFormat, format_number, is_valid_number

    number = None if text.lstrip().startswith(("+", "00")) else _number(text, country)
    if number is None or not is_valid_number(number):
        return text
    return format_number(number, PhoneNumberFormat.INTERNATIONAL)


@lru_cache(maxsize=4096)
def country_of(text: str) -> str:
    """The country whose code a number is written with; empty where it has none, or one that many countries share."""
    from phonenumbers import region_code_for_number

    number = _number(text.strip().removeprefix("tel:"), "")
    found = region_code_for_number(number) if number else None
    return found if found and found.isalpha() else ""


@lru_cache(maxsize=512)
def dial_code(country: str) -> str:
    """What the numbers of a country begin with, without the +: ``49``; empty where it has none of its own."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return next((str(code) for code, regions in COUNTRY_CODE_TO_REGION_CODE.items() if country in regions), "")


def _number(text: str, country: str) -> "PhoneNumber | None":
    # the numbering plans of all countries take a while to load, and the window must not wait for them
    from phonenumbers import NumberParseException, ValidationResult, is_possible_number_with_reason, parse

    text = text.strip()
    try:
        found = parse(f"+{text[2:]}" if text.startswith("00") else text, country.upper() or None)
    except NumberParseException:
        return None
    return found if is_possible_number_with_reason(found) == ValidationResult.IS_POSSIBLE else None
