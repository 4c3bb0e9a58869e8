"""``infludesk preview``: what the importer reads of a file, before anything is mapped."""

import shutil
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from infludesk.cli.shared import json_option, print_json, telling
from infludesk.importing.files.preview import Preview, preview
from infludesk.importing.files.reader import KINDS
from infludesk.kernel.text import join, plural, tr

_ROWS = 20
_NARROWEST = 8
_WIDEST = 32
_GAP = "  "


@click.command(
    "preview",
    help=tr(
        "Show what the importer reads of FILE: {kinds}. No workspace is needed; nothing is written.", kinds=tr(KINDS)
    ),
)
@click.argument("file")
@json_option
@telling
def command(*, file: str, as_json: bool) -> None:
    """Show a file as the importer reads it."""
    read = preview(Path(file))
    if as_json:
        print_json(asdict(read))
        return
    click.echo(_facts(read))
    for line in _table(read.header, read.rows[:_ROWS]):
        click.echo(line)
    if len(read.rows) > _ROWS:
        click.echo(plural(len(read.rows) - _ROWS, "and {n} more.", "and {n} more."))


def _facts(read: Preview) -> str:
    names = {",": tr("comma"), ";": tr("semicolon"), "\t": tr("tab"), "|": tr("pipe"), " ": tr("blank")}
    delimiter = names.get(read.delimiter, read.delimiter)
    columns = max(len(read.header), len(read.rows[0]) if read.rows else 0)
    facts = (
        plural(len(read.rows), "{n} row", "{n} rows"),
        plural(columns, "{n} column", "{n} columns"),
        tr("headings in row {n}", n=read.header_row) if read.header_row else None,
        read.encoding,
        tr("separated by {delimiter}", delimiter=delimiter) if delimiter else None,
    )
    return join(facts, ", ")


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of cells under each other, as far as they go into the window."""
    shown = [list(map(_plain, row)) for row in ([header, *rows] if header else rows)]
    room = shutil.get_terminal_size().columns
    lines = [""] * len(shown)
    for at in range(max(map(len, shown), default=0)):
        cells = [row[at] if at < len(row) else "" for row in shown]
        width = min(_WIDEST, max(map(_width, cells)), max(_NARROWEST, room))
        if width > room:
            break
        room -= width + len(_GAP)
        lines = [line + _fitted(cell, width) + _GAP for line, cell in zip(lines, cells, strict=True)]
    return [line.rstrip() for line in lines]


def _plain(cell: str) -> str:
    return " ".join(cell[: _WIDEST * 4].split())


def _fitted(cell: str, width: int) -> str:
    """A cell cut or filled up to a width."""
    if _width(cell) > width:
        while _width(cell) >= width:
            cell = cell[:-1]
        cell = cell.rstrip() + "…"
    return cell + " " * (width - _width(cell))


def _width(cell: str) -> int:
    """How many places of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in cell)
    return len(cell) + wide - sum(unicodedata.combining(sign) > 0 for sign in cell)
