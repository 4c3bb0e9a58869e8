"""Several pieces at once: their dates, their owner, their stage, the trash; and one date of one piece."""

from collections.abc import Sequence
from datetime import date, timedelta

from infludesk.content.commands import move_deliverable, trash_deliverable, trash_post
from infludesk.content.model import STATES, Deliverable
from infludesk.db.rows import get, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr

DATES = ("concept_due", "draft_due", "due", "post_from")
_DAY = len("2026-03-12")


def shift_dates(tx: Tx, *, deliverable_ids: Sequence[str], days: int) -> int:
    """Move the concept, draft, due and first day of pieces by so many days; their times of day stay.

    Returns:
        How many pieces have a date that moved.
    """
    _label(tx, deliverable_ids, "Move the dates of {piece} by {days} days", "Move the dates of {n} pieces", days=days)
    moved = 0
    for one in deliverable_ids:
        piece = get(tx.conn, Deliverable, one)
        changed = {name: shifted(getattr(piece, name), days) for name in DATES if getattr(piece, name)}
        if changed and days:
            update(tx, Deliverable, one, **changed)
            moved += 1
    return moved


def move_date(tx: Tx, *, deliverable_id: str, name: str, day: str) -> None:
    """Move one date of a piece to another day; its time of day stays.

    Raises:
        Problem: ``deliverable.no_date``: it has no such date to move.
    """
    field = Deliverable.entity.field(name)
    tx.label("Move {field} of {piece}", field=field.label, piece=ref("deliverable", deliverable_id))
    old = getattr(get(tx.conn, Deliverable, deliverable_id), name) if name in DATES else None
    if not old:
        raise Problem(
            "deliverable.no_date",
            tr("This date cannot be moved."),
            tr("Nothing was changed. What was published or is agreed in a contract stays on its day."),
        )
    update(tx, Deliverable, deliverable_id, **{name: day + old[_DAY:]})


def set_owner(tx: Tx, *, deliverable_ids: Sequence[str], owner_id: str | None) -> None:
    """Give pieces to a member, or to nobody."""
    _label(tx, deliverable_ids, "Change the owner of {piece}", "Change the owner of {n} pieces")
    for one in deliverable_ids:
        update(tx, Deliverable, one, owner_id=owner_id)


def move_all(tx: Tx, *, deliverable_ids: Sequence[str], state: str) -> None:
    """Move pieces to a stage.

    Raises:
        Problem: as ``move_deliverable`` of one of them; none was moved.
    """
    stage = dict(STATES)[state]
    _label(tx, deliverable_ids, "Move {piece} to {stage}", "Move {n} pieces to {stage}", stage=stage)
    for one in deliverable_ids:
        move_deliverable(tx, deliverable_id=one, state=state)


def trash_all(tx: Tx, *, deliverable_ids: Sequence[str] = (), post_ids: Sequence[str] = ()) -> None:
    """Move pieces, and posts that nobody promised, to the trash."""
    if (count := len(deliverable_ids) + len(post_ids)) > 1:
        tx.label("Move {n} pieces to Trash", n=count)
    for one in deliverable_ids:
        trash_deliverable(tx, deliverable_id=one)
    for one in post_ids:
        trash_post(tx, post_id=one)


def shifted(deadline: str, days: int) -> str:
    """A deadline so many days later; what is not a day moves nowhere beyond the calendar.

    Raises:
        Problem: ``date.range``: the calendar ends before.
    """
    try:
        day = date.fromisoformat(deadline[:_DAY]) + timedelta(days=days)
    except OverflowError:
        raise Problem(
            "date.range", tr("The calendar ends before that day."), tr("Nothing was changed. Move it by fewer days.")
        ) from None
    return day.isoformat() + deadline[_DAY:]


def _label(tx: Tx, ids: Sequence[str], one: str, many: str, **parts: object) -> None:
    if len(ids) == 1:
        tx.label(one, piece=ref("deliverable", ids[0]), **parts)
    else:
        tx.label(many, n=len(ids), **parts)
