SELECT wording, place, reach FROM permitted_wording WHERE removed_at IS NULL
