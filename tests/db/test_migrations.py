"""The schema as steps make it: shown in review, additive only, backed up first.

Renew the golden file after a new step: ``python tests/db/test_migrations.py``.
"""

import re
import shutil
import tempfile
from importlib import import_module
from pathlib import Path

import pytest

from infludesk.db import migrations
from infludesk.db.backup import listed, verify
from infludesk.db.driver import Connection, connect
from infludesk.kernel.errors import Problem
from infludesk.settings import Settings
from infludesk.workspace import Workspace

GOLDEN = Path(__file__).parents[1] / "golden" / "schema.sql"
ALLOWED = re.compile(
    r"CREATE (VIRTUAL )?TABLE |CREATE (UNIQUE )?INDEX |ALTER TABLE \w+ ADD COLUMN |INSERT INTO (writer|derived)\("
)


def schema_of(conn: Connection) -> str:
    """Every table and index, in the order of their names; what FTS5 and sqlite-utils make themselves is left out."""
    sql = "SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL ORDER BY name"
    kept = [row["sql"] for row in conn.execute(sql) if "_fts_" not in row["name"] and row["name"][0] != "_"]
    return "".join(f"{sql};\n\n" for sql in kept).rstrip("\n") + "\n"


def fresh(path: Path) -> str:
    conn = connect(path)
    migrations.migrate(conn, back_up=lambda: None)
    text = schema_of(conn)
    conn.close()
    return text


def version(path: Path, set_to: int | None = None) -> int:
    conn = connect(path)
    if set_to is not None:
        conn.execute(f"PRAGMA user_version = {set_to:d}")
    found = int(conn.execute("PRAGMA user_version").fetchone()[0])
    conn.close()
    return found


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    shutil.copytree(template, tmp_path / "w")
    return tmp_path / "w"


def test_the_schema_is_the_golden_one(tmp_path: Path) -> None:
    assert fresh(tmp_path / "new.db") == GOLDEN.read_text(encoding="utf-8")


def test_steps_are_numbered_without_gaps() -> None:
    numbers = [int(name[1:5]) for name in migrations.steps()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_steps_only_add() -> None:
    for name in migrations.steps():
        for statement in import_module(f"infludesk.db.schema.{name}").DDL:
            assert ALLOWED.match(statement.strip()), statement


def test_synced_tables_hold_text_and_integers_only(workspace: Workspace) -> None:
    kinds = workspace.read(
        lambda conn: {
            row[0]
            for row in conn.execute(
                "SELECT DISTINCT c.type FROM sqlite_schema AS s, pragma_table_info(s.name) AS c "
                "WHERE s.type = 'table' AND s.sql LIKE '%STRICT%'"
            )
        }
    )
    assert kinds == {"TEXT", "INTEGER"}


def test_a_newer_major_version_is_refused_and_untouched(folder: Path) -> None:
    path = folder / "workspace.db"
    version(path, set_to=(migrations.MAJOR + 1) * 1000)
    before = path.read_bytes()
    for opening in (Workspace.open, Workspace.open_to_read):
        with pytest.raises(Problem) as refused:
            opening(folder, Settings())
        assert refused.value.code == "workspace.newer"
    assert path.read_bytes() == before


def test_a_newer_minor_version_opens(folder: Path) -> None:
    newer = migrations.version() + 1
    version(folder / "workspace.db", set_to=newer)
    with Workspace.open(folder, Settings()) as opened:
        assert opened.check().faults == ()
    assert version(folder / "workspace.db") == newer


def test_a_verified_backup_comes_before_a_step(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = version(folder / "workspace.db")
    known = migrations.steps()
    step = migrations._step
    monkeypatch.setattr(migrations, "steps", lambda: [*known, "m9999_colour"])
    monkeypatch.setattr(migrations, "_step", lambda name: _add_colour if name == "m9999_colour" else step(name))
    with pytest.raises(Problem) as refused:
        Workspace.open_to_read(folder, Settings())
    assert refused.value.code == "workspace.older"
    with Workspace.open(folder, Settings()) as opened:
        logged = "SELECT sql FROM sqlite_schema WHERE name = 'creator_update'"
        assert "OLD.colour" in opened.read(lambda conn: conn.execute(logged).fetchone()[0])
        made = listed(opened.backups)
    assert [(one.reason, verify(one)) for one in made] == [("update", True)]
    assert version(made[0].path) == old
    assert version(folder / "workspace.db") == old + 1


def _add_colour(db: object) -> None:
    db.execute("ALTER TABLE creator ADD COLUMN colour TEXT")  # type: ignore[attr-defined]  # sqlite-utils' Database


def test_opening_an_unchanged_file_writes_nothing(folder: Path) -> None:
    Workspace.open(folder, Settings(device="0123456789ab")).close()
    before = (folder / "workspace.db").read_bytes()
    Workspace.open(folder, Settings(device="0123456789ab")).close()
    assert (folder / "workspace.db").read_bytes() == before
    with Workspace.open_to_read(folder, Settings()) as opened:
        assert opened.check().faults == ()
    assert (folder / "workspace.db").read_bytes() == before


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        GOLDEN.write_text(fresh(Path(place) / "new.db"), encoding="utf-8")
