"""The shortlist: which creators are proposed, and why each."""

from collections import Counter
from fractions import Fraction

from infludesk.kernel.dates import show_day
from infludesk.kernel.text import isolate, join, locale_of, number, plural, short_number, tr
from infludesk.reports import appendix
from infludesk.reports.blocks import (
    Answer,
    Block,
    Card,
    Cards,
    Cell,
    Column,
    Cover,
    Figures,
    Heading,
    Panel,
    Report,
    Table,
    Tile,
    Told,
    Two,
    chosen,
)
from infludesk.reports.client_facts import Candidate, ShortlistFacts
from infludesk.reports.footnotes import Letters, one_variant
from infludesk.reports.sentences import sentences
from infludesk.results.figures import Figure

PARTS = (
    ("answer", "Answer"),
    ("figures", "Four figures"),
    ("summary", "What was looked for and next step"),
    ("creators", "Creators at a glance"),
    ("fee", "Proposed fee"),
    ("why", "Why each creator"),
    ("definitions", "Definitions"),
    ("sources", "Sources"),
    ("missing", "What is not available"),
    ("made", "How this report was made"),
)
TICKED = frozenset(code for code, _ in PARTS) - {"fee"}


def build(facts: ShortlistFacts, parts: frozenset[str] | None = None) -> Report:
    """Turn a shortlist's client-safe facts into a report.

    Args:
        facts: the proposal.
        parts: the ticked codes of ``PARTS``; None ticks all but the proposed fee.
    """
    parts = TICKED if parts is None else parts
    letters = Letters(locale_of(facts.look.locale))
    blocks = (*_first_page(facts, letters), *_table(facts, letters, fees="fee" in parts), *_why(facts, letters))
    blocks = (*blocks, *appendix.appendix(facts.definitions, facts.sources, letters, facts.look))
    return Report(
        kind=tr("Shortlist"),
        title=facts.title,
        head=join((isolate(facts.brand.name), isolate(facts.title))),
        author=facts.look.made_by,
        look=facts.look,
        brand=facts.brand,
        blocks=chosen(blocks, parts),
        figures=chosen(_figures(facts), parts),
    )


def _figures(facts: ShortlistFacts) -> tuple[Told, ...]:
    told: list[Told] = []
    for one in facts.candidates:
        told += (
            Told("creators", one.name, "followers", one.followers),
            Told("creators", one.name, "engagement rate", one.rate),
        )
        for fee in one.client_fees:
            figure = Figure(Fraction(fee.minor), unit="money", currency=fee.currency)
            told.append(Told("fee", one.name, "proposed client fee", figure))
    return tuple(told)


def _first_page(facts: ShortlistFacts, letters: Letters) -> tuple[Block, ...]:
    platforms = dict.fromkeys(c.platform for c in facts.candidates if c.platform)
    day = show_day(facts.look.as_of, letters.locale) if facts.look.as_of else ""
    count = len(facts.candidates)
    return (
        Cover(
            part="cover",
            kind=tr("Shortlist"),
            title=isolate(facts.title),
            client=isolate(facts.brand.name),
            below=join((", ".join(platforms), tr("as of {day}", day=day) if day else "")),
        ),
        Answer(
            part="answer",
            question=tr("Who fits {campaign}?", campaign=isolate(facts.title)),
            answer=plural(count, "{n} creator, ready to be asked", "{n} creators, ready to be asked")
            if count
            else tr("No creator is proposed yet"),
        ),
        Figures(part="figures", tiles=_tiles(facts, letters)),
        Panel(
            part="summary",
            title=tr("What was looked for"),
            text=sentences(facts.looking_for, 3) or (tr("No criteria are noted."),),
            side_title=tr("Next step"),
            side=sentences(facts.next_step, 3) or (tr("No next step is set."),),
        ),
    )


def _tiles(facts: ShortlistFacts, letters: Letters) -> tuple[Tile, ...]:
    locale = letters.locale
    tiers = Counter(c.tier for c in facts.candidates if c.tier)
    countries = dict.fromkeys(c.country for c in facts.candidates if c.country)
    known = sorted(round(c.followers.value) for c in facts.candidates if c.followers.value is not None)
    span = " – ".join(dict.fromkeys(short_number(n, locale) for n in (known[0], known[-1]))) if known else tr("n/a")
    return (
        Tile(
            tr("Creators"),
            number(len(facts.candidates), locale),
            (join((f"{number(n, locale)} {tier}" for tier, n in tiers.items()), ", "),),
        ),
        Tile(tr("Followers, least and most"), span, (tr("{n} of {of} known", n=len(known), of=len(facts.candidates)),)),
        Tile(tr("Countries"), number(len(countries), locale), (", ".join(countries),)),
        Tile(tr("Platforms"), *_platforms(facts, letters)),
    )


def _platforms(facts: ShortlistFacts, letters: Letters) -> tuple[str, tuple[str, ...]]:
    found = dict.fromkeys(c.platform for c in facts.candidates if c.platform)
    return number(len(found), letters.locale), (", ".join(found),)


def _table(facts: ShortlistFacts, letters: Letters, *, fees: bool) -> tuple[Block, ...]:
    variant, rates = one_variant([c.rate for c in facts.candidates])
    columns = (
        Column(tr("Creator"), 46 if fees else 60),
        Column(tr("Tier"), 18),
        Column(tr("Followers"), 34 if fees else 40, right=True),
        Column(tr("ER {variant}", variant=variant).strip(), 28 if fees else 34, right=True),
        Column(tr("Country"), 22),
        *((Column(tr("Proposed fee"), 26, right=True),) if fees else ()),
    )
    rows = tuple(
        (
            *_row(c, rate, letters),
            *((" + ".join(f.show(letters.locale) for f in c.client_fees) or "–",) if fees else ()),
        )
        for c, rate in zip(facts.candidates, rates, strict=True)
    )
    return (
        Heading(part="creators", title=tr("Creators at a glance")),
        Table(
            part="creators",
            columns=columns,
            rows=rows,
            notes=letters.notes(
                [f for c, rate in zip(facts.candidates, rates, strict=True) for f in (c.followers, rate)]
            ),
            empty=tr("No creator is proposed yet."),
        ),
    )


def _row(one: Candidate, rate: Figure, letters: Letters) -> tuple[Cell, ...]:
    def show(figure: Figure, what: str, *, short: bool = False) -> str:
        return letters.show(figure, short=short, name=tr("{what} of {name}", what=what, name=isolate(one.name)))

    read = one.followers
    day = show_day(read.as_of, letters.locale) if read.as_of else ""
    return (
        Two(isolate(one.name), join((one.platform, isolate(one.handle))), strong=True),
        one.tier or "–",
        Two(show(read, tr("Followers"), short=True), join((day, read.source)) if read.known else ""),
        show(rate, tr("Engagement rate")),
        one.country or "–",
    )


def _why(facts: ShortlistFacts, letters: Letters) -> tuple[Block, ...]:
    if not any(c.why for c in facts.candidates):
        return ()
    cards = tuple(
        Card(
            mark=c.platform,
            name=isolate(c.name),
            text=c.why,
            below=join((c.tier, c.country, ", ".join(c.topics), isolate(c.handle), *map(isolate, c.others))),
            figure=letters.show(c.followers, short=True),
            label=tr("followers"),
        )
        for c in facts.candidates
    )
    return Heading(part="why", title=tr("Why each creator")), Cards(part="why", cards=cards, lines=6)
