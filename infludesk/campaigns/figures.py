"""Three figures for money: client fee, creator fees and margin, each in its own currency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from infludesk.kernel.money import Money, total
from infludesk.kernel.text import tr


@dataclass(frozen=True, slots=True)
class Sums:
    """What is charged, owed and spent in one currency."""

    client_fee: Money
    creator_fees: Money
    costs: Money

    @property
    def margin(self) -> Money:
        """Client fee less creator fees and costs; below zero for a loss."""
        return self.client_fee - self.creator_fees - self.costs


@dataclass(frozen=True, slots=True)
class Margin:
    """The figures of a campaign or a creator.

    Attributes:
        sums: currency → its figures, by currency.
        amount: the margin where everything is in one currency; None = n/a.
        reason: why it is n/a; empty where it is known.
    """

    sums: Mapping[str, Sums]
    amount: Money | None
    reason: str

    @property
    def billed(self) -> Money | None:
        """What the client is charged, where that is in one currency."""
        fees = [sums.client_fee for sums in self.sums.values() if sums.client_fee.minor]
        return fees[0] if len(fees) == 1 else None


def margin(*, client_fees: Iterable[Money], creator_fees: Iterable[Money], costs: Iterable[Money]) -> Margin:
    """Add up what counts, each currency on its own."""
    parts = [total(amounts) for amounts in (client_fees, creator_fees, costs)]
    currencies = sorted({currency for part in parts for currency in part})
    sums = {one: Sums(*(part.get(one, Money(0, one)) for part in parts)) for one in currencies}
    if not parts[0]:
        return Margin(sums, None, tr("n/a: no client fee is entered."))
    if len(currencies) > 1:
        return Margin(sums, None, tr("n/a: {currencies} are never added.", currencies=_and(currencies)))
    return Margin(sums, sums[currencies[0]].margin, "")


def _and(words: list[str]) -> str:
    return tr("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])
