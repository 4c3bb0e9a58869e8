"""What people do with goals: set a target for a campaign or another scope, and take it away."""

from infludesk.db.rows import find, get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr
from infludesk.programmes.kpis import SHIPPED
from infludesk.programmes.model import Kpi, KpiTarget


def set_target(tx: Tx, *, scope: str, code: str, target: int, currency: str | None = None, note: str = "") -> str:
    """Aim for a figure; the same KPI and scope again changes the aim, never the definition. Returns the target's id.

    Args:
        tx: the transaction.
        scope: whose aim, as ``table:uuid``.
        code: a shipped definition's, or that of a KPI in the workspace.
        target: pieces, parts per million or minor units, by the KPI's unit.
        currency: of a KPI in money.
        note: why this aim.

    Raises:
        Problem: ``kpi.unknown``, ``kpi.negative``, or ``kpi.currency``: money without a currency.
    """
    kpi = _kpi(tx, code)
    tx.label("Set the goal {kpi} of {record}", kpi=kpi.name or code, record=scope)
    if target < 0:
        raise Problem("kpi.negative", tr("A goal cannot be below zero."), tr("The old goal is kept."))
    if kpi.unit == "money" and not currency:
        raise Problem(
            "kpi.currency",
            tr("{kpi} needs a currency.", kpi=kpi.name),
            tr("The goal is not stored yet. Choose a currency."),
        )
    row = insert(tx, KpiTarget(kpi_id=kpi.id, scope=scope))
    update(tx, KpiTarget, row.id, target=target, currency=currency if kpi.unit == "money" else None, note=note)
    return row.id


def remove_target(tx: Tx, *, target_id: str) -> None:
    """Take an aim away; the definition stays."""
    row = get(tx.conn, KpiTarget, target_id)
    kpi = get(tx.conn, Kpi, row.kpi_id or "")
    tx.label("Remove the goal {kpi} of {record}", kpi=kpi.name or "", record=row.scope or "")
    trash(tx, "kpi_target", [target_id])


def _kpi(tx: Tx, code: str) -> Kpi:
    known = find(tx.conn, Kpi, "code = ?", (code,))
    if known:
        return known[0]
    shipped = SHIPPED.get(code)
    if shipped is None:
        raise Problem(
            "kpi.unknown",
            tr('There is no KPI "{code}".', code=code),
            tr("Nothing was stored. Choose one of the list."),
        )
    return insert(
        tx,
        Kpi(
            code=code, name=shipped.name, formula=shipped.formula, unit=shipped.unit, better=shipped.better,
            period="campaign",
        ),
    )  # fmt: skip
