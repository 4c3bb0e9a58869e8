"""``infludesk undo``: take the last step back."""

import click

from infludesk.cli.shared import open_to_write, telling, workspace_option
from infludesk.kernel.text import plural, tr


@click.command("undo", help=tr("Take back this machine's newest step."))
@workspace_option
@telling
def command(*, folder: str | None) -> None:
    """Take a step back."""
    with open_to_write(folder) as workspace:
        outcome = workspace.undo()
    click.echo(outcome.changes.label)
    if kept := len(outcome.value.kept):
        click.echo(plural(kept, "{n} record was changed later and stays.", "{n} records were changed later and stay."))
