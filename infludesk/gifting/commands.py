"""What people do with gifts and loans: plan parcels, send them on their way, take loans back, give other benefits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from infludesk.campaigns.commands import move_stage
from infludesk.campaigns.model import Participation
from infludesk.campaigns.pipeline import base
from infludesk.db.rows import find, get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.gifting import store
from infludesk.gifting.items import add_item, end_loan, named, refuse_negative, refuse_unsent
from infludesk.gifting.model import Parcel
from infludesk.gifting.states import refuse_move
from infludesk.gifting.value import is_loan
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr

# A shipment is the first thing done for those who have agreed; who has not stays where they are.
_BEGINS = frozenset({"agreed", "contracted"})
_FRESH = ("shipped_on", "delivered_on", "carrier", "tracking_number", "ship_to", "address_confirmed_on", "reason")


def add_parcels(
    tx: Tx,
    *,
    participation_ids: Sequence[str] = (),
    creator_ids: Sequence[str] = (),
    what: str = "",
    product_ids: Sequence[str] = (),
    given_as: str = "gift",
    **values: Any,
) -> list[str]:
    """Plan one parcel for each creator, all in one step; returns their ids.

    Args:
        tx: the transaction.
        participation_ids: to whom within campaigns.
        creator_ids: to whom outside of one; ``client_id`` or ``campaign_id`` may be among the values.
        what: in words, where no products are named.
        product_ids: an item for each, worth its retail value.
        given_as: ``gift`` or ``loan``, of the products; without any, ``return_due`` is what makes a loan.
        values: further fields of each parcel.

    Raises:
        Problem: ``parcel.nobody``, ``parcel.empty``, ``loan.no_day`` or ``money.negative``.
    """
    whom = _whom(tx, participation_ids, creator_ids)
    one, many = "Plan parcel for {creator}", "Plan parcels for {n} creators"
    tx.label_count(len(whom), one, many, creator=ref("creator", whom[0][0] or ""))
    if not what.strip() and not product_ids:
        raise Problem("parcel.empty", tr("A parcel holds something."), tr("Nothing was planned. Say what it is."))
    _refuse_no_day(given_as, product_ids, values.get("return_due"))
    refuse_negative(values)
    kept = {"state": "planned", "owner_id": tx.actor or None} | values
    if product_ids and given_as != "loan":
        kept.pop("return_due", None)
    made = []
    for creator_id, participation_id in whom:
        place = {"campaign_id": None, "client_id": None} if participation_id else {}
        row = Parcel(creator_id=creator_id, participation_id=participation_id, what=what.strip() or None)
        made.append(insert(tx, replace(row, **(kept | place))).id)
        for product_id in product_ids:
            add_item(tx, parcel_id=made[-1], product_id=product_id, given_as=given_as)
    return made


def set_parcel_field(tx: Tx, *, parcel_id: str, name: str, value: Any) -> None:
    """Change one field of a parcel.

    Raises:
        Problem: ``money.negative``; ``parcel.own_verb``: a state is changed by its own step.
    """
    if name == "state":
        raise Problem(
            "parcel.own_verb",
            tr("A parcel is sent, delivered or taken back by its own step."),
            tr("Nothing was changed. Choose the step, which keeps the day."),
        )
    tx.label("Change {field} of {what} for {creator}", field=Parcel.entity.field(name).label, **named(tx, parcel_id))
    refuse_negative({name: value})
    update(tx, Parcel, parcel_id, **{name: value})


def pack(tx: Tx, *, parcel_ids: Sequence[str]) -> int:
    """Note that parcels are packed; returns how many.

    Raises:
        Problem: ``parcel.move``.
    """
    _label(tx, parcel_ids, "Pack {what} for {creator}", "Pack {n} parcels")
    return _move(tx, parcel_ids, "packed")


def ship(
    tx: Tx,
    *,
    parcel_ids: Sequence[str],
    shipped_on: str | None = None,
    carrier: str = "",
    tracking: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Note that parcels went out: the day, by whom and under which number, and the address as it is now.

    A creator without an agreed pay is given the goods as pay, and one who has agreed becomes active.

    Args:
        tx: the transaction.
        parcel_ids: which; all or none.
        shipped_on: the day; today where absent.
        carrier: empty keeps what is there.
        tracking: parcel → tracking number; those not named keep theirs.

    Returns:
        What should be looked at: an address changed since it was confirmed, or a block.

    Raises:
        Problem: ``parcel.move``.
    """
    _label(tx, parcel_ids, "Mark {what} for {creator} shipped", "Mark {n} parcels shipped")
    said: list[str] = []
    for one in parcel_ids:
        parcel = get(tx.conn, Parcel, one)
        refuse_move(parcel.state, "shipped", parcel.what)
        said += store.cautions(tx.conn, parcel, tx.today.isoformat())
        number = (tracking or {}).get(one, "").strip()
        update(
            tx, Parcel, one, state="shipped", shipped_on=shipped_on or tx.today.isoformat(),
            carrier=carrier.strip() or parcel.carrier, tracking_number=number or parcel.tracking_number,
            ship_to=parcel.ship_to or store.address_lines(tx.conn, parcel.creator_id or "") or None,
        )  # fmt: skip
        _begin_work(tx, parcel)
    return tuple(dict.fromkeys(said))


def deliver(tx: Tx, *, parcel_ids: Sequence[str], delivered_on: str | None = None) -> int:
    """Note that parcels arrived, today where no day is given; returns how many.

    One that was never noted as shipped counts as shipped too.

    Raises:
        Problem: ``parcel.move``; ``parcel.days``: it was sent later.
    """
    _label(tx, parcel_ids, "Mark {what} for {creator} delivered", "Mark {n} parcels delivered")
    day = delivered_on or tx.today.isoformat()
    for one in parcel_ids:
        parcel = get(tx.conn, Parcel, one)
        refuse_move(parcel.state, "delivered", parcel.what)
        if parcel.state != "shipped":
            ship(tx, parcel_ids=[one], shipped_on=parcel.shipped_on or day)
        elif (parcel.shipped_on or "") > day:
            raise Problem(
                "parcel.days",
                tr("It cannot arrive before it was sent."),
                tr("Nothing was changed. Choose another day, or change the day it was sent."),
            )
        update(tx, Parcel, one, state="delivered", delivered_on=day)
    return len(parcel_ids)


def take_back(tx: Tx, *, parcel_ids: Sequence[str], returned_on: str | None = None, condition: str = "") -> int:
    """Note that what was lent in some parcels is back, today where no day is given; returns how many parcels.

    Raises:
        Problem: ``loan.none``: one of them holds nothing on loan; ``parcel.move``.
    """
    _label(tx, parcel_ids, "Take back {what} for {creator}", "Take back {n} parcels")
    day = returned_on or tx.today.isoformat()
    for one in parcel_ids:
        parcel, inside = get(tx.conn, Parcel, one), store.items(tx.conn, one)
        lent = [item for item in inside if item.given_as == "loan" and item.outcome in (None, "with_creator")]
        if not lent and (inside or not is_loan(parcel)):
            raise Problem(
                "loan.none",
                tr('Nothing in "{what}" is on loan.', what=parcel.what or tr("this parcel")),
                tr("Nothing was changed. A gift that was sent back is refused."),
            )
        for item in lent:
            refuse_unsent(parcel)
            end_loan(tx, item_id=item.id, outcome="returned", day=day, condition=condition)
        if not lent:
            refuse_move(parcel.state, "returned", parcel.what)
            update(tx, Parcel, one, state="returned", reason=condition.strip() or parcel.reason)
    return len(parcel_ids)


def refuse(tx: Tx, *, parcel_id: str, reason: str) -> None:
    """Note that the creator did not take a parcel, and why.

    Raises:
        Problem: ``parcel.reason`` or ``parcel.move``.
    """
    tx.label("Mark {what} for {creator} refused", **named(tx, parcel_id))
    if not reason.strip():
        raise Problem(
            "parcel.reason", tr("A refusal has a reason."), tr("Nothing was changed. Say why it was not taken.")
        )
    _move(tx, [parcel_id], "refused", reason=reason.strip())


def lose(tx: Tx, *, parcel_id: str, reason: str = "") -> None:
    """Note that a parcel never arrived.

    Raises:
        Problem: ``parcel.move``.
    """
    tx.label("Mark {what} for {creator} lost", **named(tx, parcel_id))
    _move(tx, [parcel_id], "lost", reason=reason.strip() or None)


def cancel_parcels(tx: Tx, *, parcel_ids: Sequence[str], reason: str = "") -> int:
    """Call off parcels that were not sent yet; returns how many.

    Raises:
        Problem: ``parcel.move``.
    """
    _label(tx, parcel_ids, "Cancel {what} for {creator}", "Cancel {n} parcels")
    return _move(tx, parcel_ids, "cancelled", reason=reason.strip() or None)


def plan_again(tx: Tx, *, parcel_id: str) -> None:
    """Send what was lost or refused once more: the parcel is planned, its days and numbers are taken off.

    Raises:
        Problem: ``parcel.move``.
    """
    tx.label("Plan {what} for {creator} again", **named(tx, parcel_id))
    _move(tx, [parcel_id], "planned", **dict.fromkeys(_FRESH))


def trash_parcels(tx: Tx, *, parcel_ids: Sequence[str]) -> int:
    """Move parcels to the trash with what is in them; returns how many."""
    _label(tx, parcel_ids, "Move {what} for {creator} to Trash", "Move {n} parcels to Trash")
    return trash(tx, "parcel", parcel_ids)


def keep_as_gift(tx: Tx, *, parcel_id: str, day: str | None = None) -> str:
    """Let the creator keep a loan that has no items: it becomes an item of its own, a gift from now on.

    Returns:
        The item's id.

    Raises:
        Problem: ``loan.none``: it has items, or is no loan; ``loan.unsent``.
    """
    parcel = get(tx.conn, Parcel, parcel_id)
    tx.label("Let the creator keep {what} for {creator}", **named(tx, parcel_id))
    if store.items(tx.conn, parcel_id) or not is_loan(parcel):
        raise Problem(
            "loan.none", tr("This parcel is no loan of its own."), tr("Nothing was changed. Look at its items.")
        )
    refuse_unsent(parcel)
    item = add_item(
        tx, parcel_id=parcel_id, given_as="loan", label=parcel.what or tr("Loan"), unit_value=parcel.value,
        return_due=parcel.return_due,
    )  # fmt: skip
    end_loan(tx, item_id=item, outcome="kept_as_gift", day=day)
    return item


def _begin_work(tx: Tx, parcel: Parcel) -> None:
    """The goods are the pay where none was agreed, and the work of who agreed has begun."""
    found = find(tx.conn, Participation, "id = ?", (parcel.participation_id,))
    if not found:
        return
    joined, inside = found[0], store.items(tx.conn, parcel.id)
    gift = any(item.given_as != "loan" for item in inside) if inside else not is_loan(parcel)
    if not joined.pay:
        update(tx, Participation, joined.id, pay="gift" if gift else "loan")
    if base(joined.stage or "") in _BEGINS:
        move_stage(tx, participation_ids=[joined.id], stage="active")


def _move(tx: Tx, parcel_ids: Sequence[str], to: str, **values: Any) -> int:
    for one in parcel_ids:
        parcel = get(tx.conn, Parcel, one)
        refuse_move(parcel.state, to, parcel.what)
        update(tx, Parcel, one, state=to, **values)
    return len(parcel_ids)


def _label(tx: Tx, parcel_ids: Sequence[str], one: str, many: str) -> None:
    tx.label_count(len(parcel_ids), one, many, **(named(tx, parcel_ids[0]) if parcel_ids else {}))


def _whom(tx: Tx, participation_ids: Sequence[str], creator_ids: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """Creators with their participations, those outside of a campaign without."""
    inside = [(get(tx.conn, Participation, one).creator_id, one) for one in participation_ids]
    found: list[tuple[str | None, str | None]] = [*inside, *((one, None) for one in creator_ids)]
    if not found:
        raise Problem("parcel.nobody", tr("A parcel is for a creator."), tr("Nothing was planned. Choose one or more."))
    return found


def _refuse_no_day(given_as: str, product_ids: Sequence[str], day: str | None) -> None:
    if given_as == "loan" and not product_ids and not day:
        raise Problem(
            "loan.no_day",
            tr("A loan has a day to come back on."),
            tr("Nothing was planned. Type it as 12 Mar 2026 or 2026-03-12."),
        )
