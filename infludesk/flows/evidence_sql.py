"""What proofs are read from, as SQL that ends in a table ``shown``: all that is kept, and the posts without any."""

# What a proof is about is written as ``table:id``; every record it may lead to is found by its id.
_SHOWN = """
told AS (
  SELECT *, substr(about, 1, instr(about, ':') - 1) AS of_table, substr(about, instr(about, ':') + 1) AS of_id
  FROM every
), shown AS (
  SELECT told.*, p.id AS post_id, m.name AS taken_by,
         coalesce(nullif(p.title, ''), d.title, k.title, b.title, g.tracking_number) AS titled,
         p.format, p.platform, p.url, c.id AS campaign_id, c.name AS campaign, r.id AS creator_id, r.name AS creator
  FROM told
  LEFT JOIN disclosure_finding AS i ON told.of_table = 'disclosure_finding' AND i.id = told.of_id
  LEFT JOIN disclosure_check AS v ON v.id = CASE told.of_table WHEN 'disclosure_check' THEN told.of_id
                                            ELSE i.check_id END
  LEFT JOIN post AS p ON p.id = CASE told.of_table WHEN 'post' THEN told.of_id ELSE v.post_id END
  LEFT JOIN content_draft AS f ON f.id = CASE told.of_table WHEN 'content_draft' THEN told.of_id ELSE v.draft_id END
  LEFT JOIN deliverable AS d ON d.id = CASE told.of_table WHEN 'deliverable' THEN told.of_id ELSE f.deliverable_id END
  LEFT JOIN contract AS k ON told.of_table = 'contract' AND k.id = told.of_id
  LEFT JOIN parcel AS g ON told.of_table = 'parcel' AND g.id = told.of_id
  LEFT JOIN brief_sending AS s ON told.of_table = 'brief_sending' AND s.id = told.of_id
  LEFT JOIN brief_version AS w ON w.id = CASE told.of_table WHEN 'brief_version' THEN told.of_id ELSE s.version_id END
  LEFT JOIN brief AS b ON b.id = w.brief_id
  LEFT JOIN account AS a ON a.id = p.account_id
  LEFT JOIN participation AS n ON n.id = coalesce(
    p.participation_id, d.participation_id, k.participation_id, g.participation_id, s.participation_id,
    b.participation_id)
  LEFT JOIN campaign AS c ON c.id = coalesce(n.campaign_id, p.campaign_id, b.campaign_id, g.campaign_id)
  LEFT JOIN creator AS r ON r.id = coalesce(n.creator_id, a.creator_id, k.creator_id, g.creator_id)
  LEFT JOIN member AS m ON m.id = told.by_id
)
"""
_EVERY = """
every AS (
  SELECT 'evidence:' || e.id AS id,
         CASE WHEN e.about LIKE 'contract:%' AND t.id IS NULL THEN 'sent_text' ELSE e.kind END AS kind,
         coalesce(t.name, substr(e.text, 1, 200)) AS what, NULL AS number, e.about, e.taken_at AS at,
         e.taken_by_id AS by_id, e.sha256, t.name, e.text, t.id IS NOT NULL AS filed,
         NULL AS pack_id
  FROM evidence AS e LEFT JOIN attachment_link AS l ON l.target = 'evidence:' || e.id AND l.role = 'capture'
       AND l.deleted_at IS NULL
  LEFT JOIN attachment AS t ON t.id = l.attachment_id
  WHERE e.deleted_at IS NULL
  UNION ALL SELECT 'disclosure_check:' || id, 'check', NULL, NULL, 'disclosure_check:' || id, checked_at, checked_by_id,
         NULL, NULL, NULL, 0, pack_id
  FROM disclosure_check WHERE deleted_at IS NULL
  UNION ALL SELECT 'brief_version:' || v.id, 'frozen_brief', b.title,
         row_number() OVER (PARTITION BY v.brief_id ORDER BY v.frozen_at, v.rowid), 'brief_version:' || v.id,
         v.frozen_at, v.frozen_by_id, v.sha256, NULL, v.body, 0, NULL
  FROM brief_version AS v JOIN brief AS b ON b.id = v.brief_id WHERE v.deleted_at IS NULL
  UNION ALL SELECT 'contract:' || id, 'signed_text', title, NULL, 'contract:' || id, signed_on, NULL, body_sha256, NULL,
         body, 0, NULL
  FROM contract WHERE deleted_at IS NULL AND body_sha256 IS NOT NULL
  UNION ALL SELECT 'attachment_link:' || l.id, CASE WHEN l.role = 'signed_copy' THEN 'signed_copy'
         WHEN l.target LIKE 'brief_version:%' THEN 'sent_brief' ELSE 'document' END, t.name, NULL, l.target,
         l.created_at, NULL, t.sha256, t.name, NULL, 1, NULL
  FROM attachment_link AS l JOIN attachment AS t ON t.id = l.attachment_id
  WHERE l.deleted_at IS NULL AND (l.target LIKE 'contract:%' OR l.target LIKE 'brief_version:%')
)
"""
_MISSING = """
every AS (
  SELECT 'post:' || p.id AS id, 'missing' AS kind, p.title AS what, NULL AS number, 'post:' || p.id AS about,
         p.published_at AS at, NULL AS by_id, NULL AS sha256, NULL AS name, NULL AS text, 0 AS filed, NULL AS pack_id
  FROM post AS p
  WHERE p.deleted_at IS NULL AND p.down_on IS NULL AND p.connection IS NOT 'none'
   AND (p.campaign_id IS NOT NULL OR p.participation_id IS NOT NULL)
   AND NOT EXISTS (SELECT 1 FROM evidence AS e WHERE e.about = 'post:' || p.id AND e.deleted_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM disclosure_check AS v JOIN evidence AS e ON e.about = 'disclosure_check:' || v.id
                   WHERE v.post_id = p.id AND v.deleted_at IS NULL AND e.deleted_at IS NULL)
)
"""
EVERY = f"WITH {_EVERY}, {_SHOWN}"
MISSING = f"WITH {_MISSING}, {_SHOWN}"
COUNT_KEPT, COUNT_MISSING = (f"WITH {every} SELECT count(*) FROM every" for every in (_EVERY, _MISSING))
