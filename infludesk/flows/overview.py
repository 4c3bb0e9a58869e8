"""One campaign at a glance: its figures, its pipeline and its next dates."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from infludesk.campaigns.figures import Margin
from infludesk.campaigns.model import EXITS, Campaign
from infludesk.campaigns.pipeline import counts
from infludesk.content.model import OVER
from infludesk.contracts.model import VOID
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.db.sql import code_list
from infludesk.flows.campaign_list import listed_one
from infludesk.flows.money import money_of
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money

_DATES = f"""
SELECT substr(d.due, 1, 10) AS day, 'deliverable' AS kind, d.title AS title, d.id AS id, r.name AS creator
FROM deliverable AS d JOIN participation AS p ON p.id = d.participation_id LEFT JOIN creator AS r ON r.id = p.creator_id
WHERE p.campaign_id = ?1 AND p.deleted_at IS NULL AND d.deleted_at IS NULL AND d.due IS NOT NULL
AND coalesce(d.state, '') NOT IN ({code_list(OVER)})
UNION ALL SELECT t.ends_on, 'contract', t.title, t.id, r.name
FROM contract AS t JOIN participation AS p ON p.id = t.participation_id LEFT JOIN creator AS r ON r.id = p.creator_id
WHERE p.campaign_id = ?1 AND p.deleted_at IS NULL AND t.deleted_at IS NULL AND t.ends_on >= ?2
AND coalesce(t.state, '') NOT IN ({code_list(VOID | {"terminated"})})
UNION ALL SELECT ends_on, 'campaign', name, id, NULL FROM campaign WHERE id = ?1 AND ends_on >= ?2
ORDER BY 1, 2, 4 LIMIT 5
"""


@dataclass(frozen=True, slots=True)
class NextDate:
    """A day to come, or a late piece: what is due, of which kind (``record`` is ``table:uuid``)."""

    day: str
    kind: Literal["deliverable", "contract", "campaign"]
    title: str
    creator: str
    record: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A campaign at a glance; money is per currency, ``pipeline`` in the order of the line, ``left`` counts exits."""

    campaign: Campaign
    client: str
    owner: str
    money: Margin
    budget: Money | None
    used: Money | None
    used_ppm: int | None
    pipeline: dict[str, int]
    left: int
    dates: tuple[NextDate, ...]
    content_live: int
    content_planned: int


def overview(conn: Connection, campaign_id: str, today: date) -> Overview:
    """One campaign at a glance, with its next five dates; late pieces come first.

    Raises:
        Problem: ``record.gone``.
    """
    campaign = get(conn, Campaign, campaign_id)
    row = listed_one(conn, campaign_id)
    stages = [
        one["stage"] or ""
        for one in conn.execute(
            "SELECT stage FROM participation WHERE campaign_id = ? AND deleted_at IS NULL", (campaign_id,)
        )
    ]
    dates = tuple(
        NextDate(d["day"], d["kind"], d["title"] or "", d["creator"] or "", ref(d["kind"], d["id"]))
        for d in conn.execute(_DATES, (campaign_id, today.isoformat()))
    )
    return Overview(
        campaign, row.client, row.owner, money_of(conn, campaign_id)[""], row.budget, row.used, row.used_ppm,
        counts(stages), sum(stage in EXITS for stage in stages), dates, row.content_live, row.content_planned,
    )  # fmt: skip
