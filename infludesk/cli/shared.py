"""What the commands share: the workspace option, and how a problem is told."""

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from infludesk import settings as machine
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr
from infludesk.paths import DATABASE
from infludesk.workspace import Workspace

ENVIRONMENT = "INFLUDESK_WORKSPACE"

workspace_option = click.option(
    "--workspace",
    "folder",
    metavar="DIR",
    help=tr("The folder that holds {file}; else {name} names it.", file=DATABASE, name=ENVIRONMENT),
)
json_option = click.option("--json", "as_json", is_flag=True, help=tr("Print the result as JSON."))


def telling(command: Callable[..., None]) -> Callable[..., None]:
    """Make a command end with status 1 and one clear sentence where a person can act."""

    @wraps(command)
    def told(**given: Any) -> None:
        try:
            command(**given)
        except Problem as problem:
            click.echo(f"{problem.title} {problem.advice}".strip(), err=True)
            sys.exit(1)
        except BrokenPipeError:  # the reader of our output has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)

    return told


def chosen(folder: str | None) -> Path:
    """The workspace's folder.

    Raises:
        Problem: ``workspace.unnamed``.
    """
    named = folder or os.environ.get(ENVIRONMENT)
    if not named:
        raise Problem(
            "workspace.unnamed",
            tr("No workspace was named."),
            tr("Add --workspace DIR, or set {name}.", name=ENVIRONMENT),
        )
    return Path(named)


def open_to_write(folder: str | None, *, create: bool = False) -> Workspace:
    """Open the named workspace to work in it; says so where it makes one."""
    path, known = chosen(folder), machine.load()
    fresh = not (path / DATABASE).exists()
    opened = Workspace.open(path, known, create=create)
    machine.save(known)
    if fresh:
        click.echo(tr("Made a workspace in {folder}.", folder=path), err=True)
    return opened


def open_to_read(folder: str | None) -> Workspace:
    """Open the named workspace only to read it."""
    return Workspace.open_to_read(chosen(folder), machine.load())


def print_json(value: Any) -> None:
    """Print data for machines."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
