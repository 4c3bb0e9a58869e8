"""What people do with money: one fee per creator in the simple case, the client's fee, and costs."""

from typing import Any

from infludesk.campaigns.model import Campaign, Participation
from infludesk.db.rows import find, get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Row
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.kernel.text import tr
from infludesk.payments.fees import below_zero, fee_of, refuse_below_zero, refuse_bound, set_fee
from infludesk.payments.model import NOT_COUNTED, ClientFee, Cost, CreatorFee

__all__ = ["add_cost", "below_zero", "set_client_fee", "set_cost_field", "set_creator_fee", "trash_fee"]

_LINES: tuple[type[Row], ...] = (CreatorFee, ClientFee, Cost)


def set_creator_fee(tx: Tx, *, participation_id: str, amount: Money | None) -> str | None:
    """Set what a creator gets for the content: makes, changes or, without an amount, trashes one line.

    Returns:
        The line's id; None where there is none now.

    Raises:
        Problem: ``money.negative``; ``fee.schedule``: the fee is paid in several lines.
    """
    part = get(tx.conn, Participation, participation_id)
    names = {"creator": ref("creator", part.creator_id or ""), "campaign": ref("campaign", part.campaign_id or "")}
    tx.label("Set fee of {creator} for {campaign}" if amount else "Remove fee of {creator} for {campaign}", **names)
    where = "participation_id = ? AND coalesce(kind, 'content') = 'content'"
    lines = find(tx.conn, CreatorFee, where, (participation_id,))
    fresh = CreatorFee(participation_id=participation_id, amount=amount, kind="content", state="planned")
    return _one_line(tx, [line for line in lines if line.state not in NOT_COUNTED], fresh)


def set_client_fee(
    tx: Tx, *, campaign_id: str, amount: Money | None, participation_id: str | None = None
) -> str | None:
    """Set what the client is charged for a campaign, or for one creator in it; without an amount it goes.

    Returns:
        The line's id; None where there is none now.

    Raises:
        Problem: ``money.negative``, ``fee.schedule``; ``fee.elsewhere``: the creator's part is another campaign's.
    """
    names = {"campaign": ref("campaign", campaign_id)}
    kind = "management"
    if participation_id:
        kind, part = "creator_passed_on", get(tx.conn, Participation, participation_id)
        names["creator"] = ref("creator", part.creator_id or "")
        tx.label("Set client fee for {creator} in {campaign}", **names)
        if part.campaign_id != campaign_id:
            raise Problem("fee.elsewhere", tr("This creator is in another campaign."), tr("Nothing was changed."))
    tx.label("Set client fee of {campaign}", **names)
    where = "campaign_id = ? AND participation_id IS ? AND coalesce(kind, ?) = ?"
    lines = find(tx.conn, ClientFee, where, (campaign_id, participation_id, kind, kind))
    client = get(tx.conn, Campaign, campaign_id).client_id
    fresh = ClientFee(
        campaign_id=campaign_id, client_id=client, participation_id=participation_id, amount=amount, kind=kind,
        state="planned",
    )  # fmt: skip
    return _one_line(tx, [line for line in lines if line.state not in NOT_COUNTED], fresh)


def add_cost(tx: Tx, *, campaign_id: str, kind: str, label: str, amount: Money, **more: Any) -> str:
    """Add what a third party costs; returns the cost's id.

    Raises:
        Problem: ``money.negative``.
    """
    tx.label("Add cost {label} to {campaign}", label=label or kind, campaign=ref("campaign", campaign_id))
    _refuse_negative_cost(amount)
    return insert(tx, Cost(campaign_id=campaign_id, kind=kind, label=label.strip(), amount=amount, **more)).id


def set_cost_field(tx: Tx, *, cost_id: str, name: str, value: Any) -> None:
    """Change one field of a cost.

    Raises:
        Problem: ``money.negative``.
    """
    cost = get(tx.conn, Cost, cost_id)
    field = Cost.entity.field(name).label
    tx.label("Change {field} of a cost of {campaign}", field=field, campaign=ref("campaign", cost.campaign_id or ""))
    if name == "amount":
        _refuse_negative_cost(value)
    update(tx, Cost, cost_id, **{name: value})


def trash_fee(tx: Tx, *, fee_id: str) -> None:
    """Move a creator fee, a client fee or a cost to the trash.

    Raises:
        Problem: ``record.gone``: it is none of these; ``fee.earned``, ``fee.paid``: it is owed, or was paid.
    """
    for cls in _LINES:
        if find(tx.conn, cls, "id = ?", (fee_id,)):
            if cls is not Cost:
                refuse_bound(tx, fee_of(tx, fee_id))
            tx.label("Move a {kind} to Trash", kind=cls.entity.label.lower())
            trash(tx, cls.entity.table, [fee_id])
            return
    raise Problem("record.gone", tr("This record is not in the workspace."), tr("Go back and choose another."))


def _one_line(tx: Tx, lines: list[Any], fresh: CreatorFee | ClientFee) -> str | None:
    """Make, change or trash the one line of a simple fee."""
    cls, amount = type(fresh), fresh.amount
    refuse_below_zero(amount)
    if len(lines) > 1:
        raise Problem(
            "fee.schedule",
            tr("This fee is paid in {n} lines.", n=len(lines)),
            tr("The old fee is kept. Change the lines under Payments."),
        )
    if amount is None:
        for line in lines:
            refuse_bound(tx, line)
        trash(tx, cls.entity.table, [line.id for line in lines])
        return None
    if not lines:
        return insert(tx, fresh).id
    line_id: str = lines[0].id
    set_fee(tx, fee_id=line_id, values={"amount": amount})
    return line_id


def _refuse_negative_cost(amount: Money | None) -> None:
    if amount and amount.minor < 0:
        raise Problem("money.negative", tr("A cost cannot be below zero."), tr("The old cost is kept."))
