-- The list becomes this one; with an owner only what that one confirmed is replaced. What is taken off stays on record.
WITH wanted AS (
    SELECT n.number_index, n.number_sealed
    FROM unnest(CAST(:indexes AS bytea[]), CAST(:seals AS bytea[])) AS n (number_index, number_sealed)
), removed AS (
    UPDATE drill_number d SET removed_at = :now
    WHERE d.removed_at IS NULL AND (CAST(:owner AS text) IS NULL OR d.confirmed_by = :owner)
      AND NOT EXISTS (SELECT FROM wanted w WHERE w.number_index = d.number_index)
)
INSERT INTO drill_number (number_index, number_sealed, proposed_by, confirmed_by, added_at)
SELECT number_index, number_sealed, :proposedBy, :confirmedBy, :now FROM wanted
ON CONFLICT (number_index) DO UPDATE
SET removed_at = NULL, proposed_by = EXCLUDED.proposed_by, confirmed_by = EXCLUDED.confirmed_by, added_at = EXCLUDED.added_at
WHERE drill_number.removed_at IS NOT NULL
