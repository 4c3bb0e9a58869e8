"""What people do with a contract's clauses: add, write, change, order and remove them, and keep them for others."""

import re
from collections.abc import Iterable
from typing import Any

from infludesk.contracts.clause_store import clauses, offered
from infludesk.contracts.clauses import (
    Clause,
    ContractTemplate,
    settable,
    unknown_placeholders,
    write_clause,
    write_template,
)
from infludesk.contracts.model import Contract, ContractClause
from infludesk.contracts.states import refuse_frozen
from infludesk.db.rows import find, get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import fold, tr
from infludesk.records.model import Template

OWN = "own"
_CHANGED = frozenset({"title", "text"})


def add_clause(tx: Tx, *, contract_id: str, code: str, after: str = "") -> str:
    """Put a clause of the library into a contract, with the terms that go with it; returns its row's id.

    It takes the place of one that stands for the same, else it comes after the clause with the id ``after``, else last.

    Raises:
        Problem: ``contract.signed``, ``clause.unknown`` or ``clause.stands``: it is in the contract already.
    """
    _open(tx, contract_id)
    library = offered(tx.conn)
    found = library.clauses.get(code)
    if found is None:
        raise Problem(
            "clause.unknown", tr("This clause is not in the library."), tr("Nothing was added. Choose one of the list.")
        )
    rows = clauses(tx.conn, contract_id)
    if any(row.code == code for row in rows):
        raise Problem(
            "clause.stands",
            tr('"{title}" stands in this contract already.', title=found.title),
            tr("Nothing was added."),
        )
    tx.label("Add clause {title} to contract {contract}", title=found.title, contract=ref("contract", contract_id))
    rivals = [row for row in rows if row.code in library.rivals(code)]
    made = insert(tx, ContractClause(contract_id=contract_id, code=code, title=found.title, text=found.text))
    _place(tx, rows, made, after=rivals[0].id if rivals else after)
    if rivals:
        trash(tx, "contract_clause", [row.id for row in rivals])
    if found.sets:
        update(tx, Contract, contract_id, **dict(found.sets))
    return made.id


def write_own_clause(tx: Tx, *, contract_id: str, title: str, text: str = "", after: str = "") -> str:
    """Add a clause in words of one's own; returns its row's id.

    Raises:
        Problem: ``contract.signed`` or ``clause.placeholder``.
    """
    _open(tx, contract_id)
    _refuse_unknown(text)
    tx.label("Write clause {title} in contract {contract}", title=title, contract=ref("contract", contract_id))
    code = _free_code(tx, contract_id)
    rows = clauses(tx.conn, contract_id)
    made = insert(
        tx, ContractClause(contract_id=contract_id, code=code, title=title.strip(), text=text.strip() or None)
    )
    _place(tx, rows, made, after=after)
    return made.id


def set_clause_field(tx: Tx, *, clause_id: str, name: str, value: Any) -> None:
    """Change the title or the text of a clause.

    Raises:
        Problem: ``contract.signed`` or ``clause.placeholder``.
    """
    row = _row(tx, clause_id)
    if name not in _CHANGED:
        raise KeyError(name)
    if name == "text":
        _refuse_unknown(value or "")
    tx.label(
        "Change clause {title} of {contract}", title=row.title or "", contract=ref("contract", row.contract_id or "")
    )
    update(tx, ContractClause, clause_id, **{name: value})


def move_clause(tx: Tx, *, clause_id: str, by: int) -> bool:
    """Move a clause up (``by`` -1) or down (1); returns whether there was anywhere to go.

    Raises:
        Problem: ``contract.signed``.
    """
    row = _row(tx, clause_id)
    order = [one.id for one in clauses(tx.conn, row.contract_id or "")]
    at = order.index(clause_id)
    to = max(0, min(len(order) - 1, at + by))
    if to == at:
        return False
    tx.label(
        "Move clause {title} of {contract}", title=row.title or "", contract=ref("contract", row.contract_id or "")
    )
    order.insert(to, order.pop(at))
    _number(tx, row.contract_id or "", order)
    return True


def remove_clause(tx: Tx, *, clause_id: str) -> None:
    """Take a clause out of its contract; items that it alone answered are open again.

    Raises:
        Problem: ``contract.signed``.
    """
    row = _row(tx, clause_id)
    tx.label(
        "Remove clause {title} of {contract}", title=row.title or "", contract=ref("contract", row.contract_id or "")
    )
    trash(tx, "contract_clause", [clause_id])


def keep_clause(tx: Tx, *, clause_id: str) -> str:
    """Keep a clause in the house's own library, under its title; returns the template's id.

    One of the library keeps its code, so that the own wording stands in its place from now on.

    Raises:
        Problem: ``clause.empty``: it says nothing yet.
    """
    row = get(tx.conn, ContractClause, clause_id)
    if not (row.text or "").strip() or not (row.title or "").strip():
        raise Problem(
            "clause.empty", tr("This clause says nothing yet."), tr("Nothing was kept. Give it a title and words.")
        )
    title = (row.title or "").strip()
    known = offered(tx.conn).clauses.get(row.code or "")
    code = known.code if known else _own_code(title)
    made = Clause(
        code=code, title=title, text=(row.text or "").strip(), items=known.items if known else (),
        group=known.group if known else "", note=known.note if known else "", sets=known.sets if known else (),
    )  # fmt: skip
    tx.label("Keep clause {title} in the library", title=title)
    return _keep(tx, "clause", title, write_clause(made), known.own if known else "")


def keep_template(tx: Tx, *, contract_id: str, name: str) -> str:
    """Keep a contract's clauses and terms as a template of the house's own; returns its id.

    Clauses whose words were changed, and those written here, are kept in the library under codes of their own.

    Raises:
        Problem: ``clause.empty``: the contract has no clauses.
    """
    contract, library = get(tx.conn, Contract, contract_id), offered(tx.conn)
    rows = clauses(tx.conn, contract_id)
    if not rows:
        raise Problem("clause.empty", tr("This contract has no clauses."), tr("Nothing was kept. Add clauses first."))
    tx.label("Save contract {contract} as template {name}", contract=ref("contract", contract_id), name=name)
    codes = []
    for row in rows:
        known = library.clauses.get(row.code or "")
        if known and (known.title, known.text) == (row.title, row.text):
            codes.append(known.code)
            continue
        code = _own_code(f"{name} {row.title}")
        own = Clause(
            code=code, title=row.title or tr("Clause"), text=(row.text or "").strip() or "–",
            items=known.items if known else (), group=known.group if known else "",
        )  # fmt: skip
        _keep(
            tx,
            "clause",
            f"{own.title} ({name})",
            write_clause(own),
            library.clauses[code].own if code in library.clauses else "",
        )
        codes.append(code)
    code = _own_code(name)
    template = ContractTemplate(
        code=code, name=name.strip(), kind=contract.kind or "contract", clauses=tuple(codes), terms=_terms(contract)
    )
    old = library.templates[code].own if code in library.templates else ""
    return _keep(tx, "contract", name.strip(), write_template(template), old)


def drop_template(tx: Tx, *, template_id: str) -> None:
    """Take an own clause or template out of the library; contracts that have it keep their words."""
    tx.label("Remove {template} from the library", template=ref("template", template_id))
    trash(tx, "template", [template_id])


def put_clauses(tx: Tx, contract_id: str, codes: Iterable[str]) -> None:
    """Put clauses of the library into a new contract, in this order; a code that is not there is left out."""
    library = offered(tx.conn)
    for place, code in enumerate(codes, 1):
        if found := library.clauses.get(code):
            row = ContractClause(contract_id=contract_id, code=code, title=found.title, text=found.text, position=place)
            insert(tx, row)


def _terms(contract: Contract) -> tuple[tuple[str, Any], ...]:
    """The words, numbers and choices that another contract may begin with; days are this one's alone."""
    plain = {
        one.name
        for one in Contract.entity.fields
        if one.kind in ("int", "ppm", "choice", "long") and settable(one.name)
    }
    return tuple((name, getattr(contract, name)) for name in sorted(plain) if getattr(contract, name) not in (None, ""))


def _keep(tx: Tx, kind: str, name: str, body: str, old: str) -> str:
    if old:
        update(tx, Template, old, name=name, body=body)
        return old
    return insert(tx, Template(kind=kind, name=name, body=body)).id


def _own_code(name: str) -> str:
    """A code from a name; of a name without Latin letters what its characters are numbered."""
    plain = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")
    return f"{OWN}_{plain or '_'.join(f'{ord(one):x}' for one in name.strip())}"


def _free_code(tx: Tx, contract_id: str) -> str:
    taken = find(tx.conn, ContractClause, "contract_id = ?", (contract_id,))
    used = {row.code for row in taken}
    deleted = tx.conn.execute("SELECT code FROM contract_clause WHERE contract_id = ?", (contract_id,))
    used |= {row[0] for row in deleted}
    return next(code for n in range(1, len(used) + 2) if (code := f"{OWN}{n}") not in used)


def _place(tx: Tx, rows: list[ContractClause], made: ContractClause, *, after: str) -> None:
    order = [row.id for row in rows]
    at = order.index(after) + 1 if after in order else len(order)
    order.insert(at, made.id)
    _number(tx, made.contract_id or "", order)


def _number(tx: Tx, contract_id: str, order: list[str]) -> None:
    stored = {row.id: row.position for row in clauses(tx.conn, contract_id)}
    for place, one in enumerate(order, 1):
        if stored.get(one) != place:
            update(tx, ContractClause, one, position=place)


def _row(tx: Tx, clause_id: str) -> ContractClause:
    row = get(tx.conn, ContractClause, clause_id)
    _open(tx, row.contract_id or "")
    return row


def _open(tx: Tx, contract_id: str) -> None:
    refuse_frozen(get(tx.conn, Contract, contract_id).state)


def _refuse_unknown(text: str) -> None:
    if names := unknown_placeholders(text):
        raise Problem(
            "clause.placeholder",
            tr("{name} stands for no term.", name=f"{{{names[0]}}}"),
            tr("The old words are kept. Choose a term from the list, or write it without braces."),
        )
