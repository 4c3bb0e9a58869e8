"""Three figures for money: client fee, creator fee and margin."""

from infludesk.kernel.fields import Row, choices, declare, entity
from infludesk.kernel.money import Money, Rate

STATES = choices(planned="Planned", earned="Earned", held="Held", waived="Waived", cancelled="Cancelled")
TRIGGERS = choices(
    day="A day", signature="Signature", draft_in="Draft handed in", final_approved="Final approved",
    published="Published", live_days="Days live", invoice="Invoice", result="Result", manual="By hand",
)  # fmt: skip
METHODS = choices(bank="Bank transfer", card="Card", platform="Payment platform", cash="Cash", voucher="Voucher")
TAX_FORMS = choices(none="None", w9="W-9", w8ben="W-8BEN", w8bene="W-8BEN-E", other="Other")
INVOICE_STATES = choices(
    expected="Expected", received="Received", checked="Checked", approved="Approved", sent="Sent", disputed="Disputed",
    void="Void",
)  # fmt: skip
NOT_COUNTED = frozenset({"waived", "cancelled"})
# Kinds of invoices that bill nothing: nothing is paid on them.
NO_BILL = frozenset({"credit_note", "proforma"})


@entity("creator_fee", "Creator fee", "Creator fees", internal=True)
class CreatorFee(Row):
    """One line of the fee schedule: what for, how much, when due."""

    participation_id: str | None = declare("link", "Participation", table="participation", needed=True)
    amount: Money | None = declare("money", "Amount")
    due_on: str | None = declare("day", "Due on")
    state: str | None = declare("choice", "State", choices=STATES)
    kind: str | None = declare(
        "choice", "For", section="Why",
        choices=choices(content="Content", usage="Usage rights", whitelisting="Whitelisting",
                        exclusivity="Exclusivity", bonus="Bonus", commission="Commission", kill_fee="Kill fee",
                        expenses="Expenses", retainer="Retainer", late_fee="Late fee", other="Other"),
    )  # fmt: skip
    label: str | None = declare("text", "Label", section="Why")
    contract_id: str | None = declare("link", "Contract", table="contract", section="Why")
    deliverable_id: str | None = declare("link", "Deliverable", table="deliverable", section="Why")
    usage_right_id: str | None = declare("link", "Usage right", table="usage_right", section="Why")
    bundle_id: str | None = declare("link", "Bundle", table="bundle", section="Why")
    rate_ppm: int | None = declare("ppm", "Rate", section="Why", help="Of a commission.")
    rate_of: str | None = declare(
        "choice", "Rate of", section="Why",
        choices=choices(revenue="Revenue", orders="Orders", media_spend="Media spend"),
    )  # fmt: skip
    estimate: bool | None = declare("yes", "Estimate", section="Why")
    trigger: str | None = declare("choice", "Due after", section="When", choices=TRIGGERS)
    trigger_days: int | None = declare("int", "Days after", section="When")
    earned_on: str | None = declare("day", "Earned on", section="When")
    held_why: str | None = declare("text", "Why held or waived", section="When")
    payee_id: str | None = declare("link", "Payee", table="payee", section="When")


@entity("client_fee", "Client fee", "Client fees")
class ClientFee(Row):
    """What the client is charged."""

    campaign_id: str | None = declare("link", "Campaign", table="campaign", needed=True)
    client_id: str | None = declare("link", "Client", table="client")
    participation_id: str | None = declare("link", "Participation", table="participation", follows=True)
    kind: str | None = declare(
        "choice", "For",
        choices=choices(management="Management", creator_passed_on="Creator, passed on", usage="Usage rights",
                        production="Production", product="Product", boost="Boost", expenses="Expenses",
                        retainer="Retainer", other="Other"),
    )  # fmt: skip
    label: str | None = declare("text", "Label")
    amount: Money | None = declare("money", "Amount")
    bill_on: str | None = declare("day", "Bill on")
    state: str | None = declare("choice", "State", choices=STATES)
    trigger: str | None = declare("choice", "Due after", choices=TRIGGERS)
    trigger_days: int | None = declare("int", "Days after")
    earned_on: str | None = declare("day", "Earned on")
    held_why: str | None = declare("text", "Why held or waived", internal=True)


@entity("cost", "Cost", "Costs", internal=True)
class Cost(Row):
    """What third parties cost."""

    campaign_id: str | None = declare("link", "Campaign", table="campaign", needed=True)
    participation_id: str | None = declare("link", "Participation", table="participation")
    post_id: str | None = declare("link", "Post", table="post")
    kind: str | None = declare(
        "choice", "For",
        choices=choices(production="Production", boost="Boost", shipping="Shipping", product="Product", tool="Tool",
                        travel="Travel", agency="Agency", other="Other"),
    )  # fmt: skip
    label: str | None = declare("text", "Label")
    amount: Money | None = declare("money", "Amount")
    spent_on: str | None = declare("day", "Spent on")
    charged_on: bool | None = declare("yes", "Charged on to the client")


@entity("payee", "Payee", "Payees", internal=True)
class Payee(Row):
    """Who is paid: the creator, their company, management or guardian."""

    name: str | None = declare("text", "Legal name", search=True, needed=True)
    kind: str | None = declare(
        "choice", "Kind", choices=choices(person="Person", company="Company", agency="Agency", guardian="Guardian")
    )
    country: str | None = declare("country", "Country of tax residence")
    currency: str | None = declare("currency", "Currency", section="Tax")
    vat_number: str | None = declare("text", "VAT number", section="Tax")
    tax_id_kind: str | None = declare(
        "choice", "Kind of tax id", section="Tax",
        choices=choices(ssn="SSN", ein="EIN", itin="ITIN", vat="VAT number", other="Other"),
    )  # fmt: skip
    tax_id: str | None = declare("text", "Tax id", section="Tax", private=True)
    tax_form: str | None = declare("choice", "Tax form", section="Tax", choices=TAX_FORMS)
    form_signed_on: str | None = declare("day", "Form signed on", section="Tax")
    form_until: str | None = declare("day", "Form valid until", section="Tax")
    us_person: bool | None = declare("yes", "US person", section="Tax")
    region: str | None = declare("text", "State or region", section="Tax", help="Such as California or New York.")
    withholding_ppm: int | None = declare("ppm", "Withholding", section="Tax")
    method: str | None = declare("choice", "Paid by", section="Payment", choices=METHODS)
    bank_details: str | None = declare("long", "Bank details", section="Payment", private=True)
    email: str | None = declare("email", "E-mail", section="Payment", private=True)
    note: str | None = declare("long", "Note", section="Payment")


@entity("payee_link", "Who a payee stands for", "Who payees stand for", seed=("payee_id", "for_party"), internal=True)
class PayeeLink(Row):
    """That this payee is paid for that creator."""

    payee_id: str | None = declare("link", "Payee", table="payee", needed=True)
    for_party: str | None = declare("ref", "For", needed=True)
    preferred: bool | None = declare("yes", "Preferred")
    share_ppm: int | None = declare("ppm", "Share")
    since: str | None = declare("day", "Since")
    until: str | None = declare("day", "Until")


@entity("payee_tax_year", "Tax year", "Tax years", seed=("payee_id", "jurisdiction", "year"), internal=True)
class PayeeTaxYear(Row):
    """What is known of a payee in one tax year beside the payments."""

    payee_id: str | None = declare("link", "Payee", table="payee", needed=True)
    jurisdiction: str | None = declare("text", "Jurisdiction", needed=True)
    year: int | None = declare("int", "Year", needed=True)
    paid_elsewhere: Money | None = declare("money", "Paid elsewhere")
    form_filed_on: str | None = declare("day", "Form filed on")
    note: str | None = declare("long", "Note")


@entity("invoice", "Invoice", "Invoices", internal=True)
class Invoice(Row):
    """A paper, in or out, recorded here and numbered elsewhere."""

    direction: str | None = declare(
        "choice", "Direction", needed=True, choices=choices(**{"in": "From a creator"}, out="To a client")
    )
    number: str | None = declare("text", "Number", search=True)
    issued_on: str | None = declare("day", "Issued on")
    due_on: str | None = declare("day", "Due on")
    stated_total: Money | None = declare("money", "Total as printed")
    state: str | None = declare("choice", "State", choices=INVOICE_STATES)
    kind: str | None = declare(
        "choice", "Kind", section="More",
        choices=choices(invoice="Invoice", credit_note="Credit note", self_billed="Self-billed", proforma="Pro forma"),
    )  # fmt: skip
    payee_id: str | None = declare("link", "Payee", table="payee", section="More")
    client_id: str | None = declare("link", "Client", table="client", section="More")
    campaign_id: str | None = declare("link", "Campaign", table="campaign", section="More")
    received_on: str | None = declare("day", "Received on", section="More")
    stated_tax: Money | None = declare("money", "Tax as printed", section="More")
    fx: Rate | None = declare("fx", "Rate", section="More")
    approved_by_id: str | None = declare("link", "Approved by", table="member", section="More")
    note: str | None = declare("long", "Note", section="More")


@entity("invoice_line", "Invoice line", "Invoice lines", internal=True)
class InvoiceLine(Row):
    """One line of an invoice, and the fee it bills."""

    invoice_id: str | None = declare("link", "Invoice", table="invoice", needed=True)
    fee: str | None = declare("ref", "For")
    label: str | None = declare("text", "Label")
    amount: Money | None = declare("money", "Amount")
    tax_ppm: int | None = declare("ppm", "Tax")


@entity("payment", "Payment", "Payments", internal=True)
class Payment(Row):
    """Money that moved."""

    invoice_id: str | None = declare("link", "Invoice", table="invoice")
    fee_id: str | None = declare("link", "Creator fee", table="creator_fee")
    payee_id: str | None = declare("link", "Payee", table="payee")
    client_id: str | None = declare("link", "Client", table="client")
    paid_on: str | None = declare("day", "Paid on", needed=True)
    amount: Money | None = declare("money", "Amount", needed=True)
    method: str | None = declare("choice", "Paid by", choices=METHODS)
    reference: str | None = declare("text", "Reference")
    fx: Rate | None = declare("fx", "Rate", help="To the report currency of the campaign, frozen when paid.")
    bank_fees: Money | None = declare("money", "Bank fees")


ENTITIES = (
    CreatorFee.entity, ClientFee.entity, Cost.entity, Payee.entity, PayeeLink.entity, PayeeTaxYear.entity,
    Invoice.entity, InvoiceLine.entity, Payment.entity,
)  # fmt: skip
