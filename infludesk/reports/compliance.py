"""The compliance report: what was instructed, agreed, checked and fixed, with its citations and hashes."""

from fractions import Fraction

from infludesk.kernel.dates import show_day
from infludesk.kernel.text import isolate, join, locale_of, number, plural, tr
from infludesk.reports import compliance_posts, compliance_tables
from infludesk.reports.blocks import (
    Answer,
    Block,
    Cover,
    Figures,
    Heading,
    Panel,
    Report,
    Status,
    Text,
    Tile,
    Told,
    chosen,
)
from infludesk.reports.compliance_facts import ComplianceFacts, PostLine
from infludesk.results.figures import Figure

PARTS = (
    ("instructed", "Instructed: frozen briefs"),
    ("agreed", "Agreed: contracts"),
    ("posts", "Checked and fixed, by post"),
    ("drafts", "Drafts checked before publication"),
    ("unchecked", "Posts not checked"),
    ("rules", "Rules asked"),
    ("sources", "Sources of the rules"),
    ("made", "How this report was made"),
)
TICKED = frozenset(code for code, _ in PARTS)
# A failure that nobody corrected is told in every compliance report, whatever is ticked.
ALWAYS = frozenset({"answer", "open"})


def build(facts: ComplianceFacts, parts: frozenset[str] | None = None) -> Report:
    """Turn what is known into the report.

    Args:
        facts: a campaign's, or those of all campaigns of a client.
        parts: the ticked codes of ``PARTS``; None ticks all. ``ALWAYS`` is there in any case.
    """
    locale = locale_of(facts.look.locale)
    show = compliance_tables.Show(locale, facts.zone)
    blocks: tuple[Block, ...] = (
        *_first_page(facts, show),
        *compliance_tables.open_failures(facts, show),
        *compliance_tables.instructed(facts, show),
        *compliance_tables.agreed(facts, show),
        *compliance_posts.posts(facts, show),
        *compliance_posts.drafts(facts, show),
        *compliance_tables.unchecked(facts, show),
        *compliance_tables.rules(facts, show),
        *compliance_tables.sources(facts, show),
        Heading(part="made", title=tr("How this report was made")),
        Text(part="made", text=_made(facts, show)),
    )
    ticked = (TICKED if parts is None else parts) | ALWAYS
    return Report(
        kind=tr("Compliance report"),
        title=facts.title,
        head=join((isolate(facts.brand.name), "" if facts.whole else isolate(facts.title), _period(facts, show))),
        author=facts.look.made_by,
        look=facts.look,
        brand=facts.brand,
        blocks=chosen(blocks, ticked),
        figures=_figures(facts),
    )


def counts(facts: ComplianceFacts) -> dict[str, int]:
    """Of the posts of the period: all, checked, failed, fixed and open, where failed are fixed and open together.

    ``unchecked`` are those that wait for a check, ``all_open`` every open failure, also outside the period.
    """
    inside = facts.inside
    failed = sum(post.failed for post in inside)
    still = sum(post.open for post in inside)
    return {
        "posts": len(inside),
        "checked": sum(bool(post.looks) for post in inside),
        "failed": failed,
        "fixed": failed - still,
        "open": still,
        "unchecked": len(unchecked(facts)),
        "all_open": len(facts.open),
    }


def unchecked(facts: ComplianceFacts) -> tuple[PostLine, ...]:
    """The posts of the period that wait for their first check."""
    return compliance_tables.waiting(facts)


def _figures(facts: ComplianceFacts) -> tuple[Told, ...]:
    labels = {"all_open": "open, also outside the period"}
    return tuple(
        Told("answer", "", labels.get(name, name), Figure(Fraction(value))) for name, value in counts(facts).items()
    )


def _first_page(facts: ComplianceFacts, show: compliance_tables.Show) -> tuple[Block, ...]:
    known = counts(facts)
    day = show_day(facts.look.day, show.locale)
    return (
        Cover(
            part="cover",
            kind=tr("Compliance report"),
            title=isolate(facts.title),
            client=isolate(facts.brand.name),
            below=join((_period(facts, show), tr("as of {day}", day=day))),
        ),
        Answer(
            part="answer",
            question=tr("Was advertising disclosed, and was it watched over?"),
            answer=_sentence(known, show),
            line=_beyond(known),
            status=_status(known),
        ),
        Figures(part="answer", tiles=_tiles(known, show)),
        Panel(
            part="answer",
            title=tr("What this report is"),
            text=(
                tr("It shows what creators were told, what was agreed with them, who checked which post when and under "
                   "which rules, and what was done about what was found."),
                tr("Texts and files are named with their SHA-256 hash, so that anyone can verify them."),
            ),
            side_title=tr("Its limits"),
            side=(
                tr("Guidance from dated sources, not legal advice."),
                tr("A check is what was found at its time; a post can change afterwards."),
            ),
        ),
    )  # fmt: skip


def _sentence(known: dict[str, int], show: compliance_tables.Show) -> str:
    if not known["posts"]:
        return tr("No posts in this period")
    return tr(
        "{posts}: {checked} checked, {failed} failed, {fixed} fixed, {open} open",
        posts=plural(known["posts"], "{n} post", "{n} posts"),
        **{name: number(known[name], show.locale) for name in ("checked", "failed", "fixed", "open")},
    )


def _beyond(known: dict[str, int]) -> str:
    beyond = known["all_open"] - known["open"]
    waiting = known["unchecked"]
    return join(
        (
            plural(beyond, "{n} failure outside the period or of a draft is open too.",
                   "{n} failures outside the period or of drafts are open too.") if beyond else "",
            plural(waiting, "{n} live post is not checked yet.", "{n} live posts are not checked yet.")
            if waiting else "",
        ),
        " ",
    )  # fmt: skip


def _status(known: dict[str, int]) -> Status | None:
    if known["all_open"]:
        return Status(tr("Failures are open"), "danger")
    if known["unchecked"]:
        return Status(tr("Not all is checked"), "warn")
    return Status(tr("Nothing is open"), "success") if known["checked"] else None


def _tiles(known: dict[str, int], show: compliance_tables.Show) -> tuple[Tile, ...]:
    def tile(label: str, value: int, line: str) -> Tile:
        return Tile(label, number(value, show.locale), (line,) if line else ())

    waiting, beyond = known["unchecked"], known["all_open"] - known["open"]
    return (
        tile(tr("Posts"), known["posts"], ""),
        tile(tr("Checked"), known["checked"], tr("{n} wait", n=number(waiting, show.locale)) if waiting else ""),
        tile(tr("Failed"), known["failed"], tr("{n} fixed", n=number(known["fixed"], show.locale))),
        tile(tr("Open"), known["all_open"], tr("{n} outside", n=number(beyond, show.locale)) if beyond else ""),
    )


def _period(facts: ComplianceFacts, show: compliance_tables.Show) -> str:
    since, until = (show_day(day, show.locale) if day else "" for day in (facts.since, facts.until))
    if since and until:
        return tr("posts of {since} – {until}", since=since, until=until)
    if since:
        return tr("posts from {since} on", since=since)
    return tr("posts until {until}", until=until) if until else tr("all posts")


def _made(facts: ComplianceFacts, show: compliance_tables.Show) -> str:
    return join(
        (
            tr("Times are those of {zone}.", zone=facts.zone),
            tr("A failure is open until a fix is noted with its proof, or a later check under the same rules passes; "
               "open failures are listed whatever the period."),
            tr("Hours are counted from the asking to the fix; the deadline is that of the signed contract, by the "
               "clock on the wall where the campaign runs."),
            tr("Hashes were compared when this report was made, on {day}.", day=show_day(facts.look.day, show.locale)),
            tr("Campaigns: {names}.", names=", ".join(map(isolate, facts.campaigns))) if facts.whole else "",
        ),
        " ",
    )  # fmt: skip
