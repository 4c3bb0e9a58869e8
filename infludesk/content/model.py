"""Content: promised pieces, published posts, and what was checked about them."""

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
    """One look at one post under one rule pack."""

    post_id: str | None = declare("link", "Post", table="post", needed=True)
    pack_id: str | None = declare("link", "Rule pack", table="rule_pack", needed=True)
    outcome: str | None = declare("choice", "Outcome", choices=OUTCOMES)
    checked_at: str | None = declare("moment", "Checked at")
    checked_by_id: str | None = declare("link", "Checked by", table="member")
    connection_seen: str | None = declare("choice", "Connection", section="More", choices=CONNECTIONS)
    fix_asked_at: str | None = declare("moment", "Fix asked for", section="More")
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


ENTITIES = (
    Deliverable.entity, Post.entity, Fulfilment.entity, DisclosureCheck.entity, DisclosureFinding.entity,
    Evidence.entity,
)  # fmt: skip
