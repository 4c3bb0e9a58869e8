"""Gifts and loans: products, parcels with their items, and other value in kind."""

from infludesk.kernel.fields import Row, choices, declare, entity
from infludesk.kernel.money import Money

STATES = choices(
    planned="Planned", packed="Packed", shipped="Shipped", delivered="Delivered", returned="Returned",
    refused="Refused", lost="Lost", cancelled="Cancelled",
)  # fmt: skip
GIVEN_AS = choices(gift="Gift", loan="Loan")
OUTCOMES = choices(
    with_creator="With the creator", returned="Returned", kept_as_gift="Kept as a gift", bought="Bought", lost="Lost",
    damaged="Damaged",
)  # fmt: skip


@entity("product", "Product", "Products")
class Product(Row):
    """Something that is given or lent."""

    name: str | None = declare("text", "Name", search=True, needed=True)
    brand_id: str | None = declare("link", "Brand", table="brand")
    sku: str | None = declare("text", "SKU", search=True)
    variant: str | None = declare("text", "Variant")
    retail_value: Money | None = declare("money", "Retail value")
    unit_cost: Money | None = declare("money", "Unit cost", internal=True)
    url: str | None = declare("url", "Address")
    restricted: tuple[str, ...] = declare(
        "flags", "Restricted",
        choices=choices(age="Age", customs="Customs", battery="Battery", alcohol="Alcohol", health="Health"),
    )  # fmt: skip
    state: str | None = declare("choice", "State", choices=choices(current="Current", gone="Gone"))


@entity("parcel", "Parcel", "Parcels")
class Parcel(Row):
    """Goods sent to one creator."""

    creator_id: str | None = declare("link", "Creator", table="creator", needed=True)
    what: str | None = declare("text", "What", search=True)
    value: Money | None = declare("money", "Value", help="Counts where the parcel has no items of its own.")
    state: str | None = declare("choice", "State", choices=STATES)
    return_due: str | None = declare("day", "Return due", help="For a loan.")
    participation_id: str | None = declare("link", "Participation", table="participation", section="More")
    campaign_id: str | None = declare("link", "Campaign", table="campaign", section="More")
    client_id: str | None = declare("link", "Client", table="client", section="More")
    asked_post: bool | None = declare("yes", "A post was asked for", section="More")
    address_confirmed_on: str | None = declare("day", "Address confirmed on", section="More")
    ship_to: str | None = declare("long", "Sent to", section="More", private=True)
    carrier: str | None = declare("text", "Carrier", section="More")
    tracking_number: str | None = declare("text", "Tracking number", section="More")
    shipped_on: str | None = declare("day", "Shipped on", section="More")
    delivered_on: str | None = declare("day", "Delivered on", section="More")
    shipping_cost: Money | None = declare("money", "Shipping cost", section="More", internal=True)
    customs: str | None = declare("long", "Customs", section="More")
    card_text: str | None = declare("long", "Text of the card", section="More")
    owner_id: str | None = declare("link", "Owner", table="member", section="More")
    thanks_on: str | None = declare("day", "Thanked on", section="More")
    reason: str | None = declare(
        "text", "Reason", section="More", internal=True, help="Why it was refused, lost or cancelled."
    )


@entity("parcel_item", "Item", "Items")
class ParcelItem(Row):
    """One kind of thing in a parcel: a gift, or a loan with its return."""

    parcel_id: str | None = declare("link", "Parcel", table="parcel", needed=True)
    product_id: str | None = declare("link", "Product", table="product")
    label: str | None = declare("text", "What")
    quantity: int | None = declare("int", "Pieces")
    unit_value: Money | None = declare("money", "Value of one")
    given_as: str | None = declare("choice", "Given as", needed=True, choices=GIVEN_AS)
    serial: str | None = declare("text", "Serial number")
    condition_out: str | None = declare("text", "Condition when sent")
    return_due: str | None = declare("day", "Return due")
    outcome: str | None = declare("choice", "Outcome", choices=OUTCOMES)
    outcome_on: str | None = declare("day", "Ended on")
    condition_in: str | None = declare("text", "Condition when back")
    received_by_id: str | None = declare("link", "Received by", table="member")


@entity("benefit", "Benefit", "Benefits")
class Benefit(Row):
    """Other value in kind: a trip, an event, a voucher."""

    creator_id: str | None = declare("link", "Creator", table="creator", needed=True)
    kind: str | None = declare(
        "choice", "Kind",
        choices=choices(trip="Trip", event="Event", voucher="Voucher", discount="Discount", service="Service",
                        access="Access", hospitality="Hospitality", other="Other"),
    )  # fmt: skip
    what: str | None = declare("text", "What", search=True)
    value: Money | None = declare("money", "Value")
    given_on: str | None = declare("day", "Given on")
    participation_id: str | None = declare("link", "Participation", table="participation")
    client_id: str | None = declare("link", "Client", table="client", help="Where it belongs to no campaign.")
    asked_post: bool | None = declare("yes", "A post was asked for")


ENTITIES = (Product.entity, Parcel.entity, ParcelItem.entity, Benefit.entity)
