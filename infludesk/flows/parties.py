"""Who stands on a contract's paper: written down from the records as they are then, changed and signed one by one."""

from typing import Any

from infludesk.clients.model import Client
from infludesk.contracts.clause_store import parties
from infludesk.contracts.model import VOID, Contract, ContractParty
from infludesk.contracts.states import refuse_frozen
from infludesk.creators.model import Address, Creator
from infludesk.db.changelog import FROZEN as FROZEN_COLUMNS
from infludesk.db.rows import find, get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.flows.checklist import refresh_items
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import join, tr
from infludesk.payments.model import Payee, PayeeLink
from infludesk.records import model as records
from infludesk.records.store import setting

# Who signs for the two sides; a guardian and a manager are noted one by one.
SIDES = ("client", "house", "creator")


def put_parties(tx: Tx, contract: Contract, client: Client | None, creator: Creator) -> None:
    """Write down the parties of a new contract as the records say now."""
    if client is not None:
        _put(
            tx, contract.id, "client", ref("client", client.id), legal_name=client.legal_name or client.name,
            postal_address=_address(tx, ref("client", client.id)), email=client.email, tax_country=client.country,
        )  # fmt: skip
    house = setting(tx.conn, records.HOUSE_NAME) or setting(tx.conn, records.WORKSPACE_NAME)
    if house:
        _put(tx, contract.id, "house", None, legal_name=house)
    whom = ref("creator", creator.id)
    _put(
        tx, contract.id, "creator", whom, legal_name=creator.legal_name or creator.name,
        postal_address=_address(tx, whom), email=creator.email, tax_country=creator.country,
    )  # fmt: skip
    payees = _payees(tx, whom)
    guardians = [one for one in payees if one.kind == "guardian"]
    if creator.age_check == "minor":
        for one in guardians[:1] or [Payee()]:
            _put(
                tx,
                contract.id,
                "guardian",
                ref("payee", one.id) if one.id else None,
                legal_name=one.name,
                email=one.email,
            )
    elif payees:
        one = payees[0]
        _put(
            tx, contract.id, "payee", ref("payee", one.id), legal_name=one.name, email=one.email,
            tax_country=one.country,
        )  # fmt: skip


def add_party(tx: Tx, *, contract_id: str, role: str, **fields: Any) -> str:
    """Add a party to the paper; returns its row's id.

    Raises:
        Problem: ``contract.signed``, or ``party.stands``: this role has a party without a record already.
    """
    refuse_frozen(get(tx.conn, Contract, contract_id).state)
    role_name = ContractParty.entity.field("role").choice(role)
    if any(one.role == role and not one.party for one in parties(tx.conn, contract_id)):
        raise Problem(
            "party.stands",
            tr('"{role}" is on the paper already.', role=tr(role_name)),
            tr("Nothing was added. Fill in the one that is there."),
        )
    tx.label("Add party {role} to contract {contract}", role=role_name, contract=ref("contract", contract_id))
    return insert(tx, ContractParty(contract_id=contract_id, role=role, **fields)).id


def set_party_field(tx: Tx, *, party_id: str, name: str, value: Any) -> None:
    """Change one field of a party; after the signature only who signed, when and how.

    Raises:
        Problem: ``contract.signed``, or ``contract.void``: nobody signs what is cancelled or replaced.
    """
    row = get(tx.conn, ContractParty, party_id)
    contract = get(tx.conn, Contract, row.contract_id or "")
    if name in ("contract_id", "role", "party"):
        raise KeyError(name)
    if name in FROZEN_COLUMNS["contract_party"].columns:
        refuse_frozen(contract.state)
    if name == "signed_on" and value and contract.state in VOID:
        raise Problem(
            "contract.void",
            tr("This contract holds no more, so nobody signs it."),
            tr("Nothing was changed. Draft a new contract."),
        )
    label = ContractParty.entity.field(name).label
    role = ContractParty.entity.field("role").choice(row.role or "")
    tx.label(
        "Change {field} of {role} in contract {contract}", field=label, role=role, contract=ref("contract", contract.id)
    )
    update(tx, ContractParty, party_id, **{name: value})
    if row.role == "guardian":  # one may sign late, when all else stands still
        refresh_items(tx, contract_id=contract.id)


def trash_party(tx: Tx, *, party_id: str) -> None:
    """Take a party off the paper.

    Raises:
        Problem: ``contract.signed``.
    """
    row = get(tx.conn, ContractParty, party_id)
    refuse_frozen(get(tx.conn, Contract, row.contract_id or "").state)
    role = ContractParty.entity.field("role").choice(row.role or "")
    tx.label("Remove party {role} of contract {contract}", role=role, contract=ref("contract", row.contract_id or ""))
    trash(tx, "contract_party", [party_id])


def sign_sides(tx: Tx, contract_id: str, *, day: str, how: str | None) -> None:
    """Note for both sides that they signed that day, as far as nothing is noted yet."""
    for one in parties(tx.conn, contract_id):
        if one.role in SIDES and not one.signed_on:
            update(tx, ContractParty, one.id, signed_on=day, signed_how=one.signed_how or how)


def _put(tx: Tx, contract_id: str, role: str, party: str | None, **values: Any) -> None:
    insert(tx, ContractParty(contract_id=contract_id, role=role, party=party, **values))


def _address(tx: Tx, owner: str) -> str | None:
    found = find(tx.conn, Address, "owner = ?", (owner,))
    if not found:
        return None
    one = found[0]
    place = join((one.postal_code, one.city), " ")
    return join((one.line1, one.line2, place, one.region, one.country), "\n") or None


def _payees(tx: Tx, whom: str) -> list[Payee]:
    links = find(tx.conn, PayeeLink, "for_party = ? AND until IS NULL", (whom,), order="preferred DESC, id")
    return [one for link in links for one in find(tx.conn, Payee, "id = ?", (link.payee_id,))]
