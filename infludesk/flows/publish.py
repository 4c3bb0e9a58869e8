"""A promised piece goes live: its post, the fees it earns, the rights it starts and the creator's stage."""

from typing import Any

from infludesk.campaigns.model import PIPELINE, Participation
from infludesk.content import commands as content
from infludesk.content import fixing
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
from infludesk.payments.fees import Fee, fire
from infludesk.payments.live_days import count_live_days
from infludesk.payments.model import ClientFee, CreatorFee

__all__ = ["add_post", "count_anew", "earn", "fulfil", "note_seen", "publish", "reach", "set_post_field"]


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
    fulfil(tx, deliverable_id=deliverable_id, post_id=post_id)
    return post_id


def fulfil(tx: Tx, *, deliverable_id: str, post_id: str) -> None:
    """Let a recorded post fulfil a piece, with all that its publication brings about.

    The piece is live, fees that wait for it are earned, rights that begin with it begin, and the creator is at work.
    A post without a day counts as published today.
    """
    piece = get(tx.conn, Deliverable, deliverable_id)
    joined = piece.participation_id or ""
    insert(tx, Fulfilment(deliverable_id=deliverable_id, post_id=post_id, counts=1))
    if piece.state not in LIVE:
        update(tx, Deliverable, deliverable_id, state="live")
    day = (get(tx.conn, Post, post_id).published_at or tx.moment)[:10]
    earn(tx, participation_id=joined, trigger="published", day=day, deliverable_id=deliverable_id)
    count_live_days(tx, participation_id=joined)
    for contract in of_participation(tx.conn, joined):
        if contract.state in VOID:
            continue
        start_rights(tx, contract_id=contract.id, rule="publication", day=day)
    reach(tx, participation_id=joined, stage="active")


def earn(tx: Tx, *, participation_id: str, trigger: str, day: str, deliverable_id: str | None = None) -> int:
    """Make planned fee lines that wait for a trigger earned, due its days later; returns how many.

    The creator's lines, and what the client is charged for this creator. A held line stays held; its release finds it
    earned.

    Args:
        tx: the transaction.
        participation_id: whose lines.
        trigger: a code of ``payments.model.TRIGGERS``.
        day: when it happened.
        deliverable_id: lines of other pieces wait for theirs; lines of no piece do not.
    """
    where = "participation_id = ? AND \"trigger\" = ? AND coalesce(state, 'planned') IN ('planned', 'held')"
    waiting: list[Fee] = [
        fee
        for fee in find(tx.conn, CreatorFee, where, (participation_id, trigger))
        if deliverable_id is None or fee.deliverable_id in (None, deliverable_id)
    ]
    waiting += find(tx.conn, ClientFee, where, (participation_id, trigger))
    return sum(fire(tx, fee, day) for fee in waiting)


def note_seen(tx: Tx, *, post_id: str, live: bool, why: str = "") -> None:
    """Note that a post was seen live today, or that it is gone, and why; fees that wait for days live follow."""
    fixing.note_seen(tx, post_id=post_id, live=live, why=why)
    count_anew(tx, post_id=post_id)


def set_post_field(tx: Tx, *, post_id: str, name: str, value: Any) -> None:
    """Change one field of a post; fees that wait for days live follow.

    Raises:
        Problem: as ``content.commands.set_post_field``.
    """
    content.set_post_field(tx, post_id=post_id, name=name, value=value)
    count_anew(tx, post_id=post_id)


def count_anew(tx: Tx, *, post_id: str) -> None:
    """Count the days live again for the fees that wait for those of a post."""
    sql = (
        "SELECT DISTINCT d.participation_id FROM fulfilment AS f JOIN deliverable AS d ON d.id = f.deliverable_id "
        "WHERE f.post_id = ? AND d.participation_id IS NOT NULL"
    )
    for (joined,) in tx.conn.execute(sql, (post_id,)).fetchall():
        count_live_days(tx, participation_id=joined)


def reach(tx: Tx, *, participation_id: str, stage: str) -> None:
    """Bring a creator forward to a stage of the pipeline; who is further, or has left it, stays."""
    joined = get(tx.conn, Participation, participation_id)
    if joined.stage in PIPELINE[: PIPELINE.index(stage)]:
        update(tx, Participation, participation_id, stage=stage)
