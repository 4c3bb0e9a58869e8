"""The creators proposed for a campaign, as its client may see them, read from the workspace."""

from fractions import Fraction

from infludesk.campaigns.model import EXITS, Campaign
from infludesk.creators.model import SOURCES, AccountSnapshot, Creator
from infludesk.creators.store import Whole, whole
from infludesk.creators.tiers import tier_label
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.kernel.money import Money
from infludesk.kernel.text import tr
from infludesk.payments.model import NOT_COUNTED
from infludesk.reports import house
from infludesk.reports.defining import account_definitions, account_sources
from infludesk.reports.facts import NOTHING, Candidate, ShortlistFacts
from infludesk.results.figures import Figure
from infludesk.results.formulas import ER_VARIANTS

_OUT = ", ".join(f"'{stage}'" for stage in sorted(EXITS))
_GONE = ", ".join(f"'{state}'" for state in sorted(NOT_COUNTED))
_PROPOSED = f"""
SELECT t.id, t.creator_id, t.why_them, s.tier FROM participation AS t JOIN creator_stats AS s ON s.id = t.creator_id
WHERE t.campaign_id = ? AND t.deleted_at IS NULL AND coalesce(t.stage, 'shortlisted') NOT IN ({_OUT})
ORDER BY t.position IS NULL, t.position, t.rowid
"""
_FEE = f"""
SELECT amount_currency AS currency, sum(amount_minor) AS minor FROM client_fee
WHERE participation_id = ? AND (client_id IS NULL OR client_id = ?) AND deleted_at IS NULL
AND amount_minor IS NOT NULL AND coalesce(state, 'planned') NOT IN ({_GONE}) GROUP BY amount_currency
"""


def shortlist_facts(conn: Connection, campaign_id: str, made: house.Setting) -> ShortlistFacts:
    """Read the proposal of one campaign for its client."""
    campaign = get(conn, Campaign, campaign_id)
    found = [
        (row, whole(conn, row["creator_id"]), _fee(conn, row["id"], campaign.client_id))
        for row in conn.execute(_PROPOSED, (campaign_id,)).fetchall()
    ]
    latest = [reading for _, one, _ in found for reading in one.latest.values()]
    return ShortlistFacts(
        title=campaign.name or "",
        brand=house.brand(conn, campaign.client_id, made),
        look=house.look(conn, made, max((one.day or "" for one in latest), default="")),
        looking_for=campaign.audience or campaign.objective or "",
        next_step=campaign.report_next_step or "",
        candidates=tuple(_candidate(one, row["tier"] or "", row["why_them"] or "", fee) for row, one, fee in found),
        definitions=account_definitions(latest),
        sources=account_sources(latest),
    )


def _candidate(one: Whole, tier: str, why: str, fee: Money | None) -> Candidate:
    creator: Creator = one.creator
    main = one.accounts[0] if one.accounts else None
    reading = one.latest.get(main.id) if main else None
    return Candidate(
        name=creator.name or "",
        handle=main.handle or "" if main else "",
        platform=main.platform or "" if main else "",
        others=tuple(
            tr("{handle} on {platform}", handle=other.handle or other.url or "", platform=other.platform or "")
            for other in one.accounts[1:]
        ),
        followers=_count(reading) if main else NOTHING,
        tier=tier_label(tier) if tier else "",
        rate=_rate(reading) if main else NOTHING,
        country=creator.country or "",
        topics=creator.topics,
        why=why,
        client_fee=fee,
    )


def _fee(conn: Connection, participation_id: str, client_id: str | None) -> Money | None:
    sums = conn.execute(_FEE, (participation_id, client_id)).fetchall()
    return Money(sums[0]["minor"], sums[0]["currency"]) if len(sums) == 1 else None


def _count(reading: AccountSnapshot | None) -> Figure:
    if reading is None or reading.followers is None:
        return Figure(None, reason=tr("no followers given"))
    return Figure(Fraction(reading.followers), as_of=reading.day, source=_source(reading))


def _rate(reading: AccountSnapshot | None) -> Figure:
    if reading is None or reading.er_ppm is None:
        return Figure(None, "ppm", reason=tr("no engagement rate given"))
    code = reading.er_variant or "unknown"
    label = ER_VARIANTS[code].label if code in ER_VARIANTS else AccountSnapshot.entity.field("er_variant").choice(code)
    return Figure(
        Fraction(reading.er_ppm, 1_000_000), "ppm", variant=tr(label), as_of=reading.day, source=_source(reading)
    )


def _source(reading: AccountSnapshot) -> str:
    return tr(dict(SOURCES).get(reading.source or "", "")).lower()
