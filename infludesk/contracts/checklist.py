"""The contract checklist: what the terms answer already, what is open, and the red flags. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from infludesk.campaigns.model import Brief
from infludesk.contracts.checklist_items import DISPUTES, ITEMS, Item
from infludesk.contracts.model import ANSWERS, Contract, UsageRight
from infludesk.kernel.money import Money
from infludesk.kernel.text import join, tr

__all__ = [
    "ANSWERS", "DISPUTES", "ITEMS", "Answer", "ContractTerms", "FeeTerm", "Item", "RedFlag", "open_items", "prefill",
    "red_flags",
]  # fmt: skip

_ANSWERED = frozenset(code for code, _ in ANSWERS) - {"open"}
_MINORS = 25
# That a guardian or anybody has signed is no matter of words.
_TERMS_ALONE = frozenset({_MINORS, 32})
_WORK = ("content", "usage", "whitelisting", "exclusivity", "retainer", "other")
_OWN_LABELS = {
    "client_name": "Client's name",
    "creator_name": "Creator's name",
    "deliverables": "Deliverables",
    "due_days": "Due days",
    "fees": "Fee lines",
    "rights_stated": "Usage rights",
    "minor": "Minor",
    "guardian_signed": "Guardian has signed",
}


@dataclass(frozen=True, slots=True)
class FeeTerm:
    """One line of the creator's fee, neither waived nor cancelled: what for, after what, how much."""

    kind: str | None
    trigger: str | None
    amount: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractTerms:
    """What is agreed: the contract's fields, its brief, and what the participation knows.

    Attributes:
        contract: the contract.
        brief: the brief of the campaign, None without one.
        rights: the contract's usage rights.
        fees: the participation's fee lines that count.
        client_name: the legal name, else the name.
        creator_name: the legal name, else the name.
        deliverables: a title or format for each promised piece.
        due_days: when they are due.
        minor: whether a minor takes part; None where nobody knows.
        guardian_signed: whether a guardian has signed.
        places: item → where it stands in the text (``§ 7 Usage rights``); None where there are no clauses to look in.
        whole: the items whose clause stands with nothing open in it.
    """

    contract: Contract
    brief: Brief | None = None
    rights: tuple[UsageRight, ...] = ()
    fees: tuple[FeeTerm, ...] = ()
    client_name: str | None = None
    creator_name: str | None = None
    deliverables: tuple[str, ...] = ()
    due_days: tuple[str, ...] = ()
    minor: bool | None = None
    guardian_signed: bool = False
    places: Mapping[int, str] | None = None
    whole: frozenset[int] = frozenset()

    @property
    def rights_stated(self) -> bool:
        """Whether each usage right has its channels and its end."""
        return bool(self.rights) and all(
            one.channels and (one.ends_on or one.days or one.perpetual) for one in self.rights
        )

    def filled(self, term: str) -> bool:
        """Whether contract, brief or participation fill a term; 0 is an answer, "no" and blank are none."""
        values = [getattr(source, term, None) for source in (self.contract, self.brief, self)]
        return any(_is_filled(value) for value in values)


@dataclass(frozen=True, slots=True)
class Answer:
    """An item's answer, the section where it stands, and what it was taken from."""

    answer: str
    place: str
    note: str


@dataclass(frozen=True, slots=True)
class RedFlag:
    """What to look at again: the item, a code for rows and tests, and the reason, as shown."""

    item: int
    code: str
    reason: str


def prefill(terms: ContractTerms) -> dict[int, Answer]:
    """The items that the terms or a clause answer already, by number; what only a reader can tell is left out."""
    found = {}
    for item in ITEMS:
        used = [next((term for term in group if terms.filled(term)), None) for group in item.needed]
        place = tr(item.section) if terms.places is None else terms.places.get(item.number, "")
        if not place:
            continue
        if used and all(used):
            labels = dict.fromkeys(tr(term_label(term)) for term in used if term)
            found[item.number] = Answer("in_text", place, tr("From: {terms}", terms=join(labels, ", ")))
        elif item.number in terms.whole and item.number not in _TERMS_ALONE:
            found[item.number] = Answer("in_text", place, tr("From: clause"))
    if terms.minor is False:
        found[_MINORS] = Answer("not_applicable", "", tr("No minor takes part."))
    return found


def open_items(answers: Mapping[int, str | None]) -> tuple[int, ...]:
    """The numbers of the items without an answer, in order; an item with no row is open."""
    return tuple(item.number for item in ITEMS if answers.get(item.number) not in _ANSWERED)


def red_flags(terms: ContractTerms) -> tuple[RedFlag, ...]:
    """What a creator or a lawyer would stop at, in the order of the items."""
    return tuple(RedFlag(item, code, tr(reason)) for item, code, holds, reason in _RED_FLAGS if holds(terms))


def term_label(term: str) -> str:
    """The English label of a term, from the field that holds it.

    Raises:
        KeyError: neither the contract nor the brief nor the participation has it.
    """
    if term in _OWN_LABELS:
        return _OWN_LABELS[term]
    held_by_contract = any(one.name == term for one in Contract.entity.fields)
    return (Contract if held_by_contract else Brief).entity.field(term).label


def _is_filled(value: Any) -> bool:
    return not (value is None or value is False or value in ("", ()))


def _paid_for(terms: ContractTerms, *kinds: str) -> list[FeeTerm]:
    return [fee for fee in terms.fees if (fee.kind or "content") in kinds and fee.amount and fee.amount.minor > 0]


def _perpetual_for_nothing(terms: ContractTerms) -> bool:
    return any(right.perpetual for right in terms.rights) and not _paid_for(terms, "usage")


def _rounds_without_end(terms: ContractTerms) -> bool:
    asked_for = any(terms.filled(term) for term in ("approval", "review_days", "deemed_approval_days"))
    return asked_for and terms.contract.rounds_allowed is None


def _paid_on_approval_only(terms: ContractTerms) -> bool:
    lines = _paid_for(terms, *_WORK)
    stated = terms.contract.kill_fee
    killed = (stated and stated.minor > 0) or _paid_for(terms, "kill_fee")
    return bool(lines) and all(fee.trigger == "final_approved" for fee in lines) and not killed


def _minor_alone(terms: ContractTerms) -> bool:
    return terms.minor is True and not terms.guardian_signed


_RED_FLAGS: tuple[tuple[int, str, Callable[[ContractTerms], bool], str], ...] = (
    (
        7, "paid_on_approval_only", _paid_on_approval_only,
        "All of the fee waits for final approval, and there is no kill fee.",
    ),
    (8, "unlimited_revisions", _rounds_without_end, "Approval is asked for, and no number of rounds is set."),
    (9, "perpetual_for_nothing", _perpetual_for_nothing, "The brand may use the content for ever, at no fee for it."),
    (_MINORS, "minor_without_guardian", _minor_alone, "A minor takes part and no guardian has signed."),
)  # fmt: skip
