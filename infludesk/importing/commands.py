"""Importing contacts: prepared without writing, then applied in one batch that one undo takes back."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from infludesk.db.driver import Connection
from infludesk.db.rows import insert
from infludesk.db.transaction import Tx
from infludesk.importing.known import KnownCreators, raw_text
from infludesk.importing.mapping import Mapping
from infludesk.importing.matching import Decision, Summary, decide, summary
from infludesk.importing.model import ImportRun
from infludesk.importing.plan import build
from infludesk.importing.provenance import keep_headings
from infludesk.importing.sheet import Sheet
from infludesk.importing.writing import Writing
from infludesk.kernel.errors import Note
from infludesk.kernel.text import tr

_STEP = 2000


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an import will do, row by row, before anything is written.

    Attributes:
        sheet: the file as read.
        mapping: how its columns are read.
        decisions: one per row, in the file's order.
        day: the day its figures are of.
        seq: the newest change it was compared with.
    """

    sheet: Sheet
    mapping: Mapping
    decisions: tuple[Decision, ...]
    day: str
    seq: int

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
        lawful_basis: a code of BASES; empty while not stated.
    """

    unticked: frozenset[int] = frozenset()
    tags: tuple[str, ...] = ()
    data_source: str = ""
    lawful_basis: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. ``run`` is empty where nothing was written."""

    run: str
    summary: Summary
    skipped: tuple[tuple[int, str], ...] = ()
    creators: tuple[str, ...] = field(default=())


def prepare(conn: Connection, sheet: Sheet, mapping: Mapping, *, today: date) -> Prepared:
    """Decide on every row of a file, comparing it with what the workspace holds."""
    rows = build(sheet, mapping, today=today)
    return Prepared(sheet, mapping, decide(rows, KnownCreators(conn)), today.isoformat(), _newest(conn))


def import_creators(
    tx: Tx,
    *,
    prepared: Prepared,
    path: Path | None = None,  # noqa: ARG001  named by every caller
    choices: Choices | None = None,
) -> Imported:
    """Apply a prepared import; if anything was written meanwhile, what it would do is decided anew.

    Args:
        tx: the transaction.
        prepared: the file and its mapping.
        path: where the file was; its hash is the sheet's, so it may be gone by now.
        choices: rows left out, tags and provenance.

    Raises:
        Cancelled: the person stopped it; nothing was imported.
    """
    choices = choices or Choices()
    total = len(prepared.decisions)
    tx.progress(0, total)
    if prepared.seq != _newest(tx.conn):
        prepared = prepare(tx.conn, prepared.sheet, prepared.mapping, today=date.fromisoformat(prepared.day))
    decisions = _leave_out(prepared.decisions, choices.unticked)
    counts = summary(decisions)
    skipped = tuple((one.row, one.reason) for one in decisions if one.outcome == "skipped")
    if not any(one.fill for one in decisions if one.outcome != "skipped"):
        return Imported("", counts, skipped)
    _label(tx, counts, prepared.sheet.name)
    writing = Writing(tx, tags=choices.tags, source_day=prepared.day)
    for done, decision in enumerate(decisions):
        if done % _STEP == 0:
            tx.progress(done, total)
        if decision.outcome != "skipped":
            writing.take(decision)
    writing.store()
    run = _record(tx, prepared, choices, counts)
    keep_headings(tx, run, prepared.sheet.columns)
    _keep_rows(tx, run, prepared.sheet, decisions, writing.targets)
    tx.progress(total, total)
    made = tuple(writing.targets[one.row] for one in decisions if one.outcome in ("new", "suggested"))
    return Imported(run, counts, skipped, made)


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
    )
    return insert(tx, run).id


def _keep_rows(tx: Tx, run: str, sheet: Sheet, decisions: Sequence[Decision], targets: dict[int, str]) -> None:
    """Keep the raw rows on this machine, with what became of each."""
    tx.conn.executemany(
        "INSERT OR REPLACE INTO import_row(run_id, row_no, outcome, reason, target, kept, raw) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                run, one.row, one.outcome, one.reason or None, targets.get(one.row),
                json.dumps([[k.field, str(k.ours), str(k.theirs)] for k in one.kept], ensure_ascii=False)
                if one.kept else None,
                raw_text(cells),
            )
            for one, cells in zip(decisions, sheet.rows, strict=True)
        ),
    )  # fmt: skip
