"""The disclosure checks of a campaign for its client."""

from collections import defaultdict

from infludesk.contracts.store import pack
from infludesk.db.driver import Connection, SqlRow
from infludesk.kernel.text import tr
from infludesk.reports import labels
from infludesk.reports.client_facts import CheckRow, DisclosureFact, OpenCheck

_CHECKS = """
SELECT k.id, k.post_id, k.outcome, k.fix_asked_at, k.fixed_at, r.code, r.version, coalesce(a.handle, c.name) AS creator,
       p.published_at, m.name AS checked_by, max(k.checked_at || k.id) AS newest, k.checked_at
FROM disclosure_check AS k JOIN post AS p ON p.id = k.post_id JOIN rule_pack AS r ON r.id = k.pack_id
LEFT JOIN account AS a ON a.id = p.account_id LEFT JOIN creator AS c ON c.id = a.creator_id
LEFT JOIN member AS m ON m.id = k.checked_by_id
WHERE p.campaign_id = ? AND k.deleted_at IS NULL AND p.deleted_at IS NULL
GROUP BY k.post_id, r.code ORDER BY p.published_at, k.id
"""
_FINDINGS = """
SELECT rule, cite, result, seen, found_by FROM disclosure_finding
WHERE check_id = ? AND deleted_at IS NULL ORDER BY rowid
"""
_SCAN = "caption_scan"
_UNCHECKED = """
SELECT count(*) FROM post AS p WHERE p.campaign_id = ? AND p.deleted_at IS NULL AND p.down_on IS NULL
AND p.connection IS NOT 'none'
AND NOT EXISTS (SELECT 1 FROM disclosure_check AS k WHERE k.post_id = p.id AND k.deleted_at IS NULL)
"""


def disclosure(conn: Connection, campaign_id: str, zone: str) -> DisclosureFact:
    """The newest check of each post under each pack; what does not apply is left out."""
    checks = [row for row in conn.execute(_CHECKS, (campaign_id,)).fetchall() if row["outcome"] != "not_applicable"]
    outcomes: dict[str, set[str]] = defaultdict(set)
    for row in checks:
        outcomes[row["post_id"]].add(row["outcome"])
    findings = {row["id"]: conn.execute(_FINDINGS, (row["id"],)).fetchall() for row in checks}
    by_program = {one["found_by"] == _SCAN for found in findings.values() for one in found}
    return DisclosureFact(
        passed=sum(found == {"pass"} for found in outcomes.values()),
        checked=len(outcomes),
        unchecked=conn.execute(_UNCHECKED, (campaign_id,)).fetchone()[0],
        rows=_rules(conn, checks, findings),
        open=tuple(_open(conn, row, findings[row["id"]], zone) for row in checks if row["outcome"] != "pass"),
        by=tuple(sorted({row["checked_by"] for row in checks if row["checked_by"]})),
        day=labels.local_day(max((row["checked_at"] or "" for row in checks), default=""), zone),
        seen=False in by_program,
        scanned=True in by_program,
    )


def _rules(conn: Connection, checks: list[SqlRow], findings: dict[str, list[SqlRow]]) -> tuple[CheckRow, ...]:
    counted: dict[tuple[str, str], list[bool]] = defaultdict(list)
    cites: dict[tuple[str, str], str] = {}
    for check in checks:
        key = f"{check['code']}@{check['version']}"
        for found in findings[check["id"]]:
            if found["result"] != "not_applicable":
                counted[key, found["rule"]].append(found["result"] == "yes")
                cites[key, found["rule"]] = found["cite"] or ""
    return tuple(
        CheckRow(_text(conn, key, rule), cites[key, rule], sum(met), len(met)) for (key, rule), met in counted.items()
    )


def _text(conn: Connection, key: str, rule: str) -> str:
    """The question of a rule; its code where the pack is not here."""
    found = pack(conn, key)
    asked = found.rule(rule) if found else None
    return asked.text if asked else rule


def _open(conn: Connection, check: SqlRow, findings: list[SqlRow], zone: str) -> OpenCheck:
    unmet = [one for result in ("no", "unsure") for one in findings if one["result"] == result]
    seen = list(dict.fromkeys(one["seen"] for one in unmet if one["seen"]))
    words = "; ".join(seen)
    if not words and unmet:
        words = _text(conn, f"{check['code']}@{check['version']}", unmet[0]["rule"])
        words = (
            tr('not met: "{rule}"', rule=words) if unmet[0]["result"] == "no" else tr('undecided: "{rule}"', rule=words)
        )
    return OpenCheck(
        creator=check["creator"] or "",
        day=labels.local_day(check["published_at"], zone),
        open=words or tr("a person has yet to decide"),
        asked_on=labels.local_day(check["fix_asked_at"], zone),
        fixed_on=labels.local_day(check["fixed_at"], zone),
    )
