"""``infludesk import``: a contact list into a workspace."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from infludesk import settings as machine
from infludesk.cli.shared import (
    chosen,
    json_option,
    open_to_read,
    open_to_write,
    print_json,
    telling,
    workspace_option,
)
from infludesk.importing.columns.mapping import Mapping, from_json, to_json
from infludesk.importing.commands import Imported, Prepared, import_creators, prepare
from infludesk.importing.files.reader import KINDS
from infludesk.importing.opening import open_list, read_list
from infludesk.kernel.errors import Note, Problem
from infludesk.kernel.text import join, plural, tr
from infludesk.paths import DATABASE
from infludesk.workspace import Workspace

_NOTES = 20
_LONGEST = 160


@click.command(
    "import",
    help=tr(
        "Import the contact list FILE: {kinds}. With --dry-run --json the mapping is printed under "
        '"mapping": save that part, change it, and hand it back with --mapping.',
        kinds=tr(KINDS),
    ),
)
@click.argument("file")
@workspace_option
@click.option(
    "--mapping",
    "mapping_file",
    metavar="F",
    help=tr("A mapping as JSON; else the one saved for such files, else a proposal."),
)
@click.option("--dry-run", is_flag=True, help=tr("Say what would happen; write nothing."))
@json_option
@telling
def command(*, file: str, folder: str | None, mapping_file: str | None, dry_run: bool, as_json: bool) -> None:
    """Import a contact list."""
    path = Path(file)
    sheet = read_list(path)
    given = _given(mapping_file) if mapping_file is not None else None
    with _looked_at(folder) if dry_run else open_to_write(folder, create=True) as workspace:
        opened = workspace.read(lambda conn: open_list(conn, sheet, given))
        mapping, today = opened.mapping, workspace.today()
        prepared = workspace.read(lambda conn: prepare(conn, sheet, mapping, today=today))
        if dry_run:
            skipped = tuple((one.row, one.reason) for one in prepared.decisions if one.outcome == "skipped")
            done = Imported("", prepared.summary, skipped)
            _tell(done, as_json=as_json, more={"batch": None, "mapping": json.loads(to_json(mapping))})
        else:
            outcome = workspace.do(import_creators, prepared=prepared)
            batch = outcome.changes.batch
            named = workspace.batch_id(batch) if batch else None
            _tell(outcome.value, as_json=as_json, more={"batch": named})
        if not as_json:
            if opened.saved:
                click.echo(tr('Mapping "{name}" is used.', name=opened.saved.name))
            _tell_notes(_notes(prepared))


@contextmanager
def _looked_at(folder: str | None) -> Iterator[Workspace]:
    """The workspace only to read; where there is none yet, an empty one that is gone afterwards."""
    if (chosen(folder) / DATABASE).exists():
        with open_to_read(folder) as workspace:
            yield workspace
        return
    with (
        TemporaryDirectory(prefix="infludesk-") as place,
        Workspace.open(Path(place), machine.load(), create=True) as workspace,
    ):
        yield workspace


def _given(file: str) -> Mapping:
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(
            "mapping.unreadable",
            tr('The mapping "{file}" cannot be read.', file=file),
            tr("Nothing was imported. Check the path."),
        ) from error
    return from_json(text)


def _tell(done: Imported, *, as_json: bool, more: dict[str, Any]) -> None:
    counts = done.summary
    if as_json:
        skipped = [{"row": row, "reason": reason} for row, reason in done.skipped]
        told = {"rows": counts.rows, "created": counts.created, "merged": counts.merged, "skipped": skipped}
        print_json(told | more)
        return
    click.echo(
        tr(
            "{created} created, {merged} merged, {skipped} skipped = {rows}.",
            created=counts.created,
            merged=counts.merged,
            skipped=counts.skipped,
            rows=plural(counts.rows, "{n} row", "{n} rows"),
        )
    )
    for row, reason in done.skipped:
        click.echo(tr("Row {row}: {reason}", row=row, reason=reason))


def _notes(prepared: Prepared) -> list[Note]:
    """What was mended or left out, cell by cell; rows that were skipped are told with the counts."""
    skipped = sum(one.outcome == "skipped" for one in prepared.decisions)
    columns = (Note(None, one.heading, "", one.doubt) for one in prepared.mapping.columns if one.doubt)
    return [*columns, *prepared.problems[skipped:]]


def _tell_notes(notes: Sequence[Note]) -> None:
    if notes:
        click.echo(plural(len(notes), "{n} note:", "{n} notes:"))
    for note in notes[:_NOTES]:
        where = join((tr("row {n}", n=note.row) if note.row else None, note.column), ", ")
        said = join((where, note.reason), ": ")
        click.echo("  " + (said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"))
    if len(notes) > _NOTES:
        click.echo("  " + plural(len(notes) - _NOTES, "and {n} more.", "and {n} more."))
