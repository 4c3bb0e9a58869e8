"""The KPI definitions that come with the program; one entered by hand is the group's own and has none."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from infludesk.programmes.model import FORMULAS

Unit = Literal["count", "ppm", "money"]
Better = Literal["higher", "lower"]


@dataclass(frozen=True, slots=True)
class Definition:
    """A KPI that a formula works out.

    Attributes:
        code: what makes it the same on every machine.
        name: English.
        formula: a code of ``FORMULAS``.
        unit: of its target: pieces, parts per million, or minor units of a currency.
        better: whether more is better.
    """

    code: str
    name: str
    formula: str
    unit: Unit
    better: Better


_COSTS = ("cpe", "cpm", "cpv")


def _definition(formula: str, name: str) -> Definition:
    if formula in _COSTS:
        return Definition(formula, name, formula, "money", "lower")
    return Definition(formula, name, formula, "ppm" if formula == "engagement_rate" else "count", "higher")


SHIPPED: Mapping[str, Definition] = MappingProxyType(
    {code: _definition(code, label) for code, label in FORMULAS if code != "manual"}
)
