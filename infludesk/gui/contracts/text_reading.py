"""What the text of a contract shows, read in one go."""

from collections.abc import Mapping
from dataclasses import dataclass

from infludesk.contracts import clause_store
from infludesk.contracts.document import FURTHER, Section, sections
from infludesk.contracts.model import Contract, ContractClause
from infludesk.contracts.states import FROZEN
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get
from infludesk.flows.agreement import document
from infludesk.flows.versions import drafted_from


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One section: its key, its words, and the clause that can be changed; None for what the terms make alone."""

    key: str
    section: Section
    clause: ContractClause | None


@dataclass(frozen=True, slots=True)
class TextView:
    """A contract's text.

    Attributes:
        sections: in their order.
        gaps: the names of the open terms.
        unsaid: the names of what is promised and stands in no section.
        children: its addenda and new versions; ``parent`` what it amends or replaces.
    """

    contract: Contract
    sections: tuple[ShownSection, ...]
    gaps: tuple[str, ...]
    children: tuple[Contract, ...]
    parent: Contract | None
    unsaid: tuple[str, ...] = ()

    @property
    def frozen(self) -> bool:
        """Whether the text stands still."""
        return self.contract.state in FROZEN


def read_text(conn: Connection, contract_id: str, *, hide: bool) -> TextView | None:
    """Read a contract's text; None where it is gone.

    A signed text is shown as it was signed; while internal amounts are hidden it is made again without them.
    """
    found = find(conn, Contract, "id = ?", (contract_id,))
    if not found:
        return None
    contract = found[0]
    parent = get(conn, Contract, contract.parent_id) if contract.parent_id else None
    children = tuple(drafted_from(conn, contract_id))
    if contract.body_sha256 and not hide:
        kept = tuple(ShownSection(f"{one.number}", one, None) for one in sections(contract.body or "") if one.number)
        return TextView(contract, kept, (), children, parent)
    made = document(conn, contract_id, hide=hide)
    rows = {one.code: one for one in clause_store.clauses(conn, contract_id)}
    shown = tuple(ShownSection(_key(one, rows), one, rows.get(one.code)) for one in made.sections)
    unsaid = () if contract.state in FROZEN else made.unsaid
    return TextView(contract, shown, made.gaps, children, parent, unsaid)


def _key(one: Section, rows: Mapping[str | None, ContractClause]) -> str:
    return rows[one.code].id if one.code in rows and one.code != FURTHER else one.code
