"""Contracts as the list shows them: who with, how far, and what is open in each."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.contracts.checklist import ITEMS
from infludesk.contracts.model import ANSWERS, LAPSED, OUT, UNSIGNED
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.search import like_pattern
from infludesk.db.sql import code_list, marks
from infludesk.flows import clashes
from infludesk.flows.clashes import Clash
from infludesk.flows.contract_checklist import items
from infludesk.flows.paper import unwritten_in_france
from infludesk.flows.rights_use import misuses
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
    "rights_end": "rights_end IS NULL, rights_end {way}, c.id",
    "exclusive_until": "exclusive_until IS NULL, exclusive_until {way}, c.id",
}
SORTS = frozenset(_ORDER)
_ANSWERED = code_list(code for code, _ in ANSWERS if code != "open")
_FROM = f"""
SELECT c.*, r.name AS creator, n.campaign_id, k.name AS campaign, k.client_id, l.name AS client, m.name AS owner,
       (SELECT min(u.ends_on) FROM usage_right AS u
        WHERE u.contract_id = c.id AND u.deleted_at IS NULL AND u.perpetual IS NOT 1) AS rights_end,
       (SELECT max(coalesce(x.ends_on, '9999')) FROM exclusivity AS x
        WHERE x.contract_id = c.id AND x.deleted_at IS NULL AND x.waived_by IS NULL) AS exclusive_until,
       (SELECT count(*) FROM contract_item AS i
        WHERE i.contract_id = c.id AND i.deleted_at IS NULL AND i.answer IN ({_ANSWERED})) AS answered
FROM contract AS c LEFT JOIN creator AS r ON r.id = c.creator_id
LEFT JOIN participation AS n ON n.id = c.participation_id LEFT JOIN campaign AS k ON k.id = n.campaign_id
LEFT JOIN client AS l ON l.id = k.client_id LEFT JOIN member AS m ON m.id = c.owner_id
WHERE c.deleted_at IS NULL AND {{where}}
"""
VIEWS = choices(
    to_send="To send", to_sign="To sign", open="Open items", rights_ending="Rights ending",
    misused="Used past its rights", clashes="Clashes", unwritten="No written contract though required",
)  # fmt: skip
# How long before its end a right is told of.
ENDING_DAYS = 60
_VIEWS = {
    "to_send": "c.state = 'in_check'",
    "to_sign": f"c.state IN ({code_list(OUT)})",
    "open": f"c.state IN ({code_list(UNSIGNED)}) AND answered < {len(ITEMS)}",
    "rights_ending": f"c.state NOT IN ({code_list(LAPSED)}) AND EXISTS (SELECT 1 FROM usage_right AS u "
    "WHERE u.contract_id = c.id AND u.deleted_at IS NULL AND u.perpetual IS NOT 1 "
    f"AND u.ends_on BETWEEN :today AND date(:today, '+{ENDING_DAYS} days'))",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows: every part narrows; empty parts do not.

    ``view`` is one of ``VIEWS``; ``today`` is the day it is asked on.
    """

    text: str = ""
    state: str = ""
    owner_id: str = ""
    campaign_id: str = ""
    creator_id: str = ""
    view: str = ""
    today: str = ""


@dataclass(frozen=True, slots=True)
class ListedContract:
    """A row of the contracts list; days as stored.

    ``rights_end`` is the first end of its rights, ``exclusive_until`` the last day of its exclusivities, 9999 for one
    without; ``clashes`` counts those it is one side of, ``clash_certain`` says whether one of them is certain.
    """

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
    rights_end: str = ""
    exclusive_until: str = ""
    clashes: int = 0
    clash_certain: bool = False


def ids(conn: Connection, wanted: Filter = Filter(), sort: str = "creator", *, descending: bool = False) -> list[str]:
    """The ids of the contracts to show, in the order of a key of ``SORTS``; empty values sort last both ways."""
    parts, params = ["1"], {"today": wanted.today}
    for column in ("c.state", "c.owner_id", "n.campaign_id", "c.creator_id"):
        if value := getattr(wanted, column[2:]):
            parts.append(f"{column} = :{column[2:]}")
            params[column[2:]] = value
    if wanted.text.strip():
        words = "fold(coalesce(c.title, '') || ' ' || coalesce(r.name, '') || ' ' || coalesce(l.name, ''))"
        parts.append(f"{words} LIKE :text ESCAPE '\\'")
        params["text"] = like_pattern(wanted.text)
    if wanted.view in _VIEWS:
        parts.append(_VIEWS[wanted.view])
    elif wanted.view:
        parts.append("c.id IN (SELECT value FROM json_each(:found))")
        params["found"] = json.dumps(sorted(_found(conn, wanted.view, wanted.today)))
    order = _ORDER[sort].format(way="DESC" if descending else "ASC")
    sql = f"{_FROM.format(where=' AND '.join(parts))} ORDER BY {order}"
    return [row["id"] for row in conn.execute(sql, params)]


def listed(conn: Connection, wanted: Sequence[str]) -> list[ListedContract]:
    """The list's rows for some ids, in the order of the ids; those that are gone are left out."""
    rows = conn.execute(_FROM.format(where=f"c.id IN ({marks(wanted)})"), tuple(wanted)).fetchall()
    told: dict[str, list[Clash]] = {}
    for clash in clashes.of_creators(conn, [row["creator_id"] for row in rows if row["creator_id"]]):
        for one in _sides(conn, clash):
            told.setdefault(one, []).append(clash)
    found = {row["id"]: _listed(conn, row, told.get(row["id"], ())) for row in rows}
    return [found[one] for one in wanted if one in found]


def _found(conn: Connection, view: str, today: str) -> set[str]:
    """The contracts of a view that needs more than their own rows."""
    if view == "clashes":
        return {one for clash in clashes.all_clashes(conn) for one in _sides(conn, clash)}
    if view == "misused":
        return {one.contract_id for one in misuses(conn, today)}
    return {one.contract_id for one in unwritten_in_france(conn)}


def _sides(conn: Connection, clash: Clash) -> set[str]:
    """The contracts on both sides of a clash; all of the other side's participation."""
    sql = "SELECT id FROM contract WHERE deleted_at IS NULL AND participation_id = ?"
    others = {row[0] for row in conn.execute(sql, (clash.other_participation_id,))}
    return (others | {clash.contract_id, clash.other_contract_id}) - {""}


def _listed(conn: Connection, row: SqlRow, told: Sequence[Clash]) -> ListedContract:
    def text(name: str) -> str:
        return row[name] or ""

    return ListedContract(
        row["id"], text("title"), text("creator_id"), text("creator"), text("campaign_id"), text("campaign"),
        text("client_id"), text("client"), row["state"] or "draft", row["answered"], len(ITEMS),
        sum(one.red_flag for one in items(conn, row["id"])), text("starts_on"), text("ends_on"), text("sent_on"),
        text("signed_on"), text("owner"), text("rights_end"), text("exclusive_until"), len(told),
        any(one.certain for one in told),
    )  # fmt: skip
