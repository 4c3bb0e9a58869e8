"""Whatever the rows are: they balance, change nothing twice, lose nothing, and can be taken back."""

import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from infludesk.creators.model import (
    Creator,
)
from infludesk.db.rows import trash
from infludesk.importing.commands import Choices, Imported, Prepared, import_creators
from infludesk.settings import Settings
from infludesk.workspace import Workspace
from tests.importing.lists import KEPT, all_of, content, ready, run

HEAD = ("Name", "Email", "Instagram", "Followers", "City", "Tags", "Shoe", "Unsub time")
NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace to copy."""
    folder = tmp_path_factory.mktemp("blank") / "workspace"
    Workspace.open(folder, Settings(device="0123456789ab"), create=True, clock=lambda: NOW).close()
    return folder


@contextmanager
def fresh(blank: Path) -> Iterator[Workspace]:
    with TemporaryDirectory() as place:
        folder = Path(place) / "workspace"
        shutil.copytree(blank, folder)
        with Workspace.open(folder, Settings(device="0123456789ab"), clock=lambda: NOW) as workspace:
            yield workspace


_NAMES = st.sampled_from(
    [
        "",
        "Ana",
        "ana",
        "Ana Ruiz",
        "Ruiz, Ana",
        "A. Ruiz",
        "Anna Ruis",
        "ana.ruiz",
        "Ana & Leo",
        "Leo",
        "José",
        "Jose",
        "=1+1",
        "\u202eAna",
    ]
)
_EMAILS = st.sampled_from(["", "ana@example.com", "ANA@example.com", "leo@example.com", "ana@gmial", "-"])
_HANDLES = st.sampled_from(["", "ana.fit", "@Ana.Fit", "leo", "a b", "https://www.instagram.com/leo/"])
_COUNTS = st.sampled_from(["", "10", "1.2K", "12.500", "many", "-4"])
_CITIES = st.sampled_from(["", "Oslo", "Rome"])
_TAGS = st.sampled_from(["", "fit", "Fit; food"])
_SHOES = st.sampled_from(["", "38", "41"])
_DAYS = st.sampled_from(["", "2026-01-05", "soon"])
_ROWS = st.lists(st.tuples(_NAMES, _EMAILS, _HANDLES, _COUNTS, _CITIES, _TAGS, _SHOES, _DAYS), min_size=1, max_size=9)


def text_of(rows: Sequence[Sequence[str]]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows([HEAD, *rows])
    return file.getvalue()


def balanced(prepared: Prepared, done: Imported) -> None:
    rows = len(prepared.sheet.rows)
    assert done.summary == prepared.summary
    assert done.summary.rows == len(prepared.decisions) == rows
    assert [one.row for one in prepared.decisions] == list(prepared.sheet.numbers)
    assert len(done.skipped) == done.summary.skipped
    assert all(reason for _, reason in done.skipped)


_MANY = settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@_MANY
@given(_ROWS, _ROWS)
def test_any_rows_balance_and_the_second_time_change_nothing(
    blank: Path, first: Sequence[Sequence[str]], second: Sequence[Sequence[str]]
) -> None:
    with fresh(blank) as workspace:
        for rows in (first, second):
            prepared = ready(workspace, text_of(rows))
            done = workspace.do(import_creators, prepared=prepared).value
            balanced(prepared, done)
            stands = content(workspace)
            again = ready(workspace, text_of(rows))
            assert not again.changes
            outcome = workspace.do(import_creators, prepared=again)
            balanced(again, outcome.value)
            assert outcome.changes.batch == 0
            assert outcome.value.summary.created == 0
            assert content(workspace) == stands
        assert workspace.check().faults == ()


@_MANY
@given(_ROWS, _ROWS)
def test_undone_and_imported_again_gives_the_same(
    blank: Path, earlier: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]
) -> None:
    with fresh(blank) as workspace:
        run(workspace, text_of(earlier))
        before = content(workspace)
        outcome = run(workspace, text_of(rows))
        if outcome.changes.batch:
            workspace.undo(outcome.changes.batch)
        assert content(workspace) == before
        assert run(workspace, text_of(rows)).value.summary == outcome.value.summary
        assert workspace.check().faults == ()


@_MANY
@given(_ROWS, _ROWS)
def test_a_filled_field_is_never_changed_and_no_block_is_lifted(
    blank: Path, first: Sequence[Sequence[str]], second: Sequence[Sequence[str]]
) -> None:
    def filled(workspace: Workspace) -> dict[tuple[str, str, str], object]:
        return {
            (cls.entity.table, row.id, field.name): value
            for cls in KEPT
            for row in all_of(workspace, cls)
            for field in cls.entity.fields
            if (value := getattr(row, field.name)) not in (None, "", ())
        }

    with fresh(blank) as workspace:
        run(workspace, text_of(first))
        before = filled(workspace)
        run(workspace, text_of(second))
        after = filled(workspace)
        assert {key: after.get(key) for key in before} == before


_ANSWERS = st.dictionaries(st.integers(2, 10), st.sampled_from(["merge", "new"]), max_size=9)


@_MANY
@given(_ROWS, _ROWS, _ANSWERS)
def test_however_questions_are_answered_rows_balance_and_keep_their_people(
    blank: Path, first: Sequence[Sequence[str]], second: Sequence[Sequence[str]], answers: dict[int, str]
) -> None:
    with fresh(blank) as workspace:
        run(workspace, text_of(first))
        prepared = ready(workspace, text_of(second))
        asked = {one.row for one in prepared.decisions if one.proposals}
        before = {one.id for one in all_of(workspace, Creator)}
        outcome = run(workspace, text_of(second), Choices(answers=answers))
        done: Imported = outcome.value
        assert done.summary.rows == len(prepared.decisions)
        after = {one.id for one in all_of(workspace, Creator)}
        assert before <= after
        assert len(after - before) == done.summary.created == len(done.creators)
        if not asked & set(answers):
            assert done.summary == prepared.summary
        # whoever was created is met the next time
        again = ready(workspace, text_of(second))
        created = {one.row for one in again.decisions if one.outcome in ("new", "suggested")}
        assert created <= {row for row, answer in answers.items() if answer == "merge"}
        assert workspace.check().faults == ()
        if outcome.changes.batch:
            workspace.undo(outcome.changes.batch)
            assert {one.id for one in all_of(workspace, Creator)} == before


@_MANY
@given(_ROWS, st.integers(0, 8))
def test_the_trash_stays_the_trash(blank: Path, rows: Sequence[Sequence[str]], place: int) -> None:
    with fresh(blank) as workspace:
        made = run(workspace, text_of(rows)).value.creators
        if not made:
            return
        gone = made[place % len(made)]
        workspace.do(lambda tx: trash(tx, "creator", [gone]))
        run(workspace, text_of(rows))
        assert gone not in {one.id for one in all_of(workspace, Creator)}
        assert workspace.check().faults == ()


@_MANY
@given(_ROWS)
def test_no_cell_is_lost(blank: Path, rows: Sequence[Sequence[str]]) -> None:
    """Every e-mail, handle, tag and note of a row that was taken stands somewhere, or is told."""
    with fresh(blank) as workspace:
        prepared = ready(workspace, text_of(rows))
        workspace.do(import_creators, prepared=prepared)
        raw = workspace.read(lambda c: c.execute("SELECT count(*) FROM import_row WHERE row_no > 0").fetchone()[0])
        assert raw == (len(prepared.sheet.rows) if prepared.changes else 0)
        told = {note.value.casefold() for one in prepared.decisions for note in one.problems}
        stored = repr(content(workspace)).casefold()
        for decision in prepared.decisions:
            if decision.outcome == "skipped":
                continue
            kept = {str(one.theirs).casefold() for one in decision.kept}
            cells = dict(
                zip(
                    prepared.sheet.columns, prepared.sheet.rows[prepared.sheet.numbers.index(decision.row)], strict=True
                )
            )
            for name in ("Email", "Instagram", "City"):
                cell = cells.get(name, "").strip().casefold()
                said = cell.rstrip("/").rpartition("/")[2].lstrip("@")
                assert not said or said == "-" or said in stored or cell in told or cell in kept
