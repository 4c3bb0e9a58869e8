"""What a client is billed: fees of other clients, of creators not agreed with, and waived ones stay out."""

from collections.abc import Sequence
from typing import Literal

from infludesk.campaigns.model import BOUND
from infludesk.db.driver import Connection
from infludesk.db.sql import code_list
from infludesk.kernel.money import Money
from infludesk.kernel.text import tr
from infludesk.payments.model import NOT_COUNTED


def billed(
    conn: Connection, what: Literal["campaign", "participation"], record_id: str, client_id: str | None
) -> tuple[Money, ...]:
    """What the client is billed for a campaign, or would be for one creator in it: a sum per currency, by its code."""
    bound = f"AND (f.participation_id IS NULL OR p.stage IN ({code_list(BOUND)}))" if what == "campaign" else ""
    sql = f"""
        SELECT f.amount_currency, sum(f.amount_minor)
        FROM client_fee AS f LEFT JOIN participation AS p ON p.id = f.participation_id
        WHERE f.{what}_id = ? AND (f.client_id IS NULL OR f.client_id = ?) AND f.deleted_at IS NULL
        AND p.deleted_at IS NULL AND f.amount_minor IS NOT NULL
        AND coalesce(f.state, 'planned') NOT IN ({code_list(NOT_COUNTED)}) {bound}
        GROUP BY f.amount_currency ORDER BY f.amount_currency
    """
    return tuple(Money(minor, currency) for currency, minor in conn.execute(sql, (record_id, client_id)))


def unbilled(sums: Sequence[Money]) -> str:
    """Why what is billed is no one sum; empty where it is one."""
    if not sums:
        return tr("nothing is billed yet")
    if len(sums) == 1:
        return ""
    return tr("billed in two currencies") if len(sums) == 2 else tr("billed in {n} currencies", n=len(sums))  # noqa: PLR2004  the word
