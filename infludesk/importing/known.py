"""The creators already in the workspace, as an import compares its rows with them."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from infludesk.creators.model import Account, AccountSnapshot, Creator
from infludesk.creators.profiles import normal_handle
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import batched, from_columns
from infludesk.importing.comparing import Held, HeldAccount, Key
from infludesk.importing.plan import Point
from infludesk.kernel.fields import Row
from infludesk.kernel.text import tr

_CHUNK = 400


class KnownCreators:
    """Answers an import's questions from the match keys and the rows."""

    def __init__(self, conn: Connection) -> None:
        self.conn = conn
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
        return {one: held for some in batched(sorted(ids), _CHUNK) for one, held in self._held(some).items()}

    def _owners(self, keys: Iterable[Key], where: str) -> dict[Key, list[str]]:
        found: dict[Key, list[str]] = defaultdict(list)
        if self.empty:
            return found
        kinds: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            kinds[key.kind].append(key.value)
        for kind, values in kinds.items():
            for some in batched(values, _CHUNK):
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
        blocked = {row[0] for row in self._rows("SELECT person FROM do_not_contact", "person", people)}
        found = {}
        for row in self._rows("SELECT * FROM creator", "id", ids):
            one, person = row["id"], f"creator:{row['id']}"
            lines = (row["notes"] or "").split("\n") + [n for r in notes[one] for n in (r["body"] or "").split("\n")]
            found[one] = Held(
                _values(from_columns(Creator, row)),
                accounts.get(one, {}),
                {Point(r["kind"], r["value"]).key for r in points[person]},
                tuple({k: r[k] for k in r.keys() if r[k]} for r in addresses[person]),  # noqa: SIM118  a SQLite row
                {r["label"].casefold() for r in tags[person]},
                set(lines),
                person in blocked,
            )
        return found

    def _accounts(self, ids: Sequence[str]) -> dict[str, dict[tuple[str, str], HeldAccount]]:
        rows = self._rows("SELECT * FROM account", "creator_id", ids)
        latest: dict[str, AccountSnapshot] = {}
        for some in batched([row["id"] for row in rows], _CHUNK):
            for row in self._rows(
                "SELECT *, max(day) FROM account_snapshot", "account_id", some, end="GROUP BY account_id"
            ):
                latest[row["account_id"]] = from_columns(AccountSnapshot, row)
        found: dict[str, dict[tuple[str, str], HeldAccount]] = defaultdict(dict)
        for row in rows:
            account, figures = from_columns(Account, row), latest.get(row["id"])
            key = (account.platform or "", normal_handle(account.handle or ""))
            found[row["creator_id"]][key] = HeldAccount(
                _values(account), _values(figures) if figures else {}, (figures.day or "") if figures else ""
            )
        return found

    def _rows(self, select: str, column: str, values: Sequence[str], more: str = "1", end: str = "") -> list[SqlRow]:
        alive = f"{column.partition('.')[0] + '.' if '.' in column else ''}deleted_at IS NULL"
        sql = f"{select} WHERE {column} IN ({_marks(values)}) AND {alive} AND {more} {end}"
        return self.conn.execute(sql, tuple(values)).fetchall()


def raw_text(cells: Iterable[str]) -> str:
    """A row as it was in the file, for the machine that imported it."""
    return json.dumps(list(cells), ensure_ascii=False)


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _values(row: Row) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in row.entity.fields}


def _grouped(rows: Iterable[SqlRow]) -> dict[str, list[SqlRow]]:
    found: dict[str, list[SqlRow]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found
