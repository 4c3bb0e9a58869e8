"""Invoices as their list shows them: what is printed, what the lines say, and how far each is paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.db.search import like_pattern
from infludesk.db.sql import code_list, marks
from infludesk.kernel.fields import choices
from infludesk.kernel.money import Money
from infludesk.payments.model import NO_BILL, Invoice
from infludesk.payments.settling import Sheet, Standing, compare, standing
from infludesk.payments.store import invoice_lines, invoice_payments, same_invoices

VIEWS = choices(to_check="To check", unpaid="Unpaid", late="Late", disputed="Disputed")
_NAME = "coalesce(e.name, c.name)"
_ORDER = {
    "number": "i.number IS NULL, fold(i.number) {way}, i.id",
    "whose": f"{_NAME} IS NULL, fold({_NAME}) {{way}}, i.id",
    "issued": "i.issued_on IS NULL, i.issued_on {way}, i.id",
    "due": "i.due_on IS NULL, i.due_on {way}, i.id",
    "total": "i.stated_total_currency, i.stated_total_minor {way}, i.id",
    "state": "i.state {way}, i.id",
}
SORTS = frozenset(_ORDER)
_FROM = """
FROM invoice AS i LEFT JOIN payee AS e ON e.id = i.payee_id LEFT JOIN client AS c ON c.id = i.client_id
LEFT JOIN campaign AS k ON k.id = i.campaign_id WHERE i.deleted_at IS NULL AND {where}
"""
_PAID = (
    "(SELECT coalesce(sum(y.amount_minor), 0) FROM payment AS y WHERE y.invoice_id = i.id AND y.deleted_at IS NULL "
    "AND y.amount_currency = i.stated_total_currency)"
)
_BILLS = f"coalesce(i.state, '') <> 'void' AND coalesce(i.kind, 'invoice') NOT IN ({code_list(NO_BILL)})"
_UNPAID = f"{_BILLS} AND (i.stated_total_minor IS NULL OR i.stated_total_minor > {_PAID})"
_VIEWS = {
    "to_check": "i.direction = 'in' AND coalesce(i.state, 'expected') IN ('expected', 'received')",
    "unpaid": _UNPAID,
    "late": f"{_UNPAID} AND i.due_on < :today",
    "disputed": "i.state = 'disputed'",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows: every part narrows; empty parts do not."""

    text: str = ""
    direction: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class ListedInvoice:
    """A row of the invoices, all internal.

    Attributes:
        whose: the payee's or the client's name.
        sheet: the total as printed against the lines.
        standing: None where no total is entered, and where the paper bills nothing.
        twice: how many others of the same side bear the number.
    """

    id: str
    invoice: Invoice
    whose: str
    campaign: str
    sheet: Sheet
    standing: Standing | None
    lines: int
    twice: int

    def _of(self, name: str) -> str:
        return getattr(self.invoice, name) or ""

    @property
    def number(self) -> str:
        return self._of("number")

    @property
    def direction(self) -> str:
        return self._of("direction")

    @property
    def issued_on(self) -> str:
        return self._of("issued_on")

    @property
    def due_on(self) -> str:
        return self._of("due_on")

    @property
    def state(self) -> str:
        return self.invoice.state or "expected"

    @property
    def total(self) -> Money | None:
        """As printed."""
        return self.invoice.stated_total

    @property
    def paid(self) -> Money | None:
        return self.standing.paid if self.standing else None

    @property
    def open(self) -> Money | None:
        return self.standing.open if self.standing else None


def ids(
    conn: Connection, wanted: Filter = Filter(), sort: str = "issued", *, today: date, descending: bool = False
) -> list[str]:
    """The ids of the invoices to show, in the order of a key of ``SORTS``; empty values sort last both ways."""
    parts, params = ["1"], {"today": today.isoformat()}
    if wanted.direction:
        parts.append("i.direction = :direction")
        params["direction"] = wanted.direction
    if wanted.text.strip():
        parts.append(f"fold(coalesce(i.number, '') || ' ' || coalesce({_NAME}, '')) LIKE :text ESCAPE '\\'")
        params["text"] = like_pattern(wanted.text)
    if wanted.view in _VIEWS:
        parts.append(_VIEWS[wanted.view])
    order = _ORDER[sort].format(way="DESC" if descending else "ASC")
    sql = f"SELECT i.id {_FROM.format(where=' AND '.join(parts))} ORDER BY {order}"
    return [row["id"] for row in conn.execute(sql, params)]


def listed(conn: Connection, wanted: Sequence[str], *, today: date) -> list[ListedInvoice]:
    """The list's rows for some ids, in the order of the ids; those that are gone are left out."""
    sql = f"SELECT i.id, {_NAME} AS whose, k.name AS campaign {_FROM.format(where=f'i.id IN ({marks(wanted)})')}"
    named = {row["id"]: row for row in conn.execute(sql, tuple(wanted))}
    rows = {one.id: one for one in find(conn, Invoice, f"id IN ({marks(wanted)})", tuple(wanted))}
    return [
        _listed(conn, rows[one], named[one]["whose"] or "", named[one]["campaign"] or "", today)
        for one in wanted
        if one in rows
    ]


def _listed(conn: Connection, one: Invoice, whose: str, campaign: str, today: date) -> ListedInvoice:
    lines = invoice_lines(conn, one.id)
    how = None
    if one.stated_total is not None and one.kind not in NO_BILL:
        paid = [row.amount for row in invoice_payments(conn, one.id) if row.amount]
        unsettled = one.state not in ("void", "disputed")
        how = standing(one.stated_total, paid, due_on=one.due_on, today=today.isoformat(), owed=unsettled)
    sheet = compare(one.stated_total, one.stated_tax, [line.amount for line in lines if line.amount])
    same = same_invoices(conn, one.number, payee_id=one.payee_id, client_id=one.client_id, but=one.id)
    return ListedInvoice(one.id, one, whose, campaign, sheet, how, len(lines), len(same))
