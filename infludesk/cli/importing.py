"""``infludesk import``: a contact list into a workspace."""

from pathlib import Path

import click

from infludesk.cli.shared import json_option, open_to_write, print_json, telling, workspace_option
from infludesk.importing.commands import Imported, import_creators, prepare
from infludesk.importing.files import read_file
from infludesk.importing.mapping import Mapping, applied, from_json, propose
from infludesk.importing.sheet import Sheet
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import plural, tr
from infludesk.workspace import Workspace


@click.command("import")
@click.argument("file")
@workspace_option
@click.option("--mapping", "mapping_file", metavar="F", help="A mapping saved as JSON; else one is proposed.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@json_option
@telling
def command(*, file: str, folder: str | None, mapping_file: str | None, dry_run: bool, as_json: bool) -> None:
    """Import the contact list FILE: CSV, XLSX or vCard."""
    path = Path(file)
    sheet = read_file(path)
    mapping = _mapping(sheet, mapping_file)
    with open_to_write(folder, create=True) as workspace:
        prepared = workspace.read(lambda conn: prepare(conn, sheet, mapping, today=workspace.today()))
        if dry_run:
            skipped = tuple((one.row, one.reason) for one in prepared.decisions if one.outcome == "skipped")
            _tell(workspace, Imported("", prepared.summary, skipped), as_json=as_json, batch=None)
            return
        outcome = workspace.do(import_creators, prepared=prepared, path=path)
        _tell(workspace, outcome.value, as_json=as_json, batch=outcome.changes.batch or None)


def _mapping(sheet: Sheet, file: str | None) -> Mapping:
    if file is None:
        return propose(sheet)
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(
            "mapping.unreadable",
            tr('The mapping "{file}" cannot be read.', file=file),
            tr("Nothing was imported. Check the path."),
        ) from error
    return applied(from_json(text), sheet)


def _tell(workspace: Workspace, done: Imported, *, as_json: bool, batch: int | None) -> None:
    counts = done.summary
    if as_json:
        skipped = [{"row": row, "reason": reason} for row, reason in done.skipped]
        named = workspace.batch_id(batch) if batch else None
        print_json(
            {
                "rows": counts.rows,
                "created": counts.created,
                "merged": counts.merged,
                "skipped": skipped,
                "batch": named,
            }
        )
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
