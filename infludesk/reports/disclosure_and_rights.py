"""What was agreed and kept to: disclosure checks of the live posts and usage rights, as blocks."""

from datetime import date

from babel import Locale

from infludesk.kernel.dates import show_day
from infludesk.kernel.text import isolate, join, number, plural, tr
from infludesk.reports.blocks import Block, Cell, Column, Heading, Strong, Table, Text, Two
from infludesk.reports.client_facts import CampaignFacts, CheckRow, DisclosureFact, OpenCheck, RightsRow
from infludesk.reports.sentences import in_words, sentences

SOON = 30


def disclosure(facts: CampaignFacts, locale: Locale) -> tuple[Block, ...]:
    """What was asked of the live posts, how many met it, and each check that is still open."""
    fact = facts.disclosure
    if not fact.checked:
        return (
            Heading(part="disclosure", title=tr("Disclosure checks")),
            Text(part="disclosure", text=tr("No post was checked.")),
        )
    known = {"n": number(fact.passed, locale), "of": number(fact.checked, locale)}
    columns = (
        Column(tr("Check"), 104),
        Column(tr("Source"), 50),
        Column(tr("Met"), 20, right=True),
    )
    return (
        Heading(part="disclosure", title=tr("Disclosure checks: {n} of {of} posts met all", **known)),
        Table(
            part="disclosure",
            columns=columns,
            rows=tuple(_check(row, locale) for row in fact.rows),
            notes=(*(_open(one, locale) for one in fact.open), *_unchecked(fact), _checked(fact, locale)),
        ),
    )


def _check(row: CheckRow, locale: Locale) -> tuple[Cell, ...]:
    met = tr("{n} of {of}", n=number(row.met, locale), of=number(row.of, locale))
    asked = "".join(sentences(row.text, 1))
    return asked, row.source, met if row.met == row.of else Strong(f"{met} *")


def _open(one: OpenCheck, locale: Locale) -> str:
    known = {"name": isolate(one.creator), "day": show_day(one.day, locale), "what": one.open}
    found = tr("* {name}, {day}: {what}", **known)
    if one.fixed_on:
        return tr("{found}; corrected on {day}.", found=found, day=show_day(one.fixed_on, locale))
    if one.asked_on:
        return tr("{found}; a fix was asked for on {day}.", found=found, day=show_day(one.asked_on, locale))
    return f"{found}."


def _unchecked(fact: DisclosureFact) -> tuple[str, ...]:
    if not fact.unchecked:
        return ()
    return (plural(fact.unchecked, "{n} live post is not checked yet.", "{n} live posts are not checked yet."),)


def _checked(fact: DisclosureFact, locale: Locale) -> str:
    by = ", ".join(isolate(name) for name in fact.by)
    day = show_day(fact.day, locale)
    who = tr("Checked by {names}, {day}.", names=by, day=day) if by else tr("Checked on {day}.", day=day)
    return join((who if fact.day else "", tr("Guidance from dated sources, not legal advice.")), " ")


def rights(facts: CampaignFacts, locale: Locale) -> tuple[Block, ...]:
    """Usage rights with their last day and the days left, those that end first on top."""
    if not facts.rights:
        return (
            Heading(part="rights", title=tr("Usage rights")),
            Text(part="rights", text=tr("No usage rights are agreed.")),
        )
    today = facts.look.day
    columns = (
        Column(tr("Content"), 48),
        Column(tr("Channels"), 42),
        Column(tr("Territory"), 26),
        Column(tr("Ends"), 40),
        Column(tr("Left"), 18),
    )
    ordered = sorted(facts.rights, key=lambda row: (row.end or "9999", row.creator))
    note = tr("Days left are counted from {day}.", day=show_day(today, locale)) if today else ""
    return (
        Heading(part="rights", title=_finding(facts, today, locale), note=note),
        Table(part="rights", columns=columns, rows=tuple(_right(row, today, locale) for row in ordered)),
    )


def _finding(facts: CampaignFacts, today: str, locale: Locale) -> str:
    left = [days for row in facts.rights if (days := _left(row, today)) is not None]
    soon = sum(0 <= days <= SOON for days in left)
    ended = sum(days < 0 for days in left)
    if soon:
        words = in_words(soon, locale)
        if soon == 1:
            return tr("Usage rights: {n} set ends within {days} days", n=words, days=SOON)
        return tr("Usage rights: {n} sets end within {days} days", n=words, days=SOON)
    if ended:
        words = in_words(ended, locale)
        if ended == 1:
            return tr("Usage rights: {n} set has ended", n=words)
        return tr("Usage rights: {n} sets have ended", n=words)
    return tr("Usage rights: none ends within {days} days", days=SOON)


def _left(row: RightsRow, today: str) -> int | None:
    if row.perpetual or not row.end or not today:
        return None
    return (date.fromisoformat(row.end[:10]) - date.fromisoformat(today[:10])).days


def _right(row: RightsRow, today: str, locale: Locale) -> tuple[Cell, ...]:
    left = _left(row, today)
    words: Cell = "–"
    if left is not None and left < 0:
        words = tr("ended")
    elif left is not None:
        shown = plural(left, "{n} day", "{n} days")
        words = Strong(shown) if left <= SOON else shown
    return (
        Two(isolate(row.creator), row.content, strong=True),
        row.channels or "–",
        row.territory or tr("World"),
        _ends(row, locale),
        words,
    )


def _ends(row: RightsRow, locale: Locale) -> str:
    if row.perpetual:
        return tr("no end")
    if row.end:
        return show_day(row.end, locale)
    days = plural(row.days, "{n} day", "{n} days") if row.days else ""
    if row.begins:
        return join((tr("from {event}", event=row.begins), days), ", ")
    return days or tr("not set")
