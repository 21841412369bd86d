-- Somebody reaches for an alert that is not his: an alarm (C-01).
SELECT raise_alarm('reference-foreign', 'alert:' || :alertId, jsonb_build_object('source', CAST(:source AS text)),
                   CAST(:now AS timestamptz))
