"""Where a creator came from: the files of imports, their rows as they were, and what each row gave."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from infludesk.db.driver import Connection
from infludesk.db.transaction import Tx
from infludesk.importing.files.sheet import Sheet
from infludesk.kernel.text import tr

_HEADINGS = 0


@dataclass(frozen=True, slots=True)
class Provenance:
    """A row of a file that speaks of a creator.

    Attributes:
        run: the import's id.
        file_name: the file.
        row: the row's number in it.
        at: when it was imported, as stored.
        data_source: where the list came from, as the person said.
        lawful_basis: a code of ``creators.model.BASES``; empty while not stated.
        mapping: the name of the saved mapping it was read by; empty for none.
        cells: heading and cell as they were in the file, empty cells left out; on the machine that imported it.
        batch: the number of its step in the history; 0 where this machine has no record of it.
    """

    run: str
    file_name: str
    row: int
    at: str
    data_source: str
    lawful_basis: str
    mapping: str
    cells: tuple[tuple[str, str], ...]
    batch: int


def provenances(conn: Connection, creator_id: str) -> tuple[Provenance, ...]:
    """Every imported row that speaks of a creator, the first one first; none for those added by hand."""
    sql = (
        "SELECT r.id, r.file_name, w.row_no, r.run_at, r.data_source, r.lawful_basis, m.name AS mapping, w.raw, "
        f"(SELECT raw FROM import_row WHERE run_id = r.id AND row_no = {_HEADINGS}) AS headings, b.seq "
        "FROM import_row AS w JOIN import_run AS r ON r.id = w.run_id LEFT JOIN batch AS b ON b.id = r.batch_id "
        "LEFT JOIN import_mapping AS m ON m.id = r.mapping_id "
        "WHERE w.target IN (SELECT ?1 UNION ALL SELECT id FROM creator WHERE merged_into_id = ?1 "
        "AND deleted_at IS NULL) AND r.deleted_at IS NULL ORDER BY r.run_at, r.rowid, w.row_no"
    )
    return tuple(
        Provenance(
            row["id"], row["file_name"] or "", row["row_no"], row["run_at"] or "", row["data_source"] or "",
            row["lawful_basis"] or "", row["mapping"] or "", _cells(row["headings"], row["raw"]), row["seq"] or 0,
        )
        for row in conn.execute(sql, (creator_id,))
    )  # fmt: skip


def keep_headings(tx: Tx, run: str, sheet: Sheet) -> None:
    """Keep a file's headings beside its rows, and what separated its cells as their reason, on this machine."""
    tx.conn.execute(
        "INSERT INTO import_row(run_id, row_no, outcome, reason, raw) VALUES (?, ?, 'headings', ?, ?)",
        (run, _HEADINGS, sheet.delimiter or None, raw_text(sheet.columns)),
    )


def raw_text(cells: Iterable[str]) -> str:
    """A row as it was in the file, for the machine that imported it."""
    return json.dumps(list(cells), ensure_ascii=False)


def headings(conn: Connection, run_id: str) -> tuple[str, ...]:
    """The headings of an imported file; empty where this machine has no record of them."""
    sql = "SELECT raw FROM import_row WHERE run_id = ? AND row_no = ?"
    row = conn.execute(sql, (run_id, _HEADINGS)).fetchone()
    return tuple(json.loads(row[0])) if row else ()


def delimiter(conn: Connection, run_id: str) -> str:
    """What separated the cells of an imported file; empty where it was no text, or this machine has no record."""
    sql = "SELECT reason FROM import_row WHERE run_id = ? AND row_no = ?"
    row = conn.execute(sql, (run_id, _HEADINGS)).fetchone()
    return str(row[0] or "") if row else ""


def run_file(conn: Connection, run_id: str) -> str:
    """The name of the file of an import; empty where there is no such import."""
    row = conn.execute("SELECT file_name FROM import_run WHERE id = ? AND deleted_at IS NULL", (run_id,)).fetchone()
    return str(row[0] or "") if row else ""


def _cells(named: str | None, raw: str | None) -> tuple[tuple[str, str], ...]:
    cells = json.loads(raw or "[]")
    columns = json.loads(named) if named else [tr("Column {n}", n=n) for n in range(1, len(cells) + 1)]
    return tuple((column, cell) for column, cell in zip(columns, cells, strict=False) if cell)
