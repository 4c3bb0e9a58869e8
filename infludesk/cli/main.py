"""The command ``infludesk`` and its subcommands."""

import click

from infludesk.cli import check, creators, demo, importing, report, undo
from infludesk.cli import open as opening


@click.group(invoke_without_command=True)
@click.version_option(package_name="infludesk")
@click.pass_context
def main(context: click.Context) -> None:
    """Influencer relations in a file you own. Without a command, the window opens."""
    if context.invoked_subcommand is None:
        context.invoke(opening.command)


for _part in (opening, demo, importing, creators, report, undo, check):
    main.add_command(_part.command)
