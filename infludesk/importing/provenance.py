"""Where a creator came from: the file of an import."""

from dataclasses import dataclass

from infludesk.db.driver import Connection


@dataclass(frozen=True, slots=True)
class Provenance:
    """The file a creator came from: the day or moment as stored, the basis as a code of ``model.BASES``."""

    file_name: str
    row: int
    at: str
    data_source: str
    lawful_basis: str


def provenance(conn: Connection, creator_id: str) -> Provenance | None:
    """The import that first named a creator; None for those added by hand."""
    sql = (
        "SELECT r.file_name, w.row_no, r.run_at, r.data_source, r.lawful_basis FROM import_row AS w "
        "JOIN import_run AS r ON r.id = w.run_id WHERE w.target = ? AND r.deleted_at IS NULL ORDER BY r.run_at LIMIT 1"
    )
    row = conn.execute(sql, (creator_id,)).fetchone()
    return None if row is None else Provenance(row[0] or "", row[1], row[2] or "", row[3] or "", row[4] or "")


def run_file(conn: Connection, run_id: str) -> str:
    """The name of the file of an import; empty where there is no such import."""
    row = conn.execute("SELECT file_name FROM import_run WHERE id = ? AND deleted_at IS NULL", (run_id,)).fetchone()
    return str(row[0] or "") if row else ""
