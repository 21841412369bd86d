SELECT w.word_id, w.alarm_id, w.word, w.at, a.kind, a.subject, a.due_at, k.words_zh, k.words_en,
       CASE WHEN a.escalations > 0 THEN 'critical' ELSE k.severity END AS severity
FROM alarm_word w JOIN alarm a USING (alarm_id) JOIN alarm_kind k USING (kind)
WHERE w.sent_at IS NULL
ORDER BY w.word_id
LIMIT 100
FOR UPDATE OF w
