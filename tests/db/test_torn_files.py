"""A file that another tool tore: what can be put back is, and what cannot is told before anything is written."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from infludesk.creators.commands import add_creator, log_contact
from infludesk.creators.model import Creator, TimelineEntry
from infludesk.creators.store import search
from infludesk.db.driver import connect
from infludesk.db.rows import find, get, update
from infludesk.db.values import holds
from infludesk.kernel.errors import Problem
from infludesk.kernel.money import Money
from infludesk.settings import Settings
from infludesk.workspace import Workspace

MINE = Settings(device="0123456789ab")


def torn(template: Path, folder: Path, *statements: str) -> Path:
    shutil.copytree(template, folder)
    with closing(connect(folder / "workspace.db")) as conn:
        conn.execute("PRAGMA foreign_keys=OFF")
        conn.execute("PRAGMA trusted_schema=ON")
        for statement in statements:
            conn.execute(statement)
    return folder


def test_a_lost_writer_row_comes_back_and_later_steps_are_logged(template: Path, tmp_path: Path) -> None:
    folder = torn(template, tmp_path / "w", "DELETE FROM writer", "DELETE FROM derived")
    with Workspace.open_to_read(folder, MINE) as read:
        assert len(read.check().faults) == 2
    with Workspace.open(folder, MINE) as opened:
        assert opened.check().faults == ()
        ana = opened.do(add_creator, name="Ana").value
        stamps = [r[0] for r in opened.read(lambda c: c.execute("SELECT stamp FROM change ORDER BY seq").fetchall())]
        assert stamps == sorted(set(stamps))
        assert opened.read(lambda conn: search(conn, "ana")) == [ana]
        opened.undo()
        assert opened.read(lambda conn: find(conn, Creator)) == []


@pytest.mark.parametrize(
    "statement",
    ["DROP TABLE account", "DROP TABLE member", "DROP TABLE creator_fts", "DROP TABLE writer",
     "ALTER TABLE creator DROP COLUMN city"],
)  # fmt: skip
def test_a_missing_table_or_column_is_damage(template: Path, tmp_path: Path, statement: str) -> None:
    with closing(connect(template / "workspace.db", read_only=True)) as conn:
        names = [row[0] for row in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]
    folder = torn(template, tmp_path / "w", *(f"DROP TRIGGER {name}" for name in names), statement)
    with pytest.raises(Problem) as refused:
        Workspace.open(folder, MINE)
    assert refused.value.code == "workspace.damaged"


@pytest.mark.parametrize(
    ("name", "value"),
    [("birth_date", "1990-13-01"), ("birth_date", "yesterday"), ("birth_date", "20260312")],
)
def test_a_creator_holds_no_such_day(workspace: Workspace, name: str, value: str) -> None:
    ana = workspace.do(add_creator, name="Ana").value
    with pytest.raises(Problem) as refused:
        workspace.do(lambda tx: update(tx, Creator, ana, **{name: value}))
    assert refused.value.code == "record.value"


@pytest.mark.parametrize("value", ["1990", "1990-05", "--02-29", "1990-05-06", None, ""])
def test_a_creator_holds_a_partial_day(workspace: Workspace, value: str | None) -> None:
    ana = workspace.do(add_creator, name="Ana").value
    workspace.do(lambda tx: update(tx, Creator, ana, birth_date=value))


@pytest.mark.parametrize("amount", [Money(2**53, "EUR"), Money(-(2**53), "EUR"), Money(1, "eur"), Money(1, "QQQ"), 5])
def test_an_amount_has_a_currency_and_a_limit(amount: object) -> None:
    assert not holds("money", amount)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("money", Money(2**53 - 1, "KWD")), ("int", 2**63 - 1), ("day", "2026-03-12"), ("moment", "2026-03-12T09:30:00Z"),
     ("deadline", "2026-03-12"), ("deadline", "2026-03-12T09:30[Europe/Paris]")],
)  # fmt: skip
def test_what_a_kind_holds(kind: str, value: object) -> None:
    assert holds(kind, value)


@pytest.mark.parametrize("value", ["2026-03-12", "2026-03-12T09:30", "2026-03-12T09:30[Europe/Paris]"])
def test_a_next_step_holds_a_deadline(workspace: Workspace, value: str) -> None:
    ana = workspace.do(add_creator, name="Ana").value
    entry = workspace.do(log_contact, creator_id=ana, body="hello", follow_up=value).value
    assert workspace.read(lambda conn: get(conn, TimelineEntry, entry)).follow_up == value


@pytest.mark.parametrize("value", ["2026-03-32", "2026-03-12T25:00[Europe/Paris]", "12 Mar 2026"])
def test_a_next_step_holds_no_such_deadline(workspace: Workspace, value: str) -> None:
    ana = workspace.do(add_creator, name="Ana").value
    with pytest.raises(Problem) as refused:
        workspace.do(log_contact, creator_id=ana, body="hello", follow_up=value)
    assert refused.value.code == "record.value"


@pytest.mark.parametrize(
    ("kind", "value"), [("int", 2**63), ("int", "5"), ("ppm", 0.5), ("moment", "2026-03-12 09:30")]
)
def test_what_a_kind_does_not_hold(kind: str, value: object) -> None:
    assert not holds(kind, value)
