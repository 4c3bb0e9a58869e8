"""A campaign as its client may see it, read from the workspace; creators' fees and costs are not read here at all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from infludesk.campaigns.model import AGREED, Campaign
from infludesk.content.model import FORMATS
from infludesk.contracts.model import CHANNELS
from infludesk.creators.tiers import TIERS, tier_label
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import get
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.kernel.text import tr
from infludesk.payments.model import NOT_COUNTED
from infludesk.programmes.store import Target, targets
from infludesk.records import model as records
from infludesk.records.store import setting
from infludesk.reports import house
from infludesk.reports.defining import definitions, sources
from infludesk.reports.facts import (
    CampaignFacts,
    CreatorRow,
    DeliveryRow,
    DisclosureFact,
    FormatRow,
    Goal,
    GoalFact,
    OpenCheck,
    PostRow,
    RightsRow,
)
from infludesk.reports.facts import Reading as DayReading
from infludesk.results import formulas
from infludesk.results.figures import Figure
from infludesk.results.formulas import Reading
from infludesk.results.store import readings

_AGREED = ", ".join(f"'{stage}'" for stage in sorted(AGREED))
_GONE = ", ".join(f"'{state}'" for state in sorted(NOT_COUNTED))
_MEASURES: dict[str, Goal] = {"cpe": "per_engagement"}
_COSTS = {
    "cpe": (formulas.cpe, "engagements"),
    "cpm": (formulas.cpm, "impressions"),
    "cpv": (formulas.cpv, "views"),
}
_DONE = ("live", "done")
_LEFT = ("waived", "cancelled")
_POSTS = """
SELECT p.id, p.url, p.title, p.caption, p.format, p.published_at, coalesce(p.platform, a.platform) AS platform,
       a.handle, a.creator_id, c.name AS creator
FROM post AS p LEFT JOIN account AS a ON a.id = p.account_id LEFT JOIN creator AS c ON c.id = a.creator_id
WHERE p.campaign_id = ? AND p.deleted_at IS NULL ORDER BY p.published_at, p.id
"""
_CREATORS = f"""
SELECT c.id, c.name, s.handle, s.platform, s.tier FROM participation AS t
JOIN creator AS c ON c.id = t.creator_id JOIN creator_stats AS s ON s.id = c.id
WHERE t.campaign_id = ? AND t.deleted_at IS NULL AND t.stage IN ({_AGREED}) ORDER BY s.sort_key, c.id
"""
_DELIVERABLES = """
SELECT d.format, d.state, d.due, coalesce(d.quantity, 1) AS pieces, sum(coalesce(f.counts, 1)) AS met,
       count(f.id) AS posts
FROM deliverable AS d JOIN participation AS t ON t.id = d.participation_id
LEFT JOIN fulfilment AS f ON f.deliverable_id = d.id AND f.deleted_at IS NULL
WHERE t.campaign_id = ? AND d.deleted_at IS NULL AND t.deleted_at IS NULL GROUP BY d.id
"""
_CHECKS = """
SELECT k.id, k.outcome, r.code, r.version, c.name AS creator, coalesce(p.title, p.url) AS post, max(k.checked_at)
FROM disclosure_check AS k JOIN post AS p ON p.id = k.post_id JOIN rule_pack AS r ON r.id = k.pack_id
LEFT JOIN account AS a ON a.id = p.account_id LEFT JOIN creator AS c ON c.id = a.creator_id
WHERE p.campaign_id = ? AND k.deleted_at IS NULL AND p.deleted_at IS NULL AND k.outcome != 'not_applicable'
GROUP BY k.post_id, r.code ORDER BY c.name, k.id
"""
_FINDINGS = "SELECT rule, cite, result FROM disclosure_finding WHERE check_id = ? AND deleted_at IS NULL ORDER BY rowid"
_RIGHTS = """
SELECT u.*, c.name AS creator, k.signed_on, k.starts_on AS begins FROM usage_right AS u
JOIN contract AS k ON k.id = u.contract_id JOIN participation AS t ON t.id = k.participation_id
JOIN creator AS c ON c.id = k.creator_id
WHERE t.campaign_id = ? AND u.deleted_at IS NULL AND k.deleted_at IS NULL AND k.signed_on IS NOT NULL
ORDER BY c.name, u.rowid
"""
_SPEND = f"""
SELECT amount_currency AS currency, sum(amount_minor) AS minor FROM client_fee
WHERE campaign_id = ? AND (client_id IS NULL OR client_id = ?) AND deleted_at IS NULL AND amount_minor IS NOT NULL
AND coalesce(state, 'planned') NOT IN ({_GONE}) GROUP BY amount_currency
"""


def campaign_facts(conn: Connection, campaign_id: str, made: house.Setting) -> CampaignFacts:
    """Read one campaign for its client; what another client is billed in it stays out."""
    campaign = get(conn, Campaign, campaign_id)
    known = readings(conn, campaign_id)
    posts = conn.execute(_POSTS, (campaign_id,)).fetchall()
    spend = _spend(conn, campaign)
    engaged = formulas.total(known, "engagements")
    variant = setting(conn, records.ER_VARIANT) or _variant(known)
    as_of = max((one.as_of[:10] for one in known), default="")
    rows = tuple(_creator(row, known, posts, variant) for row in conn.execute(_CREATORS, (campaign_id,)).fetchall())
    goal = _goal(conn, campaign, known, len(posts), spend, variant)
    cost = formulas.cpe(spend, engaged, basis="fee") if not campaign.awareness_only else Figure(None)
    return CampaignFacts(
        title=campaign.name or "",
        brand=house.brand(conn, campaign.client_id, made),
        look=house.look(conn, made, as_of),
        objective=campaign.objective or "",
        goal=goal,
        answer=campaign.report_headline or "",
        what_happened=campaign.report_happened or "",
        next_step=campaign.report_next_step or campaign.client_note or "",
        spend=None if campaign.awareness_only else spend,
        budget=None if campaign.awareness_only else campaign.budget,
        reach=formulas.total(known, "reach"),
        per_engagement=cost,
        starts=campaign.starts_on or "",
        ends=campaign.ends_on or "",
        platforms=campaign.platforms or tuple(dict.fromkeys(row["platform"] for row in posts if row["platform"])),
        markets=campaign.markets,
        tiers=_tiers(rows),
        rules=campaign.rule_packs,
        delivery=_delivery(conn, campaign_id, made.today.isoformat()),
        creators=rows,
        posts=tuple(_post(row, known) for row in posts),
        formats=_formats(posts, known),
        readings=_by_day(conn, campaign_id),
        disclosure=_disclosure(conn, campaign_id),
        rights=tuple(_right(row) for row in conn.execute(_RIGHTS, (campaign_id,))),
        definitions=definitions(known, variant, goal=goal, cost=cost),
        sources=sources(known),
    )


def _spend(conn: Connection, campaign: Campaign) -> Money | None:
    """What the client was billed; None where nothing was, or where two currencies cannot be added."""
    sums = conn.execute(_SPEND, (campaign.id, campaign.client_id)).fetchall()
    return Money(sums[0]["minor"], sums[0]["currency"]) if len(sums) == 1 else None


def _variant(known: Sequence[Reading]) -> str:
    """The engagement rate these posts can tell: by reach where most have a reach, else by views."""
    reach = sum(one.reach is not None for one in known)
    views = sum(one.views is not None for one in known)
    return "reach" if reach and reach >= views else "views"


def _goal(
    conn: Connection, campaign: Campaign, known: Sequence[Reading], live: int, spend: Money | None, variant: str
) -> GoalFact | None:
    aims = targets(conn, ref("campaign", campaign.id))
    chosen = next((aim for aim in aims if aim.id == campaign.headline_target_id), aims[0] if aims else None)
    if chosen is None or chosen.target is None:
        return None
    return GoalFact(_MEASURES.get(chosen.formula, chosen.formula), _aim(chosen), _reached(chosen, known, live, spend, variant))


def _aim(aim: Target) -> Figure:
    value = Fraction(aim.target or 0)
    match aim.unit:
        case "ppm":
            return Figure(value / 1_000_000, "ppm")
        case "money":
            return Figure(value, "money", currency=aim.currency)
    return Figure(value)


def _reached(aim: Target, known: Sequence[Reading], live: int, spend: Money | None, variant: str) -> Figure:
    per = _COSTS.get(aim.formula)
    if per is not None:
        cost, metric = per
        return cost(spend, formulas.total(known, metric), basis="fee")
    match aim.formula:
        case "posts":
            return Figure(Fraction(live), n=live, of=live)
        case "engagement_rate":
            return formulas.engagement_rate(known, variant)
        case "manual" | "":
            return Figure(None, reason=tr("entered by hand, and not entered yet"))
    return formulas.total(known, aim.formula)


def _creator(row: SqlRow, known: Sequence[Reading], posts: Sequence[SqlRow], variant: str) -> CreatorRow:
    own = [one for one in known if one.creator_id == row["id"]]
    return CreatorRow(
        name=row["name"] or "",
        handle=row["handle"] or "",
        platform=row["platform"] or "",
        tier=tier_label(row["tier"]) if row["tier"] else "",
        posts=sum(post["creator_id"] == row["id"] for post in posts),
        reach=formulas.total(own, "reach"),
        engagements=formulas.total(own, "engagements"),
        rate=formulas.engagement_rate(own, variant),
    )


def _tiers(rows: Iterable[CreatorRow]) -> tuple[tuple[str, int], ...]:
    found = [row.tier for row in rows]
    order = [tr(label) for _, label in TIERS]
    return tuple((tier, found.count(tier)) for tier in order if tier in found)


def _post(row: SqlRow, known: Sequence[Reading]) -> PostRow:
    own = [one for one in known if one.post_id == row["id"]]
    metric = next(
        (m for m in ("reach", "views", "impressions") if any(getattr(one, m) is not None for one in own)), "reach"
    )
    return PostRow(
        creator=row["creator"] or "",
        handle=row["handle"] or "",
        platform=row["platform"] or "",
        format=row["format"] or "",
        day=(row["published_at"] or "")[:10],
        text=row["title"] or row["caption"] or "",
        label=formulas.word(metric),
        figure=formulas.total(own, metric),
        url=row["url"] or "",
    )


def _formats(posts: Sequence[SqlRow], known: Sequence[Reading]) -> tuple[FormatRow, ...]:
    made: dict[str, set[str]] = defaultdict(set)
    for post in posts:
        made[post["format"] or "other"].add(post["id"])
    return tuple(
        FormatRow(code, len(ids), formulas.total([one for one in known if one.post_id in ids], "reach"))
        for code, ids in sorted(made.items())
    )


def _delivery(conn: Connection, campaign_id: str, today: str) -> tuple[DeliveryRow, ...]:
    planned: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in conn.execute(_DELIVERABLES, (campaign_id,)):
        if row["state"] in _LEFT:
            continue
        live = min(row["pieces"], row["met"]) if row["posts"] else row["pieces"] if row["state"] in _DONE else 0
        sums = planned[row["format"] or "other"]
        sums[0] += row["pieces"]
        sums[1] += live
        sums[2] += row["pieces"] - live if row["due"] and row["due"][:10] < today else 0
    order = [code for code, _ in FORMATS]
    return tuple(DeliveryRow(code, *planned[code]) for code in sorted(planned, key=lambda one: (one not in order, one)))


def _by_day(conn: Connection, campaign_id: str) -> tuple[DayReading, ...]:
    """The campaign's reach on each day somebody read a post: each post by its newest reading until then."""
    sql = (
        "SELECT s.post_id, s.as_of, s.reach FROM post_snapshot AS s JOIN post AS p ON p.id = s.post_id "
        "WHERE p.campaign_id = ? AND s.reach IS NOT NULL AND s.deleted_at IS NULL AND p.deleted_at IS NULL "
        "AND coalesce(s.traffic, 'total') = 'total' ORDER BY s.as_of"
    )
    reached: dict[str, int] = {}
    days: dict[str, int] = {}
    for row in conn.execute(sql, (campaign_id,)):
        reached[row["post_id"]] = row["reach"]
        days[row["as_of"][:10]] = sum(reached.values())
    return tuple(DayReading(day, value) for day, value in days.items())


def _disclosure(conn: Connection, campaign_id: str) -> DisclosureFact:
    checks = conn.execute(_CHECKS, (campaign_id,)).fetchall()
    if not checks:
        return DisclosureFact()
    open_checks = [row for row in checks if row["outcome"] != "pass"]
    first = conn.execute(_FINDINGS, (checks[0]["id"],)).fetchone()
    return DisclosureFact(
        passed=len(checks) - len(open_checks),
        checked=len(checks),
        pack=checks[0]["code"] or "",
        version=checks[0]["version"] or "",
        section=first["cite"] if first else "",
        open=tuple(_open(conn, row) for row in open_checks),
    )


def _open(conn: Connection, row: SqlRow) -> OpenCheck:
    findings = conn.execute(_FINDINGS, (row["id"],)).fetchall()
    asked = next((one for result in ("no", "unsure") for one in findings if one["result"] == result), None)
    return OpenCheck(
        creator=row["creator"] or "",
        post=row["post"] or "",
        open=tr("not met") if row["outcome"] == "fail" else tr("a person has yet to decide"),
        section=asked["cite"] if asked else "",
    )


def _right(row: SqlRow) -> RightsRow:
    words = dict(CHANNELS)
    channels = ", ".join(tr(words.get(code, code)) for code in (row["channels"] or "").split())
    return RightsRow(
        creator=row["creator"] or "",
        channels=channels,
        territory=row["territory"] or "",
        start=row["starts_on"] or row["begins"] or row["signed_on"] or "",
        end="" if row["perpetual"] else row["ends_on"] or "",
    )
