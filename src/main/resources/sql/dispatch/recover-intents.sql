-- At start: what was claimed and never answered may have gone. Nobody sends it again but by policy or a person's word.
UPDATE submission SET state = 'UNCERTAIN', reason = 'hub-stopped', state_at = :now WHERE state = 'INTENT'
