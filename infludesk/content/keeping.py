"""Checks of captions are kept: on a post or on its draft, one for each rule pack, with the text as evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from infludesk.content.evidence import keep_evidence
from infludesk.content.fixing import close_fixes
from infludesk.content.model import Deliverable, DisclosureCheck, DisclosureFinding, Draft, Evidence, Fulfilment, Post
from infludesk.content.naming import post_name
from infludesk.contracts.commands import pack_in_use
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get, insert, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref, split_ref
from infludesk.kernel.text import tr

DRAFT = Draft.entity.table


@dataclass(frozen=True, slots=True)
class Kept:
    """A check to keep.

    Attributes:
        about: the post or draft, as ``table:id``.
        pack: the pack, as ``code@version``.
        outcome: one of the outcomes.
        connection: of creator and brand, as it was checked.
        caption: the text that was checked.
        findings: rule → (one of the results or None while open, words seen, note, by whom it was found).
        note: internal.
    """

    about: str
    pack: str
    outcome: str
    connection: str
    caption: str
    findings: Mapping[str, tuple[str | None, str, str, str | None]] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class DraftChecked:
    """How the newest draft of a post's piece was checked: the moment, the worst outcome, and its text."""

    checked_at: str
    outcome: str
    caption: str


def keep_checks(tx: Tx, *, checks: Sequence[Kept]) -> list[str]:
    """Keep looks at posts and drafts, each with its caption as evidence; returns the checks' ids.

    The text that was checked becomes the post's; the one it had stays as evidence.

    Raises:
        Problem: ``check.nothing``, ``rulepack.missing`` or ``check.unknown_rule``.
    """
    abouts = list(dict.fromkeys(one.about for one in checks))
    if not abouts:
        advice = tr("Nothing was stored. Check a caption first.")
        raise Problem("check.nothing", tr("There is no check to keep."), advice)
    if len(abouts) == 1:
        tx.label("Save check for {post}", post=_called(tx.conn, abouts[0]))
    else:
        tx.label("Save checks of {n} pieces", n=len(abouts))
    return [_keep(tx, one) for one in checks]


def draft_checked(conn: Connection, post_id: str) -> DraftChecked | None:
    """The newest check of a draft of the piece that this post fulfils; None where no draft was checked."""
    where = f"""draft_id IN (SELECT d.id FROM {DRAFT} AS d JOIN fulfilment AS f ON f.deliverable_id = d.deliverable_id
        WHERE f.post_id = ? AND f.deleted_at IS NULL AND d.deleted_at IS NULL)"""
    found = find(conn, DisclosureCheck, where, (post_id,), order="checked_at DESC, id DESC")
    if not found:
        return None
    newest = [one for one in found if (one.draft_id, one.checked_at) == (found[0].draft_id, found[0].checked_at)]
    outcomes = [one.outcome or "" for one in newest]
    worst = next((one for one in ("fail", "review", "pass") if one in outcomes), "not_applicable")
    draft = get(conn, Draft, found[0].draft_id or "")
    return DraftChecked(found[0].checked_at or "", worst, draft.caption or "")


def newest_draft(conn: Connection, deliverable_id: str) -> Draft | None:
    """The draft of a piece that was handed in last; None without one."""
    order = "submitted_at DESC, created_at DESC, id DESC LIMIT 1"
    found = find(conn, Draft, "deliverable_id = ?", (deliverable_id,), order=order)
    return found[0] if found else None


def newest_post(conn: Connection, deliverable_id: str) -> Post | None:
    """The post of a piece that was published last; None without one."""
    where = "id IN (SELECT post_id FROM fulfilment WHERE deliverable_id = ? AND deleted_at IS NULL)"
    found = find(conn, Post, where, (deliverable_id,), order="published_at DESC, id DESC LIMIT 1")
    return found[0] if found else None


def _keep(tx: Tx, one: Kept) -> str:
    table, about_id = split_ref(one.about)
    pack_id, pack = pack_in_use(tx, one.pack)
    check = insert(
        tx,
        DisclosureCheck(
            post_id=about_id if table == "post" else None,
            draft_id=about_id if table == DRAFT else None,
            pack_id=pack_id,
            outcome=one.outcome,
            checked_at=tx.moment,
            checked_by_id=tx.actor or None,
            connection_seen=one.connection,
            note=one.note or None,
        ),
    )
    for code, (result, seen, note, found_by) in one.findings.items():
        rule = pack.rule(code)
        if rule is None:
            title = tr("{pack} has no rule {rule}.", pack=pack.key, rule=code)
            raise Problem(
                "check.unknown_rule", title, tr("Nothing was kept. Check it anew: the rules are others by now.")
            )
        finding = DisclosureFinding(
            check_id=check.id, rule=code, cite=rule.cite, result=result, seen=seen, note=note, found_by=found_by
        )
        insert(tx, finding)
    _note_on_post(tx, table, about_id, one)
    if one.caption.strip():
        keep_evidence(tx, about=ref("disclosure_check", check.id), kind="caption", text=one.caption, url=_url(tx, one))
    return check.id


def _note_on_post(tx: Tx, table: str, post_id: str, one: Kept) -> None:
    """What the check tells of the post: its connection, its text as it is now, and that a fix was made."""
    if table != "post":
        return
    post = get(tx.conn, Post, post_id)
    if post.connection in (None, "unknown"):
        update(tx, Post, post_id, connection=one.connection)
    if one.caption.strip() and one.caption.strip() != (post.caption or "").strip():
        about = ref("post", post_id)
        if post.caption and not find(tx.conn, Evidence, "about = ? AND text = ?", (about, post.caption)):
            keep_evidence(tx, about=about, kind="caption", text=post.caption, url=post.url)
        update(tx, Post, post_id, caption=one.caption)
    if one.outcome == "pass":
        close_fixes(tx, post_id, one.pack.partition("@")[0])


def _url(tx: Tx, one: Kept) -> str | None:
    table, about_id = split_ref(one.about)
    return get(tx.conn, Post, about_id).url if table == "post" else get(tx.conn, Draft, about_id).url


def _called(conn: Connection, about: str) -> str:
    table, about_id = split_ref(about)
    if table == DRAFT:
        return get(conn, Deliverable, get(conn, Draft, about_id).deliverable_id or "").title or ""
    post = get(conn, Post, about_id)
    pieces = find(conn, Fulfilment, "post_id = ?", (about_id,), order="id LIMIT 1")
    piece = get(conn, Deliverable, pieces[0].deliverable_id or "").title if pieces else ""
    return post.title or piece or post_name(conn, about_id)
