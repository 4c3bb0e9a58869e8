"""A campaign ends badly: what is due stays due, what is planned is decided line by line, a kill fee is earned."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from infludesk.campaigns.commands import move_stage, set_campaign_field
from infludesk.campaigns.model import EXITS, PIPELINE, Participation
from infludesk.campaigns.pipeline import choices_from
from infludesk.contracts import ending as contracts
from infludesk.contracts.model import VOID, Contract
from infludesk.contracts.states import FROZEN
from infludesk.contracts.store import of_participation
from infludesk.creators.model import Creator
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get, insert
from infludesk.db.transaction import Tx
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money, total
from infludesk.kernel.text import PPM, tr
from infludesk.payments.fees import cancel_fees, make_earned, make_matured_earned, refuse_below_zero, release_fees
from infludesk.payments.model import NOT_COUNTED, CreatorFee
from infludesk.payments.schedule import bound
from infludesk.payments.store import fee_payments, is_billed

# What a share of the fee is no share of.
_NO_BASIS = frozenset({"kill_fee", "expenses", "late_fee", "commission"})
_DELIVERED = frozenset(PIPELINE[PIPELINE.index("delivered") :])


@dataclass(frozen=True, slots=True)
class Ending:
    """What ending a creator's part in a campaign means for their fees.

    Attributes:
        due: lines that are earned, or held and owed, and those that money or an invoice stands on: they stay.
        planned: lines to decide on, held ones too: keep, or let fall away.
        kill_fee: proposed by the contract; None where it names none, or it cannot be worked out.
        basis: where the kill fee is from, in words; empty for none.
        delivered: whether the work is done, so that the creator leaves nothing undone.
    """

    participation_id: str
    creator: str
    due: tuple[CreatorFee, ...]
    planned: tuple[CreatorFee, ...]
    kill_fee: Money | None
    basis: str
    delivered: bool = False

    @property
    def asks(self) -> bool:
        """Whether there is anything to decide or to know."""
        return bool(self.due or self.planned or self.basis)


def endings(conn: Connection, participation_ids: Sequence[str], today: str) -> list[Ending]:
    """What ending the parts of these creators means for their fees, in the order given."""
    return [_ending(conn, one, today) for one in participation_ids]


def running(conn: Connection, campaign_id: str) -> list[str]:
    """The participations of a campaign that have not left it."""
    rows = find(conn, Participation, "campaign_id = ?", (campaign_id,), order="position IS NULL, position, id")
    return [one.id for one in rows if one.stage not in EXITS]


def end_participations(
    tx: Tx,
    *,
    participation_ids: Sequence[str],
    stage: str,
    reason: str,
    ask_again_on: str | None = None,
    keep: Collection[str] = (),
    kill_fees: Mapping[str, Money] | None = None,
) -> int:
    """Move creators to an exit, and settle their fees in the same step; returns how many moved.

    Args:
        tx: the transaction.
        participation_ids: who leaves.
        stage: the exit.
        reason: why.
        ask_again_on: the day to ask again, where they are put off.
        keep: the planned fee lines that stay; the others fall away. What is earned stays due in any case.
        kill_fees: participation → what it is owed for the end, earned today.

    Raises:
        Problem: ``stage.refused``, ``money.negative``; nothing was changed.
    """
    moved = move_stage(
        tx, participation_ids=participation_ids, stage=stage, reason=reason, ask_again_on=ask_again_on
    )  # fmt: skip
    _settle(tx, participation_ids, reason, keep, kill_fees or {})
    return moved


def cancel_campaign(
    tx: Tx, *, campaign_id: str, reason: str, keep: Collection[str] = (), kill_fees: Mapping[str, Money] | None = None
) -> None:
    """Cancel a campaign: each creator still in it goes to Cancelled or Stopped, and their fees are settled.

    Raises:
        Problem: ``stage.refused``: there is no reason; ``money.negative``; nothing was changed.
    """
    tx.label("Cancel {campaign}", campaign=ref("campaign", campaign_id))
    set_campaign_field(tx, campaign_id=campaign_id, name="state", value="cancelled")
    left = running(tx.conn, campaign_id)
    for one in left:
        row = get(tx.conn, Participation, one)
        ways = choices_from(row.stage or "")
        if to := next((exit_ for exit_ in ("cancelled", "stopped") if exit_ in ways), ""):
            move_stage(tx, participation_ids=[one], stage=to, reason=reason)
    _settle(tx, left, reason, keep, kill_fees or {})


def terminate_contract(
    tx: Tx, *, contract_id: str, why: str, keep: Collection[str] = (), kill_fee: Money | None = None
) -> None:
    """Terminate a signed contract; what is earned under it stays due, planned lines not kept fall away.

    Raises:
        Problem: ``contract.move``, ``contract.why``, ``money.negative``; nothing was changed.
    """
    contract = get(tx.conn, Contract, contract_id)
    tx.label("Terminate contract {contract}", contract=ref("contract", contract_id))
    contracts.terminate_contract(tx, contract_id=contract_id, why=why)
    if part := contract.participation_id:
        _settle(tx, [part], why, keep, {part: kill_fee} if kill_fee else {})


def _settle(
    tx: Tx, participation_ids: Sequence[str], reason: str, keep: Collection[str], kill_fees: Mapping[str, Money]
) -> None:
    for part in participation_ids:
        fees = [make_matured_earned(tx, fee) for fee in find(tx.conn, CreatorFee, "participation_id = ?", (part,))]
        falling = [fee for fee in fees if _may_fall(tx.conn, fee, tx.today.isoformat()) and fee.id not in keep]
        if held := [fee.id for fee in falling if fee.state == "held"]:
            release_fees(tx, fee_ids=held)
        if falling:
            cancel_fees(tx, fee_ids=[fee.id for fee in falling], why=reason)
        if (amount := kill_fees.get(part)) and amount.minor:
            refuse_below_zero(amount)
            paper = _paper(tx.conn, part)
            row = CreatorFee(
                participation_id=part, amount=amount, kind="kill_fee", contract_id=paper.id if paper else None,
                trigger="manual", state="planned", label=reason.strip() or None,
            )  # fmt: skip
            make_earned(tx, insert(tx, row), tx.today.isoformat())


def _ending(conn: Connection, part: str, today: str) -> Ending:
    fees = find(conn, CreatorFee, "participation_id = ?", (part,))
    joined = get(conn, Participation, part)
    name = get(conn, Creator, joined.creator_id or "").name or ""
    delivered = joined.stage in _DELIVERED
    planned = tuple(fee for fee in fees if _may_fall(conn, fee, today))
    due = tuple(fee for fee in fees if fee not in planned and fee.state not in NOT_COUNTED)
    amount, basis = (None, "") if delivered else _kill_fee(_paper(conn, part), [*due, *planned])
    return Ending(part, name, due, planned, amount, basis, delivered)


def _may_fall(conn: Connection, fee: CreatorFee, today: str) -> bool:
    """Whether a line is not owed yet, and neither money nor an invoice stands on it."""
    if fee.state in NOT_COUNTED or bound(fee.state, fee.trigger, fee.due_on, fee.earned_on, today):
        return False
    return not fee_payments(conn, fee.id) and not is_billed(conn, fee)


def _paper(conn: Connection, part: str) -> Contract | None:
    """The contract that holds: the newest signed one."""
    papers = [one for one in of_participation(conn, part) if one.state in FROZEN and one.state not in VOID]
    return papers[0] if papers else None


def _kill_fee(paper: Contract | None, fees: Sequence[CreatorFee]) -> tuple[Money | None, str]:
    """The kill fee a contract gives: an amount, else its share of the agreed fee; with where it is from."""
    if paper is None or any(fee.kind == "kill_fee" for fee in fees):
        return None, ""
    if paper.kill_fee is not None:
        return paper.kill_fee, tr("The contract names this amount.")
    if not paper.kill_fee_ppm:
        return None, ""
    agreed = total(fee.amount for fee in fees if fee.amount and fee.kind not in _NO_BASIS)
    if len(agreed) != 1:
        return None, tr("The contract names a share of the fee; the fee is in several currencies or none.")
    (whole,) = agreed.values()
    return (
        Money(round(Fraction(whole.minor * paper.kill_fee_ppm, PPM)), whole.currency),
        tr("The contract names a share of the agreed fee: {share} %.", share=f"{paper.kill_fee_ppm / 10_000:g}"),
    )
