"""Tiers: names for how many followers a channel has; a person's is that of the largest channel, never of the sum."""

from collections.abc import Mapping
from types import MappingProxyType

from infludesk.kernel.fields import choices
from infludesk.kernel.text import tr

TIERS = choices(nano="Nano", micro="Micro", mid="Mid", macro="Macro", mega="Mega")

# Tier → the followers it begins at; it ends where the next begins, and that number belongs to the next.
Bounds = Mapping[str, int]
DEFAULT: Bounds = MappingProxyType({"nano": 1_000, "micro": 10_000, "mid": 50_000, "macro": 250_000, "mega": 1_000_000})


def tier_of(followers: int | None, bounds: Bounds = DEFAULT) -> str | None:
    """The tier's code; None below the first tier or where the followers are not known."""
    if followers is None:
        return None
    reached = [(begins, tier) for tier, begins in bounds.items() if begins <= followers]
    return max(reached)[1] if reached else None


def tier_label(tier: str | None) -> str:
    """The tier as shown; ``–`` for none, an unknown code as it is."""
    return tr(dict(TIERS).get(tier, tier)) if tier else "–"
