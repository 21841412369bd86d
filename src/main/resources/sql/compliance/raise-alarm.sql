SELECT raise_alarm(:kind, :subject, CAST(:detail AS jsonb), :now)
