"""A campaign as its client may see it, read from the workspace; creators' fees and costs are not read here at all."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from infludesk.campaigns.model import Campaign
from infludesk.creators.tiers import DEFAULT, TIERS
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.kernel.text import locale_of, tr
from infludesk.payments.model import NOT_COUNTED
from infludesk.programmes.store import Target, targets
from infludesk.records import model as records
from infludesk.records.store import setting
from infludesk.reports import gather_agreed, gather_posts, house, labels
from infludesk.reports.defining import definitions, sources
from infludesk.reports.facts import NOTHING, CampaignFacts, CreatorRow, GoalFact, TierRow
from infludesk.results import formulas, goals
from infludesk.results.formulas import Reading
from infludesk.results.store import readings

_GONE = ", ".join(f"'{state}'" for state in sorted(NOT_COUNTED))
_PER = {"cpe": "per engagement", "cpm": "per 1,000 impressions", "cpv": "per view"}
_MAIN = ("reach", "views", "impressions", "engagements")
_SPEND = f"""
SELECT amount_currency AS currency, sum(amount_minor) AS minor FROM client_fee
WHERE campaign_id = ? AND (client_id IS NULL OR client_id = ?) AND deleted_at IS NULL AND amount_minor IS NOT NULL
AND coalesce(state, 'planned') NOT IN ({_GONE}) GROUP BY amount_currency
"""


def campaign_facts(conn: Connection, campaign_id: str, made: house.Setting) -> CampaignFacts:
    """Read one campaign for its client; what another client is billed in it stays out."""
    campaign, known = get(conn, Campaign, campaign_id), readings(conn, campaign_id)
    zone, locale = campaign.zone or setting(conn, records.ZONE, "UTC"), locale_of(made.locale)
    planned = _planned(conn, campaign, made, as_of=max((one.as_of[:10] for one in known), default=""))
    variant = setting(conn, records.ER_VARIANT) or goals.rate_variant(known)
    aim = _aim(conn, campaign)
    measure = _measure(aim, known)
    posts = gather_posts.posts(conn, campaign_id, zone)
    rows = gather_posts.creators(conn, campaign_id, known, posts, measure, variant)
    engaged, rate = formulas.total(known, "engagements"), formulas.engagement_rate(known, variant)
    cost = formulas.cpe(planned.spend, engaged, basis="fee") if planned.costs else NOTHING
    measured, reach = formulas.total(known, measure), formulas.total(known, "reach")
    days, by_published = gather_posts.over_time(conn, campaign_id, known, posts, measure)
    used = dict.fromkeys(post.platform_code for post in posts if post.platform_code)
    return replace(
        planned,
        goal=_goal(aim, known, len(posts), planned.spend, variant),
        measure=measure,
        measured=measured,
        reach=reach,
        engagements=engaged,
        rate=rate,
        per_engagement=cost,
        platforms=planned.platforms or tuple(labels.platform(code) for code in used),
        tiers=_tiers(rows),
        delivery=gather_posts.delivery(conn, campaign_id, made.today.isoformat(), zone),
        creators=rows,
        posts=gather_posts.rows(posts, known, measure),
        by_platform=gather_posts.by_platform(posts, known, measure),
        readings=days,
        by_published=by_published,
        disclosure=gather_agreed.disclosure(conn, campaign_id, zone),
        rights=gather_agreed.rights(conn, campaign_id, zone, locale),
        definitions=definitions((measured, reach, engaged), rate, variant, cost, locale) if known else (),
        sources=sources(known),
    )


def _planned(conn: Connection, campaign: Campaign, made: house.Setting, *, as_of: str) -> CampaignFacts:
    """What is known of a campaign without its posts."""
    costs = not campaign.awareness_only
    return CampaignFacts(
        title=campaign.name or "",
        brand=house.brand(conn, campaign.client_id, made),
        look=house.look(conn, made, as_of),
        objective=campaign.objective or "",
        answer=campaign.report_headline or "",
        what_happened=campaign.report_happened or "",
        next_step=campaign.report_next_step or campaign.client_note or "",
        costs=costs,
        spend=_spend(conn, campaign) if costs else None,
        budget=campaign.budget if costs else None,
        starts=campaign.starts_on or "",
        ends=campaign.ends_on or "",
        platforms=tuple(labels.platform(code) for code in campaign.platforms),
        markets=labels.countries(campaign.markets, locale_of(made.locale)),
        rules=labels.rules(conn, campaign.rule_packs),
    )


def _spend(conn: Connection, campaign: Campaign) -> Money | None:
    """What the client was billed; None where nothing was, or where two currencies cannot be added."""
    sums = conn.execute(_SPEND, (campaign.id, campaign.client_id)).fetchall()
    return Money(sums[0]["minor"], sums[0]["currency"]) if len(sums) == 1 else None


def _aim(conn: Connection, campaign: Campaign) -> Target | None:
    """The headline goal, else the first; where costs are left out, none that is a cost."""
    aims = [one for one in targets(conn, ref("campaign", campaign.id)) if one.target is not None]
    if campaign.awareness_only:
        aims = [one for one in aims if one.unit != "money"]
    return next((one for one in aims if one.id == campaign.headline_target_id), aims[0] if aims else None)


def _measure(aim: Target | None, known: Sequence[Reading]) -> str:
    """The goal's own metric, else reach where most posts have it, else views."""
    if aim and aim.formula in _MAIN:
        return aim.formula
    reach = sum(one.reach is not None for one in known)
    return "reach" if not known or reach * 2 >= len(known) else "views"


def _goal(
    aim: Target | None, known: Sequence[Reading], live: int, spend: Money | None, variant: str
) -> GoalFact | None:
    if aim is None:
        return None
    name = tr(_PER[aim.formula]) if aim.formula in _PER else aim.name
    if aim.formula == "engagement_rate":
        name = tr("engagement rate")
    done = goals.reached(aim, known, spend=spend, live=live, variant=variant)
    return GoalFact(aim.formula or "manual", goals.aim(aim), done, name, lower=aim.better == "lower")


def _tiers(rows: Iterable[CreatorRow]) -> tuple[TierRow, ...]:
    found = [row.tier for row in rows]
    begins = [DEFAULT.get(code) for code, _ in TIERS]
    return tuple(
        TierRow(tr(label), found.count(tr(label)), start, end)
        for (_, label), start, end in zip(TIERS, begins, [*begins[1:], None], strict=True)
        if tr(label) in found
    )
