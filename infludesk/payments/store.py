"""Costs of a campaign and the currencies in use; all internal."""

from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.payments.model import Cost


def costs(conn: Connection, campaign_id: str) -> list[Cost]:
    """What third parties cost in a campaign, in the order it was entered."""
    return find(conn, Cost, "campaign_id = ?", (campaign_id,))


def currencies_in_use(conn: Connection) -> tuple[str, ...]:
    """The currencies of fees, costs and budgets."""
    sql = " UNION ".join(
        f"SELECT {column} FROM {table} WHERE deleted_at IS NULL AND {column} IS NOT NULL"
        for table, column in (
            ("client_fee", "amount_currency"), ("creator_fee", "amount_currency"), ("cost", "amount_currency"),
            ("campaign", "budget_currency"),
        )
    )  # fmt: skip
    return tuple(row[0] for row in conn.execute(sql))
