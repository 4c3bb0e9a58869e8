"""What a contract lacks on paper: the disclosure clause, a fee for rights for ever, the contract France asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from infludesk.contracts.figures import Figure
from infludesk.contracts.model import LAPSED, OUT, WITHOUT_POSTS
from infludesk.contracts.states import FROZEN
from infludesk.contracts.store import Paper, papers
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.sql import code_list
from infludesk.flows.france import FrenchSum, french_sums, joined_rows
from infludesk.kernel.money import Money
from infludesk.payments.model import NOT_COUNTED

DISCLOSURE = 14
_UNDISCLOSED = f"""
SELECT c.id AS contract_id, c.participation_id, n.campaign_id, c.creator_id, r.name AS creator, c.title
FROM contract AS c LEFT JOIN creator AS r ON r.id = c.creator_id
LEFT JOIN participation AS n ON n.id = c.participation_id
LEFT JOIN contract_item AS i ON i.contract_id = c.id AND i.item = {DISCLOSURE} AND i.deleted_at IS NULL
WHERE c.deleted_at IS NULL AND c.state IN ({code_list(OUT | {"signed"})})
AND coalesce(c.kind, 'contract') NOT IN ({code_list(WITHOUT_POSTS)})
AND coalesce(i.answer, 'open') <> 'in_text'
AND NOT (coalesce(i.answer, 'open') = 'not_applicable' AND coalesce(n.pay, '') = 'none') ORDER BY c.id
"""
_FOR_NOTHING = f"""
SELECT DISTINCT c.id AS contract_id, c.participation_id, n.campaign_id, c.creator_id, r.name AS creator, c.title
FROM usage_right AS u JOIN contract AS c ON c.id = u.contract_id AND c.deleted_at IS NULL
LEFT JOIN creator AS r ON r.id = c.creator_id LEFT JOIN participation AS n ON n.id = c.participation_id
WHERE u.deleted_at IS NULL AND u.perpetual = 1
AND coalesce(c.state, 'draft') NOT IN ({code_list(LAPSED)})
AND NOT EXISTS (SELECT 1 FROM creator_fee AS f WHERE f.participation_id = c.participation_id AND f.deleted_at IS NULL
  AND coalesce(f.kind, 'content') IN ('content', 'usage') AND f.amount_minor > 0
  AND coalesce(f.state, 'planned') NOT IN ({code_list(NOT_COUNTED)})) ORDER BY c.id
"""
Lacking = Literal["no_disclosure", "perpetual_for_nothing", "france"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a contract lacks, or a contract that is lacking.

    Attributes:
        contract_id: empty where there is none yet.
        sum, figure: for France: what has come together, and the amount it has reached.
    """

    lacks: Lacking
    contract_id: str
    participation_id: str
    campaign_id: str
    creator_id: str
    creator: str
    title: str
    sum: Money | None = None
    figure: Figure | None = None


def undisclosed(conn: Connection) -> list[Finding]:
    """Contracts that went out, or were signed, without a clause on disclosure in their text."""
    return [_of_row("no_disclosure", row) for row in conn.execute(_UNDISCLOSED)]


def perpetual_for_nothing(conn: Connection) -> list[Finding]:
    """Contracts with rights for ever and no fee for content or use."""
    return [_of_row("perpetual_for_nothing", row) for row in conn.execute(_FOR_NOTHING)]


def unwritten_in_france(conn: Connection, creator_ids: Sequence[str] | None = None) -> list[Finding]:
    """Work with a tie to France that has reached the yearly sum without a signed contract; by participation.

    Args:
        conn: a connection.
        creator_ids: whose; None for all.
    """
    reached = [one for one in french_sums(conn, creator_ids) if one.count.level == "reached"]
    parts = joined_rows(conn, [part for one in reached for part in one.whose.participation_ids])
    written = papers(conn, list(parts))
    return [
        _unwritten(parts[part], written.get(part, ()), one)
        for one in reached
        for part in one.whose.participation_ids
        if part in parts and not any(paper.state in FROZEN for paper in written.get(part, ()))
    ]


def findings(conn: Connection, creator_ids: Sequence[str] | None = None) -> list[Finding]:
    """All of them; ``creator_ids`` narrows what France asks for, None is all."""
    return [*unwritten_in_france(conn, creator_ids), *undisclosed(conn), *perpetual_for_nothing(conn)]


def _unwritten(row: SqlRow, written: Sequence[Paper], reached: FrenchSum) -> Finding:
    paper = written[-1] if written else None
    return Finding(
        lacks="france", contract_id=paper.id if paper else "", participation_id=row["id"],
        campaign_id=row["campaign_id"], creator_id=row["creator_id"], creator=row["creator"] or "",
        title=(paper.title if paper else "") or row["campaign"] or "", sum=reached.count.sum, figure=reached.figure,
    )  # fmt: skip


def _of_row(lacks: Lacking, row: SqlRow) -> Finding:
    named: dict[str, Any] = {name: row[name] or "" for name in row.keys()}  # noqa: SIM118  a row is no mapping
    return Finding(lacks=lacks, **named)
