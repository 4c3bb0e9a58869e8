"""The goal a report answers to, and the measure it is told in."""

from collections.abc import Sequence

from infludesk.campaigns.model import Campaign
from infludesk.db.driver import Connection
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.kernel.text import tr
from infludesk.programmes.store import Target, targets
from infludesk.reports.billing import unbilled
from infludesk.reports.client_facts import GoalFact
from infludesk.results import goals
from infludesk.results.figures import Figure
from infludesk.results.formulas import Reading

_PER = {"cpe": "per engagement", "cpm": "per 1,000 impressions", "cpv": "per view"}
_MAIN = ("reach", "views", "impressions", "engagements")


def headline(conn: Connection, campaign: Campaign) -> Target | None:
    """The headline goal, else the first; where costs are left out, none that is a cost."""
    aims = [one for one in targets(conn, ref("campaign", campaign.id)) if one.target is not None]
    if campaign.awareness_only:
        aims = [one for one in aims if one.unit != "money"]
    return next((one for one in aims if one.id == campaign.headline_target_id), aims[0] if aims else None)


def main_measure(aim: Target | None, known: Sequence[Reading]) -> str:
    """The goal's own metric, else reach where most posts have it, else views."""
    if aim and aim.formula in _MAIN:
        return aim.formula
    reach = sum(one.reach is not None for one in known)
    return "reach" if not known or reach * 2 >= len(known) else "views"


def goal_fact(
    aim: Target | None, known: Sequence[Reading], live: int, billed: Sequence[Money], variant: str
) -> GoalFact | None:
    """What was to be reached, and what was; None without a goal.

    Args:
        aim: the goal.
        known: the newest reading of each post.
        live: how many posts are live.
        billed: what the client was billed, where that is told: a sum per currency.
        variant: the engagement rate's.
    """
    if aim is None:
        return None
    name = tr(_PER[aim.formula]) if aim.formula in _PER else aim.name
    if aim.formula == "engagement_rate":
        name = tr("engagement rate")
    if aim.formula in goals.COSTS and (reason := unbilled(billed)):
        done = Figure(None, "money", reason)
    else:
        done = goals.reached(aim, known, spend=billed[0] if billed else None, live=live, variant=variant)
    return GoalFact(aim.formula or "manual", goals.aim(aim), done, name, lower=aim.better == "lower")
