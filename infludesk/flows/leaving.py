"""A creator leaves a campaign, unless past reports stand on their part in it."""

from infludesk.campaigns.model import Participation
from infludesk.creators.model import Creator
from infludesk.db.rows import get, trash
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr
from infludesk.payments.store import money_stands


def remove_participation(tx: Tx, *, participation_id: str) -> None:
    """Take a creator out of a campaign, to the trash, with what stands on it.

    Raises:
        Problem: ``participation.bound``: a signed contract or a post stands on it; ``participation.owed``: a fee is
            due, was paid or stands on an invoice.
    """
    row = get(tx.conn, Participation, participation_id)
    names = {"creator": ref("creator", row.creator_id or ""), "campaign": ref("campaign", row.campaign_id or "")}
    tx.label("Remove {creator} from {campaign}", **names)
    bound = (
        "SELECT 1 FROM contract WHERE participation_id = ?1 AND signed_on IS NOT NULL AND deleted_at IS NULL UNION ALL "
        "SELECT 1 FROM post WHERE participation_id = ?1 AND deleted_at IS NULL LIMIT 1"
    )
    name = get(tx.conn, Creator, row.creator_id or "").name
    if tx.conn.execute(bound, (participation_id,)).fetchone():
        raise Problem(
            "participation.bound",
            tr("{name} has a signed contract or a post here.", name=name),
            tr("Nothing was moved, so that past reports still add up. Move to Stopped or Cancelled instead."),
        )
    if money_stands(tx.conn, "participation", participation_id, tx.today.isoformat()):
        raise Problem(
            "participation.owed",
            tr("{name} has a fee here that is due, invoiced or paid.", name=name),
            tr("Nothing was moved: what is due stays due. Move to Stopped or Cancelled instead."),
        )
    trash(tx, "participation", [participation_id])
