"""What makes a new reading of a post doubtful: asked, never refused."""

from dataclasses import dataclass
from fractions import Fraction

from babel import Locale

from infludesk.kernel.dates import show_day
from infludesk.kernel.text import PPM, number, own_locale, percent, tr
from infludesk.results.formulas import ER_VARIANTS, Reading, measure, rate_parts, word
from infludesk.results.model import METRICS

_ASKED = ("reach", "impressions", "views", "followers")
_RUNNING = tuple(metric for metric in METRICS if metric != "followers_then")


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt about figures that are stored with a question mark.

    Attributes:
        code: ``reading.rate``, ``reading.likes`` or ``reading.fell``, for tests and logs.
        columns: the metrics to mark.
        title: what is odd.
        advice: what happened to the figures, and what to do.
    """

    code: str
    columns: tuple[str, ...]
    title: str
    advice: str


def questions(new: Reading, former: Reading | None, locale: Locale | None = None) -> tuple[Question, ...]:
    """What is odd in a new reading, alone and against the last one of the same post."""
    locale = locale or own_locale()
    found = [_likes(new, locale), *(_rate(new, variant, locale) for variant in _ASKED)]
    if former and former.as_of < new.as_of:
        found += [_fell(new, former, metric, locale) for metric in _RUNNING]
    return tuple(one for one in found if one)


def _likes(new: Reading, locale: Locale) -> Question | None:
    if new.likes is None or new.views is None or new.likes <= new.views:
        return None
    likes, views = number(new.likes, locale), number(new.views, locale)
    return Question(
        "reading.likes",
        ("likes", "views"),
        tr("{likes} likes but {views} views.", likes=likes, views=views),
        tr("Both are stored with a question mark. Check the two columns."),
    )


def _rate(new: Reading, variant: str, locale: Locale) -> Question | None:
    named = ER_VARIANTS[variant]
    top, base = rate_parts(new, variant)
    # Likes above views are asked about already.
    if top is None or not base or top <= base or (variant == "views" and _likes(new, locale)):
        return None
    rate = percent(round(Fraction(top * PPM, base)), locale)
    return Question(
        "reading.rate",
        (named.base,),
        tr("{rate} {variant} is unusual.", rate=rate, variant=tr(named.label)),
        tr("It is stored with a question mark. Check {metric} and the engagements.", metric=word(named.base)),
    )


def _fell(new: Reading, former: Reading, metric: str, locale: Locale) -> Question | None:
    what, before, now = word(metric), measure(former, metric), measure(new, metric)
    if before is None or now is None or now >= before:
        return None
    sentence = "{what} were {before} on {day} and are {now} now."
    if metric == "reach":
        sentence = "{what} was {before} on {day} and is {now} now."
    return Question(
        "reading.fell",
        (metric,),
        tr(
            sentence,
            what=what[:1].upper() + what[1:],
            before=number(before, locale),
            day=show_day(former.as_of, locale),
            now=number(now, locale),
        ),
        tr("Both readings are kept. Confirm, or correct the new one."),
    )
