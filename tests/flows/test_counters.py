"""Legal counters over a workspace: around thresholds, days, currencies and rates, with the paper and without."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infludesk.campaigns.commands import add_creators, create_campaign, move_stage
from infludesk.contracts.figures import CALIFORNIA, FRANCE, NEW_YORK, US_1099
from infludesk.contracts.model import Contract, LegalFigure
from infludesk.creators.commands import add_creator
from infludesk.db.rows import insert, update
from infludesk.flows.counters import Counter, asking, counters
from infludesk.flows.paper import unwritten_in_france
from infludesk.gifting.commands import add_parcels, deliver, ship
from infludesk.kernel.fields import Row
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.payments.fees import add_creator_fee, waive_fees
from infludesk.payments.model import Payee, Payment
from infludesk.payments.payees import add_payee, set_exchange_rate
from infludesk.settings import Settings
from infludesk.team.model import Snooze
from infludesk.workspace import Workspace

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
Join = Callable[..., str]


def eur(amount: int) -> Money:
    return Money(amount, "EUR")


def usd(amount: int) -> Money:
    return Money(amount, "USD")


@contextmanager
def copied(template: Path) -> Iterator[Workspace]:
    with TemporaryDirectory() as place:
        folder = Path(shutil.copytree(template, Path(place) / "workspace"))
        with Workspace.open(folder, Settings(device="0123456789ab"), clock=lambda: NOW) as opened:
            yield opened


@pytest.fixture
def join(workspace: Workspace) -> Join:
    """Agrees with a creator in a campaign of a client; returns the participation."""
    people: dict[str, str] = {}

    def joined(client: str = "Acme", name: str = "Ana Ruiz", country: str = "FR", **fields: Any) -> str:
        if name not in people:
            people[name] = str(workspace.do(add_creator, name=name, country=country).value)
        given = {"starts_on": "2026-02-01", "ends_on": "2026-04-30"} | fields
        campaign = workspace.do(create_campaign, name=f"{client} spring", client=client, **given).value
        (part,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[people[name]]).value
        workspace.do(move_stage, participation_ids=[part], stage="agreed")
        return str(part)

    return joined


def fee(workspace: Workspace, part: str, amount: Money, due_on: str = "2026-03-01") -> str:
    return str(workspace.do(add_creator_fee, participation_id=part, amount=amount, due_on=due_on).value)


def put(workspace: Workspace, row: Row) -> None:
    workspace.do(lambda tx: insert(tx, row))


def pay(workspace: Workspace, payee: str, day: str, amount: Money, method: str = "bank") -> None:
    put(workspace, Payment(payee_id=payee, paid_on=day, amount=amount, method=method))


def of(workspace: Workspace, code: str, today: date = TODAY) -> list[Counter]:
    return [one for one in workspace.read(lambda conn: counters(conn, today)) if one.figure.code == code]


def sign(workspace: Workspace, part: str) -> None:
    creator = workspace.read(
        lambda conn: conn.execute("SELECT creator_id FROM participation WHERE id = ?", (part,)).fetchone()[0]
    )
    workspace.do(
        lambda tx: insert(
            tx,
            Contract(
                title="Contract", creator_id=creator, participation_id=part, state="signed", signed_on="2026-02-01"
            ),
        )
    )


def test_france_counts_fees_and_gifts_of_one_advertiser(workspace: Workspace, join: Join) -> None:
    part = join()
    fee(workspace, part, eur(82_000))
    (count,) = of(workspace, FRANCE)
    assert (count.sum, count.level, count.client, count.covered) == (eur(82_000), "near", "Acme", False)
    (parcel,) = workspace.do(add_parcels, participation_ids=[part], what="Serum", value=eur(18_000)).value
    workspace.do(ship, parcel_ids=[parcel], shipped_on="2026-03-02")
    workspace.do(deliver, parcel_ids=[parcel], delivered_on="2026-03-05")
    (count,) = of(workspace, FRANCE)
    assert (count.sum, count.level) == (eur(100_000), "reached")


def test_another_advertiser_is_another_sum(workspace: Workspace, join: Join) -> None:
    fee(workspace, join("Acme"), eur(60_000))
    fee(workspace, join("Bex"), eur(60_000))
    assert [one.sum for one in of(workspace, FRANCE)] == [eur(60_000), eur(60_000)]


def test_a_signed_contract_of_each_campaign_covers_it(workspace: Workspace, join: Join) -> None:
    first, second = join(), join(starts_on="2026-03-01")
    fee(workspace, first, eur(70_000))
    fee(workspace, second, eur(70_000))
    sign(workspace, first)
    (count,) = of(workspace, FRANCE)
    assert (count.covered, count.asks) == (False, True)
    sign(workspace, second)
    (count,) = of(workspace, FRANCE)
    assert (count.covered, count.asks) == (True, False)


def test_work_without_a_tie_to_france_is_not_counted(workspace: Workspace, join: Join) -> None:
    fee(workspace, join(country="IT"), eur(200_000))
    assert of(workspace, FRANCE) == []
    fee(workspace, join("Bex", "Lea Roux", "IT", markets=("FR",)), eur(200_000))
    assert [one.level for one in of(workspace, FRANCE)] == ["reached"]


def test_a_waived_fee_is_not_counted(workspace: Workspace, join: Join) -> None:
    gone = fee(workspace, join(), eur(100_000))
    workspace.do(waive_fees, fee_ids=[gone], why="Not used")
    assert of(workspace, FRANCE) == []


def test_the_french_figure_begins_with_2026(workspace: Workspace, join: Join) -> None:
    fee(workspace, join(), eur(200_000), due_on="2025-12-31")
    assert of(workspace, FRANCE) == []


def test_an_amount_without_a_rate_is_told_not_guessed(workspace: Workspace, join: Join) -> None:
    part = join()
    fee(workspace, part, eur(50_000))
    fee(workspace, part, usd(60_000))
    (count,) = of(workspace, FRANCE)
    assert (count.sum, count.unknown) == (eur(50_000), 1)
    workspace.do(set_exchange_rate, base="USD", quote="EUR", day="2026-02-28", rate="0.9")
    (count,) = of(workspace, FRANCE)
    assert (count.sum, count.unknown, count.level) == (eur(104_000), 0, "reached")


def test_what_contracts_lack_agrees_with_the_counter(workspace: Workspace, join: Join) -> None:
    part = join()
    fee(workspace, part, usd(120_000))
    assert workspace.read(unwritten_in_france) == []
    workspace.do(set_exchange_rate, base="USD", quote="EUR", day="2026-02-28", rate="0.9")
    (count,), (finding,) = of(workspace, FRANCE), workspace.read(unwritten_in_france)
    assert (count.level, count.covered, count.sum) == ("reached", False, eur(108_000))
    assert (finding.participation_id, finding.sum, finding.figure) == (part, count.sum, count.figure)
    sign(workspace, part)
    (count,) = of(workspace, FRANCE)
    assert count.covered
    assert workspace.read(unwritten_in_france) == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(1, 60_000), st.dates(date(2025, 12, 20), date(2027, 1, 10))), max_size=5),
    st.fractions(Fraction(1, 2), 2, max_denominator=100),
)
def test_france_is_the_exact_sum_of_the_year(template: Path, lines: list[tuple[int, date]], rate: Fraction) -> None:
    with copied(template) as workspace:
        part = _joined(workspace)
        workspace.do(
            set_exchange_rate, base="USD", quote="EUR", day="2025-01-01", rate=f"{rate.numerator}/{rate.denominator}"
        )
        for minor, day in lines:
            fee(workspace, part, usd(minor), due_on=day.isoformat())
        exact = sum(minor for minor, day in lines if day.year == 2026) * rate
        found = [one for one in of(workspace, FRANCE) if one.until_day == "2026-12-31"]
        assert [one.sum for one in found] == ([eur(round(exact))] if exact else [])
        assert [one.level == "reached" for one in found] == ([exact >= 100_000] if exact else [])


def test_california_looks_at_120_days(workspace: Workspace, join: Join) -> None:
    part = join(country="US")
    payee = _payee(workspace, part, "California")
    last = date(2026, 3, 1)
    fee(workspace, part, usd(12_500), due_on=(last - timedelta(days=121)).isoformat())
    fee(workspace, part, usd(12_500), due_on=last.isoformat())
    (count,) = of(workspace, CALIFORNIA)
    assert (count.sum, count.level, count.payee_id) == (usd(12_500), "below", payee)
    fee(workspace, part, usd(12_500), due_on=(last - timedelta(days=120)).isoformat())
    (count,) = of(workspace, CALIFORNIA)
    assert (count.sum, count.level) == (usd(25_000), "reached")


def test_new_york_looks_at_one_campaign(workspace: Workspace, join: Join) -> None:
    first, second = join(country="US"), join("Bex", country="US")
    _payee(workspace, first, "New York")
    fee(workspace, first, usd(79_999))
    fee(workspace, second, usd(80_000))
    assert [(one.sum, one.level) for one in of(workspace, NEW_YORK)] == [
        (usd(80_000), "reached"),
        (usd(79_999), "near"),
    ]
    assert of(workspace, CALIFORNIA) == []


def test_the_us_form_counts_payments_by_their_year(workspace: Workspace, join: Join) -> None:
    payee = _payee(workspace, join(country="US"), "Texas", us_person=True)
    for day, minor in (("2025-12-31", 60_000), ("2026-01-01", 199_999)):
        pay(workspace, payee, day, usd(minor))
    assert {one.until_day[:4]: (one.level, one.figure.amount) for one in of(workspace, US_1099)} == {
        "2025": ("reached", usd(60_000)), "2026": ("near", usd(200_000)),
    }  # fmt: skip
    pay(workspace, payee, "2026-01-02", usd(1), "card")
    assert {one.until_day[:4]: one.level for one in of(workspace, US_1099)} == {"2025": "reached", "2026": "near"}
    pay(workspace, payee, "2026-01-02", usd(1), "bank")
    assert {one.until_day[:4]: one.level for one in of(workspace, US_1099)} == {"2025": "reached", "2026": "reached"}


def test_a_year_whose_figure_is_not_known_is_not_counted(workspace: Workspace, join: Join) -> None:
    payee = _payee(workspace, join(country="US"), "Texas", us_person=True)
    workspace.do(
        lambda tx: insert(tx, Payment(payee_id=payee, paid_on="2027-02-01", amount=usd(900_000), method="bank"))
    )
    assert of(workspace, US_1099, date(2027, 3, 1)) == []
    own = LegalFigure(code=US_1099, from_day="2027-01-01", amount=usd(210_000), confidence="user")
    put(workspace, own)
    (count,) = of(workspace, US_1099, date(2027, 3, 1))
    assert (count.level, count.figure.amount) == ("reached", usd(210_000))


def test_a_form_that_holds_covers_the_year(workspace: Workspace, join: Join) -> None:
    payee = _payee(workspace, join(country="US"), "Texas", us_person=True)
    workspace.do(
        lambda tx: insert(tx, Payment(payee_id=payee, paid_on="2026-02-01", amount=usd(900_000), method="bank"))
    )
    (count,) = of(workspace, US_1099)
    assert count.asks
    workspace.do(lambda tx: update(tx, Payee, payee, tax_form="w9"))
    (count,) = of(workspace, US_1099)
    assert not count.asks


def test_what_is_put_off_comes_back_on_its_day(workspace: Workspace, join: Join) -> None:
    fee(workspace, join(), eur(90_000))
    (count,) = workspace.read(lambda conn: asking(conn, TODAY))
    workspace.do(
        lambda tx: insert(tx, Snooze(item_key=count.key, until="2026-03-20", reason="Contract is being written"))
    )
    assert workspace.read(lambda conn: asking(conn, TODAY)) == []
    assert workspace.read(lambda conn: asking(conn, date(2026, 3, 20))) == [count]


def _payee(workspace: Workspace, part: str, region: str, **fields: Any) -> str:
    creator = workspace.read(
        lambda conn: conn.execute("SELECT creator_id FROM participation WHERE id = ?", (part,)).fetchone()[0]
    )
    given = {"country": "US", "region": region} | fields
    return str(workspace.do(add_payee, name="Ana Ruiz LLC", for_party=ref("creator", creator), **given).value)


def _joined(workspace: Workspace) -> str:
    creator = workspace.do(add_creator, name="Ana Ruiz", country="FR").value
    campaign = workspace.do(create_campaign, name="Spring", client="Acme").value
    (part,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[creator]).value
    workspace.do(move_stage, participation_ids=[part], stage="agreed")
    return str(part)
