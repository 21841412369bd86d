-- Each mark that a quota has reached: an alarm, once; the alarm of the mark before ends. A mark it is below again, since there was
-- a supplement, is forgotten, and its alarm ends.
WITH quota AS MATERIALIZED (
    SELECT q.contract_id, q.quota, q.allowed, q.used, q.percent FROM v_quota q WHERE q.allowed > 0
), below AS (
    DELETE FROM quota_warning w USING quota q
    WHERE w.contract_id = q.contract_id AND w.quota = q.quota AND w.percent > q.percent
    RETURNING w.contract_id, w.quota, w.percent
), reached AS (
    INSERT INTO quota_warning (contract_id, quota, percent, warned_at)
    SELECT q.contract_id, q.quota, mark, CAST(:#${variable.now} AS timestamptz)
    FROM quota q CROSS JOIN unnest(ARRAY[50, 80, 90, 100]) AS mark
    WHERE q.percent >= mark
    ON CONFLICT DO NOTHING
    RETURNING contract_id, quota, percent
), top AS (
    SELECT contract_id, quota, max(percent) AS percent FROM reached GROUP BY contract_id, quota
), over AS (
    SELECT a.kind, a.subject, CASE WHEN below.percent IS NULL THEN 'next-mark-reached' ELSE 'below-the-mark-again' END AS why
    FROM alarm a
    LEFT JOIN below ON a.subject = 'quota:' || below.contract_id || ':' || below.quota || ':' || below.percent
    LEFT JOIN top ON a.subject LIKE 'quota:' || top.contract_id || ':' || top.quota || ':%'
    WHERE a.ended_at IS NULL AND a.kind IN ('quota-mark', 'quota-used-up') AND (below.percent IS NOT NULL OR top.percent IS NOT NULL)
), ended AS (
    SELECT end_alarm(kind, subject, 'hub', why, CAST(:#${variable.now} AS timestamptz)) FROM over
), raised AS (
    SELECT raise_alarm(CASE WHEN t.percent = 100 THEN 'quota-used-up' ELSE 'quota-mark' END,
                       'quota:' || t.contract_id || ':' || t.quota || ':' || t.percent,
                       jsonb_build_object('quota', t.quota, 'percent', t.percent, 'used', q.used, 'allowed', q.allowed),
                       CAST(:#${variable.now} AS timestamptz))
    FROM top t JOIN quota q USING (contract_id, quota)
)
SELECT (SELECT count(*) FROM ended) AS ended, (SELECT count(*) FROM raised) AS raised
