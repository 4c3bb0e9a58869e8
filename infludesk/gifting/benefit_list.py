"""Other value in kind as the list shows it: trips, events and vouchers, to whom and for whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.db.driver import Connection
from infludesk.db.rows import from_columns
from infludesk.db.search import like_pattern
from infludesk.db.sql import marks
from infludesk.gifting.model import Benefit

_ORDER = {
    "what": "fold(p.what) {way}, p.id",
    "creator": "fold(c.name) {way}, p.id",
    "campaign": "k.name IS NULL, fold(k.name) {way}, p.id",
    "kind": "p.kind {way}, p.id",
    "value": "p.value_minor IS NULL, p.value_currency, p.value_minor {way}, p.id",
    "given_on": "p.given_on IS NULL, p.given_on {way}, p.id",
}
SORTS = frozenset(_ORDER)
_FROM = """
FROM benefit AS p LEFT JOIN creator AS c ON c.id = p.creator_id
LEFT JOIN participation AS n ON n.id = p.participation_id LEFT JOIN campaign AS k ON k.id = n.campaign_id
LEFT JOIN client AS l ON l.id = coalesce(k.client_id, p.client_id)
WHERE p.deleted_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class ListedBenefit:
    """A row of the list of benefits."""

    id: str
    benefit: Benefit
    creator: str
    campaign: str
    client: str


def benefit_ids(
    conn: Connection, text: str = "", *, kind: str = "", sort: str = "given_on", descending: bool = True
) -> list[str]:
    """The ids of the benefits, in the order of a key of ``SORTS``; empty values sort last both ways."""
    words = " || ' ' || ".join(f"coalesce({one}, '')" for one in ("p.what", "c.name", "k.name", "l.name"))
    order = _ORDER[sort].format(way="DESC" if descending else "ASC")
    sql = f"SELECT p.id {_FROM} AND ?2 IN ('', p.kind) AND fold({words}) LIKE ?1 ESCAPE '\\' ORDER BY {order}"
    return [row[0] for row in conn.execute(sql, (like_pattern(text), kind))]


def listed_benefits(conn: Connection, wanted: Sequence[str]) -> list[ListedBenefit]:
    """The list's rows for some ids, in the order of the ids; those that are gone are left out."""
    sql = f"SELECT p.*, c.name AS who, k.name AS campaign, l.name AS client {_FROM} AND p.id IN ({marks(wanted)})"
    found = {
        row["id"]: ListedBenefit(
            row["id"], from_columns(Benefit, row), row["who"] or "", row["campaign"] or "", row["client"] or ""
        )
        for row in conn.execute(sql, tuple(wanted))
    }
    return [found[one] for one in wanted if one in found]
