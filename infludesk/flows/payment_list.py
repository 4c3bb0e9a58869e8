"""Money that moved, as the bookkeeper wants it: when, to whom, for what, on which invoice, how, at which rate."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from infludesk.db.driver import Connection, SqlRow
from infludesk.db.sql import marks
from infludesk.kernel.money import Money

_FROM = """
SELECT y.*, coalesce(e.name, c.name) AS whose, e.country, e.vat_number, e.tax_form, r.name AS creator,
       coalesce(k.name, ik.name) AS campaign, coalesce(kc.name, ic.name, c.name) AS client, f.kind, f.label,
       i.number AS invoice_number, i.issued_on AS invoice_day, i.direction
FROM payment AS y LEFT JOIN payee AS e ON e.id = y.payee_id LEFT JOIN client AS c ON c.id = y.client_id
LEFT JOIN creator_fee AS f ON f.id = y.fee_id LEFT JOIN participation AS p ON p.id = f.participation_id
LEFT JOIN creator AS r ON r.id = p.creator_id LEFT JOIN campaign AS k ON k.id = p.campaign_id
LEFT JOIN client AS kc ON kc.id = k.client_id LEFT JOIN invoice AS i ON i.id = y.invoice_id
LEFT JOIN campaign AS ik ON ik.id = i.campaign_id LEFT JOIN client AS ic ON ic.id = ik.client_id
WHERE y.deleted_at IS NULL AND {where}
"""


@dataclass(frozen=True, slots=True)
class ListedPayment:
    """A payment, all internal; codes and days as stored, ``rate`` as a decimal text."""

    id: str
    paid_on: str
    way: str
    payee: str
    country: str
    vat_number: str
    tax_form: str
    creator: str
    campaign: str
    client: str
    kind: str
    label: str
    invoice_number: str
    invoice_day: str
    amount: Money | None
    method: str
    reference: str
    bank_fees: Money | None
    rate: str
    rate_day: str


def ids(conn: Connection) -> list[str]:
    """The ids of all payments, the oldest first."""
    return [row["id"] for row in conn.execute("SELECT id FROM payment WHERE deleted_at IS NULL ORDER BY paid_on, id")]


def listed(conn: Connection, wanted: Sequence[str]) -> list[ListedPayment]:
    """The rows for some ids, in the order of the ids; those that are gone are left out."""
    rows = conn.execute(_FROM.format(where=f"y.id IN ({marks(wanted)})"), tuple(wanted)).fetchall()
    found = {row["id"]: _listed(row) for row in rows}
    return [found[one] for one in wanted if one in found]


def _listed(row: SqlRow) -> ListedPayment:
    def text(name: str) -> str:
        return row[name] or ""

    rate = f"{float(Fraction(row['fx_num'], row['fx_den'])):.8f}".rstrip("0").rstrip(".") if row["fx_den"] else ""
    came_in = row["direction"] == "out" or (row["client_id"] and not row["payee_id"])
    return ListedPayment(
        row["id"], text("paid_on"), "in" if came_in else "out", text("whose"), text("country"), text("vat_number"),
        text("tax_form"), text("creator"), text("campaign"), text("client"), text("kind"), text("label"),
        text("invoice_number"), text("invoice_day"), _money(row, "amount"), text("method"), text("reference"),
        _money(row, "bank_fees"), rate, text("fx_day"),
    )  # fmt: skip


def _money(row: SqlRow, name: str) -> Money | None:
    minor = row[f"{name}_minor"]
    return None if minor is None else Money(minor, row[f"{name}_currency"])
