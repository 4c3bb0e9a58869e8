"""From a campaign to the pages of its report: what is read, what is ticked, and the PDF made of it in memory."""

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Literal

from PySide6.QtCore import QSizeF

from infludesk.campaigns.model import Campaign
from infludesk.clients.model import Client
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get
from infludesk.gui.reports.preview import page_sizes
from infludesk.kernel.errors import Note, Problem
from infludesk.kernel.text import tr
from infludesk.reports import campaign as campaign_report
from infludesk.reports import pdf, shortlist
from infludesk.reports.blocks import Report
from infludesk.reports.branding import Setting
from infludesk.reports.client_facts import CampaignFacts, Paper, ShortlistFacts
from infludesk.reports.gather import campaign_facts
from infludesk.reports.gather_shortlist import shortlist_facts
from infludesk.results.store import readings

Kind = Literal["campaign", "shortlist"]
PARTS: dict[Kind, tuple[tuple[str, str], ...]] = {"campaign": campaign_report.PARTS, "shortlist": shortlist.PARTS}
# A fee is shown to a client only where somebody ticked it.
TICKED: dict[Kind, frozenset[str]] = {
    kind: frozenset(code for code, _ in parts) - {"fee"} for kind, parts in PARTS.items()
}
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Source:
    """What a report is made from; ``facts`` are all that reaches the document."""

    kind: Kind
    campaign: Campaign
    client: Client | None
    has_results: bool
    facts: CampaignFacts | ShortlistFacts


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF in memory: its bytes, its pages' sizes in points, and what is not as it should be on them."""

    data: bytes
    sizes: tuple[QSizeF, ...]
    problems: tuple[Note, ...]


def read_source(conn: Connection, campaign_id: str, kind: Kind | None, made: Setting) -> Source | None:
    """Read a campaign for its report; None where it is gone.

    Args:
        conn: a connection.
        campaign_id: whose report.
        kind: which; None takes the campaign's where it has results, else the shortlist.
        made: folder, day, locale, paper and draft.
    """
    try:
        campaign = get(conn, Campaign, campaign_id)
    except Problem:
        return None
    found = find(conn, Client, "id = ?", (campaign.client_id,)) if campaign.client_id else []
    results = bool(readings(conn, campaign_id))
    chosen: Kind = kind or ("campaign" if results else "shortlist")
    gather = campaign_facts if chosen == "campaign" else shortlist_facts
    return Source(chosen, campaign, found[0] if found else None, results, gather(conn, campaign_id, made))


def build(source: Source, parts: frozenset[str]) -> Report:
    """The report of what was read, with the ticked parts."""
    if isinstance(source.facts, CampaignFacts):
        return campaign_report.build(source.facts, parts)
    return shortlist.build(source.facts, parts)


def make_pdf(source: Source, parts: frozenset[str]) -> Made:
    """Lay the report out in memory."""
    stream = BytesIO()
    written = pdf.write(build(source, parts), stream)
    data = stream.getvalue()
    return Made(data, page_sizes(data), written.problems)


def file_name(source: Source, today: date) -> str:
    """The name proposed for the file: ``Spring Launch – report 2026-05-04.pdf``."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", source.campaign.name or "").split()).strip(". ")[:_LONGEST]
    what = tr("report") if source.kind == "campaign" else tr("shortlist")
    return f"{name or tr('Campaign')} – {what} {today.isoformat()}.pdf"


def paper_of(source: Source) -> Paper:
    """The paper it is laid out on."""
    return source.facts.look.paper
