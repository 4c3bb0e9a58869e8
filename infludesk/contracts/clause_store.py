"""The clause library as it is offered: what comes with the program, and the house's own."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TypeVar

from infludesk.contracts.clauses import (
    Clause,
    ContractTemplate,
    Library,
    library,
    parse_clauses,
    parse_template,
)
from infludesk.contracts.model import ContractClause, ContractParty
from infludesk.contracts.shipped import shipped_clauses, shipped_contracts
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.kernel.errors import Problem
from infludesk.records.model import Template

T = TypeVar("T", Clause, ContractTemplate)


def offered(conn: Connection) -> Library:
    """Every clause and template, the house's own after the shipped ones; of two with one code the own stands.

    What another version wrote and this one cannot read is left out.
    """
    clauses, templates = _shipped()
    own_clauses = _own(conn, "clause", lambda text: parse_clauses(text)[0])
    own_templates = _own(conn, "contract", parse_template)
    return library((*clauses, *own_clauses), (*templates, *own_templates))


def clauses(conn: Connection, contract_id: str) -> list[ContractClause]:
    """The clauses of a contract, in their order."""
    return find(conn, ContractClause, "contract_id = ?", (contract_id,), order="position IS NULL, position, id")


def parties(conn: Connection, contract_id: str) -> list[ContractParty]:
    """The parties of a contract: client, we, creator, then those who stand beside the creator."""
    order = {code: place for place, (code, _) in enumerate(ContractParty.entity.field("role").choices)}
    found = find(conn, ContractParty, "contract_id = ?", (contract_id,), order="created_at, id")
    return sorted(found, key=lambda one: order.get(one.role or "", len(order)))


@cache
def _shipped() -> tuple[tuple[Clause, ...], tuple[ContractTemplate, ...]]:
    return parse_clauses(shipped_clauses()), tuple(parse_template(text) for text in shipped_contracts())


def _own(conn: Connection, kind: str, read: Callable[[str], T]) -> list[T]:
    found = []
    for row in find(conn, Template, "kind = ?", (kind,), order="fold(name), id"):
        try:
            found.append(replace(read(row.body or ""), own=row.id))
        except Problem:
            continue
    return found
