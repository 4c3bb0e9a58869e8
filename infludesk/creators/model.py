"""Creators: a person, group or virtual figure, their channels, ties, tags and conversations."""

from infludesk.kernel.fields import Row, choices, declare, entity
from infludesk.team.model import FUNCTIONS

PLATFORMS = choices(
    instagram="Instagram", tiktok="TikTok", youtube="YouTube", facebook="Facebook", x="X", linkedin="LinkedIn",
    pinterest="Pinterest", snapchat="Snapchat", twitch="Twitch", threads="Threads", bluesky="Bluesky",
    mastodon="Mastodon", reddit="Reddit", discord="Discord", telegram="Telegram", wechat="WeChat", weibo="Weibo",
    xiaohongshu="Xiaohongshu", douyin="Douyin", bilibili="Bilibili", line="LINE", vk="VK", blog="Blog",
    podcast="Podcast", newsletter="Newsletter", press="Press", forum="Forum", event="Event", other="Other",
)  # fmt: skip
STANDINGS = choices(prospect="Prospect", active="Active", paused="Paused", dormant="Dormant", former="Former")
SOURCES = choices(
    screenshot="Screenshot", export="Export", api="API", self_reported="Self-reported", estimate="Estimate",
    manual="Manual entry",
)  # fmt: skip
TIES = choices(
    paid_creator="Paid creator", employee="Employee", former_employee="Former employee", customer="Customer",
    advocate="Advocate", partner="Partner", press="Press", family="Family", shareholder="Shareholder",
    supplier="Supplier", candidate="Candidate", other="Other",
)  # fmt: skip
ENTRY_KINDS = choices(
    call="Call", email="E-mail", meeting="Meeting", message="Message", note="Note", event="Event", review="Review",
    gift="Gift", complaint="Complaint", care_case="Care case", other="Other",
)  # fmt: skip
DIRECTIONS = choices(out="Out", **{"in": "In"}, inside="Inside the house")
WAITING = choices(none="Nobody", us="Us", them="Them")
BASES = choices(
    consent="Consent", contract="Contract", legitimate_interest="Legitimate interest", legal_duty="Legal duty"
)
# A tie that is itself a material connection: it is disclosed whether or not anything was paid.
ALWAYS_DISCLOSED = frozenset({"employee", "family", "shareholder"})


@entity("creator", "Creator", "Creators")
class Creator(Row):
    """Somebody the house has or wants a relationship with."""

    name: str | None = declare(
        "text", "Name", search=True, needed=True,
        aliases=("name", "full name", "fullname", "creator name", "creator", "influencer", "influencer name",
                 "channel name", "profile name", "file as", "display name", "account name"),
    )  # fmt: skip
    email: str | None = declare(
        "email", "E-mail", search=True, internal=True,
        aliases=("email", "emails", "business email", "e-mail", "e-mail address", "email address", "contact email",
                 "mail", "e-mail 1 value"),
    )  # fmt: skip
    notes: str | None = declare("long", "Notes", search=True, internal=True, aliases=("notes", "note", "comments"))

    owner_id: str | None = declare(
        "link", "Owner", table="member", section="Working together",
        help="Who keeps this relationship alive.", aliases=("contact owner", "owner"),
    )  # fmt: skip
    standing: str | None = declare(
        "choice", "Standing", section="Working together", choices=STANDINGS,
        aliases=("status", "relationship status", "outreach status", "standing"),
    )  # fmt: skip
    archived: bool | None = declare("yes", "Archived", section="Working together")
    summary: str | None = declare(
        "text", "Summary", section="Working together", search=True, help="One line. Clients may see it.",
        aliases=("summary", "bio", "biography", "description"),
    )  # fmt: skip
    values_fit: str | None = declare("long", "Fit with our values", section="Working together", internal=True)
    likes: str | None = declare("long", "Likes", section="Working together", internal=True)
    dislikes: str | None = declare("long", "Dislikes", section="Working together", internal=True)
    sizes: str | None = declare("text", "Sizes", section="Working together", private=True)

    given_name: str | None = declare(
        "text", "Given name", section="Names", search=True, aliases=("first name", "given name", "firstname")
    )
    family_name: str | None = declare(
        "text", "Family name", section="Names", search=True,
        aliases=("last name", "family name", "surname", "lastname"),
    )  # fmt: skip
    middle_name: str | None = declare(
        "text", "Middle name", section="Names", aliases=("middle name", "additional name")
    )
    nickname: str | None = declare("text", "Nickname", section="Names", search=True, aliases=("nickname",))
    phonetic_name: str | None = declare(
        "text", "Phonetic name", section="Names", search=True, aliases=("phonetic name", "yomi name")
    )
    pronouns: str | None = declare("text", "Pronouns", section="Names", aliases=("pronouns",))
    legal_name: str | None = declare("text", "Legal name", section="Names", search=True, internal=True)

    phone: str | None = declare(
        "phone", "Phone", section="Reach them", private=True,
        aliases=("phone", "phone number", "mobile phone", "mobile", "telephone", "tel", "primary phone",
                 "phone 1 value"),
    )  # fmt: skip
    preferred_channel: str | None = declare(
        "choice", "Preferred channel", section="Reach them",
        choices=choices(email="E-mail", phone="Phone", whatsapp="WhatsApp", dm="Direct message", manager="Manager",
                        post="Post"),
    )  # fmt: skip
    langs: tuple[str, ...] = declare(
        "list", "Languages", section="Reach them", aliases=("language", "languages", "lang")
    )
    country: str | None = declare(
        "country", "Country", section="Reach them", help="Decides which rules are proposed.",
        aliases=("country", "country/region", "country code", "cc", "location country", "home country"),
    )  # fmt: skip
    region: str | None = declare("text", "Region", section="Reach them", aliases=("region", "state", "state/region"))
    city: str | None = declare("text", "City", section="Reach them", search=True, aliases=("city", "location"))
    zone: str | None = declare("zone", "Time zone", section="Reach them", aliases=("timezone", "time zone"))

    kind: str | None = declare(
        "choice", "Kind", section="About",
        choices=choices(person="Person", group="Group", organisation="Organisation", virtual="Virtual"),
    )  # fmt: skip
    topics: tuple[str, ...] = declare(
        "list", "Topics", section="About", search=True,
        aliases=("niche", "topics", "topic", "category", "categories of interest", "interests"),
    )  # fmt: skip
    member_id: str | None = declare("link", "Also a member", table="member", section="About")
    referred_by_id: str | None = declare("link", "Referred by", table="creator", section="About")
    birth_date: str | None = declare("pday", "Birthday", section="About", private=True, aliases=("birthday", "bday"))
    gender: str | None = declare("text", "Gender", section="About", private=True, aliases=("gender",))
    website: str | None = declare(
        "url", "Website", section="About", aliases=("website", "web page", "website 1 value", "homepage")
    )

    age_check: str | None = declare(
        "choice", "Age check", section="Age", internal=True,
        choices=choices(unknown="Unknown", adult="Adult", minor="Minor"),
    )  # fmt: skip
    age_checked_on: str | None = declare("day", "Age checked on", section="Age")
    merged_into_id: str | None = declare("link", "Merged into", table="creator", section="Merge")


@entity("account", "Account", "Accounts", seed=("platform", "handle"))
class Account(Row):
    """One channel of a creator."""

    creator_id: str | None = declare("link", "Creator", table="creator", needed=True)
    platform: str | None = declare(
        "choice", "Platform", choices=PLATFORMS, needed=True,
        aliases=("platform", "social platform", "network", "social network", "channel platform"),
    )  # fmt: skip
    handle: str | None = declare(
        "text", "Handle", search=True,
        aliases=("handle", "username", "user name", "account", "account username", "channel handle", "channel info",
                 "profile"),
    )  # fmt: skip
    url: str | None = declare(
        "url", "Address", aliases=("url", "link", "profile url", "profile link", "account url", "channel url",
                                   "social url", "media url"),
    )  # fmt: skip
    platform_user_id: str | None = declare(
        "text", "Id on the platform", section="More",
        aliases=("account id", "influencer id", "profile id", "user id", "channel id"),
    )  # fmt: skip
    display_name: str | None = declare("text", "Shown as", section="More", search=True)
    role: str | None = declare(
        "choice", "Role", section="More",
        choices=choices(main="Main", second="Second", shared="Shared", brand_owned="Owned by a brand"),
    )  # fmt: skip
    langs: tuple[str, ...] = declare("list", "Languages", section="More")
    country: str | None = declare("country", "Country", section="More")
    content_kinds: tuple[str, ...] = declare("list", "Content", section="More")
    verified: bool | None = declare("yes", "Verified", section="More", aliases=("verified",))
    state: str | None = declare(
        "choice", "State", section="More",
        choices=choices(active="Active", private="Private", dormant="Dormant", suspended="Suspended", closed="Closed"),
    )  # fmt: skip
    checked_on: str | None = declare("day", "Checked on", section="More")
    notes: str | None = declare("long", "Notes", section="More", internal=True)


@entity("account_snapshot", "Figures", "Figures of accounts", seed=("account_id", "day", "source"))
class AccountSnapshot(Row):
    """The channel's figures on one day, as one source gave them."""

    account_id: str | None = declare("link", "Account", table="account", needed=True)
    day: str | None = declare("day", "Day", needed=True)
    source: str | None = declare("choice", "Source", choices=SOURCES, needed=True)
    followers: int | None = declare(
        "int", "Followers",
        aliases=("followers", "follower count", "followers count", "subscribers", "subscriber count", "audience size"),
    )  # fmt: skip
    posts_count: int | None = declare("int", "Posts", section="More", aliases=("posts", "posts count", "post count"))
    avg_views: int | None = declare(
        "int", "Average views", section="More",
        aliases=("average views", "avg views", "avg. views", "views average", "average video views"),
    )  # fmt: skip
    avg_likes: int | None = declare("int", "Average likes", section="More", aliases=("average likes", "avg likes"))
    avg_comments: int | None = declare(
        "int", "Average comments", section="More", aliases=("average comments", "avg comments")
    )
    er_variant: str | None = declare(
        "choice", "Engagement rate variant", section="More",
        choices=choices(followers="by followers", reach="by reach", impressions="by impressions", views="by views",
                        grin="GRIN", modash="Modash", traackr="Traackr", unknown="variant not stated"),
    )  # fmt: skip
    er_numerator: int | None = declare("int", "Engagements", section="More")
    er_denominator: int | None = declare("int", "Of", section="More")
    er_ppm: int | None = declare(
        "ppm", "Engagement rate", section="More",
        aliases=("engagement rate", "er", "er %", "engagement", "60 day eng rate", "instagram er", "tiktok er",
                 "youtube er"),
    )  # fmt: skip
    reach: int | None = declare("int", "Reach", section="More")
    impressions: int | None = declare("int", "Impressions", section="More")
    fake_followers_ppm: int | None = declare("ppm", "Suspicious followers", section="More", internal=True)


@entity("tie", "Tie", "Ties", seed=("creator_id", "kind", "with_party"))
class Tie(Row):
    """One of several relations at once; ``with_party`` empty means the house."""

    creator_id: str | None = declare("link", "Creator", table="creator", needed=True)
    kind: str | None = declare("choice", "Relation", choices=TIES, needed=True)
    with_party: str | None = declare("ref", "With")
    since: str | None = declare("pday", "Since", section="More")
    until: str | None = declare("pday", "Until", section="More")
    details: str | None = declare("text", "Details", section="More", internal=True)
    disclose: str | None = declare(
        "choice", "Disclose", section="More", choices=choices(always="Always", ask="Ask", never="Never")
    )


@entity("contact_point", "Contact point", "Contact points", seed=("owner", "kind", "value"))
class ContactPoint(Row):
    """A further e-mail, phone, messenger or site."""

    owner: str | None = declare("ref", "Of", needed=True)
    kind: str | None = declare(
        "choice", "Kind", needed=True,
        choices=choices(email="E-mail", phone="Phone", whatsapp="WhatsApp", telegram="Telegram", signal="Signal",
                        messenger="Messenger", website="Website", fax="Fax", other="Other"),
    )  # fmt: skip
    value: str | None = declare(
        "text", "Value", needed=True, search=True, internal=True,
        aliases=("e-mail N value", "e-mail N address", "e-mail N", "email N", "phone N value", "phone N",
                 "home phone", "business phone", "website N value", "website N"),
    )  # fmt: skip
    label: str | None = declare("text", "Label")
    bounced_on: str | None = declare("day", "Bounced on")


@entity("address", "Address", "Addresses")
class Address(Row):
    """A postal address."""

    owner: str | None = declare("ref", "Of", needed=True)
    recipient: str | None = declare("text", "Recipient", private=True)
    line1: str | None = declare(
        "text", "Street", private=True,
        aliases=("address1", "street", "address N street", "home street", "shipping address.line1"),
    )  # fmt: skip
    line2: str | None = declare(
        "text", "Street, second line", private=True, aliases=("address2", "shipping address.line2")
    )
    city: str | None = declare(
        "text", "City", private=True, aliases=("home city", "address N city", "shipping address.city")
    )
    region: str | None = declare(
        "text", "Region", private=True, aliases=("home state", "address N region", "shipping address.state")
    )
    postal_code: str | None = declare(
        "text", "Postal code", private=True,
        aliases=("zip", "zipcode", "postalcode", "postal code", "address N postal code", "home postal code",
                 "shipping address.zipcode"),
    )  # fmt: skip
    country: str | None = declare(
        "country", "Country", private=True, aliases=("address N country", "shipping address.country code")
    )
    delivery_note: str | None = declare("text", "Delivery note", private=True)


@entity("tag", "Tag", "Tags", seed=("label",))
class Tag(Row):
    """A word that groups records."""

    label: str | None = declare(
        "text", "Tag", search=True, needed=True,
        aliases=("tags", "tag", "labels", "label", "categories", "group membership", "groups"),
    )  # fmt: skip
    colour: str | None = declare("text", "Colour")
    kind: str | None = declare(
        "choice", "Kind", choices=choices(topic="Topic", quality="Quality", list="List", source="Source")
    )


@entity("tagging", "Tag of a record", "Tags of records", seed=("tag_id", "target"))
class Tagging(Row):
    """That a record bears a tag."""

    tag_id: str | None = declare("link", "Tag", table="tag", needed=True)
    target: str | None = declare("ref", "Record", needed=True)


@entity("timeline_entry", "Timeline entry", "Timeline entries", internal=True)
class TimelineEntry(Row):
    """One exchange or event with a creator, from any function of the house."""

    creator_id: str | None = declare("link", "Creator", table="creator", needed=True)
    happened_at: str | None = declare("moment", "When")
    kind: str | None = declare("choice", "Kind", choices=ENTRY_KINDS)
    body: str | None = declare("long", "What was said", search=True)
    subject: str | None = declare("text", "Subject", section="More", search=True)
    direction: str | None = declare("choice", "Direction", section="More", choices=DIRECTIONS)
    function: str | None = declare("choice", "Function", section="More", choices=FUNCTIONS)
    member_id: str | None = declare("link", "By", table="member", section="More")
    waiting_on: str | None = declare("choice", "Waiting on", section="More", choices=WAITING)
    follow_up: str | None = declare("deadline", "Next step", section="More")
    thread_owner_id: str | None = declare("link", "Thread owner", table="member", section="More")
    mood: str | None = declare(
        "choice", "Mood", section="More", choices=choices(good="Good", neutral="Neutral", bad="Bad")
    )


@entity(
    "do_not_contact", "Do not contact", "Do not contact", seed=("person", "address", "channel", "scope"), internal=True
)
class DoNotContact(Row):
    """A block that imports and mailings obey."""

    person: str | None = declare("ref", "Person")
    address: str | None = declare("text", "Address")
    channel: str | None = declare(
        "choice", "Channel", needed=True,
        choices=choices(all="All channels", email="E-mail", phone="Phone", message="Message", post="Post"),
    )  # fmt: skip
    reason: str | None = declare(
        "choice", "Reason",
        choices=choices(unsubscribed="Unsubscribed", asked="Asked us", legal="Legal", bounced="Bounced", other="Other"),
    )  # fmt: skip
    since: str | None = declare("day", "Since")
    until: str | None = declare("day", "Until")
    scope: str | None = declare("ref", "For")
    source: str | None = declare(
        "text", "Source", aliases=("do not contact", "unsub reason", "unsubscribed", "unsub time", "opted out")
    )
    note: str | None = declare("text", "Note")


@entity("consent", "Consent", "Consents", internal=True)
class Consent(Row):
    """Why the data of a person may be held and used."""

    person: str | None = declare("ref", "Whom", needed=True)
    purpose: str | None = declare(
        "choice", "Purpose", needed=True,
        choices=choices(relations="Working together", outreach="Outreach", newsletter="Newsletter",
                        image_use="Use of pictures", minor="Data of a minor", special_data="Special data"),
    )  # fmt: skip
    basis: str | None = declare("choice", "Lawful basis", choices=BASES, needed=True)
    since: str | None = declare("day", "Since")
    how: str | None = declare("text", "How it was given")
    data_source: str | None = declare("text", "Source of the data")
    notice_sent_on: str | None = declare("day", "Told where we got the data")
    withdrawn_on: str | None = declare("day", "Withdrawn on")
    keep_until: str | None = declare("day", "Keep until")
    note: str | None = declare("long", "Note")


@entity("creator_link", "Link of creators", "Links of creators", seed=("from_id", "to_id", "kind"))
class CreatorLink(Row):
    """That two creators belong together, or are not the same person."""

    from_id: str | None = declare("link", "From", table="creator", needed=True)
    to_id: str | None = declare("link", "To", table="creator", needed=True)
    kind: str | None = declare(
        "choice", "Kind", needed=True,
        choices=choices(member_of="Member of", household="Household", parent_of="Parent of", partner="Partner",
                        colleague="Colleague", referred="Referred", not_same_person="Not the same person"),
    )  # fmt: skip
    note: str | None = declare("text", "Note", internal=True)


ENTITIES = (
    Creator.entity, Account.entity, AccountSnapshot.entity, Tie.entity, ContactPoint.entity, Address.entity,
    Tag.entity, Tagging.entity, TimelineEntry.entity, DoNotContact.entity, Consent.entity, CreatorLink.entity,
)  # fmt: skip
