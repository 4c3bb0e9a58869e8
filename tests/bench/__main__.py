"""Ratios against the bare means: ``python -m tests.bench [--json] [--rows N]``."""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

from infludesk.creators.store import search
from infludesk.db.changelog import logged_tables
from infludesk.db.driver import Connection, connect, settle_writer
from infludesk.db.search import is_short, match_query
from infludesk.importing.columns.mapping import Mapping, propose
from infludesk.importing.commands import Prepared, import_creators, prepare
from infludesk.importing.files.reader import read_file
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.people.known import KnownCreators
from infludesk.importing.people.matching import decide
from infludesk.importing.people.plan import build
from infludesk.settings import Settings
from infludesk.workspace import Workspace
from tests.bench.appendix import ROWS as APPENDIX
from tests.bench.appendix import appendix_times
from tests.bench.people import write_csv
from tests.bench.window import start_times

ROWS = 100_000
_QUERIES = 400
_FOUND = 50


@dataclass(frozen=True, slots=True)
class Ratio:
    """One measure: how many times the bare means it takes, what is aimed at, and both times in seconds."""

    name: str
    ratio: float
    aim: float
    ours: float
    bare: float
    parts: dict[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        """One line for a person."""
        parts = "".join(f", {name} {seconds:.2f} s" for name, seconds in self.parts.items())
        verdict = "met" if self.ratio <= self.aim else "MISSED"
        return (
            f"{self.name}: {self.ratio:.2f} times (aim {self.aim:g}, {verdict}); "
            f"{self.ours:.4f} s against {self.bare:.4f} s{parts}"
        )


def main(given: list[str]) -> int:
    """Measure and print; 1 where an aim is missed."""
    options = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    options.add_argument("--json", action="store_true", help="print the ratios as JSON")
    options.add_argument("--rows", type=int, default=ROWS, metavar="N", help=f"creators to import (default {ROWS})")
    chosen = options.parse_args(given)
    with tempfile.TemporaryDirectory() as folder:
        found = list(measured(Path(folder), chosen.rows))
    if chosen.json:
        sys.stdout.write(json.dumps([asdict(one) for one in found], indent=1) + "\n")
    else:
        sys.stdout.write("".join(f"{one}\n" for one in found))
    return int(any(one.ratio > one.aim for one in found))


def measured(folder: Path, rows: int) -> Iterator[Ratio]:
    """Every ratio, each measured on what the first one imported."""
    with fresh(folder / "ours") as workspace:
        yield importing(workspace, folder, rows)
        yield searching(workspace)
    yield matching(folder, rows)
    if shutil.which("soffice"):
        yield converting(folder, rows)
    else:
        sys.stderr.write("Import against LibreOffice converting the file: soffice is not installed\n")
    yield starting(folder / "ours")
    yield printing(folder)


def importing(workspace: Workspace, folder: Path, rows: int) -> Ratio:
    """A whole import – rows, change log, search index, list, match keys – against executemany of the same rows."""
    path = write_csv(folder / "people.csv", rows)
    parts: dict[str, float] = {}
    with timed(parts, "read"):
        sheet = read_file(path)
    with timed(parts, "prepare"):
        mapping = propose(sheet)
        prepared = workspace.read(lambda conn: prepare(conn, sheet, mapping, today=workspace.today()))
    before = workspace.read(lambda conn: conn.execute("SELECT max(seq) FROM change").fetchone()[0])
    ours = seconds(lambda: workspace.do(import_creators, prepared=prepared))
    same = workspace.read(lambda conn: written(conn, before))
    with fresh(folder / "bare"):
        pass
    bare = executemany(folder / "bare" / "workspace.db", same)
    return Ratio(f"Import of {rows:,} creators", ours / bare, 6, ours, bare, parts)


class Nobody(KnownCreators):
    """A workspace in which nobody is known."""

    def __init__(self, conn: Connection) -> None:
        super().__init__(conn)
        self.empty = True


def matching(folder: Path, rows: int) -> Ratio:
    """An import of which every second row is known, against the same one where nobody is looked for."""
    half = write_csv(folder / "half.csv", rows, every=2)
    path = write_csv(folder / "people.csv", rows)
    times: dict[bool, float] = {}
    parts: dict[str, float] = {}
    for known in (False, True):
        with fresh(folder / "known") as workspace:
            imported(workspace, half)
            sheet = read_file(path)
            mapping, today = propose(sheet), workspace.today()
            kind = KnownCreators if known else Nobody

            def both(
                workspace: Workspace = workspace, sheet: Sheet = sheet, mapping: Mapping = mapping,
                kind: type[KnownCreators] = kind, today: date = today,
            ) -> None:  # fmt: skip
                def decided(conn: Connection) -> Prepared:
                    found = decide(incoming, kind(conn))
                    return Prepared(sheet, mapping, found, today.isoformat(), newest(conn), incoming)

                incoming = build(sheet, mapping, today=today)
                workspace.do(import_creators, prepared=workspace.read(decided))

            times[known] = seconds(both)
            if known:
                with timed(parts, "the same file again"):
                    imported(workspace, path)
    return Ratio(
        f"Matching of {rows:,} rows, half known", times[True] / times[False], 1.4, times[True], times[False], parts
    )


def converting(folder: Path, rows: int) -> Ratio:
    """A whole import, read and written, against LibreOffice converting the same file to XLSX."""
    path = write_csv(folder / "people.csv", rows)
    with fresh(folder / "converted") as workspace:
        ours = seconds(lambda: imported(workspace, path))
    asked = ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    bare = seconds(lambda: subprocess.run(asked, check=True, capture_output=True))
    return Ratio("Import against LibreOffice converting the file", ours / bare, 0.5, ours, bare)


def imported(workspace: Workspace, path: Path) -> None:
    """Read a file and import it."""
    sheet = read_file(path)
    prepared = workspace.read(lambda conn: prepare(conn, sheet, propose(sheet), today=workspace.today()))
    workspace.do(import_creators, prepared=prepared)


def newest(conn: Connection) -> int:
    """The newest change."""
    return int(conn.execute("SELECT max(seq) FROM change").fetchone()[0])


def written(conn: Connection, before: int) -> dict[str, list[tuple[object, ...]]]:
    """Table → every row written since, as it stands."""
    since = "SELECT row_id FROM change WHERE seq > ? AND table_name = ?"
    found = {
        table: [tuple(row)[1:] for row in conn.execute(f"SELECT * FROM {table} WHERE id IN ({since})", (before, table))]
        for table in logged_tables(conn)
    }
    return {table: rows for table, rows in found.items() if rows}


def executemany(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> float:
    """Seconds to write the rows into the same tables without triggers, in one transaction."""
    conn = connect(path)
    settle_writer(conn)
    conn.execute("PRAGMA foreign_keys=OFF")  # the member who owns them is another workspace's
    for (name,) in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        conn.execute(f"DROP TRIGGER {name}")
    columns = {t: [c["name"] for c in conn.execute(f"PRAGMA table_info({t})") if c["name"] != "rowid"] for t in rows}
    start = perf_counter()
    conn.execute("BEGIN IMMEDIATE")
    for table, those in rows.items():
        marks = ", ".join("?" * len(columns[table]))
        conn.executemany(f"INSERT INTO {table}({', '.join(columns[table])}) VALUES ({marks})", those)
    conn.execute("COMMIT")
    taken = perf_counter() - start
    conn.close()
    return taken


def searching(workspace: Workspace) -> Ratio:
    """The slowest hundredth of searches, as typed, against the bare FTS5 query."""
    asked = workspace.read(questions)
    ours = workspace.read(lambda conn: [seconds(partial(search, conn, typed)) for typed in asked])
    bare = workspace.read(lambda conn: [seconds(partial(bare_search, conn, typed)) for typed in asked])
    return Ratio("Search, p99", p99(ours) / p99(bare), 2, p99(ours), p99(bare))


def starting(folder: Path) -> Ratio:
    """From the start of the process to the first usable window."""
    ours, bare = start_times(folder)
    return Ratio("First usable window", ours / bare, 2, ours, bare)


def printing(folder: Path) -> Ratio:
    """An appendix of thousands of rows as PDF, against the same words drawn on a bare canvas."""
    ours, bare = appendix_times(folder)
    return Ratio(f"Appendix of {APPENDIX:,} rows", ours / bare, 1.3, ours, bare)


def questions(conn: Connection) -> list[str]:
    """What people type: the beginnings of names and handles, whole names, tags with a name, and nonsense."""
    chance = random.Random(11)  # noqa: S311  the same questions each time
    known = conn.execute("SELECT name, email FROM creator WHERE id IN (SELECT id FROM creator_stats LIMIT 5000)")
    people = chance.sample(known.fetchall(), _QUERIES // 5)
    found = []
    for name, email in people:
        first, last = name.split(" ")
        found += [last[: chance.randint(1, 3)], last[:5], f"{first} {last}", email.partition("@")[0], f"{first} cook"]
    return found


def bare_search(conn: Connection, typed: str) -> list[object]:
    """The index alone: the same words, the same order."""
    order = "rowid" if is_short(typed) else "rank"
    sql = f"SELECT rowid FROM creator_fts WHERE creator_fts MATCH ? ORDER BY {order} LIMIT ?"
    return conn.execute(sql, (match_query(typed), _FOUND)).fetchall()


def p99(times: list[float]) -> float:
    """The time that one in a hundred exceeds."""
    return sorted(times)[len(times) * 99 // 100]


def seconds(run: Callable[[], object]) -> float:
    """How long it takes."""
    start = perf_counter()
    run()
    return perf_counter() - start


@contextmanager
def timed(parts: dict[str, float], name: str) -> Iterator[None]:
    """Note how long the block takes."""
    start = perf_counter()
    yield
    parts[name] = perf_counter() - start


@contextmanager
def fresh(folder: Path) -> Iterator[Workspace]:
    """A new workspace."""
    shutil.rmtree(folder, ignore_errors=True)
    with Workspace.open(folder, Settings(), create=True) as made:
        yield made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
