SELECT grant_id, kind, valid_from, valid_until, reference, granted_by FROM send_grant ORDER BY valid_from DESC, grant_id DESC
