"""How a promised piece moves from stage to stage. Pure."""

from infludesk.content.model import LINE, STATES, Deliverable
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import plural, tr

_EXITS = ("missed", "waived", "cancelled")
_PUBLISHED = frozenset({"scheduled", "live"})
_HANDED_OVER = frozenset({("approved", "done"), ("done", "approved")})
# Small teams skip steps; nobody skips publication.
MOVES = {
    "planned": ("in_work", "in_review", "approved", "scheduled", "live", *_EXITS),
    "in_work": ("planned", "in_review", "approved", "scheduled", "live", *_EXITS),
    "in_review": ("in_work", "changes", "approved", "live", *_EXITS),
    "changes": ("in_work", "in_review", "approved", "live", *_EXITS),
    "approved": ("in_review", "changes", "scheduled", "live", "done", *_EXITS),
    "scheduled": ("approved", "changes", "live", *_EXITS),
    "live": ("changes", "done"),
    "done": ("live", "approved"),
    "missed": ("in_work", "live", "waived", "cancelled"),
    "waived": ("planned",),
    "cancelled": ("planned",),
}


def allowed(state: str | None, to: str, *, needs_post: bool | None = None) -> bool:
    """Whether a piece may go from one stage to another; one without a stage is planned.

    What is handed over, and not published, is done once it is approved; all else is live before.
    """
    if to in MOVES.get(state or "planned", ()):
        return to not in _PUBLISHED if needs_post is False else (state, to) not in _HANDED_OVER
    return False


def following(state: str | None, *, needs_post: bool | None = None) -> str | None:
    """The next stage of the line; None at its end and from an exit."""
    return _step(state, 1, needs_post=needs_post)


def preceding(state: str | None, *, needs_post: bool | None = None) -> str | None:
    """The stage of the line before; None at its start and from an exit."""
    return _step(state, -1, needs_post=needs_post)


def done_when(*, counts: int, quantity: int, open_checks: int, live_until: str, today: str) -> str:
    """What a live piece still lacks to be done, as a sentence; empty once nothing is.

    Args:
        counts: how many of it are published.
        quantity: how many are promised.
        open_checks: how many of its posts need a check that passes.
        live_until: the day until which it stays live; empty for no such promise.
        today: the day.
    """
    if counts < quantity:
        return tr("{n} of {wanted} are published.", n=counts, wanted=quantity)
    if open_checks:
        return plural(open_checks, "{n} check has not passed.", "{n} checks have not passed.")
    return tr("It stays live until {day}.", day=live_until) if live_until > today else ""


def refuse_move(piece: Deliverable, to: str) -> None:
    """Let an allowed move pass.

    Raises:
        Problem: ``deliverable.move``: the piece cannot go there from where it is.
    """
    if allowed(piece.state, to, needs_post=piece.needs_post):
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
        _why(piece, to),
    )


def _why(piece: Deliverable, to: str) -> str:
    if piece.needs_post is False and to in _PUBLISHED:
        return tr("It stays where it is. It is handed over, not published; approved, it can be done.")
    if (piece.state, to) == ("approved", "done"):
        return tr("It stays where it is. It is done once it was live; choose Mark live first.")
    return tr("It stays where it is. Choose another stage.")


def _step(state: str | None, by: int, *, needs_post: bool | None) -> str | None:
    line = [code for code in LINE if needs_post is not False or code not in _PUBLISHED]
    place = line.index(state or "planned") + by if (state or "planned") in line else -1
    return line[place] if 0 <= place < len(line) else None
