-- Event types that are known; another is a defect, not a refusal.
SELECT event_type FROM event_type
