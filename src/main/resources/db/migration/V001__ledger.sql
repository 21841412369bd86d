-- The ledger: the only truth there is (DESIGN §4). Times are timestamptz; phone numbers exist only sealed (…_sealed) and
-- as keyed indexes (…_index). Rooms meet here and on routes, nowhere else.

-- ── Which moves are allowed, once, as data ────────────────────────────────────────────────────────────────────────
CREATE TABLE transition (
    entity     text NOT NULL CHECK (entity IN ('alert', 'broadcast', 'submission')),
    from_state text NOT NULL,
    to_state   text NOT NULL,
    PRIMARY KEY (entity, from_state, to_state)
);

INSERT INTO transition (entity, from_state, to_state)
SELECT entity, from_state, unnest(string_to_array(to_states, ' '))
FROM (VALUES
    ('alert', 'RECEIVED',            'ACCEPTED REFUSED QUARANTINED'),
    ('alert', 'QUARANTINED',         'ACCEPTED REFUSED'),
    ('alert', 'ACCEPTED',            'SUPERSEDED'),
    ('broadcast', 'RECEIVED',        'REFUSED HELD PENDING_APPROVAL APPROVED CANCELLED EXPIRED FAILED'),
    ('broadcast', 'HELD',            'REFUSED PENDING_APPROVAL APPROVED CANCELLED EXPIRED'),
    ('broadcast', 'PENDING_APPROVAL','APPROVED REJECTED RETURNED CANCELLED EXPIRED'),
    ('broadcast', 'APPROVED',        'DEFERRED EXPANDING PAUSED CANCELLED EXPIRED STOPPED FAILED'),
    ('broadcast', 'DEFERRED',        'APPROVED EXPANDING PAUSED CANCELLED EXPIRED STOPPED FAILED'),
    ('broadcast', 'EXPANDING',       'SENDING PAUSED CANCELLED EXPIRED STOPPED COMPLETED FAILED'),
    ('broadcast', 'SENDING',         'PAUSED SENT COMPLETED CANCELLED EXPIRED STOPPED FAILED'),
    ('broadcast', 'PAUSED',          'APPROVED EXPANDING SENDING CANCELLED EXPIRED STOPPED FAILED'),
    ('broadcast', 'SENT',            'COMPLETED SENDING CANCELLED'),
    ('broadcast', 'COMPLETED',       'SENDING'),
    ('submission', 'PENDING',        'INTENT SUPPRESSED CANCELLED EXPIRED BUDGET_STOP'),
    ('submission', 'INTENT',         'SUBMITTED REJECTED RETRY_WAIT PENDING UNCERTAIN DELIVERED UNDELIVERED'),
    ('submission', 'RETRY_WAIT',     'INTENT REJECTED CANCELLED EXPIRED BUDGET_STOP'),
    ('submission', 'SUBMITTED',      'DELIVERED UNDELIVERED NO_RECEIPT'),
    ('submission', 'UNCERTAIN',      'SUBMITTED REJECTED RETRY_WAIT DELIVERED UNDELIVERED PENDING ABANDONED NO_RECEIPT'),
    ('submission', 'REJECTED',       'PENDING'),
    ('submission', 'ABANDONED',      'DELIVERED UNDELIVERED'),
    ('submission', 'NO_RECEIPT',     'DELIVERED UNDELIVERED'),
    ('submission', 'UNDELIVERED',    'DELIVERED')
) AS moves (entity, from_state, to_states);

-- ── Alerts ────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE alert (
    alert_id      bigint GENERATED ALWAYS AS IDENTITY (START WITH 1001) PRIMARY KEY,
    source        text NOT NULL,                 -- the account it came from (C-01)
    way_in        text NOT NULL CHECK (way_in IN ('http', 'jms', 'file')),
    dialect       text NOT NULL,
    sender        text NOT NULL,
    identifier    text NOT NULL,
    content_index bytea NOT NULL,                -- keyed fingerprint of the canonical content (FORMATS §3)
    message_type  text NOT NULL,
    status        text NOT NULL,
    state         text NOT NULL DEFAULT 'RECEIVED',
    first_state   text NOT NULL DEFAULT 'RECEIVED' CHECK (first_state IN ('RECEIVED', 'QUARANTINED')),   -- first answer's
    reasons       jsonb NOT NULL DEFAULT '[]',   -- violations and defects, each in both languages
    model         jsonb NOT NULL,                -- the Alert record; holds no personal data
    raw_sealed    bytea NOT NULL,                -- what came in, byte for byte
    received_at   timestamptz NOT NULL,
    queued_at     timestamptz,                   -- when hub.accepted took it; null is what the sweep looks for
    UNIQUE (sender, identifier)
);
CREATE INDEX alert_not_queued ON alert (alert_id) WHERE queued_at IS NULL;

-- Numbers that an alert names, in the order given, without repeats.
CREATE TABLE alert_number (
    alert_id      bigint NOT NULL REFERENCES alert,
    position      integer NOT NULL,
    number_index  bytea NOT NULL,
    number_sealed bytea NOT NULL,
    PRIMARY KEY (alert_id, position),
    UNIQUE (alert_id, number_index)
);

-- What was refused at the door. Nothing of the message is kept but its identity, when it could be read.
CREATE TABLE refusal (
    refusal_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source        text NOT NULL,
    way_in        text NOT NULL,
    sender        text,
    identifier    text,
    status_code   integer NOT NULL,
    violations    jsonb NOT NULL,
    size_bytes    integer NOT NULL,
    content_index bytea NOT NULL,
    refused_at    timestamptz NOT NULL
);

-- Which kind and audience a group id of the national profile stands for (FORMATS §1, "Which kind"). Editable data.
CREATE TABLE audience_mapping (
    audience_group text PRIMARY KEY,
    kind           text NOT NULL CHECK (kind IN ('whole-network', 'targeted')),
    whole_network  boolean NOT NULL,
    description    text NOT NULL
);
INSERT INTO audience_mapping VALUES
    ('WHOLE-NETWORK', 'whole-network', true, 'every subscriber and visitor in the city');

-- Division codes that mean the whole city: an area that names one of them is the whole network.
CREATE TABLE whole_city_geocode (geocode text PRIMARY KEY);
INSERT INTO whole_city_geocode VALUES ('110000'), ('110000000000'), ('11000000000000');

-- Event types of the national profile (FORMATS §1); an unknown code is accepted with a defect.
CREATE TABLE event_type (event_type text PRIMARY KEY, name text NOT NULL);
INSERT INTO event_type VALUES
    ('11B01', '台风'), ('11B03', '暴雨'), ('11B04', '暴雪'), ('11B05', '寒潮'), ('11B06', '大风'), ('11B07', '沙尘暴'),
    ('11B09', '高温'), ('11B14', '雷电'), ('11B15', '冰雹'), ('11B16', '霜冻'), ('11B17', '大雾'), ('11B19', '霾'),
    ('11B20', '雷雨大风'), ('11B21', '道路结冰'), ('11B22', '干旱'), ('11B25', '森林火险'), ('11B29', '空气重污染'),
    ('11B31', '强对流'), ('11B37', '地质灾害气象风险');

-- How long an alert without expires is good for, by event type and colour; '*' is any.
CREATE TABLE default_validity (
    event_type text NOT NULL,
    colour     text NOT NULL,
    validity   interval NOT NULL,
    PRIMARY KEY (event_type, colour)
);
INSERT INTO default_validity VALUES
    ('*', 'red', '12 hours'), ('*', 'orange', '12 hours'), ('*', 'yellow', '24 hours'), ('*', 'blue', '24 hours'),
    ('*', 'unknown', '24 hours'), ('11B14', '*', '6 hours'), ('11B15', '*', '6 hours'), ('11B20', '*', '6 hours'),
    ('11B31', '*', '6 hours'), ('11B05', '*', '48 hours'), ('11B09', '*', '48 hours'), ('11B22', '*', '7 days'),
    ('11B29', '*', '72 hours');

-- ── Broadcasts and what lets them send ────────────────────────────────────────────────────────────────────────────
CREATE TABLE broadcast (
    broadcast_id      bigint GENERATED ALWAYS AS IDENTITY (START WITH 5001) PRIMARY KEY,
    alert_id          bigint NOT NULL REFERENCES alert,
    kind              text NOT NULL CHECK (kind IN ('whole-network', 'targeted', 'drill')),
    state             text NOT NULL DEFAULT 'RECEIVED',
    reasons           jsonb NOT NULL DEFAULT '[]',   -- why it is where it is: violations in both languages
    source_address    text,                          -- short code it goes out under (S5)
    text              text,                          -- without signature; null while nothing can be sent
    signature         text,
    signature_by      text CHECK (signature_by IN ('hub', 'carrier')),   -- who puts it in front (C-05)
    billable_segments smallint,                      -- C-06: 70 / 140, then 67
    wire_segments     smallint,
    priority          smallint NOT NULL DEFAULT 4,   -- JMS priority by colour (C-15)
    colour            text NOT NULL DEFAULT 'unknown',
    send_after        timestamptz,                   -- C-03
    finish_by         timestamptz,
    expires_at        timestamptz,
    audience          jsonb NOT NULL,                -- the definition, not the people
    uncertain_policy  text CHECK (uncertain_policy IN ('RESEND_NOW', 'WAIT_RECEIPT', 'HOLD')),
    content_hash      text,                          -- SHA-256, hex, of what an approval binds
    approval_reference      text,                    -- C-02
    authorisation_reference text,                    -- C-10
    recipients        integer,                       -- null until expanded
    created_at        timestamptz NOT NULL,
    queued_at         timestamptz,                   -- when hub.approved took it
    snapshot_at       timestamptz,                   -- who "everyone" was: when expansion began
    expanded_at       timestamptz,
    first_submit_at   timestamptz,
    last_submit_at    timestamptz,
    completed_at      timestamptz
);
CREATE INDEX broadcast_by_alert ON broadcast (alert_id);
CREATE INDEX broadcast_open ON broadcast (broadcast_id)
    WHERE state IN ('APPROVED', 'DEFERRED', 'EXPANDING', 'SENDING', 'PAUSED', 'SENT');

CREATE TABLE approval (
    approval_id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    broadcast_id       bigint NOT NULL REFERENCES broadcast,
    decision           text NOT NULL CHECK (decision IN ('approve', 'reject', 'return')),
    content_hash       text NOT NULL,
    decided_by         text NOT NULL,
    party              text,                         -- C-03a: A or B
    reason             text,
    approval_reference text,
    decided_at         timestamptz NOT NULL
);

-- One row per broadcast that may send. Every claim joins it; nothing goes out without it (DESIGN §4).
CREATE TABLE permit (
    broadcast_id  bigint PRIMARY KEY REFERENCES broadcast,
    content_hash  text NOT NULL,                     -- what was approved; must still be what the broadcast is
    window_opens  time,                              -- Beijing time (C-11); null: no window
    window_closes time,
    not_before    timestamptz,                       -- sendAfter
    expires_at    timestamptz NOT NULL,
    paused_at     timestamptz,
    ended_at      timestamptz                        -- cancelled or stopped: never again
);

-- 24-hour grants: lift the window for a kind (null: all) over a period (C-11).
CREATE TABLE send_grant (
    grant_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        text,
    valid_from  timestamptz NOT NULL,
    valid_until timestamptz NOT NULL,
    reference   text NOT NULL UNIQUE,
    granted_by  text NOT NULL,
    CHECK (valid_from < valid_until)
);

-- Why a broadcast may not send at a moment, or null when it may. In PL/pgSQL, which keeps its plan; it is asked at every claim.
CREATE FUNCTION permit_refusal(wanted bigint, at timestamptz) RETURNS text STABLE LANGUAGE plpgsql AS $$
BEGIN RETURN (
    SELECT CASE
        WHEN p.broadcast_id IS NULL THEN 'no-permit'
        WHEN p.content_hash IS DISTINCT FROM b.content_hash THEN 'stale-approval'
        WHEN p.ended_at IS NOT NULL THEN 'ended'
        WHEN at >= p.expires_at THEN 'expired'
        WHEN p.paused_at IS NOT NULL THEN 'paused'
        WHEN at < p.not_before THEN 'before-send-after'
        WHEN p.window_opens IS NOT NULL
             AND NOT ((at AT TIME ZONE 'Asia/Shanghai')::time >= p.window_opens
                      AND (at AT TIME ZONE 'Asia/Shanghai')::time < p.window_closes)
             AND NOT EXISTS (SELECT FROM send_grant g
                             WHERE (g.kind IS NULL OR g.kind = b.kind) AND at >= g.valid_from AND at < g.valid_until)
            THEN 'outside-window'
    END
    FROM broadcast b LEFT JOIN permit p USING (broadcast_id)
    WHERE b.broadcast_id = wanted
);
END $$;

-- ── Who ───────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE subscriber (
    subscriber_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number_index  bytea NOT NULL UNIQUE,
    number_sealed bytea NOT NULL,
    visitor       boolean NOT NULL,                  -- S2: a roamer from elsewhere
    district      text,                              -- division code, when known
    imported_at   timestamptz NOT NULL
);

CREATE TABLE audience_group (
    group_name              text PRIMARY KEY,
    authorisation_reference text,                    -- C-10
    changed_at              timestamptz NOT NULL,
    changed_by              text NOT NULL
);

CREATE TABLE group_member (
    group_name    text NOT NULL REFERENCES audience_group ON DELETE CASCADE,
    position      integer NOT NULL,
    number_index  bytea NOT NULL,
    number_sealed bytea NOT NULL,
    PRIMARY KEY (group_name, position),
    UNIQUE (group_name, number_index)
);

-- People never sent to again, with when and why (C-09).
CREATE TABLE opt_out (
    number_index bytea PRIMARY KEY,
    since        timestamptz NOT NULL,
    reason       text NOT NULL,
    recorded_by  text NOT NULL
);

-- ── The ledger of a broadcast ─────────────────────────────────────────────────────────────────────────────────────
-- How far expansion has come: one row per broadcast, moved on with each committed slice.
CREATE TABLE expansion (
    broadcast_id      bigint PRIMARY KEY REFERENCES broadcast,
    origin            text NOT NULL CHECK (origin IN ('subscriber', 'named')),
    next_key          bigint NOT NULL,               -- the first key of the next slice
    last_key          bigint NOT NULL,               -- the last key of the snapshot
    next_recipient_no integer NOT NULL DEFAULT 0,
    next_chunk_no     integer NOT NULL DEFAULT 0
);

CREATE TABLE recipient (
    broadcast_id  bigint NOT NULL,
    recipient_no  integer NOT NULL,
    number_index  bytea NOT NULL,
    number_sealed bytea NOT NULL,
    visitor       boolean NOT NULL,
    district      text,
    PRIMARY KEY (broadcast_id, recipient_no)
);
CREATE INDEX recipient_by_number ON recipient (number_index, broadcast_id);

-- So many recipients (hub.audience.chunk-size), one token. The token is a hint; this row is the truth.
CREATE TABLE chunk (
    broadcast_id       bigint NOT NULL,
    chunk_no           integer NOT NULL,
    first_recipient_no integer NOT NULL,
    last_recipient_no  integer NOT NULL,
    state              text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'QUEUED', 'DONE')),
    due_at             timestamptz,                  -- not to be queued before
    PRIMARY KEY (broadcast_id, chunk_no)
);
CREATE INDEX chunk_open ON chunk (broadcast_id, state, chunk_no) WHERE state <> 'DONE';

-- In this order: a recipient's state is the greatest of its segments'.
CREATE TYPE submission_state AS ENUM (
    'DELIVERED', 'SUPPRESSED', 'CANCELLED', 'EXPIRED', 'BUDGET_STOP', 'ABANDONED', 'NO_RECEIPT', 'UNDELIVERED',
    'REJECTED', 'SUBMITTED', 'PENDING', 'RETRY_WAIT', 'INTENT', 'UNCERTAIN');

-- Narrow on purpose, and half empty, so that its updates stay on their page (HOT).
CREATE TABLE submission (
    broadcast_id   bigint NOT NULL,
    recipient_no   integer NOT NULL,
    segment_no     smallint NOT NULL,                -- from 1
    attempts       smallint NOT NULL DEFAULT 0,
    resends        smallint NOT NULL DEFAULT 0,      -- ordered by a person or a policy, never by chance
    state          submission_state NOT NULL,
    receipt_millis integer,                          -- submitted → final receipt, by our own clock
    state_at       timestamptz NOT NULL,
    port           text,
    reason         text,                             -- opt-out, smpp-0x0B, err-001 …
    PRIMARY KEY (broadcast_id, recipient_no, segment_no)
) WITH (fillfactor = 50);

-- One row per transaction A: what was claimed, by whom, when. Its time is what I6 holds against the window.
CREATE TABLE claim (
    claim_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    broadcast_id bigint NOT NULL,
    chunk_no     integer NOT NULL,
    port         text NOT NULL,
    segments     integer NOT NULL,
    claimed_at   timestamptz NOT NULL,
    answered_at  timestamptz                         -- transaction B
);
CREATE INDEX claim_by_broadcast ON claim (broadcast_id);

-- When the hub paused a broadcast by itself, because the carrier refused alike again and again (FORMATS §4). Resuming makes
-- PENDING again what was refused for the reason since then.
CREATE TABLE brake (
    broadcast_id  bigint NOT NULL,
    reason        text NOT NULL,                     -- smpp-0x65 …
    refused_since timestamptz NOT NULL,
    refusals      integer NOT NULL,
    braked_at     timestamptz NOT NULL,
    released_at   timestamptz                        -- resumed by a person
);
CREATE INDEX brake_on ON brake (broadcast_id) WHERE released_at IS NULL;

-- Marks: in this chunk something became UNCERTAIN. What the policies look at, so that nobody searches a million rows.
CREATE TABLE uncertain (
    uncertain_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    broadcast_id bigint NOT NULL,
    chunk_no     integer NOT NULL,
    due_at       timestamptz NOT NULL                -- not to be looked at before
);

-- An order to resend more than one person may give alone; it waits for a second one.
CREATE TABLE uncertain_proposal (
    broadcast_id bigint PRIMARY KEY REFERENCES broadcast,
    decision     text NOT NULL CHECK (decision IN ('resend')),
    reason       text NOT NULL,
    segments     integer NOT NULL,
    proposed_by  text NOT NULL,
    proposed_at  timestamptz NOT NULL
);

-- One row per segment that a carrier accepted. Ids may come again after years: not unique.
CREATE TABLE message (
    carrier      text NOT NULL,                      -- whose message centre: ports may share one, and its receipts
    message_id   text NOT NULL,                      -- canonical: see the port's id codec
    broadcast_id bigint NOT NULL,
    recipient_no integer NOT NULL,
    segment_no   smallint NOT NULL,
    submitted_at timestamptz NOT NULL
);
CREATE INDEX message_by_id ON message (carrier, message_id);

-- ── Answers ───────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE receipt (
    receipt_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    port         text NOT NULL,                      -- over whose session it came; any of the carrier's will do
    carrier      text NOT NULL,
    message_id   text,                               -- canonical; null when the receipt named none
    outcome      submission_state CHECK (outcome IN ('DELIVERED', 'UNDELIVERED')),   -- null: not final
    stat         text,
    error_code   text,
    reference    integer,                            -- user_message_reference, when the carrier repeats it
    number_index bytea,
    raw_sealed   bytea NOT NULL,
    received_at  timestamptz NOT NULL,
    match        text CHECK (match IN ('waiting', 'matched', 'repeated', 'unmatched'))
);
CREATE INDEX receipt_waiting ON receipt (receipt_id) WHERE match = 'waiting';
CREATE INDEX receipt_unmatched ON receipt (carrier, message_id) WHERE match = 'unmatched';

-- Up to which receipt the ledger is merged. Receipts are inserted by one thread of one hub, so their ids are committed in
-- order; one that is merged as it should be is never written again: its match stays null. The others say what they are.
CREATE TABLE merge_mark (last_receipt_id bigint NOT NULL);
CREATE UNIQUE INDEX merge_mark_once ON merge_mark ((true));
INSERT INTO merge_mark VALUES (0);

-- Every receipt with what became of it.
CREATE VIEW v_receipt AS
    SELECT r.receipt_id, r.port, r.carrier, r.message_id, r.outcome, r.stat, r.error_code, r.number_index, r.received_at,
           coalesce(r.match, CASE WHEN r.receipt_id <= m.last_receipt_id THEN 'matched' ELSE 'new' END) AS match
    FROM receipt r CROSS JOIN merge_mark m;

-- What people wrote back. An opt-out word makes an opt_out row; the rest is the complaint register (C-09).
CREATE TABLE reply (
    reply_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    port          text NOT NULL,
    number_index  bytea NOT NULL,
    number_sealed bytea NOT NULL,
    text_sealed   bytea NOT NULL,
    opt_out       boolean NOT NULL,
    received_at   timestamptz NOT NULL
);

-- ── Ports ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Written at start from the setting hub.ports, so that other rooms can ask who could send.
CREATE TABLE port (
    port           text PRIMARY KEY,
    kind           text NOT NULL,
    source_address text NOT NULL,
    rate           integer NOT NULL,
    sessions       integer NOT NULL,
    window_size    integer NOT NULL,
    signature_by   text NOT NULL CHECK (signature_by IN ('hub', 'carrier')),   -- who puts the signature in front (C-05)
    long_text      text NOT NULL CHECK (long_text IN ('segments', 'message-payload')),   -- how it sends more than 70
    message_ids    text NOT NULL,                    -- how the carrier writes ids in answers and receipts
    ids_by_number  boolean NOT NULL,                 -- one id may stand for all recipients of a submit_multi
    carrier        text NOT NULL,                    -- ports of one carrier account share message ids and receipts
    configured_at  timestamptz NOT NULL
);

-- ── Audit and word to the upstream ────────────────────────────────────────────────────────────────────────────────
CREATE TABLE audit (
    audit_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at            timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor         text NOT NULL,                     -- a named account, or hub
    action        text NOT NULL,
    subject       text NOT NULL,                     -- alert:1001, broadcast:5001 …
    detail        jsonb NOT NULL DEFAULT '{}',
    previous_hash bytea NOT NULL,
    hash          bytea NOT NULL
);

-- Each row holds the hash of the one before: a change in the middle breaks the chain (C-43). The lock makes it one chain.
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7113041);
    SELECT hash INTO NEW.previous_hash FROM audit ORDER BY audit_id DESC LIMIT 1;
    NEW.previous_hash := coalesce(NEW.previous_hash, '\x00'::bytea);
    NEW.hash := sha256(NEW.previous_hash || convert_to(
        NEW.audit_id || '|' || extract(epoch FROM NEW.at) || '|' || NEW.actor || '|' || NEW.action || '|'
        || NEW.subject || '|' || NEW.detail::text, 'UTF8'));
    RETURN NEW;
END $$;
CREATE TRIGGER audit_chain BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_chain();

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only (C-43)';
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

-- Word to the upstream system, written with the change it tells of, sent to hub.status afterwards.
CREATE TABLE status_message (
    status_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity       text NOT NULL,
    alert_id     bigint NOT NULL,
    broadcast_id bigint,
    state        text NOT NULL,
    reasons      jsonb NOT NULL,
    at           timestamptz NOT NULL,
    sent_at      timestamptz
);
CREATE INDEX status_message_not_sent ON status_message (status_id) WHERE sent_at IS NULL;

-- Guards every move of an alert or a broadcast, and tells audit and upstream of it in the same transaction (I7).
-- The actor is the account named by SET LOCAL hub.actor, else the hub itself.
CREATE FUNCTION moved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entity_name text := TG_ARGV[0];
    row_id bigint;
    broadcast_id bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND NOT EXISTS (
        SELECT FROM transition t
        WHERE t.entity = entity_name AND t.from_state = OLD.state AND t.to_state = NEW.state) THEN
        RAISE EXCEPTION '% may not move from % to %', entity_name, OLD.state, NEW.state USING ERRCODE = 'HU001';
    END IF;
    IF entity_name = 'broadcast' THEN
        broadcast_id := NEW.broadcast_id;
    END IF;
    row_id := coalesce(broadcast_id, NEW.alert_id);
    INSERT INTO audit (actor, action, subject, detail)
    VALUES (coalesce(nullif(current_setting('hub.actor', true), ''), 'hub'), 'moved', entity_name || ':' || row_id,
            jsonb_build_object('from', CASE WHEN TG_OP = 'UPDATE' THEN OLD.state END, 'to', NEW.state));
    INSERT INTO status_message (entity, alert_id, broadcast_id, state, reasons, at)
    VALUES (entity_name, NEW.alert_id, broadcast_id, NEW.state, NEW.reasons, clock_timestamp());
    RETURN NEW;
END $$;
CREATE TRIGGER alert_moved AFTER INSERT OR UPDATE OF state ON alert FOR EACH ROW EXECUTE FUNCTION moved('alert');
CREATE TRIGGER broadcast_moved AFTER INSERT OR UPDATE OF state ON broadcast
    FOR EACH ROW EXECUTE FUNCTION moved('broadcast');

-- ── What must hold at all times: this view must be empty ──────────────────────────────────────────────────────────
CREATE VIEW v_invariants AS
    SELECT 'I1' AS invariant, b.broadcast_id, 'recipients ' || b.recipients || ', in the ledger ' || r.n AS detail
    FROM broadcast b
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM recipient r WHERE r.broadcast_id = b.broadcast_id) r
    WHERE b.expanded_at IS NOT NULL AND r.n <> b.recipients
    UNION ALL
    SELECT 'I1', b.broadcast_id, 'segments ' || b.recipients * b.wire_segments || ', in the ledger ' || s.n
    FROM broadcast b
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM submission s WHERE s.broadcast_id = b.broadcast_id) s
    WHERE b.expanded_at IS NOT NULL AND s.n <> b.recipients * b.wire_segments
    UNION ALL
    SELECT 'I2', s.broadcast_id, 'accepted by a carrier but ' || s.state || ': ' || count(*)
    FROM submission s
    WHERE s.resends = 0
      AND s.state NOT IN ('SUBMITTED', 'DELIVERED', 'UNDELIVERED', 'NO_RECEIPT', 'INTENT', 'UNCERTAIN', 'ABANDONED')
      AND EXISTS (SELECT FROM message m WHERE m.broadcast_id = s.broadcast_id AND m.recipient_no = s.recipient_no
                                          AND m.segment_no = s.segment_no)
    GROUP BY s.broadcast_id, s.state
    UNION ALL
    SELECT 'I3', m.broadcast_id, 'copies beyond what was ordered: ' || count(*)
    FROM (SELECT broadcast_id, recipient_no, segment_no, count(*) AS copies
          FROM message GROUP BY broadcast_id, recipient_no, segment_no HAVING count(*) > 1) m
    JOIN submission s USING (broadcast_id, recipient_no, segment_no)
    WHERE m.copies > 1 + s.resends
    GROUP BY m.broadcast_id
    UNION ALL
    -- An id that came more than once is one recipient's (merge-receipts): the receipt says nothing of the others. Whose it is
    -- stands in no row, so one that another recipient's end may account for as well is not held against this one.
    SELECT 'I4', s.broadcast_id, 'a final receipt is matched but the segment is ' || s.state || ': ' || count(*)
    FROM v_receipt r
    JOIN message m ON m.carrier = r.carrier AND m.message_id = r.message_id
    JOIN submission s USING (broadcast_id, recipient_no, segment_no)
    WHERE r.match = 'matched' AND r.outcome IS NOT NULL AND s.resends = 0
      AND s.state NOT IN ('DELIVERED', 'UNDELIVERED')
      AND NOT EXISTS (
          SELECT FROM message n
          JOIN submission t USING (broadcast_id, recipient_no, segment_no)
          LEFT JOIN recipient q ON q.broadcast_id = n.broadcast_id AND q.recipient_no = n.recipient_no
          LEFT JOIN recipient p ON p.broadcast_id = s.broadcast_id AND p.recipient_no = s.recipient_no
          WHERE n.carrier = r.carrier AND n.message_id = r.message_id
            AND (n.broadcast_id, n.recipient_no) <> (s.broadcast_id, s.recipient_no)
            AND (t.state IN ('DELIVERED', 'UNDELIVERED') OR t.resends > 0)
            AND coalesce(q.number_index = r.number_index, false) >= coalesce(p.number_index = r.number_index, false))
    GROUP BY s.broadcast_id, s.state
    UNION ALL
    SELECT 'I7', b.broadcast_id, 'state ' || b.state || ' is not in the audit trail'
    FROM broadcast b
    WHERE NOT EXISTS (SELECT FROM audit a WHERE a.subject = 'broadcast:' || b.broadcast_id
                      AND a.action = 'moved' AND a.detail ->> 'to' = b.state);
CREATE INDEX audit_by_subject ON audit (subject);
