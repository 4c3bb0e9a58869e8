"""The creators already in the workspace, as an import compares its rows with them."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from infludesk.creators.model import Account, AccountSnapshot, Address, Creator
from infludesk.creators.profiles import normal_handle
from infludesk.creators.several import PARTS
from infludesk.creators.signs import Traits, traits
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import batched, filled
from infludesk.importing.comparing import Held, HeldAccount, Key
from infludesk.importing.incoming import Point
from infludesk.kernel.text import tr
from infludesk.records.custom_store import custom_values

_CHUNK = 400
_STEP = 2_000
_PEOPLE = (
    "SELECT c.id, coalesce(c.merged_into_id, c.id) AS one, c.name, c.email, c.city, c.country, c.website, "
    "s.more_handles AS handles FROM creator AS c LEFT JOIN creator_stats AS s ON s.id = c.id "
    "WHERE c.deleted_at IS NULL"
)


class KnownCreators:
    """Answers an import's questions from the match keys and the rows."""

    def __init__(self, conn: Connection, pulse: Callable[[], None] = lambda: None) -> None:
        """Read from ``conn``; ``pulse`` is called several times a second, and raises what stops it."""
        self.conn, self.pulse = conn, pulse
        self.empty = conn.execute("SELECT 1 FROM match_key LIMIT 1").fetchone() is None

    def lookup(self, keys: Collection[Key]) -> Mapping[Key, Sequence[str]]:
        """Live creators by key, the oldest first."""
        return self._owners(keys, "c.deleted_at IS NULL")

    def names(self, folded: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Live creators by folded name, the oldest first."""
        found = self._owners([Key("name", name) for name in folded], "c.deleted_at IS NULL")
        return {key.value: ids for key, ids in found.items()}

    def refused(self, keys: Collection[Key]) -> Mapping[Key, str]:
        """Keys of creators in the trash that nobody live shares."""
        gone = self._owners(keys, "c.deleted_as = 'trash'")
        live = self.lookup(gone) if gone else {}
        return {key: tr("In the trash. Restore it there to import it again.") for key in gone if key not in live}

    def held(self, ids: Collection[str]) -> Mapping[str, Held]:
        """What is known of each creator."""
        found: dict[str, Held] = {}
        for some in batched(sorted(ids), _CHUNK):
            self.pulse()
            found |= self._held(some)
        return found

    def near(self, those: Iterable[Traits]) -> Iterator[tuple[str, Traits]]:
        """Live creators of a city, mail domain or handle that one of those has, also by names of before a merger."""
        if self.empty:
            return
        cities, domains, handles = set[str](), set[str](), set[str]()
        for one in those:
            cities.add(one.city)
            domains.update(one.domains)
            handles.update(one.handles)
        mails = self._mails()
        for done, row in enumerate(self.conn.execute(_PEOPLE)):
            if done % _STEP == 0:
                self.pulse()
            found = _traits(row, mails.get(row["id"], ()))
            if found.city in cities or not domains.isdisjoint(found.domains) or not handles.isdisjoint(found.handles):
                yield row["one"], found

    def apart(self) -> Collection[frozenset[str]]:
        """Pairs of creators that somebody said are not the same person."""
        sql = "SELECT from_id, to_id FROM creator_link WHERE kind = 'not_same_person' AND deleted_at IS NULL"
        return {frozenset(pair) for pair in self.conn.execute(sql)}

    def _mails(self) -> dict[str, list[str]]:
        """Further e-mails by creator."""
        found: dict[str, list[str]] = defaultdict(list)
        sql = "SELECT substr(owner, 9), value FROM contact_point WHERE kind = 'email' AND deleted_at IS NULL"
        for creator, value in self.conn.execute(f"{sql} AND owner LIKE 'creator:%'"):
            found[creator].append(value)
        return found

    def _owners(self, keys: Iterable[Key], where: str) -> dict[Key, list[str]]:
        found: dict[Key, list[str]] = defaultdict(list)
        if self.empty:
            return found
        kinds: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            kinds[key.kind].append(key.value)
        for kind, values in kinds.items():
            for some in batched(values, _CHUNK):
                self.pulse()
                sql = (
                    "SELECT k.key, k.creator_id FROM match_key AS k JOIN creator AS c ON c.id = k.creator_id "
                    f"WHERE k.kind = ? AND k.key IN ({_marks(some)}) AND {where} ORDER BY c.rowid"
                )
                for key, creator in self.conn.execute(sql, (kind, *some)):
                    found[Key(kind, key)].append(creator)
        return found

    def _held(self, ids: Sequence[str]) -> dict[str, Held]:
        people = [f"creator:{one}" for one in ids]
        accounts = self._accounts(ids)
        points = _grouped(self._rows("SELECT owner, kind, value FROM contact_point", "owner", people))
        addresses = _grouped(self._rows("SELECT owner, * FROM address", "owner", people))
        tags = _grouped(
            self._rows(
                "SELECT g.target, t.label FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id", "g.target", people
            )
        )
        notes = _grouped(self._rows("SELECT creator_id, body FROM timeline_entry", "creator_id", ids, "kind = 'note'"))
        own = custom_values(self.conn, people)
        parts = self._parts(ids, people)
        blocked = {row[0] for row in self._rows("SELECT person FROM do_not_contact", "person", people)}
        found = {}
        for row in self._rows("SELECT * FROM creator", "id", ids):
            one, person = row["id"], f"creator:{row['id']}"
            lines = (row["notes"] or "").split("\n") + [n for r in notes[one] for n in (r["body"] or "").split("\n")]
            found[one] = Held(
                filled(Creator.entity, row),
                accounts.get(one, {}),
                {Point(r["kind"], r["value"]).key for r in points[person]},
                tuple({k: r[k] for k in r.keys() if r[k]} for r in addresses[person]),  # noqa: SIM118  a SQLite row
                {r["label"].casefold() for r in tags[person]},
                set(lines),
                person in blocked,
                own.get(person, {}),
                parts[one],
            )
        return found

    def _parts(self, ids: Sequence[str], people: Sequence[str]) -> dict[str, list[tuple[str, Mapping[str, Any]]]]:
        """What a creator has several of, beside addresses."""
        found: dict[str, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
        for table, (entity, column) in PARTS.items():
            if entity is not Address.entity:
                owners = people if entity.field(column).kind == "ref" else ids
                for row in self._rows(f"SELECT * FROM {table}", column, owners):
                    found[row[column].rpartition(":")[2]].append((table, filled(entity, row)))
        return found

    def _accounts(self, ids: Sequence[str]) -> dict[str, dict[tuple[str, str], HeldAccount]]:
        rows = self._rows("SELECT * FROM account", "creator_id", ids)
        latest: dict[str, SqlRow] = {}
        for some in batched([row["id"] for row in rows], _CHUNK):
            for row in self._rows(
                "SELECT *, max(day) FROM account_snapshot", "account_id", some, end="GROUP BY account_id"
            ):
                latest[row["account_id"]] = row
        found: dict[str, dict[tuple[str, str], HeldAccount]] = defaultdict(dict)
        for row in rows:
            figures = latest.get(row["id"])
            found[row["creator_id"]][row["platform"] or "", normal_handle(row["handle"] or "")] = HeldAccount(
                filled(Account.entity, row),
                filled(AccountSnapshot.entity, figures) if figures else {},
                (figures["day"] or "") if figures else "",
            )
        return found

    def _rows(self, select: str, column: str, values: Sequence[str], more: str = "1", end: str = "") -> list[SqlRow]:
        alive = f"{column.partition('.')[0] + '.' if '.' in column else ''}deleted_at IS NULL"
        sql = f"{select} WHERE {column} IN ({_marks(values)}) AND {alive} AND {more} {end}"
        return self.conn.execute(sql, tuple(values)).fetchall()


def _traits(row: SqlRow, mails: Iterable[str]) -> Traits:
    """What of a creator is compared; a handle or e-mail that stands in for the name is none."""
    accounts = [one.partition(":")[2] for one in (row["handles"] or "").split()]
    name = "" if row["name"] == row["email"] or row["name"] in accounts else row["name"]
    every = (*((row["email"],) if row["email"] else ()), *mails)
    return traits(
        name or "", city=row["city"] or "", country=row["country"] or "", mails=every, handles=accounts,
        site=row["website"] or "",
    )  # fmt: skip


def raw_text(cells: Iterable[str]) -> str:
    """A row as it was in the file, for the machine that imported it."""
    return json.dumps(list(cells), ensure_ascii=False)


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _grouped(rows: Iterable[SqlRow]) -> dict[str, list[SqlRow]]:
    found: dict[str, list[SqlRow]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found
