"""Clashes, uses beyond rights and lacking papers in words: who, what, when."""

from babel import Locale

from infludesk.content.rights_use import Breach, Outside
from infludesk.contracts.model import CHANNELS
from infludesk.flows.clashes import Clash
from infludesk.flows.paper import Finding
from infludesk.flows.rights_use import Misuse
from infludesk.kernel.dates import show_day
from infludesk.kernel.text import isolate, join, plural, tr

_LACKS = {"brand": "the brand", "category": "the category", "dates": "the dates", "market": "the market"}
_BREACHES: dict[Breach, str] = {
    "no_right": "{piece} is used without a right",
    "past_end": "{piece} is used past its right",
    "planned_past_end": "{piece} is planned past its right",
    "before_start": "{piece} is used before its right begins",
    "wrong_channel": "{piece} is used on a channel that is not agreed",
    "wrong_territory": "{piece} is used in a country that is not agreed",
    "piece": "{piece} is used, and the right covers other pieces",
}

_BEYOND: dict[Breach, str] = {
    "no_right": "no right for it",
    "planned_past_end": "planned past its end",
    "before_start": "before its right begins",
    "wrong_channel": "not agreed: {what}",
    "wrong_territory": "not agreed: {what}",
    "piece": "the right covers other pieces",
}


def clash_words(clash: Clash, locale: Locale, *, seen_from: str = "") -> tuple[str, str]:
    """A clash as a title and a text: whose exclusivity, the other side, and why.

    Args:
        clash: which.
        locale: the person's.
        seen_from: the campaign whose page it stands on; the other side is then named first.
    """
    here = bool(seen_from) and seen_from == clash.other_campaign_id
    to, other = isolate(clash.promised_to) or tr("somebody else"), isolate(clash.other) or tr("somebody else")
    words = "Clash with {other}" if clash.certain else "May clash with {other}"
    title = tr(words, other=to if here else other)
    lacks = ", ".join(tr(_LACKS[one]) for one in clash.missing)
    text = join(
        (
            tr("{creator} is exclusive for {brand}", creator=isolate(clash.creator), brand=to),
            "" if not clash.other_title else tr("also in {what}", what=isolate(clash.other_title)),
            ", ".join(map(isolate, clash.hit)),
            span(clash.starts, clash.ends, locale),
            tr("not known: {lacks}", lacks=lacks) if lacks else "",
            waived_words(clash, locale),
        )
    )
    return title, text


def waived_words(clash: Clash, locale: Locale) -> str:
    """Who waived the exclusivity and when; empty where it stands."""
    if not clash.waived_by:
        return ""
    return tr("waived by {name} on {day}", name=isolate(clash.waived_by), day=show_day(clash.waived_on, locale))


def misuse_words(misuse: Misuse) -> tuple[str, str]:
    """A use beyond its right as a title and a text."""
    outside = misuse.outside
    channel = tr(dict(CHANNELS).get(misuse.channel, misuse.channel))
    days = plural(outside.days, "{n} day", "{n} days") if outside.days else ""
    what = ", ".join(tr(dict(CHANNELS).get(one, one)) for one in outside.what)
    title = tr(_BREACHES[outside.breach], piece=isolate(misuse.name[:60]) or tr("A piece"))
    where = what if what and what != channel else channel
    return title, join((isolate(misuse.creator), where, isolate(misuse.place), days))


def breach_words(outside: Outside) -> str:
    """What a use does beyond its right, for a line that names the piece already."""
    what = ", ".join(tr(dict(CHANNELS).get(one, one)) for one in outside.what)
    if outside.breach == "past_end":
        return plural(outside.days, "{n} day past its end", "{n} days past its end")
    return tr(_BEYOND[outside.breach], what=what)


def finding_words(finding: Finding, locale: Locale) -> tuple[str, str]:
    """What a contract lacks, as a title and a text."""
    named = finding.title.startswith(finding.creator)  # as the title of a drafted contract does
    who = join(("" if named else isolate(finding.creator), isolate(finding.title)))
    if finding.lacks == "no_disclosure":
        return tr("No disclosure clause"), join((who, tr("item 14 is not answered with the text.")))
    if finding.lacks == "perpetual_for_nothing":
        return tr("Rights for ever at no fee"), join((who, tr("no fee for content or use is agreed.")))
    amount = finding.figure.amount.show(locale) if finding.figure else "–"
    summed = finding.sum.show(locale) if finding.sum else ""
    reached = tr("{sum} of {figure} in one year", sum=summed, figure=amount) if summed else ""
    return tr("France asks for a written contract"), join(
        (who, reached, finding.figure.source if finding.figure else "")
    )


def span(starts: str, ends: str, locale: Locale) -> str:
    """The days both sides share, as far as they are known."""
    if starts and ends:
        first, last = show_day(starts, locale), show_day(ends, locale)
        return first if first == last else tr("{start} – {end}", start=first, end=last)
    if starts:
        return tr("from {day}", day=show_day(starts, locale))
    return tr("until {day}", day=show_day(ends, locale)) if ends else ""
