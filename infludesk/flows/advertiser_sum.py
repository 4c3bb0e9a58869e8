"""What a creator gets from one advertiser in one year for one objective: the sum that French law looks at.

The one place where it is added up, for the contracts that need a written paper and for the counters alike. It is kept
per creator, advertiser (the uppermost client of its group), calendar year and promotional objective. Money is every
creator fee that is neither waived nor cancelled, by the day it is or was due, earned, or else the campaign's first day;
in kind are gifts that were sent and not returned, loans that were kept, and other benefits. Campaigns with the same
words as their objective count together, and so do those without any. Sums are per currency and never converted here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from infludesk.campaigns.model import BOUND
from infludesk.clients.brand_store import groups
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import from_columns
from infludesk.db.sql import code_list
from infludesk.flows.engagements import select
from infludesk.gifting.model import Benefit, Parcel, ParcelItem
from infludesk.gifting.value import InKind, of_benefit, of_parcel
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money, total
from infludesk.kernel.text import fold
from infludesk.payments.model import NOT_COUNTED

_FEES = f"""
SELECT f.id, f.amount_minor, f.amount_currency, n.creator_id, n.id AS participation_id, k.client_id, k.promo_objective,
       coalesce(f.due_on, f.earned_on, k.starts_on, k.ends_on, substr(f.created_at, 1, 10)) AS day
FROM participation AS n JOIN creator_fee AS f ON f.participation_id = n.id AND f.deleted_at IS NULL
JOIN campaign AS k ON k.id = n.campaign_id AND k.deleted_at IS NULL
WHERE n.deleted_at IS NULL AND n.creator_id IN ({{marks}}) AND n.stage IN ({code_list(BOUND)})
AND f.amount_minor IS NOT NULL AND coalesce(f.state, 'planned') NOT IN ({code_list(NOT_COUNTED)}) ORDER BY f.id
"""
_PARCELS = """
SELECT p.*, n.id AS part, coalesce(k.client_id, p.client_id) AS whose, k.promo_objective FROM parcel AS p
LEFT JOIN participation AS n ON n.id = p.participation_id
LEFT JOIN campaign AS k ON k.id = coalesce(n.campaign_id, p.campaign_id)
WHERE p.deleted_at IS NULL AND p.creator_id IN ({marks}) ORDER BY p.id
"""
_ITEMS = "SELECT * FROM parcel_item WHERE deleted_at IS NULL AND parcel_id IN ({marks}) ORDER BY id"
_BENEFITS = """
SELECT b.*, n.id AS part, coalesce(k.client_id, b.client_id) AS whose, k.promo_objective FROM benefit AS b
LEFT JOIN participation AS n ON n.id = b.participation_id LEFT JOIN campaign AS k ON k.id = n.campaign_id
WHERE b.deleted_at IS NULL AND b.creator_id IN ({marks}) ORDER BY b.id
"""
_PAID = """
SELECT DISTINCT n.creator_id FROM participation AS n JOIN creator_fee AS f ON f.participation_id = n.id
WHERE f.deleted_at IS NULL AND n.deleted_at IS NULL
UNION SELECT creator_id FROM parcel WHERE deleted_at IS NULL
UNION SELECT creator_id FROM benefit WHERE deleted_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a sum: ``record`` is ``table:id``, ``kind`` fee, gift or benefit, ``amount`` None where unknown."""

    record: str
    kind: str
    day: str
    amount: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvertiserSum:
    """What a creator gets from one advertiser in one year for one objective.

    Attributes:
        client_id: the uppermost client of the advertiser's group.
        objective: folded; empty for campaigns without any.
        parts: every line, by day.
        participation_ids: in which campaigns.
    """

    creator_id: str
    client_id: str
    year: int
    objective: str
    parts: tuple[Part, ...]
    participation_ids: tuple[str, ...]

    @property
    def money(self) -> dict[str, Money]:
        """Fees per currency."""
        return total(one.amount for one in self.parts if one.amount and one.kind == "fee")

    @property
    def in_kind(self) -> dict[str, Money]:
        """Gifts and benefits per currency."""
        return total(one.amount for one in self.parts if one.amount and one.kind != "fee")

    @property
    def sums(self) -> dict[str, Money]:
        """Money and value in kind per currency."""
        return total(one.amount for one in self.parts if one.amount)


_Key = tuple[str, str, int, str]


def advertiser_sums(conn: Connection, creator_ids: Sequence[str] | None = None) -> list[AdvertiserSum]:
    """The sums of some creators, or of all who get something; by creator, advertiser, year and objective."""
    wanted = [row[0] for row in conn.execute(_PAID) if row[0]] if creator_ids is None else list(creator_ids)
    above = groups(conn)
    parts: dict[_Key, list[Part]] = {}
    joined: dict[_Key, dict[str, None]] = {}

    def add(row: SqlRow, whose: str | None, part_id: str | None, part: Part) -> None:
        if not whose or not part.day:
            return
        key = row["creator_id"], above.get(whose, whose), int(part.day[:4]), fold(row["promo_objective"] or "")
        parts.setdefault(key, []).append(part)
        joined.setdefault(key, {}).update({part_id: None} if part_id else {})

    for row in select(conn, _FEES, wanted):
        amount = Money(row["amount_minor"], row["amount_currency"])
        add(
            row,
            row["client_id"],
            row["participation_id"],
            Part(ref("creator_fee", row["id"]), "fee", row["day"], amount),
        )
    for row, things in _given(conn, wanted):
        for one in things:
            add(row, row["whose"], row["part"], Part(one.record, one.kind, one.day, one.amount))
    return [
        AdvertiserSum(
            creator_id=key[0], client_id=key[1], year=key[2], objective=key[3],
            parts=tuple(sorted(parts[key], key=lambda one: (one.day, one.record))),
            participation_ids=tuple(joined[key]),
        )
        for key in sorted(parts)
    ]  # fmt: skip


def _given(conn: Connection, creator_ids: Sequence[str]) -> Iterable[tuple[SqlRow, list[InKind]]]:
    """What was given in kind and adds up, each with its row."""
    parcels = select(conn, _PARCELS, creator_ids)
    items: dict[str, list[ParcelItem]] = {}
    for row in select(conn, _ITEMS, [row["id"] for row in parcels]):
        items.setdefault(row["parcel_id"], []).append(from_columns(ParcelItem, row))
    for row in parcels:
        yield row, [one for one in of_parcel(from_columns(Parcel, row), items.get(row["id"], ())) if one.adds]
    for row in select(conn, _BENEFITS, creator_ids):
        yield row, [of_benefit(from_columns(Benefit, row))]
