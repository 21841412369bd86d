WITH mistaken AS (
    DELETE FROM opt_out WHERE number_index = ANY (CAST(:indexes AS bytea[]))
    RETURNING number_index, since, reason, recorded_by
)
INSERT INTO opt_out_correction (number_index, since, reason, recorded_by, corrected_at, correction, proposed_by, confirmed_by)
SELECT number_index, since, reason, recorded_by, :now, :reason, :proposedBy, :confirmedBy FROM mistaken
