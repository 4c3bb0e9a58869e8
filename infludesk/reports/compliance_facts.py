"""What a compliance report says: these classes are all that reaches it. Moments are as stored, days ``YYYY-MM-DD``."""

from dataclasses import dataclass
from datetime import timedelta

from infludesk.reports.client_facts import Brand, Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """To whom a frozen brief went: the creator's name, when, how, and whether it was acknowledged."""

    creator: str
    sent_at: str = ""
    via: str = ""
    acknowledged_at: str = ""
    acknowledged_how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """A frozen version of a brief.

    Attributes:
        number: its place among the versions of its brief, from 1.
        intact: whether the text still fits its hash.
        wording: the disclosure asked for; ``place`` where it was to stand.
        packs: the rule packs it stood under.
    """

    campaign: str
    title: str
    number: int
    frozen_at: str
    digest: str
    intact: bool
    wording: str = ""
    place: str = ""
    packs: tuple[str, ...] = ()
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What was agreed with a creator; without a ``title`` no contract is recorded.

    Attributes:
        state: the label of the contract's state.
        clause: the answer to the item on disclosure, as shown; ``place`` where it stands in the text.
        fix_hours: how long a correction may take; None where nothing is agreed.
        digest: of the signed text; empty where there is none.
        copy: the hash of the signed copy; empty where none is kept.
    """

    campaign: str
    creator: str
    title: str = ""
    state: str = ""
    signed_on: str = ""
    clause: str = ""
    place: str = ""
    fix_hours: int | None = None
    digest: str = ""
    intact: bool = True
    copy: str = ""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One rule's result: its code, its words, the section cited, a code of ``RESULTS``, and what was seen."""

    rule: str
    text: str
    cite: str
    result: str
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """A file or text kept: what it is, when it was taken, by whom, its hash, and how it stands now."""

    kind: str
    name: str = ""
    taken_at: str = ""
    taken_by: str = ""
    digest: str = ""
    state: str = "intact"
    changed_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixLine:
    """The correction asked for: a code of ``fixes.STATES``, its moments, and its hours; ``due`` is an instant."""

    state: str
    wanted: str = ""
    asked_at: str = ""
    reminded_at: str = ""
    due_at: str = ""
    fixed_at: str = ""
    allowed: timedelta | None = None
    used: timedelta = timedelta()
    left: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookLine:
    """One look at a post, or at a draft, under one version of a rule pack; ``outcome`` is a code of ``OUTCOMES``."""

    pack: str
    checked_at: str
    by: str = ""
    outcome: str = ""
    findings: tuple[FindingLine, ...] = ()
    fix: FixLine | None = None
    unfixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """A post, or a draft before it is published.

    Attributes:
        what: platform and format in words, or the step of a draft.
        day: its day in the campaign's zone; empty where it is not known.
        connection: the label of the tie of creator and brand.
        expected: whether a check is expected of it: it is live, and there is a tie.
        inside: whether it belongs to the period.
        looks: the oldest first.
        proofs: what is kept of it and of its checks, the oldest first.
    """

    campaign: str
    creator: str
    what: str = ""
    url: str = ""
    published_at: str = ""
    day: str = ""
    connection: str = ""
    seen_live: str = ""
    gone: str = ""
    gone_why: str = ""
    expected: bool = True
    inside: bool = True
    looks: tuple[LookLine, ...] = ()
    proofs: tuple[ProofLine, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether it ever failed."""
        return any(look.outcome == "fail" for look in self.looks)

    @property
    def open(self) -> bool:
        """Whether it has a failure that nobody corrected."""
        return any(look.unfixed for look in self.looks)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that was asked: its code, words, section and how sure its source is (V, S or G)."""

    code: str
    text: str
    cite: str
    confidence: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What a pack was made from."""

    title: str
    url: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLine:
    """A version of a rule pack as used, with the rules that were asked and the sources it rests on."""

    key: str
    name: str
    since: str = ""
    checked_on: str = ""
    digest: str = ""
    rules: tuple[RuleLine, ...] = ()
    sources: tuple[SourceLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceFacts:
    """What was instructed, agreed, checked and fixed, of a campaign or of all campaigns of a client.

    Attributes:
        title: the campaign's name, or the client's.
        whole: whether it is all campaigns of the client.
        since: the first day of the period, empty for none; ``until`` the last.
        zone: the time zone of the moments shown.
        campaigns: their names.
        posts: all of them, also those outside the period, since a failure is always told.
        drafts: drafts that were checked before they were published.
    """

    title: str
    brand: Brand
    look: Look
    whole: bool = False
    since: str = ""
    until: str = ""
    zone: str = "UTC"
    campaigns: tuple[str, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    posts: tuple[PostLine, ...] = ()
    drafts: tuple[PostLine, ...] = ()
    packs: tuple[PackLine, ...] = ()

    @property
    def inside(self) -> tuple[PostLine, ...]:
        """The posts of the period."""
        return tuple(post for post in self.posts if post.inside)

    @property
    def open(self) -> tuple[PostLine, ...]:
        """Every post and draft with a failure that nobody corrected, also outside the period."""
        return tuple(post for post in (*self.posts, *self.drafts) if post.open)
