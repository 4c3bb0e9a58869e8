"""Whether a file is whole: SQLite's own check, links that lead somewhere, hashes, and the tables worked out."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from infludesk.db.changelog import FROZEN
from infludesk.db.driver import Connection
from infludesk.kernel.schema import Link, Schema
from infludesk.kernel.text import plural, tr

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: faults in words, and live rows per table."""

    faults: tuple[str, ...]
    counts: Mapping[str, int]


def check(conn: Connection, schema: Schema, attachments: Path) -> Report:
    """Check the whole file; reads only."""
    faults = [
        *_sqlite(conn),
        *(fault for link in schema.links for fault in _dangling(conn, schema, link)),
        *(fault for link in schema.links if link.needed for fault in _orphaned(conn, schema, link)),
        *_frozen(conn),
        *_files(conn, attachments),
        *_other_kinds(conn),
        *_worked_out(conn),
    ]
    counts = {
        entity.table: conn.execute(f"SELECT count(*) FROM {entity.table} WHERE deleted_at IS NULL").fetchone()[0]
        for entity in schema.entities
    }
    return Report(tuple(faults), counts)


def _sqlite(conn: Connection) -> Iterator[str]:
    for (found,) in conn.execute(f"PRAGMA integrity_check({_SHOWN})"):
        if found != "ok":
            yield tr("The file is damaged: {what}", what=found)
    for row in conn.execute("PRAGMA foreign_key_check").fetchmany(_SHOWN):
        yield tr("A row of {table} points at nothing in {parent}.", table=row[0], parent=row[2])


def _dangling(conn: Connection, schema: Schema, link: Link) -> Iterator[str]:
    """Refs that point at nothing; links are foreign keys and checked by SQLite."""
    if not link.ref:
        return
    sql = (
        f"SELECT id, {link.column}, substr({link.column}, 1, instr({link.column}, ':') - 1) AS parent "
        f"FROM {link.child} WHERE {link.column} IS NOT NULL AND deleted_at IS NULL"
    )
    targets: dict[str, list[str]] = {}
    for row in conn.execute(sql):
        targets.setdefault(row["parent"], []).append(row[1])
    for parent, refs in targets.items():
        if parent not in schema.by_table:
            yield tr("{table}.{column} names a kind of record that is not known: {parent}.",
                     table=link.child, column=link.column, parent=parent)  # fmt: skip
            continue
        known = {f"{parent}:{row[0]}" for row in conn.execute(f"SELECT id FROM {parent}")}
        lost = sum(one not in known for one in refs)
        if lost:
            yield tr("{n} rows of {table} point at nothing in {parent}.", n=lost, table=link.child, parent=parent)


def _orphaned(conn: Connection, schema: Schema, link: Link) -> Iterator[str]:
    """Live rows that need one which is deleted."""
    for parent in schema.by_table if link.ref else (link.parent,):
        to = f"'{parent}:' || parent.id" if link.ref else "parent.id"
        lost = conn.execute(
            f"SELECT count(*) FROM {parent} AS parent JOIN {link.child} AS child ON child.{link.column} = {to} "
            "WHERE parent.deleted_at IS NOT NULL AND child.deleted_at IS NULL"
        ).fetchone()[0]
        if lost:
            yield tr("{n} rows of {table} need a row of {parent} that is deleted.",
                     n=lost, table=link.child, parent=parent)  # fmt: skip


def _frozen(conn: Connection) -> Iterator[str]:
    """Frozen texts whose hash no longer fits."""
    for table, frozen in ((table, one) for table, one in FROZEN.items() if one.text):
        text, digest = frozen.text, frozen.digest
        hashed = f"SELECT id, {text}, {digest} FROM {table} AS OLD WHERE erased_at IS NULL AND {frozen.when}"
        for row in conn.execute(hashed):
            if hashlib.sha256((row[text] or "").encode()).hexdigest() != row[digest]:
                yield tr("A frozen text of {table} was changed: {id}.", table=table, id=row["id"])


def _files(conn: Connection, attachments: Path) -> Iterator[str]:
    for row in conn.execute("SELECT name, sha256 FROM attachment WHERE deleted_at IS NULL"):
        digest = row["sha256"] or ""
        path = attachments / (digest if digest.isalnum() else "-")  # a hash that leads elsewhere leads to nothing
        if not path.is_file():
            yield tr('The file "{name}" is missing from the attachments.', name=row["name"])
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield tr('The file "{name}" was changed since it was added.', name=row["name"])


def _other_kinds(conn: Connection) -> Iterator[str]:
    """Values of the user's own fields from when these were of another kind, to which Undo brought them back."""
    sql = (
        "SELECT f.label, count(*) AS n FROM custom_value AS v JOIN custom_field AS f ON f.id = v.field_id "
        "WHERE v.deleted_at IS NULL AND f.deleted_at IS NULL AND CASE f.field_kind "
        "WHEN 'money' THEN v.value_text IS NOT NULL OR (v.value_int IS NOT NULL AND v.value_currency IS NULL) "
        "WHEN 'int' THEN v.value_text IS NOT NULL OR v.value_currency IS NOT NULL "
        "WHEN 'ppm' THEN v.value_text IS NOT NULL OR v.value_currency IS NOT NULL "
        "WHEN 'yes' THEN v.value_text IS NOT NULL OR v.value_int NOT IN (0, 1) "
        "ELSE v.value_int IS NOT NULL END GROUP BY f.id ORDER BY f.label"
    )
    for row in conn.execute(sql):
        words = (
            'A value of the field "{label}" is of another kind than the field; it is shown as text.',
            '{n} values of the field "{label}" are of another kind than the field; they are shown as text.',
        )
        yield plural(row["n"], *words, label=row["label"])


def _worked_out(conn: Connection) -> Iterator[str]:
    for table in ("writer", "derived"):
        if not conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
            yield tr("The row of {table} is gone. Opening the workspace puts it back.", table=table)
    live = "SELECT count(*) FROM creator WHERE deleted_at IS NULL AND merged_into_id IS NULL"
    for table in ("creator_stats", "creator_fts"):
        if conn.execute(f"SELECT ({live}) <> (SELECT count(*) FROM {table})").fetchone()[0]:
            yield tr("The list of creators is behind its rows. Opening the workspace brings it up to date.")
