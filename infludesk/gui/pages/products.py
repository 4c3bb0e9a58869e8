"""Products: what is given and lent, what it is worth, and how much of it is out."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from infludesk.db.driver import Connection
from infludesk.gifting import listing, products
from infludesk.gifting.listing import ListedProduct
from infludesk.gifting.model import Product
from infludesk.gui.campaigns.parts import money_cell
from infludesk.gui.desk import Desk
from infludesk.gui.gifts.dialogs import FormDialog
from infludesk.gui.gifts.fields_page import FieldsPage, FieldsPanel
from infludesk.gui.kit.cells import Cell, Text
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.widgets import EmptyState
from infludesk.kernel.text import isolate, join, number, plural, tr

_FIELDS = ("name", "variant", "brand_id", "sku", "retail_value", "unit_cost", "url", "restricted", "state")
_NEW = ("name", "variant", "sku", "retail_value", "unit_cost")


class ProductsPage(FieldsPage[ListedProduct]):
    """The list of products."""

    key = "products"
    group = "campaigns"
    exported = "products"
    title = "Products"
    placeholder = "Filter products"
    new_words = "New product…"
    first_field = "name"
    shows = ("product", "brand", "parcel", "parcel_item")

    def __init__(self, desk: Desk) -> None:
        self.panel = ProductPanel(desk)
        super().__init__(desk)

    def columns(self) -> Sequence[Column[ListedProduct]]:
        return (
            Column("name", tr("Name"), 200, _name, stretch=True),
            Column("brand", tr("Brand"), 130, lambda row: Text(isolate(row.brand) or "–", tone="text-2")),
            Column("sku", tr("SKU"), 100, lambda row: Text(row.product.sku or "–", tone="text-2")),
            Column("value", tr("Retail value"), 104, lambda row: self.money(row.product.retail_value), align="right"),
            Column("cost", tr("Unit cost"), 104, lambda row: money_cell(row.product.unit_cost, self.desk.formats),
                   align="right", sortable=False, internal=True),
            Column("sent", tr("Sent"), 72, lambda row: Text(number(row.sent)), align="right", sortable=False,
                   tooltip=tr("Pieces on their way or arrived")),
            Column("out", tr("On loan"), 80, lambda row: Text(number(row.out)), align="right", sortable=False,
                   tooltip=tr("Pieces with creators now")),
            Column("state", tr("State"), 88, self._state, sortable=False),
        )  # fmt: skip

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        del values
        return listing.product_ids(conn, text, sort[0], descending=sort[1])

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[ListedProduct]:
        return {row.id: row for row in listing.listed_products(conn, ids)}

    def count_all(self, conn: Connection) -> int:
        return len(listing.product_ids(conn))

    def empty_state(self) -> EmptyState:
        sentence = tr("Products bring their name and value into parcels. A parcel in words needs none.")
        return EmptyState("gift", tr("No products yet"), sentence, tr(self.new_words))

    def add(self) -> None:
        """Ask what it is called and worth."""
        form = Form(Product.entity, show=self.desk.formats, only=_NEW)
        form.load(Product(id="new"))
        self.ask(FormDialog(self.desk, self, form, tr("New product"), tr("Add product"), _store))

    def trash(self) -> None:
        """Move the chosen products to the trash; what was sent of them stays."""
        if chosen := list(self.table.chosen_ids):
            self.desk.tasks.do(products.trash_products, then=self.gone, product_ids=chosen)

    def _state(self, row: ListedProduct) -> Cell:
        field = Product.entity.field("state")
        return Text(self.desk.formats.show_value(field, row.product.state or "current"), tone="text-2")


class ProductPanel(FieldsPanel):
    """Every field of a product."""

    def __init__(self, desk: Desk) -> None:
        form = Form(Product.entity, show=desk.formats, only=_FIELDS, options={"brand_id": ()})
        super().__init__(desk, form, tr("Product"), products.set_product_field, "product_id")

    def show_record(self, record_id: str) -> None:
        """Show this product."""
        self.desk.tasks.read(partial(_read, product_id=record_id), self._take, key=("product.panel", id(self)))

    def _take(self, found: tuple[ListedProduct, list[tuple[str, str]]] | None) -> None:
        if found is None:
            self.show_fields(None)
            return
        row, brands = found
        sent = plural(row.sent, "{n} piece sent", "{n} pieces sent")
        out = plural(row.out, "{n} on loan now", "{n} on loan now") if row.out else ""
        self.form.set_options("brand_id", brands)
        self.show_fields(row.product, row.product.name or "", join((sent, out)))


def _read(conn: Connection, product_id: str) -> tuple[ListedProduct, list[tuple[str, str]]] | None:
    rows = listing.listed_products(conn, [product_id]) if product_id else []
    return (rows[0], listing.brands(conn)) if rows else None


def _store(dialog: FormDialog, values: dict[str, Any]) -> None:
    dialog.do(products.add_product, **{"name": ""} | {key: value for key, value in values.items() if value is not None})


def _name(row: ListedProduct) -> Cell:
    return Text(isolate(join((row.product.name, row.product.variant), " ")), strong=True)
