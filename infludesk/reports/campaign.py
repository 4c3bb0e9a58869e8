"""The campaign report: did we reach the goal, what was delivered, by whom, and how it was counted."""

from collections import Counter
from datetime import date
from fractions import Fraction

from babel import Locale

from infludesk.kernel.dates import show_day
from infludesk.kernel.text import isolate, join, locale_of, number, short_number, tr
from infludesk.reports import appendix, delivery, disclosure_and_rights, published, sentences
from infludesk.reports.billing import unbilled
from infludesk.reports.blocks import (
    Answer,
    Block,
    Cover,
    Figures,
    Heading,
    Pairs,
    Panel,
    Report,
    Tally,
    Tile,
    Told,
    chosen,
)
from infludesk.reports.client_facts import CampaignFacts, DisclosureFact, TierRow
from infludesk.reports.footnotes import Letters
from infludesk.results.figures import Figure

PARTS = (
    ("answer", "Answer and goal"),
    ("figures", "Four figures"),
    ("summary", "What happened and next step"),
    ("glance", "Campaign at a glance"),
    ("delivery", "Delivery against plan"),
    ("creators", "Results by creator"),
    ("charts", "Charts"),
    ("content", "Content"),
    ("disclosure", "Disclosure checks"),
    ("rights", "Usage rights"),
    ("definitions", "Definitions"),
    ("sources", "Sources"),
    ("missing", "Figures that are n/a"),
    ("made", "How this report was made"),
    ("posts", "All posts"),
)
_LONGEST = 20
TICKED = frozenset(code for code, _ in PARTS) - {"posts"}


def build(facts: CampaignFacts, parts: frozenset[str] | None = None) -> Report:
    """Turn a campaign's client-safe facts into a report.

    Args:
        facts: the campaign.
        parts: the ticked codes of ``PARTS``; None ticks ``TICKED``: all but the table of all posts.
    """
    parts = TICKED if parts is None else parts
    locale = locale_of(facts.look.locale)
    letters = Letters(locale)
    blocks: tuple[Block, ...] = (
        *_first_page(facts, letters),
        *delivery.delivery(facts, locale),
        *delivery.creators(facts, letters),
        *published.charts(facts, locale),
        *published.content(facts, letters),
        *disclosure_and_rights.disclosure(facts, locale),
        *disclosure_and_rights.rights(facts, locale),
    )
    posts = published.posts(facts, letters) if "posts" in parts else ()
    ending = appendix.appendix(facts.definitions, facts.sources, letters, facts.look, made=_made(facts))
    return Report(
        kind=tr("Campaign report"),
        title=facts.title,
        head=join((isolate(facts.brand.name), isolate(facts.title), _dates(facts, locale))),
        author=facts.look.made_by,
        look=facts.look,
        brand=facts.brand,
        blocks=chosen((*blocks, *ending, *posts), parts),
        figures=chosen(_figures(facts), parts),
    )


def _figures(facts: CampaignFacts) -> tuple[Told, ...]:
    goal = facts.goal
    told = [Told("answer", "", "goal", goal.target), Told("answer", "", goal.measure, goal.actual)] if goal else []
    if facts.costs:
        told += [Told("figures", "", "spend", one) for one in _billed(facts)]
    told.append(Told("figures", "", "reach", facts.reach))
    if facts.costs:
        told.append(Told("figures", "", "cost per engagement", facts.per_engagement))
    for row in facts.delivery:
        for label, count in (("planned", row.planned), ("live", row.live), ("late", row.late)):
            told.append(Told("delivery", row.format, label, Figure(Fraction(count))))
    for one in facts.creators:
        told += (
            Told("creators", one.name, facts.measure, one.measured),
            Told("creators", one.name, "engagements", one.engagements),
            Told("creators", one.name, "engagement rate", one.rate),
        )
    told += [Told("charts", row.platform, facts.measure, row.measured) for row in facts.by_platform]
    told += [Told("content", post.creator, post.label, post.figure) for post in facts.posts]
    checks = facts.disclosure
    for label, count in (("passed", checks.passed), ("checked", checks.checked)):
        told.append(Told("disclosure", "", label, Figure(Fraction(count))))
    return tuple(told)


def _billed(facts: CampaignFacts) -> list[Figure]:
    if not facts.billed:
        return [Figure(None, unit="money", reason=unbilled(facts.billed))]
    variant = tr("client fee")
    return [Figure(Fraction(one.minor), unit="money", variant=variant, currency=one.currency) for one in facts.billed]


def _first_page(facts: CampaignFacts, letters: Letters) -> tuple[Block, ...]:
    locale = letters.locale
    return (
        Cover(
            part="cover",
            kind=tr("Campaign report"),
            title=isolate(facts.title),
            client=isolate(facts.brand.name),
            below=join((_dates(facts, locale), _standing(facts, locale))),
        ),
        Answer(
            part="answer",
            question=tr("Did we reach the goal?"),
            answer=sentences.answer(facts, locale),
            line=sentences.answer_line(facts.goal, locale),
            status=sentences.status(facts),
            bar=sentences.goal_bar(facts.goal, locale),
        ),
        Figures(part="figures", tiles=_tiles(facts, letters)),
        Panel(
            part="summary",
            title=tr("What happened"),
            text=sentences.sentences(facts.what_happened, 3) or (tr("Nothing is noted yet."),),
            side_title=tr("Next step"),
            side=sentences.sentences(facts.next_step, 3) or (tr("No next step is set."),),
        ),
        Heading(part="glance", title=tr("Campaign at a glance")),
        Pairs(part="glance", pairs=_glance(facts, locale)),
    )


def _standing(facts: CampaignFacts, locale: Locale) -> str:
    kind = tr("interim report") if sentences.running(facts) else tr("final report") if facts.ends else ""
    day = show_day(facts.look.as_of, locale) if facts.look.as_of else ""
    return join((kind, tr("figures as of {day}", day=day) if day else ""), ", ")


def _tiles(facts: CampaignFacts, letters: Letters) -> tuple[Tile, ...]:
    shown = ("reach", facts.reach) if facts.reach.known else (facts.measure, facts.measured)
    wide = _tile(sentences.measure_name(shown[0]), shown[1], tr("Sum over posts"), letters)
    live = _posts_live(facts, letters.locale)
    if not facts.costs:
        engaged = _tile(tr("Engagements"), facts.engagements, tr("Sum over posts"), letters)
        return live, wide, engaged, _tile(tr("Engagement rate"), facts.rate, facts.rate.variant, letters)
    cost = _tile(tr("Cost per engagement"), facts.per_engagement, tr("On the client fee"), letters)
    return _spend(facts, letters.locale), live, wide, cost


def _spend(facts: CampaignFacts, locale: Locale) -> Tile:
    sums, budget = [one.show(locale) for one in facts.billed], facts.budget
    if not sums:
        return Tile(tr("Spend"), tr("n/a"), (tr("Nothing is billed yet"),))
    lines = [tr("Client fee only, {currency}", currency=" + ".join(one.currency for one in facts.billed))]
    if len(sums) > 1 and len(" + ".join(sums)) > _LONGEST:  # a sum is never cut
        return Tile(tr("Spend"), tr("{n} currencies", n=number(len(sums), locale)), (*lines, *sums))
    if facts.spend and budget and budget.currency == facts.spend.currency:
        lines.append(tr("Of a budget of {budget}", budget=budget.show(locale)))
    return Tile(tr("Spend"), " + ".join(sums), tuple(lines))


def _posts_live(facts: CampaignFacts, locale: Locale) -> Tile:
    planned = sum(row.planned for row in facts.delivery)
    live = sum(row.live for row in facts.delivery)
    if not planned:
        return Tile(tr("Posts live"), number(len(facts.posts), locale), (tr("No posts are planned"),))
    value = tr("{n} of {of}", n=number(live, locale), of=number(planned, locale))
    return Tile(tr("Posts live"), value, tally=Tally(live, planned))


def _tile(label: str, figure: Figure, variant: str, letters: Letters) -> Tile:
    locale = letters.locale
    posts = tr("{n} of {of} posts", n=number(figure.n, locale), of=number(figure.of, locale)) if figure.of else ""
    lines = (
        variant if figure.known else figure.reason,
        posts,
        tr("As of {day}", day=show_day(figure.as_of, locale)) if figure.as_of else "",
    )
    return Tile(label, letters.show(figure, name=label), tuple(line for line in lines if line))


def _glance(facts: CampaignFacts, locale: Locale) -> tuple[tuple[str, str], ...]:
    pairs = [
        (tr("Objective"), facts.objective),
        (tr("Dates"), _dates(facts, locale)),
        (tr("Platforms"), ", ".join(facts.platforms)),
        (tr("Markets"), ", ".join(facts.markets)),
        (tr("Creators by tier"), _tiers(facts, locale)),
        (tr("Rules used"), ", ".join(facts.rules)),
    ]
    if facts.costs:
        pairs.insert(4, (tr("Budget"), facts.budget.show(locale) if facts.budget else ""))
    return tuple((label, value or "–") for label, value in pairs)


def _tiers(facts: CampaignFacts, locale: Locale) -> str:
    counted = Counter(row.tier for row in facts.creators if row.tier)
    rows = facts.tiers or tuple(TierRow(tier, creators) for tier, creators in counted.items())
    return ", ".join(_tier(row, locale) for row in rows)


def _tier(row: TierRow, locale: Locale) -> str:
    named = f"{number(row.creators, locale)} {row.tier}"
    if row.begins is None:
        return named
    least = short_number(row.begins, locale)
    if row.ends is None:
        return tr("{tier} ({least} followers and more)", tier=named, least=least)
    return tr("{tier} ({least} to under {most})", tier=named, least=least, most=short_number(row.ends, locale))


def _made(facts: CampaignFacts) -> tuple[str, ...]:
    return (
        tr("Reach adds the reach of posts; people who saw two posts are counted twice."),
        tr("A figure that is missing for some posts says over how many it was counted."),
        tr("Costs are what the client is billed.") if facts.costs else "",
        _checked(facts.disclosure),
    )


def _checked(fact: DisclosureFact) -> str:
    """How the disclosure was checked: who looked, and at what."""
    if not fact.checked or not (fact.seen or fact.scanned):
        return ""
    if not fact.scanned:
        return tr("The disclosure checks were made by a person, on the posts.")
    if not fact.seen:
        return tr("The disclosure checks were made by the program, on the captions.")
    return tr(
        "The disclosure checks were made partly by the program, on the captions, and partly by a person, on the posts."
    )


def _dates(facts: CampaignFacts, locale: Locale) -> str:
    if not facts.starts or not facts.ends:
        return show_day(facts.starts or facts.ends, locale) if facts.starts or facts.ends else ""
    start, end = date.fromisoformat(facts.starts[:10]), date.fromisoformat(facts.ends[:10])
    shown = show_day(facts.starts, locale)
    if start.year == end.year:
        shown = shown.replace(f" {start.year}", "")
    return f"{shown} – {show_day(facts.ends, locale)}"
