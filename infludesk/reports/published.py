"""The posts: their figures over time and by platform as charts, the strongest as cards, all of them as a table."""

from collections import Counter
from datetime import date
from fractions import Fraction

from babel import Locale

from infludesk.kernel.dates import show_day
from infludesk.kernel.text import PPM, isolate, join, number, percent, plural, short_number, tr
from infludesk.reports import sentences
from infludesk.reports.blocks import (
    BarChart,
    BarItem,
    Block,
    Card,
    Cards,
    Cell,
    Charts,
    Column,
    Heading,
    LineChart,
    Link,
    Table,
    Text,
    Two,
)
from infludesk.reports.client_facts import CampaignFacts, PlatformRow, PostRow, Reading
from infludesk.reports.footnotes import Letters

_BARS = 8
_CARDS = 6


def charts(facts: CampaignFacts, locale: Locale) -> tuple[Block, ...]:
    """The main measure over time and by platform, side by side."""
    made: list[BarChart | LineChart] = []
    if sum(r.value is not None for r in facts.readings) > 1:
        made.append(_over_time(facts, locale))
    known = tuple(row for row in facts.by_platform if row.measured.known)
    if len(known) > 1:
        made.append(_by_platform(facts, known, locale))
    return (Charts(part="charts", charts=tuple(made)),) if made else ()


def _over_time(facts: CampaignFacts, locale: Locale) -> LineChart:
    name = sentences.measure_name(facts.measure)
    goal = facts.goal if facts.goal and facts.goal.measure == facts.measure else None
    target = goal.target.value if goal else None
    readings: tuple[Reading, ...] = tuple(sorted(facts.readings, key=lambda r: r.day))
    over = tr("{measure}, added up by the day each post went live" if facts.by_published else "{measure}, added up",
              measure=name)  # fmt: skip
    return LineChart(
        title=sentences.readings_finding(facts, target, name, locale),
        note=sentences.counted_note(over, [facts.measured], locale),
        points=tuple(
            (date.fromisoformat(r.day[:10]).toordinal(), None if r.value is None else float(r.value)) for r in readings
        ),
        labels=tuple("" if r.value is None else short_number(r.value, locale) for r in readings),
        days=(show_day(readings[0].day, locale), show_day(readings[-1].day, locale)),
        goal=float(target) if target else None,
        goal_text=tr("Target {value}", value=number(round(target), locale)) if target else "",
    )


def _by_platform(facts: CampaignFacts, rows: tuple[PlatformRow, ...], locale: Locale) -> BarChart:
    name = sentences.measure_name(facts.measure)
    ordered = sorted(rows, key=lambda r: (-(r.measured.value or 0), r.platform))
    whole = sum((r.measured.value or Fraction() for r in ordered), Fraction())
    shown, rest = (ordered, ordered[:0]) if len(ordered) <= _BARS else (ordered[: _BARS - 1], ordered[_BARS - 1 :])
    left = sum((r.measured.value or Fraction() for r in rest), Fraction())
    return BarChart(
        title=sentences.platforms_finding(rows, name, locale),
        note=sentences.counted_note(
            tr("{measure} by platform", measure=name), [r.measured for r in facts.by_platform], locale
        ),
        bars=tuple(_bar(row, whole, locale, strong=i == 0) for i, row in enumerate(shown)),
        others=plural(len(rest), "{n} other: {value}", "{n} others: {value}", value=short_number(round(left), locale))
        if rest
        else "",
    )


def _bar(row: PlatformRow, whole: Fraction, locale: Locale, *, strong: bool) -> BarItem:
    value = row.measured.value or Fraction()
    share = percent(round(value / whole * 100) * PPM // 100, locale) if whole else ""
    words = join((short_number(round(value), locale), share))
    return BarItem(isolate(row.platform), float(value), words, strong)


def content(facts: CampaignFacts, letters: Letters) -> tuple[Block, ...]:
    """The strongest post of each creator first, as cards."""
    if not facts.posts:
        return Heading(part="content", title=tr("Content")), Text(part="content", text=tr("No post is live yet."))
    shown, all_posts = _strongest(facts.posts), number(len(facts.posts), letters.locale)
    title = tr("Content: {n} of {of} posts", n=sentences.in_words(len(shown), letters.locale), of=all_posts)
    if len(shown) == len(facts.posts):
        title = tr("Content: every post")
    note = tr("The strongest post of each creator first.") if len(shown) < len(facts.posts) else ""
    cards = Cards(part="content", cards=tuple(_card(post, letters) for post in shown))
    return Heading(part="content", title=title, note=note), cards


def _strongest(posts: tuple[PostRow, ...]) -> list[PostRow]:
    """Six posts at most: by their turn within their creator's posts, then by the figure most of them have."""
    label = Counter(p.label for p in posts if p.figure.known).most_common(1)
    common = label[0][0] if label else ""
    best = sorted(posts, key=lambda p: (not p.figure.known, p.label != common, -(p.figure.value or 0), p.day))
    turns: Counter[str] = Counter()
    ranked = []
    for place, post in enumerate(best):
        ranked.append((turns[post.creator], place, post))
        turns[post.creator] += 1
    return [post for _, _, post in sorted(ranked, key=lambda one: one[:2])[:_CARDS]]


def _card(post: PostRow, letters: Letters) -> Card:
    return Card(
        mark=post.platform,
        name=isolate(post.creator),
        text=post.text,
        below=join((post.format, show_day(post.day, letters.locale))),
        figure=letters.show(post.figure, name=_named(post)),
        label=post.label,
        link=Link(tr("Open post"), post.url) if post.url and not post.gone else None,
    )


def posts(facts: CampaignFacts, letters: Letters) -> tuple[Block, ...]:
    """Every post as a row, by day."""
    labels = Counter(p.label for p in facts.posts if p.label).most_common(1)
    label = labels[0][0] if labels else tr("Key figure")
    columns = (
        Column(tr("Date"), 24),
        Column(tr("Creator"), 42),
        Column(tr("Post"), 64),
        Column(label[:1].upper() + label[1:], 27, right=True),
        Column(tr("Link"), 17),
    )
    rows = tuple(_post(p, label, letters) for p in sorted(facts.posts, key=lambda p: p.day))
    notes = letters.notes([p.figure for p in facts.posts])
    empty = tr("No post is live yet.")
    return (
        Heading(part="posts", title=tr("All posts")),
        Table(part="posts", columns=columns, rows=rows, notes=notes, empty=empty),
    )


def _post(post: PostRow, label: str, letters: Letters) -> tuple[Cell, ...]:
    shown = letters.show(post.figure, name=_named(post))
    return (
        show_day(post.day, letters.locale),
        Two(isolate(post.creator), isolate(post.handle), strong=True),
        Two(post.text or "–", join((post.platform, post.format))),
        shown if post.label in ("", label) else Two(shown, post.label),
        _link(post),
    )


def _link(post: PostRow) -> Cell:
    if post.gone:
        return tr("gone")
    return Link(tr("Open"), post.url) if post.url else "–"


def _named(post: PostRow) -> str:
    label = post.label or tr("Key figure")
    return tr("{what} of {name}", what=label[:1].upper() + label[1:], name=isolate(post.creator))
