"""How a promised piece moves from stage to stage. Pure."""

from infludesk.content.model import STATES, Deliverable
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

_EXITS = ("missed", "waived", "cancelled")
# Small teams skip steps; nobody skips publication.
MOVES = {
    "planned": ("in_work", "in_review", "approved", "scheduled", "live", *_EXITS),
    "in_work": ("planned", "in_review", "approved", "scheduled", "live", *_EXITS),
    "in_review": ("in_work", "changes", "approved", "live", *_EXITS),
    "changes": ("in_work", "in_review", "approved", "live", *_EXITS),
    "approved": ("in_review", "changes", "scheduled", "live", "done", *_EXITS),
    "scheduled": ("approved", "changes", "live", *_EXITS),
    "live": ("changes", "done"),
    "done": ("live",),
    "missed": ("in_work", "live", "waived", "cancelled"),
    "waived": ("planned",),
    "cancelled": ("planned",),
}


def allowed(state: str | None, to: str) -> bool:
    """Whether a piece may go from one stage to another; one without a stage is planned."""
    return to in MOVES.get(state or "planned", ())


def refuse_move(piece: Deliverable, to: str) -> None:
    """Let an allowed move pass.

    Raises:
        Problem: ``deliverable.move``: the piece cannot go there from where it is.
    """
    if allowed(piece.state, to):
        return
    labels, now = dict(STATES), piece.state or "planned"
    raise Problem(
        "deliverable.move",
        tr(
            '"{title}" cannot go from {old} to {new}.',
            title=piece.title or tr("This piece"),
            old=tr(labels.get(now, now)),
            new=tr(labels.get(to, to)),
        ),
        tr("It stays where it is. Choose another stage."),
    )
