"""Three figures for money: client fee, creator fee and margin."""

from infludesk.kernel.fields import Row, choices, declare, entity
from infludesk.kernel.money import Money

STATES = choices(planned="Planned", earned="Earned", held="Held", waived="Waived", cancelled="Cancelled")
TRIGGERS = choices(
    day="A day", signature="Signature", draft_in="Draft handed in", final_approved="Final approved",
    published="Published", live_days="Days live", invoice="Invoice", result="Result", manual="By hand",
)  # fmt: skip
NOT_COUNTED = frozenset({"waived", "cancelled"})


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
    estimate: bool | None = declare("yes", "Estimate", section="Why")
    trigger: str | None = declare("choice", "Due after", section="When", choices=TRIGGERS)
    trigger_days: int | None = declare("int", "Days after", section="When")
    earned_on: str | None = declare("day", "Earned on", section="When")
    held_why: str | None = declare("text", "Why held", section="When")


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


ENTITIES = (CreatorFee.entity, ClientFee.entity, Cost.entity)
