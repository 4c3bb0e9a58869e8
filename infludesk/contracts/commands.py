"""What people do with contracts: draft, check, send, and agree on rights."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from infludesk.contracts import store
from infludesk.contracts.checklist import ANSWERS, ITEMS, open_items
from infludesk.contracts.model import Contract, ContractItem, RulePackRow, UsageRight
from infludesk.contracts.rulepacks import RulePack, canonical_sha256
from infludesk.contracts.sane import refuse_impossible
from infludesk.contracts.states import refuse_frozen, refuse_move
from infludesk.db.rows import find, get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import plural, tr

_ALWAYS = frozenset({"state", "ended_why", "owner_id"})
_OWN_VERBS = frozenset({"sent", "signed", "terminated", "superseded", "cancelled"})


def set_contract_field(tx: Tx, *, contract_id: str, name: str, value: Any) -> None:
    """Change one field of a contract.

    Raises:
        Problem: ``contract.signed``, ``contract.move``, or ``contract.own_verb``: sending, signing and ending ask for
            more.
    """
    contract = get(tx.conn, Contract, contract_id)
    if name not in _ALWAYS:
        _refuse_signed(contract)
    if name == "state":
        if value in _OWN_VERBS:
            raise Problem(
                "contract.own_verb",
                tr("A contract is sent, signed and ended by a step of its own."),
                tr("Nothing was changed. Choose that step, which keeps the date or the reason."),
            )
        refuse_move(contract.state, value)
    label = Contract.entity.field(name).label
    tx.label("Change {field} of contract {contract}", field=label, contract=ref("contract", contract_id))
    update(tx, Contract, contract_id, **{name: value})


def answer_item(
    tx: Tx,
    *,
    contract_id: str,
    item: int,
    answer: str,
    place: str = "",
    note: str = "",
    red_flag: bool | None = None,
) -> None:
    """Answer one of the 32 items.

    Raises:
        Problem: ``contract.no_item``, ``contract.no_answer``, ``contract.risk_note``: a risk is accepted with a note,
            or ``contract.signed``.
    """
    _refuse_signed(get(tx.conn, Contract, contract_id))
    if not 1 <= item <= len(ITEMS):
        raise Problem("contract.no_item", tr("There is no item {item}.", item=item), tr("Nothing was changed."))
    if answer not in dict(ANSWERS):
        raise Problem(
            "contract.no_answer", tr('"{answer}" is not an answer.', answer=answer), tr("Nothing was changed.")
        )
    if answer == "accepted_risk" and not note.strip():
        raise Problem(
            "contract.risk_note",
            tr("An accepted risk needs a note."),
            tr("The item stays as it was. Say why the risk is accepted, and by whom."),
        )
    tx.label("Answer item {item} in contract {contract}", item=item, contract=ref("contract", contract_id))
    _answer(tx, contract_id, item, answer=answer, place=place, note=note, red_flag=red_flag)


def check_done(tx: Tx, *, contract_id: str) -> None:
    """The terms are written: hand the contract to the check, from which it can be sent.

    Raises:
        Problem: ``contract.move``.
    """
    tx.label("Check contract {contract}", contract=ref("contract", contract_id))
    _move(tx, contract_id, "in_check")


def send_contract(tx: Tx, *, contract_id: str, accept_open_with_note: str = "") -> None:
    """Note that the contract went out today; items still open are accepted as risks where a note is given.

    Raises:
        Problem: ``contract.open_items`` without a note, or ``contract.move``.
    """
    state = get(tx.conn, Contract, contract_id).state
    left = open_items(store.answers(tx.conn, contract_id))
    note = accept_open_with_note.strip()
    if left and not note:
        stays = tr("The contract stays in check; nothing was sent.") if state == "in_check" else tr("Nothing was sent.")
        raise Problem(
            "contract.open_items",
            plural(len(left), "{n} item is open.", "{n} items are open."),
            stays + " " + tr("Answer them, or accept each as a risk with a note."),
        )
    tx.label("Send contract {contract}", contract=ref("contract", contract_id))
    _move(tx, contract_id, "sent", sent_on=tx.today.isoformat())
    for item in left:
        _answer(tx, contract_id, item, answer="accepted_risk", note=note)


def mark_redlined(tx: Tx, *, contract_id: str) -> None:
    """The creator's side wants changes.

    Raises:
        Problem: ``contract.move``.
    """
    tx.label("Mark contract {contract} as redlined", contract=ref("contract", contract_id))
    _move(tx, contract_id, "redlined")


def add_right(tx: Tx, *, contract_id: str, **values: Any) -> str:
    """Add a usage right; returns its id.

    Raises:
        Problem: ``contract.signed``, or as ``sane.refuse_impossible``.
    """
    _refuse_signed(get(tx.conn, Contract, contract_id))
    tx.label("Add usage right to contract {contract}", contract=ref("contract", contract_id))
    row = UsageRight(contract_id=contract_id, **values)
    refuse_impossible(row)
    return insert(tx, row).id


def set_right_field(tx: Tx, *, right_id: str, name: str, value: Any) -> None:
    """Change one field of a usage right.

    Raises:
        Problem: ``contract.signed``, or as ``sane.refuse_impossible``.
    """
    contract = _of_right(tx, right_id)
    label = UsageRight.entity.field(name).label
    tx.label("Change {field} of a usage right in {contract}", field=label, contract=ref("contract", contract.id))
    refuse_impossible(replace(get(tx.conn, UsageRight, right_id), **{name: value}))
    update(tx, UsageRight, right_id, **{name: value})


def trash_right(tx: Tx, *, right_id: str) -> None:
    """Move a usage right to the trash.

    Raises:
        Problem: ``contract.signed``.
    """
    contract = _of_right(tx, right_id)
    tx.label("Move a usage right of {contract} to Trash", contract=ref("contract", contract.id))
    trash(tx, "usage_right", [right_id])


def start_rights(tx: Tx, *, contract_id: str, rule: str, day: str) -> None:
    """Start the usage rights that begin with a publication or the signature; days of use give their end."""
    for right in find(tx.conn, UsageRight, "contract_id = ? AND start_rule = ?", (contract_id, rule)):
        if right.starts_on:
            continue
        end = date.fromisoformat(day) + timedelta(days=right.days) if right.days and not right.perpetual else None
        update(tx, UsageRight, right.id, starts_on=day, ends_on=right.ends_on or (end and end.isoformat()))


def store_pack(tx: Tx, pack: str, *, origin: str = "shipped") -> str:
    """Keep one version of a rule pack, given as TOML, whole with its hash; one that stands stays. Returns its id.

    Raises:
        Problem: ``rulepack.unreadable``.
    """
    read = store.parsed(pack)
    tx.label("Add rule pack {pack}", pack=read.key)
    row = RulePackRow(
        code=read.code,
        version=read.version,
        jurisdiction=read.jurisdiction,
        label_lang=read.label_lang,
        effective_from=read.effective_from,
        effective_to=read.effective_to,
        source_url=read.source_url,
        body=pack,
        sha256=canonical_sha256(pack),
        origin=origin,
    )
    return insert(tx, row).id


def pack_in_use(tx: Tx, key: str) -> tuple[str, RulePack]:
    """A pack by its code or ``code@version``, stored if it was not yet: its row's id, and the pack.

    Raises:
        Problem: ``rulepack.missing``.
    """
    text = store.pack_text(tx.conn, key)
    if text is None:
        raise Problem(
            "rulepack.missing",
            tr("The rule pack {pack} is not installed.", pack=key),
            tr("Nothing was changed. Add its file under Rule packs, or choose another."),
        )
    return store_pack(tx, text), store.parsed(text)


def _move(tx: Tx, contract_id: str, to: str, **values: Any) -> None:
    refuse_move(get(tx.conn, Contract, contract_id).state, to)
    update(tx, Contract, contract_id, state=to, **values)


def _answer(tx: Tx, contract_id: str, item: int, *, red_flag: bool | None = None, **values: Any) -> None:
    row = insert(tx, ContractItem(contract_id=contract_id, item=item))
    if red_flag is not None:
        values["red_flag"] = red_flag
    update(tx, ContractItem, row.id, decided_by_id=tx.actor or None, **values)


def _of_right(tx: Tx, right_id: str) -> Contract:
    contract = get(tx.conn, Contract, get(tx.conn, UsageRight, right_id).contract_id or "")
    _refuse_signed(contract)
    return contract


def _refuse_signed(contract: Contract) -> None:
    refuse_frozen(contract.state)
