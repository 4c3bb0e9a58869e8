"""What a client may see of a campaign or a shortlist: these classes are all that reaches a client's document."""

from dataclasses import dataclass
from typing import Literal

from infludesk.kernel.money import Money
from infludesk.results.figures import Figure

Paper = Literal["a4", "letter"]
Goal = Literal["reach", "impressions", "views", "engagements", "clicks", "conversions", "posts", "per_engagement"]
NOTHING = Figure(None)


@dataclass(frozen=True, slots=True)
class Brand:
    """Whose document it is: the client's name, colour (``#RRGGBB``) and logo (PNG or JPEG)."""

    name: str
    colour: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How it is made: paper, locale tag, maker and the day its figures were read (``YYYY-MM-DD``)."""

    paper: Paper = "a4"
    locale: str = "en"
    made_by: str = ""
    as_of: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class GoalFact:
    """What was to be reached, and what was.

    Attributes:
        measure: a ``Goal``, or any other code; then ``name`` says it.
        target: a figure with a value; n/a or 0 means that no goal was set.
        actual: of the same unit (count, ppm or money), or n/a with its reason.
        name: the KPI in words (``Cost per view``).
        lower: less is better, as with any cost.
    """

    measure: str
    target: Figure
    actual: Figure
    name: str = ""
    lower: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """Pieces of one format: planned, live and late."""

    format: str
    planned: int
    live: int
    late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorRow:
    """One creator's results over all posts of the campaign.

    Attributes:
        handle: of the main account (``@anafit``), on ``platform`` (its label).
        tier: the tier's label.
        posts: live posts.
        reach: a count, added over posts.
        engagements: a count, added over posts.
        rate: an engagement rate as a plain ratio, unit ppm, with its ``variant`` named.
    """

    name: str
    handle: str = ""
    platform: str = ""
    tier: str = ""
    posts: int = 0
    reach: Figure = NOTHING
    engagements: Figure = NOTHING
    rate: Figure = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """One live post.

    Attributes:
        format: the content format's label.
        day: when it went live, ``YYYY-MM-DD``.
        text: the first words of its caption.
        label: what ``figure`` is (``Reach``); the same for as many posts as can be.
        url: its public address, https or http; another is printed without a link.
    """

    creator: str
    handle: str = ""
    platform: str = ""
    format: str = ""
    day: str = ""
    text: str = ""
    label: str = ""
    figure: Figure = NOTHING
    url: str = ""


@dataclass(frozen=True, slots=True)
class FormatRow:
    """The reach of one content format."""

    format: str
    posts: int
    reach: Figure


@dataclass(frozen=True, slots=True)
class Reading:
    """The campaign's reach on one day; None where it was not read."""

    day: str
    value: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCheck:
    """A disclosure check that is not passed: whose post, what is open, the section it rests on."""

    creator: str
    post: str = ""
    open: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureFact:
    """Disclosure checks.

    Attributes:
        passed: posts that passed, of ``checked``.
        pack: the rule pack's name, of ``version``.
        section: the section of it that is cited.
        open: the checks that are not passed.
    """

    passed: int = 0
    checked: int = 0
    pack: str = ""
    version: str = ""
    section: str = ""
    open: tuple[OpenCheck, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRow:
    """Usage rights of one creator's content: channels and days; no end day means until further notice."""

    creator: str
    channels: str = ""
    territory: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A metric as it is counted here."""

    term: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where figures come from and when they were read."""

    name: str
    as_of: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignFacts:
    """A campaign as its client may see it; days are ``YYYY-MM-DD``, other texts are words to print.

    Attributes:
        title: the campaign's name.
        answer: the headline in the person's own words; empty lets the report say it.
        what_happened: running text; its first three sentences are printed.
        next_step: as ``what_happened``: what, who, by when.
        spend: what the client was billed; None where nothing was.
        budget: the client's budget.
        reach: a count, added over posts.
        per_engagement: money per engagement, on what the client was billed, with its variant.
        platforms: labels.
        markets: names of countries.
        tiers: a label and how many creators; empty counts the tiers of ``creators``.
        rules: rule packs with their version.
        readings: the reach of all posts, added up, one per day read.
    """

    title: str
    brand: Brand
    look: Look
    objective: str = ""
    goal: GoalFact | None = None
    answer: str = ""
    what_happened: str = ""
    next_step: str = ""
    spend: Money | None = None
    budget: Money | None = None
    reach: Figure = NOTHING
    per_engagement: Figure = NOTHING
    starts: str = ""
    ends: str = ""
    platforms: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    tiers: tuple[tuple[str, int], ...] = ()
    rules: tuple[str, ...] = ()
    delivery: tuple[DeliveryRow, ...] = ()
    creators: tuple[CreatorRow, ...] = ()
    posts: tuple[PostRow, ...] = ()
    formats: tuple[FormatRow, ...] = ()
    readings: tuple[Reading, ...] = ()
    disclosure: DisclosureFact = DisclosureFact()
    rights: tuple[RightsRow, ...] = ()
    definitions: tuple[Definition, ...] = ()
    sources: tuple[SourceRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One proposed creator.

    Attributes:
        handle: of the account proposed (``@anafit``), on ``platform``.
        others: further accounts in words (``@ana.eats on TikTok``).
        followers: a count with its as-of day and source, or n/a with its reason.
        tier: by the largest account.
        rate: an engagement rate with its variant.
        why: why this creator, for the client to read.
        client_fee: what the client would be billed; printed only where the part ``fee`` is ticked.
    """

    name: str
    handle: str = ""
    platform: str = ""
    others: tuple[str, ...] = ()
    followers: Figure = NOTHING
    tier: str = ""
    rate: Figure = NOTHING
    country: str = ""
    topics: tuple[str, ...] = ()
    why: str = ""
    client_fee: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortlistFacts:
    """The creators proposed for a campaign, in the order of the proposal; texts as in a campaign's facts."""

    title: str
    brand: Brand
    look: Look
    looking_for: str = ""
    next_step: str = ""
    candidates: tuple[Candidate, ...] = ()
    definitions: tuple[Definition, ...] = ()
    sources: tuple[SourceRow, ...] = ()
