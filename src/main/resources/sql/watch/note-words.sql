WITH due AS (
    SELECT word_id FROM alarm_word WHERE noted_at IS NULL ORDER BY word_id LIMIT 200 FOR UPDATE
), noted AS (
    UPDATE alarm_word w SET noted_at = :now FROM due WHERE w.word_id = due.word_id
    RETURNING w.word_id, w.alarm_id, w.word, w.actor, w.reason, w.at
), told AS (
    SELECT n.word_id, n.alarm_id, n.word, n.actor, n.reason, n.at, a.kind, a.subject, k.words_en,
           CASE WHEN a.escalations > 0 THEN 'critical' ELSE k.severity END AS severity
    FROM noted n JOIN alarm a USING (alarm_id) JOIN alarm_kind k USING (kind)
), audited AS (
    INSERT INTO audit (at, actor, action, subject, detail)
    SELECT at, actor, 'alarm-' || word, 'alarm:' || alarm_id,
           jsonb_strip_nulls(jsonb_build_object('kind', kind, 'about', subject, 'reason', reason))
    FROM told ORDER BY word_id
)
SELECT alarm_id, word, kind, severity, subject, words_en FROM told ORDER BY word_id
