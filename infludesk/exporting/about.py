"""The text beside an exported workspace: each table and column with what it means, from the declarations."""

import inspect
import textwrap
from collections.abc import Iterator, Mapping

from infludesk.kernel.fields import Entity, Field
from infludesk.kernel.schema import Schema
from infludesk.kernel.text import number, tr

_WIDE = 110
_KINDS = {
    "text": "text", "long": "text of several lines", "email": "e-mail address", "phone": "telephone number",
    "url": "web address", "country": "country, ISO 3166-1", "lang": "language, BCP 47", "zone": "time zone, IANA",
    "currency": "currency, ISO 4217", "choice": "one of the codes below", "flags": "codes below, with blanks between",
    "yes": "1 for yes, 0 for no", "day": "day, YYYY-MM-DD", "pday": "day, or part of one: YYYY, YYYY-MM or --MM-DD",
    "moment": "moment in UTC", "deadline": "day, or a moment with its time zone", "int": "whole number",
    "ppm": "parts per million: 34700 is 3.47 %", "money": "whole minor units (cents), and beside it the currency",
    "fx": "exchange rate: numerator, denominator, day and source", "link": "id of a row in another table",
    "ref": "table and id of any row, with a colon between", "list": "JSON list of texts",
}  # fmt: skip
_BASE = (
    ("id", "the row's own; other tables name the row by it"),
    ("created_at, updated_at", "moments in UTC"),
    ("deleted_at, deleted_as", "when and why the row was deleted; empty for a live row"),
    ("erased_at", "when a person's data was erased at their request"),
    ("row_state", "live, or why it is not: trash, undo, …"),
)


def about(schema: Schema, counts: Mapping[str, int], changes: int) -> str:
    """The text of the folder's README.

    Args:
        schema: every declared entity.
        counts: table → its rows, the trashed ones too.
        changes: how many changes the history holds.
    """
    return "\n".join([*_opening(counts, changes), *(line for one in schema.entities for line in _entity(one, counts))])


def _opening(counts: Mapping[str, int], changes: int) -> Iterator[str]:
    title = tr("Everything this InfluDesk workspace holds")
    yield from (title, "=" * len(title), "")
    sentences = (
        tr("This folder needs no program of ours. The tables are CSV: UTF-8, commas between the cells, quotation marks "
           "around cells that hold commas, and the columns headed by the names under which they are stored."),
        tr("A cell that a spreadsheet would compute has an apostrophe in front, which belongs to no value: "
           "'=1+1 stands for =1+1."),
        tr("It is the owner's own copy: private columns such as telephone numbers and addresses are in it. "
           "Keep it as you keep the workspace."),
    )  # fmt: skip
    for sentence in sentences:
        yield from (*textwrap.wrap(sentence, _WIDE), "")
    yield tr("tables/      one file for each table, live rows and deleted ones")
    yield tr("files/       every file that was added, under its own name; files.csv says which record uses it")
    yield tr('history.csv  every change ({n}), with the words of its step; "changed" is JSON: column, old, new',
             n=number(changes))  # fmt: skip
    yield tr("tables/import_row.csv  the rows of imported files as they were ({n})", n=number(counts["import_row"]))
    yield ""
    yield tr("In every table:")
    yield from (_wrapped(name, words) for name, words in _BASE)


def _entity(one: Entity, counts: Mapping[str, int]) -> Iterator[str]:
    title = f"tables/{one.table}.csv – {tr(one.plural)} ({number(counts[one.table])})"
    yield from ("", "", title, "-" * len(title))
    yield from textwrap.wrap(" ".join((inspect.getdoc(one.cls) or "").replace("`", "").split()), _WIDE)
    for field in one.fields:
        yield _wrapped(", ".join(field.columns), _meaning(field))


def _meaning(field: Field) -> str:
    """Label, kind, where it points, help, codes and marks."""
    kind = _KINDS[field.kind]
    if field.kind == "link":
        kind = tr("id of a row in {table}", table=field.table)
    marks = [word for word, on in (("internal", field.internal), ("private", field.private)) if on]
    parts = [tr(field.label), tr(kind), *map(tr, marks)]
    codes = ", ".join(f"{code} = {tr(label)}" for code, label in field.choices)
    return ". ".join(filter(None, ("; ".join(parts), tr(field.help).rstrip(".") if field.help else "", codes)))


def _wrapped(name: str, words: str) -> str:
    return textwrap.fill(f"{name}: {words}", _WIDE, initial_indent="  ", subsequent_indent="      ")
