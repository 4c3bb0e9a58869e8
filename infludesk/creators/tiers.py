"""Tiers: names for how many followers a channel has; a person's is that of the largest channel, never of the sum."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from infludesk.kernel.fields import choices
from infludesk.kernel.text import tr

TIERS = choices(nano="Nano", micro="Micro", mid="Mid", macro="Macro", mega="Mega")

# Tier → the followers it begins at; it ends where the next begins, and that number belongs to the next.
Bounds = Mapping[str, int]
DEFAULT: Bounds = MappingProxyType({"nano": 1_000, "micro": 10_000, "mid": 50_000, "macro": 250_000, "mega": 1_000_000})
EVERY_CHANNEL: Mapping[str, Bounds] = MappingProxyType({"": DEFAULT})


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel's newest follower count; None = not known."""

    id: str
    platform: str
    followers: int | None


def tier_of(followers: int | None, bounds: Bounds = DEFAULT) -> str | None:
    """The tier's code; None below the first tier or where the followers are not known."""
    if followers is None:
        return None
    reached = [(begins, tier) for tier, begins in bounds.items() if begins <= followers]
    return max(reached)[1] if reached else None


def tier_label(tier: str | None) -> str:
    """The tier as shown; ``–`` for none, an unknown code as it is."""
    return tr(dict(TIERS).get(tier, tier)) if tier else "–"


def largest(channels: Iterable[Channel]) -> Channel | None:
    """The channel with most followers, ties by id; None where no count is known."""
    known = [(-one.followers, one.id, one) for one in channels if one.followers is not None]
    return min(known, key=lambda one: one[:2])[2] if known else None


def tier_of_person(channels: Iterable[Channel], bounds: Mapping[str, Bounds] = EVERY_CHANNEL) -> str | None:
    """The tier of the largest channel.

    Args:
        channels: the person's live channels.
        bounds: platform → its own bounds; those under the empty name hold for every other channel.
    """
    top = largest(channels)
    return tier_of(top.followers, bounds.get(top.platform, bounds.get("", DEFAULT))) if top else None
