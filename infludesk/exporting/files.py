"""A list as one file: CSV, a workbook or address cards, whole or not at all."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from infludesk.db.driver import Connection, connect, settle_reader
from infludesk.exporting.csv_file import head, write_csv, written
from infludesk.exporting.lists import Wanted, every_id, table_of, withheld
from infludesk.exporting.people import people
from infludesk.exporting.vcard_file import Version, unfolded, write_vcards
from infludesk.exporting.xlsx_file import LONGEST, write_xlsx
from infludesk.folder import spare
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import number, plural, tr
from infludesk.paths import DATABASE
from infludesk.saving import save

Format = Literal["csv", "xlsx", "vcard"]
SUFFIXES: dict[Format, str] = {"csv": ".csv", "xlsx": ".xlsx", "vcard": ".vcf"}


@dataclass(frozen=True, slots=True)
class Shape:
    """What kind of file is made.

    Attributes:
        format: delimited text, a workbook, or address cards (creators only).
        delimiter: between the cells of a text: a comma, or the sign of the person's own spreadsheet.
        version: of the address cards; 3.0 for older programs.
    """

    format: Format = "csv"
    delimiter: str = ","
    version: Version = "4.0"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the file or folder, how many rows or files, and what a person should know of it."""

    path: Path
    rows: int
    notes: tuple[str, ...] = ()


@contextmanager
def snapshot(folder: Path) -> Iterator[Connection]:
    """A connection of its own that sees one state of the workspace for as long as an export takes."""
    with closing(connect(folder / DATABASE, read_only=True)) as conn:
        settle_reader(conn)
        conn.execute("BEGIN")
        yield conn


def export_file(folder: Path, wanted: Wanted, shape: Shape, target: Path, *, progress: Progress) -> Written:
    """Write a list of the workspace in ``folder`` as one file.

    Raises:
        Problem: ``workspace.own_file``, ``export.too_many_rows``, or as ``saving.save``; no file was changed.
        Cancelled: as ``progress`` does; no file was changed.
    """
    spare(folder, target)
    found: list[Written] = []
    with snapshot(folder) as conn:
        save(target, lambda part: found.append(_write(conn, wanted, shape, target, part, progress)))
    return found[0]


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of a file.

    Attributes:
        head: its headings.
        rows: the first rows, or the lines of the first card.
        withheld: the fields that the file does not hold because of their marks.
    """

    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    withheld: tuple[str, ...] = ()


def preview(conn: Connection, wanted: Wanted, shape: Shape, most: int) -> Preview:
    """The first rows as they will stand in the file, and what will not."""
    gone = withheld(conn, wanted)
    if shape.format == "vcard":
        first = people(conn, every_id(conn, wanted)[:most])
        lines = [line for one in first for line in unfolded(one, wanted.secrets, shape.version)]
        return Preview((tr("Address card"),), tuple((line,) for line in lines[:most]), gone)
    table = table_of(conn, wanted, most)
    return Preview(tuple(head(table)), tuple(map(tuple, written(table))), gone)


def _write(conn: Connection, wanted: Wanted, shape: Shape, target: Path, part: Path, progress: Progress) -> Written:
    if shape.format == "vcard":
        ids = every_id(conn, wanted)
        cards = write_vcards(
            people(conn, ids), part, secrets=wanted.secrets, version=shape.version, count=len(ids), progress=progress
        )
        return Written(target, cards)
    table = table_of(conn, wanted)
    if shape.format == "csv":
        return Written(target, write_csv(table, part, delimiter=shape.delimiter, progress=progress))
    rows, cut = write_xlsx(table, part, progress=progress)
    words = (
        "{n} text was cut at {most} letters; CSV keeps it whole.",
        "{n} texts were cut at {most} letters; CSV keeps them whole.",
    )
    return Written(target, rows, (plural(cut, *words, most=number(LONGEST)),) if cut else ())
