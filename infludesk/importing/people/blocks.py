"""Blocks that a file tells of beside those of a creator: which add nothing, and which somebody lifted. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from infludesk.importing.people.incoming import Block

Values = Mapping[str, Any]
TABLE = "do_not_contact"
_OF = ("address", "scope")


def fields_of(block: Block) -> dict[str, Any]:
    """The fields of ``do_not_contact`` that a block of a file fills."""
    if block.exact:
        return dict(block.exact)
    said = {"channel": block.channel, "reason": block.reason, "since": block.since, "source": block.source}
    return {name: value for name, value in said.items() if value}


def stands(theirs: Values, ours: Iterable[Values], day: str) -> bool:
    """Whether a block adds nothing: on this day its channel, or all, is blocked; or it is over, and so is ours."""
    return any(
        _covers(one, theirs) if _in_force(one, day) else _same(one, theirs) and not _in_force(theirs, day)
        for one in ours
    )


def was_lifted(theirs: Values, lifted: Iterable[Values]) -> bool:
    """Whether somebody lifted a block, and it was not asked for on a later day; ``lifted`` have ``deleted_at``."""
    since = str(theirs.get("since") or "")
    return any(_same(one, theirs) and since <= str(one.get("deleted_at") or "")[:10] for one in lifted)


def _in_force(block: Values, day: str) -> bool:
    return not block.get("until") or str(block["until"]) >= day


def _covers(ours: Values, theirs: Values) -> bool:
    """Whether ours blocks at least what theirs does; one for a client or an address blocks nothing else."""
    narrow = [name for name in _OF if ours.get(name)]
    return _channel(ours) in ("all", _channel(theirs)) and all(ours[name] == theirs.get(name) for name in narrow)


def _same(ours: Values, theirs: Values) -> bool:
    return _channel(ours) == _channel(theirs) and all(ours.get(name) == theirs.get(name) for name in _OF)


def _channel(block: Values) -> str:
    return str(block.get("channel") or "all")
