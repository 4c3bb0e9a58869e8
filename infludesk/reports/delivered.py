"""What was delivered: formats, creators, charts, posts, disclosure checks and usage rights as blocks."""

from collections import Counter
from datetime import date
from fractions import Fraction

from babel import Locale
from babel.dates import format_date

from infludesk.kernel.dates import show_day
from infludesk.kernel.text import isolate, join, number, plural, short_number, tr
from infludesk.reports import findings
from infludesk.reports.blocks import (
    Bar,
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
    Span,
    Table,
    Tally,
    Text,
    Timeline,
    Two,
)
from infludesk.reports.facts import CampaignFacts, CreatorRow, FormatRow, PostRow, Reading, RightsRow
from infludesk.reports.letters import Letters, one_variant
from infludesk.results.figures import Figure

_BARS = 12
_CARDS = 3


def delivery(facts: CampaignFacts, locale: Locale) -> tuple[Block, ...]:
    """Planned, live and late pieces per format."""
    columns = (
        Column(tr("Format"), 54),
        Column(tr("Planned"), 20, right=True),
        Column(tr("Live"), 20, right=True),
        Column("", 60),
        Column(tr("Late"), 20, right=True),
    )
    rows = tuple(_delivered(r.format, r.planned, r.live, r.late, locale) for r in facts.delivery)
    planned, live, late = (sum(getattr(r, name) for r in facts.delivery) for name in ("planned", "live", "late"))
    total: tuple[Cell, ...] = _delivered(tr("Total"), planned, live, late, locale) if len(rows) > 1 else ()
    return (
        Heading(part="delivery", title=tr("Delivery against the plan"), opens_page=True),
        Table(part="delivery", columns=columns, rows=rows, total=total, empty=tr("No pieces are planned.")),
    )


def _delivered(name: str, planned: int, live: int, late: int, locale: Locale) -> tuple[Cell, ...]:
    return (
        isolate(name),
        number(planned, locale),
        number(live, locale),
        Tally(live, planned),
        number(late, locale) if late else "–",
    )


def creators(facts: CampaignFacts, letters: Letters) -> tuple[Block, ...]:
    """Creator by creator, most reach first; one engagement rate variant for the whole table."""
    ordered = sorted(facts.creators, key=lambda row: (row.reach.value is None, -(row.reach.value or 0), row.name))
    variant, rates = one_variant([row.rate for row in ordered])
    columns = (
        Column(tr("Creator"), 54),
        Column(tr("Tier"), 20),
        Column(tr("Posts"), 14, right=True),
        Column(tr("Reach"), 22, right=True),
        Column("", 20),
        Column(tr("Engagements"), 22, right=True),
        Column(tr("ER {variant}", variant=variant).strip(), 22, right=True),
    )
    most = max((row.reach.value or Fraction() for row in ordered), default=Fraction())
    rows = tuple(_creator(row, rate, most, letters) for row, rate in zip(ordered, rates, strict=True))
    shown = [figure for row, rate in zip(ordered, rates, strict=True) for figure in (row.reach, row.engagements, rate)]
    return (
        Heading(part="creators", title=tr("Results by creator")),
        Table(
            part="creators",
            columns=columns,
            rows=rows,
            notes=letters.notes(shown),
            empty=tr("No creator has posted yet."),
        ),
    )


def _creator(row: CreatorRow, rate: Figure, most: Fraction, letters: Letters) -> tuple[Cell, ...]:
    return (
        Two(isolate(row.name), join((isolate(row.handle), row.platform))),
        row.tier or "–",
        number(row.posts, letters.locale),
        letters.show(row.reach, short=True),
        Bar(float((row.reach.value or 0) / most)) if most and row.reach.known else "",
        letters.show(row.engagements, short=True),
        letters.show(rate),
    )


def charts(facts: CampaignFacts, locale: Locale) -> tuple[Block, ...]:
    """Reach by creator and by format side by side, and over time across the page."""
    made: list[Block] = []
    counted = [row for row in facts.creators if row.reach.known]
    halves: list[BarChart | LineChart] = []
    if len(counted) > 1:
        halves.append(_by_creator(facts.creators, locale))
    formats = tuple(row for row in facts.formats if row.reach.known)
    if len(formats) > 1:
        halves.append(_by_format(formats, locale))
    if halves:
        made.append(Charts(part="charts", charts=tuple(halves)))
    if sum(r.value is not None for r in facts.readings) > 1:
        made.append(Charts(part="charts", charts=(_over_time(facts, locale),)))
    return tuple(made)


def _by_creator(rows: tuple[CreatorRow, ...], locale: Locale) -> BarChart:
    counted = sorted((r for r in rows if r.reach.known), key=lambda r: (-(r.reach.value or 0), r.name))
    shown = counted if len(counted) <= _BARS else counted[: _BARS - 1]
    rest = len(counted) - len(shown)
    left = sum((r.reach.value or Fraction() for r in counted[len(shown) :]), Fraction())
    return BarChart(
        title=findings.creators_finding(rows, locale),
        note=findings.counted_note(tr("Reach by creator"), [r.reach for r in rows], locale),
        bars=tuple(_bar(isolate(r.name), r.reach, locale, strong=i == 0) for i, r in enumerate(shown)),
        others=plural(rest, "{n} other: {value}", "{n} others: {value}", value=short_number(round(left), locale))
        if rest
        else "",
    )


def _by_format(rows: tuple[FormatRow, ...], locale: Locale) -> BarChart:
    ordered = sorted(rows, key=lambda r: (-(r.reach.value or 0), r.format))[:_BARS]
    return BarChart(
        title=findings.formats_finding(rows, locale),
        note=findings.counted_note(tr("Reach by content format"), [r.reach for r in rows], locale),
        bars=tuple(_bar(isolate(r.format), r.reach, locale, strong=i == 0) for i, r in enumerate(ordered)),
    )


def _bar(label: str, figure: Figure, locale: Locale, *, strong: bool) -> BarItem:
    value = figure.value or Fraction()
    return BarItem(label, float(value), short_number(round(value), locale), strong)


def _over_time(facts: CampaignFacts, locale: Locale) -> LineChart:
    goal = facts.goal if facts.goal and facts.goal.measure == "reach" else None
    target = goal.target.value if goal else None
    readings: tuple[Reading, ...] = tuple(sorted(facts.readings, key=lambda r: r.day))
    wanted = short_number(round(target), locale) if target else ""
    return LineChart(
        title=findings.readings_finding(readings, target, locale),
        note=findings.counted_note(tr("Reach of all posts, added up"), [facts.reach], locale),
        points=tuple(
            (date.fromisoformat(r.day[:10]).toordinal(), None if r.value is None else float(r.value)) for r in readings
        ),
        labels=tuple("" if r.value is None else short_number(r.value, locale) for r in readings),
        days=(show_day(readings[0].day, locale), show_day(readings[-1].day, locale)),
        goal=float(target) if target else None,
        goal_text=tr("Goal {value}", value=wanted) if target else "",
    )


def content(facts: CampaignFacts, letters: Letters) -> tuple[Block, ...]:
    """The strongest pieces as cards, then every post as a row."""
    heading = Heading(part="content", title=tr("Content"))
    if not facts.posts:
        return heading, Text(part="content", text=tr("No post is live yet."))
    best = sorted((p for p in facts.posts if p.figure.known), key=lambda p: -(p.figure.value or 0))[:_CARDS]
    labels = Counter(p.label for p in facts.posts if p.label).most_common(1)
    label = labels[0][0] if labels else tr("Key figure")
    rows = tuple(_post(p, label, letters) for p in sorted(facts.posts, key=lambda p: p.day))
    columns = (
        Column(tr("Date"), 24),
        Column(tr("Creator"), 44),
        Column(tr("Post"), 64),
        Column(label, 26, right=True),
        Column(tr("Link"), 16),
    )
    cards = tuple(_card(p, letters) for p in best)
    table = Table(part="content", columns=columns, rows=rows, notes=letters.notes([p.figure for p in facts.posts]))
    return (heading, Cards(part="content", cards=cards), table) if len(cards) == _CARDS else (heading, table)


def _card(post: PostRow, letters: Letters) -> Card:
    return Card(
        above=join((post.platform, post.format, show_day(post.day, letters.locale))),
        name=isolate(post.creator),
        below=isolate(post.handle),
        text=post.text,
        figure=letters.show(post.figure, short=True),
        label=post.label,
        link=Link(tr("Open post"), post.url) if post.url else None,
    )


def _post(post: PostRow, label: str, letters: Letters) -> tuple[Cell, ...]:
    shown = letters.show(post.figure, short=True)
    return (
        show_day(post.day, letters.locale),
        Two(isolate(post.creator), isolate(post.handle)),
        Two(post.text or "–", join((post.platform, post.format))),
        shown if post.label in ("", label) else Two(shown, post.label),
        Link(tr("Open"), post.url) if post.url else "–",
    )


def disclosure(facts: CampaignFacts, locale: Locale) -> tuple[Block, ...]:
    """Checks passed of checks made, the open ones by name, and the rules they rest on."""
    fact = facts.disclosure
    rules = join((join((fact.pack, fact.version), " "), tr("section {s}", s=fact.section) if fact.section else ""))
    if not fact.checked:
        head = tr("No post was checked.")
    else:
        head = tr("{n} of {of} posts passed.", n=number(fact.passed, locale), of=number(fact.checked, locale))
    note = join((head, tr("Checked by {rules}. Guidance, not legal advice.", rules=rules) if rules else ""), " ")
    heading = Heading(part="disclosure", title=tr("Disclosure checks"), note=note)
    if not fact.open:
        return (heading,)
    columns = (
        Column(tr("Creator"), 40),
        Column(tr("Post"), 44),
        Column(tr("Still open"), 62),
        Column(tr("Section"), 28),
    )
    rows = tuple((isolate(c.creator), c.post or "–", c.open or "–", c.section or "–") for c in fact.open)
    return heading, Table(part="disclosure", columns=columns, rows=rows)


def rights(facts: CampaignFacts, locale: Locale) -> tuple[Block, ...]:
    """Usage rights on a time line, each with its last day."""
    heading = Heading(part="rights", title=tr("Usage rights"))
    dated = sorted((r for r in facts.rights if r.start), key=lambda r: (r.end or "9999", r.creator))
    if not dated:
        return heading, Text(part="rights", text=tr("No usage rights are agreed."))
    today = date.fromisoformat(facts.look.as_of[:10]) if facts.look.as_of else date.fromisoformat(dated[0].start[:10])
    spans = tuple(_span(r, today, locale) for r in dated)
    days = [s.start for s in spans] + [s.end for s in spans if s.end is not None] + [today.toordinal()]
    return (
        heading,
        Timeline(
            part="rights",
            spans=spans,
            marks=_marks(min(days), max(days), locale),
            today=today.toordinal(),
            today_text=show_day(today.isoformat(), locale),
        ),
    )


def _span(row: RightsRow, today: date, locale: Locale) -> Span:
    end = date.fromisoformat(row.end[:10]) if row.end else None
    ended = end is not None and end < today
    if end is None:
        words = tr("no end")
    else:
        day = show_day(row.end, locale)
        words = tr("ended {day}", day=day) if ended else tr("until {day}", day=day)
    return Span(
        isolate(row.creator),
        join((row.channels, row.territory)),
        date.fromisoformat(row.start[:10]).toordinal(),
        end.toordinal() if end else None,
        words,
        ended,
    )


def _marks(first: int, last: int, locale: Locale) -> tuple[tuple[int, str], ...]:
    """Month starts around the days, seven at most."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    step = max(1, -(-months // 6))
    marks = []
    for passed in range(0, months + step, step):
        year, month = divmod(start.month - 1 + passed, 12)
        day = date(min(start.year + year, date.max.year), month + 1, 1)
        marks.append((day.toordinal(), format_date(day, "MMM y", locale=locale)))
    return tuple(marks)
