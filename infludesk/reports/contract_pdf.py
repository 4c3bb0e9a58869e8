"""A contract on paper: its text with places to sign; the internal copy adds the checklist with its risks and notes."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from babel import Locale

from infludesk.contracts.agreement import text_locale
from infludesk.contracts.clause_store import parties
from infludesk.contracts.document import Section, sections, signers
from infludesk.contracts.model import ANSWERS, STATES, Contract, ContractParty
from infludesk.contracts.wording import choice, day
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.flows.agreement import text_of
from infludesk.flows.contract_checklist import CheckedItem, items
from infludesk.kernel.text import isolate, join, tr
from infludesk.reports import pdf
from infludesk.reports.blocks import (
    Block,
    Clause,
    Column,
    Heading,
    Opening,
    Pairs,
    Passage,
    Report,
    Signatures,
    Signer,
    Strong,
    Table,
    Two,
)
from infludesk.reports.branding import Setting, look
from infludesk.reports.client_facts import Brand, Look
from infludesk.saving import save

_UNCHECKED = ("draft", "in_check")
_HASH = 16


@dataclass(frozen=True, slots=True)
class ContractPaper:
    """All that reaches the document.

    Attributes:
        contract: the contract.
        text: the whole text, as signed or as it stands.
        parties: who signs.
        items: the checklist; empty but in an internal copy.
    """

    contract: Contract
    text: str
    parties: tuple[ContractParty, ...]
    look: Look
    items: tuple[CheckedItem, ...] = ()


def contract_paper(conn: Connection, contract_id: str, made: Setting, *, internal: bool = False) -> ContractPaper:
    """Read a contract for its paper; one that was not sent yet says that it is a draft.

    Raises:
        Problem: ``record.gone``.
    """
    contract = get(conn, Contract, contract_id)
    looked = look(conn, replace(made, draft=contract.state in _UNCHECKED), "")
    return ContractPaper(
        contract,
        text_of(conn, contract_id),
        tuple(parties(conn, contract_id)),
        looked,
        tuple(items(conn, contract_id)) if internal else (),
    )


def build(paper: ContractPaper) -> Report:
    """The document."""
    title = paper.contract.title or tr("Contract")
    kind = tr("Internal copy") if paper.items else choice(paper.contract, "kind") or tr("Contract")
    numbered = [one for one in sections(paper.text) if one.number]
    blocks: tuple[Block, ...] = (
        Opening(part="opening", maker=paper.look.made_by, title=isolate(title), below=join((kind, _standing(paper)))),
        *(_clause(one) for one in numbered[:-1]),
        *(_last(one, paper) for one in numbered[-1:]),
        *(_internal(paper) if paper.items else ()),
    )
    return Report(
        kind=kind,
        title=title,
        head=join((isolate(title), tr("Internal copy") if paper.items else "")),
        author=paper.look.made_by,
        look=paper.look,
        brand=Brand(""),
        blocks=blocks,
    )


def write(paper: ContractPaper, target: Path | BinaryIO) -> pdf.Written:
    """Lay a contract out and write it; its problems as ``pdf.write``."""
    return pdf.write(build(paper), target)


def write_text(text: str, target: Path) -> None:
    """Write a contract's text as a plain file (UTF-8); its hash is the one kept.

    Raises:
        Problem: as ``saving.save``.
    """

    def fill(part: Path) -> None:
        part.write_bytes(text.encode())

    save(target, fill)


def _last(one: Section, paper: ContractPaper) -> Block:
    """The signatures stand last; a text kept from before there were any ends with a clause."""
    who, locale = signers(paper.parties), text_locale(paper.contract)
    if one.title != tr("Signatures") or not who:
        return _clause(one)
    return Signatures(part="signatures", label=one.heading, signers=tuple(_signer(party, locale) for party in who))


def _clause(one: Section) -> Clause:
    lines = tuple(line for line in one.text.splitlines() if line.strip())
    return Clause(part="text", heading=one.heading, paragraphs=lines)


def _signer(party: ContractParty, locale: Locale) -> Signer:
    how = choice(party, "signed_how").lower()
    signed = join((tr("signed on {day}", day=day(party.signed_on, locale)), how), ", ") if party.signed_on else ""
    return Signer(choice(party, "role"), party.signatory or party.legal_name or "", signed)


def _standing(paper: ContractPaper) -> str:
    signed, digest = day(paper.contract.signed_on, text_locale(paper.contract)), paper.contract.body_sha256
    return join(
        (
            tr("signed {day}", day=signed) if signed else "",
            tr("SHA-256 of the text {digest}…", digest=digest[:_HASH]) if digest else "",
        )
    )


def _internal(paper: ContractPaper) -> tuple[Block, ...]:
    contract = paper.contract
    labels = dict(ANSWERS)
    rows = tuple(
        (
            str(one.item),
            Two(one.title, join(one.flags, " ") or (tr("Red flag") if one.red_flag else "")),
            Strong(tr(labels[one.answer])) if one.answer in ("open", "accepted_risk") else tr(labels[one.answer]),
            join((one.place, one.decided_by), "; ") or "–",
        )
        for one in paper.items
    )
    told = (
        (tr("State"), tr(dict(STATES)[contract.state or "draft"])),
        (tr("Sent on"), day(contract.sent_on, text_locale(contract))),
        (tr("Rule packs"), ", ".join(contract.rule_packs)),
        (tr("Why it ended"), contract.ended_why or ""),
    )
    columns = (
        Column(tr("No."), 10),
        Column(tr("Item"), 54),
        Column(tr("Answer"), 30),
        Column(tr("Place and who answered"), 80),
    )
    return (
        Heading(part="internal", title=tr("Checklist"), note=tr("For the house alone."), opens_page=True),
        Pairs(part="internal", pairs=tuple((name, value) for name, value in told if value)),
        Table(part="internal", columns=columns, rows=rows),
        *_notes(paper.items),
    )


def _notes(found: tuple[CheckedItem, ...]) -> tuple[Block, ...]:
    """Accepted risks first, then what else a person wrote down; what was taken from the terms says nothing new."""
    noted = [one for one in found if one.note and (one.decided_by or one.answer == "accepted_risk")]
    noted.sort(key=lambda one: one.answer != "accepted_risk")
    passages = tuple(
        Passage(
            part="internal",
            label=tr("{n} {title}", n=one.item, title=one.title),
            paragraphs=tuple(one.note.splitlines()),
            marked=one.answer == "accepted_risk",
        )
        for one in noted
    )
    return (Heading(part="internal", title=tr("Accepted risks and notes")), *passages) if passages else ()
