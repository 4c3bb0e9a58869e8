"""A contract comes to its end: run out, terminated, or cancelled before it was signed, each with its reason."""

from infludesk.contracts.model import Contract
from infludesk.contracts.states import refuse_move
from infludesk.db.rows import get, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr


def end_contract(tx: Tx, *, contract_id: str, why: str = "") -> None:
    """A signed contract has run its course.

    Raises:
        Problem: ``contract.move``.
    """
    tx.label("End contract {contract}", contract=ref("contract", contract_id))
    _leave(tx, contract_id, "ended", why)


def terminate_contract(tx: Tx, *, contract_id: str, why: str) -> None:
    """A signed contract ends early. What was earned stays due: no fee is touched.

    Raises:
        Problem: ``contract.move``, or ``contract.why``: no reason is given.
    """
    tx.label("Terminate contract {contract}", contract=ref("contract", contract_id))
    _leave(tx, contract_id, "terminated", _said(why))


def cancel_contract(tx: Tx, *, contract_id: str, why: str) -> None:
    """A contract that was not signed comes to nothing.

    Raises:
        Problem: ``contract.move``, or ``contract.why``: no reason is given.
    """
    tx.label("Cancel contract {contract}", contract=ref("contract", contract_id))
    _leave(tx, contract_id, "cancelled", _said(why))


def _leave(tx: Tx, contract_id: str, to: str, why: str) -> None:
    refuse_move(get(tx.conn, Contract, contract_id).state, to)
    update(tx, Contract, contract_id, state=to, ended_why=why.strip() or None)


def _said(why: str) -> str:
    if not why.strip():
        raise Problem(
            "contract.why",
            tr("The reason is missing."),
            tr("Nothing was changed. Say in a sentence why it ends, for whoever looks it up later."),
        )
    return why
