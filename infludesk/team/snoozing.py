"""Not now: what was worked out from dates is hidden until a day."""

from infludesk.db.rows import insert, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr
from infludesk.team.model import Snooze


def put_off(tx: Tx, *, item_key: str, until: str, reason: str = "", what: str = "") -> str:
    """Hide an item of Today until a day; returns the row's id.

    Args:
        tx: the transaction.
        item_key: names the item and the day it counts from, so that a changed date shows it again.
        until: the day it comes back, ISO.
        reason: why.
        what: its words, for the history.

    Raises:
        Problem: ``snooze.past``: the day has come already.
    """
    tx.label("Put off {what} until {day}", what=what or item_key.partition(":")[0], day=until)
    if until <= tx.today.isoformat():
        raise Problem("snooze.past", tr("This day has come already."), tr("Nothing was changed. Choose a later day."))
    made = insert(tx, Snooze(item_key=item_key, until=until))
    update(tx, Snooze, made.id, until=until, reason=reason.strip() or None, by_id=tx.actor or None)
    return made.id
