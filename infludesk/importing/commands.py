"""Importing contacts: prepared without writing, then applied in one batch that one undo takes back."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from infludesk.db.driver import Connection
from infludesk.db.rows import insert
from infludesk.db.transaction import Tx
from infludesk.importing.columns.mapping import Mapping
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.model import ImportRun
from infludesk.importing.people.decisions import (
    OUT,
    Answers,
    Decision,
    Summary,
    filled,
    summary,
    taken_over,
    without,
    writes,
)
from infludesk.importing.people.incoming import Incoming, Skipped
from infludesk.importing.people.known import KnownCreators
from infludesk.importing.people.matching import decide
from infludesk.importing.people.naming import with_records
from infludesk.importing.people.plan import build
from infludesk.importing.people.writing import Writing
from infludesk.importing.provenance import keep_headings, raw_text
from infludesk.kernel.errors import Note
from infludesk.kernel.progress import Progress, Stretches, silent

_STEP = 500
_STRETCHES = 2  # rows are read, then decided; and laid out, then written


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an import will do, row by row, before anything is written.

    Attributes:
        sheet: the file as read.
        mapping: how its columns are read.
        decisions: one per row, in the file's order.
        day: the day its figures are of.
        seq: the newest change it was compared with.
        rows: what each row says.
        answers: the answers it was decided with, as ``Choices.answers``.
    """

    sheet: Sheet
    mapping: Mapping
    decisions: tuple[Decision, ...]
    day: str
    seq: int
    rows: tuple[Incoming | Skipped, ...] = ()
    answers: Answers = field(default_factory=dict)

    @property
    def summary(self) -> Summary:
        """The counts; rows = created + merged + skipped."""
        return summary(self.decisions)

    @property
    def problems(self) -> tuple[Note, ...]:
        """Every row that is skipped and every cell that is left out, with the reason."""
        skipped = (Note(one.row, None, "", one.reason) for one in self.decisions if one.outcome == "skipped")
        cells = (note for one in self.decisions for note in one.problems)
        return (*skipped, *cells, *self.sheet.notes)

    @property
    def changes(self) -> bool:
        """Whether applying it would write anything."""
        return any(one.fill for one in self.decisions)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person adds to an import.

    Attributes:
        unticked: numbers of rows to leave out.
        tags: put on everybody created.
        data_source: where the list came from.
        lawful_basis: a code of BASES, which everybody created then has; empty while not stated.
        answers: row → ``Proposal.answer`` or "merge" (the strongest), "new" (nobody proposed); absent for later.
        theirs: rows and ``Kept.code`` of which the file's value is written over ours.
        mapping_id: the saved mapping that was used; empty for none.
        owner_id: the member who looks after everybody created; empty for the one who imports.
    """

    unticked: frozenset[int] = frozenset()
    tags: tuple[str, ...] = ()
    data_source: str = ""
    lawful_basis: str = ""
    answers: Answers = field(default_factory=dict)
    theirs: frozenset[tuple[int, str]] = frozenset()
    mapping_id: str = ""
    owner_id: str = ""

    @property
    def said(self) -> Answers:
        """The answers; of a row left out, that it is."""
        return {**self.answers, **dict.fromkeys(self.unticked, OUT)}


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. ``run`` is empty where nothing was written; ``filled`` counts known creators changed."""

    run: str
    summary: Summary
    skipped: tuple[tuple[int, str], ...] = ()
    creators: tuple[str, ...] = field(default=())
    filled: int = 0


def prepare(conn: Connection, sheet: Sheet, mapping: Mapping, *, today: date, progress: Progress = silent) -> Prepared:
    """Decide on every row of a file, comparing it with what the workspace holds.

    Raises:
        Cancelled: the person stopped it, as ``progress`` says.
    """
    return _prepared(conn, sheet, mapping, today, {}, Stretches(progress, _STRETCHES * len(sheet.rows)))


def answered(conn: Connection, prepared: Prepared, answers: Answers, *, progress: Progress = silent) -> Prepared:
    """The same import with these answers, as ``Choices.answers``; decided anew where they or the workspace changed."""
    return _answered(conn, prepared, answers, Stretches(progress, _STRETCHES * len(prepared.decisions)))


def import_creators(tx: Tx, *, prepared: Prepared, choices: Choices | None = None) -> Imported:
    """Apply a prepared import; if anything was written meanwhile, what it would do is decided anew.

    Args:
        tx: the transaction.
        prepared: the file and its mapping.
        choices: rows left out, answers, tags and provenance.

    Raises:
        Cancelled: the person stopped it; nothing was imported.
    """
    choices = choices or Choices()
    total = len(prepared.decisions)
    bar = Stretches(tx.progress, 2 * _STRETCHES * total)
    prepared = _answered(tx.conn, prepared, choices.said, bar)
    decisions = prepared.decisions
    counts = summary(decisions)
    skipped = tuple((one.row, one.reason) for one in decisions if one.outcome == "skipped")
    if not writes(decisions, choices.theirs):
        return Imported("", counts, skipped)
    known = filled(decisions, choices.theirs)
    _label(tx, counts.created, known, prepared.sheet.name)
    writing = _written(replace(tx, progress=bar.next(_STRETCHES * total)), prepared, decisions, choices)
    run = _record(tx, prepared, choices, counts)
    _keep_rows(tx, run, prepared.sheet, without(decisions, choices.theirs), writing.targets, bar.stand)
    keep_headings(tx, run, prepared.sheet)
    bar.finish()
    made = tuple(writing.targets[one.row] for one in decisions if one.outcome in ("new", "suggested"))
    return Imported(run, counts, skipped, made, known)


def _answered(conn: Connection, prepared: Prepared, answers: Answers, bar: Stretches) -> Prepared:
    total = len(prepared.decisions)
    if prepared.seq != _newest(conn):
        day = date.fromisoformat(prepared.day)
        return _prepared(conn, prepared.sheet, prepared.mapping, day, answers, bar)
    if dict(prepared.answers) == dict(answers):
        bar.next(_STRETCHES * total)(1, 1)
        return prepared
    known = KnownCreators(conn, bar.stand)
    found = decide(prepared.rows, known, answers, bar.next(_STRETCHES * total))
    return replace(prepared, decisions=found, answers=answers)


def _prepared(
    conn: Connection, sheet: Sheet, mapping: Mapping, today: date, answers: Answers, bar: Stretches
) -> Prepared:
    built = build(sheet, mapping, today=today, progress=bar.next(len(sheet.rows)))
    rows = with_records(conn, built, mapping)
    found = decide(rows, KnownCreators(conn, bar.stand), answers, bar.next(len(rows)))
    return Prepared(sheet, mapping, found, today.isoformat(), _newest(conn), rows, answers)


def _written(tx: Tx, prepared: Prepared, decisions: Sequence[Decision], choices: Choices) -> Writing:
    """Write the decided rows."""
    writing = Writing(
        tx,
        tags=choices.tags,
        source_day=prepared.day,
        data_source=choices.data_source,
        lawful_basis=choices.lawful_basis,
        owner=choices.owner_id,
        own=prepared.mapping.custom,
    )
    for done, decision in enumerate(decisions):
        if done % _STEP == 0:
            tx.progress(done, 2 * len(decisions))
        if decision.outcome != "skipped":
            writing.take(decision, taken_over(decision, choices.theirs))
    writing.store(len(decisions))
    return writing


def _newest(conn: Connection) -> int:
    return int(conn.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0])


def _label(tx: Tx, created: int, known: int, file: str) -> None:
    if created:
        tx.label_count(created, "Import {n} creator from {file}", "Import {n} creators from {file}", file=file)
    else:
        tx.label_count(known, "Fill {n} creator from {file}", "Fill {n} creators from {file}", file=file)


def _record(tx: Tx, prepared: Prepared, choices: Choices, counts: Summary) -> str:
    number = tx.conn.execute("SELECT id FROM batch WHERE seq = ?", (tx.batch,)).fetchone()[0]
    run = ImportRun(
        file_name=prepared.sheet.name,
        sha256=prepared.sheet.sha256 or None,
        sheet=prepared.sheet.tab or None,
        kind="creators",
        source=prepared.mapping.source or None,
        batch_id=number,
        run_by_id=tx.actor or None,
        run_at=tx.moment,
        rows_in=counts.rows,
        created=counts.created,
        merged=counts.merged,
        skipped=counts.skipped,
        data_source=choices.data_source or None,
        lawful_basis=choices.lawful_basis or None,
        mapping_id=choices.mapping_id or None,
    )
    return insert(tx, run).id


def _keep_rows(
    tx: Tx, run: str, sheet: Sheet, decisions: Sequence[Decision], targets: dict[int, str], pulse: Callable[[], None]
) -> None:
    """Keep the raw rows on this machine, with what became of each."""

    def values() -> Iterator[tuple[object, ...]]:
        for done, (one, cells) in enumerate(zip(decisions, sheet.rows, strict=True)):
            if done % _STEP == 0:
                pulse()
            target = targets.get(one.row)
            yield run, one.row, one.outcome, one.reason or None, target, _not_taken(one), raw_text(cells)

    tx.conn.executemany(
        "INSERT OR REPLACE INTO import_row(run_id, row_no, outcome, reason, target, kept, raw) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        values(),
    )


def _not_taken(decision: Decision) -> str | None:
    """As JSON: field, ours and theirs where ours stayed; column, value and reason of each cell left out."""
    kept: list[Any] = [[one.field, str(one.ours), str(one.theirs)] for one in decision.kept]
    kept += [{"column": one.column or "", "value": one.value, "reason": one.reason} for one in decision.problems]
    return json.dumps(kept, ensure_ascii=False) if kept else None
