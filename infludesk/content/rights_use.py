"""Whether a piece is used as its right allows: the days, the channel and the territory. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from infludesk.content.model import AssetUse
from infludesk.contracts.model import UsageRight

Breach = Literal[
    "no_right", "past_end", "planned_past_end", "before_start", "wrong_channel", "wrong_territory", "piece"
]


@dataclass(frozen=True, slots=True)
class Leave:
    """What a right lets the brand do: with its renewals, from when and until when.

    Attributes:
        starts, ends: ISO days; empty where there is none, or none yet.
        channels, territory: empty for all.
        pieces: ``table:id``, with what belongs to them; empty for all.
    """

    starts: str = ""
    ends: str = ""
    channels: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    pieces: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outside:
    """What a use does beyond its right: ``days`` over for ends, ``what`` is the channel or the countries."""

    breach: Breach
    days: int = 0
    what: tuple[str, ...] = ()


def end_of(right: UsageRight) -> str:
    """The last day of a right; empty for one for ever, and where it is not known yet."""
    if right.perpetual:
        return ""
    if right.ends_on or not (right.starts_on and right.days):
        return right.ends_on or ""
    return (date.fromisoformat(right.starts_on) + timedelta(days=right.days)).isoformat()


def leave_of(right: UsageRight, renewals: Sequence[UsageRight] = (), pieces: frozenset[str] = frozenset()) -> Leave:
    """What a right and the rights that renew it allow; an endless one of them has no end."""
    ends = [end_of(one) for one in (right, *renewals)]
    return Leave(right.starts_on or "", "" if "" in ends else max(ends), right.channels, right.territory, pieces)


def breaches(use: AssetUse, leave: Leave | None, today: str) -> tuple[Outside, ...]:
    """What a use does beyond what is allowed; a use counts until it was stopped, else until today.

    Args:
        use: where a piece is used.
        leave: the right it stands on, None where there is none.
        today: ISO.
    """
    if leave is None:
        return (Outside("no_right"),)
    found = []
    if leave.ends and (over := _over(use, leave.ends, today)):
        found.append(over)
    if leave.starts and use.starts_on and use.starts_on < leave.starts:
        found.append(Outside("before_start", _days(use.starts_on, leave.starts)))
    if leave.channels and use.channel and use.channel not in leave.channels:
        found.append(Outside("wrong_channel", what=(use.channel,)))
    if leave.territory and (beyond := tuple(one for one in use.territory if one not in leave.territory)):
        found.append(Outside("wrong_territory", what=beyond))
    if leave.pieces and use.asset not in leave.pieces:
        found.append(Outside("piece"))
    return tuple(found)


def _over(use: AssetUse, end: str, today: str) -> Outside | None:
    last = use.stopped_on or today
    begun = (use.starts_on or "") <= last
    if begun and last > end:
        return Outside("past_end", _days(end, last))
    planned = use.planned_end or ""
    if not use.stopped_on and planned > end:
        return Outside("planned_past_end", _days(end, planned))
    return None


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
