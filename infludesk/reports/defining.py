"""What each metric of a document means here, and where its figures come from: the pages at the end."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from infludesk.creators.model import SOURCES, AccountSnapshot
from infludesk.kernel.text import plural, tr
from infludesk.reports.facts import Definition, GoalFact, SourceRow
from infludesk.results.figures import Figure
from infludesk.results.formulas import ER_VARIANTS, Reading

_REACH = (
    "How many different accounts saw a post, as the platform counts them. Summed over posts, a person may count twice."
)
_VIEWS = "How often a post was played or seen, as its platform counts a view."
_ENGAGEMENTS = "Likes, comments, shares and saves where the platform gives them; the parts differ by platform."
_POOLED = "The sums of all posts that have both parts, divided once; not the mean of the posts' rates."
_GIVEN = "As the source gave it; its formula is not known here."


def definitions(
    known: Sequence[Reading], variant: str, *, goal: GoalFact | None, cost: Figure
) -> tuple[Definition, ...]:
    """The metrics a campaign report uses, each as it is counted."""
    named = ER_VARIANTS[variant]
    found = [
        Definition(tr("Reach"), tr(_REACH)),
        Definition(tr("Views"), tr(_VIEWS)),
        Definition(tr("Engagements"), tr(_ENGAGEMENTS)),
        Definition(tr("Engagement rate, {variant}", variant=tr(named.label)), f"{tr(named.formula)}. {tr(_POOLED)}"),
    ]
    if cost.known or (goal is not None and goal.measure == "per_engagement"):
        found.append(
            Definition(tr("Cost per engagement"), tr("What the client was billed, divided by the engagements."))
        )
    return tuple(found) if known else ()


def sources(known: Iterable[Reading]) -> tuple[SourceRow, ...]:
    """Where the posts' figures come from: per source and platform, the newest day and how many posts."""
    by: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in known:
        by[one.source, one.platform].append(one.as_of[:10])
    words = dict(SOURCES)
    return tuple(
        SourceRow(
            tr("{source}, {platform}", source=tr(words.get(source, source)), platform=platform),
            max(days),
            plural(len(days), "{n} post", "{n} posts"),
        )
        for (source, platform), days in sorted(by.items())
    )


def account_definitions(latest: Sequence[AccountSnapshot]) -> tuple[Definition, ...]:
    """The metrics a shortlist uses."""
    rate = AccountSnapshot.entity.field("er_variant")
    codes = sorted({one.er_variant or "unknown" for one in latest if one.er_ppm is not None})
    found = [Definition(tr("Followers"), tr("Of the largest account, on the day given beside it."))] if latest else []
    for code in codes:
        text = tr(ER_VARIANTS[code].formula) if code in ER_VARIANTS else tr(_GIVEN)
        label = ER_VARIANTS[code].label if code in ER_VARIANTS else rate.choice(code)
        found.append(Definition(tr("Engagement rate, {variant}", variant=tr(label)), text))
    return tuple(found)


def account_sources(latest: Iterable[AccountSnapshot]) -> tuple[SourceRow, ...]:
    """Where the accounts' figures come from: per source, the newest day and how many accounts."""
    by: dict[str, list[str]] = defaultdict(list)
    for one in latest:
        by[one.source or ""].append(one.day or "")
    words = dict(SOURCES)
    return tuple(
        SourceRow(tr(words.get(source, source)), max(days), plural(len(days), "{n} account", "{n} accounts"))
        for source, days in sorted(by.items())
    )
