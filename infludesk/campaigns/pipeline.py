"""The way of a creator through a campaign: which moves there are, and why others are not."""

from collections.abc import Iterable

from infludesk.campaigns.model import AGREED, EXITS, PIPELINE, STAGES
from infludesk.kernel.text import tr

# A mark stands beside a stage of the line.
MARKS = {"no_reply": "contacted", "paused": "active"}
_LABELS = dict(STAGES)
_UNTIL_AGREED = frozenset(PIPELINE[: PIPELINE.index("agreed") + 1]) | {"no_reply"}
_STOPPABLE = frozenset({"agreed", "contracted", "active", "paused"})
_CANCELLABLE = frozenset(PIPELINE[: PIPELINE.index("active") + 1]) | MARKS.keys()
_EXIT_FROM = {
    "declined": _UNTIL_AGREED, "turned_down": _UNTIL_AGREED, "not_now": _UNTIL_AGREED, "stopped": _STOPPABLE,
    "cancelled": _CANCELLABLE,
}  # fmt: skip


def label(stage: str) -> str:
    """The stage as shown; an unknown code as it is."""
    return tr(_LABELS.get(stage, stage))


def base(stage: str) -> str:
    """The stage of the line a mark stands beside; any other stage itself."""
    return MARKS.get(stage, stage)


def needs_reason(stage: str) -> bool:
    """Whether a move to this stage is an exit, which is never without a reason."""
    return stage in EXITS


def why_not(old: str, new: str, *, reason: str = "") -> str:
    """Why a creator cannot move from one stage to another, as a sentence; empty where they can.

    The line is walked forwards and backwards, and stages may be skipped. An exit needs a reason and is opened
    again at its first stage. A stage that a newer version wrote can be left for any stage of the line.
    """
    if new not in _LABELS:
        return tr('There is no stage "{stage}".', stage=new)
    if needs_reason(new) and not reason.strip():
        return tr("{stage} needs a reason.", stage=label(new))
    if new == old:
        return ""
    if old in EXITS:
        return "" if new == PIPELINE[0] else tr("{stage} is left by opening it again.", stage=label(old))
    if new in EXITS:
        allowed = old in _EXIT_FROM[new]
    elif new in MARKS:
        allowed = old == MARKS[new]
    else:
        allowed = True
    return "" if allowed else tr("{new} does not follow {old}.", new=label(new), old=label(old))


def choices_from(stage: str) -> tuple[str, ...]:
    """The stages that can be chosen next, in their order; exits ask for a reason."""
    return tuple(code for code in _LABELS if code != stage and not why_not(stage, code, reason="-"))


def following(stage: str) -> str | None:
    """The next stage of the line; None at its end and from an exit."""
    return _step(stage, 1)


def preceding(stage: str) -> str | None:
    """The stage before, from a mark the stage it stands beside; None at the start and from an exit."""
    return MARKS[stage] if stage in MARKS else _step(stage, -1)


def confirmed(stage: str) -> bool:
    """Whether the creator has agreed, and has not left since."""
    return stage in AGREED


def counts(stages: Iterable[str]) -> dict[str, int]:
    """How many stand at each stage of the line, in its order; marks count with theirs, exits are left out."""
    found = dict.fromkeys(PIPELINE, 0)
    for stage in map(base, stages):
        if stage in found:
            found[stage] += 1
    return found


def _step(stage: str, by: int) -> str | None:
    at = base(stage)
    if at not in PIPELINE:
        return None
    index = PIPELINE.index(at) + by
    return PIPELINE[index] if 0 <= index < len(PIPELINE) else None
