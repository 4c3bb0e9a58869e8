"""Posts with every look taken at them: findings, proof and fixes, as a compliance report tells them."""

from datetime import datetime
from pathlib import Path

from infludesk.campaigns.model import Campaign
from infludesk.content.disclosure import unfixed
from infludesk.content.fixes import fix_of
from infludesk.content.fixing import fix_terms
from infludesk.content.model import (
    CONNECTIONS,
    STEPS,
    DisclosureCheck,
    DisclosureFinding,
    Draft,
    Evidence,
    Post,
)
from infludesk.contracts import store as contracts
from infludesk.contracts.rulepacks import RulePack, canonical_sha256
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find, from_columns
from infludesk.flows.evidence_files import file_state, text_state
from infludesk.kernel.dates import moment
from infludesk.kernel.ids import ref
from infludesk.kernel.text import join, tr
from infludesk.records.store import attached
from infludesk.reports import labels
from infludesk.reports.compliance_facts import (
    FindingLine,
    FixLine,
    LookLine,
    PackLine,
    PostLine,
    ProofLine,
    RuleLine,
    SourceLine,
)

_POSTS = """
SELECT p.*, coalesce(c.name, a.handle) AS creator FROM post AS p
LEFT JOIN participation AS n ON n.id = p.participation_id LEFT JOIN account AS a ON a.id = p.account_id
LEFT JOIN creator AS c ON c.id = coalesce(n.creator_id, a.creator_id)
WHERE p.deleted_at IS NULL AND coalesce(n.campaign_id, p.campaign_id) = ? ORDER BY p.published_at, p.id
"""
_DRAFTS = """
SELECT f.*, d.title AS piece, c.name AS creator FROM content_draft AS f
JOIN deliverable AS d ON d.id = f.deliverable_id JOIN participation AS n ON n.id = d.participation_id
LEFT JOIN creator AS c ON c.id = n.creator_id
WHERE f.deleted_at IS NULL AND n.campaign_id = ?
AND EXISTS (SELECT 1 FROM disclosure_check AS k WHERE k.draft_id = f.id AND k.deleted_at IS NULL)
ORDER BY f.submitted_at, f.id
"""
_PROOFS = (
    "about = ?1 OR about IN (SELECT 'disclosure_check:' || id FROM disclosure_check WHERE {column} = ?2 "
    "AND deleted_at IS NULL)"
)


class Reader:
    """Reads the posts of campaigns, and remembers the rules that were asked of them.

    Args:
        conn: a connection.
        attachments: the workspace's folder of files; what nobody compared yet stays ``unread``.
        now: the moment, aware, up to which hours are counted.
    """

    def __init__(self, conn: Connection, attachments: Path, now: datetime) -> None:
        self._conn, self._attachments, self._now = conn, attachments, now
        self._keys = {row.id: f"{row.code}@{row.version}" for row in contracts.rule_packs(conn)}
        self._packs: dict[str, RulePack | None] = {}
        self._asked: dict[str, dict[str, str]] = {}
        self._members = dict(conn.execute("SELECT id, name FROM member").fetchall())

    def posts(self, campaign: Campaign, zone: str, since: str, until: str) -> list[PostLine]:
        """The posts of a campaign, the oldest first; those of other days are marked so."""
        rows = self._conn.execute(_POSTS, (campaign.id,)).fetchall()
        return [self._post(row, campaign.name or "", zone, since, until) for row in rows]

    def drafts(self, campaign: Campaign, zone: str) -> list[PostLine]:
        """The drafts of a campaign that were checked before they were published."""
        steps = dict(STEPS)
        found = []
        for row in self._conn.execute(_DRAFTS, (campaign.id,)).fetchall():
            draft = from_columns(Draft, row)
            step = tr(steps.get(draft.step or "draft", "Draft"))
            found.append(
                PostLine(
                    campaign=campaign.name or "",
                    creator=row["creator"] or "",
                    what=join((tr("{step} before publication", step=step), row["piece"])),
                    day=labels.local_day(draft.submitted_at, zone),
                    looks=self._looks("draft_id", draft.id, zone),
                    proofs=self._proofs("draft_id", ref("content_draft", draft.id), draft.id),
                )
            )
        return found

    def packs(self) -> tuple[PackLine, ...]:
        """The packs in use, with the rules that were asked and their sources."""
        return tuple(self._pack_line(key, asked) for key, asked in sorted(self._asked.items()))

    def _post(self, row: SqlRow, campaign: str, zone: str, since: str, until: str) -> PostLine:
        post = from_columns(Post, row)
        day = labels.local_day(post.published_at, zone)
        return PostLine(
            campaign=campaign,
            creator=row["creator"] or "",
            what=join((labels.platform(post.platform), labels.form(post.format)), " "),
            url=post.url or "",
            published_at=post.published_at or "",
            day=day,
            connection=tr(dict(CONNECTIONS).get(post.connection or "unknown", "Unknown")),
            seen_live=post.last_seen_live or "",
            gone=post.down_on or "",
            gone_why=post.down_why or "",
            expected=not post.down_on and post.connection != "none",
            inside=not day or ((not since or day >= since) and (not until or day <= until)),
            looks=self._looks("post_id", post.id, zone),
            proofs=self._proofs("post_id", ref("post", post.id), post.id),
        )

    def _looks(self, column: str, record_id: str, zone: str) -> tuple[LookLine, ...]:
        checks = find(self._conn, DisclosureCheck, f"{column} = ?", (record_id,), "checked_at, id")
        keys = [self._keys.get(check.pack_id or "", "") for check in checks]
        bad = {one.id for one in unfixed((key.partition("@")[0], one) for key, one in zip(keys, checks, strict=True))}
        return tuple(
            LookLine(
                pack=key,
                checked_at=check.checked_at or "",
                by=self._members.get(check.checked_by_id or "") or "",
                outcome=check.outcome or "review",
                findings=self._findings(check.id, key),
                fix=self._fix(check, zone),
                unfixed=check.id in bad,
            )
            for key, check in zip(keys, checks, strict=True)
        )

    def _findings(self, check_id: str, key: str) -> tuple[FindingLine, ...]:
        pack, asked = self._pack(key), self._asked.setdefault(key, {})
        lines = []
        for one in find(self._conn, DisclosureFinding, "check_id = ?", (check_id,), "rowid"):
            rule = pack.rule(one.rule or "") if pack else None
            if one.result != "not_applicable":
                asked[one.rule or ""] = one.cite or ""
            text = rule.text if rule else one.rule or ""
            lines.append(FindingLine(one.rule or "", text, one.cite or "", one.result or "unsure", one.seen or ""))
        return tuple(lines)

    def _fix(self, check: DisclosureCheck, zone: str) -> FixLine | None:
        if check.fix_due:
            zone = fix_terms(self._conn, check.post_id).zone
        fix = fix_of(check, now=self._now, zone=zone)
        if fix is None:
            return None
        return FixLine(
            state=fix.state,
            wanted=check.fix_wanted or "",
            asked_at=check.fix_asked_at or "",
            reminded_at=check.fix_reminded_at or "",
            due_at=moment(fix.ends) if fix.ends else "",
            fixed_at=check.fixed_at or "",
            allowed=fix.allowed,
            used=fix.used,
            left=fix.left,
        )

    def _proofs(self, column: str, about: str, record_id: str) -> tuple[ProofLine, ...]:
        kinds = Evidence.entity.field("kind")
        lines = []
        for one in find(self._conn, Evidence, _PROOFS.format(column=column), (about, record_id), "taken_at, id"):
            file = attached(self._conn, ref("evidence", one.id), "capture")
            kept = file_state(self._attachments, one.sha256, read=False) if file else text_state(one.text, one.sha256)
            lines.append(
                ProofLine(
                    kind=tr(kinds.choice(one.kind or "other")),
                    name=(file.name or "") if file else "",
                    taken_at=one.taken_at or "",
                    taken_by=self._members.get(one.taken_by_id or "") or "",
                    digest=one.sha256 or "",
                    state=kept.state,
                    changed_at=kept.changed_at,
                )
            )
        return tuple(lines)

    def _pack(self, key: str) -> RulePack | None:
        if key not in self._packs:
            self._packs[key] = contracts.pack(self._conn, key)
        return self._packs[key]

    def _pack_line(self, key: str, asked: dict[str, str]) -> PackLine:
        pack = self._pack(key)
        if pack is None:
            rules = tuple(RuleLine(code, "", cite, "") for code, cite in asked.items())
            return PackLine(key=key, name=key, rules=rules)
        found = [rule for rule in pack.rules if rule.code in asked]
        return PackLine(
            key=key,
            name=pack.name,
            since=pack.effective_from,
            checked_on=pack.checked_on,
            digest=canonical_sha256(contracts.pack_text(self._conn, key) or ""),
            rules=tuple(RuleLine(one.code, one.text, one.cite, one.confidence) for one in found),
            sources=tuple(SourceLine(one.title, one.url, one.confidence) for one in pack.sources),
        )
