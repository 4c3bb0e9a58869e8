"""Content as the screens ask for it: the list, one post with its checks and evidence, and what is left to check."""

from dataclasses import dataclass

from infludesk.campaigns.model import Campaign, Participation
from infludesk.content.listing import SORTS, VIEWS, Filter, ListedPiece, ids, listed, of_campaign
from infludesk.content.model import Deliverable, DisclosureCheck, DisclosureFinding, Evidence, Post
from infludesk.content.postlinks import PostLink, named_post
from infludesk.contracts import store as contracts
from infludesk.contracts.rulepacks import Rule, RulePack, rules_for_post
from infludesk.creators.model import Account, Creator
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get
from infludesk.kernel.ids import ref
from infludesk.records.model import Attachment
from infludesk.records.store import attached

__all__ = [
    "SORTS", "VIEWS", "Filter", "ListedPiece", "MadeCheck", "Proof", "WholePost", "checks", "evidence",
    "findings_to_fill", "ids", "listed", "of_campaign", "participation", "pending_checks", "post",
    "recorded", "rules_of_post",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MadeCheck:
    """A check with its pack (``us-ftc@2023.1``), who made it, and its findings."""

    check: DisclosureCheck
    pack: str
    checked_by: str
    findings: tuple[DisclosureFinding, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence with its file, if it is one, and who took it."""

    evidence: Evidence
    file: Attachment | None
    taken_by: str


@dataclass(frozen=True, slots=True)
class WholePost:
    """Everything of one post; the newest check and evidence first."""

    post: Post
    deliverables: tuple[Deliverable, ...]
    account: Account | None
    creator: Creator | None
    campaign: Campaign | None
    checks: tuple[MadeCheck, ...]
    evidence: tuple[Proof, ...]


def post(conn: Connection, post_id: str) -> WholePost:
    """One post with everything that hangs on it.

    Raises:
        Problem: ``record.gone``.
    """
    found = get(conn, Post, post_id)
    account = get(conn, Account, found.account_id) if found.account_id else None
    fulfils = "id IN (SELECT deliverable_id FROM fulfilment WHERE post_id = ? AND deleted_at IS NULL)"
    whose = "SELECT creator_id FROM participation WHERE id = ?"
    row = conn.execute(whose, (found.participation_id,)).fetchone()
    creator_id = (account.creator_id if account else None) or (row[0] if row else None)
    return WholePost(
        found,
        tuple(find(conn, Deliverable, fulfils, (post_id,))),
        account,
        get(conn, Creator, creator_id) if creator_id else None,
        get(conn, Campaign, found.campaign_id) if found.campaign_id else None,
        checks(conn, post_id),
        evidence(conn, post_id),
    )


def checks(conn: Connection, post_id: str) -> tuple[MadeCheck, ...]:
    """A post's checks with their findings, the newest first."""
    found = find(conn, DisclosureCheck, "post_id = ?", (post_id,), order="checked_at DESC, id DESC")
    packs = {row.id: f"{row.code}@{row.version}" for row in contracts.rule_packs(conn)}
    return tuple(
        MadeCheck(
            check,
            packs.get(check.pack_id or "", ""),
            _member(conn, check.checked_by_id),
            tuple(find(conn, DisclosureFinding, "check_id = ?", (check.id,), order="rowid")),
        )
        for check in found
    )


def evidence(conn: Connection, post_id: str) -> tuple[Proof, ...]:
    """What is kept about a post and its checks, the newest first."""
    about = "about = ? OR about IN (SELECT 'disclosure_check:' || id FROM disclosure_check WHERE post_id = ?)"
    found = find(conn, Evidence, about, (ref("post", post_id), post_id), order="taken_at DESC, id DESC")
    return tuple(
        Proof(one, attached(conn, ref("evidence", one.id), "capture"), _member(conn, one.taken_by_id)) for one in found
    )


def recorded(conn: Connection, link: PostLink) -> list[Post]:
    """The posts that are this one, by the platform's id or by the address in any of its forms; the oldest first."""
    key = (link.platform, link.platform_post_id)
    near = "(platform = ?1 AND platform_post_id = ?2) OR instr(lower(url), lower(?2))"
    return [one for one in find(conn, Post, near, key) if key in ((one.platform, one.platform_post_id), _named(one))]


def pending_checks(conn: Connection) -> list[Post]:
    """Live posts of campaigns without a check, the oldest first; where there is no connection, none is needed."""
    where = (
        "down_on IS NULL AND connection IS NOT 'none' AND (campaign_id IS NOT NULL OR participation_id IS NOT NULL) "
        "AND NOT EXISTS (SELECT 1 FROM disclosure_check AS v WHERE v.post_id = post.id AND v.deleted_at IS NULL)"
    )
    return find(conn, Post, where, order="published_at, id")


def findings_to_fill(
    conn: Connection, post_id: str, *, pack_code: str = "us-ftc", connection: str | None = None
) -> tuple[Rule, ...]:
    """The questions a person answers on a post under a pack; the post's own connection where none is given."""
    found, pack = get(conn, Post, post_id), contracts.pack(conn, pack_code)
    return rules_of_post(found, pack, connection or found.connection) if pack else ()


def rules_of_post(one: Post, pack: RulePack, connection: str | None) -> tuple[Rule, ...]:
    """The questions asked of a post under a pack, on the day it was published, else recorded."""
    day = (one.published_at or one.created_at or pack.effective_from)[:10]
    return rules_for_post(pack, day=day, format=one.format, connection=connection)


def participation(
    conn: Connection, participation_id: str | None, *, campaign_id: str | None, creator_id: str | None
) -> Participation:
    """A creator's part in a campaign by its id, else by both; an empty one where there is none."""
    where = "id = ?1 OR (?1 IS NULL AND campaign_id = ?2 AND creator_id = ?3)"
    found = find(conn, Participation, where, (participation_id, campaign_id, creator_id))
    return found[0] if found else Participation()


def _member(conn: Connection, member_id: str | None) -> str:
    row = conn.execute("SELECT name FROM member WHERE id = ?", (member_id,)).fetchone()
    return row[0] if row else ""


def _named(one: Post) -> tuple[str, str] | None:
    link = named_post(one.url or "")
    return (link.platform, link.platform_post_id) if link else None
