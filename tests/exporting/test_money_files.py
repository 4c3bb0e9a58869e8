"""Money as files: for the bookkeeper the payments, and the lists of fees, invoices and payees."""

import csv
from functools import partial
from pathlib import Path

import pytest

from infludesk.campaigns.commands import add_creators, create_campaign
from infludesk.creators.commands import add_creator
from infludesk.exporting import money_views
from infludesk.exporting.files import Shape, export_file
from infludesk.exporting.lists import ALL_INTERNAL, LISTS, Kind, Wanted, count, withheld
from infludesk.exporting.table import Secrets
from infludesk.gui.exports.asking import PAYMENT_KEYS
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.kernel.progress import silent
from infludesk.payments.fees import add_creator_fee
from infludesk.payments.invoices import record_invoice
from infludesk.payments.payees import add_payee
from infludesk.payments.paying import mark_paid
from infludesk.workspace import Workspace

NOW = "2026-03-12T09:30:00Z"


@pytest.fixture
def books(workspace: Workspace) -> Workspace:
    """One fee of 1,234,567 yen on an invoice whose number begins with =, paid to a payee named like a formula."""
    ana = workspace.do(add_creator, name="=Ana").value
    campaign = workspace.do(create_campaign, name="Spring", client="Acme", creator_ids=[ana]).value
    (part,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[ana]).value
    fee = workspace.do(
        add_creator_fee, participation_id=part, amount=Money(1_234_567, "JPY"), trigger="published"
    ).value
    payee = workspace.do(add_payee, name="+Ana GmbH", for_party=ref("creator", ana), country="DE").value
    total = Money(1_234_567, "JPY")
    workspace.do(record_invoice, direction="in", number="=1+1", fee_ids=[fee], payee_id=payee, stated_total=total)
    workspace.do(mark_paid, fee_ids=[fee], paid_on="2026-03-11", method="bank", reference="@TX")
    return workspace


def written(workspace: Workspace, tmp_path: Path, kind: Kind, **given: object) -> list[dict[str, str]]:
    target = tmp_path / f"{kind}.csv"
    wanted = Wanted(kind, secrets=Secrets(internal=True), now=NOW, **given)  # type: ignore[arg-type]
    export_file(workspace.folder, wanted, Shape("csv"), target, progress=silent)
    with target.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_bookkeeper_gets_days_amounts_and_currencies_as_iso(books: Workspace, tmp_path: Path) -> None:
    (row,) = written(books, tmp_path, "payments", keys=PAYMENT_KEYS)
    assert row["Paid on"] == "2026-03-11"
    assert (row["Amount"], row["Amount, currency"]) == ("1234567", "JPY")
    assert (row["Direction"], row["Paid by"], row["Country"], row["For"]) == ("Paid", "Bank transfer", "DE", "Content")


def test_no_cell_is_a_formula(books: Workspace, tmp_path: Path) -> None:
    for kind in sorted(ALL_INTERNAL):
        for row in written(books, tmp_path, kind):
            for heading, cell in row.items():
                assert not cell.startswith(("=", "+", "@")), (kind, heading, cell)


def test_each_list_of_money_has_its_row_and_hides_it_from_clients(books: Workspace, tmp_path: Path) -> None:
    for kind in sorted(ALL_INTERNAL):
        wanted = Wanted(kind, now=NOW)
        assert books.read(partial(count, wanted=wanted)) == 1
        assert len(written(books, tmp_path, kind)) == 1
        gone = books.read(partial(withheld, wanted=wanted))
        view = [one.column.heading for columns in LISTS[kind].view().values() for one in columns]
        assert set(view) <= set(gone)


def test_the_columns_of_the_pages_are_known(books: Workspace) -> None:
    del books
    assert tuple(money_views.payments()) == PAYMENT_KEYS
