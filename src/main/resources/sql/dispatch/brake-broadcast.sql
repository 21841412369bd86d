-- The carrier refuses alike again and again: no claim from now on. Resuming makes what was refused so PENDING again. One that
-- a person had paused stays paused, with one reason more.
WITH moved AS (
    UPDATE broadcast b
    SET state = 'PAUSED',
        reasons = CASE WHEN b.state = 'PAUSED' THEN b.reasons ELSE '[]' END || jsonb_build_array(jsonb_build_object(
            'code', 'refused-alike', 'where', '',
            'zh', '运营商以相同原因（' || :reason || '）拒绝了' || :refusals || '条，已自动暂停。请查明原因后恢复或取消；恢复后这些条将重新发送。',
            'en', 'The carrier refused ' || :refusals || ' segments alike (' || :reason || '), so the hub paused. Resume or cancel when the cause is known; resuming sends them again.'))
    WHERE b.broadcast_id = :broadcastId AND b.state IN ('EXPANDING', 'SENDING', 'PAUSED')
    RETURNING b.broadcast_id
), paused AS (
    UPDATE permit p SET paused_at = coalesce(p.paused_at, :now) FROM moved m WHERE p.broadcast_id = m.broadcast_id
), noted AS (
    INSERT INTO brake (broadcast_id, reason, refused_since, refusals, braked_at)
    SELECT broadcast_id, :reason, :since, :refusals, :now FROM moved
)
INSERT INTO audit (actor, action, subject, detail)
SELECT 'hub', 'braked', 'broadcast:' || broadcast_id,
       jsonb_build_object('reason', :reason::text, 'refusals', :refusals::int, 'port', :port::text)
FROM moved
