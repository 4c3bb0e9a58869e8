"""Creators as the screens ask for them: the list, one creator's page, and finding."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from infludesk.creators.model import (
    STANDINGS,
    Account,
    AccountSnapshot,
    Consent,
    ContactPoint,
    Creator,
    DoNotContact,
    Tag,
    Tie,
    TimelineEntry,
)
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find, get
from infludesk.db.search import is_short, like_pattern, match_query
from infludesk.kernel.ids import ref
from infludesk.records.custom_query import Condition, narrowed, order
from infludesk.records.custom_store import custom_values

_STANDINGS = " ".join(code for code, _ in STANDINGS)
_ORDER = {
    "name": "s.sort_key {way}, s.id",
    "followers": "s.followers IS NULL, s.followers {way}, s.id",
    "last_contact": "s.last_contact IS NULL, s.last_contact {way}, s.id",
    "next_step": "s.next_step IS NULL, s.next_step {way}, s.sort_key, s.id",
    "er": "s.er_ppm IS NULL, s.er_ppm {way}, s.id",
    "standing": f"s.standing IS NULL, instr('{_STANDINGS}', s.standing) {{way}}, s.sort_key, s.id",
    "owner": "m.name IS NULL, fold(m.name) {way}, s.sort_key, s.id",
    "email": "c.email IS NULL, c.email COLLATE NOCASE {way}, s.id",
    "country": "c.country IS NULL, c.country {way}, s.sort_key, s.id",
    "city": "c.city IS NULL, fold(c.city) {way}, s.sort_key, s.id",
    "created": "c.created_at {way}, s.id",
}
# The orders that need more than the list's own rows.
_JOINS = {"owner": "LEFT JOIN member AS m ON m.id = s.owner_id"} | dict.fromkeys(
    ("email", "country", "city", "created"), "JOIN creator AS c ON c.rowid = s.rowid"
)
_CONTAINS_FROM = 3
_FOUND = 50


@dataclass(frozen=True, slots=True)
class ListedCreator:
    """A row of the creators list; rates in parts per million, days as stored.

    ``own`` holds the values of the user's own fields, by key.
    """

    id: str
    name: str
    kind: str
    platform: str
    handle: str
    handles: tuple[tuple[str, str], ...]
    tier: str
    followers: int | None
    er_ppm: int | None
    er_variant: str
    as_of: str
    relations: tuple[str, ...]
    owner: str
    standing: str
    last_contact: str
    next_step: str
    tags: tuple[str, ...]
    blocked: bool
    email: str
    country: str
    city: str
    langs: tuple[str, ...]
    topics: tuple[str, ...]
    created: str
    own: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows: every part narrows; empty parts do not. ``own`` is of the user's own fields."""

    text: str = ""
    owner_id: str = ""
    standing: str = ""
    tag: str = ""
    tier: str = ""
    run_id: str = ""
    own: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything of one creator's page."""

    creator: Creator
    accounts: tuple[Account, ...]
    latest: dict[str, AccountSnapshot]
    ties: tuple[Tie, ...]
    tags: tuple[Tag, ...]
    points: tuple[ContactPoint, ...]
    blocks: tuple[DoNotContact, ...]
    owner: str


def ids(conn: Connection, wanted: Filter, sort: str = "name", *, descending: bool = False) -> list[str]:
    """The ids of the creators to show, in order; ``n/a`` and empty sort last both ways.

    Args:
        conn: a connection.
        wanted: what narrows the list.
        sort: the key of a column, or the name of one of the user's own fields; by name where there is none such.
        descending: the other way round.
    """
    where, params = _where(conn, wanted)
    own = order(conn, "creator", "s", sort)
    terms = own.terms if own else _ORDER.get(sort, _ORDER["name"])
    source = f"creator_stats AS s {own.join if own else _JOINS.get(sort, '')}"
    sql = f"SELECT s.id FROM {source} WHERE {where} ORDER BY {terms.format(way='DESC' if descending else 'ASC')}"
    return [row[0] for row in conn.execute(sql, params | (own.params if own else {}))]


def listed(conn: Connection, wanted: Sequence[str]) -> list[ListedCreator]:
    """The list's rows for some ids, in the order of the ids; those that are gone are left out."""
    marks = ", ".join("?" * len(wanted))
    sql = (
        "SELECT s.*, c.name, c.kind, c.email, c.country, c.city, c.langs, c.topics, c.created_at, m.name AS owner "
        "FROM creator_stats AS s "
        f"JOIN creator AS c ON c.rowid = s.rowid LEFT JOIN member AS m ON m.id = s.owner_id WHERE s.id IN ({marks})"
    )
    own = custom_values(conn, [ref("creator", one) for one in wanted])
    found = {
        row["id"]: _listed(row, own.get(ref("creator", row["id"]), {})) for row in conn.execute(sql, tuple(wanted))
    }
    return [found[one] for one in wanted if one in found]


def count(conn: Connection) -> int:
    """How many live creators there are."""
    return int(conn.execute("SELECT count(*) FROM creator_stats").fetchone()[0])


def search(conn: Connection, typed: str, limit: int = _FOUND) -> list[str]:
    """Ids of creators whose words begin with what was typed, then those that contain it anywhere."""
    query = match_query(typed)
    if query is None:
        return []
    order = "rowid" if is_short(typed) else "rank"
    sql = (
        "SELECT s.id FROM (SELECT rowid FROM creator_fts WHERE creator_fts MATCH ? "
        f"ORDER BY {order} LIMIT ?) AS f JOIN creator_stats AS s ON s.rowid = f.rowid"
    )
    found = [row[0] for row in conn.execute(sql, (query, limit))]
    # where several words were found, looking inside longer ones adds little and costs more than the index
    inside = not found or " " not in query
    if inside and len(found) < limit and len(typed.strip("@ ")) >= _CONTAINS_FROM:
        sql = "SELECT id FROM creator_stats WHERE folded LIKE ? ESCAPE '\\' LIMIT ?"
        more = [row[0] for row in conn.execute(sql, (like_pattern(typed), limit))]
        found += [one for one in more if one not in set(found)]
    return found[:limit]


def canonical(conn: Connection, creator_id: str) -> str:
    """The id a creator has now: of one merged into another, that one's."""
    seen = {creator_id}
    sql = "SELECT merged_into_id FROM creator WHERE id = ?"
    while (row := conn.execute(sql, (creator_id,)).fetchone()) and row[0] and row[0] not in seen:
        creator_id = row[0]
        seen.add(creator_id)
    return creator_id


def told_apart(conn: Connection) -> set[frozenset[str]]:
    """The pairs of creators that somebody said are not the same person."""
    sql = "SELECT from_id, to_id FROM creator_link WHERE kind = 'not_same_person' AND deleted_at IS NULL"
    return {frozenset(pair) for pair in conn.execute(sql)}


def whole(conn: Connection, creator_id: str) -> Whole:
    """One creator with everything that hangs on them.

    Raises:
        Problem: ``record.gone``.
    """
    creator = get(conn, Creator, creator_id)
    accounts = find(conn, Account, "creator_id = ?", (creator_id,))
    latest = {a.id: s for a in accounts if (s := latest_reading(conn, a.id))}
    owner = conn.execute("SELECT name FROM member WHERE id = ?", (creator.owner_id,)).fetchone()
    person = ref("creator", creator_id)
    tags = "id IN (SELECT tag_id FROM tagging WHERE target = ? AND deleted_at IS NULL)"
    return Whole(
        creator,
        tuple(sorted(accounts, key=lambda a: (-(_followers(latest, a) or 0), a.id))),
        latest,
        tuple(find(conn, Tie, "creator_id = ?", (creator_id,), order="kind")),
        tuple(find(conn, Tag, tags, (person,), order="label COLLATE NOCASE")),
        tuple(find(conn, ContactPoint, "owner = ?", (person,))),
        tuple(find(conn, DoNotContact, "person = ?", (person,))),
        owner[0] if owner else "",
    )


def latest_reading(conn: Connection, account_id: str) -> AccountSnapshot | None:
    """The newest reading of an account."""
    found = find(conn, AccountSnapshot, "account_id = ?", (account_id,), order="day DESC, id DESC LIMIT 1")
    return found[0] if found else None


def consents(conn: Connection, creator_id: str) -> list[Consent]:
    """Why the data of a creator may be held, the newest first."""
    return find(conn, Consent, "person = ?", (ref("creator", creator_id),), order="since DESC, rowid DESC")


def timeline(conn: Connection, creator_id: str) -> list[TimelineEntry]:
    """A creator's entries, the newest first."""
    return find(conn, TimelineEntry, "creator_id = ?", (creator_id,), order="happened_at DESC, id DESC")


def tags(conn: Connection) -> list[Tag]:
    """Every tag in use, by label."""
    used = "id IN (SELECT tag_id FROM tagging WHERE deleted_at IS NULL)"
    return find(conn, Tag, used, order="label COLLATE NOCASE")


def _followers(latest: dict[str, AccountSnapshot], account: Account) -> int | None:
    return latest[account.id].followers if account.id in latest else None


def _listed(row: SqlRow, own: dict[str, Any]) -> ListedCreator:
    handles = tuple(
        (platform, handle)
        for word in (row["more_handles"] or "").split(" ")
        for platform, _, handle in [word.partition(":")]
        if handle
    )
    return ListedCreator(
        row["id"], row["name"] or "", row["kind"] or "person", row["platform"] or "", row["handle"] or "", handles,
        row["tier"] or "", row["followers"], row["er_ppm"], row["er_variant"] or "", row["as_of"] or "",
        tuple((row["relations"] or "").split()), row["owner"] or "", row["standing"] or "", row["last_contact"] or "",
        row["next_step"] or "", tuple((row["tags"] or "").split("\x1f")) if row["tags"] else (), bool(row["blocked"]),
        row["email"] or "", row["country"] or "", row["city"] or "", _several(row["langs"]), _several(row["topics"]),
        row["created_at"] or "", own,
    )  # fmt: skip


def _several(stored: str | None) -> tuple[str, ...]:
    return tuple(json.loads(stored)) if stored else ()


def _where(conn: Connection, wanted: Filter) -> tuple[str, dict[str, Any]]:
    parts, params = narrowed(conn, "creator", "s", wanted.own)
    if wanted.text.strip():
        query = match_query(wanted.text)
        either = []
        if query:
            either.append("s.rowid IN (SELECT rowid FROM creator_fts WHERE creator_fts MATCH :query)")
        if len(wanted.text.strip("@ ")) >= _CONTAINS_FROM:
            either.append("s.folded LIKE :text ESCAPE '\\'")
        params |= {"query": query, "text": like_pattern(wanted.text)}
        parts.append(f"({' OR '.join(either)})" if either else "0")
    for column in ("owner_id", "standing", "tier"):
        if value := getattr(wanted, column):
            parts.append(f"s.{column} = :{column}")
            params[column] = value
    if wanted.tag:
        parts.append(
            "s.id IN (SELECT substr(g.target, 9) FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id "
            "WHERE t.label = :tag AND g.deleted_at IS NULL AND g.target LIKE 'creator:%')"
        )
        params["tag"] = wanted.tag
    if wanted.run_id:
        parts.append(
            "s.id IN (SELECT coalesce(c.merged_into_id, c.id) FROM import_row AS w JOIN creator AS c "
            "ON c.id = w.target WHERE w.run_id = :run)"
        )
        params["run"] = wanted.run_id
    return " AND ".join(parts) or "1", params
