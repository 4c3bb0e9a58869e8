"""What a brief says, section by section: in which order, for whom, and what changed between two texts. Pure."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from infludesk.campaigns.model import Brief
from infludesk.kernel.diff import Piece, words
from infludesk.kernel.fields import Field, blank
from infludesk.kernel.text import tr

# What names, files or addresses a brief; the other fields say something.
FRAME = frozenset({"campaign_id", "title", "lang", "rule_packs", "base_id", "participation_id"})
_OF_BASE = frozenset({"campaign_id", "title", "base_id", "participation_id"})
_LAST = "contact"
SECTIONS: tuple[Field, ...] = (
    *(field for field in Brief.entity.fields if field.name not in FRAME | {_LAST}),
    Brief.entity.field(_LAST),
)
MOST_MESSAGES = 3  # what a creator can keep in mind


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section that says something else now; ``kind`` is added, removed or changed."""

    field: Field
    kind: Literal["added", "removed", "changed"]
    pieces: tuple[Piece, ...]


def is_empty(brief: Brief) -> bool:
    """Whether the brief says nothing beside its title."""
    return not any(is_filled(brief, field) for field in SECTIONS)


def is_filled(brief: Brief | None, field: Field) -> bool:
    """Whether a section says something."""
    return brief is not None and not blank(getattr(brief, field.name))


def own_words(variation: Brief) -> tuple[Field, ...]:
    """The sections in which a variation does not follow its base."""
    return tuple(field for field in SECTIONS if is_filled(variation, field))


def varied(base: Brief, variation: Brief | None) -> Brief:
    """What one creator reads: the base, with each section that the variation fills in place of the base's."""
    if variation is None:
        return base
    own: dict[str, Any] = {
        field.name: value
        for field in Brief.entity.fields
        if field.name not in _OF_BASE and not blank(value := getattr(variation, field.name))
    }
    return replace(
        base, id=variation.id, base_id=base.id or variation.base_id, participation_id=variation.participation_id, **own
    )


def lines_of(field: Field, value: Any) -> tuple[str, ...]:
    """A section's words as lines; an entry of a list is one, a choice its label."""
    if blank(value):
        return ()
    if isinstance(value, tuple):
        return tuple(str(one) for one in value)
    if field.kind == "choice":
        return (tr(field.choice(value)),)
    return tuple(line for line in str(value).splitlines() if line.strip())


def compare(old: Brief, new: Brief) -> tuple[SectionChange, ...]:
    """The sections that differ, with the words that came and went."""
    found = []
    for field in SECTIONS:
        before, after = ("\n".join(lines_of(field, getattr(one, field.name))) for one in (old, new))
        if before != after:
            kind: Literal["added", "removed", "changed"] = "changed"
            if not before or not after:
                kind = "removed" if before else "added"
            found.append(SectionChange(field, kind, words(before, after)))
    return tuple(found)
