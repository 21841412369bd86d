SELECT announcement_id, kind, subject, zh, en, detail, announced_by, at
FROM announcement
WHERE CAST(:announcementId AS bigint) IS NULL OR announcement_id = :announcementId
ORDER BY announcement_id DESC
LIMIT 200
