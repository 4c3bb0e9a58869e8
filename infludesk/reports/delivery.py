"""What was delivered against the plan, and what each creator brought, as blocks."""

from fractions import Fraction

from babel import Locale

from infludesk.kernel.dates import show_day
from infludesk.kernel.text import isolate, join, number, plural, tr
from infludesk.reports import sentences
from infludesk.reports.blocks import Bar, Block, Cell, Column, Heading, Strong, Table, Tally, Two
from infludesk.reports.client_facts import CampaignFacts, CreatorRow, DeliveryRow
from infludesk.reports.footnotes import Letters, one_variant
from infludesk.results.figures import Figure
from infludesk.results.show import show_figure


def delivery(facts: CampaignFacts, locale: Locale) -> tuple[Block, ...]:
    """Planned and live pieces per kind, and how many came on their day."""
    columns = (
        Column(tr("Deliverable"), 50),
        Column(tr("Planned"), 18, right=True),
        Column(tr("Live"), 14, right=True),
        Column(tr("Difference"), 22, right=True),
        Column(tr("On date"), 18, right=True),
        Column(tr("Note"), 52),
    )
    rows = tuple(_delivered(row, locale) for row in facts.delivery)
    return (
        Heading(part="delivery", title=sentences.delivery_finding(facts.delivery, locale), opens_page=True),
        Table(
            part="delivery",
            columns=columns,
            rows=rows,
            total=_all_delivered(facts, locale) if rows else (),
            empty=tr("No pieces are planned."),
        ),
    )


def _all_delivered(facts: CampaignFacts, locale: Locale) -> tuple[Cell, ...]:
    names = ("planned", "live", "late", "on_date", "dated")
    whole = DeliveryRow(tr("Total"), *(sum(getattr(row, name) for row in facts.delivery) for name in names))
    return *_delivered(whole, locale)[:-1], Tally(whole.live, whole.planned)


def _delivered(row: DeliveryRow, locale: Locale) -> tuple[Cell, ...]:
    gap = row.live - row.planned
    return (
        isolate(row.format),
        number(row.planned, locale),
        number(row.live, locale),
        number(gap, locale).replace("-", "−"),
        number(row.on_date, locale) if row.dated else "–",
        _off(row, locale),
    )


def _off(row: DeliveryRow, locale: Locale) -> str:
    late, early = [days for days in row.off if days > 0], [-days for days in row.off if days < 0]
    notes = [_late(late, locale), _early(early, locale)]
    if row.late:
        notes.append(tr("{n} overdue", n=sentences.in_words(row.late, locale)))
    note = join(notes, ", ")
    return note[:1].upper() + note[1:]


def _late(off: list[int], locale: Locale) -> str:
    if not off:
        return ""
    known = {"n": sentences.in_words(len(off), locale), "days": plural(max(off), "{n} day", "{n} days")}
    return tr("{n} {days} late", **known) if len(off) == 1 else tr("{n} late, up to {days}", **known)


def _early(off: list[int], locale: Locale) -> str:
    if not off:
        return ""
    known = {"n": sentences.in_words(len(off), locale), "days": plural(max(off), "{n} day", "{n} days")}
    return tr("{n} {days} early", **known) if len(off) == 1 else tr("{n} early, up to {days}", **known)


def creators(facts: CampaignFacts, letters: Letters) -> tuple[Block, ...]:
    """Creator by creator, the most of the main measure first; one engagement rate variant for the whole table."""
    ordered = sorted(facts.creators, key=lambda row: (not row.measured.known, -(row.measured.value or 0), row.name))
    variant, rates = one_variant([row.rate for row in ordered])
    name = sentences.measure_name(facts.measure)
    columns = (
        Column(tr("Creator"), 62),
        Column(tr("Posts"), 16, right=True),
        Column(name, 24, right=True),
        Column(tr("Engagements"), 26, right=True),
        Column("", 24),
        Column(tr("ER"), 22, right=True),
    )
    most = max((row.engagements.value or Fraction() for row in ordered), default=Fraction())
    rows = tuple(_creator(row, rate, most, name, letters) for row, rate in zip(ordered, rates, strict=True))
    shown = [f for row, rate in zip(ordered, rates, strict=True) for f in (row.measured, row.engagements, rate)]
    return (
        Heading(part="creators", title=tr("Results by creator"), note=_rate_note(facts, variant, letters)),
        Table(
            part="creators",
            columns=columns,
            rows=rows,
            total=_all_creators(facts, letters) if len(rows) > 1 else (),
            notes=letters.notes(shown),
            empty=tr("No creator has posted yet."),
        ),
    )


def _rate_note(facts: CampaignFacts, variant: str, letters: Letters) -> str:
    if not variant:
        return ""
    rate, locale = facts.rate, letters.locale
    posts = plural(rate.n, "the total is pooled over {n} post", "the total is pooled over {n} posts")
    return join(
        (
            tr("ER = engagement rate {variant}; {posts}.", variant=variant.partition(",")[0], posts=posts)
            if rate.known and rate.n
            else tr("ER = engagement rate {variant}.", variant=variant),
            tr("As of {day}.", day=show_day(rate.as_of, locale)) if rate.as_of else "",
        ),
        " ",
    )


def _creator(row: CreatorRow, rate: Figure, most: Fraction, name: str, letters: Letters) -> tuple[Cell, ...]:
    def show(figure: Figure, what: str) -> str:
        return letters.show(figure, name=tr("{what} of {name}", what=what, name=isolate(row.name)))

    return (
        Two(isolate(row.name), join((row.platform, isolate(row.handle))), strong=True),
        number(row.posts, letters.locale),
        show(row.measured, name),
        show(row.engagements, tr("Engagements")),
        Bar(float((row.engagements.value or 0) / most)) if most and row.engagements.known else "",
        show(rate, tr("ER")),
    )


def _all_creators(facts: CampaignFacts, letters: Letters) -> tuple[Cell, ...]:
    def show(figure: Figure) -> Cell:
        return Strong(show_figure(figure, letters.locale) if figure.known else "–")

    posts = Strong(number(len(facts.posts), letters.locale))
    return tr("Total"), posts, show(facts.measured), show(facts.engagements), "", show(facts.rate)
