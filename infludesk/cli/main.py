"""The command ``infludesk`` and its subcommands."""

import click

from infludesk.cli import check, creators, importing, undo


@click.group()
@click.version_option(package_name="infludesk")
def main() -> None:
    """Influencer relations in a file you own."""


for _part in (importing, creators, undo, check):
    main.add_command(_part.command)
