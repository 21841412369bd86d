SELECT t.term, t.class, c.words_zh, c.words_en, t.unless_warned_of
FROM prohibited_term t
JOIN prohibited_class c USING (class)
WHERE t.removed_at IS NULL
