"""The creators of a campaign with what is theirs in it, and what comes next for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.campaigns.figures import Margin, Sums
from infludesk.campaigns.model import AGREED, EXITS
from infludesk.content.model import LEFT, LIVE, OVER
from infludesk.content.next_action import Facts, next_action
from infludesk.contracts.model import VOID
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.sql import code_list
from infludesk.flows import clashes
from infludesk.flows.clashes import Clash
from infludesk.flows.money import money_of
from infludesk.kernel.money import Money
from infludesk.kernel.text import tr

_ROSTER = f"""
SELECT p.*, c.name AS creator, s.handle, s.platform, s.followers, s.tier, s.blocked,
       (SELECT t.state FROM contract AS t WHERE t.participation_id = p.id AND t.deleted_at IS NULL
            ORDER BY t.state IN ({code_list(VOID)}), t.rowid DESC LIMIT 1) AS contract,
       (SELECT coalesce(sum(coalesce(d.quantity, 1)), 0) FROM deliverable AS d WHERE d.participation_id = p.id
            AND d.deleted_at IS NULL AND coalesce(d.state, '') NOT IN ({code_list(LEFT)})) AS pieces,
       (SELECT coalesce(sum(coalesce(d.quantity, 1)), 0) FROM deliverable AS d WHERE d.participation_id = p.id
            AND d.deleted_at IS NULL AND d.state IN ({code_list(LIVE)})) AS pieces_live,
       (SELECT count(*) FROM post AS o WHERE o.participation_id = p.id AND o.deleted_at IS NULL AND NOT EXISTS
            (SELECT 1 FROM post_snapshot AS r WHERE r.post_id = o.id AND r.deleted_at IS NULL)) AS unread
FROM participation AS p JOIN creator AS c ON c.id = p.creator_id LEFT JOIN creator_stats AS s ON s.id = c.id
WHERE p.campaign_id = ? AND p.deleted_at IS NULL ORDER BY p.position IS NULL, p.position, p.id
"""
# The piece that is due next, by the day of its next step.
_PIECES = f"""
SELECT d.participation_id AS part, d.state, d.draft_due, d.due, d.needs_post,
       min(coalesce(CASE WHEN coalesce(d.state, 'planned') IN ('planned', 'in_work', 'changes') THEN d.draft_due END,
                    d.due, '9999')) AS step
FROM deliverable AS d JOIN participation AS p ON p.id = d.participation_id
WHERE p.campaign_id = ? AND p.deleted_at IS NULL AND d.deleted_at IS NULL
AND coalesce(d.state, 'planned') NOT IN ({code_list(OVER)})
GROUP BY d.participation_id
"""
_UNSENT = frozenset({"draft", "in_check", "redlined"})


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One creator in a campaign; fees and margin are internal, codes and days as stored, ``blocked`` = do not contact.

    A fee is None where there is none, or where it is in several currencies. ``clashes`` are internal too.
    """

    participation_id: str
    creator_id: str
    creator: str
    handle: str
    platform: str
    followers: int | None
    tier: str
    stage: str
    pay: str
    deliverables: int
    live: int
    client_fee: Money | None
    creator_fee: Money | None
    margin: Money | None
    client_decision: str
    contract: str
    next_action: str
    next_day: str
    reason: str
    why_them: str
    blocked: bool
    clashes: tuple[Clash, ...] = ()


def roster(conn: Connection, campaign_id: str) -> list[RosterRow]:
    """The creators of a campaign in its own order, with what is theirs in it and what comes next."""
    money = money_of(conn, campaign_id)
    pieces = {row["part"]: row for row in conn.execute(_PIECES, (campaign_id,))}
    rows = conn.execute(_ROSTER, (campaign_id,)).fetchall()
    told = clashes.of_campaign(conn, campaign_id)
    return [_row(row, pieces.get(row["id"]), money.get(row["id"]), told) for row in rows]


def _row(row: SqlRow, piece: SqlRow | None, money: Margin | None, told: Sequence[Clash]) -> RosterRow:
    action, day = _next(row, piece)
    sums = list(money.sums.values()) if money else []
    only: Sums | None = sums[0] if len(sums) == 1 else None
    return RosterRow(
        row["id"], row["creator_id"], row["creator"] or "", row["handle"] or "", row["platform"] or "",
        row["followers"], row["tier"] or "", row["stage"] or "", row["pay"] or "", row["pieces"], row["pieces_live"],
        only.client_fee if only and only.client_fee.minor else None,
        only.creator_fees if only and only.creator_fees.minor else None,
        money.amount if money else None, row["client_decision"] or "", row["contract"] or "", action, day,
        row["reason"] or "", row["why_them"] or "", bool(row["blocked"]),
        tuple(one for one in told if row["id"] in (one.participation_id, one.other_participation_id)),
    )  # fmt: skip


def _next(row: SqlRow, piece: SqlRow | None) -> tuple[str, str]:
    """What to do next and by which day: the contract before the content, the content before its numbers."""
    stage, contract = row["stage"] or "", row["contract"] or ""
    if stage in EXITS:
        return (tr("Ask again"), row["ask_again_on"]) if row["ask_again_on"] else ("", "")
    if stage in AGREED and (action := _paper(stage, contract)):
        return action, ""
    if piece is not None:
        return _step(piece, row["creator"] or "")
    return (tr("Enter numbers") if row["unread"] else ""), ""


def _paper(stage: str, contract: str) -> str:
    if stage == "agreed" and not contract:
        return tr("Draft the contract")
    if contract in _UNSENT:
        return tr("Send the contract")
    return tr("Get the contract signed") if contract in ("sent", "agreed") else ""


def _step(piece: SqlRow, creator: str) -> tuple[str, str]:
    facts = Facts(
        state=piece["state"] or "planned", creator=creator, due=piece["due"] or "", draft_due=piece["draft_due"] or "",
        needs_post=piece["needs_post"] != 0,
    )  # fmt: skip
    action = next_action(facts, "")
    return (action.words, action.due[:10]) if action else ("", "")
