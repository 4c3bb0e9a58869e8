"""Money as the screens ask for it: costs and currencies, rates, payees, invoices with their lines; all internal."""

from collections.abc import Collection
from typing import Literal

from infludesk.campaigns.model import Campaign
from infludesk.contracts.model import VOID
from infludesk.contracts.states import FROZEN
from infludesk.contracts.store import of_participation
from infludesk.creators.model import Creator
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.db.sql import code_list, marks
from infludesk.kernel.ids import ref, split_ref
from infludesk.payments.model import (
    NO_BILL,
    ClientFee,
    Cost,
    CreatorFee,
    Invoice,
    InvoiceLine,
    Payee,
    PayeeLink,
    Payment,
)
from infludesk.payments.rates import Quote, Rates, read_planning
from infludesk.payments.schedule import BY_DAY
from infludesk.payments.settling import same_number
from infludesk.records.model import ExchangeRate

_BILLED = """EXISTS (SELECT 1 FROM invoice_line AS l JOIN invoice AS i ON i.id = l.invoice_id AND i.deleted_at IS NULL
 WHERE l.deleted_at IS NULL AND l.fee = '{table}:' || f.id AND coalesce(i.state, '') <> 'void')"""
_STANDS = f"""
SELECT 1 FROM creator_fee AS f
WHERE f.participation_id IN (SELECT id FROM participation WHERE {{column}} = :id) AND f.deleted_at IS NULL AND (
  f.state = 'earned' OR (f.state = 'held' AND f.earned_on IS NOT NULL)
  OR (coalesce(f.state, 'planned') IN ('planned', 'held') AND f."trigger" IN ({code_list(BY_DAY)})
      AND f.due_on <= :today)
  OR EXISTS (SELECT 1 FROM payment AS y WHERE y.fee_id = f.id AND y.deleted_at IS NULL)
  OR {_BILLED.format(table="creator_fee")})
UNION ALL SELECT 1 FROM client_fee AS f
WHERE {{charged}} AND f.deleted_at IS NULL AND (
  f.state = 'earned' OR (f.state = 'held' AND f.earned_on IS NOT NULL) OR {_BILLED.format(table="client_fee")})
LIMIT 1
"""
_OF = {
    "participation": ("id", "f.participation_id = :id"),
    "creator": ("creator_id", "f.participation_id IN (SELECT id FROM participation WHERE creator_id = :id)"),
    "campaign": ("campaign_id", "f.campaign_id = :id"),
}


def costs(conn: Connection, campaign_id: str) -> list[Cost]:
    """What third parties cost in a campaign, in the order it was entered."""
    return find(conn, Cost, "campaign_id = ?", (campaign_id,))


def currencies_in_use(conn: Connection) -> tuple[str, ...]:
    """The currencies of fees, costs and budgets."""
    sql = " UNION ".join(
        f"SELECT {column} FROM {table} WHERE deleted_at IS NULL AND {column} IS NOT NULL"
        for table, column in (
            ("client_fee", "amount_currency"), ("creator_fee", "amount_currency"), ("cost", "amount_currency"),
            ("campaign", "budget_currency"),
        )
    )  # fmt: skip
    return tuple(row[0] for row in conn.execute(sql))


def exchange_rates(conn: Connection) -> list[ExchangeRate]:
    """The rates entered, the newest first."""
    return find(conn, ExchangeRate, order="on_day DESC, from_currency, to_currency")


def rates_of(conn: Connection, campaign_id: str | None = None) -> Rates:
    """What a campaign's amounts are converted by; without a campaign, the rates entered."""
    entered = tuple(
        Quote(one.from_currency or "", one.to_currency or "", one.rate)
        for one in exchange_rates(conn)
        if one.rate is not None
    )
    found = find(conn, Campaign, "id = ?", (campaign_id,)) if campaign_id else []
    return Rates(read_planning(found[0].planning_rates) if found else (), entered)


def payees(conn: Connection) -> list[Payee]:
    """The payees, by name."""
    return find(conn, Payee, order="fold(name), id")


def payee_links(conn: Connection, payee_id: str) -> list[PayeeLink]:
    """Who a payee is paid for."""
    return find(conn, PayeeLink, "payee_id = ?", (payee_id,))


def creator_names(conn: Connection) -> list[tuple[str, str]]:
    """Id and name of every creator, by name."""
    sql = "SELECT id, name FROM creator WHERE deleted_at IS NULL AND merged_into_id IS NULL ORDER BY fold(name), id"
    return [(row["id"], row["name"] or "") for row in conn.execute(sql)]


def party_name(conn: Connection, party: str) -> str:
    """The name of who a payee stands for; empty where it is not known."""
    table, row_id = split_ref(party)
    found = find(conn, Creator, "id = ?", (row_id,)) if table == "creator" else []
    return (found[0].name or "") if found else ""


def payee_of(conn: Connection, creator_id: str, day: str) -> str | None:
    """Who is paid for a creator on a day: the preferred payee, else the first one; None where there is none."""
    where = "for_party = ? AND coalesce(since, '') <= ? AND coalesce(until, '9999') >= ?"
    order = "coalesce(preferred, 0) DESC, created_at, id"
    links = find(conn, PayeeLink, where, (ref("creator", creator_id), day, day), order=order)
    alive = (one.payee_id for one in links if find(conn, Payee, "id = ?", (one.payee_id,)))
    return next(alive, None)


def invoice_lines(conn: Connection, invoice_id: str) -> list[InvoiceLine]:
    """The lines of an invoice."""
    return find(conn, InvoiceLine, "invoice_id = ?", (invoice_id,))


def invoice_payments(conn: Connection, invoice_id: str) -> list[Payment]:
    """The payments of an invoice, the oldest first."""
    return find(conn, Payment, "invoice_id = ?", (invoice_id,), order="paid_on, id")


def fee_payments(conn: Connection, fee_id: str) -> list[Payment]:
    """The payments of a creator fee, the oldest first."""
    return find(conn, Payment, "fee_id = ?", (fee_id,), order="paid_on, id")


def invoices_of(conn: Connection, payee_ids: Collection[str]) -> list[Invoice]:
    """The invoices that came in from payees and are not void, the newest first; also those of nobody known."""
    where = f"direction = 'in' AND coalesce(state, '') <> 'void' AND coalesce(payee_id, '') IN ({marks(payee_ids)})"
    return find(conn, Invoice, where, tuple(payee_ids), order="issued_on IS NULL, issued_on DESC, id DESC")


def creator_fees(conn: Connection, participation_id: str) -> list[CreatorFee]:
    """The lines of a creator's fee, those without a day last."""
    return find(conn, CreatorFee, "participation_id = ?", (participation_id,), order="due_on IS NULL, due_on, id")


def client_fees(conn: Connection, campaign_id: str, participation_id: str | None = None) -> list[ClientFee]:
    """What the client is charged for one creator, or without one for the campaign as a whole."""
    where = "campaign_id = ? AND participation_id IS ?"
    return find(conn, ClientFee, where, (campaign_id, participation_id), order="bill_on IS NULL, bill_on, id")


def agreed_late_fee(conn: Connection, participation_id: str) -> int | None:
    """The late fee that the contract which holds names, in parts per million; None where it names none."""
    holds = [one for one in of_participation(conn, participation_id) if one.state in FROZEN and one.state not in VOID]
    return next((one.late_fee_ppm for one in holds if one.late_fee_ppm), None)


def open_invoice_of(conn: Connection, fee_id: str) -> str | None:
    """The invoice that bills a creator fee; None where none does."""
    sql = (
        "SELECT i.id FROM invoice_line AS l JOIN invoice AS i ON i.id = l.invoice_id AND i.deleted_at IS NULL "
        "WHERE l.deleted_at IS NULL AND l.fee = ? AND coalesce(i.state, '') <> 'void' "
        f"AND coalesce(i.kind, 'invoice') NOT IN ({code_list(NO_BILL)}) ORDER BY i.id LIMIT 1"
    )
    row = conn.execute(sql, (ref("creator_fee", fee_id),)).fetchone()
    return row[0] if row else None


def is_billed(conn: Connection, fee: CreatorFee | ClientFee) -> bool:
    """Whether a line of an invoice that is not void bills this fee, or takes it back."""
    sql = (
        "SELECT 1 FROM invoice_line AS l JOIN invoice AS i ON i.id = l.invoice_id AND i.deleted_at IS NULL "
        "WHERE l.deleted_at IS NULL AND l.fee = ? AND coalesce(i.state, '') <> 'void' LIMIT 1"
    )
    return conn.execute(sql, (ref(fee.entity.table, fee.id),)).fetchone() is not None


def money_stands(
    conn: Connection, of: Literal["participation", "creator", "campaign"], row_id: str, today: str
) -> bool:
    """Whether a fee of one of these is due by a day, was paid or stands on an invoice."""
    column, charged = _OF[of]
    sql = _STANDS.format(column=column, charged=charged)
    return conn.execute(sql, {"id": row_id, "today": today}).fetchone() is not None


def same_invoices(
    conn: Connection, number: str | None, *, payee_id: str | None = None, client_id: str | None = None, but: str = ""
) -> list[Invoice]:
    """Invoices of the same payee or client that bear the same number, but for case and blanks; void ones apart."""
    column, whose = ("client_id", client_id) if client_id else ("payee_id", payee_id)
    if not number or not whose:
        return []
    found = find(conn, Invoice, f"{column} = ? AND coalesce(state, '') <> 'void' AND id <> ?", (whose, but))
    return [one for one in found if same_number(one.number, number)]
