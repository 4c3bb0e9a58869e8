"""The end of every report: definitions, sources, what is not available, how it was made."""

from infludesk.kernel.dates import show_day
from infludesk.kernel.text import join, tr
from infludesk.reports.blocks import Block, Column, Heading, Pairs, Table, Text
from infludesk.reports.facts import Definition, Look, SourceRow
from infludesk.reports.letters import Letters


def appendix(
    definitions: tuple[Definition, ...], sources: tuple[SourceRow, ...], letters: Letters, look: Look
) -> tuple[Block, ...]:
    """The last pages, the same in each kind of report; empty lists leave no heading behind."""
    return (
        *_definitions(definitions),
        *_sources(sources, letters),
        *_missing(letters),
        Heading(part="made", title=tr("How this report was made")),
        Text(part="made", text=_made(look, letters)),
    )


def _definitions(definitions: tuple[Definition, ...]) -> tuple[Block, ...]:
    if not definitions:
        return ()
    return (
        Heading(part="definitions", title=tr("Definitions"), opens_page=True),
        Pairs(part="definitions", pairs=tuple((d.term, d.text) for d in definitions), columns=1),
    )


def _sources(sources: tuple[SourceRow, ...], letters: Letters) -> tuple[Block, ...]:
    if not sources:
        return ()
    rows = tuple((s.name, s.what, show_day(s.as_of, letters.locale)) for s in sources)
    columns = (Column(tr("Source"), 64), Column(tr("What it holds"), 80), Column(tr("As of"), 30, right=True))
    return (
        Heading(part="sources", title=tr("Sources")),
        Table(part="sources", columns=columns, rows=rows),
    )


def _missing(letters: Letters) -> tuple[Block, ...]:
    found = letters.all()
    note = tr("n/a is written where a figure cannot be counted; 0 is written only where 0 was counted.")
    if not found:
        return (
            Heading(part="missing", title=tr("What is not available")),
            Text(part="missing", text=tr("Every figure of this report is known.")),
        )
    return (
        Heading(part="missing", title=tr("What is not available"), note=note),
        Pairs(part="missing", pairs=tuple((f"({letter})", reason) for letter, reason in found), columns=1),
    )


def _made(look: Look, letters: Letters) -> str:
    day = show_day(look.as_of, letters.locale) if look.as_of else ""
    return join(
        (
            tr("Every figure was counted from the sources above, with the formula named beside it."),
            tr("The figures are those of {day}.", day=day) if day else "",
            tr("Reach adds the reach of posts; people who saw two posts are counted twice."),
            tr("Costs are what the client was billed."),
        ),
        " ",
    )
