"""What each metric of a document means here, and where its figures come from: the pages at the end."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from babel import Locale

from infludesk.creators.model import SOURCES, AccountSnapshot
from infludesk.kernel.money import Money
from infludesk.kernel.text import join, number, plural, tr
from infludesk.reports import labels
from infludesk.reports.client_facts import Definition, SourceRow
from infludesk.results.figures import Figure
from infludesk.results.formulas import ER_VARIANTS, Reading, engagements, word
from infludesk.results.model import METRICS
from infludesk.results.show import show_figure

_MEANINGS = {
    "reach": "Different accounts that saw a post, as its platform counts them; a person may count once for each post.",
    "views": "How often a post was played or seen, as its platform counts a view.",
    "impressions": "How often a post was shown, as its platform counts it.",
    "engagements": "Likes, comments, shares and saves where the platform gives them; the parts differ by platform.",
}
_GIVEN = "As the source gave it; its formula is not known here."


def definitions(
    totals: Iterable[Figure], rate: Figure, variant: str, cost: Figure, locale: Locale
) -> tuple[Definition, ...]:
    """The metrics a campaign report uses, each as it is counted, with its numbers.

    Args:
        totals: sums over posts, each with its metric in its variant; one that is n/a is left out.
        rate: the engagement rate over all posts.
        variant: its code.
        cost: per engagement; one without a variant is left out.
        locale: the reader's.
    """
    found = [one for total in dict.fromkeys(totals) if total.known and (one := _total(total, locale))]
    pooled = tr("{variant}, pooled", variant=tr(ER_VARIANTS[variant].label))
    found.append(Definition(tr("Engagement rate"), tr(ER_VARIANTS[variant].formula), pooled, _divided(rate, locale)))
    if cost.variant:
        formula = tr("client fee / engagements")
        found.append(Definition(tr("Cost per engagement"), formula, cost.variant, _divided(cost, locale)))
    return tuple(found)


def _total(figure: Figure, locale: Locale) -> Definition | None:
    metric = next((m for m in _MEANINGS if figure.variant == tr("{metric}, sum over posts", metric=word(m))), "")
    if not metric:
        return None
    name = word(metric)
    here = plural(figure.n, "{sum} over {n} post", "{sum} over {n} posts", sum=show_figure(figure, locale))
    return Definition(name[:1].upper() + name[1:], tr(_MEANINGS[metric]), tr("sum over posts"), here)


def _divided(figure: Figure, locale: Locale) -> str:
    if figure.value is None or figure.numerator is None or figure.denominator is None:
        return tr("n/a: {reason}", reason=figure.reason) if figure.reason else ""
    top = number(figure.numerator, locale)
    if figure.unit == "money":
        top = Money(figure.numerator, figure.currency).show(locale)
    return tr(
        "{top} / {below} = {value}",
        top=top, below=number(figure.denominator, locale), value=show_figure(figure, locale),
    )  # fmt: skip


def sources(known: Iterable[Reading]) -> tuple[SourceRow, ...]:
    """Where the posts' figures come from: per source and platform, what of them, how many posts, the newest day."""
    by: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for one in known:
        by[one.platform, one.source].append(one)
    words = dict(SOURCES)
    return tuple(
        SourceRow(
            join((labels.platform(platform), tr(words.get(source, source)).lower()), " "),
            max(one.as_of[:10] for one in found),
            _held(found),
            plural(len(found), "{n} post", "{n} posts"),
        )
        for (platform, source), found in sorted(by.items())
    )


def _held(found: Sequence[Reading]) -> str:
    held = [word(m) for m in METRICS if any(getattr(one, m) is not None for one in found)]
    if any(engagements(one) is not None for one in found):
        held.append(tr("engagements from these"))
    shown = ", ".join(held)
    return shown[:1].upper() + shown[1:]


def account_definitions(latest: Sequence[AccountSnapshot]) -> tuple[Definition, ...]:
    """The metrics a shortlist uses."""
    rate = AccountSnapshot.entity.field("er_variant")
    codes = sorted({one.er_variant or "unknown" for one in latest if one.er_ppm is not None})
    found = [Definition(tr("Followers"), tr("Of the largest account, on the day given beside it."))] if latest else []
    for code in codes:
        text = tr(ER_VARIANTS[code].formula) if code in ER_VARIANTS else tr(_GIVEN)
        label = ER_VARIANTS[code].label if code in ER_VARIANTS else rate.choice(code)
        found.append(Definition(tr("Engagement rate"), text, tr(label)))
    return tuple(found)


def account_sources(latest: Iterable[AccountSnapshot]) -> tuple[SourceRow, ...]:
    """Where the accounts' figures come from: per source, the newest day and how many accounts."""
    by: dict[str, list[str]] = defaultdict(list)
    for one in latest:
        by[one.source or ""].append(one.day or "")
    words = dict(SOURCES)
    return tuple(
        SourceRow(
            tr(words.get(source, source)),
            max(days),
            tr("Followers and engagement rates"),
            plural(len(days), "{n} account", "{n} accounts"),
        )
        for source, days in sorted(by.items())
    )
