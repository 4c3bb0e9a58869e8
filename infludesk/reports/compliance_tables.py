"""The tables of a compliance report beside its posts: what is open, instructed, agreed, unchecked, and the rules."""

from dataclasses import dataclass

from babel import Locale

from infludesk.contracts.rulepacks import CONFIDENCES
from infludesk.kernel.dates import show_day, show_moment
from infludesk.kernel.text import isolate, join, number, plural, tr
from infludesk.reports.blocks import Block, Cell, Column, Heading, Link, Strong, Table, Text, Two
from infludesk.reports.compliance_facts import (
    Agreement,
    ComplianceFacts,
    FindingLine,
    FixLine,
    Instruction,
    LookLine,
    PostLine,
    Receipt,
)
from infludesk.reports.compliance_words import fix_words, pieces
from infludesk.reports.pdf_text import SMALL, WIDE

# Widths in mm of the columns that hold long texts.
_BROKEN, _RULE = 76, 96


@dataclass(frozen=True, slots=True)
class Show:
    """How days and moments are written."""

    locale: Locale
    zone: str

    def at(self, moment: str) -> str:
        """A stored moment in the report's zone; a dash for none."""
        return show_moment(moment, self.locale, self.zone)

    def day(self, day: str) -> str:
        """A stored day; a dash for none."""
        return show_day(day, self.locale)


def waiting(facts: ComplianceFacts) -> tuple[PostLine, ...]:
    """The posts of the period that wait for their first check."""
    return tuple(post for post in facts.inside if post.expected and not post.looks)


def open_failures(facts: ComplianceFacts, show: Show) -> tuple[Block, ...]:
    """Every failure that nobody corrected."""
    rows = tuple(row for post in facts.open for look in post.looks if look.unfixed for row in _open(post, look, show))
    title = plural(len(facts.open), "Open failures: {n} post", "Open failures: {n} posts") if rows else ""
    columns = (Column(tr("Post"), 54), Column(tr("What is broken, and the section"), _BROKEN), Column(tr("Fix"), 44))
    return (
        Heading(part="open", title=title or tr("Open failures: none")),
        Table(
            part="open", columns=columns, rows=rows, empty=tr("Every failure has a fix or a later check that passes.")
        ),
    )


def _open(post: PostLine, look: LookLine, show: Show) -> tuple[tuple[Cell, ...], ...]:
    who = Two(isolate(post.creator) or "–", join((post.what, show.day(post.day) if post.day else "")), strong=True)
    broken: list[FindingLine | None] = [one for one in look.findings if one.result == "no"]
    rows: list[tuple[Cell, ...]] = []
    for finding in broken or [None]:
        text = join((finding.text, finding.cite)) if finding else tr("No rule is named in this check.")
        for piece in pieces(join((text, look.pack)), _BROKEN):
            first = not rows
            rows.append((who if first else "", piece, _waits(look.fix, show) if first else ""))
    return tuple(rows)


def _waits(fix: FixLine | None, show: Show) -> str:
    return fix_words(fix, show.at) if fix else tr("Not asked for")


def instructed(facts: ComplianceFacts, show: Show) -> tuple[Block, ...]:
    """The frozen briefs, each with its hash and those it went to."""
    columns = (
        Column(tr("Brief, version and hash"), 94),
        Column(tr("Sent to"), 46),
        Column(tr("Acknowledged"), 34),
    )
    rows = tuple(row for one in facts.instructions for row in _version(one, facts, show))
    wordings = tuple(
        text
        for one in facts.instructions
        if (words := join((isolate(one.wording), isolate(one.place), ", ".join(one.packs))))
        for text in pieces(tr("{brief}: {words}", brief=_named(one, facts), words=words), WIDE, SMALL)
    )
    return (
        Heading(part="instructed", title=tr("Instructed: what creators were told")),
        Table(part="instructed", columns=columns, rows=rows, notes=wordings, empty=tr("No brief was frozen.")),
    )


def _named(one: Instruction, facts: ComplianceFacts) -> str:
    name = tr("{brief}, version {n}", brief=isolate(one.title), n=one.number)
    return join((isolate(one.campaign), name)) if facts.whole else name


def _version(one: Instruction, facts: ComplianceFacts, show: Show) -> list[tuple[Cell, ...]]:
    frozen = tr("frozen {at}", at=show.at(one.frozen_at))
    warned = "" if one.intact else tr("does not fit its hash")
    rows: list[tuple[Cell, ...]] = [(Two(_named(one, facts), one.digest, strong=True), "", "")]
    receipts = one.receipts or (None,)
    for place, receipt in enumerate(receipts):
        about = join((frozen, warned)) if not place else ""
        rows.append((about, *_receipt(receipt, show)))
    return rows


def _receipt(one: Receipt | None, show: Show) -> tuple[Cell, Cell]:
    if one is None:
        return tr("not recorded"), "–"
    got = Two(show.at(one.acknowledged_at), one.acknowledged_how) if one.acknowledged_at else tr("not acknowledged")
    return Two(isolate(one.creator), join((show.at(one.sent_at), one.via), ", ") if one.sent_at else ""), got


def agreed(facts: ComplianceFacts, show: Show) -> tuple[Block, ...]:
    """The contracts: the disclosure clause, the hours for a fix, the signature and its hash."""
    columns = (
        Column(tr("Creator, contract and hash of the signed text"), 94),
        Column(tr("Disclosure clause"), 32),
        Column(tr("Fix within"), 20),
        Column(tr("Signed"), 28),
    )
    rows = tuple(row for one in facts.agreements for row in _contract(one, facts, show))
    return (
        Heading(part="agreed", title=tr("Agreed: contracts with creators")),
        Table(part="agreed", columns=columns, rows=rows, empty=tr("No contract is recorded.")),
    )


def _contract(one: Agreement, facts: ComplianceFacts, show: Show) -> list[tuple[Cell, ...]]:
    who = join((isolate(one.campaign) if facts.whole else "", isolate(one.creator)))
    if not one.title:
        return [(Two(who, tr("no contract is recorded"), strong=True), "–", "–", Strong(tr("not signed")))]
    hours = tr("{n} h", n=number(one.fix_hours, show.locale)) if one.fix_hours is not None else tr("not agreed")
    signed: Cell = show.day(one.signed_on) if one.signed_on else Strong(tr("not signed"))
    rows: list[tuple[Cell, ...]] = [
        (
            Two(join((who, isolate(one.title))), one.digest or tr("no hash"), strong=True),
            Two(one.clause, one.place),
            hours,
            Two(signed, one.state) if isinstance(signed, str) else signed,
        )
    ]
    if one.copy:
        rows.append((Two(tr("Signed copy"), one.copy), "", "", ""))
    if not one.intact:
        rows.append((Strong(tr("The text does not fit its hash.")), "", "", ""))
    return rows


def unchecked(facts: ComplianceFacts, show: Show) -> tuple[Block, ...]:
    """The posts of the period that wait for their first check."""
    columns = (Column(tr("Post"), 74), Column(tr("Address"), 70), Column(tr("Published"), 30))
    rows = tuple(
        (
            Two(
                isolate(post.creator) or "–",
                join((isolate(post.campaign) if facts.whole else "", post.what)),
                strong=True,
            ),
            Link(post.url, post.url) if post.url else "–",
            show.day(post.day),
        )
        for post in waiting(facts)
    )
    if not rows:
        return ()
    return (
        Heading(part="unchecked", title=plural(len(rows), "Not checked: {n} live post", "Not checked: {n} live posts")),
        Table(part="unchecked", columns=columns, rows=rows),
    )


def rules(facts: ComplianceFacts, show: Show) -> tuple[Block, ...]:
    """The rules that were asked, pack by pack, with the section and how sure its source is."""
    known = dict(CONFIDENCES)
    blocks: list[Block] = []
    for pack in facts.packs:
        columns = (
            Column(tr("{name}, {key}", name=pack.name, key=pack.key), _RULE),
            Column(tr("Section"), 46),
            Column(tr("Source"), 32),
        )
        rows = tuple(
            (piece, rule.cite if not place else "", tr(known.get(rule.confidence, "Not known")) if not place else "")
            for rule in pack.rules
            for place, piece in enumerate(pieces(join((rule.code, rule.text)), _RULE))
        )
        about = join(
            (
                tr("In force from {day}.", day=show.day(pack.since)) if pack.since else "",
                tr("Sources read {day}.", day=show.day(pack.checked_on)) if pack.checked_on else "",
                tr("Hash of the pack: {hash}", hash=pack.digest) if pack.digest else "",
            ),
            " ",
        )
        empty = tr("No rule of this pack was asked.")
        blocks.append(Table(part="rules", columns=columns, rows=rows, notes=(about,) if about else (), empty=empty))
    if not blocks:
        return ()
    return Heading(part="rules", title=tr("Rules asked")), *blocks


def sources(facts: ComplianceFacts, show: Show) -> tuple[Block, ...]:
    """What the packs rest on."""
    del show
    known = dict(CONFIDENCES)
    columns = (Column(tr("Source"), 72), Column(tr("Address"), 70), Column(tr("How it is known"), 32))
    rows = tuple(
        (one.title, Link(one.url, one.url) if one.url else "–", tr(known.get(one.confidence, "Not known")))
        for one in dict.fromkeys(source for pack in facts.packs for source in pack.sources)
    )
    if not rows:
        return ()
    guidance = tr("What is not read in its source is guidance.")
    return (
        Heading(part="sources", title=tr("Sources of the rules")),
        Table(part="sources", columns=columns, rows=rows),
        Text(part="sources", text=guidance),
    )
