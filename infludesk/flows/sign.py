"""A contract is signed: its text stands still, its file is kept, and what waits for the signature begins."""

from hashlib import sha256
from pathlib import Path

from infludesk.contracts.commands import start_rights
from infludesk.contracts.model import Contract
from infludesk.contracts.states import refuse_move
from infludesk.db.rows import get, update
from infludesk.db.transaction import Tx
from infludesk.flows.draft import refresh_items
from infludesk.flows.publish import earn, reach
from infludesk.kernel.ids import ref
from infludesk.records.store import attach

SIGNED_COPY = "signed_copy"


def sign_contract(tx: Tx, *, contract_id: str, signed_on: str, attachments: Path, file: Path | None = None) -> None:
    """Note that both sides have signed.

    Args:
        tx: the transaction.
        contract_id: the contract, sent or agreed.
        signed_on: the day.
        attachments: the workspace's folder of files.
        file: the signed copy; it is copied into ``attachments``.

    Raises:
        Problem: ``contract.move`` or ``file.unreadable``; nothing was written.
    """
    contract = get(tx.conn, Contract, contract_id)
    refuse_move(contract.state, "signed")
    tx.label("Sign contract {contract}", contract=ref("contract", contract_id))
    digest = sha256(contract.body.encode()).hexdigest() if contract.body else None
    update(tx, Contract, contract_id, state="signed", signed_on=signed_on, body_sha256=digest)
    refresh_items(tx, contract_id=contract_id)
    start_rights(tx, contract_id=contract_id, rule="signature", day=signed_on)
    if file is not None:
        attach(tx, attachments, file, target=ref("contract", contract_id), role=SIGNED_COPY)
    if contract.participation_id:
        earn(tx, participation_id=contract.participation_id, trigger="signature", day=signed_on)
        reach(tx, participation_id=contract.participation_id, stage="contracted")
