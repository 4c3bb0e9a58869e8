"""From a campaign to the pages of its report: what is read, what is ticked, and the PDF made of it in memory."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QSizeF

from infludesk.campaigns.model import Campaign
from infludesk.clients.model import Client
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get
from infludesk.gui.reports.preview import page_sizes
from infludesk.kernel.errors import Note, Problem
from infludesk.kernel.progress import Progress, silent
from infludesk.kernel.text import tr
from infludesk.reports import campaign as campaign_report
from infludesk.reports import compliance, pdf, shortlist
from infludesk.reports.blocks import Report
from infludesk.reports.branding import Setting
from infludesk.reports.client_facts import CampaignFacts, Paper, ShortlistFacts
from infludesk.reports.compliance_facts import ComplianceFacts
from infludesk.reports.gather import campaign_facts
from infludesk.reports.gather_compliance import Scope, compared, compliance_facts
from infludesk.reports.gather_shortlist import shortlist_facts
from infludesk.results.store import readings

Kind = Literal["campaign", "shortlist", "compliance"]
KINDS: tuple[tuple[Kind, str], ...] = (
    ("campaign", "Campaign"), ("shortlist", "Shortlist"), ("compliance", "Compliance"),
)  # fmt: skip
PARTS: dict[Kind, tuple[tuple[str, str], ...]] = {
    "campaign": campaign_report.PARTS, "shortlist": shortlist.PARTS, "compliance": compliance.PARTS,
}  # fmt: skip
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
    attachments: Path
    facts: CampaignFacts | ShortlistFacts | ComplianceFacts


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF in memory: its bytes, its pages' sizes in points, and what is not as it should be on them."""

    data: bytes
    sizes: tuple[QSizeF, ...]
    problems: tuple[Note, ...]


def read_source(conn: Connection, scope: Scope, kind: Kind | None, made: Setting, now: datetime) -> Source | None:
    """Read a campaign for its report; None where it is gone.

    Args:
        conn: a connection.
        scope: whose report; a compliance report may be about all campaigns of the client, and of a period.
        kind: which; None takes the campaign's where it has results, else the shortlist.
        made: folder, day, locale, paper and draft.
        now: the moment, aware.
    """
    try:
        campaign = get(conn, Campaign, scope.campaign_id)
    except Problem:
        return None
    found = find(conn, Client, "id = ?", (campaign.client_id,)) if campaign.client_id else []
    results = bool(readings(conn, campaign.id))
    chosen: Kind = kind or ("campaign" if results else "shortlist")
    facts: CampaignFacts | ShortlistFacts | ComplianceFacts
    match chosen:
        case "campaign":
            facts = campaign_facts(conn, campaign.id, made)
        case "shortlist":
            facts = shortlist_facts(conn, campaign.id, made)
        case "compliance":
            facts = compliance_facts(conn, scope, made, now)
    return Source(chosen, campaign, found[0] if found else None, results, made.attachments, facts)


def build(source: Source, parts: frozenset[str], progress: Progress = silent) -> Report:
    """The report of what was read, with the ticked parts; the files of a compliance report are compared here."""
    if isinstance(source.facts, CampaignFacts):
        return campaign_report.build(source.facts, parts)
    if isinstance(source.facts, ComplianceFacts):
        return compliance.build(compared(source.facts, source.attachments, progress), parts)
    return shortlist.build(source.facts, parts)


def make_pdf(source: Source, parts: frozenset[str], progress: Progress = silent) -> Made:
    """Lay the report out in memory."""
    stream = BytesIO()
    written = pdf.write(build(source, parts, progress), stream)
    data = stream.getvalue()
    return Made(data, page_sizes(data), written.problems)


def file_name(source: Source, today: date) -> str:
    """The name proposed for the file: ``Spring Launch – report 2026-05-04.pdf``."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", source.facts.title).split()).strip(". ")[:_LONGEST]
    what = {"campaign": tr("report"), "shortlist": tr("shortlist"), "compliance": tr("compliance")}[source.kind]
    return f"{name or tr('Campaign')} – {what} {today.isoformat()}.pdf"


def paper_of(source: Source) -> Paper:
    """The paper it is laid out on."""
    return source.facts.look.paper
