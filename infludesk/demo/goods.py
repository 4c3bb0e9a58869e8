"""The sample's goods and money: parcels, payees, rates, invoices and payments."""

from infludesk.db.rows import find
from infludesk.db.transaction import Tx
from infludesk.demo.plan import Plan, Scene, client_of, creator_of, fee_of, fields, part_of
from infludesk.gifting import commands as gifting
from infludesk.gifting.model import Parcel, Product
from infludesk.gifting.products import add_product
from infludesk.kernel.ids import ref
from infludesk.payments import payees
from infludesk.payments.fees import hold_fees
from infludesk.payments.invoices import record_invoice
from infludesk.payments.model import Invoice, Payee, PayeeLink
from infludesk.payments.paying import mark_paid


def product(tx: Tx, scene: Scene, said: Plan) -> None:
    """Add a product."""
    add_product(tx, **fields(Product.entity, said["fields"], scene, said.get("currency", "USD")))


def parcel(tx: Tx, scene: Scene, said: Plan) -> None:
    """Plan a parcel with a product, in a campaign or for a client."""
    goods = [find(tx.conn, Product, "name = ?", (said["product"],))[0].id]
    values = fields(Parcel.entity, said.get("fields", {}), scene)
    if "campaign" in said:
        values["participation_ids"] = [part_of(tx, said)]
    else:
        values |= {"creator_ids": [creator_of(tx, said["creator"])], "client_id": client_of(tx, said["client"])}
    gifting.add_parcels(tx, product_ids=goods, given_as=said.get("given_as", "gift"), **values)


def ship(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Send a creator's parcel on its way."""
    one = _parcel(tx, said)
    gifting.ship(tx, parcel_ids=[one], carrier=said["carrier"], tracking={one: said["tracking"]})


def deliver(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Note that a creator's parcel arrived."""
    gifting.deliver(tx, parcel_ids=[_parcel(tx, said)])


def payee(tx: Tx, scene: Scene, said: Plan) -> None:
    """Add who is paid for a creator."""
    whom = ref("creator", creator_of(tx, said["creator"]))
    payees.add_payee(tx, for_party=whom, **fields(Payee.entity, said["fields"], scene))


def rate(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Keep an exchange rate of the day."""
    payees.set_exchange_rate(tx, base=said["base"], quote=said["quote"], day=tx.today.isoformat(), rate=said["rate"])


def invoice(tx: Tx, scene: Scene, said: Plan) -> None:
    """Record the invoice of a creator for a part of the fee."""
    whom = creator_of(tx, said["creator"])
    payee_id = find(tx.conn, PayeeLink, "for_party = ?", (ref("creator", whom),))[0].payee_id
    values = fields(Invoice.entity, said["fields"], scene)
    record_invoice(
        tx, direction="in", payee_id=payee_id, received_on=tx.today.isoformat(), fee_ids=[fee_of(tx, said)], **values
    )


def pay(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Pay a part of the fees of creators."""
    fees = [fee_of(tx, said, one) for one in said["creators"]]
    mark_paid(tx, fee_ids=fees, paid_on=tx.today.isoformat(), method="bank", reference=said["reference"])


def hold(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Hold a part of a fee back."""
    hold_fees(tx, fee_ids=[fee_of(tx, said)], why=said["why"])


def _parcel(tx: Tx, said: Plan) -> str:
    return find(tx.conn, Parcel, "creator_id = ?", (creator_of(tx, said["creator"]),))[0].id


VERBS = {
    "product": product, "parcel": parcel, "ship": ship, "deliver": deliver, "payee": payee, "rate": rate,
    "invoice": invoice, "pay": pay, "hold": hold,
}  # fmt: skip
