"""Clients: who orders and pays, and how their reports look."""

from infludesk.kernel.fields import Row, choices, declare, entity


@entity("client", "Client", "Clients")
class Client(Row):
    """Who orders and pays."""

    name: str | None = declare("text", "Name", search=True, needed=True)
    email: str | None = declare("email", "E-mail", internal=True)
    currency: str | None = declare("currency", "Currency")
    report_colour: str | None = declare(
        "text", "Report colour", section="Reports", help="The brand's colour as #RRGGBB, for the PDF."
    )
    legal_name: str | None = declare("text", "Legal name", section="Company")
    parent_id: str | None = declare("link", "Group", table="client", section="Company")
    country: str | None = declare("country", "Country", section="Company")
    langs: tuple[str, ...] = declare("list", "Languages", section="Company")
    zone: str | None = declare("zone", "Time zone", section="Company")
    vat_number: str | None = declare("text", "VAT number", section="Company", internal=True)
    owner_id: str | None = declare("link", "Owner", table="member", section="Working together")
    payment_days: int | None = declare("int", "Days to pay", section="Working together")
    agency_fee_ppm: int | None = declare("ppm", "Agency fee", section="Working together", internal=True)
    approval_days: int | None = declare("int", "Days to approve", section="Working together")
    rule_packs: tuple[str, ...] = declare("list", "Rule packs", section="Working together")
    state: str | None = declare(
        "choice", "State", section="Working together",
        choices=choices(lead="Lead", active="Active", paused="Paused", past="Past"),
    )  # fmt: skip
    notes: str | None = declare("long", "Notes", section="Working together", search=True, internal=True)


@entity("brand", "Brand", "Brands")
class Brand(Row):
    """What is promoted; also a competitor's."""

    name: str | None = declare("text", "Name", search=True, needed=True)
    client_id: str | None = declare("link", "Client", table="client", help="Empty for a competitor's brand.")
    parent_id: str | None = declare("link", "Part of", table="brand")
    words: tuple[str, ...] = declare(
        "list", "Words viewers know", help="Names, hashtags and handles, such as Acme, #acme, @acme."
    )
    brand_values: str | None = declare("long", "Values")
    categories: tuple[str, ...] = declare("list", "Categories")


@entity("brand_rival", "Competitor", "Competitors", seed=("brand_id", "rival_id"))
class BrandRival(Row):
    """That two brands compete."""

    brand_id: str | None = declare("link", "Brand", table="brand", needed=True)
    rival_id: str | None = declare("link", "Competitor", table="brand", needed=True)
    since: str | None = declare("day", "Since")
    until: str | None = declare("day", "Until")


@entity("category", "Category", "Categories", seed=("code",))
class Category(Row):
    """A trade in the tree of trades, for exclusivity."""

    code: str | None = declare("text", "Code", needed=True)
    label: str | None = declare("text", "Name", search=True, needed=True)
    parent_id: str | None = declare("link", "Part of", table="category")


ENTITIES = (
    Client.entity, Brand.entity, BrandRival.entity, Category.entity,
)  # fmt: skip
