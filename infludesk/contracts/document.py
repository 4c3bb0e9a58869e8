"""A contract's text: a pure function of what is agreed. Sections are numbered; nothing of a clause is lost. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.contracts.agreement import Agreement
from infludesk.contracts.model import ContractParty
from infludesk.contracts.placeholders import fill, unsaid
from infludesk.contracts.wording import choice, country, day
from infludesk.kernel.text import isolate, join, tr

PARTIES, FURTHER, SIGNATURES = "parties", "further", "signatures"
# Who puts a name to it; a payee only gets the money.
SIGNERS = ("client", "house", "creator", "guardian", "manager")
_HEADING = re.compile(r"^§ (\d+) (.+)$")
_LINE = "_" * 32
# The items of the checklist that the text answers beside its clauses: parties, minors and signatures.
_OF_FRAME = {PARTIES: (1, 25), SIGNATURES: (32,)}


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the text.

    Attributes:
        code: of its clause, or ``PARTIES``, ``FURTHER`` or ``SIGNATURES``.
        number: from 1.
        title: its heading.
        text: its paragraphs, parted by line ends.
        gaps: the names of the terms that are open in it.
    """

    code: str
    number: int
    title: str
    text: str
    gaps: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """``§ 7 Usage rights``: also its place, as the checklist names it."""
        return f"§ {self.number} {self.title}"


@dataclass(frozen=True, slots=True)
class Document:
    """A contract's text; ``unsaid`` names the terms that are promised and that no section puts into words."""

    title: str
    sections: tuple[Section, ...]
    unsaid: tuple[str, ...] = ()

    @property
    def gaps(self) -> tuple[str, ...]:
        """The names of the open terms, each once, in the order of the text."""
        return tuple(dict.fromkeys(name for one in self.sections for name in one.gaps))


def compose(found: Agreement, *, hide: bool = False) -> Document:
    """Write the text: the parties, each clause in its order, what was written beside the clauses, the signatures."""
    written = [(PARTIES, tr("Parties"), *_parties(found))]
    for clause in found.clauses:
        filled = fill(clause.text or "", found, hide=hide)
        written.append((clause.code or "", clause.title or tr("Clause"), filled.text.strip(), filled.gaps))
    further = "" if found.contract.body_sha256 else (found.contract.body or "").strip()
    if further:
        filled = fill(further, found, hide=hide)
        written.append((FURTHER, tr("Further clauses"), filled.text, filled.gaps))
    written.append((SIGNATURES, tr("Signatures"), _signatures(found), ()))
    sections = (Section(code, n, title, text, gaps) for n, (code, title, text, gaps) in enumerate(written, 1))
    return Document(found.contract.title or tr("Contract"), tuple(sections), unsaid(found))


def plain(document: Document) -> str:
    """The whole text, as it is kept, hashed and exported: the title, then each section under its heading."""
    parts = [document.title, *(f"{one.heading}\n{one.text}" for one in document.sections)]
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def sections(text: str) -> tuple[Section, ...]:
    """A kept text cut into its sections again; what stands before the first heading has number 0."""
    found: list[tuple[int, str, list[str]]] = [(0, "", [])]
    for line in text.splitlines():
        # only the next number is a heading: a clause may cite a section at the start of a line
        if (head := _HEADING.match(line)) and int(head[1]) == found[-1][0] + 1:
            found.append((int(head[1]), head[2], []))
        else:
            found[-1][2].append(line)
    return tuple(
        Section("", number, title, "\n".join(lines).strip())
        for number, title, lines in found
        if number or any(line.strip() for line in lines)
    )


def places(found: Agreement, document: Document) -> tuple[dict[int, str], frozenset[int]]:
    """Where each item of the checklist stands in the text, and those whose section has nothing open."""
    where: dict[int, str] = {}
    whole: set[int] = set()
    for one in document.sections:
        for item in found.answers_of.get(one.code, ()) or _OF_FRAME.get(one.code, ()):
            where.setdefault(item, one.heading)
            if not one.gaps:
                whole.add(item)
    return where, frozenset(whole)


def signers(parties: Sequence[ContractParty]) -> tuple[ContractParty, ...]:
    """The parties that sign."""
    return tuple(one for one in parties if one.role in SIGNERS)


def partly_signed(parties: Sequence[ContractParty]) -> bool:
    """Whether some of those who sign have, and some have not."""
    signed = [bool(one.signed_on) for one in signers(parties)]
    return any(signed) and not all(signed)


def _parties(found: Agreement) -> tuple[str, tuple[str, ...]]:
    lines, gaps = [], []
    for one in found.parties:
        role = choice(one, "role")
        if not one.legal_name:
            gaps.append(one.role or "party")
        named = isolate(one.legal_name) if one.legal_name else f"[{role.lower()}]"
        address = ", ".join((one.postal_address or "").split("\n"))
        signs = tr("signing: {name}", name=isolate(one.signatory)) if one.signatory else ""
        told = (named, one.legal_entity, isolate(address), country(one.tax_country), one.email, signs)
        lines.append(f"{role}: {join(told, ', ')}")
    if not found.parties:
        for role, name in ((tr("Client"), found.terms.client_name), (tr("Creator"), found.terms.creator_name)):
            lines.append(f"{role}: {isolate(name) if name else f'[{role.lower()}]'}")
            gaps += [] if name else [role.lower()]
    return "\n".join(lines), tuple(gaps)


def _signatures(found: Agreement) -> str:
    blocks = []
    for one in signers(found.parties):
        who = isolate(one.signatory or one.legal_name or "")
        if one.signed_on:
            how = choice(one, "signed_how").lower()
            line = tr("signed on {day}", day=day(one.signed_on, found.locale)) + (f", {how}" if how else "")
        else:
            line = tr("Place, day, signature: {line}", line=_LINE)
        blocks.append(f"{choice(one, 'role')}: {who or '–'}\n{line}")
    return "\n\n".join(blocks) or tr("Place, day, signature: {line}", line=_LINE)
