"""Creators with everything that hangs on them, read some hundreds at a time."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from infludesk.creators.model import Address, DoNotContact
from infludesk.creators.several import PARTS, hung
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import batched
from infludesk.exporting.table import STEP
from infludesk.records.custom_store import custom_values

THEM = "IN (SELECT value FROM json_each(?))"
_ACCOUNTS = f"SELECT * FROM account WHERE creator_id {THEM} AND deleted_at IS NULL"
_READINGS = (
    "SELECT s.*, max(s.day || s.id) AS newest FROM account AS a JOIN account_snapshot AS s ON s.account_id = a.id "
    f"WHERE a.creator_id {THEM} AND a.deleted_at IS NULL AND s.deleted_at IS NULL GROUP BY s.account_id"
)
_OWNED = f"SELECT * FROM {{table}} WHERE {{column}} {THEM} AND deleted_at IS NULL ORDER BY rowid"
_TAGS = (
    "SELECT g.target, t.label FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id "
    f"WHERE g.target {THEM} AND g.deleted_at IS NULL AND t.deleted_at IS NULL ORDER BY t.label COLLATE NOCASE"
)
_PREFIX = "creator:"


@dataclass(frozen=True, slots=True)
class Person:
    """A creator's row and, as stored, what is theirs.

    Attributes:
        row: the creator.
        accounts: the channels, each with its newest reading or None; the largest first.
        points: further ways to reach them.
        tags: the words.
        own: key of a field of the user's own → what they hold in it.
        parts: table of ``creators.several.PARTS`` → its rows: addresses, blocks, ties, consents.
    """

    row: SqlRow
    accounts: Sequence[tuple[SqlRow, SqlRow | None]]
    points: Sequence[SqlRow]
    tags: Sequence[str]
    own: Mapping[str, Any]
    parts: Mapping[str, Sequence[SqlRow]]

    @property
    def addresses(self) -> Sequence[SqlRow]:
        """Postal addresses, the first one first."""
        return self.parts[Address.entity.table]

    @property
    def block(self) -> SqlRow | None:
        """The first wish not to be contacted; None for none."""
        return next(iter(self.parts[DoNotContact.entity.table]), None)


def people(conn: Connection, ids: Sequence[str]) -> Iterator[Person]:
    """The live creators of these ids, in their order."""
    for some in batched(ids, STEP):
        yield from _some(conn, some)


def refs(ids: Sequence[str]) -> str:
    """The links to creators, as one bound value for ``THEM``."""
    return json.dumps([f"{_PREFIX}{one}" for one in ids])


def _some(conn: Connection, ids: Sequence[str]) -> Iterator[Person]:
    plain, linked = json.dumps(list(ids)), refs(ids)
    sql = f"SELECT * FROM creator WHERE id {THEM} AND deleted_at IS NULL"
    rows = {row["id"]: row for row in conn.execute(sql, (plain,))}
    readings = {row["account_id"]: row for row in conn.execute(_READINGS, (plain,))}
    accounts: dict[str, list[tuple[SqlRow, SqlRow | None]]] = defaultdict(list)
    for row in conn.execute(_ACCOUNTS, (plain,)):
        accounts[row["creator_id"]].append((row, readings.get(row["id"])))
    points = _owned(conn, "contact_point", "owner", linked)
    parts = {
        table: _owned(conn, table, column, linked if entity.field(column).kind == "ref" else plain)
        for table, (entity, column) in PARTS.items()
    }
    held = custom_values(conn, [f"{_PREFIX}{one}" for one in ids])
    tags: dict[str, list[str]] = defaultdict(list)
    for target, label in conn.execute(_TAGS, (linked,)):
        tags[target].append(label)
    for one in ids:
        if one in rows:
            link = f"{_PREFIX}{one}"
            own = sorted(accounts.get(one, ()), key=_largest_first)
            theirs = {table: found.get(hung(table, one)[PARTS[table][1]], ()) for table, found in parts.items()}
            yield Person(rows[one], own, points.get(link, ()), tags.get(link, ()), held.get(link, {}), theirs)


def _owned(conn: Connection, table: str, column: str, linked: str) -> dict[str, list[SqlRow]]:
    found: dict[str, list[SqlRow]] = defaultdict(list)
    for row in conn.execute(_OWNED.format(table=table, column=column), (linked,)):
        found[row[column]].append(row)
    return found


def _largest_first(one: tuple[SqlRow, SqlRow | None]) -> tuple[int, str]:
    account, reading = one
    return -((reading["followers"] if reading else None) or 0), account["id"]
