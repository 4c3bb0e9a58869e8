"""What people note of where a brand uses a piece: begun, changed, stopped."""

from dataclasses import replace
from typing import Any

from infludesk.content.model import AssetUse
from infludesk.contracts.rights import PIECES
from infludesk.contracts.sane import refuse_impossible
from infludesk.db.rows import get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import split_ref
from infludesk.kernel.text import tr


def add_use(tx: Tx, *, asset: str, **values: Any) -> str:
    """Note where a piece (``table:id``) is used; returns the row's id.

    Raises:
        Problem: ``use.no_piece``, or as ``sane.refuse_impossible``.
    """
    if split_ref(asset)[0] not in PIECES:
        raise Problem("use.no_piece", tr("No piece is chosen."), tr("Nothing was added. Choose what is used."))
    tx.label("Note the use of {piece}", piece=asset)
    row = AssetUse(asset=asset, **values)
    refuse_impossible(row)
    return insert(tx, row).id


def stop_use(tx: Tx, *, use_id: str, on: str | None = None) -> None:
    """Note that a piece is used there no more, since today where no day is given.

    Raises:
        Problem: as ``sane.refuse_impossible``.
    """
    row = get(tx.conn, AssetUse, use_id)
    tx.label("Stop the use of {piece}", piece=row.asset or "")
    day = on or tx.today.isoformat()
    refuse_impossible(replace(row, stopped_on=day))
    update(tx, AssetUse, use_id, stopped_on=day)


def trash_use(tx: Tx, *, use_id: str) -> None:
    """Move a use to the trash."""
    tx.label("Move the use of {piece} to Trash", piece=get(tx.conn, AssetUse, use_id).asset or "")
    trash(tx, "asset_use", [use_id])
