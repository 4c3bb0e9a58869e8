"""Named formulas over readings of posts: engagements, engagement rates, totals and costs, all exact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from types import MappingProxyType
from typing import Literal

from infludesk.creators.model import SOURCES, AccountSnapshot
from infludesk.kernel.money import Money
from infludesk.kernel.text import join, tr
from infludesk.results.figures import Figure, Unit
from infludesk.results.model import PostSnapshot

Basis = Literal["fee", "full"]
BASES = MappingProxyType({"fee": "fee only", "full": "fully loaded"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One post's newest figures, as one source gave them; None = not known, which is not 0.

    Attributes:
        platform: a code of ``PLATFORMS``.
        as_of: when it was read, ``YYYY-MM-DDTHH:MM:SSZ``.
        source: a code of ``SOURCES``.
        watch_seconds: watch time in seconds.
        followers_then: followers of the post's channel when it was published.
    """

    post_id: str
    creator_id: str
    platform: str
    format: str
    as_of: str
    source: str
    views: int | None = None
    reach: int | None = None
    impressions: int | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    saves: int | None = None
    reposts: int | None = None
    reactions: int | None = None
    replies: int | None = None
    clicks: int | None = None
    follows: int | None = None
    watch_seconds: int | None = None
    followers_then: int | None = None


# The first of each is the main part: without it the sum of the others would pass for the whole.
ENGAGEMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "instagram": ("likes", "comments", "saves", "shares"),
        "tiktok": ("likes", "comments", "shares"),
        "youtube": ("likes", "comments"),
        "linkedin": ("reactions", "comments", "reposts"),
        "x": ("likes", "reposts", "replies"),
        "facebook": ("reactions", "comments", "shares"),
    }
)
_OTHER_PLATFORM = ("likes", "comments", "shares")


@dataclass(frozen=True, slots=True)
class Variant:
    """An engagement rate by name.

    Attributes:
        label: English, as printed beside the rate.
        formula: English, as printed in the definition.
        counted: the parts of the numerator, main part first; empty = the platform's engagements.
        base: the metric below the line.
    """

    label: str
    formula: str
    counted: tuple[str, ...]
    base: str


def _variant(code: str, formula: str, base: str, *counted: str) -> tuple[str, Variant]:
    return code, Variant(AccountSnapshot.entity.field("er_variant").choice(code), formula, counted, base)


ER_VARIANTS: Mapping[str, Variant] = MappingProxyType(
    dict(
        [
            _variant("followers", "engagements / followers × 100", "followers_then"),
            _variant("reach", "engagements / reach × 100", "reach"),
            _variant("impressions", "engagements / impressions × 100", "impressions"),
            _variant("views", "(likes + comments + shares) / views × 100", "views", "likes", "comments", "shares"),
            _variant("grin", "(likes + comments) / followers × 100", "followers_then", "likes", "comments"),
            _variant("modash", "likes / followers × 100", "followers_then", "likes"),
            _variant("traackr", "engagements / followers on the post's platform × 100", "followers_then"),
        ]
    )
)


def engagements(reading: Reading) -> int | None:
    """The post's engagements by its platform's definition.

    None when the main part (likes, or reactions) is unknown; other unknown parts count as 0.
    """
    return _sum(reading, ENGAGEMENTS.get(reading.platform, _OTHER_PLATFORM))


def measure(reading: Reading, metric: str) -> int | None:
    """A metric of the reading, or its ``engagements``."""
    if metric == "engagements":
        return engagements(reading)
    found: int | None = getattr(reading, metric)
    return found


def rate_parts(reading: Reading, variant: str) -> tuple[int | None, int | None]:
    """What stands above and below the line in one post's engagement rate."""
    named = ER_VARIANTS[variant]
    top = _sum(reading, named.counted) if named.counted else engagements(reading)
    return top, measure(reading, named.base)


def word(metric: str) -> str:
    """The metric's name within a sentence: ``reach``, ``seconds watched``."""
    own = {"engagements": "engagements", "watch_seconds": "seconds watched", "followers_then": "followers"}
    return tr(own.get(metric) or PostSnapshot.entity.field(metric).label.lower())


def newest(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """One reading per post, the newest: a post that is met twice counts once."""
    found: dict[str, Reading] = {}
    for one in readings:
        if one.post_id not in found or one.as_of > found[one.post_id].as_of:
            found[one.post_id] = one
    return tuple(found.values())


def origin(readings: Iterable[Reading]) -> tuple[str | None, str]:
    """The newest day of the readings, and their sources as printed: ``export, manual entry``."""
    used = tuple(readings)
    codes = {one.source for one in used}
    labels = [label if label.isupper() else label.lower() for code, label in SOURCES if code in codes]
    unknown = sorted(codes - dict(SOURCES).keys())
    return max((one.as_of[:10] for one in used), default=None), join([*map(tr, labels), *unknown], ", ")


def total(readings: Iterable[Reading], metric: str) -> Figure:
    """Sum a metric, or ``engagements``, over the posts that have it."""
    posts = newest(readings)
    used = {one: count for one in posts if (count := measure(one, metric)) is not None}
    variant = tr("{metric}, sum over posts", metric=word(metric))
    if not used:
        reason = tr("no post has {metric}", metric=word(metric))
        return Figure(None, reason=reason, variant=variant, of=len(posts))
    as_of, source = origin(used)
    summed = sum(used.values())
    return Figure(
        Fraction(summed), numerator=summed, variant=variant, as_of=as_of, source=source, n=len(used), of=len(posts)
    )


def engagement_rate(readings: Iterable[Reading], variant: str) -> Figure:
    """The pooled rate: sum over sum, of the posts that have both parts and a base above 0.

    Raises:
        KeyError: no such variant.
    """
    posts = newest(readings)
    used = _rated(posts, variant)
    top, base = sum(t for t, _ in used.values()), sum(b for _, b in used.values())
    label = tr("{variant}, pooled", variant=tr(ER_VARIANTS[variant].label))
    value = Fraction(top, base) if used else None
    return _rate(value, posts, used, variant, label, parts=(top, base) if used else (None, None))


def median_engagement_rate(readings: Iterable[Reading], variant: str) -> Figure:
    """The median of the rates of the same posts; it has no parts of its own.

    Raises:
        KeyError: no such variant.
    """
    posts = newest(readings)
    used = _rated(posts, variant)
    label = tr("{variant}, median of posts", variant=tr(ER_VARIANTS[variant].label))
    # Sorted as floats first, exact fractions need only a single pass.
    near = sorted(used.values(), key=lambda parts: parts[0] / parts[1])
    value = median(Fraction(t, b) for t, b in near) if near else None
    return _rate(value, posts, used, variant, label, parts=(None, None))


Count = Figure | int | None
Amount = Figure | Money | None


def cpm(cost: Amount, impressions: Count, *, basis: Basis) -> Figure:
    """Cost per 1,000 impressions, in minor units."""
    return _per(cost, impressions, tr("impressions"), "CPM", basis, times=1000)


def cpe(cost: Amount, engaged: Count, *, basis: Basis) -> Figure:
    """Cost per engagement, in minor units."""
    return _per(cost, engaged, tr("engagements"), "CPE", basis)


def cpv(cost: Amount, views: Count, *, basis: Basis) -> Figure:
    """Cost per view, in minor units."""
    return _per(cost, views, tr("views"), "CPV", basis)


def cpc(cost: Amount, clicks: Count, *, basis: Basis) -> Figure:
    """Cost per click, in minor units."""
    return _per(cost, clicks, tr("clicks"), "CPC", basis)


def cpa(cost: Amount, conversions: Count, *, basis: Basis) -> Figure:
    """Cost per conversion, in minor units."""
    return _per(cost, conversions, tr("conversions"), "CPA", basis)


def ctr(clicks: Count, impressions: Count) -> Figure:
    """Clicks / impressions, a ratio."""
    return _ratio(_figure(clicks, tr("clicks")), impressions, tr("impressions"), unit="ppm", variant="CTR")


def cvr(conversions: Count, clicks: Count) -> Figure:
    """Conversions / clicks, a ratio."""
    return _ratio(_figure(conversions, tr("conversions")), clicks, tr("clicks"), unit="ppm", variant="CVR")


def roas(revenue: Amount, spend: Amount, *, basis: Basis) -> Figure:
    """Attributed revenue / spend, a multiple: 3.2 where 1.00 brought 3.20."""
    back = _figure(revenue, tr("revenue"))
    return _ratio(back, spend, tr("cost"), unit="count", variant=f"ROAS, {tr(BASES[basis])}")


def roi(revenue: Amount, cost: Amount, *, basis: Basis, gross_margin: Amount = None) -> Figure:
    """(return − cost) / cost, a ratio; the return, its numerator, is the gross margin where known, else the revenue."""
    back, on = _figure(gross_margin, tr("gross margin")), tr("on gross margin")
    if not back.known:
        back, on = _figure(revenue, tr("revenue")), tr("on revenue")
    return _ratio(back, cost, tr("cost"), unit="ppm", variant=f"ROI {on}, {tr(BASES[basis])}", gain=True)


def _sum(reading: Reading, parts: tuple[str, ...]) -> int | None:
    known = [measure(reading, part) for part in parts]
    return None if known[0] is None else sum(count or 0 for count in known)


Parts = Mapping[Reading, tuple[int, int]]


def _rated(posts: Iterable[Reading], variant: str) -> Parts:
    used = {}
    for one in posts:
        top, base = rate_parts(one, variant)
        if top is not None and base:
            used[one] = top, base
    return used


def _rate(
    value: Fraction | None,
    posts: tuple[Reading, ...],
    used: Parts,
    variant: str,
    label: str,
    *,
    parts: tuple[int | None, int | None],
) -> Figure:
    as_of, source = origin(used)
    return Figure(
        value,
        "ppm",
        "" if used else _unrated(posts, variant),
        *parts,
        variant=label,
        as_of=as_of,
        source=source,
        n=len(used),
        of=len(posts),
    )


def _unrated(posts: tuple[Reading, ...], variant: str) -> str:
    """Why no post has a rate."""
    named = ER_VARIANTS[variant]
    top, base = word(named.counted[0] if named.counted else "engagements"), word(named.base)
    found = [rate_parts(one, variant) for one in posts]
    if all(below is None for _, below in found):
        return tr("no post has {metric}", metric=base)
    if all(above is None for above, _ in found):
        return tr("no post has {metric}", metric=top)
    if not any(below for _, below in found):
        return tr("no post has {metric} above 0", metric=base)
    return tr("no post has both {counted} and {base}", counted=top, base=base)


def _figure(given: Amount | Count, what: str) -> Figure:
    match given:
        case Money():
            return Figure(Fraction(given.minor), "money", numerator=given.minor, currency=given.currency)
        case int():
            return Figure(Fraction(given), numerator=given)
        case None:
            return Figure(None, reason=tr("no {what} given", what=what))
    return given


def _per(cost: Amount, count: Count, what: str, name: str, basis: Basis, *, times: int = 1) -> Figure:
    variant = f"{name}, {tr(BASES[basis])}"
    return _ratio(_figure(cost, tr("cost")), count, what, unit="money", variant=variant, times=times)


def _ratio(
    top: Figure, below: Amount | Count, what: str, *, unit: Unit, variant: str, times: int = 1, gain: bool = False
) -> Figure:
    """Divide by ``below``, called ``what``; ``gain`` takes it off the top first."""
    base = _figure(below, what)
    reason = top.reason or base.reason or _undivided(top, base, what)
    value = None
    if top.value is not None and base.value and not reason:
        value = (top.value - base.value if gain else top.value) * times / base.value
    counted = [one for one in (top, base) if one.of]
    return Figure(
        value,
        unit,
        reason,
        None if top.value is None else int(top.value),
        None if base.value is None else int(base.value),
        variant,
        as_of=max((one.as_of for one in (top, base) if one.as_of), default=None),
        source=join(dict.fromkeys(part for one in (top, base) for part in one.source.split(", ")), ", "),
        n=min((one.n for one in counted), default=0),
        of=max((one.of for one in counted), default=0),
        currency=top.currency if unit == "money" else "",
    )


def _undivided(top: Figure, base: Figure, what: str) -> str:
    """Why two known parts give no rate; empty where they do."""
    if base.value == 0:
        return tr("0 {what}", what=what)
    if base.currency and base.currency != top.currency:
        return tr("{one} and {other} are never mixed", one=top.currency, other=base.currency)
    return ""
