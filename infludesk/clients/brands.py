"""What people do with brands, their competitors and the categories of trade."""

from collections.abc import Sequence
from typing import Any

from infludesk.clients.brand_store import categories, rivals
from infludesk.clients.model import Brand, BrandRival, Category
from infludesk.db.rows import find, get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import fold, tr


def add_brand(tx: Tx, *, name: str, **fields: Any) -> str:
    """Add a brand; returns the id.

    Raises:
        Problem: ``record.needed``: the name is empty; ``category.unknown``.
    """
    _refuse_unknown(tx, fields.get("categories") or ())
    row = insert(tx, Brand(**{"name": name.strip()} | fields))
    tx.label("Add brand {brand}", brand=ref("brand", row.id))
    return row.id


def brand_named(tx: Tx, name: str, *, client_id: str | None = None) -> str:
    """The brand of this name, made where it is new; case and accents do not make another, another client does."""
    same = find(tx.conn, Brand, "fold(name) = ?", (fold(name),))
    fitting = [one for one in same if client_id is None or one.client_id in (None, client_id)]
    if not fitting:
        return add_brand(tx, name=name, client_id=client_id)
    own = next((one for one in fitting if one.client_id == client_id), fitting[0])
    if client_id and not own.client_id:
        update(tx, Brand, own.id, client_id=client_id)
    return own.id


def set_brand_field(tx: Tx, *, brand_id: str, name: str, value: Any) -> None:
    """Change one field of a brand.

    Raises:
        Problem: ``record.needed``; ``category.unknown``; ``brand.circle``: it would be part of itself.
    """
    tx.label("Change {field} of {brand}", field=Brand.entity.field(name).label, brand=ref("brand", brand_id))
    if name == "categories":
        _refuse_unknown(tx, value or ())
    if name == "parent_id" and value:
        _refuse_circle(tx, brand_id, value)
    update(tx, Brand, brand_id, **{name: value})


def add_rival(tx: Tx, *, brand_id: str, name: str, since: str | None = None, until: str | None = None) -> str:
    """Say that a brand competes with another, made where it is new; returns the row's id.

    Raises:
        Problem: ``record.needed``; ``brand.itself``; ``dates.order``: it would end before it begins.
    """
    tx.label("Add competitor of {brand}", brand=ref("brand", brand_id))
    if since and until and until < since:
        raise Problem(
            "dates.order", tr("The end is before the start."), tr("Nothing was added. Change one of the days.")
        )
    rival_id = brand_named(tx, name)
    if rival_id == brand_id:
        raise Problem(
            "brand.itself", tr("A brand does not compete with itself."), tr("Nothing was added. Name another brand.")
        )
    return insert(tx, BrandRival(brand_id=brand_id, rival_id=rival_id, since=since, until=until)).id


def set_rivals(tx: Tx, *, brand_id: str, names: Sequence[str]) -> None:
    """Say who competes with a brand: names that are new are added, those that are left out are taken back.

    Raises:
        Problem: as ``add_rival``; nothing was changed.
    """
    tx.label("Set competitors of {brand}", brand=ref("brand", brand_id))
    wanted = {fold(name.strip()): name.strip() for name in names if name.strip()}
    known = {fold(name): row.id for row, name in rivals(tx.conn, brand_id)}
    trash(tx, "brand_rival", [row_id for name, row_id in known.items() if name not in wanted])
    for name in wanted.keys() - known.keys():
        add_rival(tx, brand_id=brand_id, name=wanted[name])


def add_category(tx: Tx, *, label: str, parent: str = "") -> str:
    """Add a category of the workspace's own; returns its code. One of the same name is that one.

    Raises:
        Problem: ``record.needed``: no name; ``category.unknown``: the one it shall be part of.
    """
    known = categories(tx.conn)
    if found := known.code_of(label):
        return found
    _refuse_unknown(tx, (parent,) if parent else ())
    code = "-".join(fold(label).split())
    upper = insert(tx, Category(code=parent, label=known.trades[parent].label)).id if parent else None
    row = insert(tx, Category(code=code, label=label.strip(), parent_id=upper))
    tx.label("Add category {category}", category=ref("category", row.id))
    return code


def _refuse_unknown(tx: Tx, codes: tuple[str, ...]) -> None:
    known = categories(tx.conn).trades
    if unknown := [code for code in codes if code not in known]:
        raise Problem(
            "category.unknown",
            tr('There is no category "{code}".', code=unknown[0]),
            tr("Nothing was changed. Choose one from the list, or add it first."),
        )


def _refuse_circle(tx: Tx, brand_id: str, parent_id: str) -> None:
    above: str | None = parent_id
    seen = set()
    while above and above not in seen:
        if above == brand_id:
            raise Problem(
                "brand.circle", tr("A brand cannot be part of itself."), tr("The old brand is kept. Choose another.")
            )
        seen.add(above)
        above = get(tx.conn, Brand, above).parent_id
