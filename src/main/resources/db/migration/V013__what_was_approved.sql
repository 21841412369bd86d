-- What was approved stays as it was approved (C-04): not even the hub changes it while a permit stands. A notice of the hub's
-- own may move to other ports; nobody approved it.
CREATE FUNCTION approved_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'permit' OR EXISTS (SELECT FROM permit p WHERE p.broadcast_id = OLD.broadcast_id) THEN
        RAISE EXCEPTION 'what was approved never changes (C-04): broadcast %', OLD.broadcast_id USING ERRCODE = 'HU013';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER approved_stays
    BEFORE UPDATE OF text, signature, signature_by, kind, audience, source_address, send_after, finish_by, expires_at,
        window_opens, window_closes, uncertain_policy, opt_out_override, content_hash ON broadcast
    FOR EACH ROW
    WHEN ((OLD.text, OLD.signature, OLD.signature_by, OLD.kind, OLD.audience, OLD.send_after, OLD.finish_by, OLD.expires_at,
           OLD.window_opens, OLD.window_closes, OLD.uncertain_policy, OLD.opt_out_override, OLD.content_hash)
          IS DISTINCT FROM
          (NEW.text, NEW.signature, NEW.signature_by, NEW.kind, NEW.audience, NEW.send_after, NEW.finish_by, NEW.expires_at,
           NEW.window_opens, NEW.window_closes, NEW.uncertain_policy, NEW.opt_out_override, NEW.content_hash)
          OR OLD.kind <> 'duty' AND OLD.source_address IS DISTINCT FROM NEW.source_address)
    EXECUTE FUNCTION approved_stays();

CREATE TRIGGER approved_stays
    BEFORE UPDATE OF broadcast_id, content_hash, window_opens, window_closes, not_before, expires_at ON permit
    FOR EACH ROW
    WHEN ((OLD.broadcast_id, OLD.content_hash, OLD.window_opens, OLD.window_closes, OLD.not_before, OLD.expires_at)
          IS DISTINCT FROM
          (NEW.broadcast_id, NEW.content_hash, NEW.window_opens, NEW.window_closes, NEW.not_before, NEW.expires_at))
    EXECUTE FUNCTION approved_stays();

-- A group is part of the audience: whoever approved it approved those who were in it. It stays as it is from the first
-- approval until the list of recipients is made.
CREATE FUNCTION group_in_use(wanted text) RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT EXISTS (
        SELECT FROM broadcast b
        WHERE b.audience -> 'groups' ? wanted AND b.expanded_at IS NULL AND b.kind <> 'duty'
          AND (b.state IN ('APPROVED', 'DEFERRED', 'EXPANDING', 'PAUSED')
               OR b.state = 'PENDING_APPROVAL'
                  AND EXISTS (SELECT FROM approval a WHERE a.broadcast_id = b.broadcast_id AND a.decision = 'approve'
                                                       AND a.content_hash = b.content_hash)))
$$;

CREATE FUNCTION group_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF group_in_use(OLD.group_name) THEN
        RAISE EXCEPTION 'an approved broadcast is for group %', OLD.group_name USING ERRCODE = 'HU014';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER group_stays BEFORE UPDATE OR DELETE ON audience_group FOR EACH ROW EXECUTE FUNCTION group_stays();

-- A port that puts the signature in front no more, or now does, carries nothing that was approved before (may_carry).
INSERT INTO alarm_kind (kind, severity, owner, clock, tell, words_zh, words_en) VALUES
    ('port-signature-changed', 'critical', 'engineer', NULL, true,
     '端口改由另一方加签名，已批准而未发完的任务不经它发送；请改回，或取消后重新提交（C-05）。',
     'Another side puts the signature in front at a port: what was approved before does not go through it. Put it back, or cancel and submit anew (C-05).');

CREATE FUNCTION tell_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM broadcast b
               WHERE b.state IN ('APPROVED', 'DEFERRED', 'EXPANDING', 'SENDING', 'PAUSED')
                 AND coalesce(b.carried_by, b.kind) = NEW.kind AND b.source_address = NEW.source_address
                 AND b.signature_by <> NEW.signature_by) THEN
        PERFORM raise_alarm('port-signature-changed', 'port:' || NEW.port,
                            jsonb_build_object('signatureBy', NEW.signature_by), clock_timestamp());
    ELSE
        PERFORM end_alarm('port-signature-changed', 'port:' || NEW.port, 'hub', 'nothing waits for it', clock_timestamp());
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER tell_signature AFTER UPDATE OF signature_by ON port FOR EACH ROW EXECUTE FUNCTION tell_signature();
