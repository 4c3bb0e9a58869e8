"""Gifts and loans as counters, Today and the screens ask for them: what was given, what is due, what is odd."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from infludesk.campaigns.model import EXITS, Campaign, Participation
from infludesk.creators.model import Address, Creator, DoNotContact
from infludesk.db.driver import Connection
from infludesk.db.rows import find, from_columns, get
from infludesk.db.sql import code_list
from infludesk.gifting.model import Benefit, Parcel, ParcelItem, Product
from infludesk.gifting.states import SENT
from infludesk.gifting.value import InKind, of_benefit, of_parcel
from infludesk.kernel.ids import ref
from infludesk.kernel.text import join, tr

# How long a parcel may be on its way, and a post may take after it arrived, before the screens ask.
LATE_DAYS, POST_DAYS = 14, 30
_LIVE = "coalesce(p.state, 'planned')"
_CAMPAIGN = "coalesce(n.campaign_id, p.campaign_id)"
# What it is called: its own words, else those of its items.
WHAT = """coalesce(p.what, (SELECT group_concat(coalesce(i.label, g.name), ', ')
  FROM parcel_item AS i LEFT JOIN product AS g ON g.id = i.product_id
  WHERE i.parcel_id = p.id AND i.deleted_at IS NULL))"""
_JOINS = f"""
LEFT JOIN participation AS n ON n.id = p.participation_id
LEFT JOIN campaign AS k ON k.id = {_CAMPAIGN}
"""
# What belongs to a client, or to a campaign: through the participation, the campaign, or named on the row itself.
_OF_CAMPAIGNS = (
    "p.participation_id IN (SELECT id FROM participation WHERE campaign_id IN ({campaigns})) "
    "OR p.campaign_id IN ({campaigns})"
)
_CLIENTS = "SELECT id FROM campaign WHERE client_id = :client"
# A post answers a parcel: of the same participation, else of the creator in the same campaign, since it was sent.
_SINCE = "coalesce(substr(o.published_at, 1, 10), '9') >= coalesce(p.shipped_on, p.delivered_on, '')"
POSTED = f"""coalesce(
  (SELECT o.id FROM post AS o WHERE o.participation_id = p.participation_id AND o.deleted_at IS NULL AND {_SINCE}
   ORDER BY o.published_at DESC, o.id DESC LIMIT 1),
  (SELECT o.id FROM account AS a CROSS JOIN post AS o ON o.account_id = a.id
   WHERE a.creator_id = p.creator_id AND a.deleted_at IS NULL AND o.deleted_at IS NULL
     AND o.campaign_id IS {_CAMPAIGN} AND {_SINCE} ORDER BY o.published_at DESC, o.id DESC LIMIT 1))"""
# The earliest day something on loan is to come back; NULL where nothing is out or no day is named. The plus: the
# parcel leads to its items, not the index over all loans.
RETURN_DUE = f"""iif(EXISTS (SELECT 1 FROM parcel_item WHERE parcel_id = p.id AND deleted_at IS NULL),
  (SELECT min(coalesce(i.return_due, p.return_due)) FROM parcel_item AS i WHERE i.parcel_id = p.id
     AND i.deleted_at IS NULL AND +i.given_as = 'loan' AND coalesce(i.outcome, 'with_creator') = 'with_creator'
     AND {_LIVE} IN ({code_list(SENT)})),
  iif({_LIVE} IN ('shipped', 'delivered'), p.return_due, NULL))"""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A creator of a campaign to whom a parcel may go; ``id`` is the participation's."""

    id: str
    creator_id: str
    creator: str
    stage: str


def gifts_to(
    conn: Connection, *, creator_ids: Sequence[str] = (), client_id: str = "", campaign_id: str = "", year: int = 0
) -> list[InKind]:
    """Everything given or lent in kind, by index: parcels on their way or arrived, and benefits.

    ``value.sums`` adds up what counts; loans are among them, for disclosure, and are never added.

    Args:
        conn: a connection.
        creator_ids: to whom; empty for all.
        client_id: for whom; empty for all.
        campaign_id: in which campaign; empty for all.
        year: in which year it counts; 0 for all.
    """
    found = [
        *_parcels(conn, creator_ids, client_id, campaign_id),
        *_benefits(conn, creator_ids, client_id, campaign_id),
    ]
    return [one for one in found if not year or one.year == year]


def called(conn: Connection, parcel_id: str) -> tuple[str, str]:
    """What a parcel is, and to whom it goes."""
    sql = f"SELECT {WHAT}, c.name FROM parcel AS p LEFT JOIN creator AS c ON c.id = p.creator_id WHERE p.id = ?"
    row = conn.execute(sql, (parcel_id,)).fetchone()
    return (row[0] or "", row[1] or "") if row else ("", "")


def recipients(conn: Connection, campaign_id: str) -> list[Recipient]:
    """The creators of a campaign who have not left it, by name."""
    sql = f"""
        SELECT n.id, c.id, c.name, n.stage FROM participation AS n JOIN creator AS c ON c.id = n.creator_id
        WHERE n.campaign_id = ? AND n.deleted_at IS NULL AND c.deleted_at IS NULL
          AND coalesce(n.stage, '') NOT IN ({code_list(EXITS)}) ORDER BY fold(c.name), n.id
    """
    return [Recipient(*(value or "" for value in row)) for row in conn.execute(sql, (campaign_id,))]


def items(conn: Connection, parcel_id: str) -> list[ParcelItem]:
    """What is in a parcel, in the order it was put in."""
    return find(conn, ParcelItem, "parcel_id = ?", (parcel_id,), order="rowid")


def products(conn: Connection) -> list[Product]:
    """The products that can be sent, by name."""
    return find(conn, Product, "state IS NOT 'gone'", order="fold(name), variant, id")


def address_lines(conn: Connection, creator_id: str) -> str:
    """A creator's postal address as it is written on a parcel; empty where none is kept. Private."""
    found = find(conn, Address, "owner = ?", (ref("creator", creator_id),), order="updated_at DESC, rowid DESC LIMIT 1")
    if not found:
        return ""
    one = found[0]
    place = join((one.postal_code, one.city), " ")
    return join((one.recipient, one.line1, one.line2, place, one.region, one.country), "\n")


def cautions(conn: Connection, parcel: Parcel, today: str) -> tuple[str, ...]:
    """Why a parcel should be looked at before it is sent: the address changed since, or a block."""
    said = []
    person = ref("creator", parcel.creator_id or "")
    name = get(conn, Creator, parcel.creator_id or "").name
    confirmed = parcel.address_confirmed_on
    for one in find(conn, Address, "owner = ?", (person,)):
        if confirmed and (one.updated_at or "")[:10] > confirmed:
            said.append(tr("{name} has changed the address since it was confirmed.", name=name))
            break
    scopes = {"", ref("client", client_of(conn, parcel)), ref("campaign", campaign_of(conn, parcel))}
    for block in find(conn, DoNotContact, "person = ? AND channel IN ('all', 'post')", (person,)):
        running = (block.since or "") <= today and (not block.until or block.until >= today)
        if running and (block.scope or "") in scopes:
            said.append(tr("{name} is under do not contact.", name=name))
            break
    return tuple(said)


def campaign_of(conn: Connection, parcel: Parcel | Benefit) -> str:
    """The campaign a parcel or a benefit belongs to; empty for none."""
    if parcel.participation_id:
        return get(conn, Participation, parcel.participation_id).campaign_id or ""
    return (parcel.campaign_id or "") if isinstance(parcel, Parcel) else ""


def client_of(conn: Connection, parcel: Parcel | Benefit) -> str:
    """The client a parcel or a benefit is for; empty for none."""
    campaign = campaign_of(conn, parcel)
    return (get(conn, Campaign, campaign).client_id if campaign else parcel.client_id) or ""


def _parcels(conn: Connection, creator_ids: Sequence[str], client_id: str, campaign_id: str) -> list[InKind]:
    where, params = _narrow(creator_ids, client_id, campaign_id, "p.client_id = :client", _OF_CAMPAIGNS)
    sql = (
        f"SELECT p.*, {_CAMPAIGN} AS whole_campaign, coalesce(k.client_id, p.client_id) AS whole_client "
        f"FROM parcel AS p {_JOINS} WHERE p.deleted_at IS NULL AND p.state IN ({code_list(SENT)}) AND {where} "
        "ORDER BY p.rowid"
    )
    rows = conn.execute(sql, params).fetchall()
    inside = _items_of(conn, [row["id"] for row in rows])
    return [
        one
        for row in rows
        for one in of_parcel(
            from_columns(Parcel, row), inside.get(row["id"], ()), client_id=row["whole_client"] or "",
            campaign_id=row["whole_campaign"] or "",
        )
    ]  # fmt: skip


def _benefits(conn: Connection, creator_ids: Sequence[str], client_id: str, campaign_id: str) -> list[InKind]:
    through = "p.participation_id IN (SELECT id FROM participation WHERE campaign_id IN ({campaigns}))"
    where, params = _narrow(creator_ids, client_id, campaign_id, "p.client_id = :client", through)
    sql = (
        "SELECT p.*, n.campaign_id AS whole_campaign, coalesce(k.client_id, p.client_id) AS whole_client "
        "FROM benefit AS p LEFT JOIN participation AS n ON n.id = p.participation_id "
        f"LEFT JOIN campaign AS k ON k.id = n.campaign_id WHERE p.deleted_at IS NULL AND {where} ORDER BY p.rowid"
    )
    return [
        of_benefit(
            from_columns(Benefit, row), client_id=row["whole_client"] or "", campaign_id=row["whole_campaign"] or ""
        )
        for row in conn.execute(sql, params)
    ]


def _narrow(
    creator_ids: Sequence[str], client_id: str, campaign_id: str, named: str, through: str
) -> tuple[str, Mapping[str, str]]:
    parts, params = ["1"], {}
    if creator_ids:
        parts.append("p.creator_id IN (SELECT value FROM json_each(:creators))")
        params["creators"] = json.dumps(list(creator_ids))
    if client_id:
        parts.append(f"(({through.format(campaigns=_CLIENTS)}) OR {named})")
        params["client"] = client_id
    if campaign_id:
        parts.append(f"({through.format(campaigns=':campaign')})")
        params["campaign"] = campaign_id
    return " AND ".join(parts), params


def _items_of(conn: Connection, parcel_ids: Sequence[str]) -> dict[str, list[ParcelItem]]:
    found: dict[str, list[ParcelItem]] = {}
    where = "parcel_id IN (SELECT value FROM json_each(?))"
    for one in find(conn, ParcelItem, where, (json.dumps(list(parcel_ids)),), order="rowid"):
        found.setdefault(one.parcel_id or "", []).append(one)
    return found
