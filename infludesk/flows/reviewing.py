"""A draft is handed in or approved, and the fees that wait for that are earned."""

from collections.abc import Callable, Sequence
from typing import Any

from infludesk.content import drafts, reviews
from infludesk.content.model import Deliverable, Draft
from infludesk.content.rounds import FINAL
from infludesk.db.rows import get
from infludesk.db.transaction import Tx
from infludesk.flows.publish import earn


def hand_in(tx: Tx, *, deliverable_id: str, step: str = "draft", **given: Any) -> str:
    """As ``drafts.hand_in``; a draft or a final, not a concept, earns what waits for the draft."""
    made = drafts.hand_in(tx, deliverable_id=deliverable_id, step=step, **given)
    if step in FINAL:
        _earn(tx, deliverable_id, "draft_in")
    return made


def answer(tx: Tx, *, draft_id: str, **given: Any) -> str:
    """As ``reviews.answer``; the last approval needed earns what waits for it."""
    piece = get(tx.conn, Draft, draft_id).deliverable_id or ""
    return _answered(tx, piece, reviews.answer, draft_id=draft_id, **given)


def approve(tx: Tx, *, deliverable_id: str, **given: Any) -> str:
    """As ``reviews.approve``; the last approval needed earns what waits for it."""
    return _answered(tx, deliverable_id, reviews.approve, deliverable_id=deliverable_id, **given)


def deem_approved(tx: Tx, *, deliverable_id: str) -> str:
    """As ``reviews.deem_approved``; it earns what waits for the approval."""
    return _answered(tx, deliverable_id, reviews.deem_approved, deliverable_id=deliverable_id)


def approve_all(tx: Tx, *, deliverable_ids: Sequence[str]) -> int:
    """Approve several pieces for our side; returns how many.

    Raises:
        Problem: as ``reviews.approve`` of one of them; none was approved.
    """
    if len(deliverable_ids) > 1:
        tx.label("Approve {n} pieces", n=len(deliverable_ids))
    for one in deliverable_ids:
        approve(tx, deliverable_id=one)
    return len(deliverable_ids)


def _answered(tx: Tx, piece_id: str, command: Callable[..., str], **given: Any) -> str:
    before = get(tx.conn, Deliverable, piece_id).state
    state = command(tx, **given)
    if state == "approved" and before != "approved":
        _earn(tx, piece_id, "final_approved")
    return state


def _earn(tx: Tx, deliverable_id: str, trigger: str) -> None:
    joined = get(tx.conn, Deliverable, deliverable_id).participation_id or ""
    earn(tx, participation_id=joined, trigger=trigger, day=tx.today.isoformat(), deliverable_id=deliverable_id)
