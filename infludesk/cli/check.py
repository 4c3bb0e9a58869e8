"""``infludesk check``: whether a workspace is whole."""

import sys

import click

from infludesk.cli.shared import json_option, open_to_read, print_json, telling, workspace_option
from infludesk.kernel.text import plural, tr


@click.command("check", help=tr("Check that the file is whole, every link leads somewhere and every hash is right."))
@workspace_option
@json_option
@telling
def command(*, folder: str | None, as_json: bool) -> None:
    """Check a workspace."""
    with open_to_read(folder) as workspace:
        report = workspace.check()
    if as_json:
        print_json({"ok": not report.faults, "faults": list(report.faults), "counts": dict(report.counts)})
    else:
        for fault in report.faults:
            click.echo(fault, err=True)
        found = plural(len(report.faults), "{n} fault found.", "{n} faults found.")
        click.echo(tr("The workspace is whole.") if not report.faults else found)
    if report.faults:
        sys.exit(1)
