-- One that has just lapsed is told as such before the watch has written it down.
SELECT *, content - 'sealed' AS shown,
       CASE WHEN decision IS NULL AND valid_until <= :now THEN 'lapsed' ELSE coalesce(decision, 'proposed') END AS state
FROM proposal
WHERE (decision IS NULL AND valid_until > :now) = :open
ORDER BY proposal_id DESC
LIMIT 200
