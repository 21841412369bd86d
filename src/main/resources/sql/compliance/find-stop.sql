SELECT *, same_person(stopped_by, :account) AS same_person FROM sending_stop WHERE lifted_at IS NULL FOR UPDATE
