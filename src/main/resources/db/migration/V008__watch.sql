-- Watch: alarms that reach people, an audit trail that proves itself, and one definition of who is meant.

-- ── Alarms ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Who sees that the cause is gone: a person; the room that raised it, at its next look; or the ledger, by v_alarm_cause.
ALTER TABLE alarm_kind ADD COLUMN ends_by text NOT NULL DEFAULT 'person' CHECK (ends_by IN ('person', 'room', 'ledger'));

ALTER TABLE alarm
    ADD COLUMN escalated_at timestamptz,             -- its clock ran out: critical from then on, whatever its kind
    ADD COLUMN escalations  integer NOT NULL DEFAULT 0,
    ADD COLUMN told_at      timestamptz,             -- when a notice that names it went to somebody of the duty group
    ADD COLUMN untold_at    timestamptz,             -- since when it is on record that nobody could be told; null: nothing of the kind
    ADD COLUMN notice_id    bigint;                  -- the notice that names it; null: none, or one that reached nobody
CREATE INDEX alarm_ended ON alarm (ended_at) WHERE ended_at IS NOT NULL;

INSERT INTO alarm_kind (kind, severity, owner, clock, tell, ends_by, words_zh, words_en) VALUES
    ('port-fault',        'critical', 'engineer', NULL,     true,  'room',   '端口故障', 'a port is at fault'),
    ('port-unbound',      'critical', 'engineer', NULL,     true,  'room',   '端口未连接', 'a port has no session'),
    ('match-rate-low',    'warning',  'engineer', NULL,     true,  'room',   '回执匹配率过低', 'too few receipts match'),
    ('disk-nearly-full',  'critical', 'engineer', NULL,     true,  'room',   '磁盘将满', 'the disk is nearly full'),
    ('message-parked',    'warning',  'engineer', NULL,     true,  'room',   '有暂存消息', 'messages are parked'),
    ('broadcast-braked',  'critical', 'operator', NULL,     true,  'ledger', '运营商连续拒绝，已自动暂停', 'refused alike, paused by the hub'),
    ('broadcast-failed',  'critical', 'operator', NULL,     true,  'person', '发布任务失败', 'a broadcast has failed'),
    ('uncertain-waits',   'warning',  'operator', NULL,     true,  'ledger', '待定条数须人工处理', 'uncertain segments wait for a person'),
    ('audit-broken',      'critical', 'auditor',  '48 hours', true, 'room',  '审计链断裂', 'the audit trail is broken'),
    ('approval-waits',    'critical', 'approver', '15 minutes', true, 'ledger', '红色或橙色预警等待决定，尚未发送', 'a red or orange alert waits for a decision and is not going out'),
    ('expired-unsent',    'critical', 'approver', NULL,     true,  'person', '预警已失效，未发出或未全部发出', 'an alert expired before all of it had gone'),
    ('identity-conflict', 'warning',  'operator', NULL,     true,  'person', '来源以已用标识提交不同内容', 'a source sends other content under an identity that is taken')
ON CONFLICT (kind) DO NOTHING;

-- Asked every second while a cause stands: an alarm that is open already costs a look, no number.
CREATE OR REPLACE FUNCTION raise_alarm(wanted text, about text, what jsonb, at timestamptz) RETURNS bigint LANGUAGE sql AS $$
    INSERT INTO alarm (kind, subject, detail, raised_at, due_at)
    SELECT k.kind, about, coalesce(what, '{}'), at, at + k.clock
    FROM alarm_kind k
    WHERE k.kind = wanted AND NOT EXISTS (SELECT FROM alarm a WHERE a.kind = wanted AND a.subject = about AND a.ended_at IS NULL)
    ON CONFLICT (kind, subject) WHERE ended_at IS NULL DO NOTHING;
    SELECT alarm_id FROM alarm WHERE kind = wanted AND subject = about AND ended_at IS NULL;
$$;

-- Chunks that hold uncertain segments no policy settles any more: a person must (DESIGN §4).
CREATE TABLE uncertain_left (
    broadcast_id bigint NOT NULL,
    chunk_no     integer NOT NULL,
    PRIMARY KEY (broadcast_id, chunk_no)
);

-- What the ledger itself knows to be wrong now. One row is one alarm; when the row is gone, the alarm ends. Notices to the
-- duty group are left out: an alarm about an alarm never ends.
CREATE VIEW v_alarm_cause AS
    SELECT 'broadcast-braked' AS kind, 'broadcast:' || b.broadcast_id AS subject,
           jsonb_build_object('reason', k.reason, 'refusals', k.refusals) AS detail
    FROM brake k JOIN broadcast b USING (broadcast_id)
    WHERE k.released_at IS NULL AND b.state = 'PAUSED' AND b.kind <> 'duty'
    UNION ALL
    SELECT 'uncertain-waits', 'broadcast:' || b.broadcast_id, '{}'
    FROM broadcast b
    WHERE b.kind <> 'duty' AND b.broadcast_id IN (
        SELECT l.broadcast_id FROM uncertain_left l JOIN chunk c USING (broadcast_id, chunk_no)
        WHERE NOT EXISTS (SELECT FROM uncertain u WHERE u.broadcast_id = l.broadcast_id AND u.chunk_no = l.chunk_no)
          AND EXISTS (SELECT FROM submission s
                      WHERE s.broadcast_id = l.broadcast_id AND s.state = 'UNCERTAIN'
                        AND s.recipient_no BETWEEN c.first_recipient_no AND c.last_recipient_no))
    UNION ALL
    SELECT 'approval-waits', 'broadcast:' || b.broadcast_id, jsonb_build_object('before', b.expires_at)
    FROM broadcast b
    WHERE b.state IN ('HELD', 'PENDING_APPROVAL') AND b.colour IN ('red', 'orange') AND b.kind NOT IN ('duty', 'drill');
CREATE INDEX broadcast_awaits ON broadcast (broadcast_id) WHERE state IN ('HELD', 'PENDING_APPROVAL');

-- Word of alarms, written with the change it tells of; log, audit and hub.status follow. Audit rows are not written here:
-- the audit's lock must not be taken by whoever raises an alarm in the middle of its own work.
CREATE TABLE alarm_word (
    word_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alarm_id bigint NOT NULL,
    word     text NOT NULL CHECK (word IN ('raised', 'acknowledged', 'escalated', 'untold', 'told', 'ended')),
    actor    text NOT NULL,
    reason   text,
    at       timestamptz NOT NULL,
    noted_at timestamptz,                            -- log and audit
    sent_at  timestamptz                             -- hub.status
);
CREATE INDEX alarm_word_not_noted ON alarm_word (word_id) WHERE noted_at IS NULL;
CREATE INDEX alarm_word_not_sent ON alarm_word (word_id) WHERE sent_at IS NULL;

CREATE FUNCTION alarm_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO alarm_word (alarm_id, word, actor, at) VALUES (NEW.alarm_id, 'raised', 'hub', NEW.raised_at);
        RETURN NEW;
    END IF;
    IF NEW.acknowledged_at IS DISTINCT FROM OLD.acknowledged_at THEN
        INSERT INTO alarm_word (alarm_id, word, actor, at)
        VALUES (NEW.alarm_id, 'acknowledged', NEW.acknowledged_by, NEW.acknowledged_at);
    END IF;
    IF NEW.escalations > OLD.escalations THEN
        INSERT INTO alarm_word (alarm_id, word, actor, at) VALUES (NEW.alarm_id, 'escalated', 'hub', NEW.escalated_at);
    END IF;
    IF (NEW.untold_at IS NULL) <> (OLD.untold_at IS NULL) THEN
        INSERT INTO alarm_word (alarm_id, word, actor, at)
        VALUES (NEW.alarm_id, CASE WHEN NEW.untold_at IS NULL THEN 'told' ELSE 'untold' END, 'hub', coalesce(NEW.untold_at, NEW.told_at));
    END IF;
    IF NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL THEN
        INSERT INTO alarm_word (alarm_id, word, actor, reason, at)
        VALUES (NEW.alarm_id, 'ended', NEW.ended_by, NEW.end_reason, NEW.ended_at);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER alarm_told AFTER INSERT OR UPDATE ON alarm FOR EACH ROW EXECUTE FUNCTION alarm_told();

-- A broadcast that ends FAILED calls for a person, whoever moved it.
CREATE FUNCTION broadcast_failed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM raise_alarm('broadcast-failed', 'broadcast:' || NEW.broadcast_id, '{}', clock_timestamp());
    RETURN NEW;
END $$;
CREATE TRIGGER broadcast_failed AFTER UPDATE OF state ON broadcast FOR EACH ROW
    WHEN (NEW.state = 'FAILED' AND OLD.state <> 'FAILED' AND NEW.kind <> 'duty') EXECUTE FUNCTION broadcast_failed();

-- So does one that expired with people left to tell, wherever it waited; a drill does not.
CREATE FUNCTION broadcast_expired() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM raise_alarm('expired-unsent', 'broadcast:' || NEW.broadcast_id, jsonb_build_object('was', lower(OLD.state)), clock_timestamp());
    RETURN NEW;
END $$;
CREATE TRIGGER broadcast_expired AFTER UPDATE OF state ON broadcast FOR EACH ROW
    WHEN (NEW.state = 'EXPIRED' AND OLD.state <> 'EXPIRED' AND NEW.kind NOT IN ('duty', 'drill')) EXECUTE FUNCTION broadcast_expired();

-- ── Notices to the duty group ─────────────────────────────────────────────────────────────────────────────────────
-- They are broadcasts of a kind of their own, so every count and budget keeps them apart; the ports of another kind carry
-- them. The hub itself is their source.
ALTER TABLE broadcast DROP CONSTRAINT broadcast_kind_check;
ALTER TABLE broadcast ADD CONSTRAINT broadcast_kind_check CHECK (kind IN ('whole-network', 'targeted', 'drill', 'duty'));
ALTER TABLE broadcast ADD COLUMN carried_by text;    -- the kind of the ports that carry it; null: its own
ALTER TABLE alert DROP CONSTRAINT alert_way_in_check;
ALTER TABLE alert ADD CONSTRAINT alert_way_in_check CHECK (way_in IN ('http', 'jms', 'file', 'hub'));
ALTER TABLE port ADD COLUMN trouble text;            -- why it does not work; null: it does

CREATE TABLE notice (
    notice_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    broadcast_id bigint NOT NULL,
    alarms       integer NOT NULL,
    made_at      timestamptz NOT NULL,
    settled_at   timestamptz,                        -- when it was known what became of it
    failed       boolean NOT NULL DEFAULT false      -- it reached nobody
);
CREATE INDEX notice_open ON notice (notice_id) WHERE settled_at IS NULL;

-- The upstream system hears of its own alerts, not of notices to the duty group.
CREATE FUNCTION status_is_for_upstream() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM alert a WHERE a.alert_id = NEW.alert_id AND a.way_in = 'hub') THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER status_is_for_upstream BEFORE INSERT ON status_message
    FOR EACH ROW EXECUTE FUNCTION status_is_for_upstream();

-- ── Audit ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Up to which row the trail was written before this: numbered without the lock, and hashed from its fields joined with a bar.
CREATE TABLE audit_start (audit_id bigint NOT NULL);
INSERT INTO audit_start SELECT coalesce(max(audit_id), 0) FROM audit;

-- What a row of the trail is hashed from: a JSON array, which two different rows cannot share whatever stands in their fields.
CREATE FUNCTION audit_hash(a audit) RETURNS bytea STABLE LANGUAGE sql AS $$
    SELECT sha256(a.previous_hash || convert_to(
        CASE WHEN a.audit_id > s.audit_id
             THEN jsonb_build_array(a.audit_id, extract(epoch FROM a.at), a.actor, a.action, a.subject, a.detail)::text
             ELSE a.audit_id || '|' || extract(epoch FROM a.at) || '|' || a.actor || '|' || a.action || '|'
                  || a.subject || '|' || a.detail::text END, 'UTF8'))
    FROM public.audit_start s
$$;

-- The number is given under the lock: the order of the chain is the order of the numbers, and no number is left out, so a row
-- that is gone shows (C-43).
CREATE OR REPLACE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last audit;
BEGIN
    PERFORM pg_advisory_xact_lock(7113041);
    SELECT * INTO last FROM audit ORDER BY audit_id DESC LIMIT 1;
    NEW.audit_id := coalesce(last.audit_id, 0) + 1;
    NEW.previous_hash := coalesce(last.hash, '\x00'::bytea);
    NEW.hash := audit_hash(NEW);
    RETURN NEW;
END $$;

-- One row per transaction A (part A: what was claimed) and per claim that has been answered (part B: what became of it), in a
-- chain of its own, written beside the hot path from table claim (I7). A fact is kept as it was, so the chain stands
-- without the claim.
CREATE TABLE chunk_digest (
    digest_id     bigint PRIMARY KEY,
    claim_id      bigint NOT NULL,
    part          char(1) NOT NULL CHECK (part IN ('A', 'B')),
    fact          text NOT NULL,
    previous_hash bytea NOT NULL,
    hash          bytea NOT NULL
);
CREATE UNIQUE INDEX chunk_digest_once ON chunk_digest (claim_id, part);

-- Which transaction claimed: those that have all ended can be digested without leaving one out.
ALTER TABLE claim ADD COLUMN written_in xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX claim_by_transaction ON claim (written_in, claim_id);

-- Up to where claims are digested.
CREATE TABLE digest_mark (written_in xid8 NOT NULL, answered_claim bigint NOT NULL);
INSERT INTO digest_mark VALUES ('0', 0);

CREATE FUNCTION claim_fact(c claim) RETURNS text STABLE LANGUAGE sql AS $$
    SELECT 'broadcast ' || c.broadcast_id || ' chunk ' || c.chunk_no || ' port ' || c.port || ' segments ' || c.segments
        || ' claimed ' || extract(epoch FROM c.claimed_at)
$$;

CREATE FUNCTION digest_hash(d chunk_digest) RETURNS bytea STABLE LANGUAGE sql AS $$
    SELECT sha256(d.previous_hash || convert_to(d.digest_id || '|' || d.claim_id || '|' || d.part || '|' || d.fact, 'UTF8'))
$$;

CREATE FUNCTION digest_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last chunk_digest;
BEGIN
    PERFORM pg_advisory_xact_lock(7113043);
    SELECT * INTO last FROM chunk_digest ORDER BY digest_id DESC LIMIT 1;
    NEW.digest_id := coalesce(last.digest_id, 0) + 1;
    NEW.previous_hash := coalesce(last.hash, '\x00'::bytea);
    NEW.hash := digest_hash(NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER digest_chain BEFORE INSERT ON chunk_digest FOR EACH ROW EXECUTE FUNCTION digest_chain();

-- Where both chains stood at a moment. Each head also goes to the log and to hub.status, out of reach of whoever holds the
-- database.
CREATE TABLE audit_head (
    head_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    day         date NOT NULL UNIQUE,                -- Beijing's
    at          timestamptz NOT NULL,
    audit_id    bigint NOT NULL,
    audit_hash  bytea NOT NULL,
    digest_id   bigint NOT NULL,
    digest_hash bytea NOT NULL
);

CREATE TRIGGER digest_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON chunk_digest
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER head_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER start_is_append_only BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON audit_start
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

-- Everything that is broken: changed, missing, replaced (not what the next row, itself unchanged, says it was), cut off.
CREATE FUNCTION audit_faults(from_id bigint) RETURNS TABLE (chain text, row_id bigint, fault text) STABLE LANGUAGE sql AS $$
    WITH linked AS (
        SELECT a.audit_id, a.hash, a.previous_hash, audit_hash(a) AS expected,
               lag(a.audit_id) OVER w AS before_id, lag(a.hash) OVER w AS before_hash
        FROM audit a WHERE a.audit_id >= from_id WINDOW w AS (ORDER BY a.audit_id)
    )
    SELECT 'audit', audit_id, 'changed' FROM linked WHERE hash <> expected
    UNION ALL
    SELECT 'audit', before_id, 'replaced' FROM linked, audit_start s
    WHERE before_id >= s.audit_id AND before_id + 1 = linked.audit_id AND previous_hash <> before_hash AND hash = expected
    UNION ALL
    SELECT 'audit', before_id + 1, 'missing' FROM linked, audit_start s
    WHERE before_id >= s.audit_id AND before_id + 1 < linked.audit_id
    UNION ALL
    SELECT 'audit', s.audit_id + 1, 'missing' FROM audit_start s
    WHERE from_id <= s.audit_id + 1 AND NOT EXISTS (SELECT FROM audit a WHERE a.audit_id = s.audit_id + 1)
      AND EXISTS (SELECT FROM audit a WHERE a.audit_id > s.audit_id)
    UNION ALL
    -- rows a head names must be there, with its hash: else the end was cut off, or written anew
    SELECT 'audit', CASE WHEN a.audit_id IS NULL THEN least(h.audit_id, (SELECT coalesce(max(audit_id), 0) + 1 FROM audit))
                         ELSE h.audit_id END,
           CASE WHEN a.audit_id IS NULL THEN 'cut-off' ELSE 'not-its-head' END
    FROM audit_head h LEFT JOIN audit a USING (audit_id)
    WHERE h.audit_id >= from_id AND h.audit_id > 0 AND a.hash IS DISTINCT FROM h.audit_hash
$$;

CREATE FUNCTION digest_faults(from_id bigint) RETURNS TABLE (chain text, row_id bigint, fault text) STABLE LANGUAGE sql AS $$
    WITH linked AS (
        SELECT d.digest_id, d.claim_id, d.part, d.fact, d.hash, d.previous_hash, digest_hash(d) AS expected,
               lag(d.digest_id) OVER w AS before_id, lag(d.hash) OVER w AS before_hash
        FROM chunk_digest d WHERE d.digest_id >= from_id WINDOW w AS (ORDER BY d.digest_id)
    )
    SELECT 'chunk', digest_id, 'changed' FROM linked WHERE hash <> expected
    UNION ALL
    SELECT 'chunk', before_id, 'replaced' FROM linked
    WHERE before_id + 1 = digest_id AND previous_hash <> before_hash AND hash = expected
    UNION ALL
    SELECT 'chunk', before_id + 1, 'missing' FROM linked WHERE before_id + 1 < digest_id
    UNION ALL
    SELECT 'chunk', 1, 'missing' WHERE from_id <= 1 AND EXISTS (SELECT FROM chunk_digest)
                                   AND NOT EXISTS (SELECT FROM chunk_digest WHERE digest_id = 1)
    UNION ALL
    SELECT 'chunk', CASE WHEN d.digest_id IS NULL THEN least(h.digest_id, (SELECT coalesce(max(digest_id), 0) + 1 FROM chunk_digest))
                         ELSE h.digest_id END,
           CASE WHEN d.digest_id IS NULL THEN 'cut-off' ELSE 'not-its-head' END
    FROM audit_head h LEFT JOIN chunk_digest d USING (digest_id)
    WHERE h.digest_id >= from_id AND h.digest_id > 0 AND d.hash IS DISTINCT FROM h.digest_hash
    UNION ALL
    -- the claim itself, against what was digested when it was made
    SELECT 'claim', c.claim_id, 'changed' FROM linked d JOIN claim c USING (claim_id)
    WHERE d.part = 'A' AND d.fact <> claim_fact(c)
$$;

-- Digests what was claimed and what was answered since the last time; returns how many rows it wrote.
CREATE FUNCTION write_chunk_digests(most integer, settled timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    mark digest_mark;
    ended xid8 := pg_snapshot_xmin(pg_current_snapshot());
    last_in xid8;
    last_answered bigint;
    claims integer;
    answers integer;
BEGIN
    SELECT * INTO mark FROM digest_mark FOR UPDATE;
    IF mark.written_in > ended THEN
        mark.written_in := '0';                      -- the ledger was moved to another server: its count began anew
    END IF;
    WITH due AS (
        SELECT c.claim_id, c.written_in, claim_fact(c) AS fact FROM claim c
        WHERE c.written_in >= mark.written_in AND c.written_in < ended
          AND NOT EXISTS (SELECT FROM chunk_digest d WHERE d.claim_id = c.claim_id AND d.part = 'A')
        ORDER BY c.written_in, c.claim_id LIMIT most
    ), written AS (
        INSERT INTO chunk_digest (claim_id, part, fact)
        SELECT claim_id, 'A', fact FROM due ORDER BY written_in, claim_id
    )
    SELECT count(*), (array_agg(written_in ORDER BY written_in DESC))[1] INTO claims, last_in FROM due;
    -- two hundred claims back: what committed late is not left out
    WITH due AS (
        SELECT c.claim_id, c.answered_at, chunk.first_recipient_no AS first, chunk.last_recipient_no AS last, c.broadcast_id
        FROM claim c JOIN chunk USING (broadcast_id, chunk_no)
        WHERE c.claim_id > mark.answered_claim - 200 AND c.claimed_at < settled AND c.answered_at IS NOT NULL
          AND NOT EXISTS (SELECT FROM chunk_digest d WHERE d.claim_id = c.claim_id AND d.part = 'B')
        ORDER BY c.claim_id LIMIT most
    ), written AS (
        INSERT INTO chunk_digest (claim_id, part, fact)
        SELECT due.claim_id, 'B', 'answered ' || extract(epoch FROM due.answered_at) || ' chunk ' || states.counts
        FROM due CROSS JOIN LATERAL (
            SELECT jsonb_object_agg(state, n)::text AS counts FROM (
                SELECT s.state, count(*) AS n FROM submission s
                WHERE s.broadcast_id = due.broadcast_id AND s.recipient_no BETWEEN due.first AND due.last
                GROUP BY s.state) AS by_state) AS states
        WHERE states.counts IS NOT NULL
        ORDER BY due.claim_id
    )
    SELECT count(*), max(claim_id) INTO answers, last_answered FROM due;
    UPDATE digest_mark
    SET written_in = CASE WHEN claims < most THEN ended ELSE last_in END,
        answered_claim = greatest(answered_claim, coalesce(last_answered, 0));
    RETURN claims + answers;
END $$;

-- Nothing that was claimed an hour ago may be without its digest.
CREATE VIEW v_invariants_watch AS
    SELECT 'I7' AS invariant, c.broadcast_id, 'claims without a digest: ' || count(*) AS detail
    FROM claim c, digest_mark m
    WHERE c.written_in < m.written_in
      AND NOT EXISTS (SELECT FROM chunk_digest d WHERE d.claim_id = c.claim_id AND d.part = 'A')
    GROUP BY c.broadcast_id
    UNION ALL
    SELECT 'I7', b.broadcast_id, 'a notice to the duty group goes by no port''s kind'
    FROM broadcast b WHERE b.kind = 'duty' AND b.carried_by IS NULL;

-- ── Who is meant, once: expansion inserts it, the preview counts it ───────────────────────────────────────────────
-- Everyone between two keys. Opt-outs stay visible (C-09).
CREATE FUNCTION people_subscribed(from_key bigint, to_key bigint)
RETURNS TABLE (subscriber_id bigint, number_index bytea, number_sealed bytea, visitor boolean, district text, opted_out boolean)
STABLE LANGUAGE sql AS $$
    SELECT s.subscriber_id, s.number_index, s.number_sealed, s.visitor, s.district, o.number_index IS NOT NULL
    FROM subscriber s LEFT JOIN opt_out o ON o.number_index = s.number_index
    WHERE s.subscriber_id BETWEEN from_key AND to_key
$$;

-- Numbers that an alert names, or that stand in the call, and members of groups; a person may stand there several times.
CREATE FUNCTION numbers_named(alert bigint, indexes bytea[], groups text[])
RETURNS TABLE (number_index bytea, number_sealed bytea) STABLE LANGUAGE sql AS $$
    SELECT n.number_index, n.number_sealed FROM alert_number n WHERE n.alert_id = alert
    UNION ALL
    SELECT i.number_index, NULL::bytea FROM unnest(indexes) AS i (number_index)
    UNION ALL
    SELECT m.number_index, m.number_sealed FROM group_member m WHERE m.group_name = ANY (groups)
$$;

-- The same, each person once.
CREATE FUNCTION people_named(alert bigint, indexes bytea[], groups text[])
RETURNS TABLE (number_index bytea, number_sealed bytea, visitor boolean, district text, opted_out boolean)
STABLE LANGUAGE sql AS $$
    SELECT p.number_index, p.number_sealed, coalesce(s.visitor, false), s.district, o.number_index IS NOT NULL
    FROM (SELECT DISTINCT ON (n.number_index) n.number_index, n.number_sealed
          FROM numbers_named(alert, indexes, groups) AS n ORDER BY n.number_index) AS p
    LEFT JOIN subscriber s ON s.number_index = p.number_index
    LEFT JOIN opt_out o ON o.number_index = p.number_index
$$;

-- Drill numbers of those who are named, or of everyone who is a subscriber; all of them when it goes to all.
CREATE FUNCTION people_drilled(alert bigint, indexes bytea[], groups text[], everyone boolean, all_of_them boolean)
RETURNS TABLE (number_index bytea, number_sealed bytea, visitor boolean, district text, opted_out boolean)
STABLE LANGUAGE sql AS $$
    SELECT d.number_index, d.number_sealed, coalesce(s.visitor, false), s.district, o.number_index IS NOT NULL
    FROM drill_number d
    LEFT JOIN subscriber s ON s.number_index = d.number_index
    LEFT JOIN opt_out o ON o.number_index = d.number_index
    WHERE d.removed_at IS NULL
      AND (all_of_them OR (everyone AND s.number_index IS NOT NULL)
           OR d.number_index IN (SELECT n.number_index FROM numbers_named(alert, indexes, groups) AS n))
$$;

-- ── When it would go: what the preview asks ───────────────────────────────────────────────────────────────────────
-- Whether something that is no broadcast yet could be sent at a moment, as permit_refusal would say: window or grant (C-11), and
-- no period reserved for others (C-16). wanted: kind, colour, eventType, source, sender.
CREATE FUNCTION is_open(wanted jsonb, at timestamptz, opens time, closes time) RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT (in_window(at, opens, closes)
            OR EXISTS (SELECT FROM send_grant g
                       WHERE at >= g.valid_from AND at < g.valid_until AND g.broadcast_id IS NULL
                         AND (g.kind IS NULL OR g.kind = wanted ->> 'kind')
                         AND (g.colour IS NULL OR g.colour = wanted ->> 'colour')
                         AND (g.event_type IS NULL OR g.event_type = wanted ->> 'eventType')))
       AND NOT EXISTS (SELECT FROM guarantee_period p
                       WHERE at >= p.valid_from AND at < p.ends_at
                         AND NOT coalesce(department_of(wanted ->> 'source') = ANY (p.reserved_for)
                                      OR wanted ->> 'sender' = ANY (p.reserved_for), false))
$$;

-- Every moment from then on at which that may turn, two days of windows ahead.
CREATE FUNCTION open_turns(since timestamptz, opens time, closes time) RETURNS SETOF timestamptz STABLE LANGUAGE sql AS $$
    SELECT t FROM (
        SELECT since AS t
        UNION ALL
        SELECT ((since AT TIME ZONE 'Asia/Shanghai')::date + n + clock) AT TIME ZONE 'Asia/Shanghai'
        FROM generate_series(0, 1) AS n CROSS JOIN unnest(ARRAY[opens, closes]) AS clock
        UNION ALL
        SELECT unnest(ARRAY[g.valid_from, g.valid_until]) FROM send_grant g WHERE g.valid_until > since
        UNION ALL
        SELECT unnest(ARRAY[p.valid_from, p.ends_at]) FROM guarantee_period p WHERE p.ends_at > since) AS turn
    WHERE t >= since
$$;
