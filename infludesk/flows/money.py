"""The three figures of a campaign and of each creator in it."""

from infludesk.campaigns.figures import Margin, margin
from infludesk.db.driver import Connection
from infludesk.db.sql import code_list
from infludesk.gifting.states import SENT
from infludesk.kernel.money import Money
from infludesk.payments.model import NOT_COUNTED

_GONE = code_list(NOT_COUNTED)
# What given goods and their shipping cost, in campaigns whose cost basis is fully loaded; what was lost cost it too.
_OF = """JOIN parcel AS p ON p.id = {own} AND p.deleted_at IS NULL AND p.state IN ({sent})
LEFT JOIN participation AS n ON n.id = p.participation_id
JOIN campaign AS k ON k.id = coalesce(n.campaign_id, p.campaign_id) AND k.cost_basis = 'fully_loaded'"""
GOODS = f"""
SELECT i.id AS id, p.participation_id AS part, q.unit_cost_minor * coalesce(i.quantity, 1) AS minor,
       q.unit_cost_currency AS currency, p.shipped_on AS day, k.id AS campaign, p.creator_id AS creator
FROM parcel_item AS i JOIN product AS q ON q.id = i.product_id
{_OF.format(own="i.parcel_id", sent=code_list(SENT | {"lost"}))}
WHERE i.deleted_at IS NULL AND q.unit_cost_minor IS NOT NULL
AND (coalesce(i.given_as, 'gift') = 'gift' OR i.outcome IN ('kept_as_gift', 'lost', 'damaged'))
AND i.outcome IS NOT 'returned' AND i.outcome IS NOT 'bought'
UNION ALL
SELECT s.id, p.participation_id, p.shipping_cost_minor, p.shipping_cost_currency, p.shipped_on, k.id, p.creator_id
FROM parcel AS s {_OF.format(own="s.id", sent=code_list(SENT | {"lost"}))}
WHERE s.shipping_cost_minor IS NOT NULL
"""
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
UNION ALL SELECT part, 'spent', minor, currency FROM ({GOODS}) WHERE campaign = ?1
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
