"""All declared entities together: which table points at which."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from infludesk.kernel.fields import Entity, Row


@dataclass(frozen=True, slots=True)
class Link:
    """A field of ``child`` that points at ``parent``; a ref (``table:uuid``) may point at any table.

    ``needed``: what names a row cannot stand without it, though some such links may be empty.
    """

    child: str
    column: str
    parent: str
    needed: bool
    ref: bool


class Schema:
    """The entities of the program, by table, and their links."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.entities = tuple(entities)
        self.by_table = {entity.table: entity for entity in self.entities}

    def cls(self, table: str) -> type[Row]:
        """The class of a table's rows."""
        return self.by_table[table].cls

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link and ref of every entity."""
        return tuple(
            Link(entity.table, field.name, field.table, field.needed or field.follows, field.kind == "ref")
            for entity in self.entities
            for field in entity.fields
            if field.kind in ("link", "ref")
        )

    def needing(self, table: str) -> tuple[Link, ...]:
        """The links that cannot do without a row of this table."""
        return tuple(link for link in self.links if link.needed and (link.ref or link.parent == table))
