"""``infludesk demo``: make the sample workspace, with its client report, and open it."""

import os
import sys
from pathlib import Path
from tempfile import mkdtemp

import click

from infludesk import settings as machine
from infludesk.cli.display import has_display
from infludesk.cli.open import show
from infludesk.cli.shared import telling
from infludesk.demo import sample as demo
from infludesk.kernel.text import tr


@click.command("demo", help=tr("Make a sample workspace with a client report, and open it."))
@click.option("--dir", "folder", metavar="DIR", help=tr("Where to make it; else a new folder."))
@click.option("--no-open", is_flag=True, help=tr("Do not open the window afterwards."))
@telling
def command(folder: str | None, *, no_open: bool) -> None:
    """Make the sample workspace and open it."""
    path = Path(folder) if folder else Path(mkdtemp(prefix="infludesk-demo-"))
    known = machine.load()
    made = demo.make(path, known)
    machine.save(known)
    click.echo(tr("Workspace: {folder}", folder=os.fspath(made.folder)))
    click.echo(tr("Client report: {file}", file=os.fspath(made.report)))
    if no_open:
        return
    if not has_display():
        click.echo(tr("There is no display, so no window was opened."))
        return
    sys.exit(show(made.folder))
