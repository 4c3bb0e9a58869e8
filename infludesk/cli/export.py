"""``infludesk export``: tables, address cards and the whole workspace as files other programs read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import click

from infludesk.cli.campaigns import named
from infludesk.cli.shared import json_option, open_to_read, print_json, telling, workspace_option
from infludesk.exporting.files import SUFFIXES, Format, Shape, Written, export_file, snapshot
from infludesk.exporting.lists import Wanted
from infludesk.exporting.table import Secrets
from infludesk.exporting.whole import export_workspace
from infludesk.kernel.dates import moment
from infludesk.kernel.errors import Problem
from infludesk.kernel.progress import silent
from infludesk.kernel.text import plural, tr
from infludesk.workspace import SCHEMA

_FORMATS: dict[str, Format] = {suffix: one for one, suffix in SUFFIXES.items()}


@click.group("export", help=tr("Write tables, address cards or the whole workspace as files."))
def command() -> None:
    """Group what can be written."""


def _options(formats: tuple[str, ...]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options that all tables share."""
    shared = (
        workspace_option,
        click.option("--to", "file", metavar="FILE", required=True, help=tr("The file to write.")),
        click.option("--format", "format_", type=click.Choice(formats), help=tr("Else as the file's name ends.")),
        click.option("--internal", is_flag=True, help=tr("With internal fields, such as fees and notes.")),
        click.option("--private", is_flag=True, help=tr("With private fields, such as phones and addresses.")),
        json_option,
    )

    def put(command: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(shared):
            command = option(command)
        return command

    return put


@command.command("creators", help=tr("All creators with all their fields; an import reads the file again."))
@_options(("csv", "xlsx", "vcard"))
@telling
def of_creators(*, internal: bool, private: bool, **given: Any) -> None:
    """Write the creators."""
    _write(Wanted("creators", secrets=Secrets(internal=internal, private=private)), **given)


@command.command("campaign", help=tr("The creators of a campaign, with stages and what is theirs in it."))
@click.option("--campaign", "name", metavar="NAME", required=True, help=tr("The campaign, or its id."))
@_options(("csv", "xlsx"))
@telling
def of_campaign(*, name: str, internal: bool, private: bool, folder: str | None, **given: Any) -> None:
    """Write a campaign's creators."""
    with open_to_read(folder) as workspace:
        campaign = workspace.read(lambda conn: named(conn, name))
    secrets = Secrets(internal=internal, private=private)
    _write(Wanted("roster", secrets=secrets, within=campaign), folder=folder, **given)


@command.command("results", help=tr("The posts with their newest numbers, of one campaign or of all."))
@click.option("--campaign", "name", metavar="NAME", help=tr("Only this campaign's."))
@_options(("csv", "xlsx"))
@telling
def of_results(*, name: str | None, internal: bool, private: bool, folder: str | None, **given: Any) -> None:
    """Write posts and numbers."""
    with open_to_read(folder) as workspace:
        campaign = workspace.read(lambda conn: named(conn, name)) if name else ""
        now = moment(workspace.now())
    secrets = Secrets(internal=internal, private=private)
    _write(Wanted("results", secrets=secrets, within=campaign, now=now), folder=folder, **given)


@command.command("workspace", help=tr("Everything as one folder: each table as CSV, all files, the history."))
@click.option("--to", "target", metavar="DIR", required=True, help=tr("The folder to make."))
@workspace_option
@json_option
@telling
def of_workspace(*, target: str, folder: str | None, as_json: bool) -> None:
    """Write everything, private fields too."""
    with open_to_read(folder) as workspace, snapshot(workspace.folder) as conn:
        done = export_workspace(conn, SCHEMA, Path(target), workspace.attachments, progress=silent)
    _tell(done, plural(done.rows, "{n} row and file", "{n} rows and files"), as_json=as_json)


def _write(wanted: Wanted, *, folder: str | None, file: str, format_: str | None, as_json: bool) -> None:
    target = Path(file)
    shape = Shape(cast("Format", format_) if format_ else _FORMATS.get(target.suffix.lower(), "csv"))
    if shape.format == "vcard" and wanted.kind != "creators":
        raise Problem(
            "export.no_cards", tr("Only creators can be written as address cards."), tr("Name a .csv or .xlsx file.")
        )
    with open_to_read(folder) as workspace:
        done = export_file(workspace.folder, wanted, shape, target, progress=silent)
    _tell(done, plural(done.rows, "{n} row", "{n} rows"), as_json=as_json)


def _tell(done: Written, count: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"file": str(done.path), "rows": done.rows, "notes": list(done.notes)})
        return
    for note in done.notes:
        click.echo(note, err=True)
    click.echo(tr("{file}: {count}.", file=done.path, count=count))
