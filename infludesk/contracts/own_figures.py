"""Legal figures of the workspace's own: added or corrected beside the shipped ones."""

from infludesk.contracts.figures import shipped_rows
from infludesk.contracts.model import LegalFigure
from infludesk.db.rows import find, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.money import Money
from infludesk.kernel.text import tr


def set_figure(
    tx: Tx, *, code: str, from_day: str, amount: Money | None, until_day: str | None = None, source: str = ""
) -> str:
    """Say what an amount of the law is from a day on; the same day again replaces it. Returns the row's id.

    Args:
        tx: the transaction.
        code: one of ``figures``.
        from_day: the first day, ISO.
        amount: None says that there is none on these days.
        until_day: the last day; None for no end.
        source: where it was read.

    Raises:
        Problem: ``figure.negative``, ``figure.days``.
    """
    tx.label("Set the amount of {figure}", figure=_named(code))
    if amount is not None and amount.minor <= 0:
        raise Problem(
            "figure.negative", tr("An amount of the law is above zero."), tr("Nothing was changed. Type the amount.")
        )
    if until_day and until_day < from_day:
        raise Problem(
            "figure.days", tr("The last day is before the first."), tr("Nothing was changed. Change one of them.")
        )
    made = insert(tx, LegalFigure(code=code, from_day=from_day))
    update(
        tx, LegalFigure, made.id, amount=amount, until_day=until_day, source=source.strip() or None,
        confidence="user", entered_by_id=tx.actor or None,
    )  # fmt: skip
    return made.id


def trash_figures(tx: Tx, *, code: str) -> int:
    """Go back to the shipped amounts of a code; returns how many own ones went."""
    tx.label("Use the shipped amount of {figure}", figure=_named(code))
    return trash(tx, "legal_figure", [one.id for one in find(tx.conn, LegalFigure, "code = ?", (code,))])


def _named(code: str) -> str:
    """What a figure is about; its code where it is not a shipped one."""
    return next((tr(one.what) for one in shipped_rows() if one.code == code), code)
