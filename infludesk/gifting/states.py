"""How a parcel, and a thing on loan, moves from state to state. Pure."""

from infludesk.gifting.model import OUTCOMES, STATES
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

# The way there may skip steps; nothing comes back that was not sent.
MOVES = {
    "planned": ("packed", "shipped", "delivered", "cancelled"),
    "packed": ("shipped", "delivered", "cancelled"),
    "shipped": ("delivered", "returned", "refused", "lost"),
    "delivered": ("returned",),
    "returned": (),
    "refused": ("planned",),
    "lost": ("planned",),
    "cancelled": (),
}
# How a thing on loan ends.
ENDS = tuple(code for code, _ in OUTCOMES if code != "with_creator")
TO_SHIP = frozenset({"planned", "packed"})
# On its way or arrived: what the creator has, had or is about to have.
SENT = frozenset({"shipped", "delivered", "returned"})
_WHY = {
    "planned": "Ship it first.",
    "packed": "Ship it first.",
    "delivered": "What has arrived can only come back.",
    "returned": "It is back. Plan a new parcel to send it again.",
    "refused": "Plan it again to go on with it.",
    "lost": "Plan it again to go on with it.",
    "cancelled": "Plan a new parcel instead.",
}


def allowed(state: str | None, to: str) -> bool:
    """Whether a parcel may go from one state to another; one without a state is planned."""
    return to in MOVES.get(state or "planned", ())


def refuse_move(state: str | None, to: str, what: str | None = "") -> None:
    """Let an allowed move pass.

    Raises:
        Problem: ``parcel.move``: the parcel cannot become that from where it is.
    """
    if allowed(state, to):
        return
    labels, now = dict(STATES), state or "planned"
    raise Problem(
        "parcel.move",
        tr(
            '"{what}" is in state "{old}" and cannot become "{new}".',
            what=what or tr("This parcel"),
            old=tr(labels.get(now, now)),
            new=tr(labels.get(to, to)),
        ),
        tr("Nothing was changed.") + " " + tr(_WHY.get(now, "Choose another state.")),
    )


def may_end(outcome: str | None, to: str) -> bool:
    """Whether a thing on loan may end so; one without an outcome is with the creator."""
    return (outcome or "with_creator") == "with_creator" and to in ENDS


def refuse_end(outcome: str | None, to: str, what: str | None = "") -> None:
    """Let an allowed end of a loan pass.

    Raises:
        Problem: ``loan.ended``: the loan has ended already, or no loan ends so.
    """
    if may_end(outcome, to):
        return
    labels, now = dict(OUTCOMES), outcome or "with_creator"
    raise Problem(
        "loan.ended",
        tr(
            '"{what}" is "{old}" and cannot become "{new}".',
            what=what or tr("This loan"),
            old=tr(labels.get(now, now)),
            new=tr(labels.get(to, to)),
        ),
        tr("Nothing was changed. A loan ends once; undo the step that ended it."),
    )
