"""What becomes of the rows of a file, and what an answer, an untick, or taking the file's value changes of it. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from infludesk.importing.people.comparing import Kept
from infludesk.importing.people.holders import Owner
from infludesk.importing.people.incoming import Incoming
from infludesk.kernel.errors import Note
from infludesk.kernel.text import tr

Outcome = Literal["new", "fills", "same", "conflict", "suggested", "skipped"]
MERGE, NEW, OUT = "merge", "new", "out"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody a row may be, and what merging would change.

    Attributes:
        creator: the known creator.
        joins: else the earlier row of this file that makes the creator.
        why: the reason in words.
        signs: codes of what they share: email, phone, handle, domain, city.
        fill: what merging would write; None for nothing.
        kept: ours and theirs where both have a value; ours would stay.
    """

    creator: str | None
    joins: int | None
    why: str
    signs: tuple[str, ...]
    fill: Incoming | None = None
    kept: tuple[Kept, ...] = ()

    @property
    def owner(self) -> Owner:
        """The creator, else the row that makes it."""
        return self.creator or self.joins or 0

    @property
    def answer(self) -> str:
        """What ``Choices.answers`` says of the row to merge it here."""
        return f"{MERGE}:{self.owner}"


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one row.

    Attributes:
        row: its number in the file.
        outcome: suggested rows may be somebody known, and are created as new until somebody answers.
        creator: the known creator it goes to.
        joins: the earlier row of this file whose new creator it goes to.
        fill: what is written: everything of a new row, else only what was blank.
        kept: ours and theirs where both have a value; ours stays.
        reason: why it is skipped, merged or suggested; of a new row, that somebody has the same name.
        problems: cells left out, and keys that point elsewhere.
        proposals: whom a suggested row may be, the strongest first.
        apart: whom a new row is not, as somebody answered: creators, and rows that made one.
        also: the creator's fields of a row that somebody said is who it goes to, under a name not known of them yet.
    """

    row: int
    outcome: Outcome
    creator: str | None = None
    joins: int | None = None
    fill: Incoming | None = None
    kept: tuple[Kept, ...] = ()
    reason: str = ""
    problems: tuple[Note, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    apart: tuple[Owner, ...] = ()
    also: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summary:
    """The account of an import; it always balances."""

    created: int
    merged: int
    skipped: int

    @property
    def rows(self) -> int:
        """All rows: created, merged and skipped."""
        return self.created + self.merged + self.skipped


def summary(decisions: Iterable[Decision]) -> Summary:
    """Count what becomes of the rows."""
    outcomes = [one.outcome for one in decisions]
    skipped = outcomes.count("skipped")
    created = outcomes.count("new") + outcomes.count("suggested")
    return Summary(created, len(outcomes) - created - skipped, skipped)


def filled(decisions: Iterable[Decision], theirs: Collection[tuple[int, str]] = ()) -> int:
    """How many creators known before are really changed; several rows may go to one of them, or say nothing new."""
    return len(
        {
            one.creator
            for one in decisions
            if one.creator and ((one.outcome != "skipped" and one.fill) or taken_over(one, theirs))
        }
    )


def outcome_of(fill: Incoming | None, kept: Sequence[Kept]) -> Outcome:
    """What becomes of a row that goes to somebody: it differs, fills blanks, or says nothing new."""
    return "conflict" if kept else "fills" if fill else "same"


def chosen(proposals: Sequence[Proposal], answer: str) -> Proposal | None:
    """The proposal that an answer takes; None for another answer, and for none."""
    if answer == MERGE:
        return proposals[0] if proposals else None
    return next((one for one in proposals if one.answer == answer), None)


def settled(one: Decision, answer: str) -> Decision:
    """What becomes of a row by itself once its question is answered; rows that follow from it are decided anew."""
    if not one.proposals or not answer:
        return one
    same = chosen(one.proposals, answer)
    if same is not None:
        return replace(
            one, outcome=outcome_of(same.fill, same.kept), creator=same.creator, joins=same.joins, fill=same.fill,
            kept=same.kept, reason=merged_words(), proposals=(), also=under_another_name(one.fill, same.kept),
        )  # fmt: skip
    if answer != NEW:
        return one
    apart = tuple(each.owner for each in one.proposals)
    return replace(one, outcome="new", reason="", proposals=(), apart=apart)


def under_another_name(row: Incoming | None, kept: Iterable[Kept]) -> Mapping[str, Any]:
    """``Decision.also`` of a row and what stays ours of it."""
    return row.creator if row and any(one.field == "creator.name" for one in kept) else {}


def merged_words() -> str:
    """Why a row goes to somebody it was asked about."""
    return tr("Merged because you said so.")


def unticked_words() -> str:
    """Why a row is left out that somebody unticked."""
    return tr("Unticked by you.")


def leave_out(decisions: Sequence[Decision], rows: Collection[int]) -> tuple[Decision, ...]:
    """Skip unticked rows, and with them the rows that would have joined what they make; nobody is set apart of them."""
    if not rows:
        return tuple(decisions)
    return tuple(_left_out(one, rows) for one in decisions)


def _left_out(one: Decision, rows: Collection[int]) -> Decision:
    if one.outcome == "skipped":
        return one
    if one.row in rows or one.joins in rows:
        reason = unticked_words() if one.row in rows else tr("Goes with a row unticked by you.")
        return replace(one, outcome="skipped", fill=None, kept=(), reason=reason, proposals=(), apart=(), also={})
    if any(each in rows for each in one.apart):
        return replace(one, apart=tuple(each for each in one.apart if each not in rows))
    return one


def taken_over(decision: Decision, theirs: Collection[tuple[int, str]]) -> tuple[Kept, ...]:
    """The values of a row that are written over ours: those of which (row, ``Kept.code``) is among ``theirs``."""
    if not theirs or decision.outcome == "skipped":
        return ()
    return tuple(one for one in decision.kept if (decision.row, one.code) in theirs)


def without(decisions: Sequence[Decision], theirs: Collection[tuple[int, str]]) -> Sequence[Decision]:
    """The decisions, without values that stayed ours only until somebody chose the file's."""
    if not theirs:
        return decisions
    return [
        replace(one, kept=tuple(kept for kept in one.kept if kept not in taken_over(one, theirs))) for one in decisions
    ]


def writes(decisions: Iterable[Decision], theirs: Collection[tuple[int, str]]) -> bool:
    """Whether anything would be written."""
    return any((one.outcome != "skipped" and (one.fill or one.also)) or taken_over(one, theirs) for one in decisions)


Answers = Mapping[int, str]
"""Row → ``Proposal.answer`` or "merge" (the strongest), "new" (nobody proposed) or "out"; absent for later."""
