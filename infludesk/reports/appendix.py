"""The end of every report: definitions, sources, what is not available, how it was made."""

from infludesk.kernel.dates import show_day
from infludesk.kernel.text import join, tr
from infludesk.reports.blocks import Block, Column, Heading, Table, Text, Two
from infludesk.reports.client_facts import Definition, Look, SourceRow
from infludesk.reports.footnotes import Letters


def appendix(
    definitions: tuple[Definition, ...],
    sources: tuple[SourceRow, ...],
    letters: Letters,
    look: Look,
    *,
    made: tuple[str, ...] = (),
) -> tuple[Block, ...]:
    """The last pages, the same in each kind of report; ``made`` are further sentences on how it was made."""
    return (
        *_definitions(definitions),
        *_sources(sources, letters),
        *_missing(letters),
        Heading(part="made", title=tr("How this report was made")),
        Text(part="made", text=_made(look, letters, made)),
    )


def _definitions(definitions: tuple[Definition, ...]) -> tuple[Block, ...]:
    if not definitions:
        return ()
    numbers = any(d.here for d in definitions)
    columns = (
        Column(tr("Metric"), 36),
        Column(tr("Variant"), 34),
        Column(tr("Formula"), 60 if numbers else 104),
        *((Column(tr("Here"), 44),) if numbers else ()),
    )
    rows = tuple(
        (Two(d.term, strong=True), d.variant or "–", d.text, *((d.here or "–",) if numbers else ()))
        for d in definitions
    )
    return (
        Heading(part="definitions", title=tr("Definitions")),
        Table(part="definitions", columns=columns, rows=rows),
    )


def _sources(sources: tuple[SourceRow, ...], letters: Letters) -> tuple[Block, ...]:
    if not sources:
        return ()
    rows = tuple(
        (Two(s.name, strong=True), s.what or "–", s.counted or "–", show_day(s.as_of, letters.locale)) for s in sources
    )
    columns = (
        Column(tr("Source"), 48),
        Column(tr("What"), 74),
        Column(tr("Counted"), 26),
        Column(tr("As of"), 26, right=True),
    )
    return Heading(part="sources", title=tr("Sources")), Table(part="sources", columns=columns, rows=rows)


def _missing(letters: Letters) -> tuple[Block, ...]:
    found = letters.all()
    if not found:
        return (
            Heading(part="missing", title=tr("Figures that are n/a")),
            Text(part="missing", text=tr("Every figure of this report is known.")),
        )
    note = tr("n/a is written where a figure cannot be counted; 0 is written only where 0 was counted.")
    columns = (Column("", 12), Column(tr("Figure"), 88), Column(tr("Why"), 74))
    rows = tuple((f"({letter})", ", ".join(names) or "–", reason) for letter, names, reason in found)
    return (
        Heading(part="missing", title=tr("Figures that are n/a"), note=note),
        Table(part="missing", columns=columns, rows=rows),
    )


def _made(look: Look, letters: Letters, more: tuple[str, ...]) -> str:
    day = show_day(look.as_of, letters.locale) if look.as_of else ""
    return join(
        (
            tr("Every figure was counted from the sources above, by the formula named with it; nothing was estimated."),
            tr("The figures are those of {day} and may have grown since.", day=day) if day else "",
            *more,
        ),
        " ",
    )
