-- Outside the window (C-11), or before the time asked for (C-03): it waits, and says so.
UPDATE broadcast b
SET state = 'DEFERRED',
    queued_at = NULL,
    reasons = CASE permit_refusal(b.broadcast_id, :#${variable.now})
        WHEN 'outside-window' THEN CAST('[{"code": "outside-window", "where": "", "zh": "不在发送时段内，且没有 24 小时授权，顺延至下一时段（C-11）。", "en": "Outside the send window without a 24-hour grant: deferred to the next window (C-11)."}]' AS jsonb)
        ELSE CAST('[{"code": "before-send-after", "where": "", "zh": "未到要求的开始发送时间（C-03）。", "en": "The time it was asked to be sent after has not come (C-03)."}]' AS jsonb)
    END
WHERE b.state = 'APPROVED'
  AND b.snapshot_at IS NULL
  AND (b.queued_at IS NULL OR b.queued_at < :#${variable.lostBefore})
  AND permit_refusal(b.broadcast_id, :#${variable.now}) IN ('outside-window', 'before-send-after')
