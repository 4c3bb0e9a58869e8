"""Moving records to the trash and back, with all that stands on them."""

from collections.abc import Sequence

from infludesk.campaigns.model import Campaign
from infludesk.content.model import Deliverable, Fulfilment
from infludesk.contracts.model import Contract
from infludesk.contracts.states import FROZEN
from infludesk.creators.model import Creator
from infludesk.db.history import record_name
from infludesk.db.rows import get, trash, update
from infludesk.db.transaction import Tx
from infludesk.flows.publish import count_anew
from infludesk.flows.trashed import went_with
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref, split_ref
from infludesk.kernel.text import tr
from infludesk.payments.store import money_stands


def trash_creators(tx: Tx, *, creator_ids: Sequence[str]) -> int:
    """Move creators to the trash with all that is theirs; returns how many.

    Raises:
        Problem: ``creator.bound``: a signed contract or a post stands on one of them; ``creator.owed``: a fee of one is
            due, was paid or stands on an invoice.
    """
    if len(creator_ids) == 1:
        tx.label("Move {creator} to Trash", creator=ref("creator", creator_ids[0]))
    else:
        tx.label("Move {n} creators to Trash", n=len(creator_ids))
    for one in creator_ids:
        _refuse_bound(tx, one)
    return trash(tx, "creator", creator_ids)


def trash_campaigns(tx: Tx, *, campaign_ids: Sequence[str]) -> int:
    """Move campaigns to the trash with all that is theirs; returns how many.

    Raises:
        Problem: ``campaign.bound``: a signed contract or a post stands on one of them; ``campaign.owed``: a fee of one
            is due, was paid or stands on an invoice.
    """
    if len(campaign_ids) == 1:
        tx.label("Move {campaign} to Trash", campaign=ref("campaign", campaign_ids[0]))
    else:
        tx.label("Move {n} campaigns to Trash", n=len(campaign_ids))
    for one in campaign_ids:
        _refuse_bound_campaign(tx, one)
    return trash(tx, "campaign", campaign_ids)


def trash_contracts(tx: Tx, *, contract_ids: Sequence[str]) -> int:
    """Move contracts that were never signed to the trash with their items and rights; returns how many.

    Raises:
        Problem: ``contract.bound``: one of them was signed.
    """
    if len(contract_ids) == 1:
        tx.label("Move {contract} to Trash", contract=ref("contract", contract_ids[0]))
    else:
        tx.label("Move {n} contracts to Trash", n=len(contract_ids))
    for one in contract_ids:
        _refuse_signed(get(tx.conn, Contract, one))
    return trash(tx, "contract", contract_ids)


def restore(tx: Tx, *, table: str, ids: Sequence[str]) -> int:
    """Bring rows back from the trash with what went there with them; returns how many were asked for and came.

    What was moved at another time stays, and so does what needs a record that is still in the trash.

    Raises:
        Problem: ``trash.nothing``: none of them is in the trash; ``trash.parent``: what one stands on is.
    """
    entity = tx.schema.by_table[table]
    if len(ids) == 1:
        tx.label("Restore {record}", record=ref(table, ids[0]))
    else:
        tx.label("Restore {n} {things}", n=len(ids), things=entity.plural.lower())
    asked = [(table, one) for one in ids if _in_trash(tx, table, one)]
    if not asked:
        raise Problem("trash.nothing", tr("This is not in the trash any more."), tr("Nothing was changed."))
    found = dict.fromkeys(asked)
    for one in asked:
        found |= went_with(tx.conn, tx.schema, *one)
    _leave_needy(tx, found)
    if lost := [one for one in asked if one not in found]:
        raise Problem(
            "trash.parent",
            tr("{name} stands on a record that is in the trash.", name=_name(tx, *lost[0])),
            tr("Nothing was restored. Restore that record first."),
        )
    for kind, row_id in found:
        tx.conn.execute(
            f"UPDATE {kind} SET deleted_at = NULL, deleted_as = NULL, updated_at = ? WHERE id = ?", (tx.moment, row_id)
        )
        if kind == Fulfilment.entity.table:
            _publish_again(tx, get(tx.conn, Fulfilment, row_id))
    return len(asked)


def _publish_again(tx: Tx, back: Fulfilment) -> None:
    """A piece that waited for its post, since that went to the trash, is live again; days live count from it again."""
    if get(tx.conn, Deliverable, back.deliverable_id or "").state == "approved":
        update(tx, Deliverable, back.deliverable_id or "", state="live")
    count_anew(tx, post_id=back.post_id or "")


_Key = tuple[str, str]


def _leave_needy(tx: Tx, found: dict[_Key, None]) -> None:
    """Take out, until nothing changes, every row that needs one which is deleted and does not come back."""
    while needy := [key for key in found if any(_gone(tx, one) and one not in found for one in _needs(tx, *key))]:
        for key in needy:
            del found[key]


def _needs(tx: Tx, table: str, row_id: str) -> list[_Key]:
    links = [link for link in tx.schema.links if link.child == table and link.needed]
    row = tx.conn.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return [split_ref(row[x.column]) if x.ref else (x.parent, row[x.column]) for x in links if row[x.column]]


def _gone(tx: Tx, key: _Key) -> bool:
    found = tx.conn.execute(f"SELECT deleted_at FROM {key[0]} WHERE id = ?", (key[1],)).fetchone()
    return found is not None and found[0] is not None


def _in_trash(tx: Tx, table: str, row_id: str) -> bool:
    found = tx.conn.execute(f"SELECT deleted_as FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return found is not None and found[0] == "trash"


def _name(tx: Tx, table: str, row_id: str) -> str:
    return record_name(tx.conn, tx.schema, table, row_id)


def _refuse_signed(contract: Contract) -> None:
    if contract.signed_on or contract.state in FROZEN:
        raise Problem(
            "contract.bound",
            tr("{name} was signed.", name=contract.title),
            tr("Nothing was moved, so that what was agreed can be looked up. A signed contract ends instead."),
        )


def _refuse_bound_campaign(tx: Tx, campaign_id: str) -> None:
    own = "participation_id IN (SELECT id FROM participation WHERE campaign_id = ?1)"
    bound = (
        f"SELECT 1 FROM contract WHERE {own} AND signed_on IS NOT NULL AND deleted_at IS NULL UNION ALL "
        f"SELECT 1 FROM post WHERE (campaign_id = ?1 OR {own}) AND deleted_at IS NULL LIMIT 1"
    )
    if tx.conn.execute(bound, (campaign_id,)).fetchone():
        name = get(tx.conn, Campaign, campaign_id).name
        raise Problem(
            "campaign.bound",
            tr("{name} has a signed contract or a post.", name=name),
            tr("Nothing was moved, so that past reports still add up. Set its state to Closed instead."),
        )
    if money_stands(tx.conn, "campaign", campaign_id, tx.today.isoformat()):
        raise Problem(
            "campaign.owed",
            tr("{name} has a fee that is due, invoiced or paid.", name=get(tx.conn, Campaign, campaign_id).name),
            tr("Nothing was moved: what is due stays due. Set its state to Closed or Cancelled instead."),
        )


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
    if money_stands(tx.conn, "creator", creator_id, tx.today.isoformat()):
        name = get(tx.conn, Creator, creator_id).name
        raise Problem(
            "creator.owed",
            tr("{name} has a fee that is due, invoiced or paid.", name=name),
            tr("Nothing was moved: what is due stays due. Archive {name} instead.", name=name),
        )
