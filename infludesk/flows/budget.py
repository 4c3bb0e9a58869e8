"""A campaign's budget: by creator and by kind of cost what is allocated, signed, spent and paid, and the totals."""

from dataclasses import dataclass, field

from infludesk.campaigns.model import Campaign
from infludesk.contracts.model import VOID
from infludesk.contracts.states import FROZEN
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get
from infludesk.db.sql import code_list
from infludesk.flows.margins import Report, of_campaign, of_client
from infludesk.flows.money import GOODS
from infludesk.gifting.store import gifts_to
from infludesk.gifting.value import sums
from infludesk.kernel.money import Money, total
from infludesk.payments.model import NOT_COUNTED, ClientFee, Cost
from infludesk.payments.schedule import bound

Sums = dict[str, Money]
_FEES = f"""
SELECT f.*, p.creator_id, r.name AS creator,
       (SELECT coalesce(sum(y.amount_minor), 0) FROM payment AS y WHERE y.fee_id = f.id AND y.deleted_at IS NULL
        AND y.amount_currency = f.amount_currency) AS paid_minor,
       EXISTS (SELECT 1 FROM contract AS t WHERE t.participation_id = p.id AND t.deleted_at IS NULL
               AND t.state IN ({code_list(FROZEN - VOID)})) AS signed
FROM creator_fee AS f JOIN participation AS p ON p.id = f.participation_id AND p.deleted_at IS NULL
LEFT JOIN creator AS r ON r.id = p.creator_id
WHERE p.campaign_id = ? AND f.deleted_at IS NULL AND f.amount_minor IS NOT NULL
AND coalesce(f.state, '') NOT IN ({code_list(NOT_COUNTED)})
ORDER BY p.position IS NULL, p.position, p.id
"""


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A creator, or a kind of cost; each figure is per currency, never added.

    Attributes:
        id: the participation, or ``cost:kind``.
        name: the creator's; empty for costs.
        kind: the kind of cost; empty for creators.
        allocated: all that counts; ``signed``: of it under a signed contract; ``spent``: of it earned or spent by
            today; ``paid``: of it paid.
    """

    id: str
    name: str
    kind: str
    allocated: Sums = field(default_factory=dict)
    signed: Sums = field(default_factory=dict)
    spent: Sums = field(default_factory=dict)
    paid: Sums = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Budget:
    """A campaign's money.

    Attributes:
        rows: creators in the campaign's order, then costs.
        client_fee: what the client is charged, by currency; ``total``: the sum of the rows.
        report: the three figures in the report currency.
        client: the same of all campaigns of the client.
        in_kind: the value of what was given, beside the money and no part of the margin.
    """

    campaign: Campaign
    rows: tuple[BudgetRow, ...]
    total: BudgetRow
    client_fee: Sums
    report: Report
    client: Report | None
    in_kind: Sums


def budget(conn: Connection, campaign_id: str, today: str) -> Budget:
    """A campaign's budget as of a day.

    Raises:
        Problem: ``record.gone``.
    """
    campaign = get(conn, Campaign, campaign_id)
    rows = (*_creators(conn, campaign_id, today), *_costs(conn, campaign_id, today))
    charged = find(conn, ClientFee, "campaign_id = ?", (campaign_id,))
    fees = total(one.amount for one in charged if one.amount and one.state not in NOT_COUNTED)
    return Budget(
        campaign,
        rows,
        _sum(rows),
        fees,
        of_campaign(conn, campaign_id)[""],
        of_client(conn, campaign.client_id) if campaign.client_id else None,
        sums(gifts_to(conn, campaign_id=campaign_id)),
    )


def _creators(conn: Connection, campaign_id: str, today: str) -> list[BudgetRow]:
    names: dict[str, str] = {}
    parts: dict[str, dict[str, list[Money]]] = {}
    for row in conn.execute(_FEES, (campaign_id,)):
        amount, part = Money(row["amount_minor"], row["amount_currency"]), row["participation_id"]
        names[part] = row["creator"] or ""
        found = parts.setdefault(part, {name: [] for name in ("allocated", "signed", "spent", "paid")})
        found["allocated"].append(amount)
        if row["signed"]:
            found["signed"].append(amount)
        if bound(row["state"], row["trigger"], row["due_on"], row["earned_on"], today):
            found["spent"].append(amount)
        if row["paid_minor"]:
            found["paid"].append(Money(row["paid_minor"], amount.currency))
    return [
        BudgetRow(part, names[part], "", **{name: total(amounts) for name, amounts in found.items()})
        for part, found in parts.items()
    ]


def _costs(conn: Connection, campaign_id: str, today: str) -> list[BudgetRow]:
    kinds: dict[str, tuple[list[Money], list[Money]]] = {}
    for one in find(conn, Cost, "campaign_id = ?", (campaign_id,)):
        if one.amount:
            every, spent = kinds.setdefault(one.kind or "other", ([], []))
            every.append(one.amount)
            if one.spent_on and one.spent_on <= today:
                spent.append(one.amount)
    for row in conn.execute(f"SELECT * FROM ({GOODS}) WHERE campaign = ?", (campaign_id,)):
        every, spent = kinds.setdefault("product", ([], []))
        every.append(Money(row["minor"], row["currency"]))
        spent.append(every[-1])
    return [
        BudgetRow(f"cost:{kind}", "", kind, allocated=total(every), spent=total(spent))
        for kind, (every, spent) in sorted(kinds.items())
    ]


def _sum(rows: tuple[BudgetRow, ...]) -> BudgetRow:
    def added(name: str) -> Sums:
        return total(money for row in rows for money in getattr(row, name).values())

    return BudgetRow(
        "", "", "", allocated=added("allocated"), signed=added("signed"), spent=added("spent"), paid=added("paid")
    )
