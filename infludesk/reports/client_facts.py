"""What a client may see of a campaign or a shortlist: these classes are all that reaches a client's document."""

from dataclasses import dataclass
from typing import Literal

from infludesk.kernel.money import Money
from infludesk.results.figures import Figure

Paper = Literal["a4", "letter"]
NOTHING = Figure(None)


@dataclass(frozen=True, slots=True)
class Brand:
    """Whose document it is: the client's name, colour (``#RRGGBB``) and logo (PNG or JPEG)."""

    name: str
    colour: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How it is made; days are ``YYYY-MM-DD``.

    Attributes:
        paper: ``a4`` or ``letter``.
        locale: the reader's locale tag.
        made_by: the house that made it, with its ``logo`` (PNG or JPEG).
        as_of: the day its figures were read.
        made_on: the day it was made; empty means the day its figures were read.
    """

    paper: Paper = "a4"
    locale: str = "en"
    made_by: str = ""
    as_of: str = ""
    draft: bool = False
    made_on: str = ""
    logo: bytes | None = None

    @property
    def day(self) -> str:
        """The report's own day."""
        return self.made_on or self.as_of


@dataclass(frozen=True, slots=True)
class GoalFact:
    """What was to be reached, and what was.

    Attributes:
        measure: a code such as ``reach`` or ``per_engagement``; any that ``sentences.MEASURES`` does not word has a
            ``name``.
        target: a figure with a value; n/a or 0 means that no goal was set.
        actual: of the same unit (count, ppm or money), or n/a with its reason.
        name: what follows the figure, in words (``cost per view``).
        lower: less is better, as with any cost.
    """

    measure: str
    target: Figure
    actual: Figure
    name: str = ""
    lower: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """Pieces of one kind: planned, live, and ``late``: due and not live.

    Attributes:
        format: platform and format in words (``Instagram Reels``).
        on_date: of the live pieces with a planned day (``dated``), those that went live on it.
        off: for each other one the days between: 2 is two days late, -1 a day early.
    """

    format: str
    planned: int
    live: int
    late: int = 0
    on_date: int = 0
    dated: int = 0
    off: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorRow:
    """One creator's results over all posts of the campaign.

    Attributes:
        handle: of the account that posted (``@anafit``), on ``platform`` (its label).
        tier: the tier's label.
        posts: live posts.
        measured: the campaign's main measure, a count, added over posts.
        engagements: a count, added over posts.
        rate: an engagement rate as a plain ratio, unit ppm, with its ``variant`` named.
    """

    name: str
    handle: str = ""
    platform: str = ""
    tier: str = ""
    posts: int = 0
    measured: Figure = NOTHING
    engagements: Figure = NOTHING
    rate: Figure = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """One live post.

    Attributes:
        format: the content format's label.
        day: when it went live, ``YYYY-MM-DD``.
        text: its title, else the first words of its caption.
        label: what ``figure`` is (``views``); the same for as many posts as can be.
        url: its public address, https or http; another is printed without a link.
        gone: the day it was taken down, or went by itself; empty while it is up.
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
    gone: str = ""


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """The campaign's main measure on one platform, given as its label."""

    platform: str
    posts: int
    measured: Figure


@dataclass(frozen=True, slots=True)
class TierRow:
    """How many creators are of one tier: from ``begins`` followers to under ``ends``; None where it has no bound."""

    tier: str
    creators: int
    begins: int | None = None
    ends: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The campaign's main measure on one day, added up so far; None where it was not read."""

    day: str
    value: int | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One question of a rule pack, the section it rests on, and how many of the posts asked met it."""

    text: str
    source: str
    met: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCheck:
    """A disclosure check that is not passed: whose post of which day, what is open, and when a fix was asked for."""

    creator: str
    day: str = ""
    open: str = ""
    asked_on: str = ""
    fixed_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureFact:
    """Disclosure checks.

    Attributes:
        passed: posts that met all that was asked of them, of ``checked``.
        unchecked: live posts that nobody has checked.
        rows: what was asked, in the order of the rule pack.
        open: the checks that are not passed.
        by: who checked.
        day: the day of the newest check.
        seen: whether a person saw the posts for some of it.
        scanned: whether the program read the captions for some of it.
    """

    passed: int = 0
    checked: int = 0
    unchecked: int = 0
    rows: tuple[CheckRow, ...] = ()
    open: tuple[OpenCheck, ...] = ()
    by: tuple[str, ...] = ()
    day: str = ""
    seen: bool = True
    scanned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRow:
    """Usage rights of one creator's content.

    Attributes:
        content: what they are for, in words.
        territory: names of countries; empty means the world.
        start: the first day; empty while it is still to come.
        end: the last day; empty where it is not known yet, or there is none.
        days: how long they run from their start, where that is still to come.
        perpetual: they never end.
        begins: what starts them (``publication``), where that is still to come.
    """

    creator: str
    content: str = ""
    channels: str = ""
    territory: str = ""
    start: str = ""
    end: str = ""
    days: int | None = None
    perpetual: bool = False
    begins: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A metric as it is counted here: its variant, its formula, and the formula with this document's numbers."""

    term: str
    text: str
    variant: str = ""
    here: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where figures come from, what of them, over how many posts or accounts, and when they were read."""

    name: str
    as_of: str = ""
    what: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignFacts:
    """A campaign as its client may see it; days are ``YYYY-MM-DD``, other texts are words to print.

    Attributes:
        title: the campaign's name.
        answer: the headline in the person's own words; empty lets the report say it.
        what_happened: running text; its first three sentences are printed.
        next_step: as ``what_happened``: what, who, by when.
        costs: whether spend and costs have a place in this report.
        billed: what the client was billed: a sum per currency; empty where nothing was.
        budget: the client's budget.
        measure: the code of the main measure, a metric of posts (``views``).
        measured: the main measure, a count, added over posts.
        reach: as ``measured``.
        engagements: as ``measured``.
        rate: the engagement rate over all posts, pooled, with its variant.
        per_engagement: money per engagement, on what the client was billed, with its variant.
        platforms: labels.
        markets: names of countries.
        tiers: empty counts the tiers of ``creators``.
        rules: rule packs with their version.
        readings: the main measure of all posts, added up, one per day read.
        by_published: ``readings`` are the newest figures added up by the day each post went live.
    """

    title: str
    brand: Brand
    look: Look
    objective: str = ""
    goal: GoalFact | None = None
    answer: str = ""
    what_happened: str = ""
    next_step: str = ""
    costs: bool = True
    billed: tuple[Money, ...] = ()
    budget: Money | None = None
    measure: str = "reach"
    measured: Figure = NOTHING
    reach: Figure = NOTHING
    engagements: Figure = NOTHING
    rate: Figure = NOTHING
    per_engagement: Figure = NOTHING
    starts: str = ""
    ends: str = ""
    platforms: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    tiers: tuple[TierRow, ...] = ()
    rules: tuple[str, ...] = ()
    delivery: tuple[DeliveryRow, ...] = ()
    creators: tuple[CreatorRow, ...] = ()
    posts: tuple[PostRow, ...] = ()
    by_platform: tuple[PlatformRow, ...] = ()
    readings: tuple[Reading, ...] = ()
    by_published: bool = False
    disclosure: DisclosureFact = DisclosureFact()
    rights: tuple[RightsRow, ...] = ()
    definitions: tuple[Definition, ...] = ()
    sources: tuple[SourceRow, ...] = ()

    @property
    def spend(self) -> Money | None:
        """What the client was billed, where that is in one currency."""
        return self.billed[0] if len(self.billed) == 1 else None


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
        client_fees: what the client would be billed: a sum per currency; printed only where the part ``fee`` is ticked.
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
    client_fees: tuple[Money, ...] = ()


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
