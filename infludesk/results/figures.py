"""A figure never stands alone: value or reason, parts, variant, as-of day and source."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Unit = Literal["count", "ppm", "money", "days"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure and its proof.

    Attributes:
        value: exact; a rate is a plain ratio (0.034), money is in minor units. None = n/a.
        unit: count, ppm (shown as percent), money or days.
        reason: why the value is n/a; empty where there is one.
        numerator: of a rate, as counted.
        denominator: of a rate, as counted.
        variant: the formula's name, as printed beside the figure.
        as_of: the newest day the parts were read (``YYYY-MM-DD``).
        source: where the parts come from, as printed.
        n: how many posts are in it.
        of: how many posts could be in it.
        currency: of money.
    """

    value: Fraction | None
    unit: Unit = "count"
    reason: str = ""
    numerator: int | None = None
    denominator: int | None = None
    variant: str = ""
    as_of: str | None = None
    source: str = ""
    n: int = 0
    of: int = 0
    currency: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a value; 0 is one."""
        return self.value is not None
