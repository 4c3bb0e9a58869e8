"""A signed contract is changed: by an addendum, or by a new version that replaces it when it is signed."""

from dataclasses import dataclass, replace
from typing import Any

from infludesk.content.rights_use import end_of
from infludesk.contracts.clause_store import clauses, offered, parties
from infludesk.contracts.model import (
    AMENDABLE,
    Contract,
    ContractItem,
    Exclusivity,
    RightAsset,
    Whitelisting,
)
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get, insert
from infludesk.db.transaction import Tx
from infludesk.flows.agreement import text_of
from infludesk.flows.clauses import put_clauses
from infludesk.flows.rights_use import HeldRight, held_rights
from infludesk.flows.send import sent_texts
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Row
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr

ADDENDUM = "addendum"
_SIGNATURES = 32
_NEW: dict[str, Any] = {
    "id": "", "state": "draft", "sent_on": None, "signed_on": None, "body_sha256": None, "ended_why": None,
}  # fmt: skip
_OPEN: dict[str, Any] = {"answer": "open", "place": None, "note": None, "decided_by_id": None}
# What an addendum takes over; all else it leaves as agreed.
_KEPT = ("creator_id", "participation_id", "currency", "lang", "law", "law_place", "rule_packs")


@dataclass(frozen=True, slots=True)
class Version:
    """A text to compare with: a key, what it is (``sent``, ``before`` or ``now``), its day or moment, and the words."""

    key: str
    what: str
    at: str
    text: str


def new_version(tx: Tx, *, contract_id: str) -> str:
    """Draft a contract that replaces a signed one at its own signature; returns its id.

    It begins with what holds now: with what signed addenda changed, and rights as long as they were renewed.

    Raises:
        Problem: ``contract.not_signed``.
    """
    _signed(tx, contract_id)
    old = terms_in_force(tx.conn, contract_id)
    tx.label("Draft new version of contract {contract}", contract=ref("contract", contract_id))
    rows = clauses(tx.conn, contract_id)
    # one that was signed before there were clauses has all its words in its body
    body = None if rows else old.body
    made = insert(
        tx, replace(old, **_NEW | {"parent_id": contract_id, "body": body, "owner_id": tx.actor or old.owner_id})
    )
    for row in rows:
        _copy(tx, row, contract_id=made.id)
    _copy_parties(tx, contract_id, made.id)
    for held in held_rights(tx.conn, contract_id=contract_id):
        copy = _copy(tx, held.right, contract_id=made.id, **_renewed(held))
        for asset in find(tx.conn, RightAsset, "right_id = ?", (held.right.id,)):
            _copy(tx, asset, right_id=copy.id)
    for cls in (Whitelisting, Exclusivity):
        for one in find(tx.conn, cls, "contract_id = ?", (contract_id,)):
            _copy(tx, one, contract_id=made.id)
    for item in find(tx.conn, ContractItem, "contract_id = ?", (contract_id,)):
        _copy(tx, item, contract_id=made.id, **(_OPEN if item.item == _SIGNATURES else {}))
    return made.id


def add_addendum(tx: Tx, *, contract_id: str) -> str:
    """Draft an addendum to a signed contract; returns its id. What it leaves empty stays as agreed.

    Raises:
        Problem: ``contract.not_signed``.
    """
    return draft_addendum(tx, _signed(tx, contract_id))


def draft_addendum(tx: Tx, old: Contract) -> str:
    """The same for a contract known to be signed, as where a right that outlives it is renewed."""
    contract_id = old.id
    tx.label("Draft addendum to contract {contract}", contract=ref("contract", contract_id))
    kept = {name: getattr(old, name) for name in _KEPT}
    made = insert(
        tx,
        Contract(
            title=tr("Addendum to {contract}", contract=old.title), state="draft", kind=ADDENDUM, template=ADDENDUM,
            parent_id=contract_id, owner_id=tx.actor or old.owner_id, **kept,
        ),
    )  # fmt: skip
    _copy_parties(tx, contract_id, made.id)
    put_clauses(tx, made.id, offered(tx.conn).templates[ADDENDUM].clauses)
    for item in find(tx.conn, ContractItem, "contract_id = ?", (contract_id,)):
        answered = item.item != _SIGNATURES and item.answer not in (None, "open")
        place = tr("In the contract: {place}", place=item.place) if item.place else item.place
        values = {"place": place, "decided_by_id": item.decided_by_id or tx.actor or None}
        if answered:
            _copy(tx, item, contract_id=made.id, **values)
        else:
            insert(tx, ContractItem(contract_id=made.id, item=item.item, answer="open"))
    return made.id


def amended(contract: Contract, addenda: list[Contract]) -> Contract:
    """The terms as they hold: what signed addenda fill in replaces the contract's own, the last signed last."""
    for one in sorted(addenda, key=lambda each: (each.signed_on or "", each.id)):
        filled = {name: getattr(one, name) for name in AMENDABLE}
        contract = replace(contract, **{name: value for name, value in filled.items() if value not in (None, "", ())})
    return contract


def terms_in_force(conn: Connection, contract_id: str) -> Contract:
    """A contract with what its signed addenda changed.

    Raises:
        Problem: ``record.gone``.
    """
    signed = find(conn, Contract, "parent_id = ? AND kind = ? AND state = 'signed'", (contract_id, ADDENDUM))
    return amended(get(conn, Contract, contract_id), signed)


def drafted_from(conn: Connection, contract_id: str) -> list[Contract]:
    """The addenda and new versions of a contract, the oldest first."""
    return find(conn, Contract, "parent_id = ?", (contract_id,), order="created_at, id")


def versions(conn: Connection, contract_id: str) -> list[Version]:
    """The texts of a contract to compare: as it is now, as it was sent, the newest first, and the one it replaces."""
    contract = get(conn, Contract, contract_id)
    found = [Version("now", "now", contract.signed_on or "", text_of(conn, contract_id))]
    found += [Version(one.id, "sent", one.sent_at, one.text) for one in sent_texts(conn, contract_id)]
    if contract.parent_id:
        parent = get(conn, Contract, contract.parent_id)
        found.append(Version("before", "before", parent.signed_on or "", text_of(conn, parent.id)))
    return found


def _signed(tx: Tx, contract_id: str) -> Contract:
    contract = get(tx.conn, Contract, contract_id)
    if contract.state != "signed":
        raise Problem(
            "contract.not_signed",
            tr("Only a signed contract is amended or replaced."),
            tr("Nothing was drafted. Change the terms of this one instead, while it is not signed."),
        )
    return contract


def _renewed(held: HeldRight) -> dict[str, Any]:
    if held.leave.ends == end_of(held.right):
        return {}
    return {"ends_on": held.leave.ends} if held.leave.ends else {"ends_on": None, "perpetual": True}


def _copy_parties(tx: Tx, from_id: str, to_id: str) -> None:
    for one in parties(tx.conn, from_id):
        _copy(tx, one, contract_id=to_id, signed_on=None, signed_how=None)


def _copy(tx: Tx, row: Any, **values: Any) -> Any:
    made: Row = insert(tx, replace(row, id="", **values))
    return made
