"""A brief is sent: frozen, kept as the PDF it went out as, and noted for each creator; one step."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from infludesk.db.transaction import Tx
from infludesk.flows.briefing import SentBrief, send_brief
from infludesk.kernel.ids import ref
from infludesk.records.model import Attachment
from infludesk.records.store import attach, attached
from infludesk.reports.branding import Setting
from infludesk.reports.brief import version_facts, write

ROLE = "pdf"


def send_with_pages(tx: Tx, *, made: Setting, name: str, **given: Any) -> list[SentBrief]:
    """Send a brief as ``flows.briefing.send_brief``, and keep the PDF of each version by its hash.

    Args:
        tx: the transaction.
        made: folder, day, locale and paper of the documents.
        name: of the file, without its ending.
        given: what ``send_brief`` is given.

    Raises:
        Problem: as ``send_brief`` and ``records.store.attach``.
    """
    sent = send_brief(tx, **given)
    for one in {one.version_id: one for one in sent}.values():
        keep_pages(tx, version_id=one.version_id, made=made, name=f"{name} v{one.number}.pdf")
    return sent


def keep_pages(tx: Tx, *, version_id: str, made: Setting, name: str) -> Attachment:
    """The PDF of a frozen version, made when it is first asked for and kept by its hash from then on."""
    target = ref("brief_version", version_id)
    if known := attached(tx.conn, target, ROLE):
        return known
    tx.label('Keep "{name}"', name=name)
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(version_facts(tx.conn, version_id, replace(made, draft=False)), path)
        return attach(tx, made.attachments, path, target=target, role=ROLE)
