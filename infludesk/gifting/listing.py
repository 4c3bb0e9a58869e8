"""Parcels and products as the lists show them: to whom, what it is worth, how far it is, and what came of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import from_columns
from infludesk.db.search import like_pattern
from infludesk.db.sql import code_list, marks
from infludesk.gifting.model import OUTCOMES, STATES, Product
from infludesk.gifting.states import SENT, TO_SHIP
from infludesk.gifting.store import LATE_DAYS, POST_DAYS, POSTED, RETURN_DUE, WHAT
from infludesk.kernel.fields import choices
from infludesk.kernel.money import Money
from infludesk.kernel.text import number, tr

VIEWS = choices(ship="To ship", late="Late", returns="Returns due", no_post="Delivered without post")
_VIEWS = {
    "ship": f"state IN ({code_list(TO_SHIP)})",
    "late": f"state = 'shipped' AND shipped_on < date(:today, '-{LATE_DAYS} days')",
    "returns": "back IS NOT NULL",
    "no_post": (
        "state = 'delivered' AND asked_post IS NOT 0 AND post_id IS NULL "
        f"AND delivered_on < date(:today, '-{POST_DAYS} days')"
    ),
}
_STATE_ORDER = f"instr('{' '.join(code for code, _ in STATES)}', state)"
_ORDER = {
    "what": "fold(words) {way}, id",
    "creator": "fold(creator) {way}, id",
    "campaign": "campaign IS NULL, fold(campaign) {way}, id",
    "given": "given {way}, id",
    "value": "coalesce(minor, value_minor) IS NULL, coalesce(currency, value_currency), "
    "coalesce(minor, value_minor) {way}, id",
    "shipped_on": "shipped_on IS NULL, shipped_on {way}, id",
    "delivered_on": "delivered_on IS NULL, delivered_on {way}, id",
    "return_due": "back IS NULL, back {way}, id",
    "state": _STATE_ORDER + " {way}, id",
}
SORTS = frozenset(_ORDER)
_PARCELS = f"""
WITH whole AS (
  SELECT p.id, p.creator_id, p.asked_post, p.shipped_on, p.delivered_on, p.value_minor, p.value_currency, p.carrier,
         p.tracking_number, coalesce(p.state, 'planned') AS state, {WHAT} AS words, c.name AS creator,
         k.id AS campaign_id, k.name AS campaign, coalesce(k.client_id, p.client_id) AS client_id, l.name AS client,
         m.name AS owner, {RETURN_DUE} AS back, {POSTED} AS post_id, i.minor, i.currency, i.currencies,
         coalesce(i.items, 0) AS items, i.outcomes, i.serials,
         CASE WHEN i.items IS NULL THEN iif(p.return_due IS NULL, 'gift', 'loan') WHEN i.loans = 0 THEN 'gift'
              WHEN i.loans = i.items THEN 'loan' ELSE 'both' END AS given
  FROM parcel AS p LEFT JOIN creator AS c ON c.id = p.creator_id
  LEFT JOIN participation AS n ON n.id = p.participation_id
  LEFT JOIN campaign AS k ON k.id = coalesce(n.campaign_id, p.campaign_id)
  LEFT JOIN client AS l ON l.id = coalesce(k.client_id, p.client_id) LEFT JOIN member AS m ON m.id = p.owner_id
  LEFT JOIN (
    SELECT parcel_id, count(*) AS items, sum(given_as = 'loan') AS loans,
           sum(unit_value_minor * coalesce(quantity, 1)) AS minor, max(unit_value_currency) AS currency,
           count(DISTINCT unit_value_currency) AS currencies,
           group_concat(iif(given_as = 'loan', coalesce(outcome, 'with_creator'), NULL), ' ') AS outcomes,
           group_concat(serial, ' ') AS serials
    FROM parcel_item WHERE deleted_at IS NULL AND parcel_id {{some}} GROUP BY parcel_id) AS i ON i.parcel_id = p.id
  WHERE p.deleted_at IS NULL AND p.id {{some}}
)
SELECT {{what}} FROM whole WHERE {{where}}
"""
_ROW = (
    "*, (SELECT published_at FROM post WHERE id = post_id) AS posted, "
    "(SELECT url FROM post WHERE id = post_id) AS post_url"
)
GIVEN = choices(gift="Gift", loan="Loan", both="Gift and loan")


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list of parcels shows: every part narrows; empty parts do not.

    ``view`` is one of ``VIEWS``; ``today`` is the day it is asked on.
    """

    text: str = ""
    view: str = ""
    state: str = ""
    given: str = ""
    campaign_id: str = ""
    creator_id: str = ""
    today: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedParcel:
    """A row of the list of parcels; days as stored.

    Attributes:
        given: a code of ``GIVEN``.
        value: of all that is in it; None where nobody said, or where it is in ``currencies`` of several.
        return_due: the earliest day something that is out is to come back.
        lent: whether something is out on loan.
        outcome: what came of the loans, in words; empty for a gift.
        post_id, posted, post_url: the newest post since it was sent, with its moment; empty for none.
    """

    id: str
    what: str
    creator_id: str
    creator: str
    campaign_id: str
    campaign: str
    client_id: str
    client: str
    given: str
    value: Money | None
    currencies: int
    shipped_on: str
    delivered_on: str
    return_due: str
    state: str
    lent: bool
    outcome: str
    post_id: str
    posted: str
    post_url: str
    carrier: str
    tracking_number: str
    owner: str


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """A row of the list of products; ``sent`` counts the pieces on their way or arrived, ``out`` those on loan now."""

    id: str
    product: Product
    brand: str
    sent: int
    out: int


def ids(conn: Connection, wanted: Filter = Filter(), sort: str = "shipped_on", *, descending: bool = True) -> list[str]:
    """The ids of the parcels to show, in the order of a key of ``SORTS``; empty values sort last both ways."""
    parts, params = ["1"], {"today": wanted.today}
    for column in ("state", "given", "campaign_id", "creator_id"):
        if value := getattr(wanted, column):
            parts.append(f"{column} = :{column}")
            params[column] = value
    if wanted.text.strip():
        words = (
            "coalesce(words, '') || ' ' || coalesce(creator, '') || ' ' || coalesce(campaign, '') || ' ' || "
            "coalesce(client, '') || ' ' || coalesce(tracking_number, '') || ' ' || coalesce(serials, '')"
        )
        parts.append(f"fold({words}) LIKE :text ESCAPE '\\'")
        params["text"] = like_pattern(wanted.text)
    if wanted.view:
        parts.append(_VIEWS[wanted.view])
    order = _ORDER[sort].format(way="DESC" if descending else "ASC")
    sql = _PARCELS.format(some="IS NOT NULL", what="id", where=" AND ".join(parts))
    return [row[0] for row in conn.execute(f"{sql} ORDER BY {order}", params)]


def listed(conn: Connection, wanted: Sequence[str]) -> list[ListedParcel]:
    """The list's rows for some ids, in the order of the ids; those that are gone are left out."""
    sql = _PARCELS.format(some="IN (SELECT value FROM json_each(:ids))", what=_ROW, where="1")
    found = {row["id"]: _parcel(row) for row in conn.execute(sql, {"ids": json.dumps(list(wanted))})}
    return [found[one] for one in wanted if one in found]


def product_ids(conn: Connection, text: str = "", sort: str = "name", *, descending: bool = False) -> list[str]:
    """The ids of the products, by name or by another field of the list; empty values sort last both ways."""
    columns = {"name": "fold(p.name)", "sku": "fold(p.sku)", "brand": "fold(b.name)", "value": "p.retail_value_minor"}
    column, way = columns[sort], "DESC" if descending else "ASC"
    words = "fold(coalesce(p.name, '') || ' ' || coalesce(p.sku, '') || ' ' || coalesce(b.name, ''))"
    sql = (
        "SELECT p.id FROM product AS p LEFT JOIN brand AS b ON b.id = p.brand_id WHERE p.deleted_at IS NULL "
        f"AND {words} LIKE ? ESCAPE '\\' ORDER BY {column} IS NULL, {column} {way}, p.id"
    )
    return [row[0] for row in conn.execute(sql, (like_pattern(text),))]


def listed_products(conn: Connection, wanted: Sequence[str]) -> list[ListedProduct]:
    """The list's rows of products for some ids, in the order of the ids; those that are gone are left out."""
    pieces = f"""
        SELECT sum(coalesce(i.quantity, 1)) FROM parcel_item AS i JOIN parcel AS s ON s.id = i.parcel_id
        WHERE i.product_id = p.id AND i.deleted_at IS NULL AND s.deleted_at IS NULL AND s.state IN ({code_list(SENT)})
    """
    out = "i.given_as = 'loan' AND coalesce(i.outcome, 'with_creator') = 'with_creator'"
    sql = (
        f"SELECT p.*, b.name AS brand, ({pieces}) AS sent, ({pieces} AND {out}) AS out "
        f"FROM product AS p LEFT JOIN brand AS b ON b.id = p.brand_id "
        f"WHERE p.deleted_at IS NULL AND p.id IN ({marks(wanted)})"
    )
    found = {
        row["id"]: ListedProduct(
            row["id"], from_columns(Product, row), row["brand"] or "", row["sent"] or 0, row["out"] or 0
        )
        for row in conn.execute(sql, tuple(wanted))
    }
    return [found[one] for one in wanted if one in found]


def brands(conn: Connection) -> list[tuple[str, str]]:
    """Every brand as (id, name), by name."""
    sql = "SELECT id, name FROM brand WHERE deleted_at IS NULL ORDER BY fold(name), id"
    return [(row["id"], row["name"] or "") for row in conn.execute(sql)]


def _parcel(row: SqlRow) -> ListedParcel:
    def text(name: str) -> str:
        return row[name] or ""

    amount, code = (row["minor"], row["currency"]) if row["items"] else (row["value_minor"], row["value_currency"])
    several = row["currencies"] or 0
    outcomes = (row["outcomes"] or "").split()
    if row["given"] == "loan" and not row["items"]:
        outcomes = {"returned": ["returned"], "shipped": ["with_creator"], "delivered": ["with_creator"]}.get(
            row["state"], []
        )
    sent = row["state"] in SENT
    return ListedParcel(
        id=row["id"],
        what=text("words"),
        creator_id=text("creator_id"),
        creator=text("creator"),
        campaign_id=text("campaign_id"),
        campaign=text("campaign"),
        client_id=text("client_id"),
        client=text("client"),
        given=row["given"],
        value=Money(amount, code) if amount is not None and several <= 1 else None,
        currencies=several,
        shipped_on=text("shipped_on"),
        delivered_on=text("delivered_on"),
        return_due=text("back"),
        state=row["state"],
        lent=sent and "with_creator" in outcomes,
        outcome=_outcomes(outcomes) if sent else "",
        post_id=text("post_id"),
        posted=text("posted"),
        post_url=text("post_url"),
        carrier=text("carrier"),
        tracking_number=text("tracking_number"),
        owner=text("owner"),
    )


def _outcomes(codes: Sequence[str]) -> str:
    """What came of the loans: the one outcome they share, else each with its number."""
    labels = dict(OUTCOMES)
    words = {code: tr(labels.get(code, code)) for code in codes}
    if len(words) == 1:
        return next(iter(words.values()))
    return ", ".join(tr("{outcome} {n}", outcome=words[one], n=number(codes.count(one))) for one in words)
