"""Creator fees as the Payments page shows them: what for, when due, how far paid, on which invoice, with which form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find
from infludesk.db.search import like_pattern
from infludesk.db.sql import code_list, marks
from infludesk.kernel.fields import choices
from infludesk.kernel.money import Money, total
from infludesk.payments.model import NO_BILL, Payee
from infludesk.payments.schedule import BY_DAY, owed
from infludesk.payments.settling import Standing, standing
from infludesk.payments.taxes import FormState, form_state

VIEWS = choices(
    due="Due", late="Late", waiting="Waiting for trigger", not_invoiced="Earned, not invoiced", no_form="No tax form",
    open="Open", by_payee="This tax year by payee",
)  # fmt: skip
SOON_DAYS = 7
_ORDER = {
    "creator": "fold(r.name) {way}, f.due_on IS NULL, f.due_on, f.id",
    "campaign": "k.name IS NULL, fold(k.name) {way}, f.id",
    "kind": "f.kind {way}, f.id",
    "amount": "f.amount_currency, f.amount_minor {way}, f.id",
    "trigger": 'f."trigger" IS NULL, f."trigger" {way}, f.id',
    # what is settled comes last: the page is opened for what is to be paid
    "due": "settled, f.due_on IS NULL, f.due_on {way}, f.id",
    "state": "f.state {way}, f.id",
    "invoice": "invoice_number IS NULL, fold(invoice_number) {way}, f.id",
}
SORTS = frozenset(_ORDER)
_PAID = (
    "(SELECT coalesce(sum(y.amount_minor), 0) FROM payment AS y WHERE y.fee_id = f.id AND y.deleted_at IS NULL "
    "AND y.amount_currency = f.amount_currency)"
)
_INVOICE = f"""(SELECT i.{{column}} FROM invoice_line AS l
 JOIN invoice AS i ON i.id = l.invoice_id AND i.deleted_at IS NULL WHERE l.deleted_at IS NULL
 AND l.fee = 'creator_fee:' || f.id AND coalesce(i.state, '') <> 'void'
 AND coalesce(i.kind, 'invoice') NOT IN ({code_list(NO_BILL)}) ORDER BY i.id LIMIT 1)"""
# Who is paid a fee ``f`` of a participation ``part`` on a ``day``: who it names, else who stands for the creator.
PAYEE = """coalesce((SELECT e.id FROM payee AS e WHERE e.id = f.payee_id AND e.deleted_at IS NULL),
 (SELECT l.payee_id FROM payee_link AS l
 JOIN payee AS e ON e.id = l.payee_id AND e.deleted_at IS NULL
 WHERE l.deleted_at IS NULL AND l.for_party = 'creator:' || {part}.creator_id
 AND coalesce(l.since, '') <= {day} AND coalesce(l.until, '9999') >= {day}
 ORDER BY coalesce(l.preferred, 0) DESC, l.created_at, l.id LIMIT 1))"""
_PAYEE = PAYEE.format(part="p", day=":today")
_FROM = f"""
SELECT f.*, p.campaign_id, p.creator_id, r.name AS creator, k.name AS campaign, {_PAID} AS paid_minor,
       {_INVOICE.format(column="id")} AS invoice_id, {_INVOICE.format(column="number")} AS invoice_number,
       {_PAYEE} AS payee,
       coalesce(f.state, '') IN ('waived', 'cancelled') OR (f.amount_minor > 0 AND f.amount_minor <= {_PAID})
       AS settled
FROM creator_fee AS f JOIN participation AS p ON p.id = f.participation_id AND p.deleted_at IS NULL
LEFT JOIN creator AS r ON r.id = p.creator_id JOIN campaign AS k ON k.id = p.campaign_id AND k.deleted_at IS NULL
WHERE f.deleted_at IS NULL AND {{where}}
"""
_OPEN = f"(f.amount_minor IS NULL OR f.amount_minor > {_PAID})"
_OWED = (
    "(coalesce(f.state, 'planned') = 'earned' OR (coalesce(f.state, 'planned') = 'planned' "
    f"AND coalesce(f.\"trigger\", '') IN ({code_list(BY_DAY)}) AND coalesce(f.due_on, '9999') <= :today))"
)
_VALID = (
    f"EXISTS (SELECT 1 FROM payee AS e WHERE e.id = {_PAYEE} AND e.deleted_at IS NULL AND e.tax_form IS NOT NULL "
    "AND coalesce(e.form_until, '9999') >= :today)"
)
_COUNTS = "coalesce(f.state, 'planned') NOT IN ('waived', 'cancelled')"
_VIEWS = {
    "due": f"{_OWED} AND {_OPEN} AND coalesce(f.due_on, '') <= :soon",
    "late": f"{_OWED} AND {_OPEN} AND f.due_on < :today",
    "waiting": f"coalesce(f.state, 'planned') = 'planned' AND f.\"trigger\" IS NOT NULL AND NOT {_OWED}",
    "not_invoiced": f"{_OWED} AND {_INVOICE.format(column='id')} IS NULL",
    "no_form": f"{_COUNTS} AND {_OPEN} AND NOT {_VALID}",
    "open": f"{_COUNTS} AND {_OPEN}",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows: every part narrows; empty parts do not. ``view`` is one of ``VIEWS``."""

    text: str = ""
    state: str = ""
    view: str = ""
    campaign_id: str = ""
    creator_id: str = ""
    participation_id: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class ListedFee:
    """A row of the fees; codes and days as stored, all internal.

    Attributes:
        standing: None where the fee has no amount.
        owed: due to the payee by now.
        form: of the payee's tax form.
    """

    id: str
    participation_id: str
    creator_id: str
    creator: str
    campaign_id: str
    campaign: str
    kind: str
    label: str
    amount: Money | None
    trigger: str
    trigger_days: int | None
    earned_on: str
    due_on: str
    state: str
    why: str
    standing: Standing | None
    owed: bool
    invoice_id: str
    invoice_number: str
    payee_id: str
    payee: str
    form: FormState

    @property
    def paid(self) -> Money | None:
        """What was paid of it."""
        return self.standing.paid if self.standing else None

    @property
    def open(self) -> Money | None:
        """What is left to pay."""
        return self.standing.open if self.standing else None

    @property
    def paid_word(self) -> str:
        """The code of how far it is paid; empty for nothing to say."""
        return self.standing.word if self.standing else ""


def ids(
    conn: Connection, wanted: Filter = Filter(), sort: str = "due", *, today: date, descending: bool = False
) -> list[str]:
    """The ids of the fees to show, in the order of a key of ``SORTS``; empty values sort last both ways."""
    parts, params = ["1"], _days(today)
    for name, column in (
        ("campaign_id", "p.campaign_id"), ("creator_id", "p.creator_id"), ("participation_id", "p.id"),
        ("currency", "f.amount_currency"), ("state", "coalesce(f.state, 'planned')"),
    ):  # fmt: skip
        if value := getattr(wanted, name):
            parts.append(f"{column} = :{name}")
            params[name] = value
    if wanted.text.strip():
        words = "fold(coalesce(r.name, '') || ' ' || coalesce(k.name, '') || ' ' || coalesce(f.label, ''))"
        parts.append(f"{words} LIKE :text ESCAPE '\\'")
        params["text"] = like_pattern(wanted.text)
    if wanted.view in _VIEWS:
        parts.append(_VIEWS[wanted.view])
    order = _ORDER[sort].format(way="DESC" if descending else "ASC")
    return [row["id"] for row in conn.execute(f"{_FROM.format(where=' AND '.join(parts))} ORDER BY {order}", params)]


def listed(conn: Connection, wanted: Sequence[str], *, today: date) -> list[ListedFee]:
    """The list's rows for some ids, in the order of the ids; those that are gone are left out."""
    named = {f"id{place}": one for place, one in enumerate(wanted)}
    where = f"f.id IN ({', '.join(f':{name}' for name in named) or 'NULL'})"
    rows = conn.execute(_FROM.format(where=where), _days(today) | named).fetchall()
    wanted_payees = sorted({row["payee"] for row in rows if row["payee"]})
    payees = {one.id: one for one in find(conn, Payee, f"id IN ({marks(wanted_payees)})", wanted_payees)}
    found = {row["id"]: _listed(row, payees.get(row["payee"]), today) for row in rows}
    return [found[one] for one in wanted if one in found]


def totals(rows: Iterable[ListedFee]) -> dict[str, tuple[Money, Money]]:
    """Currency → what is open of the rows and what is paid of them; waived and cancelled ones apart."""
    counted = [one for one in rows if one.state not in ("waived", "cancelled") and one.standing]
    left = total(one.standing.open for one in counted if one.standing)
    paid = total(one.standing.paid for one in counted if one.standing)
    return {currency: (left[currency], paid[currency]) for currency in left}


def _days(today: date) -> dict[str, str]:
    return {"today": today.isoformat(), "soon": (today + timedelta(days=SOON_DAYS)).isoformat()}


def _listed(row: SqlRow, payee: Payee | None, today: date) -> ListedFee:
    def text(name: str) -> str:
        return row[name] or ""

    amount = None if row["amount_minor"] is None else Money(row["amount_minor"], row["amount_currency"])
    state, day = row["state"] or "planned", today.isoformat()
    is_owed = owed(state, row["trigger"], row["due_on"], day)
    how = None
    if amount is not None:
        paid = [Money(row["paid_minor"], amount.currency)]
        how = standing(amount, paid, due_on=row["due_on"], today=day, owed=is_owed, invoiced=bool(row["invoice_id"]))
    return ListedFee(
        row["id"], row["participation_id"], text("creator_id"), text("creator"), text("campaign_id"), text("campaign"),
        row["kind"] or "content", text("label"), amount, text("trigger"), row["trigger_days"], text("earned_on"),
        text("due_on"), state, text("held_why"), how, is_owed, text("invoice_id"), text("invoice_number"),
        payee.id if payee else "", (payee.name or "") if payee else "", form_state(payee, today),
    )  # fmt: skip
