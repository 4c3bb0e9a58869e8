"""A program killed in the middle of an import: the workspace opens, whole, without a row of it."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from infludesk.creators.commands import add_creator
from infludesk.creators.store import Filter, ids
from infludesk.settings import Settings
from infludesk.workspace import Workspace
from tests.bench.people import write_csv

ROOT = Path(__file__).parents[2]
ROWS = 20_000
pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_csv(tmp_path_factory.mktemp("people") / "people.csv", ROWS)


@pytest.fixture
def importing(people: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "infludesk", "import", str(people), "--workspace", str(tmp_path / "w")]
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield started
    started.kill()
    started.wait()


@pytest.mark.parametrize("pages", sorted(random.Random(3).sample(range(1, 4_000), 6)))  # noqa: S311  the same each time
def test_killed_while_it_writes(importing: subprocess.Popen[bytes], tmp_path: Path, pages: int) -> None:
    """Killed once the uncommitted transaction has put this many pages into the log file, or is about to end."""
    folder = tmp_path / "w"
    log = folder / "workspace.db-wal"
    at = monotonic() + 100
    while importing.poll() is None and monotonic() < at and size(log) < pages * 4096:
        os.sched_yield()
    alive = importing.poll() is None
    importing.send_signal(signal.SIGKILL)
    importing.wait()
    with Workspace.open(folder, Settings()) as opened:
        assert opened.check().faults == ()
        found = opened.read(lambda conn: ids(conn, Filter()))
        assert len(found) in ((0, ROWS) if alive else (ROWS,))
        assert opened.read(
            lambda conn: conn.execute("SELECT count(*) FROM import_row WHERE row_no > 0").fetchone()[0]
        ) == len(found)
        assert opened.do(add_creator, name="After").value


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
