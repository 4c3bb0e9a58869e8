"""The compliance of a campaign, or of a client's campaigns, read from the workspace; nothing internal is read here."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from infludesk.campaigns import store as campaigns
from infludesk.campaigns.freeze import read, verify_version
from infludesk.campaigns.model import AGREED, Brief, BriefSending, Campaign
from infludesk.clients.model import Client
from infludesk.contracts.model import ANSWERS, Contract, ContractItem
from infludesk.contracts.model import STATES as CONTRACT_STATES
from infludesk.creators.model import Creator
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get
from infludesk.db.sql import code_list
from infludesk.flows.evidence_files import Kept, file_state, text_state
from infludesk.flows.sign import SIGNED_COPY
from infludesk.kernel.ids import ref
from infludesk.kernel.progress import Progress, silent
from infludesk.kernel.text import tr
from infludesk.records import model as records
from infludesk.records.store import attached, setting
from infludesk.reports import branding, gather_looks
from infludesk.reports.compliance_facts import (
    Agreement,
    ComplianceFacts,
    Instruction,
    PostLine,
    ProofLine,
    Receipt,
)

_ORDER = "starts_on IS NULL, starts_on, created_at, id"
# Those it leads, and those in which it or a brand of its own has a part.
_OF_CLIENT = """
client_id = ?1 OR id IN (SELECT y.campaign_id FROM campaign_party AS y LEFT JOIN brand AS b ON b.id = y.brand_id
                         WHERE y.deleted_at IS NULL AND ?1 IN (y.client_id, b.client_id))
"""
_CLAUSE = 14  # the item of the checklist on disclosure
_CONTRACTS = """
id IN (SELECT k.id FROM contract AS k JOIN participation AS n ON n.id = k.participation_id
       WHERE n.campaign_id = ? AND k.deleted_at IS NULL) AND coalesce(state, 'draft') <> 'cancelled'
"""
_UNSIGNED = f"""
SELECT c.name FROM participation AS n JOIN creator AS c ON c.id = n.creator_id
WHERE n.campaign_id = ? AND n.deleted_at IS NULL AND n.stage IN ({code_list(AGREED)})
AND NOT EXISTS (SELECT 1 FROM contract AS k WHERE k.participation_id = n.id AND k.deleted_at IS NULL
                AND coalesce(k.state, 'draft') <> 'cancelled')
ORDER BY fold(c.name), n.id
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a compliance report is about: one campaign, or with ``whole`` all campaigns of its client.

    ``since`` and ``until`` are days, both included, empty for no bound; they narrow the posts, never the failures.
    """

    campaign_id: str
    whole: bool = False
    since: str = ""
    until: str = ""


def compliance_facts(conn: Connection, scope: Scope, made: branding.Setting, now: datetime) -> ComplianceFacts:
    """Read what was instructed, agreed, checked and fixed; ``compared`` reads the files.

    Args:
        conn: a connection.
        scope: the campaign or its client, and the period.
        made: folder, day, locale and paper.
        now: the moment, aware, up to which the hours of a fix are counted.

    Raises:
        Problem: ``record.gone``.
    """
    first = get(conn, Campaign, scope.campaign_id)
    client = get(conn, Client, first.client_id) if scope.whole and first.client_id else None
    every = find(conn, Campaign, _OF_CLIENT, (client.id,), _ORDER) if client else [first]
    own = setting(conn, records.ZONE, "UTC")
    reader = gather_looks.Reader(conn, made.attachments, now)
    zones = [(one, one.zone or own) for one in every]
    posts = {campaign.id: reader.posts(campaign, zone, scope.since, scope.until) for campaign, zone in zones}
    kept = [one for one in every if _belongs(one, scope, posts[one.id])]
    return ComplianceFacts(
        title=(client.name if client else first.name) or "",
        brand=branding.brand(conn, first.client_id, made),
        look=branding.look(conn, made, made.today.isoformat()),
        whole=bool(client),
        since=scope.since,
        until=scope.until,
        zone=own if client else first.zone or own,
        campaigns=tuple(one.name or "" for one in kept),
        instructions=tuple(one for campaign in kept for one in _instructions(conn, campaign)),
        agreements=tuple(one for campaign in kept for one in _agreements(conn, campaign)),
        posts=tuple(one for campaign in every for one in posts[campaign.id]),
        drafts=tuple(one for campaign, zone in zones for one in reader.drafts(campaign, zone)),
        packs=reader.packs(),
    )


def compared(facts: ComplianceFacts, attachments: Path, progress: Progress = silent) -> ComplianceFacts:
    """The facts with the hash of each file compared that nobody has compared yet; reads no database.

    Args:
        facts: as ``compliance_facts`` reads them.
        attachments: the workspace's folder of files.
        progress: is told the files done of all; raises Cancelled to stop.
    """
    lines = (*facts.posts, *facts.drafts)
    unread = dict.fromkeys(one.digest for line in lines for one in line.proofs if one.state == "unread")
    known = {}
    for place, digest in enumerate(unread):
        progress(place, len(unread))
        tell = partial(_stand, progress, place, len(unread))
        known[digest] = file_state(attachments, digest, progress=tell)
    return replace(facts, posts=_compared(facts.posts, known), drafts=_compared(facts.drafts, known))


def _stand(progress: Progress, done: int, total: int, _read: int, _bytes: int) -> None:
    progress(done, total)


def _belongs(campaign: Campaign, scope: Scope, posts: list[PostLine]) -> bool:
    """Whether a campaign has to do with the period: by its dates, or by a post in it."""
    starts, ends = campaign.starts_on or "", campaign.ends_on or ""
    apart = bool((scope.until and starts > scope.until) or (scope.since and ends and ends < scope.since))
    return not apart or any(post.inside for post in posts)


def _compared(lines: tuple[PostLine, ...], known: dict[str, Kept]) -> tuple[PostLine, ...]:
    def now(proof: ProofLine) -> ProofLine:
        kept = known[proof.digest] if proof.state == "unread" else None
        return replace(proof, state=kept.state, changed_at=kept.changed_at) if kept else proof

    return tuple(replace(line, proofs=tuple(map(now, line.proofs))) for line in lines)


def _instructions(conn: Connection, campaign: Campaign) -> list[Instruction]:
    sent = campaigns.sendings(conn, campaign.id)
    words = BriefSending.entity.field("via")
    found = []
    for brief in find(conn, Brief, "campaign_id = ?", (campaign.id,), "base_id IS NOT NULL, created_at, id"):
        for number, version in enumerate(campaigns.brief_versions(conn, brief.id), 1):
            frozen = read(version)
            receipts = tuple(
                Receipt(
                    creator=one.creator,
                    sent_at=one.sent_at,
                    via=tr(words.choice(one.via)) if one.via else "",
                    acknowledged_at=one.acknowledged_at,
                    acknowledged_how=one.acknowledged_how,
                )
                for one in sent
                if one.version_id == version.id
            )
            found.append(
                Instruction(
                    campaign=campaign.name or "",
                    title=brief.title or "",
                    number=number,
                    frozen_at=version.frozen_at or "",
                    digest=version.sha256 or "",
                    intact=verify_version(version),
                    wording=frozen.brief.disclosure_wording or "",
                    place=frozen.brief.disclosure_place or "",
                    packs=frozen.rule_packs,
                    receipts=receipts or tuple(Receipt(creator=name) for name in frozen.recipients),
                )
            )
    return found


def _agreements(conn: Connection, campaign: Campaign) -> list[Agreement]:
    known = find(conn, Contract, _CONTRACTS, (campaign.id,), "signed_on IS NULL, signed_on, rowid")
    without = [row[0] or "" for row in conn.execute(_UNSIGNED, (campaign.id,))]
    return [
        *(_agreement(conn, campaign, one) for one in known),
        *(Agreement(campaign=campaign.name or "", creator=name) for name in without),
    ]


def _agreement(conn: Connection, campaign: Campaign, contract: Contract) -> Agreement:
    items = find(conn, ContractItem, "contract_id = ? AND item = ?", (contract.id, _CLAUSE))
    clause = items[0] if items else ContractItem(answer="open")
    copy = attached(conn, ref("contract", contract.id), SIGNED_COPY)
    words: dict[str, Any] = dict(CONTRACT_STATES)
    state = contract.state or "draft"
    return Agreement(
        campaign=campaign.name or "",
        creator=get(conn, Creator, contract.creator_id or "").name or "",
        title=contract.title or tr("Contract"),
        state=tr(words.get(state, state)),
        signed_on=contract.signed_on or "",
        clause=tr(dict(ANSWERS).get(clause.answer or "open", "Open")),
        place=clause.place or "",
        fix_hours=contract.fix_hours,
        digest=contract.body_sha256 or "",
        intact=not contract.body_sha256 or text_state(contract.body, contract.body_sha256).state == "intact",
        copy=(copy.sha256 or "") if copy else "",
    )
