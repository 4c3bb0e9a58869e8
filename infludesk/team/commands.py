"""What the people who work here do with their own record."""

from infludesk.db.rows import update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr
from infludesk.team.model import Member


def rename_member(tx: Tx, *, member_id: str, name: str) -> None:
    """Give a member another name.

    Raises:
        Problem: ``member.nameless``: the name is empty; ``record.gone``.
    """
    known = name.strip()
    if not known:
        raise Problem("member.nameless", tr("A name is needed."), tr("The old name is kept."))
    tx.label("Change my name to {name}", name=known)
    update(tx, Member, member_id, name=known)
