"""A usage right is renewed: on paper, in an addendum to its signed contract."""

from datetime import date, timedelta

from infludesk.contracts.model import UNSIGNED, Contract, RightAsset, UsageRight
from infludesk.contracts.sane import refuse_impossible
from infludesk.contracts.states import FROZEN
from infludesk.db.rows import find, get, insert
from infludesk.db.sql import code_list
from infludesk.db.transaction import Tx
from infludesk.flows.versions import ADDENDUM, draft_addendum
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr

# What a renewal takes over from the right it follows.
_KEPT = (
    "channels", "territory", "days", "edits", "raw_files", "credit_required", "notice_days", "client_id",
)  # fmt: skip


def renew_right(tx: Tx, *, right_id: str, ends_on: str = "", days: int | None = None, perpetual: bool = False) -> str:
    """Agree on more time for a right of a signed contract, in a draft addendum to it; returns the new right's id.

    It begins the day after the right ends, with the same channels, territory, edits and pieces. The addendum is the one
    in draft where there is one.

    Args:
        tx: the transaction.
        right_id: the right that ends.
        ends_on: its new last day.
        days: or how many days more.
        perpetual: or for ever.

    Raises:
        Problem: ``right.unsigned``: its contract is no promise yet; ``right.endless``: it does not end;
            ``right.no_span``; or as ``sane.refuse_impossible``.
    """
    old = get(tx.conn, UsageRight, right_id)
    contract = get(tx.conn, Contract, old.contract_id or "")
    _refuse_renewal(old, contract)
    starts = (date.fromisoformat(old.ends_on or "") + timedelta(days=1)).isoformat()
    ends = ends_on or ((date.fromisoformat(starts) + timedelta(days=days - 1)).isoformat() if days else "")
    if not ends and not perpetual:
        raise Problem("right.no_span", tr("No new end is given."), tr("Nothing was changed. Type a day."))
    tx.label("Renew a usage right of {contract}", contract=ref("contract", contract.id))
    kept = {name: getattr(old, name) for name in _KEPT} | {"days": None}
    new = UsageRight(
        contract_id=_addendum(tx, contract), renewed_from_id=old.id, start_rule="fixed", starts_on=starts,
        ends_on=ends or None, perpetual=perpetual or None, **kept,
    )  # fmt: skip
    refuse_impossible(new)
    made = insert(tx, new).id
    for row in find(tx.conn, RightAsset, "right_id = ?", (right_id,)):
        insert(tx, RightAsset(right_id=made, asset=row.asset))
    return made


def _addendum(tx: Tx, contract: Contract) -> str:
    """The addendum in draft, made where there is none."""
    where = f"parent_id = ? AND kind = ? AND coalesce(state, 'draft') IN ({code_list(UNSIGNED)})"
    found = find(tx.conn, Contract, where, (contract.id, ADDENDUM))
    return found[-1].id if found else draft_addendum(tx, contract)


def _refuse_renewal(right: UsageRight, contract: Contract) -> None:
    if contract.state not in FROZEN:
        raise Problem(
            "right.unsigned",
            tr("This contract is not signed yet."),
            tr("Nothing was changed. Change the end of the right itself."),
        )
    if right.perpetual or not right.ends_on:
        raise Problem(
            "right.endless",
            tr("This right has no last day yet."),
            tr("Nothing was changed. It can be renewed once its end is known."),
        )
