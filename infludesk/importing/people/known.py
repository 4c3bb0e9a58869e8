"""The creators already in the workspace, as an import compares its rows with them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from infludesk.creators.model import Account, AccountSnapshot, Address, Creator
from infludesk.creators.names import stands_in
from infludesk.creators.several import PARTS
from infludesk.creators.signs import Traits, traits
from infludesk.creators.store import canonical, told_apart
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import batched, filled
from infludesk.importing.people.asking import Gone
from infludesk.importing.people.comparing import Held, HeldAccount, Key
from infludesk.importing.people.incoming import Point, channel_key
from infludesk.importing.people.reasons import binned_words
from infludesk.kernel.text import fold
from infludesk.records.custom_store import custom_values

_ALIVE, _TRASHED = "deleted_at IS NULL", "deleted_as = 'trash'"
_HUNG = ("account", "contact_point", "tagging", "timeline_entry", *PARTS)
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
        self.trash = any(conn.execute(f"SELECT 1 FROM {table} WHERE {_TRASHED} LIMIT 1").fetchone() for table in _HUNG)

    def lookup(self, keys: Collection[Key]) -> Mapping[Key, Sequence[str]]:
        """Live creators by key, the oldest first."""
        return self._owners(keys, "c.deleted_at IS NULL")

    def names(self, folded: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Live creators by folded name, the oldest first."""
        found = self._owners([Key("name", name) for name in folded], "c.deleted_at IS NULL")
        return {key.value: ids for key, ids in found.items()}

    def refused(self, keys: Collection[Key]) -> Mapping[Key, Gone]:
        """Keys of creators in the trash that nobody live shares."""
        gone = self._owners(keys, "c.deleted_as = 'trash'")
        live = self.lookup(gone) if gone else {}
        reason = binned_words()
        names = self._trashed_names({one for ids in gone.values() for one in ids})
        return {
            key: Gone(reason, tuple(names[one] for one in ids) if all(names[one] for one in ids) else ())
            for key, ids in gone.items()
            if key not in live
        }

    def binned(self, folded: Collection[str]) -> Mapping[str, Sequence[Held]]:
        """What was known of creators in the trash, by folded name."""
        found: dict[str, list[Held]] = defaultdict(list)
        sql = f"SELECT * FROM creator WHERE {_TRASHED} AND merged_into_id IS NULL AND name IS NOT NULL"
        found_rows = self.conn.execute(sql) if folded else ()
        rows = {row["id"]: row for row in found_rows if fold(row["name"]) in folded}
        for some in batched(list(rows), _CHUNK):
            self.pulse()
            gone = self._hung(some, [f"creator:{one}" for one in some], _TRASHED)
            for row in map(rows.__getitem__, some):
                held = gone[row["id"]]
                notes = {*held.notes, *(row["notes"] or "").split("\n")}
                found[fold(row["name"])].append(replace(held, creator=filled(Creator.entity, row), notes=notes))
        return found

    def now(self, creator: str) -> str:
        """The live creator that somebody is now, also once merged; empty where there is none."""
        one = canonical(self.conn, creator)
        return one if self._rows("SELECT id FROM creator", "id", [one]) else ""

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
        return told_apart(self.conn)

    def _trashed_names(self, ids: Collection[str]) -> dict[str, str]:
        """What creators in the trash are called; empty for a name that stands in."""
        found = {}
        sql = (
            "SELECT id, name, email, "
            "(SELECT group_concat(handle, ' ') FROM account WHERE creator_id = c.id) AS handles FROM creator AS c"
        )
        for some in batched(sorted(ids), _CHUNK):
            for row in self._rows(sql, "c.id", some, where=_TRASHED):
                name, mails, handles = row["name"] or "", [row["email"] or ""], (row["handles"] or "").split()
                found[row["id"]] = "" if stands_in(name, mails, handles) else name
        return found

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
        live, trashed = self._hung(ids, people, _ALIVE), self._hung(ids, people, _TRASHED) if self.trash else {}
        own = custom_values(self.conn, people)
        former = _grouped(self._rows("SELECT merged_into_id, * FROM creator", "merged_into_id", ids))
        found = {}
        for row in self._rows("SELECT * FROM creator", "id", ids):
            one = row["id"]
            found[one] = replace(
                live[one], creator=filled(Creator.entity, row),
                notes={*live[one].notes, *(row["notes"] or "").split("\n")},
                custom=own.get(f"creator:{one}", {}), trashed=trashed.get(one),
                former=tuple(filled(Creator.entity, other) for other in former[one]),
            )  # fmt: skip
        return found

    def _hung(self, ids: Sequence[str], people: Sequence[str], where: str) -> dict[str, Held]:
        """What hangs on creators, alive or in the trash."""
        accounts = self._accounts(ids, where)
        points = _grouped(self._rows("SELECT owner, kind, value FROM contact_point", "owner", people, where=where))
        addresses = _grouped(self._rows("SELECT owner, * FROM address", "owner", people, where=where))
        entries = "SELECT creator_id, body FROM timeline_entry"
        notes = _grouped(self._rows(entries, "creator_id", ids, "kind = 'note'", where=where))
        labels = "SELECT g.target, t.label FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id"
        tags = _grouped(self._rows(labels, "g.target", people, where=where))
        parts = self._parts(ids, people, where)
        return {
            one: Held(
                accounts=accounts.get(one, {}),
                points={Point(r["kind"], r["value"]).key for r in points[f"creator:{one}"]},
                addresses=tuple({k: r[k] for k in r.keys() if r[k]} for r in addresses[f"creator:{one}"]),  # noqa: SIM118  a SQLite row
                tags={r["label"].casefold() for r in tags[f"creator:{one}"]},
                notes={line for r in notes[one] for line in (r["body"] or "").split("\n")},
                parts=parts.get(one, ()),
            )
            for one in ids
        }

    def _parts(
        self, ids: Sequence[str], people: Sequence[str], where: str
    ) -> dict[str, list[tuple[str, Mapping[str, Any]]]]:
        """What a creator has several of, beside addresses; of what is in the trash also since when."""
        found: dict[str, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
        for table, (entity, column) in PARTS.items():
            if entity is not Address.entity:
                owners = people if entity.field(column).kind == "ref" else ids
                for row in self._rows(f"SELECT * FROM {table}", column, owners, where=where):
                    gone = {"deleted_at": row["deleted_at"]} if row["deleted_at"] else {}
                    found[row[column].rpartition(":")[2]].append((table, filled(entity, row) | gone))
        return found

    def _accounts(self, ids: Sequence[str], where: str) -> dict[str, dict[tuple[str, str], HeldAccount]]:
        rows = self._rows("SELECT * FROM account", "creator_id", ids, where=where)
        latest: dict[str, SqlRow] = {}
        for some in batched([row["id"] for row in rows], _CHUNK):
            for row in self._rows(
                # of several readings of a day the same as figures of the file are written over
                "SELECT *, max(day || id) FROM account_snapshot",
                "account_id",
                some,
                end="GROUP BY account_id",
            ):
                latest[row["account_id"]] = row
        found: dict[str, dict[tuple[str, str], HeldAccount]] = defaultdict(dict)
        for row in rows:
            figures = latest.get(row["id"])
            found[row["creator_id"]][channel_key(row["platform"], row["handle"], row["url"])] = HeldAccount(
                filled(Account.entity, row),
                filled(AccountSnapshot.entity, figures) if figures else {},
                (figures["day"] or "") if figures else "",
            )
        return found

    def _rows(
        self, select: str, column: str, values: Sequence[str], more: str = "1", end: str = "", where: str = _ALIVE
    ) -> list[SqlRow]:
        of = f"{column.partition('.')[0]}." if "." in column else ""
        sql = f"{select} WHERE {column} IN ({_marks(values)}) AND {of}{where} AND {more} {end}"
        return self.conn.execute(sql, tuple(values)).fetchall()


def _traits(row: SqlRow, mails: Iterable[str]) -> Traits:
    """What of a creator is compared; a handle or e-mail that stands in for the name is none."""
    accounts = [one.partition(":")[2] for one in (row["handles"] or "").split()]
    every = (*((row["email"],) if row["email"] else ()), *mails)
    name = row["name"] or ""
    return traits(
        "" if stands_in(name, every, accounts) else name,
        city=row["city"] or "",
        country=row["country"] or "",
        mails=every,
        handles=accounts,
        site=row["website"] or "",
    )


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _grouped(rows: Iterable[SqlRow]) -> dict[str, list[SqlRow]]:
    found: dict[str, list[SqlRow]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found
