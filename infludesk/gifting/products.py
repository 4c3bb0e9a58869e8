"""What people do with products, and with other value in kind: trips, events and vouchers."""

from collections.abc import Sequence
from typing import Any

from infludesk.db.rows import get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.gifting.items import refuse_negative
from infludesk.gifting.model import Benefit, Product
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr


def add_product(tx: Tx, *, name: str, **values: Any) -> str:
    """Add something that is given or lent; returns the id.

    Raises:
        Problem: ``record.needed``; ``money.negative``.
    """
    refuse_negative(values)
    row = insert(tx, Product(**{"name": name.strip(), "state": "current"} | values))
    tx.label("Add product {product}", product=ref("product", row.id))
    return row.id


def set_product_field(tx: Tx, *, product_id: str, name: str, value: Any) -> None:
    """Change one field of a product; what was sent keeps the value it was sent with.

    Raises:
        Problem: ``record.needed``; ``money.negative``.
    """
    field = Product.entity.field(name).label
    tx.label("Change {field} of {product}", field=field, product=ref("product", product_id))
    refuse_negative({name: value})
    update(tx, Product, product_id, **{name: value})


def trash_products(tx: Tx, *, product_ids: Sequence[str]) -> int:
    """Move products to the trash; what was sent of them stays. Returns how many."""
    tx.label_count(
        len(product_ids), "Move {product} to Trash", "Move {n} products to Trash",
        product=ref("product", product_ids[0] if product_ids else ""),
    )  # fmt: skip
    return trash(tx, "product", product_ids)


def add_benefit(tx: Tx, *, creator_id: str, kind: str, **values: Any) -> str:
    """Note a trip, an event, a voucher or another value in kind, today where no day is given; returns the id.

    Raises:
        Problem: ``money.negative``.
    """
    tx.label("Add {kind} of {creator}", kind=tr(Benefit.entity.field("kind").choice(kind)),
             creator=ref("creator", creator_id))  # fmt: skip
    refuse_negative(values)
    given: dict[str, Any] = {"given_on": tx.today.isoformat()}
    if values.get("participation_id"):
        values["client_id"] = None
    return insert(tx, Benefit(creator_id=creator_id, kind=kind, **(given | values))).id


def set_benefit_field(tx: Tx, *, benefit_id: str, name: str, value: Any) -> None:
    """Change one field of a benefit.

    Raises:
        Problem: ``money.negative``.
    """
    creator = get(tx.conn, Benefit, benefit_id).creator_id or ""
    field = Benefit.entity.field(name).label
    tx.label("Change {field} of a benefit of {creator}", field=field, creator=ref("creator", creator))
    refuse_negative({name: value})
    update(tx, Benefit, benefit_id, **{name: value})


def trash_benefits(tx: Tx, *, benefit_ids: Sequence[str]) -> int:
    """Move benefits to the trash; returns how many."""
    names = {}
    if benefit_ids:
        names["creator"] = ref("creator", get(tx.conn, Benefit, benefit_ids[0]).creator_id or "")
    one, many = "Move a benefit of {creator} to Trash", "Move {n} benefits to Trash"
    tx.label_count(len(benefit_ids), one, many, **names)
    return trash(tx, "benefit", benefit_ids)
