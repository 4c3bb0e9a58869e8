"""What people do with exclusivities: those of contracts, and those a creator told of or somebody saw."""

from dataclasses import replace
from typing import Any

from infludesk.clients.brand_store import categories
from infludesk.contracts.model import Contract, Exclusivity
from infludesk.contracts.sane import refuse_impossible
from infludesk.contracts.states import refuse_frozen
from infludesk.db.rows import get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr

_OWNED = frozenset({"creator_id", "contract_id", "waived_by", "waived_on"})


def add_exclusivity(tx: Tx, *, contract_id: str = "", creator_id: str = "", **values: Any) -> str:
    """Add an exclusivity to a contract, or one that a creator promised elsewhere; returns its id.

    Args:
        tx: the transaction.
        contract_id: the contract, whose creator it binds; empty for what was told or seen.
        creator_id: who is bound where there is no contract.
        values: further fields; ``source`` is told where none is given and there is no contract.

    Raises:
        Problem: ``contract.signed``; ``record.needed``; ``category.unknown``; or as ``sane.refuse_impossible``.
    """
    if contract_id:
        contract = get(tx.conn, Contract, contract_id)
        refuse_frozen(contract.state)
        creator_id = contract.creator_id or ""
        tx.label("Add exclusivity to contract {contract}", contract=ref("contract", contract_id))
    else:
        tx.label("Add exclusivity of {creator}", creator=ref("creator", creator_id))
    given = {"source": "contract" if contract_id else "told"} | values
    row = Exclusivity(creator_id=creator_id, contract_id=contract_id or None, **given)
    _refuse_wrong(tx, row)
    return insert(tx, row).id


def set_exclusivity_field(tx: Tx, *, exclusivity_id: str, name: str, value: Any) -> None:
    """Change one field of an exclusivity; a category may be given by its code or its name.

    Raises:
        Problem: ``contract.signed``; ``exclusivity.fixed``; ``category.unknown``; or as ``sane.refuse_impossible``.
    """
    row = get(tx.conn, Exclusivity, exclusivity_id)
    _refuse_frozen(tx, row)
    if name in _OWNED:
        raise Problem(
            "exclusivity.fixed",
            tr("This is changed by its own step."),
            tr("Nothing was changed. Choose Waive, or add another exclusivity."),
        )
    if name == "categories":
        tree = categories(tx.conn)
        value = tuple(dict.fromkeys(tree.code_of(one) or one for one in value or ()))
    label = Exclusivity.entity.field(name).label
    tx.label("Change {field} of an exclusivity of {creator}", field=label, creator=ref("creator", row.creator_id or ""))
    _refuse_wrong(tx, replace(row, **{name: value}))
    update(tx, Exclusivity, exclusivity_id, **{name: value})


def waive_exclusivity(tx: Tx, *, exclusivity_id: str, by: str, on: str | None = None) -> None:
    """Note that the client gave an exclusivity up, who said so and when; signed contracts too can be given up.

    Raises:
        Problem: ``exclusivity.waived_by``: nobody is named.
    """
    row = get(tx.conn, Exclusivity, exclusivity_id)
    tx.label("Waive an exclusivity of {creator}", creator=ref("creator", row.creator_id or ""))
    if not by.strip():
        raise Problem(
            "exclusivity.waived_by",
            tr("Nobody is named who waived it."),
            tr("Nothing was changed. Type the name of the person at the client."),
        )
    update(tx, Exclusivity, exclusivity_id, waived_by=by.strip(), waived_on=on or tx.today.isoformat())


def hold_exclusivity(tx: Tx, *, exclusivity_id: str) -> None:
    """Take back that an exclusivity was waived."""
    row = get(tx.conn, Exclusivity, exclusivity_id)
    tx.label("Take back the waiver of an exclusivity of {creator}", creator=ref("creator", row.creator_id or ""))
    update(tx, Exclusivity, exclusivity_id, waived_by=None, waived_on=None)


def trash_exclusivity(tx: Tx, *, exclusivity_id: str) -> None:
    """Move an exclusivity to the trash.

    Raises:
        Problem: ``contract.signed``.
    """
    row = get(tx.conn, Exclusivity, exclusivity_id)
    _refuse_frozen(tx, row)
    tx.label("Move an exclusivity of {creator} to Trash", creator=ref("creator", row.creator_id or ""))
    trash(tx, "exclusivity", [exclusivity_id])


def _refuse_frozen(tx: Tx, row: Exclusivity) -> None:
    if row.contract_id:
        refuse_frozen(get(tx.conn, Contract, row.contract_id).state)


def _refuse_wrong(tx: Tx, row: Exclusivity) -> None:
    refuse_impossible(row)
    known = categories(tx.conn).trades
    if unknown := [code for code in row.categories if code not in known]:
        raise Problem(
            "category.unknown",
            tr('There is no category "{code}".', code=unknown[0]),
            tr("The old categories are kept. Choose one from the list."),
        )
