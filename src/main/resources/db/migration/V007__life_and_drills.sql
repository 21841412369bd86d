-- CAP's life (Update and Cancel find what they refer to, whatever comes first) and drills that can never reach the public.

-- ── What an alert refers to ───────────────────────────────────────────────────────────────────────────────────────
-- purpose keeps what is actual and what is a drill apart: neither may touch the other. Drafts and system messages do nothing.
-- A CAP sender 11000041600000@… is the sender code of the national profile at an address: one office, in two dialects.
CREATE FUNCTION sender_code(sender text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE WHEN sender ~ '^[0-9]{14}@' THEN left(sender, 14) ELSE sender END
$$;

ALTER TABLE alert
    ADD COLUMN sent_at timestamptz,
    ADD COLUMN sender_code text NOT NULL GENERATED ALWAYS AS (sender_code(sender)) STORED,
    ADD COLUMN purpose text NOT NULL GENERATED ALWAYS AS (
        CASE WHEN status = 'ACTUAL' THEN 'actual' WHEN status IN ('EXERCISE', 'TEST') THEN 'drill' ELSE 'none' END) STORED;

CREATE INDEX alert_by_sender_code ON alert (sender_code, identifier);

CREATE TABLE alert_reference (
    alert_id    bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
    position    integer NOT NULL,
    sender_code text NOT NULL,                       -- the national profile names none: the alert's own
    identifier  text NOT NULL,
    PRIMARY KEY (alert_id, position)
);
CREATE INDEX alert_reference_by_identity ON alert_reference (sender_code, identifier);
CREATE INDEX refusal_by_identity ON refusal (sender_code(sender), identifier);

CREATE FUNCTION alert_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.sent_at := coalesce((NEW.model ->> 'sent')::timestamptz, NEW.received_at);
    RETURN NEW;
END $$;
CREATE TRIGGER alert_sent BEFORE INSERT ON alert FOR EACH ROW EXECUTE FUNCTION alert_sent();

CREATE FUNCTION alert_refers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO alert_reference (alert_id, position, sender_code, identifier)
    SELECT NEW.alert_id, r.position, sender_code(coalesce(r.reference ->> 'sender', NEW.sender)), r.reference ->> 'identifier'
    FROM jsonb_array_elements(coalesce(NEW.model -> 'references', '[]')) WITH ORDINALITY AS r (reference, position);
    RETURN NULL;
END $$;
CREATE TRIGGER alert_refers AFTER INSERT ON alert FOR EACH ROW EXECUTE FUNCTION alert_refers();

-- What an alert is does not change after it came in: an exercise edited into an actual alert would reach the public.
CREATE FUNCTION alert_is_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.status, NEW.message_type, NEW.sender, NEW.identifier, NEW.source)
       IS DISTINCT FROM (OLD.status, OLD.message_type, OLD.sender, OLD.identifier, OLD.source) THEN
        RAISE EXCEPTION 'status, type and identity of an alert never change' USING ERRCODE = 'HU007';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER alert_is_what_it_is BEFORE UPDATE ON alert FOR EACH ROW EXECUTE FUNCTION alert_is_what_it_is();

-- The alerts of one event: what an alert refers to, what that refers to, and the updates and cancels of all these. Only of
-- the same source and sender (C-01), and of the same purpose. ancestor: whether the alert itself leads there.
CREATE FUNCTION life_thread(wanted bigint) RETURNS TABLE (alert_id bigint, ancestor boolean) STABLE LANGUAGE sql AS $$
    WITH RECURSIVE me AS (
        SELECT a.alert_id, department_of(a.source) AS source, a.sender_code, a.purpose FROM alert a WHERE a.alert_id = wanted
    ), up AS (
        SELECT me.alert_id FROM me
        UNION
        SELECT older.alert_id
        FROM up
        CROSS JOIN me
        JOIN alert newer ON newer.alert_id = up.alert_id AND newer.message_type IN ('UPDATE', 'CANCEL')
        JOIN alert_reference r ON r.alert_id = newer.alert_id
        JOIN alert older ON older.sender_code = r.sender_code AND older.identifier = r.identifier
        WHERE department_of(older.source) = me.source AND older.sender_code = me.sender_code AND older.purpose = me.purpose
    ), down AS (
        SELECT up.alert_id FROM up
        UNION
        SELECT newer.alert_id
        FROM down
        CROSS JOIN me
        JOIN alert older ON older.alert_id = down.alert_id
        JOIN alert_reference r ON r.sender_code = older.sender_code AND r.identifier = older.identifier
        JOIN alert newer ON newer.alert_id = r.alert_id AND newer.message_type IN ('UPDATE', 'CANCEL')
        WHERE department_of(newer.source) = me.source AND newer.sender_code = me.sender_code AND newer.purpose = me.purpose
    )
    SELECT down.alert_id, EXISTS (SELECT FROM up WHERE up.alert_id = down.alert_id) FROM down
$$;

-- What an Update or a Cancel takes the place of: all of its event that it leads to, or that was sent before it. The national
-- profile names the first issue only; so the updates in between are found here and not by name.
CREATE FUNCTION life_targets(wanted bigint) RETURNS SETOF bigint STABLE LANGUAGE sql AS $$
    SELECT t.alert_id
    FROM alert me
    CROSS JOIN LATERAL life_thread(me.alert_id) t
    JOIN alert a ON a.alert_id = t.alert_id
    WHERE me.alert_id = wanted AND me.message_type IN ('UPDATE', 'CANCEL') AND me.purpose <> 'none'
      AND t.alert_id <> wanted
      AND (t.ancestor OR (a.sent_at, a.alert_id) < (me.sent_at, me.alert_id))
$$;

-- An Update or Cancel none of whose references has come. When one comes it is decided; when none has come in time, a person is
-- asked.
CREATE TABLE waiting_alert (
    alert_id bigint PRIMARY KEY REFERENCES alert,
    since    timestamptz NOT NULL,
    until    timestamptz NOT NULL,
    asked_at timestamptz
);

-- Which Update or Cancel took a broadcast's place; nothing of it is sent from then on, by nobody's order.
ALTER TABLE broadcast ADD COLUMN superseded_by bigint REFERENCES alert;

-- ── Who was told ──────────────────────────────────────────────────────────────────────────────────────────────────
-- Given to the carrier, as far as is known: may have been read. What is on its way counts until it is answered.
CREATE FUNCTION was_told(broadcast bigint, recipient integer) RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM submission s
                   WHERE s.broadcast_id = broadcast AND s.recipient_no = recipient
                     AND s.state IN ('INTENT', 'SUBMITTED', 'DELIVERED', 'UNCERTAIN', 'NO_RECEIPT', 'ABANDONED'))
$$;

-- Whose recipients a broadcast to "those told" goes to, one after the other on one scale of keys. Settled when it expands.
CREATE TABLE told_of (
    broadcast_id    bigint NOT NULL REFERENCES broadcast,
    of_broadcast_id bigint NOT NULL REFERENCES broadcast,
    first_key       bigint NOT NULL,
    recipients      integer NOT NULL,
    PRIMARY KEY (broadcast_id, of_broadcast_id)
);

-- The broadcasts that a broadcast to "those told" refers to: of a Cancel's notice those of its kind, of an Update all.
CREATE FUNCTION told_broadcasts(wanted bigint) RETURNS SETOF bigint STABLE LANGUAGE sql AS $$
    SELECT old.broadcast_id
    FROM broadcast b
    JOIN alert a USING (alert_id)
    CROSS JOIN LATERAL life_targets(b.alert_id) AS target (alert_id)
    JOIN broadcast old ON old.alert_id = target.alert_id
    WHERE b.broadcast_id = wanted AND old.snapshot_at IS NOT NULL AND (a.message_type = 'UPDATE' OR old.kind = b.kind)
$$;

-- Whether it is not known yet who was told: something of the last minutes' claims is on its way.
CREATE FUNCTION awaits_told(wanted bigint, at timestamptz) RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT CASE WHEN (SELECT b.audience ->> 'only' FROM broadcast b WHERE b.broadcast_id = wanted) = 'told' THEN EXISTS (
        SELECT FROM told_broadcasts(wanted) AS old (broadcast_id)
        JOIN claim k ON k.broadcast_id = old.broadcast_id AND k.claimed_at > at - interval '2 minutes'
        JOIN chunk c ON c.broadcast_id = k.broadcast_id AND c.chunk_no = k.chunk_no
        JOIN submission s ON s.broadcast_id = c.broadcast_id
                         AND s.recipient_no BETWEEN c.first_recipient_no AND c.last_recipient_no
        WHERE s.state = 'INTENT') ELSE false END
$$;

ALTER TABLE expansion DROP CONSTRAINT expansion_origin_check;
ALTER TABLE expansion ADD CONSTRAINT expansion_origin_check CHECK (origin IN ('subscriber', 'named', 'told', 'drill'));

-- ── Drills ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Whom a drill may reach, and nobody else. Changed by two people; a number taken off stays on record.
CREATE TABLE drill_number (
    number_index  bytea PRIMARY KEY,
    number_sealed bytea NOT NULL,
    proposed_by   text NOT NULL,
    confirmed_by  text NOT NULL,
    added_at      timestamptz NOT NULL,
    removed_at    timestamptz
);

-- Whether a port is for drills, as it was when it was first configured. A port that changes sides carries nothing: it must be
-- given a new name, so that a slip in the settings swaps nothing.
CREATE TABLE port_duty (
    port  text PRIMARY KEY,
    drill boolean NOT NULL,
    since timestamptz NOT NULL
);

CREATE FUNCTION port_keeps_its_duty() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    known boolean;
BEGIN
    INSERT INTO port_duty (port, drill, since) VALUES (NEW.port, NEW.kind = 'drill', clock_timestamp())
    ON CONFLICT DO NOTHING;
    SELECT drill INTO known FROM port_duty WHERE port = NEW.port;
    IF known <> (NEW.kind = 'drill') THEN
        PERFORM raise_alarm('port-duty-changed', 'port:' || NEW.port, jsonb_build_object('kind', NEW.kind), clock_timestamp());
    ELSE
        PERFORM end_alarm('port-duty-changed', 'port:' || NEW.port, 'hub', 'configured as before', clock_timestamp());
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER port_keeps_its_duty AFTER INSERT OR UPDATE ON port FOR EACH ROW EXECUTE FUNCTION port_keeps_its_duty();

-- A broadcast is a drill exactly when its alert is not actual, from beginning to end.
CREATE FUNCTION broadcast_is_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.kind, NEW.alert_id) IS DISTINCT FROM (OLD.kind, OLD.alert_id) THEN
        RAISE EXCEPTION 'the kind of a broadcast never changes' USING ERRCODE = 'HU007';
    END IF;
    IF TG_OP = 'INSERT' AND (NEW.kind = 'drill') = (SELECT a.purpose = 'actual' FROM alert a WHERE a.alert_id = NEW.alert_id) THEN
        RAISE EXCEPTION 'an actual alert makes no drill, and a drill nothing else' USING ERRCODE = 'HU007';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER broadcast_is_what_it_is BEFORE INSERT OR UPDATE OF kind, alert_id ON broadcast
    FOR EACH ROW EXECUTE FUNCTION broadcast_is_what_it_is();

-- What was approved was approved as a drill, or as none.
ALTER TABLE permit ADD COLUMN drill boolean;
UPDATE permit p SET drill = b.kind = 'drill' FROM broadcast b WHERE b.broadcast_id = p.broadcast_id;
ALTER TABLE permit ALTER COLUMN drill SET NOT NULL;

CREATE FUNCTION permit_is_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.drill <> OLD.drill THEN
        RAISE EXCEPTION 'a permit for a drill stays one' USING ERRCODE = 'HU007';
    END IF;
    IF TG_OP = 'INSERT' THEN
        SELECT b.kind = 'drill' INTO NEW.drill FROM broadcast b WHERE b.broadcast_id = NEW.broadcast_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER permit_is_what_it_is BEFORE INSERT OR UPDATE OF drill ON permit
    FOR EACH ROW EXECUTE FUNCTION permit_is_what_it_is();

-- Whether a port may carry a broadcast: everything that says whether either is a drill must say the same, and the signature is
-- put in front by whom it was when it was approved, or it would go twice, or not at all (C-05). Asked by every claim, so that
-- no queue, route or setting can mix them up.
CREATE FUNCTION may_carry(wanted bigint, through text) RETURNS boolean STABLE LANGUAGE plpgsql AS $$
BEGIN RETURN EXISTS (
        SELECT FROM broadcast b
        JOIN alert a USING (alert_id)
        JOIN permit p USING (broadcast_id)
        JOIN port o ON o.port = through
        JOIN port_duty d ON d.port = through
        WHERE b.broadcast_id = wanted
          AND a.purpose = CASE WHEN b.kind = 'drill' THEN 'drill' ELSE 'actual' END
          AND p.drill = (b.kind = 'drill') AND d.drill = p.drill AND (o.kind = 'drill') = p.drill
          AND (b.signature_by IS NULL OR o.signature_by = b.signature_by));
END $$;

-- ── Alarms ────────────────────────────────────────────────────────────────────────────────────────────────────────
INSERT INTO alarm_kind (kind, severity, owner, clock, tell, words_zh, words_en) VALUES
    ('alert-quarantined', 'warning', 'approver', NULL, true,
     '有实际预警因存疑被隔离，等待人工决定。', 'An actual alert is quarantined and waits for a person''s decision.'),
    ('reference-unknown', 'warning', 'approver', NULL, true,
     '更新或解除所引用的预警一直未到，须人工决定。', 'What an Update or Cancel refers to has not come; a person must decide.'),
    ('reference-foreign', 'critical', 'operator', NULL, true,
     '有来源试图更新或解除不属于它的预警（C-01）。', 'A source tried to update or cancel an alert that is not its own (C-01).'),
    ('port-duty-changed', 'critical', 'engineer', NULL, true,
     '端口在演练与公众发布之间被改动，已停止承载；更换用途须另起端口名。',
     'A port was moved between drills and the public; it carries nothing. A port with another duty needs another name.');

-- A real alert that waits for a person must not wait unseen.
CREATE FUNCTION alert_asks_for_a_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'QUARANTINED' AND NEW.purpose = 'actual' THEN
        PERFORM raise_alarm('alert-quarantined', 'alert:' || NEW.alert_id, '{}', clock_timestamp());
    ELSIF TG_OP = 'UPDATE' THEN
        PERFORM end_alarm('alert-quarantined', 'alert:' || NEW.alert_id, 'hub', 'decided', clock_timestamp());
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER alert_asks_for_a_person AFTER INSERT OR UPDATE OF state ON alert
    FOR EACH ROW EXECUTE FUNCTION alert_asks_for_a_person();

-- ── What must hold at all times: this view must be empty ──────────────────────────────────────────────────────────
CREATE VIEW v_invariants_life AS
    SELECT 'L1' AS invariant, b.broadcast_id, 'a drill with recipients who were never drill numbers: ' || count(*) AS detail
    FROM broadcast b
    JOIN recipient r USING (broadcast_id)
    WHERE b.kind = 'drill' AND NOT EXISTS (SELECT FROM drill_number d WHERE d.number_index = r.number_index)
    GROUP BY b.broadcast_id
    UNION ALL
    SELECT 'L2', b.broadcast_id, b.kind || ' claimed by a port for ' || o.kind || ': ' || count(*)
    FROM claim k
    JOIN broadcast b USING (broadcast_id)
    JOIN port o ON o.port = k.port
    WHERE (b.kind = 'drill') <> (o.kind = 'drill')
    GROUP BY b.broadcast_id, b.kind, o.kind
    UNION ALL
    SELECT 'L3', b.broadcast_id, 'superseded at ' || p.ended_at || ', claimed until ' || max(k.claimed_at)
    FROM broadcast b
    JOIN permit p USING (broadcast_id)
    JOIN claim k USING (broadcast_id)
    WHERE b.superseded_by IS NOT NULL AND k.claimed_at > p.ended_at + interval '2 seconds'
    GROUP BY b.broadcast_id, p.ended_at
    UNION ALL
    SELECT 'L4', b.broadcast_id, b.kind || ' of an alert that is ' || a.status
    FROM broadcast b
    JOIN alert a USING (alert_id)
    WHERE (b.kind = 'drill') = (a.purpose = 'actual')
    UNION ALL
    SELECT 'L5', b.broadcast_id, 'goes to people who were not told before: ' || count(*)
    FROM broadcast b
    JOIN recipient r USING (broadcast_id)
    WHERE b.audience ->> 'only' = 'told'
      AND NOT EXISTS (SELECT FROM told_of t JOIN recipient o ON o.broadcast_id = t.of_broadcast_id
                      WHERE t.broadcast_id = b.broadcast_id AND o.number_index = r.number_index)
    GROUP BY b.broadcast_id;
