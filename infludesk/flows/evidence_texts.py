"""The texts of proofs that are no files: captions, frozen briefs, signed texts, and checks written out."""

from collections.abc import Iterable

from infludesk.campaigns.model import BriefVersion
from infludesk.content.fixes import STATES, fix_of, show_hours
from infludesk.content.fixing import fix_terms
from infludesk.content.model import OUTCOMES, RESULTS, DisclosureCheck, DisclosureFinding, Evidence, Post
from infludesk.content.naming import post_name
from infludesk.contracts import store as contracts
from infludesk.contracts.model import Contract, RulePackRow
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get
from infludesk.kernel.dates import parse_moment
from infludesk.kernel.ids import split_ref
from infludesk.kernel.text import join, tr


def proof_texts(conn: Connection, proofs: Iterable[str], now: str) -> dict[str, str]:
    """The text of each proof that has one, by its ``table:id``; ``now`` is a stored moment for open fixes."""
    found = {}
    for one in proofs:
        table, record = split_ref(one)
        match table:
            case "evidence":
                found[one] = get(conn, Evidence, record).text or ""
            case "brief_version":
                found[one] = get(conn, BriefVersion, record).body or ""
            case "contract":
                found[one] = get(conn, Contract, record).body or ""
            case "disclosure_check":
                found[one] = _check(conn, record, now)
    return found


def _check(conn: Connection, check_id: str, now: str) -> str:
    check = get(conn, DisclosureCheck, check_id)
    row = get(conn, RulePackRow, check.pack_id or "")
    pack = contracts.pack(conn, f"{row.code}@{row.version}")
    post = get(conn, Post, check.post_id) if check.post_id else Post()
    lines = [
        tr("Disclosure check of {post}", post=join((post_name(conn, post.id), post.url)) or tr("a draft")),
        tr("Checked {at} (UTC)", at=check.checked_at or ""),
        tr("Rule pack: {pack}, hash {hash}", pack=f"{row.code}@{row.version}", hash=row.sha256 or ""),
        tr("Outcome: {outcome}", outcome=tr(dict(OUTCOMES).get(check.outcome or "", ""))),
        "",
    ]
    for one in find(conn, DisclosureFinding, "check_id = ?", (check_id,), "rowid"):
        rule = pack.rule(one.rule or "") if pack else None
        result = tr(dict(RESULTS).get(one.result or "", "Open"))
        lines.append(join((one.rule, one.cite, result, rule.text if rule else "", one.seen)))
    lines += _fix(check, now, fix_terms(conn, check.post_id).zone)
    return "\n".join(lines) + "\n"


def _fix(check: DisclosureCheck, now: str, zone: str) -> list[str]:
    fix = fix_of(check, now=parse_moment(now), zone=zone)
    if fix is None or not (check.fix_asked_at or check.fixed_at):
        return []
    steps = (
        ("Fix asked for {at} (UTC)", check.fix_asked_at), ("Reminded {at} (UTC)", check.fix_reminded_at),
        ("Fix due {at}", check.fix_due), ("Fixed {at} (UTC)", check.fixed_at),
    )  # fmt: skip
    hours = tr("Hours used: {used}", used=show_hours(fix.used))
    return ["", *(tr(words, at=at) for words, at in steps if at), join((tr(dict(STATES)[fix.state]), hours))]
