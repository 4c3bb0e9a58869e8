"""An evidence bundle as it is read from the workspace: the proofs, their texts, their names in the ZIP."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from infludesk.campaigns.model import Campaign
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.exporting.file_names import unique_name
from infludesk.flows import evidence_list
from infludesk.flows.evidence_list import KINDS, ListedEvidence
from infludesk.flows.evidence_texts import proof_texts
from infludesk.kernel.dates import moment
from infludesk.kernel.text import tr
from infludesk.records import model as records
from infludesk.records.store import setting
from infludesk.reports import branding
from infludesk.reports.evidence_bundle import Bundle, Item

_FOLDER = "files"


def read_bundle(conn: Connection, folder: Path, ids: Sequence[str], made: branding.Setting, now: datetime) -> Bundle:
    """Read some proofs for a bundle; a bundle of one campaign looks as its client's reports do.

    Args:
        conn: a connection.
        folder: the workspace's folder of files.
        ids: the proofs as ``table:id``, in their order.
        made: day, locale and paper of the index.
        now: the moment, aware.
    """
    rows = [row for row in evidence_list.listed(conn, folder, ids) if row.kind != "missing"]
    texts = proof_texts(conn, (row.id for row in rows if not row.name), moment(now))
    campaigns = {row.campaign_id for row in rows}
    campaign = get(conn, Campaign, next(iter(campaigns))) if len(campaigns) == 1 and campaigns != {""} else None
    taken: set[str] = set()
    return Bundle(
        title=(campaign.name if campaign else "") or tr("Evidence"),
        items=tuple(Item(row, _name(row, taken), texts.get(row.id, "")) for row in rows),
        brand=branding.brand(conn, campaign.client_id if campaign else None, made),
        look=branding.look(conn, made, made.today.isoformat()),
        zone=(campaign.zone if campaign else "") or setting(conn, records.ZONE, "UTC"),
    )


def _name(row: ListedEvidence, taken: set[str]) -> str:
    """A file keeps its name; a text is called by its kind, what it is about and its day."""
    ending = "json" if row.kind == "frozen_brief" else "txt"
    words = " ".join((tr(dict(KINDS).get(row.kind, row.kind)), row.about_words or row.what, row.at[:10])).strip()
    return f"{_FOLDER}/{unique_name(row.name or f'{words}.{ending}', taken)}"
