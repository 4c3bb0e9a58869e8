"""Tasks about records: the one next action of a record, and what is done."""

from infludesk.db.driver import Connection
from infludesk.db.rows import find, get, insert, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr
from infludesk.team.model import Task


def set_next_action(tx: Tx, *, about: str, title: str, due: str | None = None, assignee_id: str | None = None) -> str:
    """Say what comes next for a record, in place of what follows from its state; returns the task's id.

    The open next action of the record is changed where there is one, so that there stays one.

    Args:
        tx: the transaction.
        about: the record, as ``table:id``.
        title: what is to be done.
        due: a deadline; None for none.
        assignee_id: whose it is; the acting member's where absent.

    Raises:
        Problem: ``task.untitled``.
    """
    tx.label("Set the next action of {record}", record=about)
    if not title.strip():
        raise Problem("task.untitled", tr("A next action needs words."), tr("Nothing was changed. Say what to do."))
    values = {"title": title.strip(), "due": due, "assignee_id": assignee_id or tx.actor or None}
    open_now = next_actions(tx.conn, about)
    if open_now:
        update(tx, Task, open_now[0].id, **values)
        return open_now[0].id
    return insert(tx, Task(about=about, next_action=True, state="open", **values)).id  # type: ignore[arg-type]


def complete(tx: Tx, *, task_id: str) -> None:
    """Note that a task is done, by whom and when."""
    tx.label("Complete {task}", task=get(tx.conn, Task, task_id).title or "")
    update(tx, Task, task_id, state="done", done_at=tx.moment, done_by_id=tx.actor or None)


def next_actions(conn: Connection, about: str) -> list[Task]:
    """The open next actions of a record, the one due first in front; more than one is to be reported."""
    where = "about = ? AND next_action = 1 AND coalesce(state, 'open') IN ('open', 'waiting')"
    return find(conn, Task, where, (about,), order="due IS NULL, due, id")
