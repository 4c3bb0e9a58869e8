"""The command ``infludesk`` and its subcommands."""

from importlib import import_module

import click

from infludesk.cli import open as opening
from infludesk.kernel.text import tr

# Each is loaded when it is asked for: the window must not wait for the readers of files and the layout of PDFs.
_PARTS = {
    "open": "open", "demo": "demo", "preview": "preview", "import": "importing", "creators": "creators",
    "report": "report", "export": "export", "undo": "undo", "check": "check", "check-caption": "check_caption",
}  # fmt: skip


class _Commands(click.Group):
    """The subcommands, by their modules."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(_PARTS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in _PARTS:
            return None
        part: click.Command = import_module(f"infludesk.cli.{_PARTS[name]}").command
        return part


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    help=tr("Influencer relations in a file you own. Without a command, the window opens."),
)
@click.version_option(package_name="infludesk")
@click.pass_context
def main(context: click.Context) -> None:
    """Run a command, or open the window."""
    if context.invoked_subcommand is None:
        context.invoke(opening.command)
