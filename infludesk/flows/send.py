"""A contract goes out: its text as it stood then is kept as evidence, with its hash."""

from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.content.evidence import keep_evidence
from infludesk.content.model import Evidence
from infludesk.contracts import commands
from infludesk.contracts.placeholders import PLACEHOLDERS
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.db.transaction import Tx
from infludesk.flows.agreement import document, text_of
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import plural, tr


@dataclass(frozen=True, slots=True)
class SentText:
    """A contract's text as it went out: the evidence's id, when, the hash and the words."""

    id: str
    sent_at: str
    sha256: str
    text: str


def send_contract(tx: Tx, *, contract_id: str, accept_open_with_note: str = "") -> str:
    """Note that the contract went out today and keep its text; returns the evidence's id.

    Raises:
        Problem: ``contract.open_items`` or ``contract.gaps`` without a note, or ``contract.move``.
    """
    open_terms = document(tx.conn, contract_id).gaps
    if open_terms and not accept_open_with_note.strip():
        raise Problem(
            "contract.gaps",
            plural(len(open_terms), "{n} term is open in the text.", "{n} terms are open in the text."),
            tr("Nothing was sent. Fill in: {terms}; or accept it with a note.", terms=term_names(open_terms)),
        )
    commands.send_contract(tx, contract_id=contract_id, accept_open_with_note=accept_open_with_note)
    return keep_evidence(tx, about=ref("contract", contract_id), kind="other", text=text_of(tx.conn, contract_id))


def term_names(names: Sequence[str]) -> str:
    """Open terms as they are called on screen."""
    return ", ".join(tr(PLACEHOLDERS[one].label) if one in PLACEHOLDERS else one for one in names)


def sent_texts(conn: Connection, contract_id: str) -> list[SentText]:
    """The texts that went out, the newest first."""
    kept = find(
        conn,
        Evidence,
        "about = ? AND text IS NOT NULL",
        (ref("contract", contract_id),),
        order="taken_at DESC, id DESC",
    )
    return [SentText(one.id, one.taken_at or "", one.sha256 or "", one.text or "") for one in kept]
