"""Contracts: an agreement with a creator, its usage rights and its 32 checklist items."""

from infludesk.campaigns.model import SHOOTERS
from infludesk.kernel.fields import Row, choices, declare, entity
from infludesk.kernel.money import Money

STATES = choices(
    draft="Draft", in_check="In check", sent="Sent", redlined="Redlined", agreed="Agreed", signed="Signed",
    ended="Ended", terminated="Terminated", superseded="Superseded", cancelled="Cancelled",
)  # fmt: skip
# What is with the other side, what is not signed yet, and what never held or holds no more.
OUT = frozenset({"sent", "redlined", "agreed"})
UNSIGNED = OUT | {"draft", "in_check"}
VOID = frozenset({"cancelled", "superseded"})
ANSWERS = choices(open="Open", in_text="In the text", not_applicable="Not applicable", accepted_risk="Accepted risk")
CHANNELS = choices(
    organic_social="Organic social", paid_social="Paid social", web="Web", email="E-mail", print="Print",
    out_of_home="Out of home", tv="TV", retail="Retail", internal="Internal",
)  # fmt: skip


@entity("contract", "Contract", "Contracts")
class Contract(Row):
    """An agreement with a creator for one participation."""

    title: str | None = declare("text", "Title", search=True, needed=True)
    creator_id: str | None = declare("link", "Creator", table="creator", needed=True)
    participation_id: str | None = declare("link", "Participation", table="participation")
    state: str | None = declare("choice", "State", choices=STATES)
    starts_on: str | None = declare("day", "Starts on", section="Dates")
    ends_on: str | None = declare("day", "Ends on", section="Dates")
    sent_on: str | None = declare("day", "Sent on", section="Dates")
    signed_on: str | None = declare("day", "Signed on", section="Dates")
    renewal: str | None = declare(
        "choice", "Renewal", section="Dates", choices=choices(none="None", automatic="Automatic", option="Option")
    )
    notice_days: int | None = declare("int", "Notice, days", section="Dates")
    renew_by: str | None = declare("day", "Renew by", section="Dates")
    kind: str | None = declare(
        "choice", "Kind", section="Kind",
        choices=choices(contract="Contract", letter="Letter", frame="Frame", addendum="Addendum",
                        gifting_terms="Gifting terms", loan_terms="Loan terms", nda="NDA", release="Release"),
    )  # fmt: skip
    parent_id: str | None = declare("link", "Amends", table="contract", section="Kind")
    currency: str | None = declare("currency", "Currency", section="Kind")
    lang: str | None = declare("lang", "Language", section="Kind")
    law: str | None = declare("country", "Governing law", section="Kind")
    law_place: str | None = declare("text", "Place of courts", section="Kind")
    owner_id: str | None = declare("link", "Owner", table="member", section="Kind")
    who_shoots: str | None = declare("choice", "Who shoots", section="Work", choices=SHOOTERS)
    rounds_allowed: int | None = declare("int", "Approval rounds", section="Work")
    review_days: int | None = declare("int", "Days to review", section="Work")
    deemed_approval_days: int | None = declare("int", "Deemed approved after, days", section="Work")
    reshoot_limit: int | None = declare("int", "Reshoots at most", section="Work")
    min_live_days: int | None = declare("int", "Stays live, days", section="Work")
    fix_hours: int | None = declare("int", "Creator fixes within, hours", section="Work")
    late_fee_ppm: int | None = declare("ppm", "Late fee", section="Work")
    pay_days: int | None = declare("int", "Days to pay", section="Work")
    expenses_cap: Money | None = declare("money", "Expenses at most", section="Work", internal=True)
    kill_fee: Money | None = declare("money", "Kill fee", section="Work", internal=True)
    rights_model: str | None = declare(
        "choice", "Ownership", section="Work",
        choices=choices(creator_owns="Creator owns", licence="Licence", buyout="Buy-out"),
    )  # fmt: skip
    liability_cap: Money | None = declare("money", "Liability at most", section="Work")
    rule_packs: tuple[str, ...] = declare("list", "Rule packs", section="Rules")
    body: str | None = declare("long", "Clauses", section="Rules")
    body_sha256: str | None = declare("text", "Hash of the signed text", section="Rules")
    termination: str | None = declare("long", "Termination", section="Rules")
    ended_why: str | None = declare("long", "Why it ended", section="Rules", internal=True)


@entity("contract_item", "Checklist item", "Checklist items", seed=("contract_id", "item"))
class ContractItem(Row):
    """One of the 32 checklist items, answered."""

    contract_id: str | None = declare("link", "Contract", table="contract", needed=True)
    item: int | None = declare("int", "Item", needed=True)
    answer: str | None = declare("choice", "Answer", choices=ANSWERS)
    place: str | None = declare("text", "Place in the text")
    note: str | None = declare("long", "Note")
    red_flag: bool | None = declare("yes", "Red flag")
    decided_by_id: str | None = declare("link", "Decided by", table="member")


@entity("usage_right", "Usage right", "Usage rights")
class UsageRight(Row):
    """What the brand may do with the content, where, and until when."""

    contract_id: str | None = declare("link", "Contract", table="contract", needed=True)
    channels: tuple[str, ...] = declare("flags", "Channels", choices=CHANNELS)
    ends_on: str | None = declare("day", "Ends on")
    territory: tuple[str, ...] = declare("list", "Territory", section="More", help="Empty means the world.")
    start_rule: str | None = declare(
        "choice", "Starts with", section="More",
        choices=choices(publication="Publication", signature="Signature", fixed="A fixed day"),
    )  # fmt: skip
    starts_on: str | None = declare("day", "Starts on", section="More")
    days: int | None = declare("int", "Days", section="More")
    perpetual: bool | None = declare("yes", "For ever", section="More")
    edits: tuple[str, ...] = declare(
        "flags", "Edits allowed", section="More",
        choices=choices(crop="Crop", subtitle="Subtitle", recut="Recut", translate="Translate", combine="Combine"),
    )  # fmt: skip
    raw_files: bool | None = declare("yes", "Raw files", section="More")
    credit_required: bool | None = declare("yes", "Credit required", section="More")
    notice_days: int | None = declare("int", "Notice, days", section="More")


@entity("rule_pack", "Rule pack", "Rule packs", seed=("code", "version"))
class RulePackRow(Row):
    """One version of a jurisdiction's rules as used, kept whole with its hash."""

    code: str | None = declare("text", "Code", needed=True)
    version: str | None = declare("text", "Version", needed=True)
    jurisdiction: str | None = declare("text", "Jurisdiction", needed=True)
    label_lang: str | None = declare("lang", "Language of its labels")
    effective_from: str | None = declare("day", "In force from")
    effective_to: str | None = declare("day", "In force until")
    source_url: str | None = declare("url", "Source")
    body: str | None = declare("long", "Text", needed=True)
    sha256: str | None = declare("text", "Hash", needed=True)
    origin: str | None = declare("choice", "Origin", choices=choices(shipped="Shipped", user="Own"))


ENTITIES = (Contract.entity, ContractItem.entity, UsageRight.entity, RulePackRow.entity)
