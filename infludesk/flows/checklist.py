"""The checklist of a contract follows its terms and its text, as far as nobody has answered it."""

from infludesk.contracts.checklist import prefill
from infludesk.contracts.model import ContractItem
from infludesk.contracts.states import FROZEN
from infludesk.db.changelog import touched
from infludesk.db.rows import find, insert, update
from infludesk.db.sql import code_list
from infludesk.db.transaction import Tx
from infludesk.flows.agreement import terms_in_text
from infludesk.kernel.ids import ref

# Where a contract's terms are kept, and which contracts a changed row concerns; {ids} selects the rows.
_OF_CONTRACT = "id IN (SELECT contract_id FROM {table} WHERE id IN ({{ids}}))"
_OF_PART = "participation_id IN (SELECT participation_id FROM {table} WHERE id IN ({{ids}}))"
_OF_CAMPAIGN = (
    "participation_id IN (SELECT n.id FROM participation AS n JOIN campaign AS k ON k.id = n.campaign_id WHERE {which})"
)
_CONCERNED = {
    "contract": "id IN ({ids})",
    "participation": "participation_id IN ({ids})",
    "creator": "creator_id IN ({ids})",
    "campaign": _OF_CAMPAIGN.format(which="k.id IN ({ids})"),
    "client": _OF_CAMPAIGN.format(which="k.client_id IN ({ids})"),
    "brief": _OF_CAMPAIGN.format(which="k.id IN (SELECT campaign_id FROM brief WHERE id IN ({ids}))"),
    "right_asset": "id IN (SELECT u.contract_id FROM right_asset AS s JOIN usage_right AS u ON u.id = s.right_id "
    "WHERE s.id IN ({ids}))",
    **{
        table: _OF_CONTRACT.format(table=table)
        for table in ("contract_clause", "contract_party", "usage_right", "whitelisting", "exclusivity")
    },
    **{table: _OF_PART.format(table=table) for table in ("creator_fee", "deliverable")},
}


def follow_terms(tx: Tx) -> None:
    """Let the checklists follow what this transaction changed so far; those of signed contracts stand still.

    A contract without any item has no checklist yet, and gets none here.
    """
    found = touched(tx.conn, tx.first)
    concerned = [where.format(ids=found.ids(table)) for table, where in _CONCERNED.items() if found.any(table)]
    if not concerned:
        return
    sql = (
        f"SELECT id FROM contract WHERE deleted_at IS NULL AND coalesce(state, 'draft') NOT IN ({code_list(FROZEN)}) "
        "AND creator_id IN (SELECT id FROM creator WHERE deleted_at IS NULL) "
        "AND EXISTS (SELECT 1 FROM contract_item AS i WHERE i.contract_id = contract.id AND i.deleted_at IS NULL) "
        f"AND ({' OR '.join(concerned)}) ORDER BY id"
    )
    for row in tx.conn.execute(sql).fetchall():
        _fill(tx, row["id"], opened=False)


def refresh_items(tx: Tx, *, contract_id: str) -> int:
    """Fill every open item from what is known now, and follow it in those filled before; returns how many were filled.

    What a person answered stays; one that a person opened again is filled only here, where it is asked for.
    """
    tx.label("Fill the checklist of contract {contract}", contract=ref("contract", contract_id))
    return _fill(tx, contract_id, opened=True)


def _fill(tx: Tx, contract_id: str, *, opened: bool) -> int:
    """``opened``: also what a person left open."""
    found = prefill(terms_in_text(tx.conn, contract_id))
    rows = {row.item: row for row in find(tx.conn, ContractItem, "contract_id = ?", (contract_id,))}
    filled = 0
    for number, known in found.items():
        row = rows.get(number) or insert(tx, ContractItem(contract_id=contract_id, item=number))
        is_open, own = row.answer in (None, "", "open"), row.decided_by_id is None
        changed = (row.answer, row.place or "", row.note or "") != (known.answer, known.place, known.note)
        if (own and changed) or (is_open and opened):
            values = {"answer": known.answer, "place": known.place, "note": known.note, "decided_by_id": None}
            update(tx, ContractItem, row.id, **values)
            filled += is_open
    for row in rows.values():
        if row.item not in found and row.answer == "in_text" and row.decided_by_id is None:
            update(tx, ContractItem, row.id, answer="open", place=None, note=None)
    return filled
