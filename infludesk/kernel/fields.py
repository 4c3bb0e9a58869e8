"""A field is declared once: forms, tables, import targets, CSV columns and the data dictionary come from it."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar, Literal, TypeVar, dataclass_transform

Kind = Literal[
    "text", "long", "email", "phone", "url", "country", "lang", "zone", "currency", "choice", "flags", "yes",
    "day", "pday", "moment", "deadline", "int", "ppm", "money", "fx", "link", "ref", "list",
]  # fmt: skip
FX = ("num", "den", "day", "source")


@dataclass(frozen=True, slots=True)
class Field:
    """What the program knows of one field.

    Attributes:
        name: the attribute's name, and the column's.
        kind: how it is stored, read and shown (data dictionary, section 1).
        label: English, as on the form.
        help: one sentence below the field; empty for none.
        section: the form section that holds it; empty = core, seen at first.
        choices: code → English label, for choice and flags.
        table: the table a link points at.
        aliases: file headings that mean this field; a number stands where an alias has ``N``.
        search: in full-text search.
        internal: never in a client's document.
        private: internal, also masked on screen and never searched.
        needed: the command refuses the row without it.
        sentences: of a list: each of its entries is a line that may hold commas.
        follows: of a link that may be empty: the row goes to the trash, and comes back, with the row it names.
    """

    name: str
    kind: Kind
    label: str
    help: str = ""
    section: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    table: str = ""
    aliases: tuple[str, ...] = ()
    search: bool = False
    internal: bool = False
    private: bool = False
    needed: bool = False
    follows: bool = False
    sentences: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that hold it."""
        if self.kind == "money":
            return f"{self.name}_minor", f"{self.name}_currency"
        if self.kind == "fx":
            return tuple(f"{self.name}_{part}" for part in FX)
        return (self.name,)

    @property
    def secret(self) -> bool:
        """Whether no client's document may hold it."""
        return self.internal or self.private

    def choice(self, code: str) -> str:
        """The English label of a code; an unknown code (a newer version's) is shown as it is."""
        return dict(self.choices).get(code, code)


@dataclass(frozen=True, slots=True, eq=False)
class Entity:
    """A kind of record: its table, its words and its fields.

    Attributes:
        seed: the fields whose values make the id (uuid5); empty for uuid7.
        internal: the mark of all its fields.
    """

    cls: type["Row"]
    table: str
    label: str
    plural: str
    fields: tuple[Field, ...]
    seed: tuple[str, ...]
    internal: bool

    def field(self, name: str) -> Field:
        """The field of that name.

        Raises:
            KeyError: the entity has no such field.
        """
        return _by_name(self)[name]

    @property
    def sections(self) -> dict[str, list[Field]]:
        """Form section → its fields; the core first, under the empty name."""
        found: dict[str, list[Field]] = {"": []}
        for one in self.fields:
            found.setdefault(one.section, []).append(one)
        return found

    @property
    def title(self) -> str:
        """The field that names a record of this kind."""
        return next((f.name for f in self.fields if f.name in ("name", "title", "label", "number", "what")), "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every synced row has beside its own fields."""

    entity: ClassVar[Entity]

    id: str = ""
    created_at: str | None = None
    updated_at: str | None = None
    deleted_at: str | None = None
    deleted_as: str | None = None
    erased_at: str | None = None

    @property
    def live(self) -> bool:
        """Neither in the trash nor taken back."""
        return self.deleted_at is None


BASE = tuple(one.name for one in dataclasses.fields(Row))
R = TypeVar("R", bound=Row)


def declare(kind: Kind, label: str, **known: Any) -> Any:
    """Declare one field of an entity; its name is the attribute's."""
    empty: Any = () if kind in ("list", "flags") else None
    return field(default=empty, metadata={"field": Field(name="", kind=kind, label=label, **known)})


@dataclass_transform(kw_only_default=True, frozen_default=True)
def entity(
    table: str, label: str, plural: str, *, seed: tuple[str, ...] = (), internal: bool = False
) -> Callable[[type[R]], type[R]]:
    """Make a class of declared fields an entity, stored in ``table``."""

    def make(cls: type[R]) -> type[R]:
        made = dataclass(frozen=True, kw_only=True)(cls)
        fields = tuple(
            dataclasses.replace(
                one.metadata["field"], name=one.name, internal=internal or one.metadata["field"].internal
            )
            for one in dataclasses.fields(made)
            if "field" in one.metadata
        )
        made.entity = Entity(made, table, label, plural, fields, seed, internal)
        return made

    return make


@cache
def _by_name(entity: Entity) -> dict[str, Field]:
    return {one.name: one for one in entity.fields}


def blank(value: Any) -> bool:
    """Whether a field holds nothing."""
    return value is None or value in ("", ())


def choices(**labels: str) -> tuple[tuple[str, str], ...]:
    """Spell out choices as code="Label"."""
    return tuple(labels.items())
