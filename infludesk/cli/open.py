"""``infludesk open``, also what ``infludesk`` alone does: show a workspace in the window."""

import os
import sys
from pathlib import Path

import click

from infludesk.cli.display import check_x11, has_display, missing_library, no_display
from infludesk.cli.shared import ENVIRONMENT, telling, workspace_option
from infludesk.kernel.text import tr


@click.command("open", help=tr("Open a workspace in the window; without DIR the one used last."))
@workspace_option
@telling
def command(folder: str | None) -> None:
    """Show the window."""
    named = folder or os.environ.get(ENVIRONMENT)
    sys.exit(show(Path(named) if named else None))


def show(folder: Path | None) -> int:
    """Show the window on a workspace until it is closed; returns the exit status.

    Raises:
        Problem: no window can be shown here.
    """
    if not has_display():
        raise no_display()
    check_x11()
    try:
        from infludesk.gui.app import run
    except ImportError as error:
        raise missing_library(error) from error
    return run(folder)
