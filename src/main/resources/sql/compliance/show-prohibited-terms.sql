SELECT t.term_id, t.class AS prohibited_class, c.words_zh AS class_zh, c.words_en AS class_en, t.term,
       t.unless_warned_of, t.added_by, beijing(t.added_at) AS added_at
FROM prohibited_term t
JOIN prohibited_class c USING (class)
WHERE t.removed_at IS NULL
ORDER BY t.class, t.term_id
