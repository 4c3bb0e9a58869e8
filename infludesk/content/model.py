"""Content: promised pieces, their drafts and reviews, published posts, and what was checked about them."""

from infludesk.contracts.model import CHANNELS
from infludesk.creators.model import PLATFORMS
from infludesk.kernel.fields import Row, choices, declare, entity

FORMATS = choices(
    post="Post", carousel="Carousel", reel="Reel", story="Story", live="Live", video="Video", short="Short",
    photo_set="Photo set", article="Article", newsletter="Newsletter", podcast="Podcast", review="Review",
    round_table="Round table", appearance="Appearance", forum_care="Forum care", asset="Asset", ad="Ad", other="Other",
)  # fmt: skip
STATES = choices(
    planned="Planned", in_work="In work", in_review="In review", changes="Changes", approved="Approved",
    scheduled="Scheduled", live="Live", done="Done", missed="Missed", waived="Waived", cancelled="Cancelled",
)  # fmt: skip
# The line a piece walks; missed, waived and cancelled are exits.
LINE = tuple(code for code, _ in STATES[:8])
# What is out, what is promised no more, and what nobody waits for any more.
LIVE = frozenset({"live", "done"})
LEFT = frozenset({"waived", "cancelled"})
OVER = LIVE | LEFT | {"missed"}
CONNECTIONS = choices(
    unknown="Unknown", none="None", paid="Paid", gift="Gift", loan="Loan", affiliate="Affiliate", employee="Employee",
    family="Family", own="Own brand", other="Other",
)  # fmt: skip
STEPS = choices(concept="Concept", draft="Draft", final="Final")
SIDES = choices(house="We", client="Client", legal="Legal")
DECISIONS = choices(approved="Approved", changes="Changes", rejected="Rejected")
SYNTHETIC = choices(
    unknown="Unknown", none="None", assisted="Made with help of AI", synthetic_performer="Synthetic performer"
)
RESULTS = choices(yes="Yes", no="No", unsure="Unsure", not_applicable="Does not apply")
OUTCOMES = choices(**{"pass": "Pass"}, review="Review", fail="Fail", not_applicable="Does not apply")


@entity("deliverable", "Deliverable", "Deliverables")
class Deliverable(Row):
    """One promised piece, or a set reviewed together."""

    participation_id: str | None = declare("link", "Creator", table="participation", needed=True)
    title: str | None = declare("text", "Title", search=True)
    format: str | None = declare("choice", "Format", choices=FORMATS)
    due: str | None = declare("deadline", "Due")
    state: str | None = declare("choice", "Stage", choices=STATES)
    contract_id: str | None = declare("link", "Contract", table="contract", section="Promise")
    account_id: str | None = declare("link", "Account", table="account", section="Promise")
    quantity: int | None = declare("int", "Pieces", section="Promise")
    min_seconds: int | None = declare("int", "Seconds at least", section="Promise")
    min_live_days: int | None = declare("int", "Stays live, days", section="Promise")
    post_from: str | None = declare("deadline", "Not before", section="Promise")
    market: str | None = declare("country", "Market", section="Promise")
    hashtags: tuple[str, ...] = declare("list", "Hashtags", section="Promise")
    mentions: tuple[str, ...] = declare("list", "Mentions", section="Promise")
    links: tuple[str, ...] = declare("list", "Links", section="Promise")
    requirements: str | None = declare("long", "Requirements", section="Promise")
    draft_due: str | None = declare("deadline", "Draft due", section="Work")
    owner_id: str | None = declare("link", "Owner", table="member", section="Work")
    waived_why: str | None = declare("text", "Why waived", section="Work", internal=True)
    bundle_id: str | None = declare("link", "Bundle", table="bundle", section="Promise")
    needs_post: bool | None = declare("yes", "Is published", section="Promise", help="No for assets handed over.")
    lang: str | None = declare("lang", "Language", section="Promise")
    concept_due: str | None = declare("deadline", "Concept due", section="Work")
    rounds_allowed: int | None = declare("int", "Review rounds", section="Work", help="Empty means as the contract.")
    minor_appears: bool | None = declare("yes", "A minor appears", section="Work")
    synthetic_media: str | None = declare("choice", "Synthetic media", section="Work", choices=SYNTHETIC)
    music_cleared: bool | None = declare("yes", "Music is cleared", section="Work")


@entity("post", "Post", "Posts", seed=("platform", "platform_post_id"))
class Post(Row):
    """Something published."""

    url: str | None = declare("url", "Address", aliases=("permalink", "video link", "media url", "post url"))
    account_id: str | None = declare("link", "Account", table="account")
    published_at: str | None = declare(
        "moment", "Published", aliases=("publish time", "post time", "video publish time")
    )
    participation_id: str | None = declare("link", "Participation", table="participation", section="Where")
    campaign_id: str | None = declare("link", "Campaign", table="campaign", section="Where")
    platform: str | None = declare("choice", "Platform", section="Where", choices=PLATFORMS)
    platform_post_id: str | None = declare(
        "text", "Id on the platform", section="Where", aliases=("post id", "content", "video id")
    )
    format: str | None = declare("choice", "Format", section="Where", choices=FORMATS, aliases=("post type",))
    title: str | None = declare("text", "Title", section="Where", search=True, aliases=("video title",))
    caption: str | None = declare("long", "Caption", section="Where", search=True, aliases=("description", "caption"))
    lang: str | None = declare("lang", "Language", section="Where")
    seconds: int | None = declare("int", "Seconds", section="Where", aliases=("duration (sec)", "duration"))
    connection: str | None = declare("choice", "Connection", section="Nature", choices=CONNECTIONS)
    asked_for: bool | None = declare("yes", "A post was asked for", section="Nature")
    platform_label: bool | None = declare("yes", "The platform's own label is on", section="Nature")
    boosted: bool | None = declare("yes", "Boosted", section="Nature")
    synthetic_media: str | None = declare("choice", "Synthetic media", section="Nature", choices=SYNTHETIC)
    markets: tuple[str, ...] = declare("list", "Markets", section="Where", help="Countries as two letters, such as US.")
    expires_at: str | None = declare("moment", "Gone at", section="Life")
    last_seen_live: str | None = declare("day", "Last seen live", section="Life")
    down_on: str | None = declare("day", "Down on", section="Life")
    down_why: str | None = declare("text", "Why it is down", section="Life")


@entity("fulfilment", "Fulfilment", "Fulfilments", seed=("deliverable_id", "post_id"))
class Fulfilment(Row):
    """That a post fulfils a deliverable, or part of one."""

    deliverable_id: str | None = declare("link", "Deliverable", table="deliverable", needed=True)
    post_id: str | None = declare("link", "Post", table="post", needed=True)
    counts: int | None = declare("int", "Counts")


@entity("disclosure_check", "Disclosure check", "Disclosure checks")
class DisclosureCheck(Row):
    """One look at one post, or at a draft before it is published, under one rule pack."""

    post_id: str | None = declare("link", "Post", table="post", follows=True)
    draft_id: str | None = declare("link", "Draft", table="content_draft", follows=True)
    pack_id: str | None = declare("link", "Rule pack", table="rule_pack", needed=True)
    outcome: str | None = declare("choice", "Outcome", choices=OUTCOMES)
    checked_at: str | None = declare("moment", "Checked at")
    checked_by_id: str | None = declare("link", "Checked by", table="member")
    connection_seen: str | None = declare("choice", "Connection", section="More", choices=CONNECTIONS)
    brief_version_id: str | None = declare("link", "Brief version", table="brief_version", section="More")
    fix_wanted: str | None = declare("long", "What to change", section="More")
    fix_asked_at: str | None = declare("moment", "Fix asked for", section="More")
    fix_reminded_at: str | None = declare("moment", "Reminded", section="More")
    fix_due: str | None = declare("deadline", "Fix due", section="More")
    fixed_at: str | None = declare("moment", "Fixed", section="More")
    note: str | None = declare("long", "Note", section="More", internal=True)


@entity("disclosure_finding", "Finding", "Findings", seed=("check_id", "rule"))
class DisclosureFinding(Row):
    """One rule's result."""

    check_id: str | None = declare("link", "Check", table="disclosure_check", needed=True)
    rule: str | None = declare("text", "Rule", needed=True)
    cite: str | None = declare("text", "Section cited")
    result: str | None = declare("choice", "Result", choices=RESULTS)
    seen: str | None = declare("text", "Words and place")
    found_by: str | None = declare(
        "choice", "Found by", choices=choices(person="A person", caption_scan="The caption check")
    )
    note: str | None = declare("text", "Note")


@entity("evidence", "Evidence", "Evidence")
class Evidence(Row):
    """Proof kept with its hash: of the file, else of the text."""

    about: str | None = declare("ref", "About", needed=True)
    kind: str | None = declare(
        "choice", "Kind", needed=True,
        choices=choices(screenshot="Screenshot", recording="Recording", page="Page", caption="Caption",
                        e_mail="E-mail", receipt="Receipt", other="Other"),
    )  # fmt: skip
    sha256: str | None = declare("text", "Hash", needed=True)
    taken_at: str | None = declare("moment", "Taken at")
    taken_by_id: str | None = declare("link", "Taken by", table="member")
    url: str | None = declare("url", "Address")
    text: str | None = declare("long", "Text")


@entity("bundle", "Bundle", "Bundles")
class Bundle(Row):
    """Pieces agreed as one: three stories and a reel."""

    participation_id: str | None = declare("link", "Creator", table="participation", needed=True)
    title: str | None = declare("text", "Title", search=True, needed=True)
    note: str | None = declare("text", "Note")


@entity("content_draft", "Draft", "Drafts")
class Draft(Row):
    """A version handed in for review; its files are linked to it."""

    deliverable_id: str | None = declare("link", "Piece", table="deliverable", needed=True)
    step: str | None = declare("choice", "Step", choices=STEPS)
    submitted_at: str | None = declare("moment", "Handed in")
    url: str | None = declare("url", "Address")
    caption: str | None = declare("long", "Caption")
    note: str | None = declare("long", "Note")
    review_due: str | None = declare("deadline", "Review due")
    round_why: str | None = declare("text", "Why one more round", internal=True)


@entity("review", "Review", "Reviews", seed=("draft_id", "side", "reviewer"))
class Review(Row):
    """One side's answer to a draft."""

    draft_id: str | None = declare("link", "Draft", table="content_draft", needed=True)
    side: str | None = declare("choice", "Side", needed=True, choices=SIDES)
    reviewer: str | None = declare("text", "Reviewer")
    decision: str | None = declare("choice", "Decision", needed=True, choices=DECISIONS)
    decided_at: str | None = declare("moment", "Decided at")
    comment: str | None = declare("long", "Comment", help="Goes to the creator.")
    inside_note: str | None = declare("long", "Inside note", internal=True)
    reshoot: bool | None = declare("yes", "Reshoot")
    deemed: bool | None = declare("yes", "Deemed approved", help="The days to answer passed.")


@entity("asset_use", "Use of a piece", "Uses of pieces")
class AssetUse(Row):
    """Where the brand uses a piece now."""

    asset: str | None = declare("ref", "Piece", needed=True)
    right_id: str | None = declare("link", "Usage right", table="usage_right")
    whitelisting_id: str | None = declare("link", "Whitelisting", table="whitelisting")
    channel: str | None = declare("choice", "Channel", choices=CHANNELS)
    place: str | None = declare("text", "Place")
    territory: tuple[str, ...] = declare("list", "Territory")
    starts_on: str | None = declare("day", "Starts on")
    planned_end: str | None = declare("day", "Planned end")
    stopped_on: str | None = declare("day", "Stopped on")


ENTITIES = (
    Deliverable.entity, Post.entity, Fulfilment.entity, DisclosureCheck.entity, DisclosureFinding.entity,
    Evidence.entity, Bundle.entity, Draft.entity, Review.entity, AssetUse.entity,
)  # fmt: skip
