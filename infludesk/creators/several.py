"""What a creator may have several of: the entities whose rows hang on one, told by one of their columns."""

from infludesk.creators.model import Address, Consent, DoNotContact, Tie
from infludesk.kernel.fields import Entity
from infludesk.kernel.ids import ref

REACHED_BY = ("email", "phone", "website")
"""Fields of a creator that hold the first of several; more of them are contact points of the same kind."""

PARTS: dict[str, tuple[Entity, str]] = {
    entity.table: (entity, column)
    for entity, column in (
        (Address.entity, "owner"), (DoNotContact.entity, "person"), (Tie.entity, "creator_id"),
        (Consent.entity, "person"),
    )
}  # fmt: skip
"""Table → the entity, and the column that names the creator."""


def hung(table: str, creator_id: str) -> dict[str, str]:
    """The column of a part that names its creator, filled."""
    entity, column = PARTS[table]
    return {column: ref("creator", creator_id) if entity.field(column).kind == "ref" else creator_id}
