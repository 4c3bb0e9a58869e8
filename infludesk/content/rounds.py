"""Review rounds as the contract allows them: which round it is, who still has to answer, and until when. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from infludesk.content.model import Draft, Review
from infludesk.kernel.dates import parse_moment, zone_of

# What is shown first; a draft or a final that is approved is the piece as it will be published.
FINAL = frozenset({"draft", "final"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is agreed about reviews; None where nothing is.

    Attributes:
        rounds: the piece's own, else the contract's.
        review_days: days to answer a draft.
        deemed_days: after so many days without an answer a draft counts as approved.
        by_client: whether the client approves too.
    """

    rounds: int | None = None
    review_days: int | None = None
    deemed_days: int | None = None
    by_client: bool = False

    @property
    def sides(self) -> tuple[str, ...]:
        """Whose approval is needed, in the order they are asked."""
        return ("house", "client") if self.by_client else ("house",)


def number(drafts: Iterable[Draft], draft: Draft) -> int:
    """Which round of its step a draft is, from 1, in the order they were handed in."""
    same = [one for one in drafts if one.step == draft.step]
    return 1 + sum(_when(one) < _when(draft) for one in same)


def rounds_left(drafts: Iterable[Draft], step: str, allowed: int | None) -> int | None:
    """How many rounds of a step are left, below zero where there were more; None where there is no limit."""
    return None if allowed is None else allowed - sum(one.step == step for one in drafts)


def answer_by(handed_in: date, days: int | None) -> str | None:
    """The day an answer is due, so many days after handing in; None where no days are agreed."""
    return None if days is None else (handed_in + timedelta(days=days)).isoformat()


def last_words(reviews: Iterable[Review]) -> dict[str, Review]:
    """What each side said last about a draft."""
    ordered = sorted(reviews, key=lambda one: one.decided_at or "")
    return {one.side or "": one for one in ordered}


def verdict(reviews: Iterable[Review], needed: Sequence[str]) -> str:
    """What the sides' last words amount to.

    Returns:
        ``rejected`` or ``changes`` where any side says so; ``approved`` once every side needed approves; else empty.
    """
    said = {side: one.decision for side, one in last_words(reviews).items()}
    for against in ("rejected", "changes"):
        if against in said.values():
            return against
    return "approved" if all(said.get(side) == "approved" for side in needed) else ""


def missing(reviews: Iterable[Review], needed: Sequence[str]) -> tuple[str, ...]:
    """The sides whose approval is still needed, in order."""
    said = {side: one.decision for side, one in last_words(reviews).items()}
    return tuple(side for side in needed if said.get(side) != "approved")


def deemed_from(draft: Draft, reviews: Iterable[Review], terms: Terms, zone: str | None) -> str | None:
    """The day from which a draft counts as approved by silence; None where it cannot, or is answered."""
    said = list(reviews)
    if terms.deemed_days is None or not draft.submitted_at or verdict(said, terms.sides):
        return None
    return answer_by(_day(draft.submitted_at, zone), terms.deemed_days)


def days_taken(handed_in: str, answered: str, zone: str | None) -> int:
    """How many days an answer took, as the calendar of a zone counts them; both are moments."""
    return (_day(answered, zone) - _day(handed_in, zone)).days


def _when(draft: Draft) -> tuple[str, str]:
    return draft.submitted_at or "", draft.id


def _day(moment: str, zone: str | None) -> date:
    return parse_moment(moment).astimezone(zone_of(zone)).date()
