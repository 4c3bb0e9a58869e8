"""What the campaign's page reads at once: the overview with its goals, its content and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel import Locale

from infludesk.content.model import LIVE, OVER
from infludesk.content.store import ListedPiece
from infludesk.content.store import of_campaign as pieces_of
from infludesk.contracts.model import VOID
from infludesk.db.driver import Connection
from infludesk.flows import contract_list
from infludesk.flows.contract_risks import ContractRisks, of_campaign
from infludesk.flows.overview import Overview, overview
from infludesk.flows.roster import roster
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import PPM, percent, tr
from infludesk.payments.model import Cost
from infludesk.payments.store import costs
from infludesk.programmes.store import Target, targets
from infludesk.records import model as records
from infludesk.records.store import setting
from infludesk.results.figures import Figure
from infludesk.results.goals import aim, rate_variant, reached
from infludesk.results.store import readings


@dataclass(frozen=True, slots=True)
class GoalView:
    """One aim, and what was reached of it so far."""

    target: Target
    aim: Figure
    actual: Figure


@dataclass(frozen=True, slots=True)
class ContentCounts:
    """Pieces and posts: live with a check, of them failed, live without a check, waiting for a review, late."""

    checked: int
    failed: int
    unchecked: int
    in_review: int
    late: int


@dataclass(frozen=True, slots=True)
class Risks:
    """What stands in the way: open items in so many contracts, red flags, posts failed or unchecked, names.

    ``around`` are clashes, uses beyond rights, and papers that lack something.
    """

    open_items: int
    contracts: int
    red_flags: int
    failed: int
    unchecked: int
    blocked: tuple[str, ...]
    around: ContractRisks


@dataclass(frozen=True, slots=True)
class CampaignView:
    """Everything of a campaign's Overview tab; ``headline`` is the goal of the report's first page."""

    overview: Overview
    goals: tuple[GoalView, ...]
    headline: GoalView | None
    content: ContentCounts
    risks: Risks
    costs: tuple[Cost, ...]


def read_overview(conn: Connection, campaign_id: str, today: date) -> Overview | None:
    """A campaign at a glance; None where it is in the trash or was never made."""
    try:
        found = overview(conn, campaign_id, today)
    except Problem:
        return None
    return found if found.campaign.live else None


def read_view(conn: Connection, campaign_id: str, today: date) -> CampaignView | None:
    """A campaign with its goals, risks and costs; None where it is gone."""
    found = read_overview(conn, campaign_id, today)
    if found is None:
        return None
    known = readings(conn, campaign_id)
    billed, live = found.money.billed, found.content_live
    variant = setting(conn, records.ER_VARIANT) or rate_variant(known)
    goals = tuple(
        GoalView(one, aim(one), reached(one, known, spend=billed, live=live, variant=variant))
        for one in targets(conn, ref("campaign", campaign_id))
    )
    headline = next((one for one in goals if one.target.id == found.campaign.headline_target_id), None)
    content = count_content(pieces_of(conn, campaign_id), today)
    return CampaignView(
        found, goals, headline, content, _risks(conn, campaign_id, content, today), tuple(costs(conn, campaign_id))
    )


def against(goal: GoalView, locale: Locale) -> tuple[str, bool]:
    """How far it is from the aim, in words, and whether the aim is met; empty words where that cannot be told."""
    if goal.actual.value is None or not goal.aim.value:
        return "", False
    gap = goal.actual.value / goal.aim.value - 1
    apart = percent(round(abs(gap) * PPM / 10_000) * 10_000, locale)
    met = gap <= 0 if goal.target.better == "lower" else gap >= 0
    if gap == 0:
        return tr("exactly the goal"), True
    words = "{gap} above the goal" if gap > 0 else "{gap} below the goal"
    return tr(words, gap=apart), met


def count_content(pieces: Sequence[ListedPiece], today: date) -> ContentCounts:
    """Count what the content card shows."""
    live = [one for one in pieces if one.kind == "post" or one.state in LIVE]
    late = [one for one in pieces if one.due and one.due[:10] < today.isoformat() and one.state not in OVER]
    return ContentCounts(
        checked=sum(bool(one.outcome) for one in live),
        failed=sum(one.outcome == "fail" for one in live),
        unchecked=sum(not one.outcome for one in live),
        in_review=sum(one.state == "in_review" for one in pieces),
        late=sum(one.kind == "deliverable" for one in late),
    )


def _risks(conn: Connection, campaign_id: str, content: ContentCounts, today: date) -> Risks:
    rows = contract_list.listed(conn, contract_list.ids(conn, contract_list.Filter(campaign_id=campaign_id)))
    unsigned = [row for row in rows if not row.signed_on and row.state not in VOID]
    waiting = [row for row in unsigned if row.answered < row.total]
    return Risks(
        open_items=sum(row.total - row.answered for row in waiting),
        contracts=len(waiting),
        red_flags=sum(row.red_flags for row in unsigned),
        failed=content.failed,
        unchecked=content.unchecked,
        blocked=tuple(row.creator for row in roster(conn, campaign_id) if row.blocked),
        around=of_campaign(conn, campaign_id, today.isoformat()),
    )
