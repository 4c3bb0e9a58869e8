"""How fees and invoices move from state to state. Pure."""

from collections.abc import Mapping

from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr
from infludesk.payments.model import INVOICE_STATES, STATES

FEE_MOVES: Mapping[str, tuple[str, ...]] = {
    "planned": ("earned", "held", "waived", "cancelled"),
    "earned": ("held", "waived"),
    "held": ("planned", "earned"),
    "waived": (),
    "cancelled": (),
}
INVOICE_MOVES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "in": {
        "expected": ("received", "checked", "approved", "disputed", "void"),
        "received": ("checked", "approved", "disputed", "void"),
        "checked": ("approved", "disputed", "void"),
        "approved": ("disputed", "void"),
        "disputed": ("received", "checked", "approved", "void"),
        "void": (),
    },
    "out": {
        "expected": ("sent", "disputed", "void"),
        "sent": ("disputed", "void"),
        "disputed": ("sent", "void"),
        "void": (),
    },
}
_FEE_WHY = {
    "earned": "What is earned stays due. Hold it with a reason, or waive it once the creator agreed.",
    "held": "Release it first.",
    "waived": "It was given up. Add a new line instead.",
    "cancelled": "It fell away. Add a new line instead.",
}


def fee_allowed(state: str | None, to: str) -> bool:
    """Whether a fee line may go from one state to another; one without a state is planned."""
    return to in FEE_MOVES.get(state or "planned", ())


def refuse_fee_move(state: str | None, to: str) -> None:
    """Let an allowed move pass.

    Raises:
        Problem: ``fee.move``: the line cannot become that from where it is.
    """
    if fee_allowed(state, to):
        return
    now = state or "planned"
    raise Problem(
        "fee.move",
        _sentence(tr("This fee"), now, to, dict(STATES)),
        tr("Nothing was changed.") + " " + tr(_FEE_WHY.get(now, "Its state is final or leads elsewhere.")),
    )


def invoice_choices(direction: str | None, state: str | None) -> tuple[str, ...]:
    """The states an invoice may go to."""
    return INVOICE_MOVES.get(direction or "in", {}).get(state or "expected", ())


def refuse_invoice_move(direction: str | None, state: str | None, to: str) -> None:
    """Let an allowed move pass; steps may be skipped.

    Raises:
        Problem: ``invoice.move``: the invoice cannot become that from where it is.
    """
    if to in invoice_choices(direction, state):
        return
    now = state or "expected"
    why = "A void invoice stays void. Record the new one." if now == "void" else "Its state leads elsewhere."
    raise Problem(
        "invoice.move",
        _sentence(tr("This invoice"), now, to, dict(INVOICE_STATES)),
        tr("Nothing was changed.") + " " + tr(why),
    )


def _sentence(what: str, now: str, to: str, labels: Mapping[str, str]) -> str:
    state, wanted = tr(labels.get(now, now)), tr(labels.get(to, to))
    return tr('{what} is in state "{state}" and cannot become "{to}".', what=what, state=state, to=wanted)
