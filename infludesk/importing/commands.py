"""Importing contacts: prepared without writing, then applied in one batch that one undo takes back."""

import json
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from infludesk.db.driver import Connection
from infludesk.db.rows import insert
from infludesk.db.transaction import Progress, Tx, silent
from infludesk.importing.comparing import Kept
from infludesk.importing.incoming import Incoming, Skipped
from infludesk.importing.known import KnownCreators, raw_text
from infludesk.importing.mapping import Mapping
from infludesk.importing.matching import Decision, Summary, decide, summary
from infludesk.importing.model import ImportRun
from infludesk.importing.naming import with_records
from infludesk.importing.plan import build
from infludesk.importing.provenance import keep_headings
from infludesk.importing.sheet import Sheet
from infludesk.importing.writing import Writing
from infludesk.kernel.errors import Note
from infludesk.kernel.text import tr

_STEP = 500


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
    """

    sheet: Sheet
    mapping: Mapping
    decisions: tuple[Decision, ...]
    day: str
    seq: int
    rows: tuple[Incoming | Skipped, ...] = ()

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
        theirs: rows and ``Kept.field`` codes of which the file's value is written over ours.
        mapping_id: the saved mapping that was used; empty for none.
        owner_id: the member who looks after everybody created; empty for the one who imports.
    """

    unticked: frozenset[int] = frozenset()
    tags: tuple[str, ...] = ()
    data_source: str = ""
    lawful_basis: str = ""
    answers: Map[int, str] = field(default_factory=dict)
    theirs: frozenset[tuple[int, str]] = frozenset()
    mapping_id: str = ""
    owner_id: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. ``run`` is empty where nothing was written."""

    run: str
    summary: Summary
    skipped: tuple[tuple[int, str], ...] = ()
    creators: tuple[str, ...] = field(default=())


def prepare(conn: Connection, sheet: Sheet, mapping: Mapping, *, today: date, progress: Progress = silent) -> Prepared:
    """Decide on every row of a file, comparing it with what the workspace holds.

    Raises:
        Cancelled: the person stopped it, as ``progress`` says.
    """
    total = 2 * len(sheet.rows)
    built = build(sheet, mapping, today=today, progress=lambda done, _: progress(done, total))
    rows = with_records(conn, built, mapping)
    known = KnownCreators(conn, lambda: progress(len(rows), total))
    found = decide(rows, known, progress=lambda done, _: progress(len(rows) + done, total))
    return Prepared(sheet, mapping, found, today.isoformat(), _newest(conn), rows)


def answered(conn: Connection, prepared: Prepared, answers: Map[int, str], *, progress: Progress = silent) -> Prepared:
    """The same import once questions are answered, as ``Choices.answers``; rows that follow are decided anew."""
    if not answers:
        return prepared
    known = KnownCreators(conn, lambda: progress(0, len(prepared.rows)))
    found = decide(prepared.rows, known, answers, progress)
    return replace(prepared, decisions=found, seq=_newest(conn))


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
    tx.progress(0, total)
    if prepared.seq != _newest(tx.conn):
        day = date.fromisoformat(prepared.day)
        prepared = prepare(tx.conn, prepared.sheet, prepared.mapping, today=day, progress=tx.progress)
    prepared = answered(tx.conn, prepared, choices.answers, progress=tx.progress)
    decisions = _leave_out(prepared.decisions, choices.unticked)
    counts = summary(decisions)
    skipped = tuple((one.row, one.reason) for one in decisions if one.outcome == "skipped")
    if not any(one.fill or _taken(one, choices.theirs) for one in decisions if one.outcome != "skipped"):
        return Imported("", counts, skipped)
    _label(tx, counts, prepared.sheet.name)
    writing = _written(tx, prepared, decisions, choices)
    run = _record(tx, prepared, choices, counts)
    _keep_rows(tx, run, prepared.sheet, _without(decisions, choices.theirs), writing.targets)
    keep_headings(tx, run, prepared.sheet.columns)
    tx.progress(total, total)
    made = tuple(writing.targets[one.row] for one in decisions if one.outcome in ("new", "suggested"))
    return Imported(run, counts, skipped, made)


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
            writing.take(decision, _taken(decision, choices.theirs))
    writing.store(len(decisions))
    return writing


def _taken(decision: Decision, theirs: Collection[tuple[int, str]]) -> tuple[Kept, ...]:
    """The values of a row that are written over ours."""
    return tuple(one for one in decision.kept if (decision.row, one.field) in theirs) if theirs else ()


def _newest(conn: Connection) -> int:
    return int(conn.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0])


def _leave_out(decisions: Sequence[Decision], rows: Collection[int]) -> tuple[Decision, ...]:
    """Skip unticked rows, and with them the rows that would have joined what they make."""
    if not rows:
        return tuple(decisions)
    reason = tr("Unticked by you.")
    joined = tr("Goes with a row unticked by you.")
    return tuple(
        replace(one, outcome="skipped", fill=None, reason=reason)
        if one.row in rows
        else replace(one, outcome="skipped", fill=None, reason=joined)
        if one.joins in rows
        else one
        for one in decisions
    )


def _label(tx: Tx, counts: Summary, file: str) -> None:
    if counts.created:
        tx.label_count(counts.created, "Import {n} contact from {file}", "Import {n} contacts from {file}", file=file)
    else:
        tx.label_count(counts.merged, "Fill {n} creator from {file}", "Fill {n} creators from {file}", file=file)


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


def _without(decisions: Sequence[Decision], theirs: Collection[tuple[int, str]]) -> Sequence[Decision]:
    """The decisions, without values that stayed ours only until somebody chose the file's."""
    if not theirs:
        return decisions
    return [
        replace(one, kept=tuple(kept for kept in one.kept if (one.row, kept.field) not in theirs)) for one in decisions
    ]


def _keep_rows(tx: Tx, run: str, sheet: Sheet, decisions: Sequence[Decision], targets: dict[int, str]) -> None:
    """Keep the raw rows on this machine, with what became of each."""

    def values() -> Iterator[tuple[object, ...]]:
        for done, (one, cells) in enumerate(zip(decisions, sheet.rows, strict=True)):
            if done % _STEP == 0:
                tx.progress(2 * len(decisions), 2 * len(decisions))
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
