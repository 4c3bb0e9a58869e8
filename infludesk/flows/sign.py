"""A contract is signed: its text stands still, its file is kept, and what waits for the signature begins."""

from hashlib import sha256
from pathlib import Path

from infludesk.contracts.commands import start_rights
from infludesk.contracts.model import Contract
from infludesk.contracts.states import allowed, refuse_move
from infludesk.db.rows import find, get, update
from infludesk.db.transaction import Tx
from infludesk.flows.agreement import text_of
from infludesk.flows.checklist import refresh_items
from infludesk.flows.parties import sign_sides
from infludesk.flows.publish import earn, reach
from infludesk.kernel.ids import ref
from infludesk.records.store import attach

SIGNED_COPY = "signed_copy"


def sign_contract(
    tx: Tx, *, contract_id: str, signed_on: str, attachments: Path, file: Path | None = None, how: str | None = None
) -> None:
    """Note that both sides have signed; the whole text is written down with its hash and stands still from now on.

    The contract of which this is a new version is superseded.

    Args:
        tx: the transaction.
        contract_id: the contract, sent or agreed.
        signed_on: the day.
        attachments: the workspace's folder of files.
        file: the signed copy; it is copied into ``attachments``.
        how: a code of the parties' ``signed_how``, for those of whom it is not known.

    Raises:
        Problem: ``contract.move`` or ``file.unreadable``; nothing was written.
    """
    contract = get(tx.conn, Contract, contract_id)
    refuse_move(contract.state, "signed")
    tx.label("Sign contract {contract}", contract=ref("contract", contract_id))
    update(tx, Contract, contract_id, state="signed", signed_on=signed_on)
    sign_sides(tx, contract_id, day=signed_on, how=how)
    start_rights(tx, contract_id=contract_id, rule="signature", day=signed_on)
    refresh_items(tx, contract_id=contract_id)
    body = text_of(tx.conn, contract_id)
    update(tx, Contract, contract_id, body=body, body_sha256=sha256(body.encode()).hexdigest())
    if file is not None:
        attach(tx, attachments, file, target=ref("contract", contract_id), role=SIGNED_COPY)
    _supersede(tx, contract)
    if contract.participation_id:
        earn(tx, participation_id=contract.participation_id, trigger="signature", day=signed_on)
        reach(tx, participation_id=contract.participation_id, stage="contracted")


def _supersede(tx: Tx, contract: Contract) -> None:
    """A new version is of its parent's own kind; an addendum amends it, and a frame goes on."""
    for parent in find(tx.conn, Contract, "id = ? AND kind = ?", (contract.parent_id, contract.kind)):
        if contract.kind != "addendum" and allowed(parent.state, "superseded"):
            update(tx, Contract, parent.id, state="superseded")
