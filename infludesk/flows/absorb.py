"""Rows that are one thing after all: what names the one names the other, and what is then there twice becomes one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from infludesk.db.driver import SqlRow
from infludesk.db.rows import batched, find, from_columns, to_columns
from infludesk.db.transaction import Tx
from infludesk.kernel.fields import Entity, Field, Row, blank
from infludesk.kernel.ids import ref
from infludesk.kernel.progress import Progress, silent
from infludesk.kernel.schema import Link
from infludesk.kernel.text import fold
from infludesk.team.model import Snooze

_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Rule:
    """How twins of a table are told, and which of them stays.

    Attributes:
        key: what twins share, None for a row that is never a twin; absent where the seed says it.
        rank: the lowest stays; among equals the row that was there before, then the older.
        left: fields whose blanks are not filled from the row that goes.
    """

    key: Callable[[SqlRow], object] | None = None
    rank: Callable[[SqlRow], Any] = lambda _row: 0
    left: frozenset[str] = frozenset()


def absorb(
    tx: Tx, table: str, pairs: Mapping[str, str], rules: Mapping[str, Rule], progress: Progress = silent
) -> None:
    """Point every row that names a lost row at the one that stays, and let the twins this makes become one.

    Rows in the trash are pointed there too, so that what is restored is found.

    Args:
        tx: the transaction.
        table: the table of the rows.
        pairs: the id of each lost row → the id of the row that stays.
        rules: table → rule, where the seed alone does not tell twins.
        progress: is told (done, links), also while twins of a link are absorbed; raises Cancelled to stop.
    """
    _carry_put_off(tx, pairs)
    links: dict[str, list[Link]] = defaultdict(list)
    for link in tx.schema.links:
        if link.ref or link.parent == table:
            links[link.child].append(link)
    for done, (child, its) in enumerate(links.items()):
        progress(done, len(links))
        moved = {one for link in its for one in _repoint(tx, link, table, pairs)}
        if moved and (key := _key(tx, tx.schema.by_table[child], its, rules)):
            near = _near(tx, its, table, set(pairs.values()))
            if twins := _unite(tx, child, near, moved, key, rules.get(child, Rule())):
                absorb(tx, child, twins, rules, lambda *_, at=done: progress(at, len(links)))
                drop(tx, child, twins)


def additions(kept: Row, lost: Row, left: frozenset[str] = frozenset()) -> dict[str, Any]:
    """What a row adds to the one that stays: its blanks are filled, lists and internal prose are joined."""
    found = {}
    for field in kept.entity.fields:
        ours, theirs = getattr(kept, field.name), getattr(lost, field.name)
        if field.name not in left and not blank(theirs):
            value = theirs if blank(ours) else _joined(field, ours, theirs)
            if value != ours:
                found[field.name] = value
    return found


def is_joined(field: Field) -> bool:
    """Whether two values of a field become one of both."""
    return field.kind == "list" or (field.kind == "long" and field.internal)


def changes(old: Row, new: Row) -> dict[str, Any]:
    """The fields in which two rows differ, as the new one has them."""
    return {
        field.name: getattr(new, field.name)
        for field in old.entity.fields
        if getattr(new, field.name) != getattr(old, field.name)
    }


def assign(tx: Tx, entity: Entity, row_id: str, values: Mapping[str, Any]) -> None:
    """Write values that other rows held already, as they were."""
    if columns := to_columns(entity, values):
        names = ", ".join(f"{name} = ?" for name in columns)
        tx.conn.execute(
            f"UPDATE {entity.table} SET {names}, updated_at = ? WHERE id = ?", (*columns.values(), tx.moment, row_id)
        )


def drop(tx: Tx, table: str, ids: Iterable[str]) -> None:
    """Take away rows that another stands for; they are not in the trash, and undoing brings them back."""
    tx.conn.executemany(
        f"UPDATE {table} SET deleted_at = ?, deleted_as = 'undo', updated_at = ? WHERE id = ?",
        [(tx.moment, tx.moment, one) for one in ids],
    )


def _repoint(tx: Tx, link: Link, table: str, pairs: Mapping[str, str]) -> list[str]:
    """Point the rows of one link at what stays; returns their ids."""
    named = {ref(table, old): ref(table, new) for old, new in pairs.items()} if link.ref else pairs
    found = _rows(tx, f"SELECT id, {link.column} AS parent FROM {link.child} WHERE {link.column} IN", list(named))
    tx.conn.executemany(
        f"UPDATE {link.child} SET {link.column} = ?, updated_at = ? WHERE id = ?",
        [(named[row["parent"]], tx.moment, row["id"]) for row in found],
    )
    return [row["id"] for row in found]


def _carry_put_off(tx: Tx, pairs: Mapping[str, str]) -> None:
    """What was put off of a lost row is put off of the one that stays; of two days the earlier one counts."""
    found = find(tx.conn, Snooze)
    kept = {one.item_key: one for one in found}
    for one in found:
        key = ":".join(pairs.get(part, part) for part in (one.item_key or "").split(":"))
        if key == one.item_key:
            continue
        if twin := kept.get(key):
            assign(tx, Snooze.entity, twin.id, {"until": min(one.until or "", twin.until or "")})
            drop(tx, Snooze.entity.table, [one.id])
        else:
            assign(tx, Snooze.entity, one.id, {"item_key": key})
            kept[key] = replace(one, item_key=key)


def _near(tx: Tx, links: Sequence[Link], table: str, stay: set[str]) -> list[SqlRow]:
    """The live rows that name what stays."""
    found: dict[str, SqlRow] = {}
    for link in links:
        names = [ref(table, one) for one in stay] if link.ref else list(stay)
        sql = f"SELECT * FROM {link.child} WHERE deleted_at IS NULL AND {link.column} IN"
        found |= {row["id"]: row for row in _rows(tx, sql, names)}
    return list(found.values())


def _rows(tx: Tx, sql: str, values: Sequence[str]) -> list[SqlRow]:
    return [
        row
        for some in batched(values, _CHUNK)
        for row in tx.conn.execute(f"{sql} ({', '.join('?' * len(some))})", tuple(some))
    ]


def _key(tx: Tx, entity: Entity, links: Sequence[Link], rules: Mapping[str, Rule]) -> Callable[[SqlRow], object] | None:
    """What twins of a table share: what its rule says, else its seed, where one of the links is part of it."""
    rule = rules.get(entity.table)
    if rule is not None and rule.key is not None:
        return rule.key
    if not {link.column for link in links} & set(entity.seed):
        return None
    return lambda row: tx.seeded(entity.table, *(None if row[one] is None else str(row[one]) for one in entity.seed))


def _unite(
    tx: Tx, table: str, rows: Sequence[SqlRow], moved: set[str], key: Callable[[SqlRow], object],
    rule: Rule,
) -> dict[str, str]:  # fmt: skip
    """Let the twins among these rows become one each; returns the id of each that goes → of the one that stays."""
    cls = tx.schema.cls(table)
    alike: dict[object, list[SqlRow]] = defaultdict(list)
    for row in rows:
        if (its := key(row)) is not None:
            alike[its].append(row)
    pairs: dict[str, str] = {}
    for some in alike.values():
        if len(some) == 1 or moved.isdisjoint(row["id"] for row in some):
            continue
        first, *others = sorted(some, key=lambda row: (rule.rank(row), row["id"] in moved, row["rowid"]))
        kept = whole = from_columns(cls, first)
        for other in others:
            whole = replace(whole, **additions(whole, from_columns(cls, other), rule.left))
            pairs[other["id"]] = kept.id
        assign(tx, cls.entity, kept.id, changes(kept, whole))
    return pairs


def _joined(field: Field, ours: Any, theirs: Any) -> Any:
    if field.kind == "list":
        known = {fold(str(one)) for one in ours}
        return (*ours, *(one for one in theirs if fold(str(one)) not in known))
    if is_joined(field):
        return ours if theirs in ours else theirs if ours in theirs else f"{ours}\n\n{theirs}"
    return ours
