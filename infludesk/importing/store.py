"""Past imports as the screens ask for them: the runs, the rows they left out, and whose a file of numbers may be."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import batched
from infludesk.db.undo import holding, left
from infludesk.importing.left_out import LeftOut
from infludesk.kernel.errors import Note
from infludesk.kernel.ids import ref, split_ref
from infludesk.kernel.schema import Schema
from infludesk.kernel.text import join

_CHUNK = 400
# A row left out, or one of which a cell is: such a cell is kept with its reason.
_FLAWED = "(w.outcome = 'skipped' OR w.kept LIKE '%\"reason\"%')"
_RUNS = (
    "SELECT r.*, m.name AS who, b.seq AS batch, "
    f"(SELECT count(*) FROM import_row AS w WHERE w.run_id = r.id AND {_FLAWED}) AS left_out "
    "FROM import_run AS r LEFT JOIN member AS m ON m.id = r.run_by_id LEFT JOIN batch AS b ON b.id = r.batch_id"
)
_SHOWN = "(r.deleted_at IS NULL OR r.deleted_as = 'undo')"


@dataclass(frozen=True, slots=True)
class PastImport:
    """One import: rows = created + merged + skipped.

    Attributes:
        id: the run's.
        file: the file's name.
        kind: ``creators`` or ``metrics``.
        source: what the file was recognised as; empty for an unknown one.
        data_source: where the list came from, in the person's words.
        at: when, a moment.
        who: the member's name.
        problems: rows kept on this machine that were left out, or of which a cell was, with their reasons.
        batch: the batch that undo takes back; 0 where this machine has no record of it.
        undone: whether it was taken back, whole or in part.
        left: of an import that was taken back, how many of its creators still are as it left them, or of its other
            records where there are no creators among them; 0 where nothing is left, and while it stands.
    """

    id: str
    file: str
    kind: Literal["creators", "metrics"]
    source: str
    data_source: str
    at: str
    who: str
    rows: int
    created: int
    merged: int
    skipped: int
    problems: int
    batch: int
    undone: bool
    left: int


def run_ids(conn: Connection) -> list[str]:
    """All imports, also those undone, the newest first."""
    return [
        row[0] for row in conn.execute(f"SELECT id FROM import_run AS r WHERE {_SHOWN} ORDER BY run_at DESC, id DESC")
    ]


def runs(conn: Connection, ids: Sequence[str]) -> dict[str, PastImport]:
    """Imports by id."""
    marks = ", ".join("?" * len(ids))
    found = conn.execute(f"{_RUNS} WHERE r.id IN ({marks})", tuple(ids)).fetchall()
    return {row["id"]: _run(row, _left(conn, row)) for row in found}


def same_file(conn: Connection, digest: str) -> PastImport | None:
    """The newest import that stands of the very same file, by its hash; None where there is none, or no hash."""
    if not digest:
        return None
    where = "WHERE r.sha256 = ? AND r.deleted_at IS NULL ORDER BY r.run_at DESC LIMIT 1"
    row = conn.execute(f"{_RUNS} {where}", (digest,)).fetchone()
    return _run(row, 0) if row else None


def problems(conn: Connection, run_id: str) -> tuple[Note, ...]:
    """What an import left out, row by row: whole rows with their cells, single cells with their column."""
    found: list[Note] = []
    for row in _flawed(conn, run_id):
        if row["outcome"] == "skipped":
            found.append(Note(row["row_no"], None, join(json.loads(row["raw"] or "[]")), row["reason"] or ""))
        found += _cells_left_out(row)
    return tuple(found)


def left_out(conn: Connection, run_id: str) -> tuple[LeftOut, ...]:
    """The rows an import left something of, as they were in the file, with all that is wrong in one reason."""
    found = []
    for row in _flawed(conn, run_id):
        skipped = row["reason"] if row["outcome"] == "skipped" else ""
        cells = (join((note.column, note.reason), ": ") for note in _cells_left_out(row))
        found.append(LeftOut(row["row_no"], tuple(json.loads(row["raw"] or "[]")), join((skipped, *cells), " ")))
    return tuple(found)


def targets(conn: Connection, run_id: str) -> frozenset[str]:
    """The ids of the records that the rows of an import made or went to."""
    sql = "SELECT DISTINCT target FROM import_row WHERE run_id = ? AND target IS NOT NULL"
    return frozenset(row[0] for row in conn.execute(sql, (run_id,)))


def later(conn: Connection, schema: Schema, run_id: str) -> int:
    """How many later imports that stand changed what this one made, or added to it."""
    run = runs(conn, [run_id]).get(run_id)
    if run is None or not run.batch:
        return 0
    sql = "SELECT b.seq FROM import_run AS r JOIN batch AS b ON b.id = r.batch_id WHERE r.deleted_at IS NULL"
    return len(holding(conn, schema, run.batch) & {row["seq"] for row in conn.execute(sql)})


def accounts(conn: Connection, platform: str, campaign_id: str = "") -> list[tuple[str, str]]:
    """Id and words of the accounts on a platform whose file of numbers it may be; of a campaign where one is given."""
    among = "AND a.creator_id IN (SELECT creator_id FROM participation WHERE campaign_id = ? AND deleted_at IS NULL)"
    sql = (
        "SELECT a.id, c.name, coalesce(a.handle, a.url) AS handle FROM account AS a JOIN creator AS c "
        "ON c.id = a.creator_id WHERE a.platform = ? AND a.deleted_at IS NULL AND c.deleted_at IS NULL "
        f"{among if campaign_id else ''} ORDER BY c.name, a.id"
    )
    found = conn.execute(sql, (platform, campaign_id) if campaign_id else (platform,))
    return [(row["id"], join((row["name"], row["handle"]))) for row in found]


def blocked(conn: Connection, ids: Iterable[str]) -> frozenset[str]:
    """Those of these creators who are not to be contacted."""
    found: set[str] = set()
    for some in batched(sorted(set(ids)), _CHUNK):
        marks = ", ".join("?" * len(some))
        sql = f"SELECT person FROM do_not_contact WHERE deleted_at IS NULL AND person IN ({marks})"
        found |= {split_ref(row[0])[1] for row in conn.execute(sql, tuple(ref("creator", one) for one in some))}
    return frozenset(found)


def creator_names(conn: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Names of creators by id."""
    found: dict[str, str] = {}
    for some in batched(sorted(set(ids)), _CHUNK):
        sql = f"SELECT id, name FROM creator WHERE id IN ({', '.join('?' * len(some))})"
        found |= {row["id"]: row["name"] or "" for row in conn.execute(sql, tuple(some))}
    return found


def _flawed(conn: Connection, run_id: str) -> list[SqlRow]:
    sql = f"SELECT * FROM import_row AS w WHERE w.run_id = ? AND {_FLAWED} ORDER BY w.row_no"
    return conn.execute(sql, (run_id,)).fetchall()


def _cells_left_out(row: SqlRow) -> list[Note]:
    """The cells of a row that were left out: beside the values that stayed ours, they stand as objects."""
    kept = json.loads(row["kept"] or "[]")
    return [
        Note(row["row_no"], one["column"] or None, one["value"], one["reason"]) for one in kept if isinstance(one, dict)
    ]


def _left(conn: Connection, run: SqlRow) -> int:
    if run["deleted_at"] is None or not run["batch"]:
        return 0
    rows = left(conn, run["batch"])
    creators = {row_id for table, row_id in rows if table == "creator"}
    return len(creators) or len(rows)


def _run(row: SqlRow, left_of_it: int) -> PastImport:
    return PastImport(
        row["id"], row["file_name"] or "", "metrics" if row["kind"] == "metrics" else "creators", row["source"] or "",
        row["data_source"] or "", row["run_at"] or "", row["who"] or "", row["rows_in"] or 0, row["created"] or 0,
        row["merged"] or 0, row["skipped"] or 0, row["left_out"], row["batch"] or 0, row["deleted_at"] is not None,
        left_of_it,
    )  # fmt: skip
