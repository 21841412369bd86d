-- A Cancel tells those who were told by broadcasts of a kind.
INSERT INTO broadcast (alert_id, kind, send_after, finish_by, audience, created_at)
SELECT :alertId, :kind, CAST(:sendAfter AS timestamptz), CAST(:finishBy AS timestamptz), CAST(:audience AS jsonb), :now
WHERE EXISTS (SELECT FROM life_targets(:alertId) AS target (alert_id)
              JOIN broadcast old USING (alert_id)
              WHERE old.kind = :kind AND old.snapshot_at IS NOT NULL)
