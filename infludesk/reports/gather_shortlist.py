"""The creators proposed for a campaign, as its client may see them, read from the workspace."""

import json
from dataclasses import dataclass
from fractions import Fraction

from babel import Locale

from infludesk.campaigns.model import EXITS, Campaign
from infludesk.creators.model import SOURCES, Account, AccountSnapshot
from infludesk.creators.store import latest_reading
from infludesk.creators.tiers import tier_label
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find, get
from infludesk.db.sql import code_list
from infludesk.kernel.money import Money
from infludesk.kernel.text import locale_of, tr
from infludesk.reports import branding, labels
from infludesk.reports.billing import billed
from infludesk.reports.client_facts import NOTHING, Candidate, ShortlistFacts
from infludesk.reports.definitions import account_definitions, account_sources
from infludesk.results.figures import Figure
from infludesk.results.formulas import ER_VARIANTS

_OUT = code_list(EXITS)
_PROPOSED = f"""
SELECT t.id, t.creator_id, t.why_them, s.tier, c.name, c.country, c.topics
FROM participation AS t JOIN creator AS c ON c.id = t.creator_id JOIN creator_stats AS s ON s.id = c.id
WHERE t.campaign_id = ? AND t.deleted_at IS NULL AND coalesce(t.stage, 'shortlisted') NOT IN ({_OUT})
ORDER BY t.position IS NULL, t.position, t.rowid
"""


@dataclass(frozen=True, slots=True)
class Channel:
    """An account with its newest reading, None without one."""

    account: Account
    reading: AccountSnapshot | None


def shortlist_facts(conn: Connection, campaign_id: str, made: branding.Setting) -> ShortlistFacts:
    """Read the proposal of one campaign for its client."""
    campaign, locale = get(conn, Campaign, campaign_id), locale_of(made.locale)
    found = [
        (row, _channels(conn, row["creator_id"]), billed(conn, "participation", row["id"], campaign.client_id))
        for row in conn.execute(_PROPOSED, (campaign_id,)).fetchall()
    ]
    latest = [one.reading for _, channels, _ in found for one in channels if one.reading]
    return ShortlistFacts(
        title=campaign.name or "",
        brand=branding.brand(conn, campaign.client_id, made),
        look=branding.look(conn, made, max((one.day or "" for one in latest), default="")),
        looking_for=campaign.audience or campaign.objective or "",
        next_step=campaign.report_next_step or "",
        candidates=tuple(_candidate(row, channels, fees, locale) for row, channels, fees in found),
        definitions=account_definitions(latest),
        sources=account_sources(latest),
    )


def _channels(conn: Connection, creator_id: str) -> list[Channel]:
    """A creator's accounts, the one with most followers first."""
    accounts = find(conn, Account, "creator_id = ?", (creator_id,))
    found = [Channel(account, latest_reading(conn, account.id)) for account in accounts]
    return sorted(found, key=lambda one: -((one.reading.followers or 0) if one.reading else 0))


def _candidate(row: SqlRow, channels: list[Channel], fees: tuple[Money, ...], locale: Locale) -> Candidate:
    main = channels[0] if channels else None
    return Candidate(
        name=row["name"] or "",
        handle=main.account.handle or "" if main else "",
        platform=labels.platform(main.account.platform) if main else "",
        others=tuple(_other(one.account) for one in channels[1:]),
        followers=_count(main.reading) if main else NOTHING,
        tier=tier_label(row["tier"]) if row["tier"] else "",
        rate=_rate(main.reading) if main else NOTHING,
        country=next(iter(labels.countries((row["country"] or "",), locale)), ""),
        topics=tuple(json.loads(row["topics"])) if row["topics"] else (),
        why=row["why_them"] or "",
        client_fees=fees,
    )


def _other(account: Account) -> str:
    handle = account.handle or account.url or ""
    return tr("{handle} on {platform}", handle=handle, platform=labels.platform(account.platform))


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
