"""Goals as the screens and reports ask for them."""

from dataclasses import dataclass

from infludesk.db.driver import Connection


@dataclass(frozen=True, slots=True)
class Target:
    """An aim with its KPI's definition; ``target`` is in pieces, parts per million or minor units, by ``unit``."""

    id: str
    kpi_id: str
    code: str
    name: str
    formula: str
    unit: str
    better: str
    target: int | None
    currency: str
    note: str


def targets(conn: Connection, scope: str) -> list[Target]:
    """The aims of one record, given as ``table:uuid``, in the order they were set."""
    sql = (
        "SELECT t.id, t.kpi_id, k.code, k.name, k.formula, k.unit, k.better, t.target, t.currency, t.note "
        "FROM kpi_target AS t JOIN kpi AS k ON k.id = t.kpi_id "
        "WHERE t.scope = ? AND t.deleted_at IS NULL AND k.deleted_at IS NULL ORDER BY t.rowid"
    )
    return [
        Target(
            row["id"], row["kpi_id"], row["code"] or "", row["name"] or "", row["formula"] or "", row["unit"] or "",
            row["better"] or "", row["target"], row["currency"] or "", row["note"] or "",
        )
        for row in conn.execute(sql, (scope,))
    ]  # fmt: skip
