"""What a page has to export, and asking how; what writes files is loaded when somebody asks."""

from dataclasses import dataclass
from importlib import import_module

from infludesk.gui.desk import Desk
from infludesk.results.model import METRICS

# The columns of posts and numbers, in the order of ``exporting.views.results``.
RESULT_KEYS = ("post", "creator", "campaign", "platform", "published", "due", "source", *METRICS)

# The columns of payments, in the order of ``exporting.money_views.payments``.
PAYMENT_KEYS = (
    "paid_on", "payee", "creator", "campaign", "kind", "invoice", "amount", "method", "bank_fees", "rate",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows that can be exported.

    Attributes:
        kind: a list of ``exporting.lists``; empty for a page that has none: only everything can be exported.
        page: the page's key, under which the choices are remembered.
        ids: the rows of the view, in its order.
        ticked: those of them that are ticked, and ticked ones outside the view after them.
        keys: the columns, in their order.
        within: the campaign's id, for the lists of one campaign.
    """

    kind: str = ""
    page: str = "workspace"
    ids: tuple[str, ...] = ()
    ticked: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    within: str = ""


def ask_export(desk: Desk, shown: Shown) -> None:
    """Ask what to export and how."""
    import_module("infludesk.gui.exports.dialog").open_export(desk, shown)
