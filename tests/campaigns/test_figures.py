"""The three figures of money."""

from hypothesis import given
from hypothesis import strategies as st

from infludesk.campaigns.figures import margin
from infludesk.kernel.money import Money

AMOUNTS = st.lists(st.builds(Money, st.integers(0, 10**9), st.sampled_from(["EUR", "USD", "JPY"])), max_size=8)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_margin_creator_fees_and_costs_make_the_client_fee(
    charged: list[Money], owed: list[Money], spent: list[Money]
) -> None:
    found = margin(client_fees=charged, creator_fees=owed, costs=spent)
    assert set(found.sums) == {money.currency for money in (*charged, *owed, *spent)}
    for currency, sums in found.sums.items():
        assert sums.margin + sums.creator_fees + sums.costs == sums.client_fee
        assert sums.client_fee.minor == sum(money.minor for money in charged if money.currency == currency)
    assert (found.amount is None) == bool(found.reason)
    assert (found.amount is None) == (not charged or len(found.sums) > 1)


def test_why_there_is_no_margin() -> None:
    eur, usd, jpy = Money(100, "EUR"), Money(100, "USD"), Money(100, "JPY")
    assert margin(client_fees=[], creator_fees=[eur], costs=[]).reason == "n/a: no client fee is entered."
    mixed = margin(client_fees=[usd], creator_fees=[eur], costs=[jpy])
    assert mixed.reason == "n/a: EUR, JPY and USD are never added."
    loss = margin(client_fees=[eur], creator_fees=[eur, eur], costs=[])
    assert (loss.amount, loss.reason) == (Money(-100, "EUR"), "")
