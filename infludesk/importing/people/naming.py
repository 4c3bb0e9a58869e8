"""Records that a file names: members by links, clients and campaigns by what a part of a creator is for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from infludesk.campaigns.model import Campaign
from infludesk.clients.model import Client
from infludesk.creators.model import Creator
from infludesk.creators.several import PARTS
from infludesk.db.driver import Connection
from infludesk.importing.columns.mapping import Mapping as Columns
from infludesk.importing.columns.sources import OWN
from infludesk.importing.fields.targets import target
from infludesk.importing.people.incoming import Incoming, Skipped
from infludesk.kernel.errors import Note
from infludesk.kernel.fields import Entity
from infludesk.kernel.ids import ref, split_ref
from infludesk.kernel.text import fold, tr
from infludesk.team.model import Member

Rows = tuple[Incoming | Skipped, ...]
_LINKS = tuple(one.name for one in Creator.entity.fields if one.kind == "link" and one.table == Member.entity.table)
_REFS = {
    table: tuple(one.name for one in entity.fields if one.kind == "ref" and one.name != column)
    for table, (entity, column) in PARTS.items()
}
# with nobody named, a tie would be one with the house
_NEEDED = frozenset({"with_party"})


def with_records(conn: Connection, rows: Rows, mapping: Columns) -> Rows:
    """The rows with the workspace's records in place of their names; a name that no record alone has is told."""
    places = {_key(one.target): one.heading for one in mapping.columns if _names_record(one.target, mapping)}
    if not places:
        return rows
    members = {name: split_ref(one)[1] for name, one in _by_name(conn, Member.entity).items()}
    naming = _Naming(members, _by_name(conn, Client.entity, Campaign.entity), places, own=mapping.source == OWN)
    return tuple(naming.settled(one) if isinstance(one, Incoming) else one for one in rows)


def _names_record(code: str, mapping: Columns) -> bool:
    one = target(code, mapping.custom).field
    return one is not None and one.kind in ("link", "ref")


def _key(code: str) -> str:
    return code.partition("@")[0]


def _by_name(conn: Connection, *entities: Entity) -> dict[str, str]:
    """Live records by folded name, of names that one alone has."""
    found: dict[str, list[str]] = defaultdict(list)
    for entity in entities:
        sql = f"SELECT id, {entity.title} FROM {entity.table} WHERE deleted_at IS NULL"
        for row_id, name in conn.execute(sql):
            found[fold(name or "")].append(ref(entity.table, row_id))
    return {name: one for name, (one, *more) in found.items() if not more}


class _Naming:
    """Puts records in place of names, row by row."""

    def __init__(
        self, members: Mapping[str, str], refs: Mapping[str, str], places: Mapping[str, str], *, own: bool
    ) -> None:
        self.members, self.refs, self.places, self.own = members, refs, places, own

    def settled(self, row: Incoming) -> Incoming:
        """The row with its links, and without those that lead nowhere."""
        notes: list[Note] = []
        creator = self._named(row, "creator", row.creator, _LINKS, self.members, notes)
        parts = [
            (table, self._named(row, table, values, _REFS[table], self.refs, notes)) for table, values in row.parts
        ]
        kept = tuple(
            (table, dict(found)) for (table, found), (_, said) in zip(parts, row.parts, strict=True)
            if not (said.keys() - found.keys()) & _NEEDED
        )  # fmt: skip
        block = row.block
        if block and block.exact:
            exact = self._named(row, "do_not_contact", block.exact, _REFS["do_not_contact"], self.refs, notes)
            block = replace(block, exact=exact)
        said = "" if self.own else "\n".join(f"{one.column}: {one.value}" for one in notes)
        note = "\n".join(filter(None, (row.note, said)))
        return replace(row, creator=creator, parts=kept, block=block, note=note, problems=(*row.problems, *notes))

    def _named(
        self, row: Incoming, table: str, values: Mapping[str, Any], names: Sequence[str], known: Mapping[str, str],
        notes: list[Note],
    ) -> Mapping[str, Any]:  # fmt: skip
        if not any(name in values for name in names):
            return values
        found = dict(values)
        for name in names:
            if said := found.pop(name, None):
                if record := known.get(fold(said)):
                    found[name] = record
                else:
                    heading = self.places.get(f"{table}.{name}", "")
                    notes.append(Note(row.row, heading, said, tr('No single record is called "{name}".', name=said)))
        return found
