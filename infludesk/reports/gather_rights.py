"""The usage rights of a campaign's signed contracts for its client."""

from datetime import date, timedelta

from babel import Locale

from infludesk.contracts.model import CHANNELS, VOID, UsageRight
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import from_columns
from infludesk.db.sql import code_list
from infludesk.kernel.text import plural, tr
from infludesk.reports import labels
from infludesk.reports.client_facts import RightsRow

_RIGHTS = f"""
SELECT u.*, c.name AS creator, k.signed_on, t.id AS participation_id, k.state AS contract_state
FROM usage_right AS u JOIN contract AS k ON k.id = u.contract_id JOIN participation AS t ON t.id = k.participation_id
JOIN creator AS c ON c.id = k.creator_id
WHERE t.campaign_id = ? AND u.deleted_at IS NULL AND k.deleted_at IS NULL AND k.signed_on IS NOT NULL
AND coalesce(k.state, 'draft') NOT IN ({code_list(VOID)}) ORDER BY c.name, u.rowid
"""
_LIVE = """
SELECT p.published_at FROM post AS p LEFT JOIN account AS a ON a.id = p.account_id
JOIN participation AS t ON t.id = ?
WHERE p.deleted_at IS NULL AND p.campaign_id = t.campaign_id
AND (p.participation_id = t.id OR (p.participation_id IS NULL AND a.creator_id = t.creator_id))
ORDER BY p.published_at
"""


def rights(conn: Connection, campaign_id: str, zone: str, locale: Locale) -> tuple[RightsRow, ...]:
    """The usage rights of signed contracts, from when they began until when they end."""
    return tuple(_right(conn, row, zone, locale) for row in conn.execute(_RIGHTS, (campaign_id,)).fetchall())


def _right(conn: Connection, row: SqlRow, zone: str, locale: Locale) -> RightsRow:
    right = from_columns(UsageRight, row)
    live = [one[0] for one in conn.execute(_LIVE, (row["participation_id"],))]
    start = right.starts_on or _begin(right, row["signed_on"], labels.local_day(live[0], zone) if live else "")
    end = right.ends_on or ""
    if start and right.days and not end:
        end = (date.fromisoformat(start[:10]) + timedelta(days=right.days)).isoformat()
    words = dict(CHANNELS)
    waiting = not start and right.start_rule
    return RightsRow(
        creator=row["creator"] or "",
        content=plural(len(live), "{n} post", "{n} posts") if live else "",
        channels=", ".join(tr(words.get(code, code)) for code in right.channels),
        territory=", ".join(labels.countries(right.territory, locale)),
        start=start,
        end="" if right.perpetual else end,
        days=right.days,
        perpetual=bool(right.perpetual),
        begins=tr(UsageRight.entity.field("start_rule").choice(right.start_rule)).lower()
        if waiting and right.start_rule
        else "",
    )


def _begin(right: UsageRight, signed_on: str, published: str) -> str:
    """When it began: with the first publication, or with the signature."""
    match right.start_rule:
        case "publication":
            return published
        case "signature":
            return signed_on
    return ""
