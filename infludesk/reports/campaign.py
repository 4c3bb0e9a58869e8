"""The campaign report: did we reach the goal, what was delivered, by whom, and how it was counted."""

from collections import Counter
from datetime import date
from fractions import Fraction

from babel import Locale

from infludesk.kernel.dates import show_day
from infludesk.kernel.text import isolate, join, locale_of, number, tr
from infludesk.reports import appendix, delivered
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
from infludesk.reports.facts import CampaignFacts
from infludesk.reports.findings import answer, goal_bar, sentences
from infludesk.reports.letters import Letters
from infludesk.results.figures import Figure
from infludesk.results.show import proof

PARTS = (
    ("answer", "Answer and goal"),
    ("figures", "Four figures"),
    ("summary", "What happened and next step"),
    ("glance", "Campaign at a glance"),
    ("delivery", "Delivery against the plan"),
    ("creators", "Results by creator"),
    ("charts", "Charts"),
    ("content", "Content"),
    ("disclosure", "Disclosure checks"),
    ("rights", "Usage rights"),
    ("definitions", "Definitions"),
    ("sources", "Sources"),
    ("missing", "What is not available"),
    ("made", "How this report was made"),
)


def build(facts: CampaignFacts, parts: frozenset[str] | None = None) -> Report:
    """Turn a campaign's client-safe facts into a report; ``parts`` are the ticked codes, None for all."""
    locale = locale_of(facts.look.locale)
    letters = Letters(locale)
    blocks: tuple[Block, ...] = (
        *_first_page(facts, letters),
        *delivered.delivery(facts, locale),
        *delivered.creators(facts, letters),
        *delivered.charts(facts, locale),
        *delivered.content(facts, letters),
        *delivered.disclosure(facts, locale),
        *delivered.rights(facts, locale),
    )
    blocks = (*blocks, *appendix.appendix(facts.definitions, facts.sources, letters, facts.look))
    kind = tr("Campaign report")
    return Report(
        kind=kind,
        title=facts.title,
        author=facts.look.made_by,
        look=facts.look,
        brand=facts.brand,
        blocks=chosen(blocks, parts),
        figures=chosen(_figures(facts), parts),
    )


def _figures(facts: CampaignFacts) -> tuple[Told, ...]:
    goal = facts.goal
    told = [Told("answer", "", "goal", goal.target), Told("answer", "", goal.measure, goal.actual)] if goal else []
    told += [Told("figures", "", "spend", _billed(facts)), Told("figures", "", "reach", facts.reach)]
    told.append(Told("figures", "", "cost per engagement", facts.per_engagement))
    for row in facts.delivery:
        for label, count in (("planned", row.planned), ("live", row.live), ("late", row.late)):
            told.append(Told("delivery", row.format, label, Figure(Fraction(count))))
    for one in facts.creators:
        told += (
            Told("creators", one.name, "reach", one.reach),
            Told("creators", one.name, "engagements", one.engagements),
        )
        told.append(Told("creators", one.name, "engagement rate", one.rate))
    told += [Told("charts", row.format, "reach", row.reach) for row in facts.formats]
    told += [Told("content", post.creator, post.label, post.figure) for post in facts.posts]
    checks = facts.disclosure
    for label, count in (("passed", checks.passed), ("checked", checks.checked)):
        told.append(Told("disclosure", "", label, Figure(Fraction(count))))
    return tuple(told)


def _billed(facts: CampaignFacts) -> Figure:
    if facts.spend is None:
        return Figure(None, unit="money", reason=tr("nothing is billed yet"))
    return Figure(Fraction(facts.spend.minor), unit="money", variant=tr("billed"), currency=facts.spend.currency)


def _first_page(facts: CampaignFacts, letters: Letters) -> tuple[Block, ...]:
    locale = letters.locale
    happened = sentences(facts.what_happened, 3) or (tr("Nothing is noted yet."),)
    following = sentences(facts.next_step, 3) or (tr("No next step is set."),)
    return (
        Cover(
            part="cover",
            line=join((tr("Campaign report"), isolate(facts.brand.name))),
            title=facts.title,
            below=join(
                (
                    _dates(facts, locale),
                    ", ".join(facts.platforms),
                    ", ".join(facts.markets),
                    tr("as of {day}", day=show_day(facts.look.as_of, locale)) if facts.look.as_of else "",
                )
            ),
        ),
        Answer(
            part="answer",
            question=tr("Did {campaign} reach its goal?", campaign=isolate(facts.title)),
            answer=answer(facts, locale),
            bar=goal_bar(facts.goal, locale),
        ),
        Figures(part="figures", tiles=_tiles(facts, letters)),
        Panel(part="summary", columns=((tr("What happened"), happened), (tr("Next step"), following))),
        *_glance(facts, locale),
    )


def _tiles(facts: CampaignFacts, letters: Letters) -> tuple[Tile, ...]:
    locale = letters.locale
    planned = sum(row.planned for row in facts.delivery)
    live = sum(row.live for row in facts.delivery)
    same = facts.spend and facts.budget and facts.spend.currency == facts.budget.currency
    budget = tr("of {budget} budget", budget=facts.budget.show(locale)) if facts.budget else ""
    return (
        Tile(
            tr("Spend"),
            facts.spend.show(locale) if facts.spend else tr("n/a"),
            join((tr("billed"), budget if same or not facts.spend else ""))
            if facts.spend
            else tr("nothing is billed yet"),
        ),
        Tile(
            tr("Posts live"),
            number(live, locale),
            tr("of {planned} planned", planned=number(planned, locale)) if planned else tr("no posts are planned"),
            Tally(live, planned) if planned else None,
        ),
        _tile(tr("Reach"), facts.reach, letters),
        _tile(tr("Cost per engagement"), facts.per_engagement, letters),
    )


def _tile(label: str, figure: Figure, letters: Letters) -> Tile:
    return Tile(label, letters.show(figure, short=True), proof(figure, letters.locale))


def _glance(facts: CampaignFacts, locale: Locale) -> tuple[Block, ...]:
    empty = "–"
    return (
        Heading(part="glance", title=tr("Campaign at a glance")),
        Pairs(
            part="glance",
            pairs=(
                (tr("Client"), isolate(facts.brand.name) or empty),
                (tr("Objective"), facts.objective or empty),
                (tr("Dates"), _dates(facts, locale) or empty),
                (tr("Platforms"), ", ".join(facts.platforms) or empty),
                (tr("Markets"), ", ".join(facts.markets) or empty),
                (tr("Budget"), facts.budget.show(locale) if facts.budget else empty),
                (tr("Creators"), _tiers(facts, locale) or empty),
                (tr("Rules used"), ", ".join(facts.rules) or empty),
            ),
        ),
    )


def _tiers(facts: CampaignFacts, locale: Locale) -> str:
    tiers = facts.tiers or tuple(Counter(row.tier for row in facts.creators if row.tier).items())
    return join((f"{number(count, locale)} {name}" for name, count in tiers), ", ")


def _dates(facts: CampaignFacts, locale: Locale) -> str:
    if not facts.starts or not facts.ends:
        return show_day(facts.starts or facts.ends, locale) if facts.starts or facts.ends else ""
    start, end = date.fromisoformat(facts.starts[:10]), date.fromisoformat(facts.ends[:10])
    shown = show_day(facts.starts, locale)
    if start.year == end.year:
        shown = shown.replace(f" {start.year}", "")
    return f"{shown} – {show_day(facts.ends, locale)}"
