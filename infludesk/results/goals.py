"""A campaign's goals: the aim as a figure, and what was reached, worked out by the KPI's formula."""

from collections.abc import Sequence
from fractions import Fraction
from typing import cast

from infludesk.kernel.money import Money
from infludesk.kernel.text import PPM, tr
from infludesk.programmes.store import Target
from infludesk.results import formulas
from infludesk.results.figures import Figure, Unit
from infludesk.results.formulas import Reading
from infludesk.results.model import METRICS

COSTS = {
    "cpe": (formulas.cpe, "engagements"),
    "cpm": (formulas.cpm, "impressions"),
    "cpv": (formulas.cpv, "views"),
}


def aim(target: Target) -> Figure:
    """The target as a figure."""
    if target.target is None:
        return Figure(None, reason=tr("no target is entered"))
    if target.unit == "ppm":
        return Figure(Fraction(target.target, PPM), "ppm")
    unit = cast("Unit", target.unit if target.unit in ("money", "days") else "count")
    return Figure(Fraction(target.target), unit, currency=target.currency)


def rate_variant(known: Sequence[Reading]) -> str:
    """The engagement rate that most of these posts can tell: by reach, else by views."""
    reach = sum(one.reach is not None for one in known)
    return "reach" if reach and reach >= sum(one.views is not None for one in known) else "views"


def reached(target: Target, known: Sequence[Reading], *, spend: Money | None, live: int, variant: str) -> Figure:
    """What was reached of a goal.

    Args:
        target: the goal.
        known: the newest reading of each post.
        spend: what the client is billed; costs count nothing else, so that no figure here is internal.
        live: how many posts are live.
        variant: a code of ER_VARIANTS, for an engagement rate.
    """
    if target.formula in COSTS:
        cost, metric = COSTS[target.formula]
        found = cost(spend, formulas.total(known, metric), basis="fee")
        if found.known and target.currency and found.currency != target.currency:
            return Figure(None, "money", tr("billed in {currency}", currency=found.currency))
        return found
    if target.formula == "posts":
        return Figure(Fraction(live), variant=tr("posts live"), n=live, of=live)
    if target.formula == "engagement_rate":
        return formulas.engagement_rate(known, variant)
    if target.formula in (*METRICS, "engagements"):
        return formulas.total(known, target.formula)
    return Figure(None, reason=tr("it is entered by hand, and not entered yet"))
