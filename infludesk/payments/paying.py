"""What people do with payments: record that money moved, and take it back. The program pays no one."""

from collections.abc import Sequence
from typing import Any

from infludesk.campaigns.model import Campaign, Participation
from infludesk.db.rows import find, get, insert, trash
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref, split_ref
from infludesk.kernel.money import Money, Rate
from infludesk.kernel.text import tr
from infludesk.payments.fees import make_matured_earned
from infludesk.payments.model import NO_BILL, NOT_COUNTED, CreatorFee, Invoice, InvoiceLine, Payee, Payment
from infludesk.payments.settling import Standing, spread, standing
from infludesk.payments.store import fee_payments, open_invoice_of, payee_of, rates_of


def mark_paid(
    tx: Tx,
    *,
    fee_ids: Sequence[str],
    paid_on: str,
    amount: Money | None = None,
    rate: Rate | None = None,
    over: bool = False,
    **fields: Any,
) -> list[str]:
    """Record that what is open of these fees was paid; the rate to the report currency is kept as it is now.

    Args:
        tx: the transaction.
        fee_ids: creator fees; one that waited for a day that has come is earned by it.
        paid_on: the day the money went out.
        amount: what was paid of one fee, in its currency; all that is open where absent.
        rate: to the campaign's report currency, for one fee; the known one where absent.
        over: whether more than is open may be paid.
        fields: method, reference and bank fees.

    Returns:
        The ids of the payments.

    Raises:
        Problem: ``payment.nothing_open``, ``payment.over``, ``payment.currency``, ``payment.below_zero``,
            ``fee.held``, ``fee.gone`` or ``fee.no_amount``; nothing was written.
    """
    fees = [get(tx.conn, CreatorFee, one) for one in fee_ids]
    if len(fees) == 1:
        creator = get(tx.conn, Participation, fees[0].participation_id or "").creator_id
        tx.label("Mark payment of {creator} paid", creator=ref("creator", creator or ""))
    tx.label_count(len(fees), "Mark {n} payment paid", "Mark {n} payments paid")
    made = []
    for fee in fees:
        paid = _part(tx, fee, amount, over=over)
        made.append(_pay(tx, fee, paid, paid_on, rate, **fields))
    return made


def pay_invoice(
    tx: Tx, *, invoice_id: str, paid_on: str, amount: Money, over: bool = False, **fields: Any
) -> list[str]:
    """Record a payment of an invoice: its fees one after the other, and what is left on the invoice itself.

    Returns:
        The ids of the payments.

    Raises:
        Problem: ``payment.void``, ``payment.no_bill``, ``payment.over``, ``payment.below_zero``, ``payment.currency``,
            ``fee.held``.
    """
    invoice = get(tx.conn, Invoice, invoice_id)
    tx.label("Mark invoice {invoice} paid", invoice=ref("invoice", invoice_id))
    if invoice.state == "void":
        raise Problem(
            "payment.void", tr("This invoice is void."), tr("Nothing was written. Pay the one that replaced it.")
        )
    if invoice.kind in NO_BILL:
        raise Problem(
            "payment.no_bill",
            tr("Nothing is paid on a credit note or a pro forma."),
            tr("Nothing was written. Change its kind if it is an invoice."),
        )
    if amount.minor <= 0:
        raise below_zero()
    _refuse_over(tx, invoice, amount, over=over)
    fees = _billed(tx, invoice_id)
    opens = [_open(tx, fee).open for fee in fees]
    *parts, rest = spread(amount, opens)
    made = [
        _pay(tx, fee, part, paid_on, None, invoice_id=invoice_id, **fields)
        for fee, part in zip(fees, parts, strict=True)
        if part.minor
    ]
    if rest.minor:
        row = Payment(
            invoice_id=invoice_id, payee_id=invoice.payee_id, client_id=invoice.client_id, paid_on=paid_on, amount=rest,
            fx=known_rate(tx, invoice.campaign_id, rest.currency, paid_on), **fields,
        )  # fmt: skip
        made.append(insert(tx, row).id)
    return made


def trash_payment(tx: Tx, *, payment_id: str) -> None:
    """Take a payment out, as when it was entered by mistake."""
    row = get(tx.conn, Payment, payment_id)
    whose = ref("payee", row.payee_id) if row.payee_id else ref("client", row.client_id or "")
    tx.label("Remove payment of {whose}", whose=whose)
    trash(tx, "payment", [payment_id])


def known_rate(tx: Tx, campaign_id: str | None, currency: str, day: str) -> Rate | None:
    """The rate to a campaign's report currency for a day; None where there is no other currency, or no rate."""
    into = get(tx.conn, Campaign, campaign_id).report_currency if campaign_id else None
    if not into or into == currency:
        return None
    return rates_of(tx.conn, campaign_id).find(currency, into, day)


def below_zero() -> Problem:
    """Why nothing or less cannot be paid."""
    return Problem(
        "payment.below_zero", tr("A payment is above zero."), tr("Nothing was written. Type the amount that was paid.")
    )


def _part(tx: Tx, fee: CreatorFee, amount: Money | None, *, over: bool) -> Money:
    """How much is paid of a fee now."""
    found = _open(tx, fee)
    if amount is None:
        if not found.open.minor:
            raise Problem(
                "payment.nothing_open",
                tr("Nothing is open of one of these fees."),
                tr("Nothing was written. Leave out what is paid already."),
            )
        return found.open
    if amount.minor <= 0:
        raise below_zero()
    if amount.currency != found.open.currency:
        raise _other_currency(found.open.currency)
    if amount.minor > found.open.minor and not over:
        raise too_much(found.open)
    return amount


def _open(tx: Tx, fee: CreatorFee) -> Standing:
    state = fee.state or "planned"
    if state == "held":
        raise Problem(
            "fee.held",
            tr("One of these fees is held: {why}", why=fee.held_why or "–"),
            tr("Nothing was written. Release it first; the duty to pay stays."),
        )
    if state in NOT_COUNTED:
        raise Problem(
            "fee.gone", tr("One of these fees was waived or cancelled."), tr("Nothing was written. Leave it out.")
        )
    if fee.amount is None:
        raise Problem("fee.no_amount", tr("One of these fees has no amount."), tr("Nothing was written. Enter it."))
    paid = [one.amount for one in fee_payments(tx.conn, fee.id) if one.amount]
    return standing(fee.amount, paid, due_on=fee.due_on, today=tx.today.isoformat())


def _pay(tx: Tx, fee: CreatorFee, amount: Money, paid_on: str, rate: Rate | None, **fields: Any) -> str:
    make_matured_earned(tx, fee)
    joined = get(tx.conn, Participation, fee.participation_id or "")
    own = find(tx.conn, Payee, "id = ?", (fee.payee_id,))  # one in the trash is paid no more
    given: dict[str, Any] = {
        "invoice_id": open_invoice_of(tx.conn, fee.id),
        "payee_id": own[0].id if own else payee_of(tx.conn, joined.creator_id or "", paid_on),
        "fx": rate or known_rate(tx, joined.campaign_id, amount.currency, paid_on),
    }
    row = Payment(fee_id=fee.id, paid_on=paid_on, amount=amount, **(given | fields))
    return insert(tx, row).id


def _billed(tx: Tx, invoice_id: str) -> list[CreatorFee]:
    """The creator fees an invoice bills and that count, each once."""
    refs = [split_ref(one.fee) for one in find(tx.conn, InvoiceLine, "invoice_id = ?", (invoice_id,)) if one.fee]
    ids = dict.fromkeys(row_id for table, row_id in refs if table == "creator_fee")
    fees = [found[0] for one in ids if (found := find(tx.conn, CreatorFee, "id = ?", (one,)))]
    return [fee for fee in fees if fee.state not in NOT_COUNTED]


def _refuse_over(tx: Tx, invoice: Invoice, amount: Money, *, over: bool) -> None:
    if invoice.stated_total is None:
        return
    if amount.currency != invoice.stated_total.currency:
        raise _other_currency(invoice.stated_total.currency)
    paid = [one.amount for one in find(tx.conn, Payment, "invoice_id = ?", (invoice.id,)) if one.amount]
    found = standing(invoice.stated_total, paid, due_on=invoice.due_on, today=tx.today.isoformat())
    if amount.minor > found.open.minor and not over:
        raise too_much(found.open)


def too_much(left: Money) -> Problem:
    """Why a payment above what is open asks again."""
    return Problem(
        "payment.over",
        tr("This is more than is open: {amount} {currency}.", amount=left.amount, currency=left.currency),
        tr("Nothing was written. Tick that more was paid, or correct the amount."),
    )


def _other_currency(currency: str) -> Problem:
    return Problem(
        "payment.currency",
        tr("This is owed in {currency}.", currency=currency),
        tr("Nothing was written. Enter what was paid of it in {currency}; the rate is kept beside.", currency=currency),
    )
