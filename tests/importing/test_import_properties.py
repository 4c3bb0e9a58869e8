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

from infludesk.creators.commands import add_creator
from infludesk.creators.model import (
    Account,
    AccountSnapshot,
    ContactPoint,
    Creator,
    CreatorLink,
    DoNotContact,
    Tag,
    Tagging,
    TimelineEntry,
)
from infludesk.db.rows import insert, trash
from infludesk.flows.merge import merge_creators
from infludesk.gui.imports.draft import Draft, Ready
from infludesk.importing.commands import Choices, Imported, Prepared, answered, import_creators
from infludesk.settings import Settings
from infludesk.workspace import Workspace
from tests.importing.lists import KEPT, all_of, content, ready, run, told

HEAD = ("Name", "Email", "Instagram", "Followers", "City", "Tags", "Shoe", "Unsub time")
NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
NOW_DAY = "2026-03-12"


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
def test_any_rows_balance_change_nothing_the_second_time_and_can_be_taken_back(
    blank: Path, first: Sequence[Sequence[str]], second: Sequence[Sequence[str]]
) -> None:
    with fresh(blank) as workspace:
        for rows in (first, second):
            before, text = content(workspace), text_of(rows)
            prepared = ready(workspace, text)
            outcome = workspace.do(import_creators, prepared=prepared)
            balanced(prepared, outcome.value)
            stands, said = content(workspace), told(workspace)
            again = ready(workspace, text)
            assert not again.changes
            nothing = workspace.do(import_creators, prepared=again)
            balanced(again, nothing.value)
            assert (nothing.changes.batch, nothing.value.summary.created) == (0, 0)
            assert content(workspace) == stands
            if outcome.changes.batch:
                workspace.undo(outcome.changes.batch)
                assert content(workspace) == before
                assert run(workspace, text).value.summary == outcome.value.summary
                assert told(workspace) == said
        assert workspace.check().faults == ()


@_MANY
@given(_ROWS, _ROWS)
def test_what_was_taken_back_leaves_no_trace_in_the_next_import(
    blank: Path, first: Sequence[Sequence[str]], second: Sequence[Sequence[str]]
) -> None:
    with fresh(blank) as alone, fresh(blank) as after:
        run(alone, text_of(second))
        outcome = run(after, text_of(first))
        if outcome.changes.batch:
            after.undo(outcome.changes.batch)
        run(after, text_of(second))
        assert told(after) == told(alone)
        assert after.check().faults == ()


_ANSWERS = st.dictionaries(st.integers(2, 10), st.sampled_from(["merge", "new"]), max_size=9)
_UNTICKED = st.frozensets(st.integers(2, 10), max_size=4)
_CODES = ("creator.name", "creator.city", "creator.email", "account_snapshot.followers@instagram:ana.fit",
          "account_snapshot.followers@instagram:leo")  # fmt: skip
_THEIRS = st.frozensets(st.tuples(st.integers(2, 10), st.sampled_from(_CODES)), max_size=12)


@_MANY
@given(_ROWS, _ROWS, _UNTICKED, _ANSWERS, _THEIRS)
def test_whatever_is_chosen_rows_are_created_merged_or_skipped_as_the_draft_says(
    blank: Path,
    first: Sequence[Sequence[str]],
    second: Sequence[Sequence[str]],
    unticked: frozenset[int],
    answers: dict[int, str],
    theirs: frozenset[tuple[int, str]],
) -> None:
    with fresh(blank) as workspace:
        run(workspace, text_of(first))
        prepared = ready(workspace, text_of(second))
        said = Choices(unticked, answers=answers).said
        settled = workspace.read(lambda conn: answered(conn, prepared, said))
        draft = Draft(
            Path("list.csv"), prepared.sheet, prepared.mapping, ready=Ready(prepared, settled=settled, answers=said),
            answers=answers, unticked=unticked, theirs=theirs,
        )  # fmt: skip
        before = {one.id for one in all_of(workspace, Creator)}
        outcome = workspace.do(import_creators, prepared=settled, choices=draft.choices)
        done: Imported = outcome.value
        assert done.summary == draft.counts
        assert done.summary.rows == len(prepared.decisions)
        assert bool(outcome.changes.batch) == bool(done.run) == draft.changes
        assert len(done.skipped) == done.summary.skipped
        made = {one.id for one in all_of(workspace, Creator) if not one.merged_into_id} - before
        assert len(made) == len(done.creators)
        if done.run:
            assert len(made) == done.summary.created
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
        made = {one.id for one in all_of(workspace, Creator) if not one.merged_into_id} - before
        assert len(made) == done.summary.created == len(done.creators)
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


_HUNG = (
    Account, AccountSnapshot, ContactPoint, Tag, Tagging, DoNotContact, TimelineEntry, CreatorLink,
)  # fmt: skip


@_MANY
@given(_ROWS, _ROWS, st.sets(st.integers(0, 30), min_size=1, max_size=4))
def test_what_hangs_on_creators_stays_in_the_trash_too(
    blank: Path, rows: Sequence[Sequence[str]], others: Sequence[Sequence[str]], places: set[int]
) -> None:
    def gone(workspace: Workspace) -> set[tuple[str, str]]:
        sql = "SELECT id FROM {table} WHERE deleted_as = 'trash'"
        tables = [cls.entity.table for cls in _HUNG]
        return workspace.read(lambda c: {(t, row[0]) for t in tables for row in c.execute(sql.format(table=t))})

    with fresh(blank) as workspace:
        run(workspace, text_of(rows))
        every = [(cls.entity.table, row.id) for cls in _HUNG for row in all_of(workspace, cls)]
        for table, row_id in [every[place % len(every)] for place in sorted(places) if every]:
            workspace.do(lambda tx, t=table, i=row_id: trash(tx, t, [i]))
        before = gone(workspace)
        for text in (text_of(rows), text_of(others)):
            run(workspace, text)
            assert before <= gone(workspace)
            assert not ready(workspace, text).changes
        assert workspace.check().faults == ()


_BLOCKS = st.sampled_from(["", "2026-01-05", "2026-03-20"])
_WISHES = st.lists(
    st.tuples(st.sampled_from(["ana@example.com", "leo@example.com"]), _BLOCKS, _BLOCKS), min_size=1, max_size=6
)
_HELD = st.lists(
    st.tuples(
        st.sampled_from(["all", "email", "post"]), st.sampled_from([None, "2026-03-01", "2027-01-01"]), st.booleans()
    ),
    max_size=3,
)


@_MANY
@given(_WISHES, _HELD)
def test_every_block_of_the_file_stands_or_is_told(
    blank: Path, wishes: Sequence[tuple[str, str, str]], held: Sequence[tuple[str, str | None, bool]]
) -> None:
    lines = [f"Ana,{mail},{since},{dead}" for mail, since, dead in wishes]
    text = "\n".join(["Name,Email,Unsub time,Clean time", *lines, ""])
    with fresh(blank) as workspace:
        ana = str(workspace.do(add_creator, name="Ana", email="ana@example.com").value)
        for channel, until, lifted in held:
            row = DoNotContact(person=f"creator:{ana}", channel=channel, until=until)
            made = workspace.do(lambda tx, r=row: insert(tx, r)).value.id
            if lifted:
                workspace.do(lambda tx, i=made: trash(tx, "do_not_contact", [i]))
        prepared = ready(workspace, text)
        workspace.do(import_creators, prepared=prepared)
        in_force = {
            (one.person, one.channel) for one in all_of(workspace, DoNotContact) if (one.until or NOW_DAY) >= NOW_DAY
        }
        people = {one.email: f"creator:{one.id}" for one in all_of(workspace, Creator)}
        for (mail, since, dead), decision in zip(wishes, prepared.decisions, strict=True):
            told = any("stays lifted" in note.reason for note in decision.problems)
            person = people[mail]
            assert not since or told or (person, "all") in in_force
            assert not dead or told or {(person, "all"), (person, "email")} & in_force
        assert not ready(workspace, text).changes
        assert workspace.check().faults == ()


_KEYED = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from("eh"), _COUNTS, _CITIES, _TAGS, _SHOES, _DAYS),
    min_size=2, max_size=9,
)  # fmt: skip


@_MANY
@given(_KEYED, st.lists(_NAMES, min_size=3, max_size=3), st.permutations(range(3)))
def test_the_list_of_people_who_were_merged_brings_nothing_new(
    blank: Path, rows: Sequence[tuple[int, str, str, str, str, str, str]], names: Sequence[str], order: Sequence[int]
) -> None:
    # each has a name, and an e-mail and a handle that nobody else has: both in the first rows, one of them in the rest
    whole = [(names[n], f"p{n}@p{n}.example", f"person{n}", *rest) for n, _, *rest in rows]
    each = [
        (name, *((mail, "") if by == "e" else ("", handle)), *rest)
        for (_, by, *_), (name, mail, handle, *rest) in zip(rows, whole, strict=True)
    ]
    text = text_of([*{row[1]: row for row in whole}.values(), *each])
    with fresh(blank) as workspace:
        made = run(workspace, text).value.creators
        picked = [made[place] for place in order if place < len(made)]
        if len(picked) > 1:
            workspace.do(merge_creators, keep=picked[0], others=picked[1:])
        stands = content(workspace)
        again = ready(workspace, text)
        assert not [decision.fill for decision in again.decisions if decision.fill]
        run(workspace, text)
        assert content(workspace) == stands


def whole(workspace: Workspace, creator: str) -> str:
    """Everything that stands of one creator, the accounts' figures and the labels of tags too."""
    mine = {creator} | {one.id for one in all_of(workspace, Account) if one.creator_id == creator}
    rows = [row for rows in content(workspace).values() for row in rows if any(one in row for one in mine)]
    tags = {one.tag_id for one in all_of(workspace, Tagging) if one.target == f"creator:{creator}"}
    return "\n".join((*rows, *(one.label for one in all_of(workspace, Tag) if one.id in tags))).casefold()


@_MANY
@given(_ROWS)
def test_no_cell_is_lost(blank: Path, rows: Sequence[Sequence[str]]) -> None:
    """Every city, tag and note of a row that was taken stands with the creator it went to, or is told.

    Cities, tags and notes are each row's own, so that no other row's can stand for them.
    """
    own = [
        (*row[:4], row[4] and f"{row[4]} {n}", row[5] and f"tag{n}", row[6] and f"size {n}", row[7])
        for n, row in enumerate(rows)
    ]
    with fresh(blank) as workspace:
        prepared = ready(workspace, text_of(own))
        outcome = workspace.do(import_creators, prepared=prepared)
        raw = workspace.read(lambda c: c.execute("SELECT row_no, target FROM import_row WHERE row_no > 0").fetchall())
        assert len(raw) == (len(prepared.sheet.rows) if prepared.changes else 0)
        targets = {row["row_no"]: row["target"] for row in raw}
        columns, numbers = prepared.sheet.columns, prepared.sheet.numbers
        for decision in prepared.decisions:
            if decision.outcome == "skipped" or not outcome.value.run:
                continue
            cells = dict(zip(columns, prepared.sheet.rows[numbers.index(decision.row)], strict=True))
            stored = whole(workspace, targets[decision.row])
            kept = {str(one.theirs).casefold() for one in decision.kept}
            said = {note.value.casefold() for note in decision.problems}
            for name in ("Email", "Instagram", "City", "Tags", "Shoe"):
                cell = cells.get(name, "").strip().casefold()
                value = cell.rstrip("/").rpartition("/")[2].lstrip("@")
                assert value in ("", "-") or value in stored or {cell, value} & (kept | said), (name, cell)
