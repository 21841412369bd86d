UPDATE alarm_word
SET sent_at = CAST(:#${variable.now} AS timestamptz)
WHERE word_id = CAST(:#${variable.wordId} AS bigint) AND sent_at IS NULL
