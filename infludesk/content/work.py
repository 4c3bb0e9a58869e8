"""The work on a piece as stored: its terms, its drafts with their files, and what each side said about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.campaigns.model import Campaign, Participation
from infludesk.content import rounds
from infludesk.content.model import Deliverable, DisclosureCheck, Draft, Review
from infludesk.content.rounds import FINAL, Terms
from infludesk.contracts.model import VOID, Contract
from infludesk.contracts.store import of_participation
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref, split_ref
from infludesk.kernel.text import join, tr
from infludesk.records.model import Attachment, AttachmentLink
from infludesk.team.store import name_of

FILE = "draft"
_UNAPPROVED = frozenset({"planned", "in_work", "in_review", "changes", "missed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A draft with what hangs on it.

    Attributes:
        draft: the row.
        round: which of its step, from 1.
        files: in the order they were added.
        reviews: with the reviewer's name, in the order they were given.
        outcome: of the newest disclosure check of it; empty where there is none.
    """

    draft: Draft
    round: int
    files: tuple[Attachment, ...]
    reviews: tuple[tuple[Review, str], ...]
    outcome: str

    @property
    def answers(self) -> tuple[Review, ...]:
        """The reviews alone."""
        return tuple(one for one, _ in self.reviews)


@dataclass(frozen=True, slots=True)
class Work:
    """A piece, its terms and its drafts, the newest first."""

    piece: Deliverable
    terms: Terms
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version | None:
        """The draft handed in last; None before the first."""
        return self.versions[0] if self.versions else None

    def left(self, step: str) -> int | None:
        """How many rounds of a step are left; None where there is no limit."""
        return rounds.rounds_left([one.draft for one in self.versions], step, self.terms.rounds)


def work_on(conn: Connection, deliverable_id: str) -> Work:
    """A piece with all its drafts.

    Raises:
        Problem: ``record.gone``.
    """
    piece = get(conn, Deliverable, deliverable_id)
    drafts = find(conn, Draft, "deliverable_id = ?", (deliverable_id,), order="submitted_at DESC, id DESC")
    versions = tuple(
        Version(
            draft=one,
            round=rounds.number(drafts, one),
            files=tuple(_files(conn, one.id)),
            reviews=tuple((said, reviewer(conn, said)) for said in reviews_of(conn, one.id)),
            outcome=outcome_of(conn, one.id),
        )
        for one in drafts
    )
    return Work(piece, terms_of(conn, piece), versions)


def terms_of(conn: Connection, piece: Deliverable) -> Terms:
    """What is agreed about the reviews of a piece: its own, else its contract's."""
    contract = _contract(conn, piece)
    joined = find(conn, Participation, "id = ?", (piece.participation_id,))
    campaign = find(conn, Campaign, "id = ?", (joined[0].campaign_id,)) if joined else []
    return Terms(
        rounds=contract.rounds_allowed if piece.rounds_allowed is None else piece.rounds_allowed,
        review_days=contract.review_days,
        deemed_days=contract.deemed_approval_days,
        by_client=bool(campaign and campaign[0].approval_by_client),
    )


def newest_draft(conn: Connection, deliverable_id: str) -> Draft | None:
    """The draft handed in last; None before the first."""
    order = "submitted_at DESC, id DESC LIMIT 1"
    return next(iter(find(conn, Draft, "deliverable_id = ?", (deliverable_id,), order=order)), None)


def reviews_of(conn: Connection, draft_id: str) -> list[Review]:
    """What was said about a draft, in the order it was."""
    return find(conn, Review, "draft_id = ?", (draft_id,), order="decided_at, rowid")


def outcome_of(conn: Connection, draft_id: str) -> str:
    """The outcome of a draft's newest disclosure check; the worst where several packs were checked at once."""
    checks = find(conn, DisclosureCheck, "draft_id = ?", (draft_id,), order="checked_at DESC, id DESC")
    last = {one.outcome or "" for one in checks if one.checked_at == checks[0].checked_at}
    return next((code for code in ("fail", "review", "pass", "not_applicable") if code in last), "")


def reviewer(conn: Connection, review: Review) -> str:
    """Who gave a review, by name."""
    table, row_id = split_ref(review.reviewer or "")
    return name_of(conn, row_id) if table == "member" else review.reviewer or ""


def member_ref(member_id: str) -> str:
    """How a member stands in a review."""
    return ref("member", member_id) if member_id else ""


def refuse_unapproved(conn: Connection, piece: Deliverable, state: str) -> None:
    """Let a piece go to Approved only once every side needed has approved its newest draft.

    Raises:
        Problem: ``deliverable.unapproved``.
    """
    if state != "approved" or (piece.state or "planned") not in _UNAPPROVED:
        return
    draft, needed = newest_draft(conn, piece.id), terms_of(conn, piece).sides
    if draft is not None and draft.step not in FINAL:
        draft = None
    lacking = rounds.missing(reviews_of(conn, draft.id) if draft else (), needed)
    if lacking:
        raise Problem(
            "deliverable.unapproved",
            tr('"{title}" is not approved by {sides}.', title=piece.title or "", sides=sides_words(lacking)),
            tr("It stays where it is. Choose Approve, which keeps who approved it and when."),
        )


def sides_words(sides: Sequence[str]) -> str:
    """The sides in a sentence: us and the client."""
    words = {"house": tr("us"), "client": tr("the client"), "legal": tr("legal")}
    return join((words[side] for side in sides), tr(" and "))


def _contract(conn: Connection, piece: Deliverable) -> Contract:
    if piece.contract_id:
        return get(conn, Contract, piece.contract_id)
    held = [one for one in of_participation(conn, piece.participation_id or "") if one.state not in VOID]
    return held[0] if held else Contract()


def _files(conn: Connection, draft_id: str) -> list[Attachment]:
    links = find(conn, AttachmentLink, "target = ?", (ref("content_draft", draft_id),), order="created_at, rowid")
    return [file for link in links for file in find(conn, Attachment, "id = ?", (link.attachment_id,))]
