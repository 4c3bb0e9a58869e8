"""A campaign as its client may see it, read from the workspace; creators' fees and costs are not read here at all."""

from collections.abc import Iterable
from dataclasses import replace

from infludesk.campaigns.model import Campaign
from infludesk.creators.tiers import DEFAULT, TIERS
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.kernel.text import locale_of, tr
from infludesk.records import model as records
from infludesk.records.store import setting
from infludesk.reports import branding, gather_disclosure, gather_posts, gather_rights, labels
from infludesk.reports.billing import billed, unbilled
from infludesk.reports.client_facts import NOTHING, CampaignFacts, CreatorRow, TierRow
from infludesk.reports.definitions import definitions, sources
from infludesk.reports.gather_goal import goal_fact, headline, main_measure
from infludesk.results import formulas, goals
from infludesk.results.figures import Figure
from infludesk.results.store import readings


def campaign_facts(conn: Connection, campaign_id: str, made: branding.Setting) -> CampaignFacts:
    """Read one campaign for its client; what another client is billed in it stays out."""
    campaign, known = get(conn, Campaign, campaign_id), readings(conn, campaign_id)
    zone, locale = campaign.zone or setting(conn, records.ZONE, "UTC"), locale_of(made.locale)
    planned = _planned(conn, campaign, made, as_of=max((one.as_of[:10] for one in known), default=""))
    variant = setting(conn, records.ER_VARIANT) or goals.rate_variant(known)
    aim = headline(conn, campaign)
    measure = main_measure(aim, known)
    posts = gather_posts.posts(conn, campaign_id, zone, made.today.isoformat())
    rows = gather_posts.creators(conn, campaign_id, known, posts, measure, variant)
    engaged, rate = formulas.total(known, "engagements"), formulas.engagement_rate(known, variant)
    cost = _per_engagement(planned, engaged) if planned.costs else NOTHING
    measured, reach = formulas.total(known, measure), formulas.total(known, "reach")
    days, by_published = gather_posts.over_time(conn, campaign_id, known, posts, measure)
    used = dict.fromkeys(post.platform_code for post in posts if post.platform_code)
    return replace(
        planned,
        goal=goal_fact(aim, known, len(posts), planned.billed, variant),
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
        disclosure=gather_disclosure.disclosure(conn, campaign_id, zone),
        rights=gather_rights.rights(conn, campaign_id, zone, locale),
        definitions=definitions((measured, reach, engaged), rate, variant, cost, locale) if known else (),
        sources=sources(known),
    )


def _planned(conn: Connection, campaign: Campaign, made: branding.Setting, *, as_of: str) -> CampaignFacts:
    """What is known of a campaign without its posts."""
    costs = not campaign.awareness_only
    return CampaignFacts(
        title=campaign.name or "",
        brand=branding.brand(conn, campaign.client_id, made),
        look=branding.look(conn, made, as_of),
        objective=campaign.objective or "",
        answer=campaign.report_headline or "",
        what_happened=campaign.report_happened or "",
        next_step=campaign.report_next_step or campaign.client_note or "",
        costs=costs,
        billed=billed(conn, "campaign", campaign.id, campaign.client_id) if costs else (),
        budget=campaign.budget if costs else None,
        starts=campaign.starts_on or "",
        ends=campaign.ends_on or "",
        platforms=tuple(labels.platform(code) for code in campaign.platforms),
        markets=labels.countries(campaign.markets, locale_of(made.locale)),
        rules=labels.rules(conn, campaign.rule_packs),
    )


def _per_engagement(planned: CampaignFacts, engaged: Figure) -> Figure:
    if planned.spend is None:
        return Figure(None, "money", reason=unbilled(planned.billed))
    return formulas.cpe(planned.spend, engaged, basis="fee")


def _tiers(rows: Iterable[CreatorRow]) -> tuple[TierRow, ...]:
    found = [row.tier for row in rows]
    begins = [DEFAULT.get(code) for code, _ in TIERS]
    return tuple(
        TierRow(tr(label), found.count(tr(label)), start, end)
        for (_, label), start, end in zip(TIERS, begins, [*begins[1:], None], strict=True)
        if tr(label) in found
    )
