"""Drafts are answered: each side approves, asks for changes or rejects, and the piece goes where that leads."""

from typing import Any

from infludesk.content import rounds
from infludesk.content.model import Deliverable, Draft, Review
from infludesk.content.rounds import FINAL
from infludesk.content.states import refuse_move
from infludesk.content.work import member_ref, newest_draft, outcome_of, reviews_of, terms_of
from infludesk.db.rows import get, insert, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr
from infludesk.records.model import ZONE
from infludesk.records.store import setting

_LABELS = {
    ("house", "approved"): "Approve {piece}",
    ("client", "approved"): "Approve {piece} for the client",
    ("legal", "approved"): "Approve {piece} for legal",
}


def answer(
    tx: Tx,
    *,
    draft_id: str,
    side: str,
    decision: str,
    reviewer: str = "",
    why: str = "",
    **said: Any,
) -> str:
    """Keep one side's answer to a draft, and move its piece; returns the stage it is at then.

    A concept that is approved is made next; a draft or a final is approved once every side needed approves.

    Args:
        tx: the transaction.
        draft_id: the draft.
        side: a code of ``SIDES``.
        decision: a code of ``DECISIONS``.
        reviewer: who answers, by name; the acting member for our own side where absent.
        why: the reason to approve a draft whose disclosure check failed; kept as an inside note.
        said: ``comment``, which goes to the creator and is needed with changes and a rejection; ``inside_note``;
            ``reshoot``, whether it is filmed anew; ``deemed``, whether silence is the approval.

    Raises:
        Problem: ``review.comment``, ``review.check_failed`` or ``deliverable.move``; nothing was written.
    """
    draft = get(tx.conn, Draft, draft_id)
    piece = get(tx.conn, Deliverable, draft.deliverable_id or "")
    tx.label(_LABELS.get((side, decision), "Ask for changes to {piece}"), piece=ref("deliverable", piece.id))
    words = {name: (said.get(name) or "").strip() or None for name in ("comment", "inside_note")}
    _refuse_silent(decision, words["comment"])
    if decision == "approved" and side == "house":
        _refuse_failing(tx, draft, why)
    who = reviewer.strip() or (member_ref(tx.actor) if side == "house" or said.get("deemed") else "")
    row = insert(tx, Review(draft_id=draft_id, side=side, reviewer=who or None, decision=decision))
    update(
        tx, Review, row.id, decision=decision, decided_at=tx.moment, comment=words["comment"],
        inside_note=words["inside_note"] or why.strip() or None, reshoot=said.get("reshoot"),
        deemed=said.get("deemed"),
    )  # fmt: skip
    return _go_on(tx, piece, draft)


def approve(tx: Tx, *, deliverable_id: str, side: str = "house", reviewer: str = "", why: str = "") -> str:
    """Approve the newest draft of a piece for one side; returns the stage the piece is at then.

    A piece without a draft, or with no more than an approved concept, is approved as it was seen elsewhere.

    Raises:
        Problem: as ``answer``.
    """
    draft_id = _answered(tx, deliverable_id)
    return answer(tx, draft_id=draft_id, side=side, decision="approved", reviewer=reviewer, why=why)


def ask_for_changes(
    tx: Tx,
    *,
    deliverable_id: str,
    comment: str,
    side: str = "house",
    decision: str = "changes",
    **said: Any,
) -> str:
    """Ask the creator for changes to the newest draft of a piece, or reject it; returns the stage it is at then.

    Raises:
        Problem: as ``answer``.
    """
    draft_id = _answered(tx, deliverable_id)
    return answer(tx, draft_id=draft_id, side=side, decision=decision, comment=comment, **said)


def deem_approved(tx: Tx, *, deliverable_id: str) -> str:
    """Note that the days to answer passed, so that the newest draft counts as approved by every side that is silent.

    Raises:
        Problem: ``review.not_deemed``: no such days are agreed, they are not over, or it is answered.
    """
    piece = get(tx.conn, Deliverable, deliverable_id)
    tx.label("Note that {piece} is approved by silence", piece=ref("deliverable", deliverable_id))
    draft, terms = newest_draft(tx.conn, deliverable_id), terms_of(tx.conn, piece)
    said = reviews_of(tx.conn, draft.id) if draft else []
    since = rounds.deemed_from(draft, said, terms, setting(tx.conn, ZONE)) if draft else None
    if draft is None or since is None or since > tx.today.isoformat():
        raise Problem(
            "review.not_deemed",
            tr("Silence does not approve this draft."),
            tr("Nothing was changed. The contract says after how many days without an answer it does."),
        )
    state = piece.state or ""
    for side in rounds.missing(said, terms.sides):
        state = answer(
            tx, draft_id=draft.id, side=side, decision="approved", deemed=True,
            why=tr("Approved by silence since {day}.", day=since),
        )  # fmt: skip
    return state


def _answered(tx: Tx, deliverable_id: str) -> str:
    """The draft that an answer is about; one without content where none was handed in."""
    draft = newest_draft(tx.conn, deliverable_id)
    if draft is not None:
        needed = terms_of(tx.conn, get(tx.conn, Deliverable, deliverable_id)).sides
        if draft.step in FINAL or rounds.verdict(reviews_of(tx.conn, draft.id), needed) != "approved":
            return draft.id
    return insert(tx, Draft(deliverable_id=deliverable_id, step="final", submitted_at=tx.moment)).id


def _go_on(tx: Tx, piece: Deliverable, draft: Draft) -> str:
    """Move a piece to where the answers to its newest draft lead."""
    state = piece.state or "planned"
    newest = newest_draft(tx.conn, piece.id)
    if newest is None or newest.id != draft.id:
        return state
    said = rounds.verdict(reviews_of(tx.conn, draft.id), terms_of(tx.conn, piece).sides)
    to = {"rejected": "changes", "changes": "changes"}.get(said, state)
    if said == "approved":
        to = "approved" if draft.step in FINAL else "in_work"
    if to == state:
        return state
    refuse_move(piece, to)
    update(tx, Deliverable, piece.id, state=to)
    return to


def _refuse_silent(decision: str, comment: str | None) -> None:
    if decision != "approved" and not comment:
        raise Problem(
            "review.comment",
            tr("The creator needs to know what to change."),
            tr("Nothing was changed. Say what should be different."),
        )


def _refuse_failing(tx: Tx, draft: Draft, why: str) -> None:
    if outcome_of(tx.conn, draft.id) == "fail" and not why.strip():
        raise Problem(
            "review.check_failed",
            tr("The caption check of this draft failed."),
            tr("It is not approved yet. Ask for changes, or say why it is approved all the same."),
        )
