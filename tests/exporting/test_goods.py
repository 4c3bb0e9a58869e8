"""Gifts, products and benefits as tables."""

import pytest

from infludesk.creators.commands import add_creator
from infludesk.exporting.lists import Wanted, table_of, withheld
from infludesk.exporting.table import Secrets
from infludesk.gifting import commands, products
from infludesk.kernel.money import Money
from infludesk.workspace import Workspace

EUR = Money(80_00, "EUR")


def rows(workspace: Workspace, wanted: Wanted) -> list[dict[str, object]]:
    def read(conn: object) -> list[dict[str, object]]:
        table = table_of(conn, wanted)  # type: ignore[arg-type]
        return [dict(zip((one.heading for one in table.columns), row, strict=True)) for row in table.rows]

    return workspace.read(read)


@pytest.fixture
def ana(workspace: Workspace) -> str:
    return str(workspace.do(add_creator, name="Ana Ruiz").value)


def test_parcels_hold_values_and_no_private_address(workspace: Workspace, ana: str) -> None:
    (parcel,) = workspace.do(
        commands.add_parcels, creator_ids=[ana], what="Soap set", value=EUR, ship_to="Calle 1", shipping_cost=EUR
    ).value
    workspace.do(commands.ship, parcel_ids=[parcel], carrier="DHL", tracking={parcel: "JD 014"})
    keys = ("what", "given", "value", "shipped_on", "state", "carrier")
    assert rows(workspace, Wanted("gifts", (parcel,), keys)) == [
        {"What": "Soap set", "Gift or loan": "Gift", "Value": EUR.amount, "Value, currency": "EUR",
         "Shipped on": "2026-03-12", "State": "Shipped", "Carrier": "DHL", "Tracking number": "JD 014"}
    ]  # fmt: skip
    (whole,) = rows(workspace, Wanted("gifts"))
    assert not {"Sent to", "Shipping cost"} & set(whole)
    hidden = workspace.read(lambda conn: withheld(conn, Wanted("gifts")))
    assert {"Sent to", "Shipping cost"} <= set(hidden)
    (open_row,) = rows(workspace, Wanted("gifts", secrets=Secrets(internal=True, private=True)))
    assert open_row["Sent to"] == "Calle 1"


def test_products_and_benefits_are_tables_too(workspace: Workspace, ana: str) -> None:
    workspace.do(products.add_product, name="Soap", retail_value=EUR, unit_cost=Money(2_00, "EUR"))
    workspace.do(products.add_benefit, creator_id=ana, kind="trip", what="Lisbon", value=EUR)
    (soap,) = rows(workspace, Wanted("products", keys=("name", "value", "cost", "sent")))
    assert (soap["Name"], soap["Retail value"], soap["Pieces sent"]) == ("Soap", EUR.amount, 0)
    assert "Unit cost" not in soap
    (trip,) = rows(workspace, Wanted("benefits", keys=("what", "kind", "value", "given_on")))
    assert trip == {
        "What": "Lisbon", "Kind": "Trip", "Value": EUR.amount, "Value, currency": "EUR", "Given on": "2026-03-12",
    }  # fmt: skip
