"""All fields of creators in one row each, headed so that an import knows every column again."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from infludesk.creators.model import PLATFORMS, Account, AccountSnapshot, ContactPoint, Creator
from infludesk.creators.several import PARTS, REACHED_BY
from infludesk.db.driver import Connection, SqlRow
from infludesk.exporting.declared import FieldColumn, Names, columns_of
from infludesk.exporting.own import OwnColumn, own_columns
from infludesk.exporting.people import THEM, Person, people, refs
from infludesk.exporting.table import Column, Secrets, Table, one_of_each
from infludesk.kernel.fields import Entity, Field
from infludesk.kernel.lists import APART, PLAIN, awkward, joined
from infludesk.kernel.text import tr

Read = Callable[[Person], Any]
# What an import knows without the name of the record in front.
_OWN_WORDS = frozenset({
    "name", "email", "notes", "standing", "summary", "given_name", "family_name", "middle_name", "nickname",
    "phonetic_name", "pronouns", "phone", "langs", "country", "region", "city", "zone", "topics", "birth_date",
    "gender", "website",
})  # fmt: skip
_NEVER = ("merged_into_id",)
_FIRST = ("handle", "url")
_OF_CHANNEL = ("creator_id", "platform", *_FIRST)
_OF_READING = ("account_id",)
# Kinds of contact points that an import reads back as further columns of the creator's own.
_PRIVATE_KINDS = frozenset({"phone", "whatsapp", "telegram", "signal", "messenger", "fax"})


@dataclass(frozen=True, slots=True)
class _PersonColumn:
    """One column of the file and how a person fills it; ``stored`` as in ``FieldColumn``, of the creator's row."""

    column: Column
    read: Read
    stored: str = ""


def all_fields(conn: Connection, ids: Sequence[str], secrets: Secrets, most: int | None = None) -> Table:
    """The table of all fields that hold something for these creators; the creator's own are all there.

    With internal and private fields, an import makes the same creators of it. It does not hold the timeline, older
    readings of a channel, labels of contact points, and links between creators; without those fields, theirs neither.

    Args:
        conn: a connection that sees one state of the workspace until the rows are read.
        ids: whose, in order.
        secrets: which marked fields may be there.
        most: how many rows to stop after; None for all.
    """
    names = Names(conn)
    columns = [
        *_of_creator(conn, names, secrets),
        *_of_channels(conn, ids, names, secrets),
        *_of_points(conn, ids, secrets),
        _tags(conn),
        *(_PersonColumn(one.column, _of_own(one)) for one in own_columns(conn, Creator.entity.table, secrets)),
        _blocked(),
        *_of_parts(conn, ids, names, secrets),
    ]
    ids = ids[:most]
    return Table(tr("Creators"), one_of_each(one.column for one in columns), _rows(conn, ids, columns), len(ids))


def _rows(conn: Connection, ids: Sequence[str], columns: Sequence[_PersonColumn]) -> Iterator[tuple[Any, ...]]:
    """The rows; cells that stand as they are in the creator's row are taken by their place in it, which is quicker."""
    stored = [one[0] for one in conn.execute("SELECT * FROM creator LIMIT 0").description]
    plain = [(at, stored.index(one.stored)) for at, one in enumerate(columns) if one.stored]
    others = [(at, one.read) for at, one in enumerate(columns) if not one.stored]
    for person in people(conn, ids):
        cells: list[Any] = [None] * len(columns)
        row = person.row
        for at, place in plain:
            cells[at] = row[place]
        for at, read in others:
            cells[at] = read(person)
        yield tuple(cells)


def _of_creator(conn: Connection, names: Names, secrets: Secrets) -> Iterator[_PersonColumn]:
    def heading(one: Field) -> str:
        if one.name == "name":  # beside given names alone, "Name" is read as the family's
            return tr("Full name")
        plain = one.name in _OWN_WORDS
        return tr(one.label) if plain else _beside(tr("Creator"), one)

    apart = partial(_apart, conn, Creator.entity)
    found = columns_of(Creator.entity, names, secrets, heading=heading, apart=apart, but=_NEVER)
    yield from (_PersonColumn(one.column, _of_row(one), one.stored) for one in found)


def _apart(conn: Connection, entity: Entity, one: Field) -> str:
    """What stands between the entries of a list: anybody's awkward ones need the awkward sign."""
    if one.kind != "list":
        return PLAIN
    sql = f"SELECT DISTINCT {one.name} FROM {entity.table} WHERE {one.name} IS NOT NULL AND deleted_at IS NULL"
    return APART if any(awkward(json.loads(row[0])) for row in conn.execute(sql)) else PLAIN


def _beside(record: str, one: Field) -> str:
    """A field headed with whose it is; an import knows it by that."""
    return tr("{record}: {field}", record=record, field=tr(one.label))


def _of_row(one: FieldColumn) -> Read:
    read = one.read
    return lambda person: read(person.row)


def _of_own(one: OwnColumn) -> Read:
    read = one.read
    return lambda person: read(person.own)


def _of_channels(conn: Connection, ids: Sequence[str], names: Names, secrets: Secrets) -> Iterator[_PersonColumn]:
    """Channel and newest reading under the name of the platform; a second one on it under ``Instagram 2``."""
    labels = dict(PLATFORMS)
    for platform, (most, filled) in _in_use(conn, ids).items():
        for place in range(most):
            said = f"{labels.get(platform, platform)} {place + 1}" if place else labels.get(platform, platform)
            yield from _group(conn, partial(_channel, platform=platform, place=place), filled, names, secrets, said)


def _channel(person: Person, platform: str, place: int) -> tuple[SqlRow, SqlRow | None] | None:
    own = (one for one in person.accounts if one[0]["platform"] == platform)
    return next(islice(own, place, None), None)


def _group(
    conn: Connection,
    of: Callable[[Person], tuple[SqlRow, SqlRow | None] | None],
    filled: set[str],
    names: Names,
    secrets: Secrets,
    said: str,
) -> Iterator[_PersonColumn]:
    """The columns of one channel and its newest reading, as far as anybody's are filled."""
    for part, entity, but in ((0, Account.entity, _OF_CHANNEL[:2]), (1, AccountSnapshot.entity, _OF_READING)):
        empty = [one.name for one in entity.fields if one.name not in filled]
        made = columns_of(
            entity, names, secrets, heading=partial(_beside, said), apart=partial(_apart, conn, entity),
            but=(*but, *empty),
        )  # fmt: skip
        yield from (_PersonColumn(one.column, _told(of, part, one.read)) for one in made)


def _told(
    of: Callable[[Person], tuple[SqlRow, SqlRow | None] | None], part: int, read: Callable[[SqlRow], Any]
) -> Read:
    def told(person: Person) -> Any:
        found = of(person)
        row = found[part] if found else None
        return read(row) if row is not None else None

    return told


def _in_use(conn: Connection, ids: Sequence[str]) -> dict[str, tuple[int, set[str]]]:
    """Platform → the most channels anybody has on it, and the fields that hold something; the commonest first."""
    fields = [("a", one) for one in Account.entity.fields if one.name not in _OF_CHANNEL]
    fields += [("s", one) for one in AccountSnapshot.entity.fields if one.name not in _OF_READING]
    asked = ", ".join(f"max({table}.{one.columns[0]} IS NOT NULL)" for table, one in fields)
    sql = (
        f"SELECT a.platform, {asked} FROM account AS a LEFT JOIN account_snapshot AS s "
        f"ON s.account_id = a.id AND s.deleted_at IS NULL WHERE a.creator_id {THEM} AND a.deleted_at IS NULL "
        "GROUP BY a.platform ORDER BY count(*) DESC, a.platform"
    )
    many = (
        "SELECT platform, max(n) FROM (SELECT platform, count(*) AS n FROM account "
        f"WHERE creator_id {THEM} AND deleted_at IS NULL GROUP BY creator_id, platform) GROUP BY platform"
    )
    bound = (json.dumps(list(ids)),)
    most = dict(conn.execute(many, bound).fetchall())
    return {
        row[0]: (
            most[row[0]],
            {*_FIRST, *(one.name for (_, one), holds in zip(fields, tuple(row)[1:], strict=True) if holds)},
        )
        for row in conn.execute(sql, bound)
    }


def _of_points(conn: Connection, ids: Sequence[str], secrets: Secrets) -> Iterator[_PersonColumn]:
    """Further e-mails, phones and sites are counted from 2 on; the first is the creator's own."""
    sql = (
        "SELECT kind, max(n) FROM (SELECT kind, owner, count(*) AS n FROM contact_point "
        f"WHERE owner {THEM} AND deleted_at IS NULL GROUP BY owner, kind) GROUP BY kind ORDER BY kind"
    )
    for kind, most in conn.execute(sql, (refs(ids),)).fetchall():
        private = kind in _PRIVATE_KINDS
        if not secrets.allow(internal=True, private=private):
            continue
        label = tr(ContactPoint.entity.field("kind").choice(kind))
        said = label if kind in REACHED_BY else tr("{record}: {field}", record=tr("Contact point"), field=label)
        for place in range(most):
            heading = f"{said} {place + 2}" if kind in REACHED_BY else f"{said} {place + 1}" if place else said
            yield _PersonColumn(Column(heading, "text", internal=True, private=private), _point(kind, place))


def _point(kind: str, place: int) -> Read:
    def read(person: Person) -> str:
        values = [row["value"] for row in person.points if row["kind"] == kind]
        return values[place] if place < len(values) else ""

    return read


def _of_parts(conn: Connection, ids: Sequence[str], names: Names, secrets: Secrets) -> Iterator[_PersonColumn]:
    """What a creator has several of, counted from 2 on; of each the fields that anybody's hold something in."""
    for table, (entity, column) in PARTS.items():
        them = refs(ids) if entity.field(column).kind == "ref" else json.dumps(list(ids))
        others = [one for one in entity.fields if one.name != column]
        asked = ", ".join(f"max({one.columns[0]} IS NOT NULL)" for one in others)
        live = f"FROM {table} WHERE {column} {THEM} AND deleted_at IS NULL"
        holds = conn.execute(f"SELECT {asked} {live}", (them,)).fetchone()
        most = conn.execute(f"SELECT max(n) FROM (SELECT count(*) AS n {live} GROUP BY {column})", (them,)).fetchone()
        empty = [one.name for one, filled in zip(others, tuple(holds), strict=True) if not filled]
        for place in range(most[0] or 0):
            record = tr("{record} {n}", record=tr(entity.label), n=place + 1) if place else tr(entity.label)
            made = columns_of(entity, names, secrets, but=(column, *empty), heading=partial(_beside, record))
            yield from (_PersonColumn(one.column, _part(table, place, one.read)) for one in made)


def _part(table: str, place: int, read: Callable[[SqlRow], Any]) -> Read:
    def told(person: Person) -> Any:
        rows = person.parts[table]
        return read(rows[place]) if place < len(rows) else None

    return told


def _tags(conn: Connection) -> _PersonColumn:
    known = [row[0] for row in conn.execute("SELECT label FROM tag WHERE deleted_at IS NULL AND label IS NOT NULL")]
    apart = APART if awkward(known) else PLAIN
    return _PersonColumn(Column(tr("Tags")), lambda person: joined(person.tags, apart))


def _blocked() -> _PersonColumn:
    """Who is not to be contacted is told in every file; what is known of it only where internal fields are."""
    return _PersonColumn(Column(tr("Do not contact")), lambda person: tr("yes") if person.block is not None else "")
