"""What people do with the lines of a fee: add, change, split, earn, hold, waive and cancel them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from infludesk.campaigns.model import Campaign, Participation
from infludesk.contracts.model import VOID
from infludesk.contracts.store import of_participation
from infludesk.db.rows import find, get, insert, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.kernel.text import tr
from infludesk.payments.live_days import count_live_days
from infludesk.payments.model import ClientFee, CreatorFee
from infludesk.payments.schedule import Part, bound, due_day, matured, shares
from infludesk.payments.states import refuse_fee_move
from infludesk.payments.store import fee_payments, is_billed

Fee = CreatorFee | ClientFee
FeeT = TypeVar("FeeT", bound=CreatorFee | ClientFee)
_OWN_VERBS = frozenset({"state", "earned_on", "held_why"})


def add_creator_fee(tx: Tx, *, participation_id: str, amount: Money | None, **fields: Any) -> str:
    """Add a line to what a creator gets; returns its id.

    Raises:
        Problem: ``money.negative``.
    """
    part = get(tx.conn, Participation, participation_id)
    names = {"creator": ref("creator", part.creator_id or ""), "campaign": ref("campaign", part.campaign_id or "")}
    tx.label("Add fee line of {creator} for {campaign}", **names)
    refuse_below_zero(amount)
    given = {"kind": "content", "state": "planned"} | fields
    made = insert(tx, CreatorFee(participation_id=participation_id, amount=amount, **given)).id
    _count_days(tx, made)
    return made


def add_client_fee(tx: Tx, *, campaign_id: str, amount: Money | None, **fields: Any) -> str:
    """Add a line to what the client is charged; returns its id.

    Raises:
        Problem: ``money.negative``.
    """
    tx.label("Add client fee to {campaign}", campaign=ref("campaign", campaign_id))
    refuse_below_zero(amount)
    client = get(tx.conn, Campaign, campaign_id).client_id
    given = {"kind": "management", "state": "planned", "client_id": client} | fields
    return insert(tx, ClientFee(campaign_id=campaign_id, amount=amount, **given)).id


def set_fee(tx: Tx, *, fee_id: str, values: Mapping[str, Any]) -> None:
    """Change fields of a line; its state moves by its own verbs.

    Raises:
        Problem: ``money.negative``; ``fee.own_verb``; ``fee.paid``: another currency than what was paid.
    """
    fee = fee_of(tx, fee_id)
    tx.label("Change fee of {who}", who=_whose(tx, fee))
    if own := _OWN_VERBS.intersection(values):
        words = tr("A fee is earned, held or waived by its own step.")
        raise Problem("fee.own_verb", words, tr("Nothing was changed: {fields}.", fields=", ".join(sorted(own))))
    if "amount" in values:
        amount: Money | None = values["amount"]
        refuse_below_zero(amount)
        paid = {one.amount.currency for one in fee_payments(tx.conn, fee_id) if one.amount}
        if paid and (amount is None or paid != {amount.currency}):
            raise _paid_already()
    update(tx, type(fee), fee_id, **values)
    _count_days(tx, fee_id)


def split_fee(tx: Tx, *, fee_id: str, parts: Sequence[Part]) -> list[str]:
    """Pay a planned line in parts, such as half at the signature and half 30 days after publication.

    Returns:
        The ids of the lines, the first being the line itself.

    Raises:
        Problem: ``fee.split``: it has no amount, is not planned, or the parts do not add up; ``fee.paid``.
    """
    fee = fee_of(tx, fee_id)
    tx.label("Split fee of {who}", who=_whose(tx, fee))
    if fee.amount is None or (make_matured_earned(tx, fee).state or "planned") != "planned":
        raise Problem(
            "fee.split",
            tr("Only a planned fee with an amount, not due yet, can be split."),
            tr("Nothing was changed. Add a further line instead."),
        )
    if fee_payments(tx.conn, fee_id) or is_billed(tx.conn, fee):
        raise _paid_already()
    amounts = shares(fee.amount, [part.share_ppm for part in parts])
    ids: list[str] = []
    for part, amount in zip(parts, amounts, strict=True):
        values: dict[str, Any] = {"amount": amount, "trigger": part.trigger, "trigger_days": part.trigger_days}
        if not ids:
            update(tx, type(fee), fee_id, **values)
            ids.append(fee_id)
        else:
            ids.append(insert(tx, _like(fee, values)).id)
    for one in ids:
        _count_days(tx, one)
    return ids


def earn_fees(tx: Tx, *, fee_ids: Sequence[str], day: str | None = None) -> int:
    """Mark planned or held lines earned by hand; each is due its days later, or on the day it already has.

    Raises:
        Problem: ``fee.move``; nothing was changed.
    """
    _label(tx, fee_ids, "Mark fee of {who} earned", "Mark {n} fees earned")
    for fee_id in fee_ids:
        fee = fee_of(tx, fee_id)
        refuse_fee_move(fee.state, "earned")
        if fee.state == "held":
            update(tx, type(fee), fee_id, held_why=None)
        if fee.earned_on and day is None:
            update(tx, type(fee), fee_id, state="earned")
        else:
            make_earned(tx, fee, day or tx.today.isoformat())
    return len(fee_ids)


def hold_fees(tx: Tx, *, fee_ids: Sequence[str], why: str) -> int:
    """Hold lines back, with the reason; the duty to pay stays.

    Raises:
        Problem: ``fee.reason``, ``fee.move``; nothing was changed.
    """
    _label(tx, fee_ids, "Hold fee of {who}", "Hold {n} fees")
    for fee_id in fee_ids:
        make_matured_earned(tx, fee_of(tx, fee_id))
    return _move(tx, fee_ids, "held", _reason(why))


def release_fees(tx: Tx, *, fee_ids: Sequence[str]) -> int:
    """Let held lines go on: earned where they were earned before, else planned.

    Raises:
        Problem: ``fee.move``; nothing was changed.
    """
    _label(tx, fee_ids, "Release fee of {who}", "Release {n} fees")
    for fee_id in fee_ids:
        fee = fee_of(tx, fee_id)
        if fee.state != "held":
            raise Problem("fee.move", tr("This fee is not held."), tr("Nothing was changed. Choose one that is."))
        update(tx, type(fee), fee_id, state="earned" if fee.earned_on else "planned", held_why=None)
    return len(fee_ids)


def waive_fees(tx: Tx, *, fee_ids: Sequence[str], why: str, agreed: bool = False) -> int:
    """Give up lines, with the reason; an earned one only where who is owed agreed.

    Raises:
        Problem: ``fee.reason``, ``fee.agreed``, ``fee.move``, ``fee.paid``; nothing was changed.
    """
    _label(tx, fee_ids, "Waive fee of {who}", "Waive {n} fees")
    return _give_up(tx, fee_ids, "waived", _reason(why), agreed=agreed)


def cancel_fees(tx: Tx, *, fee_ids: Sequence[str], why: str = "") -> int:
    """Let planned lines fall away; what is earned stays due.

    Raises:
        Problem: ``fee.move``, ``fee.paid``; nothing was changed.
    """
    _label(tx, fee_ids, "Cancel fee of {who}", "Cancel {n} fees")
    return _give_up(tx, fee_ids, "cancelled", why.strip() or None)


def fire(tx: Tx, fee: Fee, day: str) -> bool:
    """What a line waited for came on a day; returns whether it is earned now.

    A held line stays held and keeps that it was earned, so that its release finds it due.
    """
    if fee.state == "held" and fee.earned_on:
        return False
    make_earned(tx, fee, day)
    if fee.state == "held":
        update(tx, type(fee), fee.id, state="held")
    return fee.state != "held"


def make_earned(tx: Tx, fee: Fee, day: str) -> None:
    """Write that a line is earned since a day, and when it is due; who calls has made sure that it may be."""
    if fee.trigger == "day" and (own := fee.due_on if isinstance(fee, CreatorFee) else fee.bill_on):
        due = own
    else:
        days = 0 if fee.trigger == "live_days" else fee.trigger_days
        due = due_day(day, days=days, pay_days=pay_days(tx, fee))
    values = {"due_on": due} if isinstance(fee, CreatorFee) else {"bill_on": due}
    update(tx, type(fee), fee.id, state="earned", earned_on=day, **values)


def make_matured_earned(tx: Tx, fee: FeeT) -> FeeT:
    """The line as it is owed: a creator's whose day has come by itself is earned since that day."""
    if isinstance(fee, CreatorFee) and matured(fee.state, fee.trigger, fee.due_on, tx.today.isoformat()) and fee.due_on:
        update(tx, CreatorFee, fee.id, state="earned", earned_on=fee.due_on)
        return replace(fee, state="earned", earned_on=fee.due_on)
    return fee


def pay_days(tx: Tx, fee: Fee) -> int:
    """The days to pay that a creator's contract gives; none for a client."""
    if not isinstance(fee, CreatorFee):
        return 0
    papers = of_participation(tx.conn, fee.participation_id or "")
    return next((one.pay_days for one in papers if one.pay_days and one.state not in VOID), 0)


def fee_of(tx: Tx, fee_id: str) -> Fee:
    """A creator's or a client's line.

    Raises:
        Problem: ``record.gone``.
    """
    kinds: tuple[type[Fee], ...] = (CreatorFee, ClientFee)
    for cls in kinds:
        if found := find(tx.conn, cls, "id = ?", (fee_id,)):
            return found[0]
    raise Problem("record.gone", tr("This record is not in the workspace."), tr("Go back and choose another."))


def refuse_bound(tx: Tx, fee: Fee) -> None:
    """Let a line go that nothing stands on.

    Raises:
        Problem: ``fee.earned`` or ``fee.paid``: it is owed, or money moved for it.
    """
    today = tx.today.isoformat()
    if isinstance(fee, CreatorFee) and bound(fee.state, fee.trigger, fee.due_on, fee.earned_on, today):
        raise Problem(
            "fee.earned",
            tr("This fee is earned, so it stays due."),
            tr("Nothing was changed. Waive it once the creator agreed, or undo the step that earned it."),
        )
    if fee_payments(tx.conn, fee.id) or is_billed(tx.conn, fee):
        raise _paid_already()


def refuse_below_zero(amount: Money | None) -> None:
    """Let an amount pass that is not below zero.

    Raises:
        Problem: ``money.negative``.
    """
    if amount and amount.minor < 0:
        raise below_zero()


def below_zero() -> Problem:
    """Why a negative fee is refused, wherever it is typed."""
    advice = tr("The old fee is kept. For money back, lower the fee.")
    return Problem("money.negative", tr("A fee cannot be below zero."), advice)


def _like(fee: Fee, values: Mapping[str, Any]) -> Fee:
    """A new line like another, but for some values."""
    made: Fee = replace(fee, **{"id": "", **values})
    return made


def _give_up(tx: Tx, fee_ids: Sequence[str], to: str, why: str | None, *, agreed: bool = False) -> int:
    for fee_id in fee_ids:
        fee = make_matured_earned(tx, fee_of(tx, fee_id))
        refuse_fee_move(fee.state, to)
        if fee_payments(tx.conn, fee_id) or is_billed(tx.conn, fee):
            raise _paid_already()
        if fee.state == "earned" and not agreed:
            raise Problem(
                "fee.agreed",
                tr("An earned fee is waived only where who is owed agreed."),
                tr("Nothing was changed. Ask first, then tick that they agreed."),
            )
    return _move(tx, fee_ids, to, why)


def _move(tx: Tx, fee_ids: Sequence[str], to: str, why: str | None) -> int:
    for fee_id in fee_ids:
        fee = fee_of(tx, fee_id)
        refuse_fee_move(fee.state, to)
        update(tx, type(fee), fee_id, state=to, held_why=why)
    return len(fee_ids)


def _count_days(tx: Tx, fee_id: str) -> None:
    """A line that waits for days live may be entered, or changed, when the post is live already."""
    fee = fee_of(tx, fee_id)
    if isinstance(fee, CreatorFee) and fee.trigger == "live_days":
        count_live_days(tx, participation_id=fee.participation_id or "")


def _reason(why: str) -> str:
    if not why.strip():
        raise Problem("fee.reason", tr("This needs a reason."), tr("Nothing was changed. Say why, for the record."))
    return why.strip()


def _paid_already() -> Problem:
    return Problem(
        "fee.paid",
        tr("A payment or an invoice stands on this fee."),
        tr("Nothing was changed. Remove the payment or the invoice line first. For less, lower the amount."),
    )


def _label(tx: Tx, fee_ids: Sequence[str], one: str, many: str) -> None:
    if len(fee_ids) == 1:
        tx.label(one, who=_whose(tx, fee_of(tx, fee_ids[0])))
    else:
        tx.label(many, n=len(fee_ids))


def _whose(tx: Tx, fee: Fee) -> str:
    """Whose fee it is, as a link for labels: the creator's, or the campaign's."""
    if fee.participation_id:
        return ref("creator", get(tx.conn, Participation, fee.participation_id).creator_id or "")
    return ref("campaign", fee.campaign_id or "") if isinstance(fee, ClientFee) else ""
