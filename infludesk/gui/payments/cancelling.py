"""Cancelling a campaign: why, and what becomes of the fees of all who are still in it."""

from collections.abc import Callable

from infludesk.campaigns.model import Campaign
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.flows.ending import Ending, cancel_campaign, endings, running
from infludesk.gui.campaigns.dialogs_participation import ExitDialog
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.payments.ending import FeesAtEnd
from infludesk.kernel.errors import Problem


def ask_cancel(desk: Desk, campaign_id: str, refused: Callable[[Problem], None], left: Callable[[], None]) -> None:
    """Ask why a campaign is cancelled and settle its fees; ``left`` is called where the dialog is left."""
    today = desk.today().isoformat()

    def query(conn: Connection) -> tuple[str, list[Ending]]:
        return get(conn, Campaign, campaign_id).name or "", endings(conn, running(conn, campaign_id), today)

    def show(found: tuple[str, list[Ending]]) -> None:
        name, ends = found
        money = FeesAtEnd(ends, "cancelled", desk.formats) if any(one.asks for one in ends) else None
        dialog = ExitDialog(window_of(), [name], "cancelled", desk.formats, money)
        dialog.rejected.connect(left)
        ask(dialog, done)

    def done(given: ExitDialog) -> None:
        desk.tasks.do(
            cancel_campaign, otherwise=refused, campaign_id=campaign_id, reason=given.values["reason"], **given.fees
        )  # fmt: skip

    desk.tasks.read(query, show)
