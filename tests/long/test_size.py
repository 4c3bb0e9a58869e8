"""A hundred thousand creators: in, found, and out again by one undo."""

from pathlib import Path

import pytest

from infludesk.creators.store import Filter, ids, search
from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import import_creators, prepare
from infludesk.importing.files.reader import read_file
from infludesk.workspace import Workspace
from tests.bench.people import write_csv

ROWS = 100_000
pytestmark = pytest.mark.long


def test_an_import_of_any_size_is_one_step(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "people.csv", ROWS)
    sheet = read_file(path)
    prepared = workspace.read(lambda conn: prepare(conn, sheet, propose(sheet), today=workspace.today()))
    done = workspace.do(import_creators, prepared=prepared)
    assert done.value.summary.created == ROWS
    assert len(workspace.read(lambda conn: ids(conn, Filter()))) == ROWS
    assert workspace.read(lambda conn: search(conn, "ana cook"))
    assert workspace.check().faults == ()
    assert workspace.undo().value.kept == ()
    assert workspace.read(lambda conn: ids(conn, Filter())) == []
    assert workspace.check().faults == ()
