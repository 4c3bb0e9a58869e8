"""Mappings kept under a name, and found again for the next file of the same headings or the same source."""

import hashlib
from dataclasses import dataclass, replace

from infludesk.db.driver import Connection
from infludesk.db.rows import find, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.importing.columns.mapping import Mapping, from_json, to_json
from infludesk.importing.columns.sources import recognise
from infludesk.importing.fields.targets import heading
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.model import ImportMapping
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref

_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping as it was confirmed.

    Attributes:
        id: the row's.
        name: as the person called it.
        source: what its files are recognised as; empty for an unknown one.
        fingerprint: of the headings.
        saved_at: when it was saved last, a moment.
        mapping: to be laid over a file with ``mapping.applied``.
    """

    id: str
    name: str
    source: str
    fingerprint: str
    saved_at: str
    mapping: Mapping


def fingerprint(sheet: Sheet) -> str:
    """What tells files of the same headings, in whatever order and case: 64 hexadecimal digits."""
    return hashlib.sha256("\n".join(sorted(map(heading, sheet.columns))).encode()).hexdigest()


def save_mapping(tx: Tx, *, name: str, sheet: Sheet, mapping: Mapping) -> str:
    """Keep a mapping for files like this one; one of the same headings and source is replaced. Returns its id.

    A column that is left out because it is empty is no choice: in a file that fills it, it is proposed.

    Raises:
        Problem: ``record.needed``: no name.
    """
    tx.label("Save mapping {name}", name=name)
    source, known = mapping.source or None, fingerprint(sheet)
    chosen = tuple(one for one in mapping.columns if one.filled or one.target)
    name, body = name.strip(), to_json(replace(mapping, columns=chosen or mapping.columns))
    row_id = tx.seeded("import_mapping", source, known)
    if find(tx.conn, ImportMapping, "id = ?", (row_id,)):
        update(tx, ImportMapping, row_id, name=name, body=body)
        return row_id
    return insert(tx, ImportMapping(name=name, source=source, fingerprint=known, body=body)).id


def trash_mapping(tx: Tx, *, mapping_id: str) -> None:
    """Move a mapping to the trash; past imports keep what they brought."""
    tx.label("Forget mapping {mapping}", mapping=ref("import_mapping", mapping_id))
    trash(tx, "import_mapping", [mapping_id])


def saved_mappings(conn: Connection) -> tuple[SavedMapping, ...]:
    """All mappings that can be read, by name."""
    rows = find(conn, ImportMapping, order="name COLLATE NOCASE, id")
    return tuple(one for row in rows if (one := _saved(row)) is not None)


def saved_for(conn: Connection, sheet: Sheet) -> SavedMapping | None:
    """The mapping for a file: the newest of the very headings, else of its source with most of the headings."""
    every = sorted(saved_mappings(conn), key=lambda one: (one.saved_at, one.id), reverse=True)
    known = fingerprint(sheet)
    exact = next((one for one in every if one.fingerprint == known), None)
    source = recognise(sheet.kind, sheet.columns)
    if exact or source is None:
        return exact
    near = [(_likeness(one, sheet), one) for one in every if one.source == source.name]
    best = max(near, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= _ALIKE else None


def _likeness(one: SavedMapping, sheet: Sheet) -> float:
    """How many of the headings of both are the same: 0 to 1."""
    ours, theirs = {heading(c.heading) for c in one.mapping.columns}, set(map(heading, sheet.columns))
    return len(ours & theirs) / max(len(ours), len(theirs), 1)


def _saved(row: ImportMapping) -> SavedMapping | None:
    """A row as it is used; None for one that a newer version wrote."""
    try:
        mapping = from_json(row.body or "")
    except Problem:
        return None
    return SavedMapping(row.id, row.name or "", row.source or "", row.fingerprint or "", row.updated_at or "", mapping)
