"""Amounts that the law names, each for its days: the shipped ones, and before them the workspace's own."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from infludesk.contracts.model import LegalFigure
from infludesk.contracts.shipped import shipped_figures
from infludesk.kernel.money import Money, of_major

FRANCE = "fr-written-contract"
US_1099 = "us-1099-nec"
CALIFORNIA = "us-ca-freelance"
NEW_YORK = "us-ny-freelance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount of the law.

    Attributes:
        code: which one; several rows of one code follow one another.
        what: English, for what; empty where the workspace added it under a code of its own.
        starts, ends: its days, both in it; what is open is empty.
        days: of sums over so many days together; None for calendar years and for what is no sum.
        source: where it is from.
        confidence: a code of ``LegalFigure.confidence``.
    """

    code: str
    what: str
    starts: str
    ends: str
    amount: Money
    days: int | None
    source: str
    confidence: str

    def holds_on(self, day: str) -> bool:
        """Whether it is the amount on a day."""
        return self.starts <= day[:10] <= (self.ends or "9999")


def figure(code: str, day: str, own_rows: Iterable[LegalFigure] = ()) -> Figure | None:
    """The amount of a code on a day; one's own goes before a shipped one, the one that began last before others.

    Args:
        code: such as ``FRANCE``.
        day: ISO.
        own_rows: the workspace's legal figures; those without an amount say that there is none on their days.
    """
    shipped = [one for one in shipped_rows() if one.code == code]
    known = max((one for one in shipped if one.holds_on(day)), key=lambda one: one.starts, default=None)
    like = known or (shipped[-1] if shipped else None)
    own = [row for row in own_rows if row.code == code and _holds(row, day)]
    if not own:
        return known
    row = max(own, key=lambda one: one.from_day or "")
    if row.amount is None:
        return None
    return Figure(
        code=code,
        what=like.what if like else "",
        starts=row.from_day or "",
        ends=row.until_day or "",
        amount=row.amount,
        days=like.days if like else None,
        source=row.source or "",
        confidence=row.confidence or "user",
    )


@cache
def shipped_rows() -> tuple[Figure, ...]:
    """Every shipped amount, in the order of its file."""
    return parse(shipped_figures())


def parse(text: str) -> tuple[Figure, ...]:
    """The amounts of a file (TOML)."""
    return tuple(
        Figure(
            code=one["code"],
            what=one["what"],
            starts=str(one.get("from", "")),
            ends=str(one.get("until", "")),
            amount=of_major(Decimal(one["amount"]), one["currency"]),
            days=one.get("days"),
            source=one["source"],
            confidence=one["confidence"],
        )
        for one in tomllib.loads(text)["figure"]
    )


def _holds(row: LegalFigure, day: str) -> bool:
    return (row.from_day or "") <= day[:10] <= (row.until_day or "9999")
