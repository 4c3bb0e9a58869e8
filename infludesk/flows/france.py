"""What French law looks at: what a creator gets from one advertiser in a year, where the work has a tie to France.

The one place where it is converted and held against the dated amount, for the counters and for what contracts lack.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from infludesk.contracts.figures import FRANCE, Figure, figure
from infludesk.contracts.model import LegalFigure
from infludesk.contracts.store import Paper, papers
from infludesk.contracts.triggers import Count, Part, in_year
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find
from infludesk.flows.advertiser_sum import AdvertiserSum, advertiser_sums
from infludesk.flows.engagements import select
from infludesk.kernel.money import Money
from infludesk.payments.rates import Rates, exact
from infludesk.payments.store import rates_of

_FR = "FR"
_PARTS = """
SELECT n.id, n.creator_id, n.campaign_id, r.name AS creator, r.country, n.market, k.name AS campaign,
       (SELECT group_concat(m.country, ' ') FROM campaign_market AS m
        WHERE m.campaign_id = k.id AND m.deleted_at IS NULL) AS countries, k.markets
FROM participation AS n JOIN creator AS r ON r.id = n.creator_id JOIN campaign AS k ON k.id = n.campaign_id
WHERE n.id IN ({marks}) ORDER BY n.id
"""
_LIVING = f"SELECT id FROM creator WHERE upper(country) = '{_FR}' AND id IN ({{marks}})"


@dataclass(frozen=True, slots=True)
class FrenchSum:
    """A sum against the amount of its year; ``count`` is in the figure's currency."""

    whose: AdvertiserSum
    figure: Figure
    count: Count


def french_sums(conn: Connection, creator_ids: Sequence[str] | None = None) -> list[FrenchSum]:
    """The sums of work with a tie to France, of some creators or of all; years without a figure are left out.

    The tie is the campaign's market, the creator's country or a contract under French law.
    """
    own, rates = find(conn, LegalFigure, "code = ?", (FRANCE,)), rates_of(conn)
    found = []
    for one in _tied(conn, advertiser_sums(conn, creator_ids)):
        if known := figure(FRANCE, f"{one.year}-12-31", own):
            parts = [
                Part(part.record, part.day, exact_minor(part.amount, known, part.day, rates)) for part in one.parts
            ]
            found.append(FrenchSum(one, known, in_year(parts, one.year, known.amount)))
    return found


def joined_rows(conn: Connection, participation_ids: Sequence[str]) -> dict[str, SqlRow]:
    """Participation → its creator and campaign, with what ties it to a country."""
    return {row["id"]: row for row in select(conn, _PARTS, participation_ids)}


def exact_minor(amount: Money | None, known: Figure, day: str, rates: Rates) -> Fraction | None:
    """An amount in minor units of the figure's currency, by the rate of its day; None where that is not known."""
    rate = rates.find(amount.currency, known.amount.currency, day) if amount else None
    return exact(amount.minor, amount.currency, known.amount.currency, rate) if amount and rate else None


def _tied(conn: Connection, sums: Sequence[AdvertiserSum]) -> list[AdvertiserSum]:
    rows = joined_rows(conn, [part for one in sums for part in one.participation_ids])
    written = papers(conn, list(rows))
    tied = {part for part, row in rows.items() if _is_french(row, written.get(part, []))}
    living = {row["id"] for row in select(conn, _LIVING, [one.creator_id for one in sums])}
    return [one for one in sums if one.creator_id in living or tied.intersection(one.participation_ids)]


def _is_french(row: SqlRow, written: Sequence[Paper]) -> bool:
    countries = {row["country"] or "", row["market"] or "", *(row["countries"] or "").split()}
    countries |= {*json.loads(row["markets"] or "[]"), *(one.law for one in written)}
    return _FR in {one.upper() for one in countries}
