"""What people do with the things in a parcel: put them in, and end their loan."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from infludesk.db.rows import get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.gifting import store
from infludesk.gifting.model import STATES, Parcel, ParcelItem, Product
from infludesk.gifting.states import refuse_end
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.kernel.text import number, tr

_MONEY = ("value", "unit_value", "shipping_cost", "retail_value", "unit_cost")
_MOST_PIECES = 1_000_000
_MOST_MINOR = 2**53  # what one amount can hold


def add_item(
    tx: Tx, *, parcel_id: str, given_as: str = "gift", product_id: str | None = None, label: str = "", **values: Any
) -> str:
    """Put a thing into a parcel; a product brings its name and retail value. Returns the item's id.

    Raises:
        Problem: ``parcel.empty``: neither a product nor words; ``money.negative``; ``parcel.pieces``.
    """
    tx.label("Add item to {what} for {creator}", **named(tx, parcel_id))
    product = get(tx.conn, Product, product_id) if product_id else None
    if product is None and not label.strip():
        raise Problem("parcel.empty", tr("An item is a thing."), tr("Nothing was added. Say what it is."))
    called = " ".join(part for part in (product.name, product.variant) if part) if product else ""
    known = {"quantity": 1, "unit_value": product.retail_value if product else None}
    refuse_negative(values)
    row = ParcelItem(
        parcel_id=parcel_id, product_id=product_id, label=label.strip() or called, given_as=given_as,
        outcome="with_creator" if given_as == "loan" else None, **(known | values),
    )  # fmt: skip
    _refuse_pieces(row)
    return insert(tx, row).id


def change_item(tx: Tx, *, item_id: str, values: Mapping[str, Any]) -> None:
    """Change some fields of an item in one step; a thing given otherwise begins anew.

    Raises:
        Problem: ``loan.own_verb``: a loan ends by its own step; ``money.negative``; ``parcel.pieces``.
    """
    item = get(tx.conn, ParcelItem, item_id)
    if len(values) == 1:
        field = ParcelItem.entity.field(next(iter(values))).label
        tx.label("Change {field} of {item}", field=field, item=item.label or "")
    tx.label("Change {item}", item=item.label or "")
    if "outcome" in values:
        raise Problem(
            "loan.own_verb",
            tr("A loan ends by its own step."),
            tr("Nothing was changed. Choose End loan, which keeps the day."),
        )
    refuse_negative(values)
    changed = dict(values)
    if changed.get("given_as", item.given_as) != item.given_as:
        changed |= {"outcome": "with_creator" if changed["given_as"] == "loan" else None, "outcome_on": None}
    _refuse_pieces(replace(item, **changed))
    update(tx, ParcelItem, item_id, **changed)


def end_loan(tx: Tx, *, item_id: str, outcome: str, day: str | None = None, condition: str = "") -> None:
    """Note how the loan of an item ended, today where no day is given; kept as a gift, it counts from then.

    Raises:
        Problem: ``loan.none``: it was not lent; ``loan.unsent``; ``loan.ended``.
    """
    item = get(tx.conn, ParcelItem, item_id)
    tx.label("End the loan of {item}", item=item.label or "")
    if item.given_as != "loan":
        raise Problem(
            "loan.none",
            tr('"{what}" was not lent.', what=item.label or ""),
            tr("Nothing was changed. Give it as a loan first."),
        )
    refuse_end(item.outcome, outcome, item.label)
    refuse_unsent(get(tx.conn, Parcel, item.parcel_id or ""))
    back = {"received_by_id": tx.actor or None, "condition_in": condition.strip() or None}
    update(
        tx, ParcelItem, item_id, outcome=outcome, outcome_on=day or tx.today.isoformat(),
        **(back if outcome == "returned" else {}),
    )  # fmt: skip


def trash_item(tx: Tx, *, item_id: str) -> None:
    """Take a thing out of a parcel."""
    item = get(tx.conn, ParcelItem, item_id)
    tx.label("Move {item} to Trash", item=item.label or "")
    trash(tx, "parcel_item", [item_id])


def named(tx: Tx, parcel_id: str) -> dict[str, str]:
    """What a parcel is and for whom, as the steps name it: ``what`` and ``creator``."""
    what = store.called(tx.conn, parcel_id)[0]
    return {"what": what or tr("parcel"), "creator": ref("creator", get(tx.conn, Parcel, parcel_id).creator_id or "")}


def refuse_unsent(parcel: Parcel) -> None:
    """A loan ends after it was sent.

    Raises:
        Problem: ``loan.unsent``.
    """
    if parcel.state not in ("shipped", "delivered"):
        labels, now = dict(STATES), parcel.state or "planned"
        raise Problem(
            "loan.unsent",
            tr('The parcel is in state "{state}".', state=tr(labels.get(now, now))),
            tr("Nothing was changed. A loan ends after it was sent."),
        )


def refuse_negative(values: Mapping[str, Any]) -> None:
    """Let amounts pass that are not below zero.

    Raises:
        Problem: ``money.negative``.
    """
    for name in _MONEY:
        if isinstance(amount := values.get(name), Money) and amount.minor < 0:
            raise Problem(
                "money.negative",
                tr("A value cannot be below zero."),
                tr("The old value is kept. Type it without a sign."),
            )


def _refuse_pieces(item: ParcelItem) -> None:
    """Let a number of pieces pass that a parcel can hold and an amount can be the worth of."""
    many = 1 if item.quantity is None else item.quantity
    worth = many * item.unit_value.minor if item.unit_value else 0
    if not 0 < many <= _MOST_PIECES or worth >= _MOST_MINOR:
        raise Problem(
            "parcel.pieces",
            tr("A parcel does not hold {n} pieces of this.", n=number(many)),
            tr("The old number is kept. Type how many are in it."),
        )
