"""Contracts as the list shows them: who with, how far, and what is open in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.contracts.checklist import ITEMS
from infludesk.contracts.model import ANSWERS, OUT, UNSIGNED
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.search import like_pattern
from infludesk.db.sql import code_list, marks
from infludesk.flows.contract_checklist import items
from infludesk.kernel.fields import choices

_ORDER = {
    "creator": "fold(r.name) {way}, c.id",
    "campaign": "k.name IS NULL, fold(k.name) {way}, c.id",
    "client": "l.name IS NULL, fold(l.name) {way}, c.id",
    "state": "c.state {way}, c.id",
    "checklist": "answered {way}, c.id",
    "starts_on": "c.starts_on IS NULL, c.starts_on {way}, c.id",
    "ends_on": "c.ends_on IS NULL, c.ends_on {way}, c.id",
    "owner": "m.name IS NULL, fold(m.name) {way}, c.id",
}
SORTS = frozenset(_ORDER)
_ANSWERED = code_list(code for code, _ in ANSWERS if code != "open")
_FROM = f"""
SELECT c.*, r.name AS creator, n.campaign_id, k.name AS campaign, k.client_id, l.name AS client, m.name AS owner,
       (SELECT count(*) FROM contract_item AS i
        WHERE i.contract_id = c.id AND i.deleted_at IS NULL AND i.answer IN ({_ANSWERED})) AS answered
FROM contract AS c LEFT JOIN creator AS r ON r.id = c.creator_id
LEFT JOIN participation AS n ON n.id = c.participation_id LEFT JOIN campaign AS k ON k.id = n.campaign_id
LEFT JOIN client AS l ON l.id = k.client_id LEFT JOIN member AS m ON m.id = c.owner_id
WHERE c.deleted_at IS NULL AND {{where}}
"""
VIEWS = choices(to_send="To send", to_sign="To sign", open="Open items")
_VIEWS = {
    "to_send": "c.state = 'in_check'",
    "to_sign": f"c.state IN ({code_list(OUT)})",
    "open": f"c.state IN ({code_list(UNSIGNED)}) AND answered < {len(ITEMS)}",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows: every part narrows; empty parts do not. ``view`` is one of ``VIEWS``."""

    text: str = ""
    state: str = ""
    owner_id: str = ""
    campaign_id: str = ""
    creator_id: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class ListedContract:
    """A row of the contracts list; days as stored."""

    id: str
    title: str
    creator_id: str
    creator: str
    campaign_id: str
    campaign: str
    client_id: str
    client: str
    state: str
    answered: int
    total: int
    red_flags: int
    starts_on: str
    ends_on: str
    sent_on: str
    signed_on: str
    owner: str


def ids(conn: Connection, wanted: Filter = Filter(), sort: str = "creator", *, descending: bool = False) -> list[str]:
    """The ids of the contracts to show, in the order of a key of ``SORTS``; empty values sort last both ways."""
    parts, params = ["1"], []
    for column in ("c.state", "c.owner_id", "n.campaign_id", "c.creator_id"):
        if value := getattr(wanted, column[2:]):
            parts.append(f"{column} = ?")
            params.append(value)
    if wanted.text.strip():
        words = "fold(coalesce(c.title, '') || ' ' || coalesce(r.name, '') || ' ' || coalesce(l.name, ''))"
        parts.append(f"{words} LIKE ? ESCAPE '\\'")
        params.append(like_pattern(wanted.text))
    if wanted.view:
        parts.append(_VIEWS[wanted.view])
    order = _ORDER[sort].format(way="DESC" if descending else "ASC")
    sql = f"{_FROM.format(where=' AND '.join(parts))} ORDER BY {order}"
    return [row["id"] for row in conn.execute(sql, params)]


def listed(conn: Connection, wanted: Sequence[str]) -> list[ListedContract]:
    """The list's rows for some ids, in the order of the ids; those that are gone are left out."""
    rows = conn.execute(_FROM.format(where=f"c.id IN ({marks(wanted)})"), tuple(wanted)).fetchall()
    found = {row["id"]: _listed(conn, row) for row in rows}
    return [found[one] for one in wanted if one in found]


def _listed(conn: Connection, row: SqlRow) -> ListedContract:
    def text(name: str) -> str:
        return row[name] or ""

    return ListedContract(
        row["id"], text("title"), text("creator_id"), text("creator"), text("campaign_id"), text("campaign"),
        text("client_id"), text("client"), row["state"] or "draft", row["answered"], len(ITEMS),
        sum(one.red_flag for one in items(conn, row["id"])), text("starts_on"), text("ends_on"), text("sent_on"),
        text("signed_on"), text("owner"),
    )  # fmt: skip
