"""What can be exported as a table: each list with its rows, the columns it shows and all its fields."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, Literal

from infludesk.campaigns.model import Campaign, Participation
from infludesk.content import store as content
from infludesk.content.model import Deliverable, Post
from infludesk.contracts.model import Contract
from infludesk.creators import store as creators
from infludesk.creators.model import Creator
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import batched
from infludesk.exporting import goods_views, money_views, proof_views, views
from infludesk.exporting.creator_fields import all_fields
from infludesk.exporting.declared import FieldColumn, Names, columns_of
from infludesk.exporting.own import Held, own_columns
from infludesk.exporting.people import THEM
from infludesk.exporting.table import ALL_SECRETS, NO_SECRETS, STEP, Column, Secrets, Table, one_of_each
from infludesk.exporting.views import View, ViewColumn, of_view
from infludesk.flows import campaign_list, contract_list
from infludesk.flows.roster import roster
from infludesk.gifting.model import Benefit, Parcel, Product
from infludesk.kernel.fields import Entity
from infludesk.kernel.text import tr
from infludesk.payments.model import CreatorFee, Invoice, Payee, Payment
from infludesk.results.store import entry_rows

Kind = Literal[
    "creators",
    "campaigns",
    "roster",
    "contracts",
    "content",
    "results",
    "gifts",
    "products",
    "benefits",
    "fees",
    "payments",
    "invoices",
    "payees",
    "evidence",
    "counters",
    "rule_packs",
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be in a file.

    Attributes:
        kind: which list.
        ids: whose rows, in order; None for everything in the table.
        keys: the page's columns, in order; None for all fields.
        secrets: which marked fields may be there.
        within: the campaign's id, for a roster and for the results of one campaign.
        now: the moment, as stored; results tell by it which readings are due, fees which are late.
    """

    kind: Kind
    ids: tuple[str, ...] | None = None
    keys: tuple[str, ...] | None = None
    secrets: Secrets = NO_SECRETS
    within: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A list: its words, its columns, the records that belong to a row, and the table of the user's own fields."""

    title: str
    one: str
    many: str
    view: Callable[[], View]
    entities: tuple[tuple[Entity, str], ...] = ()
    own: str = ""


# Lists that are internal as a whole: without its internal fields such a file would hold nothing.
ALL_INTERNAL: frozenset[Kind] = frozenset({"fees", "payments", "invoices", "payees"})
LISTS: dict[Kind, _List] = {
    "creators": _List("Creators", "Export {n} creator", "Export {n} creators", views.creators, own="creator"),
    "campaigns": _List(
        "Campaigns", "Export {n} campaign", "Export {n} campaigns", views.campaigns, ((Campaign.entity, "id"),),
        "campaign",
    ),
    "roster": _List(
        "Creators of the campaign", "Export {n} creator", "Export {n} creators", views.roster,
        ((Participation.entity, "participation_id"),),
    ),
    "contracts": _List(
        "Contracts", "Export {n} contract", "Export {n} contracts", views.contracts, ((Contract.entity, "id"),)
    ),
    "content": _List(
        "Content", "Export {n} piece", "Export {n} pieces", views.content,
        ((Deliverable.entity, "id"), (Post.entity, "post_id")),
    ),
    "results": _List("Results", "Export {n} post", "Export {n} posts", views.results, ((Post.entity, "post_id"),)),
    "gifts": _List("Gifts", "Export {n} parcel", "Export {n} parcels", goods_views.gifts, ((Parcel.entity, "id"),)),
    "products": _List(
        "Products", "Export {n} product", "Export {n} products", goods_views.products, ((Product.entity, "id"),)
    ),
    "benefits": _List(
        "Benefits", "Export {n} benefit", "Export {n} benefits", goods_views.benefits, ((Benefit.entity, "id"),)
    ),
    "fees": _List("Fees", "Export {n} fee", "Export {n} fees", money_views.fees, ((CreatorFee.entity, "id"),)),
    "payments": _List(
        "Payments", "Export {n} payment", "Export {n} payments", money_views.payments, ((Payment.entity, "id"),)
    ),
    "invoices": _List(
        "Invoices", "Export {n} invoice", "Export {n} invoices", money_views.invoices, ((Invoice.entity, "id"),)
    ),
    "payees": _List("Payees", "Export {n} payee", "Export {n} payees", money_views.payees, ((Payee.entity, "id"),)),
    "evidence": _List("Evidence", "Export {n} proof", "Export {n} proofs", proof_views.evidence),
    "counters": _List("Counters", "Export {n} counter", "Export {n} counters", proof_views.counters),
    "rule_packs": _List("Rule packs", "Export {n} rule pack", "Export {n} rule packs", proof_views.rule_packs),
}  # fmt: skip


def every_id(conn: Connection, wanted: Wanted) -> tuple[str, ...]:
    """The ids of the rows wanted, in order; of all live ones where none are named."""
    return tuple(_ids(conn, wanted)) if wanted.ids is None else wanted.ids


def _ids(conn: Connection, wanted: Wanted) -> Sequence[str]:
    match wanted.kind:
        case "creators":
            found: Sequence[str] = creators.ids(conn, creators.Filter())
        case "campaigns":
            found = campaign_list.ids(conn, campaign_list.Filter(), "name")
        case "roster":
            found = [row.participation_id for row in roster(conn, wanted.within)]
        case "contracts":
            found = contract_list.ids(conn, contract_list.Filter(campaign_id=wanted.within))
        case "content":
            found = content.ids(conn, content.Filter(campaign_id=wanted.within))
        case "gifts" | "products" | "benefits":
            found = goods_views.ids_of(conn, wanted.kind, wanted.within)
        case "fees" | "payments" | "invoices" | "payees":
            found = money_views.ids_of(conn, wanted.kind, _day(wanted), wanted.within)
        case "evidence" | "counters" | "rule_packs":
            found = proof_views.ids_of(conn, wanted.kind, _day(wanted))
        case "results":
            found = [row.post_id for row in entry_rows(conn, now=wanted.now, campaign_id=wanted.within)]
    return found


def _day(wanted: Wanted) -> date:
    """The day that tells what is due."""
    return date.fromisoformat(wanted.now[:10]) if wanted.now else datetime.now(UTC).date()


def count(conn: Connection, wanted: Wanted) -> int:
    """How many rows are wanted."""
    return len(every_id(conn, wanted))


def table_of(conn: Connection, wanted: Wanted, most: int | None = None) -> Table:
    """The table of a list; its rows are read as they are asked for.

    Args:
        conn: a connection that sees one state of the workspace until the last row is read.
        wanted: which rows and columns.
        most: how many rows to stop after; the columns are those of all. None for all rows.
    """
    ids = every_id(conn, wanted)
    if wanted.kind == "creators" and wanted.keys is None:
        return all_fields(conn, ids, wanted.secrets, most)
    ids = ids[:most]
    one = LISTS[wanted.kind]
    shown = _shown(conn, wanted)
    more = _declared(conn, wanted, {it.column.heading for it in shown}) if wanted.keys is None else []
    columns = one_of_each([*(it.column for it in shown), *(it.column for part in more for it in part.columns)])
    return Table(tr(one.title), columns, _rows(conn, wanted, ids, shown, more), len(ids))


def withheld(conn: Connection, wanted: Wanted) -> tuple[str, ...]:
    """The headings of internal and private fields that a file does not hold; for all fields, of the record's own."""
    if wanted.kind == "creators" and wanted.keys is None:
        entities: list[Entity] = [Creator.entity]
    else:
        entities = [entity for entity, _ in LISTS[wanted.kind].entities] if wanted.keys is None else []
    shown = [it.column for it in of_view(_view(conn, wanted.kind), wanted.keys)]
    fields = [Column(tr(it.label), "text", it.internal, it.private) for one in entities for it in one.fields]
    if wanted.kind == "creators" and wanted.keys is None:
        fields.append(Column(tr("Addresses"), "text", private=True))
    allow = wanted.secrets.allow
    gone = (it.heading for it in (*shown, *fields) if not allow(internal=it.internal, private=it.private))
    return tuple(dict.fromkeys(gone))


@dataclass(frozen=True, slots=True)
class _Part:
    """The declared fields of one record of a row, and the attribute of the row that names it."""

    entity: Entity
    named: str
    columns: tuple[FieldColumn, ...]


def _shown(conn: Connection, wanted: Wanted) -> list[ViewColumn]:
    """The columns of the page that may be in the file, those of the user's own fields among them."""
    allow, every = wanted.secrets.allow, of_view(_view(conn, wanted.kind), wanted.keys)
    return [it for it in every if allow(internal=it.column.internal, private=it.column.private)]


def _view(conn: Connection, kind: Kind) -> View:
    """The columns of the page with those of the user's own fields behind them, whatever their marks."""
    one = LISTS[kind]
    view = dict(one.view())
    for own in own_columns(conn, one.own, ALL_SECRETS):
        view[own.name] = (*view.get(own.name, ()), ViewColumn(own.column, partial(_own, own.read)))
    return view


def _own(read: Callable[[Held], Any], row: Any) -> Any:
    return read(row.own)


def _declared(conn: Connection, wanted: Wanted, taken: set[str]) -> list[_Part]:
    names, made = Names(conn), []
    for entity, named in LISTS[wanted.kind].entities:
        found = columns_of(entity, names, wanted.secrets)
        made.append(_Part(entity, named, tuple(one for one in found if one.column.heading not in taken)))
        taken |= {one.column.heading for one in found}
    return made


def _rows(
    conn: Connection, wanted: Wanted, ids: Sequence[str], shown: Sequence[ViewColumn], more: Sequence[_Part]
) -> Iterator[tuple[Any, ...]]:
    """Each row's cells: those of the list, then those of its records."""
    whole = _whole(conn, wanted)
    for some in batched(ids, STEP):
        listed = whole if whole is not None else _listed(conn, wanted, some)
        stored = [_stored(conn, part, [listed[one] for one in some if one in listed]) for part in more]
        for one in some:
            if (row := listed.get(one)) is None:
                continue
            cells = [column.read(row) for column in shown]
            for part, found in zip(more, stored, strict=True):
                record = found.get(getattr(row, part.named))
                cells += [None if record is None else column.read(record) for column in part.columns]
            yield tuple(cells)


def _whole(conn: Connection, wanted: Wanted) -> dict[str, Any] | None:
    """The rows of the lists that are read at once, by id."""
    if wanted.kind == "roster":
        return {row.participation_id: row for row in roster(conn, wanted.within)}
    if wanted.kind == "results":
        return {row.post_id: row for row in entry_rows(conn, now=wanted.now, campaign_id=wanted.within)}
    return None


def _listed(conn: Connection, wanted: Wanted, ids: Sequence[str]) -> dict[str, Any]:
    match wanted.kind:
        case "creators":
            rows: Sequence[Any] = creators.listed(conn, ids)
        case "campaigns":
            rows = campaign_list.listed(conn, ids)
        case "contracts":
            rows = contract_list.listed(conn, ids)
        case "gifts" | "products" | "benefits":
            rows = goods_views.rows_of(conn, wanted.kind, ids)
        case "fees" | "payments" | "invoices" | "payees":
            rows = money_views.rows_of(conn, wanted.kind, _day(wanted), ids)
        case "evidence" | "counters" | "rule_packs":
            return proof_views.rows_of(conn, wanted.kind, _day(wanted), ids)
        case _:
            rows = content.listed(conn, ids)
    return {row.id: row for row in rows}


def _stored(conn: Connection, part: _Part, rows: Sequence[Any]) -> dict[str, SqlRow]:
    ids = json.dumps([one for row in rows if (one := getattr(row, part.named))])
    sql = f"SELECT * FROM {part.entity.table} WHERE id {THEM}"
    return {row["id"]: row for row in conn.execute(sql, (ids,))}
