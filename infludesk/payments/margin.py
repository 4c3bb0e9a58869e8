"""Which fee lines and costs count towards the three figures."""

from collections.abc import Iterable

from infludesk.campaigns.figures import Margin, margin
from infludesk.kernel.money import Money
from infludesk.payments.model import NOT_COUNTED, ClientFee, Cost, CreatorFee


def margin_of(
    *, client_fees: Iterable[ClientFee], creator_fees: Iterable[CreatorFee], costs: Iterable[Cost] = ()
) -> Margin:
    """Client fee less creator fees and costs, each currency on its own; waived and cancelled lines do not count."""
    return margin(
        client_fees=_counted(client_fees),
        creator_fees=_counted(creator_fees),
        costs=[cost.amount for cost in costs if cost.amount],
    )


def _counted(fees: Iterable[ClientFee | CreatorFee]) -> list[Money]:
    return [fee.amount for fee in fees if fee.amount and fee.state not in NOT_COUNTED]
