"""What people do with invoices: record the paper as it is printed, tie it to fees, and move it on."""

from collections.abc import Sequence
from typing import Any

from infludesk.db.rows import find, get, insert, trash, update
from infludesk.db.sql import code_list
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.kernel.text import tr
from infludesk.payments.fees import Fee, fee_of, fire
from infludesk.payments.model import INVOICE_STATES, NO_BILL, NOT_COUNTED, Invoice, InvoiceLine, Payment
from infludesk.payments.states import refuse_invoice_move

_WORDS = dict(INVOICE_STATES)


def record_invoice(
    tx: Tx, *, direction: str, number: str | None = None, fee_ids: Sequence[str] = (), **fields: Any
) -> str:
    """Record an invoice as printed, with a line for each fee it bills; lines that wait for an invoice are earned.

    Args:
        tx: the transaction.
        direction: ``in`` from a creator, ``out`` to a client.
        number: as printed.
        fee_ids: creator fees of one that came in, client fees of one that went out.
        fields: further fields of the invoice; its state is Received or Sent unless said.

    Returns:
        The invoice's id.

    Raises:
        Problem: ``money.negative``; ``invoice.side``: a fee of the other side; ``invoice.billed``: one is billed;
            ``fee.gone``.
    """
    tx.label("Record invoice {number}", number=(number or "").strip() or "–")
    _refuse_negative(fields.get("stated_total"))
    given = {"state": "received" if direction == "in" else "sent", "kind": "invoice"} | fields
    made = insert(tx, Invoice(direction=direction, number=(number or "").strip() or None, **given))
    attach_fees(tx, invoice_id=made.id, fee_ids=fee_ids)
    return made.id


def attach_fees(tx: Tx, *, invoice_id: str, fee_ids: Sequence[str]) -> int:
    """Tie fees to an invoice, a line each; returns how many were tied. One tied to it already is left out.

    Raises:
        Problem: ``invoice.side``, ``invoice.void``; ``invoice.billed``: another invoice bills one of them;
            ``fee.gone``: one was waived or cancelled.
    """
    invoice = get(tx.conn, Invoice, invoice_id)
    tx.label_count(len(fee_ids), "Attach {n} fee to invoice {invoice}", "Attach {n} fees to invoice {invoice}",
                   invoice=ref("invoice", invoice_id))  # fmt: skip
    if invoice.state == "void":
        raise Problem("invoice.void", tr("This invoice is void."), tr("Nothing was changed. Record the new one."))
    own = {one.fee for one in find(tx.conn, InvoiceLine, "invoice_id = ?", (invoice_id,))}
    fees = [fee for one in fee_ids if _ref(fee := fee_of(tx, one)) not in own]
    for fee in fees:
        _attach(tx, invoice, fee)
    return len(fees)


def add_line(tx: Tx, *, invoice_id: str, label: str, amount: Money, tax_ppm: int | None = None) -> str:
    """Add a line that bills no fee, as for expenses; returns its id."""
    tx.label("Add a line to invoice {invoice}", invoice=ref("invoice", invoice_id))
    row = InvoiceLine(invoice_id=invoice_id, label=label.strip() or None, amount=amount, tax_ppm=tax_ppm)
    return insert(tx, row).id


def trash_line(tx: Tx, *, line_id: str) -> None:
    """Take a line off an invoice; the fee it billed stays as it is."""
    line = get(tx.conn, InvoiceLine, line_id)
    tx.label("Remove a line of invoice {invoice}", invoice=ref("invoice", line.invoice_id or ""))
    trash(tx, "invoice_line", [line_id])


def set_invoice_field(tx: Tx, *, invoice_id: str, name: str, value: Any) -> None:
    """Change one field of an invoice; the total stays as printed whatever its lines say.

    Raises:
        Problem: ``money.negative``, or as ``move_invoice`` for the state.
    """
    if name == "state":
        move_invoice(tx, invoice_id=invoice_id, state=value)
        return
    field = Invoice.entity.field(name)
    tx.label("Change {field} of invoice {invoice}", field=field.label, invoice=ref("invoice", invoice_id))
    if field.kind == "money":
        _refuse_negative(value)
    update(tx, Invoice, invoice_id, **{name: value})


def move_invoice(tx: Tx, *, invoice_id: str, state: str) -> None:
    """Move an invoice to another state; who approves it is kept.

    Raises:
        Problem: ``invoice.move``; ``invoice.paid``: a paid one is not void.
    """
    invoice = get(tx.conn, Invoice, invoice_id)
    tx.label("Move invoice {invoice} to {state}", invoice=ref("invoice", invoice_id), state=_WORDS.get(state, state))
    refuse_invoice_move(invoice.direction, invoice.state, state)
    if state == "void":
        _refuse_paid(tx, invoice_id)
    more = {"approved_by_id": tx.actor or None} if state == "approved" else {}
    update(tx, Invoice, invoice_id, state=state, **more)


def trash_invoices(tx: Tx, *, invoice_ids: Sequence[str]) -> int:
    """Move invoices to the trash with their lines; returns how many.

    Raises:
        Problem: ``invoice.paid``: a payment stands on one of them.
    """
    if len(invoice_ids) == 1:
        tx.label("Move invoice {invoice} to Trash", invoice=ref("invoice", invoice_ids[0]))
    tx.label_count(len(invoice_ids), "Move {n} invoice to Trash", "Move {n} invoices to Trash")
    for one in invoice_ids:
        _refuse_paid(tx, one)
    return trash(tx, "invoice", invoice_ids)


def _attach(tx: Tx, invoice: Invoice, fee: Fee) -> None:
    wanted = "creator_fee" if invoice.direction == "in" else "client_fee"
    if fee.entity.table != wanted:
        raise Problem(
            "invoice.side",
            tr("An invoice from a creator bills creator fees; one to a client bills client fees."),
            tr("Nothing was changed."),
        )
    counts = (invoice.kind or "invoice") not in NO_BILL
    if counts and fee.state in NOT_COUNTED:
        raise Problem(
            "fee.gone",
            tr("One of these fees was waived or cancelled."),
            tr("Nothing was changed. Add a new fee line, or leave it out."),
        )
    taken = (
        "SELECT i.number FROM invoice_line AS l JOIN invoice AS i ON i.id = l.invoice_id AND i.deleted_at IS NULL "
        "WHERE l.deleted_at IS NULL AND l.fee = ? AND coalesce(i.state, '') <> 'void' "
        f"AND coalesce(i.kind, 'invoice') NOT IN ({code_list(NO_BILL)})"
    )
    if counts and (found := tx.conn.execute(taken, (_ref(fee),)).fetchone()):
        raise Problem(
            "invoice.billed",
            tr("One of these fees is on invoice {number} already.", number=found[0] or "–"),
            tr("Nothing was changed. A fee is billed once."),
        )
    insert(tx, InvoiceLine(invoice_id=invoice.id, fee=_ref(fee), label=fee.label, amount=fee.amount))
    if counts and fee.trigger == "invoice" and (fee.state or "planned") in ("planned", "held"):
        fire(tx, fee, invoice.received_on or invoice.issued_on or tx.today.isoformat())
        if invoice.due_on and fee.trigger_days is None:
            key = "due_on" if wanted == "creator_fee" else "bill_on"
            update(tx, type(fee), fee.id, **{key: invoice.due_on})


def _ref(fee: Fee) -> str:
    return ref(fee.entity.table, fee.id)


def _refuse_paid(tx: Tx, invoice_id: str) -> None:
    if find(tx.conn, Payment, "invoice_id = ?", (invoice_id,)):
        raise Problem(
            "invoice.paid",
            tr("A payment stands on this invoice."),
            tr("Nothing was changed. Remove the payment first, or record a credit note."),
        )


def _refuse_negative(total: Money | None) -> None:
    if total and total.minor < 0:
        advice = tr("The old amount is kept. A credit note is its own kind.")
        raise Problem("money.negative", tr("An invoice is not below zero."), advice)
