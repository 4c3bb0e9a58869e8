"""Where Today reads what needs a person: one query for each sort of thing.

Each gives kind, id, what, due, post, participation, creator and campaign; what is not known stays NULL.
"""

from infludesk.campaigns.model import AGREED
from infludesk.contracts.model import OUT, UNSIGNED
from infludesk.contracts.states import FROZEN
from infludesk.db.sql import code_list
from infludesk.gifting.states import SENT, TO_SHIP
from infludesk.gifting.store import LATE_DAYS, POST_DAYS, POSTED, RETURN_DUE, WHAT

# A piece's next action that somebody set goes before what follows from its state.
_TASKED = (
    "EXISTS (SELECT 1 FROM task AS t WHERE t.about = 'deliverable:' || d.id AND t.deleted_at IS NULL "
    "AND t.next_action = 1 AND t.due IS NOT NULL AND coalesce(t.state, 'open') IN ('open', 'waiting'))"
)
_PIECES = f"""
SELECT CASE WHEN coalesce(d.state, 'planned') IN ('planned', 'in_work') THEN 'draft'
            WHEN d.state = 'in_review' THEN 'review' WHEN d.state = 'changes' THEN 'changes'
            WHEN d.needs_post = 0 THEN 'done' ELSE 'publish' END AS kind,
       d.id, d.title AS what, NULL AS post, d.participation_id AS participation, NULL AS creator, NULL AS campaign,
       CASE WHEN coalesce(d.state, 'planned') IN ('planned', 'in_work') THEN coalesce(d.draft_due, d.due)
            WHEN d.state = 'in_review' THEN coalesce((SELECT h.review_due FROM content_draft AS h
              WHERE h.deliverable_id = d.id AND h.deleted_at IS NULL
              ORDER BY h.submitted_at DESC, h.id DESC LIMIT 1), d.due)
            ELSE d.due END AS due
FROM deliverable AS d WHERE d.deleted_at IS NULL AND NOT {_TASKED}
 AND coalesce(d.state, 'planned') IN ('planned', 'in_work', 'in_review', 'changes', 'approved', 'scheduled')
UNION ALL
SELECT 'task', d.id, t.title, NULL, d.participation_id, NULL, NULL, t.due
FROM task AS t JOIN deliverable AS d ON d.id = substr(t.about, 13) AND d.deleted_at IS NULL
WHERE t.about LIKE 'deliverable:%' AND t.deleted_at IS NULL AND t.next_action = 1
 AND coalesce(t.state, 'open') IN ('open', 'waiting')
"""
_PROMISES = f"""
SELECT 'step', id, coalesce(nullif(subject, ''), body), NULL, NULL, creator_id, NULL, follow_up
FROM timeline_entry WHERE deleted_at IS NULL AND follow_up IS NOT NULL AND waiting_on IS NOT 'done'
UNION ALL
SELECT * FROM (WITH ends AS MATERIALIZED (SELECT key, value FROM json_each(:ends))
SELECT 'fix', v.id, coalesce(p.title, p.caption), p.id, p.participation_id,
       NULL, p.campaign_id, coalesce(e.value, v.fix_due)
FROM disclosure_check AS v LEFT JOIN ends AS e ON e.key = v.id
JOIN post AS p ON p.id = v.post_id AND p.deleted_at IS NULL AND p.down_on IS NULL
JOIN rule_pack AS r ON r.id = v.pack_id
WHERE v.deleted_at IS NULL AND v.fix_due IS NOT NULL AND v.fixed_at IS NULL
 AND NOT EXISTS (SELECT 1 FROM disclosure_check AS w JOIN rule_pack AS q ON q.id = w.pack_id AND q.code = r.code
                 WHERE w.post_id = v.post_id AND w.deleted_at IS NULL
                 AND w.checked_at || w.id > v.checked_at || v.id))
UNION ALL
SELECT 'sign', id, title, NULL, participation_id, creator_id, NULL, starts_on
FROM contract WHERE deleted_at IS NULL AND starts_on IS NOT NULL
 AND coalesce(state, 'draft') IN ({code_list(UNSIGNED)})
UNION ALL
SELECT 'renew', id, title, NULL, participation_id, creator_id, NULL, renew_by
FROM contract WHERE deleted_at IS NULL AND state = 'signed' AND renew_by IS NOT NULL AND renewal IS NOT 'none'
"""
_GOODS_AND_MONEY = f"""
SELECT 'return', p.id, {WHAT}, NULL, p.participation_id, p.creator_id, p.campaign_id, {RETURN_DUE}
FROM parcel AS p WHERE p.deleted_at IS NULL AND p.state IN ({code_list(SENT)}) AND {RETURN_DUE} IS NOT NULL
UNION ALL
SELECT 'pay', f.id, f.label, NULL, f.participation_id, NULL, NULL, f.due_on
FROM creator_fee AS f JOIN participation AS n ON n.id = f.participation_id AND n.deleted_at IS NULL
WHERE f.deleted_at IS NULL AND f.due_on IS NOT NULL AND f.amount_minor > (
  SELECT coalesce(sum(y.amount_minor), 0) FROM payment AS y WHERE y.fee_id = f.id AND y.deleted_at IS NULL
  AND y.amount_currency = f.amount_currency)
 AND (f.state = 'earned' OR (coalesce(f.state, 'planned') = 'planned' AND f."trigger" = 'day'))
"""
# What has a day of its own: late from the day after. A fix with an hour has the wall's time here of its end.
DATED = f"{_PIECES} UNION ALL {_PROMISES} UNION ALL {_GOODS_AND_MONEY}"

CONTRACTS = f"""
SELECT CASE WHEN state IN ({code_list(OUT)}) THEN 'sign' ELSE 'send' END AS kind, id, title AS what,
       NULL AS post, participation_id AS participation, creator_id AS creator, NULL AS campaign,
       coalesce(starts_on, sent_on) AS due
FROM contract WHERE deleted_at IS NULL
 AND coalesce(state, 'draft') IN ({code_list(UNSIGNED)})
 AND (starts_on IS NULL OR starts_on >= :tomorrow)
"""
# A reading is due 24 hours, 7 and 30 days after publication, once each; any reading of a post as a whole since then
# will do. All but the few readings of a part of the traffic are told by the index alone.
_DUE = """date(p.published_at, CASE WHEN p.published_at <= :month THEN '+30 days'
         WHEN p.published_at <= :week THEN '+7 days' ELSE '+1 days' END) || substr(p.published_at, 11)"""
NUMBERS = f"""
SELECT 'numbers' AS kind, p.id, coalesce(p.title, p.caption) AS what, p.id AS post,
       p.participation_id AS participation, NULL AS creator, p.campaign_id AS campaign, {_DUE} AS due
FROM post AS p WHERE p.deleted_at IS NULL AND p.down_on IS NULL AND p.published_at <= :day
 AND NOT EXISTS (SELECT 1 FROM post_snapshot AS s WHERE s.post_id = p.id AND s.deleted_at IS NULL AND s.as_of >= {_DUE}
                 AND s.rowid NOT IN (SELECT rowid FROM post_snapshot WHERE traffic <> 'total'))
"""
CHECKS = """
SELECT 'check' AS kind, p.id, coalesce(p.title, p.caption) AS what, p.id AS post,
       p.participation_id AS participation,
       NULL AS creator, p.campaign_id AS campaign,
       p.published_at AS due
FROM post AS p WHERE p.deleted_at IS NULL AND p.down_on IS NULL AND p.connection IS NOT 'none'
 AND (p.campaign_id IS NOT NULL OR p.participation_id IS NOT NULL)
 AND NOT EXISTS (SELECT 1 FROM disclosure_check AS v WHERE v.post_id = p.id AND v.deleted_at IS NULL)
"""
# Parcels to send, late on their way, and arrived without the post that was asked for.
PARCELS = f"""
SELECT 'ship' AS kind, p.id, {WHAT} AS what, NULL AS post, p.participation_id AS participation,
       p.creator_id AS creator, p.campaign_id AS campaign, NULL AS due
FROM parcel AS p WHERE p.deleted_at IS NULL AND coalesce(p.state, 'planned') IN ({code_list(TO_SHIP)})
UNION ALL
SELECT 'arrive', p.id, {WHAT}, NULL, p.participation_id, p.creator_id, p.campaign_id,
       date(p.shipped_on, '+{LATE_DAYS} days')
FROM parcel AS p WHERE p.deleted_at IS NULL AND p.state = 'shipped'
 AND date(p.shipped_on, '+{LATE_DAYS} days') < :today
UNION ALL
SELECT 'unposted', p.id, {WHAT}, NULL, p.participation_id, p.creator_id, p.campaign_id,
       date(p.delivered_on, '+{POST_DAYS} days')
FROM parcel AS p LEFT JOIN participation AS n ON n.id = p.participation_id
WHERE p.deleted_at IS NULL AND p.state = 'delivered' AND p.asked_post IS NOT 0
 AND date(p.delivered_on, '+{POST_DAYS} days') < :today AND {POSTED} IS NULL
"""
_IN_FORCE = f"c.deleted_at IS NULL AND c.state IN ({code_list(FROZEN - {'terminated', 'superseded'})})"
_SOON = "BETWEEN :today AND :sixty"
# What the brand may do, and what the creator may not, that ends within sixty days.
ENDING = f"""
SELECT 'right' AS kind, c.id, c.title AS what, NULL AS post, c.participation_id AS participation,
       c.creator_id AS creator, NULL AS campaign, u.ends_on AS due
FROM usage_right AS u JOIN contract AS c ON c.id = u.contract_id AND {_IN_FORCE}
WHERE u.deleted_at IS NULL AND u.perpetual IS NOT 1 AND u.ends_on {_SOON}
 AND NOT EXISTS (SELECT 1 FROM usage_right AS r WHERE r.renewed_from_id = u.id AND r.deleted_at IS NULL)
UNION ALL
SELECT 'whitelisting', c.id, c.title, NULL, c.participation_id, c.creator_id, NULL, w.ends_on
FROM whitelisting AS w JOIN contract AS c ON c.id = w.contract_id AND {_IN_FORCE}
WHERE w.deleted_at IS NULL AND w.revoked_on IS NULL AND w.ends_on {_SOON}
UNION ALL
SELECT 'exclusivity', c.id, c.title, NULL, c.participation_id, e.creator_id, NULL, e.ends_on
FROM exclusivity AS e JOIN contract AS c ON c.id = e.contract_id AND {_IN_FORCE}
WHERE e.deleted_at IS NULL AND e.waived_on IS NULL AND e.ends_on {_SOON}
"""
# Minors at work without a guardian's signature, and payees who are reported in the US and have no form that holds.
PAPERS = f"""
SELECT 'minor' AS kind, n.id, NULL AS what, NULL AS post, n.id AS participation, n.creator_id AS creator,
       NULL AS campaign, NULL AS due
FROM participation AS n JOIN creator AS r ON r.id = n.creator_id AND r.age_check = 'minor' AND r.deleted_at IS NULL
WHERE n.deleted_at IS NULL AND n.stage IN ({code_list(AGREED - {"closed", "delivered"})})
 AND NOT EXISTS (SELECT 1 FROM contract AS c JOIN contract_party AS y ON y.contract_id = c.id
                 WHERE c.participation_id = n.id AND c.deleted_at IS NULL AND y.deleted_at IS NULL
                 AND y.role = 'guardian' AND y.signed_on IS NOT NULL)
UNION ALL
SELECT 'form', e.id, e.name, NULL, NULL, NULL, NULL, e.form_until
FROM payee AS e WHERE e.deleted_at IS NULL AND (e.us_person = 1 OR (e.us_person IS NULL AND e.country = 'US'))
 AND (coalesce(e.tax_form, 'none') = 'none' OR coalesce(e.form_until, '9999') < :today)
"""
