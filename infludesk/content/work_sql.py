"""The one query of the content list: a row for each promised piece, and for each post that nobody promised."""

from infludesk.contracts.model import VOID
from infludesk.db.sql import code_list

# What is read of a piece; a post that nobody promised has none of it.
_OWN = (
    "due", "concept_due", "draft_due", "needs_post", "quantity", "min_live_days", "rounds_allowed", "contract_id",
)  # fmt: skip
_RANK = "CASE WHEN outcome = 'fail' THEN (fixed_at IS NOT NULL) WHEN outcome = 'review' THEN 2 ELSE 3 END"
# Of the newest check under each pack the one that asks for most.
_WORST = """(SELECT x.id FROM disclosure_check AS x JOIN rule_pack AS r ON r.id = x.pack_id
    WHERE x.post_id = {post} AND x.deleted_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM disclosure_check AS h JOIN rule_pack AS i ON i.id = h.pack_id AND i.code = r.code
      WHERE h.post_id = x.post_id AND h.deleted_at IS NULL AND h.checked_at || h.id > x.checked_at || x.id)
    ORDER BY {rank}, x.id LIMIT 1)"""
_SQL = """
WITH piece AS (
  SELECT d.id, 'deliverable' AS kind, d.participation_id, d.title, d.format, d.state, d.owner_id, d.account_id, {own},
         (SELECT p.id FROM fulfilment AS f JOIN post AS p ON p.id = f.post_id AND p.deleted_at IS NULL
          WHERE f.deliverable_id = d.id AND f.deleted_at IS NULL
          ORDER BY p.published_at DESC, p.id DESC LIMIT 1) AS post,
         (SELECT x.id FROM content_draft AS x WHERE x.deliverable_id = d.id AND x.deleted_at IS NULL
          ORDER BY x.submitted_at DESC, x.id DESC LIMIT 1) AS draft_id
  FROM deliverable AS d WHERE d.deleted_at IS NULL AND {pieces}
  UNION ALL
  SELECT p.id, 'post', p.participation_id, coalesce(p.title, p.caption), p.format, 'live', NULL, p.account_id,
         {none}, p.id, NULL
  FROM post AS p WHERE p.deleted_at IS NULL AND (p.campaign_id IS NOT NULL OR p.participation_id IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM fulfilment AS f WHERE f.post_id = p.id AND f.deleted_at IS NULL) AND {posts}
), whole AS (
  SELECT w.id, w.kind, w.title, coalesce(p.format, w.format) AS format, coalesce(w.state, 'planned') AS state,
         w.post, coalesce(n.campaign_id, p.campaign_id) AS campaign_id, k.name AS campaign,
         coalesce(n.creator_id, a.creator_id) AS creator_id, c.name AS creator, l.name AS client,
         coalesce(p.platform, a.platform) AS platform, coalesce(w.owner_id, n.owner_id) AS owner_id, m.name AS owner,
         p.published_at, p.down_on, p.url, p.connection,
         v.id AS check_id, v.outcome, v.fix_asked_at, v.fix_due, v.fixed_at,
         w.due, w.concept_due, w.draft_due, w.needs_post, w.quantity, w.min_live_days, w.draft_id,
         y.step, y.submitted_at, y.review_due, k.approval_by_client AS by_client,
         coalesce(w.rounds_allowed, o.rounds_allowed) AS rounds, o.deemed_approval_days AS deemed_days,
         t.id AS task_id, t.title AS task, t.due AS task_due, t.assignee_id AS task_owner_id, b.name AS task_owner
  FROM piece AS w LEFT JOIN post AS p ON p.id = w.post
  LEFT JOIN account AS a ON a.id = coalesce(p.account_id, w.account_id)
  LEFT JOIN participation AS n ON n.id = w.participation_id
  LEFT JOIN campaign AS k ON k.id = coalesce(n.campaign_id, p.campaign_id)
  LEFT JOIN client AS l ON l.id = k.client_id
  LEFT JOIN creator AS c ON c.id = coalesce(n.creator_id, a.creator_id)
  LEFT JOIN member AS m ON m.id = coalesce(w.owner_id, n.owner_id)
  LEFT JOIN disclosure_check AS v ON v.id = {worst_of_w}
  LEFT JOIN content_draft AS y ON y.id = w.draft_id
  LEFT JOIN contract AS o ON o.id = coalesce(w.contract_id, (SELECT g.id FROM contract AS g
    WHERE g.participation_id = w.participation_id AND g.deleted_at IS NULL
      AND coalesce(g.state, 'draft') NOT IN ({void}) ORDER BY g.created_at DESC, g.id DESC LIMIT 1))
  LEFT JOIN task AS t ON t.id = (SELECT j.id FROM task AS j WHERE j.about = w.kind || ':' || w.id
    AND j.next_action = 1 AND j.deleted_at IS NULL AND coalesce(j.state, 'open') IN ('open', 'waiting')
    ORDER BY j.due IS NULL, j.due, j.id LIMIT 1)
  LEFT JOIN member AS b ON b.id = t.assignee_id
)
SELECT *,
  (SELECT count(*) FROM content_draft AS x WHERE x.deliverable_id = whole.id AND x.step IS whole.step
   AND x.deleted_at IS NULL) AS round,
  (SELECT group_concat(said) FROM (SELECT side || ':' || decision AS said FROM review AS z
   WHERE z.draft_id = whole.draft_id AND z.deleted_at IS NULL ORDER BY z.decided_at, z.rowid)) AS said,
  (SELECT outcome FROM disclosure_check AS x WHERE x.draft_id = whole.draft_id AND x.deleted_at IS NULL
   ORDER BY x.checked_at DESC, {rank}, x.id LIMIT 1) AS draft_check,
  (SELECT sum(coalesce(f.counts, 1)) FROM fulfilment AS f JOIN post AS p ON p.id = f.post_id AND p.deleted_at IS NULL
   WHERE f.deliverable_id = whole.id AND f.deleted_at IS NULL) AS counts,
  (SELECT count(*) FROM fulfilment AS f JOIN post AS p ON p.id = f.post_id AND p.deleted_at IS NULL
   LEFT JOIN disclosure_check AS q ON q.id = {worst_of_p} WHERE f.deliverable_id = whole.id AND f.deleted_at IS NULL
     AND p.connection IS NOT 'none' AND coalesce(q.outcome, '') NOT IN ('pass', 'not_applicable')) AS open_checks,
  (SELECT min(p.published_at) FROM fulfilment AS f JOIN post AS p ON p.id = f.post_id AND p.deleted_at IS NULL
   WHERE f.deliverable_id = whole.id AND f.deleted_at IS NULL) AS first_published,
  {evidence} AS evidence
FROM whole WHERE {where}
"""
_EVIDENCE = """(SELECT count(*) FROM evidence AS e WHERE e.deleted_at IS NULL AND e.about IN (
  SELECT whole.kind || ':' || whole.id UNION SELECT 'post:' || whole.post
  UNION SELECT 'disclosure_check:' || x.id FROM disclosure_check AS x
  WHERE x.post_id = whole.post AND x.deleted_at IS NULL))"""


def pieces_sql(where: str, *, pieces: str = "1", posts: str = "1", evidence: bool = False) -> str:
    """The query for the rows that meet a condition on its columns, with or without the count of evidence.

    ``pieces`` and ``posts`` say which deliverables ``d`` and posts ``p`` are looked at in the first place.
    """
    return _SQL.format(
        pieces=pieces,
        posts=posts,
        worst_of_w=_WORST.format(post="w.post", rank=_RANK),
        worst_of_p=_WORST.format(post="p.id", rank=_RANK),
        where=where,
        own=", ".join(f"d.{name}" for name in _OWN),
        none=", ".join("NULL" for _ in _OWN),
        rank=_RANK,
        void=code_list(VOID),
        evidence=_EVIDENCE if evidence else "0",
    )
