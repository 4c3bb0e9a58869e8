"""Drafts are handed in: a version of a piece with its text, address and files, and the round it is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from infludesk.content import rounds
from infludesk.content.model import STEPS, Deliverable, Draft
from infludesk.content.states import refuse_move
from infludesk.content.work import FILE, terms_of
from infludesk.db.rows import find, get, insert, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import plural, tr
from infludesk.records.store import attach


def hand_in(
    tx: Tx,
    *,
    deliverable_id: str,
    step: str = "draft",
    files: Sequence[Path] = (),
    attachments: Path | None = None,
    why: str = "",
    **said: Any,
) -> str:
    """Record a version handed in; the piece is in review until it is answered. Returns the draft's id.

    Args:
        tx: the transaction.
        deliverable_id: the piece.
        step: a code of ``STEPS``.
        files: copied into ``attachments``.
        attachments: the workspace's folder of files; needed with ``files``.
        why: the reason for one more round than is agreed; kept.
        said: ``caption`` as it would be published, ``url`` where the draft can be seen, and a ``note``.

    Raises:
        Problem: ``draft.empty``, ``draft.rounds``, ``deliverable.move`` or ``file.unreadable``; nothing was written.
    """
    piece = get(tx.conn, Deliverable, deliverable_id)
    names = {"step": tr(dict(STEPS)[step]).lower(), "piece": ref("deliverable", deliverable_id)}
    tx.label("Hand in the {step} of {piece}", **names)
    words: dict[str, Any] = {name: (said.get(name) or "").strip() or None for name in ("caption", "url", "note")}
    if not (any(words.values()) or files):
        raise _nothing()
    if piece.state != "in_review":
        refuse_move(piece, "in_review")
    terms = terms_of(tx.conn, piece)
    over = refuse_round(tx, piece, step, why)
    made = insert(
        tx,
        Draft(
            deliverable_id=deliverable_id,
            step=step,
            submitted_at=tx.moment,
            review_due=rounds.answer_by(tx.today, terms.review_days),
            round_why=why.strip() if over else None,
            **words,
        ),
    )
    _attach(tx, made.id, files, attachments)
    if piece.state != "in_review":
        update(tx, Deliverable, deliverable_id, state="in_review")
    return made.id


def add_files(tx: Tx, *, draft_id: str, files: Sequence[Path], attachments: Path) -> None:
    """Add files to a draft.

    Raises:
        Problem: ``file.unreadable``; nothing was written.
    """
    piece = ref("deliverable", get(tx.conn, Draft, draft_id).deliverable_id or "")
    tx.label_count(len(files), "Add {n} file to {piece}", "Add {n} files to {piece}", piece=piece)
    _attach(tx, draft_id, files, attachments)


def refuse_round(tx: Tx, piece: Deliverable, step: str, why: str) -> bool:
    """Whether the next draft of a step is one more than is agreed, which needs a reason.

    Raises:
        Problem: ``draft.rounds``: it is, and there is no reason.
    """
    allowed = terms_of(tx.conn, piece).rounds
    drafts = find(tx.conn, Draft, "deliverable_id = ?", (piece.id,))
    left = rounds.rounds_left(drafts, step, allowed)
    if left is None or left > 0:
        return False
    if not why.strip():
        agreed = plural(allowed or 0, "{n} round is agreed.", "{n} rounds are agreed.")
        raise Problem(
            "draft.rounds",
            tr("This would be round {n}; {agreed}", n=1 + sum(one.step == step for one in drafts), agreed=agreed),
            tr("Nothing was handed in. Say why there is one more round."),
        )
    return True


def _nothing() -> Problem:
    return Problem(
        "draft.empty",
        tr("There is nothing to hand in."),
        tr("Add the text, a file, or the address where it can be seen."),
    )


def _attach(tx: Tx, draft_id: str, files: Sequence[Path], attachments: Path | None) -> None:
    for path in files:
        if attachments is not None:
            attach(tx, attachments, path, target=ref("content_draft", draft_id), role=FILE)
