"""What creators were given in kind: which things count, from which day, and their sums. Pure.

Gifts and other benefits add up; loans are told for disclosure and never added, unless one was kept as a gift.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from infludesk.gifting.model import Benefit, Parcel, ParcelItem
from infludesk.gifting.states import SENT
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money, total

Kind = Literal["gift", "loan", "benefit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InKind:
    """One thing that a creator was given or lent.

    Attributes:
        record: the parcel, its item or the benefit, as ``table:id``.
        client_id: for whom; empty where nobody is named.
        campaign_id, participation_id: empty where it belongs to none.
        kind: a loan that was kept as a gift is a gift.
        day: from which it counts; empty where it is not known.
        amount: what it is worth; None where nobody said.
    """

    record: str
    creator_id: str
    client_id: str = ""
    campaign_id: str = ""
    participation_id: str = ""
    kind: Kind
    day: str = ""
    amount: Money | None = None

    @property
    def adds(self) -> bool:
        """Whether it belongs to the sum of gifts."""
        return self.kind != "loan"

    @property
    def year(self) -> int | None:
        """The year it counts in; None where the day is not known."""
        return int(self.day[:4]) if self.day else None


def of_parcel(
    parcel: Parcel, items: Sequence[ParcelItem] = (), *, client_id: str = "", campaign_id: str = ""
) -> tuple[InKind, ...]:
    """What a parcel gives or lends: its items where it has any, else its own value.

    It counts from its arrival, on the way already from its shipping; planned, refused, lost and cancelled parcels
    give nothing, and a gift that came back is none.
    """
    if (parcel.state or "planned") not in SENT:
        return ()
    day = parcel.delivered_on or parcel.shipped_on or (parcel.created_at or "")[:10]
    back = parcel.state == "returned"
    found = []
    for item in items:
        if item.given_as != "loan" and (back or item.outcome == "returned"):
            continue
        kept = item.given_as == "loan" and item.outcome == "kept_as_gift"
        lent = item.given_as == "loan" and not kept
        since = max(day, item.outcome_on or "") if kept else day
        found.append((ref("parcel_item", item.id), lent, since, item_value(item)))
    if not items:
        lent = is_loan(parcel)
        if lent or not back:
            found.append((ref("parcel", parcel.id), lent, day, parcel.value))
    return tuple(
        InKind(
            record=record, creator_id=parcel.creator_id or "", client_id=client_id, campaign_id=campaign_id,
            participation_id=parcel.participation_id or "", kind="loan" if lent else "gift", day=since, amount=amount,
        )
        for record, lent, since, amount in found
    )  # fmt: skip


def of_benefit(benefit: Benefit, *, client_id: str = "", campaign_id: str = "") -> InKind:
    """What a trip, an event or a voucher gives."""
    return InKind(
        record=ref("benefit", benefit.id),
        creator_id=benefit.creator_id or "",
        client_id=client_id,
        campaign_id=campaign_id,
        participation_id=benefit.participation_id or "",
        kind="benefit",
        day=benefit.given_on or (benefit.created_at or "")[:10],
        amount=benefit.value,
    )


def is_loan(parcel: Parcel) -> bool:
    """Whether a parcel without items is lent: it has a day to come back on, or came back."""
    return bool(parcel.return_due)


def item_value(item: ParcelItem) -> Money | None:
    """What all pieces of an item are worth; one piece where no number is given."""
    one = item.unit_value
    pieces = 1 if item.quantity is None else max(item.quantity, 0)
    return None if one is None else Money(one.minor * pieces, one.currency)


def sums(things: Iterable[InKind], *, since: str = "", until: str = "") -> dict[str, Money]:
    """The sum of gifts and benefits per currency.

    Args:
        things: of whom and for whom it is asked.
        since: the first day that counts; empty for all before.
        until: the last day that counts; empty for all after.
    """
    return total(one.amount for one in _adding(things, since, until) if one.amount)


def connection(things: Iterable[InKind]) -> Literal["gift", "loan", ""]:
    """What creator and brand have to disclose: a gift where there is one, else a loan; empty for neither."""
    kinds = {one.kind for one in things}
    return "gift" if kinds & {"gift", "benefit"} else "loan" if kinds else ""


def _adding(things: Iterable[InKind], since: str, until: str) -> list[InKind]:
    return [one for one in things if one.adds and one.day >= since and (not until or one.day <= until)]
