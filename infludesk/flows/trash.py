"""Moving records to the trash and back, with all that stands on them."""

from collections.abc import Sequence

from infludesk.creators.model import Creator
from infludesk.db.rows import get, trash
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr


def trash_creators(tx: Tx, *, creator_ids: Sequence[str]) -> int:
    """Move creators to the trash with all that is theirs; returns how many.

    Raises:
        Problem: ``creator.bound``: a signed contract or a post stands on one of them.
    """
    if len(creator_ids) == 1:
        tx.label("Move {creator} to Trash", creator=ref("creator", creator_ids[0]))
    else:
        tx.label("Move {n} creators to Trash", n=len(creator_ids))
    for one in creator_ids:
        _refuse_bound(tx, one)
    return trash(tx, "creator", creator_ids)


def _refuse_bound(tx: Tx, creator_id: str) -> None:
    bound = (
        "SELECT 1 FROM contract WHERE creator_id = ?1 AND signed_on IS NOT NULL AND deleted_at IS NULL UNION ALL "
        "SELECT 1 FROM post AS p JOIN account AS a ON a.id = p.account_id "
        "WHERE a.creator_id = ?1 AND p.deleted_at IS NULL LIMIT 1"
    )
    if tx.conn.execute(bound, (creator_id,)).fetchone():
        name = get(tx.conn, Creator, creator_id).name
        raise Problem(
            "creator.bound",
            tr("{name} has a signed contract or a post.", name=name),
            tr("Nothing was moved, so that past reports still add up. Archive {name} instead.", name=name),
        )
