"""What people do about a post that breaks a rule: ask for a fix, remind, note it fixed with its proof, or withdraw."""

from dataclasses import dataclass
from pathlib import Path

from infludesk.content.evidence import keep_evidence, kind_of_file
from infludesk.content.fixes import deadline, ends_at, refuse_step
from infludesk.content.model import DisclosureCheck, Post
from infludesk.content.naming import post_name
from infludesk.contracts.model import Contract
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get, update
from infludesk.db.transaction import Tx
from infludesk.kernel.dates import parse_moment
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr
from infludesk.records import model as records
from infludesk.records.store import setting

_JOINED = """
SELECT n.id, coalesce(m.zone, k.zone) AS zone FROM post AS p
LEFT JOIN account AS a ON a.id = p.account_id
LEFT JOIN participation AS n ON n.deleted_at IS NULL AND (n.id = p.participation_id OR (p.participation_id IS NULL
  AND n.campaign_id = p.campaign_id AND n.creator_id = a.creator_id))
LEFT JOIN campaign AS k ON k.id = coalesce(n.campaign_id, p.campaign_id)
LEFT JOIN campaign_market AS m ON m.campaign_id = k.id AND m.country = n.market AND m.deleted_at IS NULL
WHERE p.id = ?
"""
# The newest signed contract that says so: an addendum comes before what it amends.
_HOURS = (
    "participation_id = ? AND fix_hours IS NOT NULL AND signed_on IS NOT NULL "
    "AND coalesce(state, 'draft') NOT IN ('cancelled', 'superseded')"
)


@dataclass(frozen=True, slots=True)
class FixTerms:
    """Until when a creator corrects a post: the hours agreed, None for none, in which contract, and the zone."""

    hours: int | None
    contract_id: str
    contract: str
    zone: str


def fix_terms(conn: Connection, post_id: str | None) -> FixTerms:
    """What was agreed about corrections of a post, in the market's zone, else the campaign's, else the workspace's."""
    row = conn.execute(_JOINED, (post_id,)).fetchone()
    zone = (row["zone"] if row else None) or setting(conn, records.ZONE, "UTC")
    known = find(conn, Contract, _HOURS, (row["id"],), order="signed_on DESC, rowid DESC") if row else []
    if not known:
        return FixTerms(None, "", "", zone)
    return FixTerms(known[0].fix_hours, known[0].id, known[0].title or "", zone)


def ask_for_fix(tx: Tx, *, check_id: str, wanted: str = "", due: str | None = None) -> None:
    """Note that the creator was asked to correct the post.

    Args:
        tx: the transaction.
        check_id: a check that failed, or that a person must decide.
        wanted: what to change, for the creator to read.
        due: until when; None takes the hours of the contract from now, without a contract there is no deadline;
            empty for none.

    Raises:
        Problem: as ``refuse_step``, or ``fix.past``: the deadline has passed already.
    """
    check, terms = _stepped(tx, check_id, "ask")
    if due is None and terms.hours is not None:
        due = deadline(parse_moment(tx.moment), terms.hours, terms.zone)
    if due and ends_at(due, terms.zone) < parse_moment(tx.moment):
        raise Problem(
            "fix.past",
            tr("This deadline has passed already."),
            tr("Nothing was changed. Choose a later one, or none."),
        )
    _label(tx, "Ask for a fix of {post}", check)
    changed = {"fix_wanted": wanted.strip() or None, "fix_due": due or None}
    update(tx, DisclosureCheck, check_id, fix_asked_at=tx.moment, fix_reminded_at=None, **changed)


def remind_of_fix(tx: Tx, *, check_id: str) -> None:
    """Note that the creator was reminded of the fix.

    Raises:
        Problem: as ``refuse_step``.
    """
    check, _ = _stepped(tx, check_id, "remind")
    _label(tx, "Remind of the fix of {post}", check)
    update(tx, DisclosureCheck, check_id, fix_reminded_at=tx.moment)


def mark_fixed(
    tx: Tx, *, check_id: str, path: Path | None = None, attachments: Path | None = None, text: str = ""
) -> None:
    """Note that the post is corrected, with the proof; the next check says how it stands now.

    Args:
        tx: the transaction.
        check_id: the check that failed.
        path: a screenshot or other file; it is copied into ``attachments``.
        attachments: the workspace's folder of files, needed with ``path``.
        text: the corrected words, where there is no file.

    Raises:
        Problem: as ``refuse_step``; ``fix.no_proof`` or ``file.unreadable``; nothing was written.
    """
    check, _ = _stepped(tx, check_id, "fix")
    _label(tx, "Note {post} as fixed", check)
    if path is None and not text.strip():
        raise Problem(
            "fix.no_proof",
            tr("Nothing shows that it is fixed."),
            tr("Nothing was changed. Add a screenshot or the corrected words, or check the post again."),
        )
    kind = kind_of_file(path) if path else "caption"
    url = get(tx.conn, Post, check.post_id).url if check.post_id else None
    about = ref("disclosure_check", check_id)
    keep_evidence(tx, about=about, kind=kind, path=path, text=text, attachments=attachments, url=url)
    update(tx, DisclosureCheck, check_id, fixed_at=tx.moment)


def withdraw_fix(tx: Tx, *, check_id: str) -> None:
    """Take a request back that should not have been made.

    Raises:
        Problem: as ``refuse_step``.
    """
    check, _ = _stepped(tx, check_id, "withdraw")
    _label(tx, "Withdraw the fix of {post}", check)
    blank = dict.fromkeys(("fix_wanted", "fix_asked_at", "fix_reminded_at", "fix_due"))
    update(tx, DisclosureCheck, check_id, **blank)


def note_seen(tx: Tx, *, post_id: str, live: bool, why: str = "") -> None:
    """Note that a post was seen live today, or that it is gone, and why."""
    name, today = post_name(tx.conn, get(tx.conn, Post, post_id).id), tx.today.isoformat()
    if live:
        tx.label("Note {post} as seen live", post=name)
        update(tx, Post, post_id, last_seen_live=today, down_on=None, down_why=None)
    else:
        tx.label("Note {post} as gone", post=name)
        update(tx, Post, post_id, down_on=today, down_why=why.strip() or None)


def close_fixes(tx: Tx, post_id: str, pack_code: str) -> None:
    """A post that passes is corrected: what was asked for under the pack is done with this check."""
    waiting = (
        "post_id = ? AND fix_asked_at IS NOT NULL AND fixed_at IS NULL "
        "AND pack_id IN (SELECT id FROM rule_pack WHERE code = ?)"
    )
    for check in find(tx.conn, DisclosureCheck, waiting, (post_id, pack_code)):
        update(tx, DisclosureCheck, check.id, fixed_at=tx.moment)


def _stepped(tx: Tx, check_id: str, step: str) -> tuple[DisclosureCheck, FixTerms]:
    check = get(tx.conn, DisclosureCheck, check_id)
    terms = fix_terms(tx.conn, check.post_id)
    refuse_step(check, step, now=parse_moment(tx.moment), zone=terms.zone)
    return check, terms


def _label(tx: Tx, words: str, check: DisclosureCheck) -> None:
    tx.label(words, post=post_name(tx.conn, check.post_id) or tr("a draft"))
