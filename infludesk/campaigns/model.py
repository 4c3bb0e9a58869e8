"""Campaigns, the pipeline of creators in one, and the brief with its frozen versions and where they went."""

from infludesk.kernel.fields import Row, choices, declare, entity
from infludesk.kernel.money import Money

STATES = choices(
    idea="Idea", planning="Planning", live="Live", wrap_up="Wrap-up", closed="Closed", on_hold="On hold",
    cancelled="Cancelled",
)  # fmt: skip
CLOSED = frozenset({"closed", "cancelled"})
STAGES = choices(
    shortlisted="Shortlisted", proposed="Proposed", approved="Approved", contacted="Contacted", in_talks="In talks",
    agreed="Agreed", contracted="Contracted", active="Active", delivered="Delivered", closed="Closed",
    no_reply="No reply", paused="Paused", declined="Declined", turned_down="Turned down", not_now="Not now",
    stopped="Stopped", cancelled="Cancelled",
)  # fmt: skip
# The line a creator walks in a campaign; the other stages are marks and exits.
PIPELINE = tuple(code for code, _ in STAGES[:10])
EXITS = ("declined", "turned_down", "not_now", "stopped", "cancelled")
AGREED = frozenset({"agreed", "contracted", "active", "paused", "delivered", "closed"})
# What was promised and billed stays so through a stop, until it is waived.
BOUND = AGREED | {"stopped", "cancelled"}
SHOOTERS = choices(creator="Creator", agency="Agency", brand="Brand", production_company="Production company")


@entity("campaign", "Campaign", "Campaigns")
class Campaign(Row):
    """A piece of work with a goal and an end."""

    name: str | None = declare("text", "Name", search=True, needed=True)
    client_id: str | None = declare("link", "Client", table="client", needed=True)
    ends_on: str | None = declare("day", "Ends on")
    objective: str | None = declare("long", "Objective", section="Plan")
    audience: str | None = declare("long", "Audience", section="Plan")
    promo_objective: str | None = declare(
        "text", "Promotional objective", section="Plan",
        help="Campaigns with the same words count together towards France's yearly sum.",
    )  # fmt: skip
    kind: str | None = declare(
        "choice", "Kind", section="Plan",
        choices=choices(paid="Paid", gifted="Gifted", affiliate="Affiliate", ambassador="Ambassador", event="Event",
                        seeding="Seeding", research="Research", mixed="Mixed"),
    )  # fmt: skip
    starts_on: str | None = declare("day", "Starts on", section="Plan")
    markets: tuple[str, ...] = declare("list", "Markets", section="Plan", help="Countries as two letters, such as US.")
    platforms: tuple[str, ...] = declare("list", "Platforms", section="Plan")
    hashtags: tuple[str, ...] = declare("list", "Hashtags", section="Plan")
    state: str | None = declare("choice", "State", section="Plan", choices=STATES)
    owner_id: str | None = declare("link", "Owner", table="member", section="Plan")
    analyst_id: str | None = declare("link", "Analyst", table="member", section="Plan")
    zone: str | None = declare("zone", "Time zone", section="Plan")
    budget: Money | None = declare(
        "money", "Budget", section="Money", help="What the client has given for this campaign."
    )
    report_currency: str | None = declare("currency", "Report currency", section="Money")
    planning_rates: tuple[str, ...] = declare(
        "list", "Planning rates", section="Money", help="One for each currency, such as USD EUR 0.92 2026-03-01."
    )
    cost_basis: str | None = declare(
        "choice", "Cost basis", section="Money", choices=choices(fee_only="Fee only", fully_loaded="Fully loaded")
    )
    awareness_only: bool | None = declare("yes", "Awareness only", section="Money", help="Leaves costs out of reports.")
    approval_by_client: bool | None = declare("yes", "Client approves content", section="Rules")
    rule_packs: tuple[str, ...] = declare("list", "Rule packs", section="Rules")
    headline_target_id: str | None = declare(
        "link", "Headline goal", table="kpi_target", section="Rules", help="The one number of the report's first page."
    )
    learned: str | None = declare("long", "What we learned", section="Learned", internal=True)
    client_note: str | None = declare("long", "Note to the client", section="Learned")
    report_headline: str | None = declare("text", "Headline of the report", section="Report")
    report_happened: str | None = declare("long", "What happened", section="Report")
    report_next_step: str | None = declare("long", "Next step", section="Report")


@entity("participation", "Participation", "Participations", seed=("campaign_id", "creator_id"))
class Participation(Row):
    """One creator in one campaign: the pipeline."""

    campaign_id: str | None = declare("link", "Campaign", table="campaign", needed=True)
    creator_id: str | None = declare("link", "Creator", table="creator", needed=True)
    stage: str | None = declare("choice", "Stage", choices=STAGES, needed=True, aliases=("campaign status",))
    reason: str | None = declare("text", "Reason", section="Why", internal=True)
    ask_again_on: str | None = declare("day", "Ask again on", section="Why")
    market: str | None = declare("country", "Market", section="Why")
    why_them: str | None = declare("long", "Why them", section="Why", help="Printed on the shortlist.")
    source: str | None = declare("text", "Source", section="Why")
    position: int | None = declare("int", "Position", section="Why")
    client_decision: str | None = declare(
        "choice", "Client's decision", section="Client",
        choices=choices(pending="Pending", yes="Yes", no="No", reserve="Reserve"),
    )  # fmt: skip
    client_decided_on: str | None = declare("day", "Decided on", section="Client")
    client_comment: str | None = declare("long", "Client's comment", section="Client")
    owner_id: str | None = declare("link", "Owner", table="member", section="Work")
    pay: str | None = declare(
        "choice", "Pay", section="Work",
        choices=choices(none="None", gift="Gift", loan="Loan", paid="Paid", affiliate="Affiliate", mixed="Mixed"),
    )  # fmt: skip
    lang: str | None = declare("lang", "Language", section="Work")
    product_notes: str | None = declare("long", "Product", section="Work")
    content_plan: str | None = declare("long", "Content plan", section="Work")
    exit_note: str | None = declare("long", "Note at the end", section="Work", internal=True)


@entity("brief", "Brief", "Briefs")
class Brief(Row):
    """The working text; what was sent is frozen in versions.

    A brief with ``base_id`` is a variation: what it says replaces the base's words, for one creator.
    """

    campaign_id: str | None = declare("link", "Campaign", table="campaign", needed=True)
    title: str | None = declare("text", "Title", search=True, needed=True)
    goal: str | None = declare("long", "Goal", help="What the campaign should reach, in a sentence or two.")
    key_messages: tuple[str, ...] = declare(
        "list", "Key messages", help="Three at most, one at a time.", sentences=True
    )
    overview: str | None = declare("long", "Brand overview", section="Sections")
    audience: str | None = declare("long", "Audience", section="Sections")
    deliverables_text: str | None = declare("long", "Deliverables and formats", section="Sections")
    avoid: str | None = declare("long", "What to avoid", section="Sections")
    creative_freedom: str | None = declare("long", "Creative freedom", section="Sections")
    tone: str | None = declare("long", "Tone, with examples", section="Sections")
    dates_text: str | None = declare("long", "Dates", section="Sections")
    who_shoots: str | None = declare("choice", "Who shoots", section="Sections", choices=SHOOTERS)
    approval: str | None = declare("long", "Approval", section="Sections", help="Two passes work: concept, then final.")
    payment_process: str | None = declare("long", "Payment process", section="Sections")
    success_metrics: str | None = declare("long", "Success metrics", section="Sections")
    usage_text: str | None = declare("long", "Usage rights", section="Sections")
    lang: str | None = declare("lang", "Language", section="Sections")
    disclosure_wording: str | None = declare(
        "text", "Disclosure wording", section="Disclosure", help="The words the post begins with, such as #ad."
    )
    disclosure_place: str | None = declare("text", "Where it stands", section="Disclosure")
    hashtags: tuple[str, ...] = declare("list", "Hashtags", section="Disclosure")
    links: tuple[str, ...] = declare("list", "Links", section="Disclosure")
    contact: str | None = declare("text", "Contact", section="Sections", help="Who answers questions, and how.")
    base_id: str | None = declare("link", "Varies", table="brief", follows=True)
    participation_id: str | None = declare("link", "For", table="participation", follows=True)
    do_not_tag: tuple[str, ...] = declare("list", "Do not tag", section="Disclosure")
    rule_packs: tuple[str, ...] = declare("list", "Rule packs", section="Disclosure")


@entity("brief_version", "Brief version", "Brief versions")
class BriefVersion(Row):
    """What was sent, frozen: canonical JSON of all sections with its hash."""

    brief_id: str | None = declare("link", "Brief", table="brief", needed=True)
    body: str | None = declare("long", "Text", needed=True)
    sha256: str | None = declare("text", "Hash", needed=True)
    frozen_at: str | None = declare("moment", "Frozen at")
    frozen_by_id: str | None = declare("link", "Frozen by", table="member")


@entity("brief_sending", "Sending of a brief", "Sendings of briefs", seed=("version_id", "participation_id"))
class BriefSending(Row):
    """To whom a frozen brief went, when, and whether they confirmed it."""

    version_id: str | None = declare("link", "Version", table="brief_version", needed=True)
    participation_id: str | None = declare("link", "Creator", table="participation", needed=True)
    recipient: str | None = declare("text", "Recipient", internal=True)
    via: str | None = declare(
        "choice", "Sent by", choices=choices(email="E-mail", message="Message", portal="Portal", paper="Paper")
    )
    sent_at: str | None = declare("moment", "Sent at")
    personal_note: str | None = declare("long", "Personal note")
    acknowledged_at: str | None = declare("moment", "Acknowledged at")
    acknowledged_how: str | None = declare("text", "How it was acknowledged")


@entity("campaign_market", "Market", "Markets", seed=("campaign_id", "country"))
class CampaignMarket(Row):
    """A country's share of a campaign, with its own rule packs."""

    campaign_id: str | None = declare("link", "Campaign", table="campaign", needed=True)
    country: str | None = declare("country", "Country", needed=True)
    langs: tuple[str, ...] = declare("list", "Languages")
    zone: str | None = declare("zone", "Time zone")
    lead_id: str | None = declare("link", "Lead", table="member")
    budget: Money | None = declare("money", "Budget")
    rule_packs: tuple[str, ...] = declare("list", "Rule packs")
    local_notes: str | None = declare("long", "Local notes")


@entity("campaign_party", "Party", "Parties", seed=("campaign_id", "client_id", "brand_id"))
class CampaignParty(Row):
    """A further client or brand of a campaign, or the lead's own brand."""

    campaign_id: str | None = declare("link", "Campaign", table="campaign", needed=True)
    client_id: str | None = declare("link", "Client", table="client")
    brand_id: str | None = declare("link", "Brand", table="brand")
    share_ppm: int | None = declare("ppm", "Share")
    part: str | None = declare(
        "choice", "Part",
        choices=choices(brand="Brand", co_brand="Co-brand", partner="Partner", sponsor="Sponsor"),
    )  # fmt: skip
    own_report: bool | None = declare("yes", "Gets a report of its own")


ENTITIES = (
    Campaign.entity, Participation.entity, Brief.entity, BriefVersion.entity, BriefSending.entity,
    CampaignMarket.entity, CampaignParty.entity,
)  # fmt: skip
