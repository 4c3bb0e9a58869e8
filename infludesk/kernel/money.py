"""Money: whole minor units with a currency, never a float, never summed across currencies."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import NamedTuple

from babel import Locale
from babel.numbers import format_currency, get_currency_precision

from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

CURRENCIES = (
    "EUR", "USD", "GBP", "CHF", "CAD", "AUD", "BRL", "CNY", "CZK", "DKK", "HUF", "INR", "JPY", "KRW", "KWD", "MXN",
    "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "TRY", "UAH", "ZAR",
)  # fmt: skip
_MAX_MINOR = 2**53


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount: ``minor`` units (cents, yen, fils) of an ISO 4217 ``currency``."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            msg = f"{self.currency} and {other.currency} are never added"
            raise ValueError(msg)
        return other

    @property
    def amount(self) -> Decimal:
        """The amount in major units."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def show(self, locale: Locale) -> str:
        """Write the amount as the locale does, always with its minor units."""
        return format_currency(self.amount, self.currency, locale=locale)


class Rate(NamedTuple):
    """An exchange rate as it was used: one major unit of a currency is ``num / den`` of another, on a day."""

    num: int
    den: int
    day: str | None = None
    source: str | None = None

    def convert(self, money: Money, currency: str) -> Money:
        """An amount in another currency, rounded once, half to even."""
        scale = Fraction(10) ** (exponent(currency) - exponent(money.currency))
        return Money(round(money.minor * Fraction(self.num, self.den) * scale), currency)


def exponent(currency: str) -> int:
    """Digits of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD."""
    return int(get_currency_precision(currency))


def of_major(amount: Decimal, currency: str) -> Money:
    """Round an amount in major units, half to even, to money."""
    return Money(int(amount.scaleb(exponent(currency)).quantize(Decimal(1), ROUND_HALF_EVEN)), currency)


def total(amounts: Iterable[Money]) -> dict[str, Money]:
    """Sum per currency."""
    sums: dict[str, Money] = {}
    for money in amounts:
        sums[money.currency] = sums[money.currency] + money if money.currency in sums else money
    return dict(sorted(sums.items()))


_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN", "₩": "KRW", "₴": "UAH"}
_SPLIT = re.compile(r"^(?P<before>[^\d\-−+.,]*)(?P<sign>[-−+]?)(?P<digits>[\d.,'\s\u00a0\u202f’]+)(?P<after>\D*)$")


def parse_money(text: str, *, currency: str, locale: Locale) -> Money:
    """Read an amount as a person types it: ``1,200``, ``€ 1.200,50``, ``1200 USD``.

    Args:
        text: what was typed.
        currency: the currency where the text names none.
        locale: says which of ``.`` and ``,`` is the decimal sign.

    Raises:
        Problem: ``money.unreadable``, ``money.negative`` or ``money.too_large``.
    """
    found = _SPLIT.match(text.strip())
    if not found:
        raise Problem(
            "money.unreadable",
            tr('"{text}" is not an amount.', text=text),
            tr("The old amount is kept. Type digits only."),
        )
    named = (found["before"] + found["after"]).strip()
    if named:
        code = _SYMBOLS.get(named, named.upper())
        if code not in CURRENCIES:
            raise Problem(
                "money.unreadable",
                tr('"{text}" has letters that name no currency.', text=text),
                tr("The old amount is kept. Type digits, or add a code such as EUR."),
            )
        currency = code
    decimal = locale.number_symbols.get("latn", {}).get("decimal", ".")
    group = "," if decimal == "." else "."
    digits = re.sub(r"[\s'’]", "", found["digits"])
    plain = digits.replace(group, "").replace(decimal, ".")
    if found["sign"] in ("-", "−"):
        raise Problem(
            "money.negative",
            tr("An amount cannot be below zero."),
            tr("The old amount is kept."),
        )
    # a grouping sign that parts no thousands is more likely a decimal sign of another country
    g, d = re.escape(group), re.escape(decimal)
    if not plain.strip(".") or not re.fullmatch(rf"(\d*|\d{{1,3}}({g}\d{{2,3}})*{g}\d{{3}})({d}\d*)?", digits):
        raise Problem(
            "money.unreadable",
            tr('"{text}" is not an amount.', text=text),
            tr("The old amount is kept. Type digits only."),
        )
    amount = Decimal(plain)
    if amount.scaleb(exponent(currency)) > _MAX_MINOR:
        raise Problem("money.too_large", tr('"{text}" is too large.', text=text), tr("The old amount is kept."))
    return of_major(amount, currency)
