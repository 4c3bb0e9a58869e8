"""Gifts, products and benefits as files: for each column shown, the cells it becomes."""

from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from infludesk.db.driver import Connection
from infludesk.exporting.table import CellKind
from infludesk.exporting.views import View, ViewColumn, choice_column, made_column, money_columns
from infludesk.gifting import benefit_list, listing
from infludesk.gifting.listing import GIVEN
from infludesk.gifting.model import STATES, Benefit, Product


@cache
def gifts() -> View:
    """The list of parcels; its rows are ``ListedParcel``."""
    return {
        "what": (_text("What", "what"),),
        "creator": (_text("Creator", "creator"),),
        "campaign": (_text("Campaign", "campaign"), _text("Client", "client")),
        "given": (choice_column("Gift or loan", "given", GIVEN),),
        "value": money_columns("Value", "value", internal=False),
        "shipped_on": (_text("Shipped on", "shipped_on", "day"),),
        "delivered_on": (_text("Delivered on", "delivered_on", "day"),),
        "return_due": (_text("Return due", "return_due", "day"),),
        "state": (choice_column("State", "state", STATES),),
        "outcome": (_text("Outcome", "outcome"),),
        "post": (_text("Post", "post_url"), _text("Published", "posted", "moment")),
        "carrier": (_text("Carrier", "carrier"), _text("Tracking number", "tracking_number")),
        "owner": (_text("Owner", "owner"),),
    }


@cache
def products() -> View:
    """The list of products; its rows are ``ListedProduct``."""
    fields = Product.entity

    def own(name: str) -> ViewColumn:
        return made_column(fields.field(name).label, lambda one: getattr(one.product, name))

    return {
        "name": (own("name"), own("variant")),
        "brand": (made_column("Brand", lambda one: one.brand),),
        "sku": (own("sku"),),
        "value": money_columns("Retail value", "product.retail_value", internal=False),
        "cost": money_columns("Unit cost", "product.unit_cost"),
        "sent": (made_column("Pieces sent", lambda one: one.sent, "int"),),
        "out": (made_column("On loan now", lambda one: one.out, "int"),),
        "state": (choice_column("State", "product.state", fields.field("state").choices),),
    }


@cache
def benefits() -> View:
    """The list of benefits; its rows are ``ListedBenefit``."""
    fields = Benefit.entity
    return {
        "what": (made_column("What", lambda one: one.benefit.what),),
        "creator": (made_column("Creator", lambda one: one.creator),),
        "campaign": (made_column("Campaign", lambda one: one.campaign), made_column("Client", lambda one: one.client)),
        "kind": (choice_column("Kind", "benefit.kind", fields.field("kind").choices),),
        "value": money_columns("Value", "benefit.value", internal=False),
        "given_on": (made_column("Given on", lambda one: one.benefit.given_on, "day"),),
    }


def ids_of(conn: Connection, kind: str, campaign_id: str) -> Sequence[str]:
    """The ids of every row of a list, of parcels of one campaign where it is named."""
    if kind == "gifts":
        return listing.ids(conn, listing.Filter(campaign_id=campaign_id))
    return listing.product_ids(conn) if kind == "products" else benefit_list.benefit_ids(conn)


def rows_of(conn: Connection, kind: str, ids: Sequence[str]) -> Sequence[Any]:
    """The rows of a list for some ids."""
    if kind == "gifts":
        return listing.listed(conn, ids)
    return listing.listed_products(conn, ids) if kind == "products" else benefit_list.listed_benefits(conn, ids)


def _text(heading: str, name: str, kind: CellKind = "text") -> ViewColumn:
    return made_column(heading, attrgetter(name), kind)
