"""Imports into a workspace: they balance, fill blanks only, change nothing twice, and one undo takes them back."""

import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from infludesk.creators.commands import add_creator, set_field
from infludesk.creators.model import (
    Account,
    AccountSnapshot,
    Address,
    ContactPoint,
    Creator,
    DoNotContact,
    Tag,
    Tagging,
    TimelineEntry,
)
from infludesk.db.rows import find, trash
from infludesk.importing.commands import Choices, Imported, Prepared, import_creators, prepare
from infludesk.importing.csv_file import read_csv
from infludesk.importing.mapping import propose
from infludesk.importing.matching import Summary
from infludesk.importing.model import ImportRun
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Cancelled
from infludesk.kernel.fields import Row
from infludesk.settings import Settings
from infludesk.workspace import Workspace

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
KEPT = (Creator, Account, AccountSnapshot, ContactPoint, Address, Tag, Tagging, DoNotContact, TimelineEntry)
HEAD = ("Name", "Email", "Instagram", "Followers", "City", "Tags", "Shoe", "Unsub time")


def ready(workspace: Workspace, text: str, name: str = "list.csv") -> Prepared:
    sheet = read_csv(text.encode(), name)
    return workspace.read(lambda conn: prepare(conn, sheet, propose(sheet), today=workspace.today()))


def run(workspace: Workspace, text: str, choices: Choices | None = None) -> Outcome:
    return workspace.do(import_creators, prepared=ready(workspace, text), choices=choices)


def all_of(workspace: Workspace, cls: type[Row]) -> list[Any]:
    return workspace.read(lambda conn: list(find(conn, cls)))


def content(workspace: Workspace) -> dict[str, list[str]]:
    """Every live row without its stamps."""
    stamps = {"created_at", "updated_at", "deleted_at", "deleted_as"}

    def rows(cls: type[Row]) -> list[str]:
        found = workspace.read(
            lambda c: c.execute(f"SELECT * FROM {cls.entity.table} WHERE deleted_at IS NULL").fetchall()
        )
        return sorted(repr({k: row[k] for k in row.keys() if k not in stamps}) for row in found)  # noqa: SIM118  a SQLite row

    return {cls.entity.table: rows(cls) for cls in KEPT}


def test_a_list_becomes_creators_with_all_they_have(workspace: Workspace) -> None:
    outcome = run(
        workspace,
        "Name,Email,Business email,Instagram,Followers,ER,Tags,Shoe,Street,City\n"
        "Ana,ana@example.com,b@example.com,@ana.fit,12.4K,3.4%,fit; food,38,Main St 1,Oslo\n"
        "Leo,,,leo.park,900,1.2%,Food,,,\n",
        Choices(tags=("spring",), data_source="Fair", lawful_basis="legitimate_interest"),
    )
    done: Imported = outcome.value
    assert (done.summary, len(done.creators)) == (Summary(2, 0, 0), 2)
    assert outcome.changes.label == "Import 2 contacts from list.csv"
    ana, leo = all_of(workspace, Creator)
    assert (ana.name, ana.city, ana.standing, ana.notes) == ("Ana", "Oslo", "prospect", "Shoe: 38")
    assert leo.email is None
    assert [one.value for one in all_of(workspace, ContactPoint)] == ["b@example.com"]
    assert [one.line1 for one in all_of(workspace, Address)] == ["Main St 1"]
    assert sorted(one.label for one in all_of(workspace, Tag)) == ["fit", "food", "spring"]
    assert len(all_of(workspace, Tagging)) == 5
    figures = {one.followers: (one.er_ppm, one.er_variant, one.day) for one in all_of(workspace, AccountSnapshot)}
    assert figures == {12_400: (34_000, "unknown", "2026-03-12"), 900: (12_000, "unknown", "2026-03-12")}
    (made,) = all_of(workspace, ImportRun)
    assert (made.rows_in, made.created, made.data_source, made.lawful_basis) == (2, 2, "Fair", "legitimate_interest")
    assert workspace.check().faults == ()


def test_every_row_is_kept_as_it_was_with_what_became_of_it(workspace: Workspace) -> None:
    done = run(workspace, "Name,City\nAna,Oslo\n,Rome\nAna,\n").value
    rows = workspace.read(
        lambda c: c.execute("SELECT row_no, outcome, reason, target, raw FROM import_row WHERE row_no > 0 ORDER BY row_no").fetchall()
    )
    assert [tuple(row)[:3] for row in rows] == [
        (2, "new", None),
        (3, "skipped", "Row 3 has neither a name nor an account."),
        (4, "same", "Equal to a creator of this name."),
    ]
    assert [row["raw"] for row in rows] == ['["Ana", "Oslo"]', '["", "Rome"]', '["Ana", ""]']
    assert [row["target"] for row in rows] == [done.creators[0], None, done.creators[0]]


def test_blanks_are_filled_and_nothing_is_written_over(workspace: Workspace) -> None:
    creator = workspace.do(add_creator, name="Ana", email="ana@example.com", city="Madrid").value
    run(workspace, "Name,Email,City\nAnna,ANA@example.com,Oslo\n")
    known = {one.id: one for one in all_of(workspace, Creator)}
    assert (known[creator].name, known[creator].city) == ("Ana", "Madrid")


def test_a_phone_finds_who_has_it(workspace: Workspace) -> None:
    run(workspace, "Name,Phone,Country\nMia Weber,0171 2345678,Germany\n")
    again = run(workspace, "Name,Phone,City\nMia,+49 (0)171 2345678,Ulm\n").value
    assert (again.summary.created, again.summary.merged) == (0, 1)
    (mia,) = all_of(workspace, Creator)
    assert (mia.phone, mia.city) == ("+49 171 2345678", "Ulm")


def test_a_file_without_keys_of_phones_gets_them(workspace: Workspace) -> None:
    run(workspace, "Name,Phone\nMia,+49 171 2345678\n")
    workspace.do(lambda tx: tx.conn.execute("DELETE FROM match_key WHERE kind = 'phone'"))
    workspace.close()
    with Workspace.open(workspace.folder, Settings(device="0123456789ab")) as opened:
        found = opened.read(lambda c: c.execute("SELECT key FROM match_key WHERE kind = 'phone'").fetchall())
    assert [key for (key,) in found] == ["+491712345678"]


def test_a_match_is_filled_and_the_rest_becomes_a_note(workspace: Workspace) -> None:
    creator = workspace.do(add_creator, name="Ana", email="ana@example.com", city="Madrid").value
    outcome = run(workspace, "Name,Email,City,Country,Shoe\nAna,ana@example.com,Oslo,Spain,38\n")
    assert outcome.value.summary == Summary(0, 1, 0)
    assert outcome.changes.label == "Fill 1 creator from list.csv"
    (ana,) = all_of(workspace, Creator)
    assert (ana.id, ana.city, ana.country, ana.notes) == (creator, "Madrid", "ES", None)
    assert [one.body for one in all_of(workspace, TimelineEntry)] == ["Shoe: 38"]
    kept = workspace.read(lambda c: c.execute("SELECT kept FROM import_row WHERE row_no > 0").fetchone()[0])
    assert kept == '[["creator.city", "Madrid", "Oslo"]]'


def test_do_not_contact_is_never_cleared(workspace: Workspace) -> None:
    run(workspace, "Name,Email,UNSUB_TIME\nAna,ana@example.com,2026-01-05\n")
    run(workspace, "Name,Email,City,UNSUB_REASON\nAna,ana@example.com,Oslo,no\n")
    (block,) = all_of(workspace, DoNotContact)
    assert (block.channel, block.reason, block.since) == ("all", "unsubscribed", "2026-01-05")
    assert workspace.read(lambda c: c.execute("SELECT blocked FROM creator_stats").fetchone()[0]) == 1


def test_unticked_rows_are_skipped_with_those_that_join_them(workspace: Workspace) -> None:
    text = "Name,Email\nAna,ana@example.com\nAna,ana@example.com\nLeo,leo@example.com\n"
    done = run(workspace, text, Choices(unticked=frozenset({2}))).value
    assert done.summary == Summary(1, 0, 2)
    assert done.skipped == ((2, "Unticked by you."), (3, "Goes with a row unticked by you."))
    assert [one.name for one in all_of(workspace, Creator)] == ["Leo"]


def test_the_trash_is_not_emptied_by_an_import(workspace: Workspace) -> None:
    creator = workspace.do(add_creator, name="Ana", email="ana@example.com").value
    workspace.do(lambda tx: trash(tx, "creator", [creator]))
    done = run(workspace, "Name,Email\nAna,ana@example.com\n").value
    assert done.skipped == ((2, "In the trash. Restore it there to import it again."),)
    assert all_of(workspace, Creator) == []


def test_what_changed_since_the_preview_is_decided_anew(workspace: Workspace) -> None:
    prepared = ready(workspace, "Name,Email\nAna,ana@example.com\n")
    assert prepared.summary.created == 1
    workspace.do(add_creator, name="Ana", email="ana@example.com")
    assert workspace.do(import_creators, prepared=prepared).value.summary == Summary(0, 1, 0)
    assert len(all_of(workspace, Creator)) == 1


def test_values_edited_since_are_left_by_undo(workspace: Workspace) -> None:
    outcome = run(workspace, "Name,City\nAna,Oslo\nLeo,Rome\n")
    ana = outcome.value.creators[0]
    workspace.do(set_field, creator_id=ana, name="city", value="Bergen")
    workspace.undo(outcome.changes.batch)
    assert [(one.name, one.city) for one in all_of(workspace, Creator)] == [("Ana", "Bergen")]


def test_cancelled_means_nothing_was_imported(workspace: Workspace) -> None:
    prepared, before = ready(workspace, "Name\nAna\nLeo\n"), content(workspace)
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if len(seen) > 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        workspace.do(import_creators, prepared=prepared, progress=stop)
    assert content(workspace) == before
    assert all_of(workspace, ImportRun) == []


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


_NAMES = st.sampled_from(["", "Ana", "ana", "Ana Ruiz", "Leo", "José", "Jose", "=1+1", "\u202eAna"])
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
