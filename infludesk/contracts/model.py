"""Contracts: an agreement with a creator, its parties, clauses, rights, promises and 32 checklist items."""

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
# What binds nobody from then on, with what ended before its time.
LAPSED = VOID | {"terminated"}
# Kinds that promise no posts by themselves: paper that stands for a contract is asked of the others.
WITHOUT_POSTS = frozenset({"nda", "release", "addendum"})
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
    template: str | None = declare("text", "Template", section="Kind")
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
    kill_fee_ppm: int | None = declare("ppm", "Kill fee, share", section="Work", internal=True)
    liability_cap: Money | None = declare("money", "Liability at most", section="Work")
    rule_packs: tuple[str, ...] = declare("list", "Rule packs", section="Rules")
    body: str | None = declare("long", "Clauses", section="Rules")
    body_sha256: str | None = declare("text", "Hash of the signed text", section="Rules")
    termination: str | None = declare("long", "Termination", section="Rules")
    ended_why: str | None = declare("long", "Why it ended", section="Rules", internal=True)


# What an addendum can change: the contract's own terms, not whose it is or how far it is.
AMENDABLE = tuple(
    one.name for one in Contract.entity.fields
    if one.name == "termination" or (one.section in ("Dates", "Work") and one.name not in ("sent_on", "signed_on"))
)  # fmt: skip


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
    renewed_from_id: str | None = declare("link", "Renews", table="usage_right", section="More")
    client_id: str | None = declare("link", "Client", table="client", section="More")


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


@entity("contract_clause", "Clause", "Clauses", seed=("contract_id", "code"))
class ContractClause(Row):
    """One clause of a contract, as it stands in its text."""

    contract_id: str | None = declare("link", "Contract", table="contract", needed=True)
    code: str | None = declare("text", "Code", needed=True)
    title: str | None = declare("text", "Title")
    text: str | None = declare("long", "Text")
    position: int | None = declare("int", "Position")


@entity("contract_party", "Party", "Parties", seed=("contract_id", "role", "party"))
class ContractParty(Row):
    """Who stands on the paper, as written then."""

    contract_id: str | None = declare("link", "Contract", table="contract", needed=True)
    role: str | None = declare(
        "choice", "Role", needed=True,
        choices=choices(client="Client", house="We", creator="Creator", manager="Manager", guardian="Guardian",
                        payee="Payee"),
    )  # fmt: skip
    party: str | None = declare("ref", "Record")
    legal_name: str | None = declare("text", "Legal name")
    legal_entity: str | None = declare("text", "Legal form", section="More")
    postal_address: str | None = declare("long", "Postal address", section="More", private=True)
    email: str | None = declare("email", "E-mail", section="More", private=True)
    tax_country: str | None = declare("country", "Country of tax residence", section="More")
    signatory: str | None = declare("text", "Signs for it", section="More")
    signed_on: str | None = declare("day", "Signed on", section="More")
    signed_how: str | None = declare(
        "choice", "How it was signed", section="More",
        choices=choices(paper="On paper", e_signature="E-signature", email_reply="E-mail reply", click="Click"),
    )  # fmt: skip


@entity("right_asset", "Piece under a right", "Pieces under rights", seed=("right_id", "asset"))
class RightAsset(Row):
    """That a usage right covers this piece; a right without any covers all."""

    right_id: str | None = declare("link", "Usage right", table="usage_right", needed=True)
    asset: str | None = declare("ref", "Piece", needed=True)


@entity("whitelisting", "Whitelisting", "Whitelistings")
class Whitelisting(Row):
    """Ads run through the creator's handle."""

    contract_id: str | None = declare("link", "Contract", table="contract", needed=True)
    account_id: str | None = declare("link", "Account", table="account")
    mechanism: str | None = declare(
        "choice", "Mechanism",
        choices=choices(partnership_ad="Partnership ad", boost="Boost", spark_ad="Spark ad", dark_post="Dark post",
                        other="Other"),
    )  # fmt: skip
    starts_on: str | None = declare("day", "Starts on")
    ends_on: str | None = declare("day", "Ends on")
    spend_cap: Money | None = declare("money", "Spend at most")
    ad_account: str | None = declare("text", "Ad account", section="More")
    permission_code: str | None = declare("text", "Permission code", section="More", private=True)
    granted_on: str | None = declare("day", "Granted on", section="More")
    revoked_on: str | None = declare("day", "Revoked on", section="More")
    copy_approval: bool | None = declare("yes", "Creator approves the words", section="More")


@entity("exclusivity", "Exclusivity", "Exclusivities")
class Exclusivity(Row):
    """What the creator may not do meanwhile; also promises made to others."""

    creator_id: str | None = declare("link", "Creator", table="creator", needed=True)
    contract_id: str | None = declare("link", "Contract", table="contract", follows=True)
    scope: str | None = declare(
        "choice", "Scope",
        choices=choices(category="A category", named="Named competitors", both="Category and names", all="All others"),
    )  # fmt: skip
    categories: tuple[str, ...] = declare("list", "Categories")
    starts_on: str | None = declare("day", "Starts on")
    ends_on: str | None = declare("day", "Ends on")
    rivals: tuple[str, ...] = declare("list", "Competitors named", section="More")
    for_brand_id: str | None = declare("link", "For brand", table="brand", section="More")
    platforms: tuple[str, ...] = declare("list", "Platforms", section="More", help="Empty means all.")
    markets: tuple[str, ...] = declare("list", "Markets", section="More", help="Empty means all.")
    days_before: int | None = declare("int", "Days before the first post", section="More")
    days_after: int | None = declare("int", "Days after the last post", section="More")
    organic_allowed: bool | None = declare("yes", "Unpaid posts are allowed", section="More")
    source: str | None = declare(
        "choice", "Known from", section="More", choices=choices(contract="Contract", told="Told", seen="Seen")
    )
    source_note: str | None = declare("text", "Note on the source", section="More", internal=True)
    waived_by: str | None = declare("text", "Waived by", section="More")
    waived_on: str | None = declare("day", "Waived on", section="More")


@entity("legal_figure", "Legal figure", "Legal figures", seed=("code", "from_day"))
class LegalFigure(Row):
    """A dated amount that the user adds or corrects beside the rule packs."""

    code: str | None = declare("text", "Code", needed=True)
    from_day: str | None = declare("day", "From", needed=True)
    until_day: str | None = declare("day", "Until")
    amount: Money | None = declare("money", "Amount")
    source: str | None = declare("text", "Source")
    confidence: str | None = declare(
        "choice", "Confidence",
        choices=choices(V="Read in the source", S="Second-hand source", G="General knowledge", user="Own"),
    )  # fmt: skip
    entered_by_id: str | None = declare("link", "Entered by", table="member")


ENTITIES = (
    Contract.entity, ContractItem.entity, UsageRight.entity, RulePackRow.entity, ContractClause.entity,
    ContractParty.entity, RightAsset.entity, Whitelisting.entity, Exclusivity.entity, LegalFigure.entity,
)  # fmt: skip
