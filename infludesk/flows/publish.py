"""A promised piece goes live: its post, the fees it earns, the rights it starts and the creator's stage."""

from datetime import date, timedelta
from typing import Any

from infludesk.campaigns.model import PIPELINE, Participation
from infludesk.content.commands import add_post
from infludesk.content.model import LEFT, LIVE, Deliverable, Fulfilment, Post
from infludesk.contracts.commands import start_rights
from infludesk.contracts.model import VOID
from infludesk.contracts.store import of_participation
from infludesk.db.rows import find, get, insert, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr
from infludesk.payments.model import CreatorFee

__all__ = ["add_post", "earn", "publish", "reach"]


def publish(
    tx: Tx, *, deliverable_id: str, url: str, caption: str = "", published_at: str | None = None, **fields: Any
) -> str:
    """Record that a piece is live under an address; returns the post's id.

    Args:
        tx: the transaction.
        deliverable_id: the piece; one of several pieces may be published again under a further address.
        url: the post's own address.
        caption: as published; kept as evidence.
        published_at: a moment or a day; now where absent.
        fields: further fields of the post.

    Raises:
        Problem: ``deliverable.closed``, or as ``add_post``; nothing was written.
    """
    piece = get(tx.conn, Deliverable, deliverable_id)
    if piece.state in LEFT:
        raise Problem(
            "deliverable.closed",
            tr('"{title}" is waived or cancelled.', title=piece.title or tr("This piece")),
            tr("Nothing was added. Move it back to Planned first, or add the post without it."),
        )
    tx.label("Mark {piece} live", piece=ref("deliverable", deliverable_id))
    joined = piece.participation_id or ""
    given = {"format": piece.format} if piece.format else {}
    post_id = add_post(
        tx, url=url, participation_id=joined, caption=caption, published_at=published_at, **(given | fields)
    )
    insert(tx, Fulfilment(deliverable_id=deliverable_id, post_id=post_id, counts=1))
    if piece.state not in LIVE:
        update(tx, Deliverable, deliverable_id, state="live")
    day = (get(tx.conn, Post, post_id).published_at or tx.moment)[:10]
    earn(tx, participation_id=joined, trigger="published", day=day, deliverable_id=deliverable_id)
    for contract in of_participation(tx.conn, joined):
        if contract.state in VOID:
            continue
        start_rights(tx, contract_id=contract.id, rule="publication", day=day)
    reach(tx, participation_id=joined, stage="active")
    return post_id


def earn(tx: Tx, *, participation_id: str, trigger: str, day: str, deliverable_id: str | None = None) -> int:
    """Make planned fee lines that wait for a trigger earned, due its days later; returns how many.

    Args:
        tx: the transaction.
        participation_id: whose lines.
        trigger: a code of ``payments.model.TRIGGERS``.
        day: when it happened.
        deliverable_id: lines of other pieces wait for theirs; lines of no piece do not.
    """
    where = "participation_id = ? AND \"trigger\" = ? AND coalesce(state, 'planned') = 'planned'"
    waiting = [
        fee
        for fee in find(tx.conn, CreatorFee, where, (participation_id, trigger))
        if deliverable_id is None or fee.deliverable_id in (None, deliverable_id)
    ]
    agreed = next((one.pay_days for one in of_participation(tx.conn, participation_id) if one.pay_days), 0)
    for fee in waiting:
        after = timedelta(days=agreed if fee.trigger_days is None else fee.trigger_days)
        due = (date.fromisoformat(day) + after).isoformat()
        update(tx, CreatorFee, fee.id, state="earned", earned_on=day, due_on=due)
    return len(waiting)


def reach(tx: Tx, *, participation_id: str, stage: str) -> None:
    """Bring a creator forward to a stage of the pipeline; who is further, or has left it, stays."""
    joined = get(tx.conn, Participation, participation_id)
    if joined.stage in PIPELINE[: PIPELINE.index(stage)]:
        update(tx, Participation, participation_id, stage=stage)
