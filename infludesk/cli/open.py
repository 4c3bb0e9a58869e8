"""``infludesk open``, also what ``infludesk`` alone does: show a workspace in the window."""

import os
import sys
from pathlib import Path

import click

from infludesk.cli.display import check_x11, has_display, missing_library, no_display
from infludesk.cli.shared import ENVIRONMENT, open_to_write, telling, workspace_option
from infludesk.kernel.text import tr
from infludesk.paths import DATABASE


@click.command(
    "open",
    help=tr("Open a workspace in the window; without DIR the one used last. In an empty or new folder one is made."),
)
@workspace_option
@telling
def command(folder: str | None) -> None:
    """Show the window."""
    named = folder or os.environ.get(ENVIRONMENT)
    sys.exit(show(Path(named) if named else None))


def show(folder: Path | None) -> int:
    """Show the window on a workspace until it is closed; returns the exit status.

    Raises:
        Problem: no window can be shown here, or no workspace can be made in the folder.
    """
    if not has_display():
        raise no_display()
    check_x11()
    try:
        from infludesk.gui.app import run
    except ImportError as error:
        raise missing_library(error) from error
    if folder is not None and not (folder / DATABASE).exists():
        open_to_write(os.fspath(folder), create=True).close()  # it says that it makes one
    return run(folder)
