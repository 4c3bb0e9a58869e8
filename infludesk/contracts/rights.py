"""What people do with usage rights beyond their fields: the pieces they cover, and whitelisting."""

from dataclasses import replace
from typing import Any

from infludesk.contracts.model import Contract, RightAsset, UsageRight, Whitelisting
from infludesk.contracts.sane import refuse_impossible
from infludesk.contracts.states import refuse_frozen
from infludesk.db.rows import find, get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref, split_ref
from infludesk.kernel.text import tr

PIECES = frozenset({"deliverable", "content_draft", "post", "attachment"})


def cover(tx: Tx, *, right_id: str, asset: str) -> str:
    """Let a right cover a piece (``table:id``); from the first one on it covers only those named. Returns the row's id.

    Raises:
        Problem: ``contract.signed``; ``right.no_piece``: neither a piece, a draft, a post nor a file.
    """
    contract = _contract_of(tx, get(tx.conn, UsageRight, right_id))
    if split_ref(asset)[0] not in PIECES:
        raise Problem(
            "right.no_piece", tr("This is no piece of content."), tr("Nothing was added. Choose a piece or a post.")
        )
    tx.label("Add {piece} to a usage right in {contract}", piece=asset, contract=ref("contract", contract.id))
    return insert(tx, RightAsset(right_id=right_id, asset=asset)).id


def uncover(tx: Tx, *, right_id: str, asset: str) -> None:
    """Take a piece out of a right; without any it covers all.

    Raises:
        Problem: ``contract.signed``.
    """
    contract = _contract_of(tx, get(tx.conn, UsageRight, right_id))
    tx.label("Take {piece} out of a usage right in {contract}", piece=asset, contract=ref("contract", contract.id))
    rows = find(tx.conn, RightAsset, "right_id = ? AND asset = ?", (right_id, asset))
    trash(tx, "right_asset", [row.id for row in rows])


def add_whitelisting(tx: Tx, *, contract_id: str, **values: Any) -> str:
    """Allow ads through the creator's handle; returns its id.

    Raises:
        Problem: ``contract.signed``, or as ``sane.refuse_impossible``.
    """
    refuse_frozen(get(tx.conn, Contract, contract_id).state)
    tx.label("Add whitelisting to contract {contract}", contract=ref("contract", contract_id))
    row = Whitelisting(contract_id=contract_id, **values)
    refuse_impossible(row)
    return insert(tx, row).id


def set_whitelisting_field(tx: Tx, *, whitelisting_id: str, name: str, value: Any) -> None:
    """Change one field of a whitelisting; when it was granted or revoked, and its code, are noted after signing too.

    Raises:
        Problem: ``contract.signed``, or as ``sane.refuse_impossible``.
    """
    row = get(tx.conn, Whitelisting, whitelisting_id)
    if name not in ("granted_on", "revoked_on", "permission_code", "ad_account"):
        refuse_frozen(get(tx.conn, Contract, row.contract_id or "").state)
    label = Whitelisting.entity.field(name).label
    contract = ref("contract", row.contract_id or "")
    tx.label("Change {field} of a whitelisting in {contract}", field=label, contract=contract)
    refuse_impossible(replace(row, **{name: value}))
    update(tx, Whitelisting, whitelisting_id, **{name: value})


def trash_whitelisting(tx: Tx, *, whitelisting_id: str) -> None:
    """Move a whitelisting to the trash.

    Raises:
        Problem: ``contract.signed``.
    """
    row = get(tx.conn, Whitelisting, whitelisting_id)
    refuse_frozen(get(tx.conn, Contract, row.contract_id or "").state)
    tx.label("Move a whitelisting of {contract} to Trash", contract=ref("contract", row.contract_id or ""))
    trash(tx, "whitelisting", [whitelisting_id])


def _contract_of(tx: Tx, right: UsageRight) -> Contract:
    contract = get(tx.conn, Contract, right.contract_id or "")
    refuse_frozen(contract.state)
    return contract
