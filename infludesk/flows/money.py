"""The three figures of a campaign and of each creator in it."""

from infludesk.campaigns.figures import Margin, margin
from infludesk.db.driver import Connection
from infludesk.db.sql import code_list
from infludesk.kernel.money import Money
from infludesk.payments.model import NOT_COUNTED

_GONE = code_list(NOT_COUNTED)
# What counts towards the three figures: who it is for, which figure, how much.
_MONEY = f"""
SELECT f.participation_id AS part, 'owed' AS what, f.amount_minor AS minor, f.amount_currency AS currency
FROM creator_fee AS f JOIN participation AS p ON p.id = f.participation_id
WHERE p.campaign_id = ?1 AND p.deleted_at IS NULL AND f.deleted_at IS NULL AND coalesce(f.state, '') NOT IN ({_GONE})
UNION ALL SELECT f.participation_id, 'charged', f.amount_minor, f.amount_currency
FROM client_fee AS f LEFT JOIN participation AS p ON p.id = f.participation_id
WHERE f.campaign_id = ?1 AND p.deleted_at IS NULL AND f.deleted_at IS NULL AND coalesce(f.state, '') NOT IN ({_GONE})
UNION ALL SELECT participation_id, 'spent', amount_minor, amount_currency FROM cost
WHERE campaign_id = ?1 AND deleted_at IS NULL
"""


def money_of(conn: Connection, campaign_id: str) -> dict[str, Margin]:
    """The three figures of a campaign under the empty name, and those of each participation under its id."""
    found: dict[str, dict[str, list[Money]]] = {"": {}}
    for row in conn.execute(_MONEY, (campaign_id,)):
        if row["minor"] is not None:
            for whose in {"", row["part"] or ""}:
                money = Money(row["minor"], row["currency"])
                found.setdefault(whose, {}).setdefault(row["what"], []).append(money)
    return {
        whose: margin(
            client_fees=sums.get("charged", ()), creator_fees=sums.get("owed", ()), costs=sums.get("spent", ())
        )
        for whose, sums in found.items()
    }
