"""How a contract moves from state to state. Pure."""

from infludesk.contracts.model import STATES
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

MOVES = {
    "draft": ("in_check", "cancelled"),
    "in_check": ("draft", "sent", "cancelled"),
    "sent": ("redlined", "agreed", "signed", "cancelled"),
    "redlined": ("in_check", "sent", "agreed", "signed", "cancelled"),
    "agreed": ("redlined", "signed", "cancelled"),
    "signed": ("ended", "terminated", "superseded"),
    "ended": (),
    "terminated": (),
    "superseded": (),
    "cancelled": ("draft",),
}
# From the signature on the terms stand still.
FROZEN = frozenset({"signed", "ended", "terminated", "superseded"})
_WHY = {
    "draft": "Choose Check done first, so that nothing is sent unchecked.",
    "in_check": "Send it first.",
    "signed": "A signed contract ends, is terminated, or is superseded by a new version.",
    "cancelled": "Make it a draft again to go on with it.",
}


def allowed(state: str | None, to: str) -> bool:
    """Whether a contract may go from one state to another; one without a state is a draft."""
    return to in MOVES.get(state or "draft", ())


def refuse_move(state: str | None, to: str) -> None:
    """Let an allowed move pass.

    Raises:
        Problem: ``contract.move``: the contract cannot become that from where it is.
    """
    if allowed(state, to):
        return
    labels = dict(STATES)
    now = state or "draft"
    raise Problem(
        "contract.move",
        tr(
            'This contract is in state "{state}" and cannot become "{to}".',
            state=tr(labels.get(now, now)),
            to=tr(labels.get(to, to)),
        ),
        tr("Nothing was changed.") + " " + tr(_WHY.get(now, "Its state is final or leads elsewhere.")),
    )


def refuse_frozen(state: str | None) -> None:
    """Let a change of terms pass while the contract is not signed.

    Raises:
        Problem: ``contract.signed``.
    """
    if state in FROZEN:
        raise Problem(
            "contract.signed",
            tr("This contract is signed, so its terms stand still."),
            tr("Nothing was changed. Draft a new version to agree on other terms."),
        )
