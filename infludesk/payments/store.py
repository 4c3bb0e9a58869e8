"""Fees and costs of a campaign; all internal."""

from dataclasses import dataclass
from typing import Literal

from infludesk.campaigns.figures import Margin
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.kernel.money import Money
from infludesk.payments.margin import margin_of
from infludesk.payments.model import ClientFee, Cost, CreatorFee

_IN_CAMPAIGN = "participation_id IN (SELECT id FROM participation WHERE campaign_id = ? AND deleted_at IS NULL)"


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of a fee; ``creator`` is empty for the campaign's own, codes and days are as stored."""

    id: str
    table: Literal["creator_fee", "client_fee"]
    participation_id: str
    creator: str
    kind: str
    label: str
    amount: Money | None
    due_on: str
    state: str


def fees_of(conn: Connection, campaign_id: str) -> list[FeeLine]:
    """Every fee of a campaign: the creators' by name and day, then the client's."""
    sql = (
        "SELECT p.id, c.name FROM participation AS p JOIN creator AS c ON c.id = p.creator_id "
        "WHERE p.campaign_id = ? AND p.deleted_at IS NULL ORDER BY fold(c.name), p.id"
    )
    names = {row["id"]: row["name"] or "" for row in conn.execute(sql, (campaign_id,))}
    order = {one: place for place, one in enumerate(names)}
    owed = [
        FeeLine(
            one.id, "creator_fee", one.participation_id or "", names[one.participation_id or ""], one.kind or "",
            one.label or "", one.amount, one.due_on or "", one.state or "",
        )
        for one in find(conn, CreatorFee, _IN_CAMPAIGN, (campaign_id,))
    ]  # fmt: skip
    charged = [
        FeeLine(
            one.id, "client_fee", one.participation_id or "", names.get(one.participation_id or "", ""),
            one.kind or "", one.label or "", one.amount, one.bill_on or "", one.state or "",
        )
        for one in find(conn, ClientFee, "campaign_id = ?", (campaign_id,))
    ]  # fmt: skip
    return [*sorted(owed, key=lambda line: (order[line.participation_id], line.due_on)), *charged]


def costs(conn: Connection, campaign_id: str) -> list[Cost]:
    """What third parties cost in a campaign, in the order it was entered."""
    return find(conn, Cost, "campaign_id = ?", (campaign_id,))


def totals(conn: Connection, campaign_id: str) -> Margin:
    """The campaign's three figures: client fee, creator fees and margin, with costs, per currency."""
    return margin_of(
        client_fees=find(conn, ClientFee, "campaign_id = ?", (campaign_id,)),
        creator_fees=find(conn, CreatorFee, _IN_CAMPAIGN, (campaign_id,)),
        costs=costs(conn, campaign_id),
    )
