"""Content as the screens ask for it: the list, one post with its checks and evidence, and what is left to check."""

from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.campaigns.model import Campaign, Participation
from infludesk.content.model import OVER, Deliverable, DisclosureCheck, DisclosureFinding, Evidence, Post
from infludesk.contracts import store as contracts
from infludesk.contracts.rulepacks import Rule, RulePack, rules_for_post
from infludesk.creators.model import Account, Creator
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find, get
from infludesk.db.search import like_pattern
from infludesk.db.sql import code_list, marks
from infludesk.kernel.fields import choices
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr
from infludesk.records.model import Attachment
from infludesk.records.store import attached

_ORDER = {
    "next": "due IS NULL, due {way}, id",
    "what": "fold(title) {way}, id",
    "creator": "fold(creator) {way}, id",
    "campaign": "fold(campaign) {way}, id",
    "platform": "platform IS NULL, platform {way}, id",
    "state": "state {way}, id",
    "published": "published_at IS NULL, published_at {way}, id",
}
SORTS = frozenset(_ORDER)
VIEWS = choices(
    late="Late", review="To review", live="Live this week", unchecked="Not checked", failed="Check failed",
)  # fmt: skip
_VIEWS = {
    "late": "substr(due, 1, 10) < :today",
    "review": "state = 'in_review'",
    "live": "substr(published_at, 1, 10) BETWEEN date(:today, 'weekday 0', '-6 days') AND date(:today, 'weekday 0')",
    "unchecked": "post IS NOT NULL AND check_id IS NULL",
    "failed": "outcome = 'fail' AND fixed_at IS NULL",
}
# Promised pieces with their newest post, then posts that nobody promised.
_PIECES = """
WITH piece AS (
  SELECT d.id, 'deliverable' AS kind, d.participation_id, d.title, d.format, d.state, d.owner_id, d.account_id,
         CASE WHEN d.state IN ('planned', 'in_work') THEN coalesce(d.draft_due, d.due) ELSE d.due END AS due,
         (SELECT p.id FROM fulfilment AS f JOIN post AS p ON p.id = f.post_id AND p.deleted_at IS NULL
          WHERE f.deliverable_id = d.id AND f.deleted_at IS NULL
          ORDER BY p.published_at DESC, p.id DESC LIMIT 1) AS post
  FROM deliverable AS d WHERE d.deleted_at IS NULL
  UNION ALL
  SELECT p.id, 'post', p.participation_id, coalesce(p.title, p.caption, p.url), p.format, 'live', NULL, p.account_id,
         NULL, p.id
  FROM post AS p WHERE p.deleted_at IS NULL AND (p.campaign_id IS NOT NULL OR p.participation_id IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM fulfilment AS f WHERE f.post_id = p.id AND f.deleted_at IS NULL)
), newest AS (
  SELECT post_id, id, outcome, fix_asked_at, fix_due, fixed_at, max(checked_at || id) AS at
  FROM disclosure_check WHERE deleted_at IS NULL GROUP BY post_id
), whole AS (
  SELECT w.id, w.kind, w.title, coalesce(p.format, w.format) AS format, coalesce(w.state, 'planned') AS state,
         w.post, coalesce(n.campaign_id, p.campaign_id) AS campaign_id, k.name AS campaign,
         coalesce(n.creator_id, a.creator_id) AS creator_id, c.name AS creator,
         coalesce(p.platform, a.platform) AS platform,
         coalesce(w.owner_id, n.owner_id) AS owner_id, m.name AS owner, p.published_at, p.url,
         v.id AS check_id, v.outcome, v.fix_asked_at, v.fixed_at,
         CASE WHEN w.state = 'live' THEN iif(v.fixed_at IS NULL, v.fix_due, NULL)
              WHEN w.state IN ({never_due}) THEN NULL ELSE w.due END AS due,
         (SELECT count(*) FROM evidence AS e WHERE e.deleted_at IS NULL AND (e.about = w.kind || ':' || w.id
            OR e.about = 'post:' || w.post OR e.about IN (SELECT 'disclosure_check:' || x.id
              FROM disclosure_check AS x WHERE x.post_id = w.post AND x.deleted_at IS NULL))) AS evidence
  FROM piece AS w LEFT JOIN post AS p ON p.id = w.post
  LEFT JOIN account AS a ON a.id = coalesce(p.account_id, w.account_id)
  LEFT JOIN participation AS n ON n.id = w.participation_id
  LEFT JOIN campaign AS k ON k.id = coalesce(n.campaign_id, p.campaign_id)
  LEFT JOIN creator AS c ON c.id = coalesce(n.creator_id, a.creator_id)
  LEFT JOIN member AS m ON m.id = coalesce(w.owner_id, n.owner_id) LEFT JOIN newest AS v ON v.post_id = w.post
)
SELECT {what} FROM whole WHERE {where}
"""
_NEXT = {
    "planned": "Hand in the draft",
    "in_work": "Hand in the draft",
    "in_review": "Review the draft",
    "changes": "Correct the draft",
    "approved": "Schedule or publish",
    "scheduled": "Publish",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows: every part narrows; empty parts do not.

    ``view`` is one of ``VIEWS``; ``today`` is the day it is asked on.
    """

    text: str = ""
    state: str = ""
    campaign_id: str = ""
    creator_id: str = ""
    owner_id: str = ""
    platform: str = ""
    view: str = ""
    today: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPiece:
    """A row of the content list: a promised piece with its newest post, or a post that nobody promised.

    Attributes:
        kind: ``deliverable`` or ``post``; ``id`` is that record's.
        post_id: empty until it is published.
        next_step: the one next action, as shown; empty for none.
        due: when that is due, as stored.
        published: the moment, as stored.
        outcome: of the newest check; empty where there is none.
    """

    id: str
    kind: str
    what: str
    creator_id: str
    creator: str
    campaign_id: str
    campaign: str
    platform: str
    format: str
    state: str
    next_step: str
    due: str
    owner: str
    published: str
    post_id: str
    url: str
    outcome: str
    evidence: int


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


def ids(conn: Connection, wanted: Filter = Filter(), sort: str = "next", *, descending: bool = False) -> list[str]:
    """The ids of the pieces and posts to show, in the order of a key of ``SORTS``; ``next`` puts what is late first."""
    parts = ["1"]
    params = {"today": wanted.today}
    for column in ("state", "campaign_id", "creator_id", "owner_id", "platform"):
        if value := getattr(wanted, column):
            parts.append(f"{column} = :{column}")
            params[column] = value
    if wanted.text.strip():
        words = "fold(coalesce(title, '') || ' ' || coalesce(creator, '') || ' ' || coalesce(campaign, ''))"
        parts.append(f"{words} LIKE :text ESCAPE '\\'")
        params["text"] = like_pattern(wanted.text)
    if wanted.view:
        parts.append(_VIEWS[wanted.view])
    order = _ORDER[sort].format(way="DESC" if descending else "ASC")
    sql = f"{_pieces('id', ' AND '.join(parts))} ORDER BY {order}"
    return [row[0] for row in conn.execute(sql, params)]


def listed(conn: Connection, wanted: Sequence[str]) -> list[ListedPiece]:
    """The list's rows for some ids, in the order of the ids; those that are gone are left out."""
    rows = conn.execute(_pieces("*", f"id IN ({marks(wanted)})"), tuple(wanted))
    found = {row["id"]: _listed(row) for row in rows}
    return [found[one] for one in wanted if one in found]


def of_campaign(conn: Connection, campaign_id: str) -> list[ListedPiece]:
    """A campaign's pieces and posts, what is late first."""
    return listed(conn, ids(conn, Filter(campaign_id=campaign_id)))


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


def _pieces(what: str, where: str) -> str:
    # the due day of a live piece is that of its fix
    return _PIECES.format(what=what, where=where, never_due=code_list(OVER - {"live"}))


def _listed(row: SqlRow) -> ListedPiece:
    def text(name: str) -> str:
        return row[name] or ""

    return ListedPiece(
        id=row["id"],
        kind=row["kind"],
        what=text("title"),
        creator_id=text("creator_id"),
        creator=text("creator"),
        campaign_id=text("campaign_id"),
        campaign=text("campaign"),
        platform=text("platform"),
        format=text("format"),
        state=row["state"],
        next_step=_next_step(row),
        due=text("due"),
        owner=text("owner"),
        published=text("published_at"),
        post_id=text("post"),
        url=text("url"),
        outcome=text("outcome"),
        evidence=row["evidence"],
    )


def _next_step(row: SqlRow) -> str:
    state = row["state"]
    if state != "live":
        return tr(_NEXT[state]) if state in _NEXT else ""
    if not row["check_id"] or row["fixed_at"]:
        return tr("Check the disclosure")
    if row["outcome"] == "review":
        return tr("Decide on the disclosure")
    if row["outcome"] == "fail":
        return tr("Wait for the fix") if row["fix_asked_at"] else tr("Ask for a fix")
    return ""


def _member(conn: Connection, member_id: str | None) -> str:
    row = conn.execute("SELECT name FROM member WHERE id = ?", (member_id,)).fetchone()
    return row[0] if row else ""


def of_participation(conn: Connection, participation_id: str) -> list[Deliverable]:
    """The pieces one creator owes a campaign, by the day they are due."""
    return find(conn, Deliverable, "participation_id = ?", (participation_id,), order="due, rowid")
