-- When it may go (C-03, C-11, C-15 to C-18): the window, grants, guarantee periods, the one switch, and what is announced.

-- ── Words ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Why a broadcast waits, once: in its reasons, on the face, in the audit trail and to the upstream system alike.
CREATE TABLE permit_word (code text PRIMARY KEY, zh text NOT NULL, en text NOT NULL);
INSERT INTO permit_word VALUES
    ('no-permit', '尚未获准发送。', 'It is not yet permitted to send.'),
    ('stale-approval', '审批之后内容有变，须重新审批（C-04）。', 'It changed after its approval and needs a new one (C-04).'),
    ('ended', '已取消或停发，不再发送。', 'It was cancelled or stopped and never sends again.'),
    ('expired', '预警已失效，不再发布。', 'The alert has expired; it is not published any more.'),
    ('sending-stopped', '全部发送已停止，待另一人恢复（C-18）。', 'All sending is stopped until another person lets it go on (C-18).'),
    ('paused', '已暂停。', 'It is paused.'),
    ('before-send-after', '未到要求的开始发送时间（C-03）。', 'The time it was asked to be sent after has not come (C-03).'),
    ('outside-window', '不在发送时段内，且没有适用的 24 小时授权，顺延至下一时段（C-11）。',
     'Outside the send window, and no 24-hour grant covers it: it waits for the next window (C-11).'),
    ('reserved', '重保期内平台专用，其他发布等待（C-16）。',
     'The platform is reserved in a special-guarantee period: other traffic waits (C-16).');

-- A refusal as a violation in both languages; null stays null.
CREATE FUNCTION permit_words(refusal text) RETURNS jsonb STABLE LANGUAGE sql AS $$
    SELECT jsonb_build_object('code', w.code, 'where', '', 'zh', w.zh, 'en', w.en) FROM permit_word w WHERE w.code = refusal
$$;

-- ── The window and what lifts it (C-11) ───────────────────────────────────────────────────────────────────────────
ALTER TABLE permit ADD CHECK ((window_opens IS NULL) = (window_closes IS NULL));

-- Whether a moment is in a window, by Beijing's clock whatever zone anybody else is in. One that closes before it opens
-- goes across midnight; one that opens as it closes is the whole day.
CREATE FUNCTION in_window(at timestamptz, opens time, closes time) RETURNS boolean IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE
        WHEN opens IS NULL OR opens = closes THEN true
        WHEN opens < closes THEN
            (at AT TIME ZONE 'Asia/Shanghai')::time >= opens AND (at AT TIME ZONE 'Asia/Shanghai')::time < closes
        ELSE (at AT TIME ZONE 'Asia/Shanghai')::time >= opens OR (at AT TIME ZONE 'Asia/Shanghai')::time < closes
    END
$$;

-- The first moment from then on at which Beijing's clocks show this time.
CREATE FUNCTION next_time(since timestamptz, clock time) RETURNS timestamptz IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE WHEN today >= since THEN today ELSE today + interval '24 hours' END
    FROM (SELECT ((since AT TIME ZONE 'Asia/Shanghai')::date + clock) AT TIME ZONE 'Asia/Shanghai' AS today) AS day
$$;

-- A grant may be narrower than a kind: one broadcast, an event type, a colour. Null is any. One that was withdrawn is over from
-- then on (valid_until); the trail has the period it was given for.
ALTER TABLE send_grant ADD broadcast_id bigint, ADD event_type text, ADD colour text,
    ADD withdrawn_at timestamptz, ADD withdrawn_by text, ADD withdrawal_reason text;

CREATE FUNCTION grant_covers(g send_grant, b broadcast) RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT (g.kind IS NULL OR g.kind = b.kind)
       AND (g.broadcast_id IS NULL OR g.broadcast_id = b.broadcast_id)
       AND (g.colour IS NULL OR g.colour = b.colour)
       AND (g.event_type IS NULL
            OR g.event_type = (SELECT a.model ->> 'eventType' FROM alert a WHERE a.alert_id = b.alert_id))
$$;

CREATE FUNCTION is_granted(b broadcast, at timestamptz) RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM send_grant g WHERE at >= g.valid_from AND at < g.valid_until AND grant_covers(g, b))
$$;

-- ── Special-guarantee periods, 重保 (C-16) ─────────────────────────────────────────────────────────────────────────
CREATE TABLE guarantee_period (
    period_id    bigint GENERATED ALWAYS AS IDENTITY (START WITH 201) PRIMARY KEY,
    name         text NOT NULL,
    reference    text NOT NULL UNIQUE,
    valid_from   timestamptz NOT NULL,
    valid_until  timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,               -- valid_until, or when two people ended it before
    reserved_for text[] NOT NULL,                    -- sources, or departments by their sender code
    proposed_by  text NOT NULL,
    confirmed_by text NOT NULL,
    ended_by     text,
    CHECK (valid_from < valid_until AND cardinality(reserved_for) > 0)
);

CREATE FUNCTION guarantee_in_force(at timestamptz) RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM guarantee_period g WHERE at >= g.valid_from AND at < g.ends_at)
$$;

-- Whether a period keeps the platform for others than whoever sent this alert. The hub's own notices to its people go.
CREATE FUNCTION is_reserved(wanted_alert bigint, at timestamptz) RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT EXISTS (
        SELECT FROM guarantee_period g
        WHERE at >= g.valid_from AND at < g.ends_at
          AND NOT EXISTS (SELECT FROM alert a WHERE a.alert_id = wanted_alert
                          AND (a.way_in = 'hub' OR department_of(a.source) = ANY (g.reserved_for) OR a.sender = ANY (g.reserved_for))))
$$;

-- Watch is tightened (C-16): what is raised in a period is due in half its clock, in 15 minutes when it has none. What is lost at a
-- moment (detail: before) is due when half of the time to it is gone.
CREATE FUNCTION tighten_clock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF guarantee_in_force(NEW.raised_at) THEN
        NEW.due_at := NEW.raised_at + coalesce((NEW.due_at - NEW.raised_at) / 2, interval '15 minutes');
    END IF;
    NEW.due_at := least(NEW.due_at, NEW.raised_at + ((NEW.detail ->> 'before')::timestamptz - NEW.raised_at) / 2);
    RETURN NEW;
END $$;
CREATE TRIGGER alarm_tightened BEFORE INSERT ON alarm FOR EACH ROW EXECUTE FUNCTION tighten_clock();

-- ── The one switch (C-18) ─────────────────────────────────────────────────────────────────────────────────────────
-- While one row is not lifted nothing is claimed, by anybody, under any grant.
CREATE TABLE sending_stop (
    stop_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reason      text NOT NULL,
    reference   text,                                -- of party A's notice
    stopped_by  text NOT NULL,
    stopped_at  timestamptz NOT NULL,
    lifted_by   text,
    lifted_at   timestamptz,
    lift_reason text
);
CREATE UNIQUE INDEX sending_stop_on ON sending_stop ((true)) WHERE lifted_at IS NULL;

-- ── The permit ────────────────────────────────────────────────────────────────────────────────────────────────────
-- Why a broadcast may not send at a moment, or null when it may. PL/pgSQL, so that a session plans it once: every claim
-- asks it.
CREATE OR REPLACE FUNCTION permit_refusal(wanted bigint, at timestamptz) RETURNS text STABLE LANGUAGE plpgsql AS $$
DECLARE
    b broadcast;
    p permit;
BEGIN
    SELECT * INTO b FROM broadcast WHERE broadcast_id = wanted;
    SELECT * INTO p FROM permit WHERE broadcast_id = wanted;
    RETURN CASE
        WHEN p.broadcast_id IS NULL OR at IS NULL THEN 'no-permit'
        WHEN p.content_hash IS DISTINCT FROM b.content_hash THEN 'stale-approval'
        WHEN p.ended_at IS NOT NULL THEN 'ended'
        WHEN at >= p.expires_at THEN 'expired'
        WHEN EXISTS (SELECT FROM sending_stop WHERE lifted_at IS NULL) THEN 'sending-stopped'
        WHEN p.paused_at IS NOT NULL THEN 'paused'
        WHEN at < p.not_before THEN 'before-send-after'
        WHEN NOT in_window(at, p.window_opens, p.window_closes) AND NOT is_granted(b, at) THEN 'outside-window'
        WHEN is_reserved(b.alert_id, at) THEN 'reserved'
    END;
END $$;

-- Every moment after this one at which what time alone decides may turn: between two of them it does not.
CREATE FUNCTION permit_turns(wanted bigint, at timestamptz) RETURNS SETOF timestamptz STABLE LANGUAGE sql AS $$
    WITH edge AS (
        SELECT at AS t
        UNION ALL SELECT unnest(ARRAY[p.not_before, p.expires_at]) FROM permit p WHERE p.broadcast_id = wanted
        UNION ALL SELECT unnest(ARRAY[g.valid_from, g.valid_until]) FROM send_grant g WHERE g.valid_until > at
        UNION ALL SELECT unnest(ARRAY[g.valid_from, g.ends_at]) FROM guarantee_period g WHERE g.ends_at > at
    ), turn AS (
        SELECT t FROM edge WHERE t > at
        UNION ALL
        SELECT next_time(edge.t, clock)
        FROM edge
        CROSS JOIN permit p
        CROSS JOIN unnest(ARRAY[p.window_opens, p.window_closes]) AS clock
        WHERE p.broadcast_id = wanted AND clock IS NOT NULL AND edge.t >= at AND edge.t < p.expires_at
    )
    SELECT DISTINCT t FROM turn WHERE t > at ORDER BY t
$$;

-- When it may send at the earliest, this moment included; null when no time decides it (paused, stopped, ended), or when it
-- expires before.
CREATE FUNCTION may_send_from(wanted bigint, at timestamptz) RETURNS timestamptz STABLE LANGUAGE plpgsql AS $$
DECLARE
    refusal text := permit_refusal(wanted, at);
BEGIN
    RETURN CASE
        WHEN refusal IS NULL THEN at
        WHEN refusal IN ('before-send-after', 'outside-window', 'reserved') THEN
            (SELECT min(t) FROM permit_turns(wanted, at) AS t WHERE permit_refusal(wanted, t) IS NULL)
    END;
END $$;

-- ── How long it will take (C-03) ──────────────────────────────────────────────────────────────────────────────────
-- Segments still to go: of chunks that are not done, and of people who are not expanded yet, at most.
CREATE FUNCTION segments_left(b broadcast) RETURNS bigint STABLE LANGUAGE sql AS $$
    SELECT b.wire_segments * (
        coalesce((SELECT sum(c.last_recipient_no - c.first_recipient_no + 1) FROM chunk c
                  WHERE c.broadcast_id = b.broadcast_id AND c.state <> 'DONE'), 0)
        + CASE WHEN b.expanded_at IS NOT NULL THEN 0
               WHEN (b.audience ->> 'numberCount')::int > 0 OR jsonb_array_length(b.audience -> 'groups') > 0 THEN
                   coalesce((b.audience ->> 'numberCount')::int, 0)
                   + (SELECT count(*) FROM group_member m
                      WHERE m.group_name IN (SELECT jsonb_array_elements_text(b.audience -> 'groups')))
               ELSE coalesce((SELECT max(s.subscriber_id) - min(s.subscriber_id) + 1 FROM subscriber s), 0)
                    - coalesce((SELECT e.next_recipient_no FROM expansion e WHERE e.broadcast_id = b.broadcast_id), 0)
          END)
$$;

-- Segments a second: those of the last minute when it has been sending for 5 s of it, else what its ports are rated for.
CREATE FUNCTION pace_of(b broadcast, at timestamptz) RETURNS numeric STABLE LANGUAGE sql AS $$
    SELECT coalesce(
        (SELECT CASE WHEN min(c.claimed_at) < at - interval '5 seconds'
                     THEN sum(c.segments) / extract(epoch FROM at - min(c.claimed_at)) END
         FROM claim c
         WHERE c.broadcast_id = b.broadcast_id AND c.claimed_at > at - interval '1 minute' AND c.claimed_at <= at),
        (SELECT 0.97 * sum(p.rate) FROM port p WHERE p.kind = b.kind AND p.source_address = b.source_address))
$$;

-- When the last segment will be out: at its pace, through window, grants and periods as they are known now. Null when it is
-- not known, or when it expires before.
CREATE FUNCTION estimated_end(wanted bigint, at timestamptz) RETURNS timestamptz STABLE LANGUAGE plpgsql AS $$
DECLARE
    b broadcast;
    seconds numeric;
    begins timestamptz := may_send_from(wanted, at);
    stops timestamptz;
BEGIN
    SELECT * INTO b FROM broadcast WHERE broadcast_id = wanted;
    seconds := segments_left(b) / nullif(pace_of(b, at), 0);
    FOR spell IN 1..60 LOOP
        stops := (SELECT min(t) FROM permit_turns(wanted, begins) AS t WHERE permit_refusal(wanted, t) IS NOT NULL);
        IF begins IS NULL OR seconds IS NULL OR begins + make_interval(secs => seconds) <= stops THEN
            RETURN begins + make_interval(secs => seconds);
        END IF;
        seconds := seconds - extract(epoch FROM stops - begins);
        begins := may_send_from(wanted, stops);
    END LOOP;
    RETURN NULL;
END $$;

-- ── Announcements to party A (C-17) ───────────────────────────────────────────────────────────────────────────────
CREATE TABLE announcement_kind (kind text PRIMARY KEY, zh text NOT NULL, en text NOT NULL);
INSERT INTO announcement_kind VALUES
    ('notice', '通知。', 'A notice.'),
    ('port-started', '端口已由人启动。', 'A person has started a port.'),
    ('port-stopped', '端口已由人停止。', 'A person has stopped a port.'),
    ('port-out', '端口中断，不再发送。', 'A port is out and sends nothing.'),
    ('port-back', '端口已恢复。', 'A port sends again.'),
    ('settings-changed', '平台重新启动，影响发送的设置与上次不同。', 'The hub has started with settings that affect sending other than before.'),
    ('routes-changed', '平台重新启动，路由文件与上次不同。', 'The hub has started with route files other than before.'),
    ('sending-stopped', '全部发送已停止（C-18）。', 'All sending is stopped (C-18).'),
    ('sending-goes-on', '发送已恢复（C-18）。', 'Sending goes on (C-18).'),
    ('guarantee-period-set', '已设定重保期（C-16）。', 'A special-guarantee period is set (C-16).'),
    ('guarantee-period-ended', '重保期已提前结束（C-16）。', 'A special-guarantee period was ended early (C-16).');

CREATE TABLE announcement (
    announcement_id bigint GENERATED ALWAYS AS IDENTITY (START WITH 701) PRIMARY KEY,
    kind            text NOT NULL REFERENCES announcement_kind,
    subject         text NOT NULL,                   -- port:bj-wn-1, hub …; never personal data
    zh              text NOT NULL,
    en              text NOT NULL,
    detail          jsonb NOT NULL,                  -- never personal data
    announced_by    text NOT NULL,
    at              timestamptz NOT NULL
);

-- It goes the way of every word to the upstream system: in order, at least once.
ALTER TABLE status_message ALTER alert_id DROP NOT NULL, ADD announcement_id bigint REFERENCES announcement;

-- Announces, in the transaction of what it tells of. detail may hold zh and en: a person's own words.
CREATE FUNCTION announce(wanted text, about text, what jsonb, who text, moment timestamptz) RETURNS bigint LANGUAGE sql AS $$
    WITH told AS (
        INSERT INTO announcement (kind, subject, zh, en, detail, announced_by, at)
        SELECT k.kind, about, coalesce(what ->> 'zh', k.zh), coalesce(what ->> 'en', k.en), coalesce(what, '{}') - 'zh' - 'en',
               who, moment
        FROM announcement_kind k WHERE k.kind = wanted
        RETURNING announcement_id, kind
    ), audited AS (
        INSERT INTO audit (actor, action, subject, detail)
        SELECT who, 'announced', about, jsonb_build_object('kind', kind, 'announcementId', announcement_id::text) FROM told
    )
    INSERT INTO status_message (entity, announcement_id, state, reasons, at)
    SELECT 'announcement', announcement_id, kind, '[]', moment FROM told
    RETURNING announcement_id
$$;

-- What the hub was started with, to tell what is other than before. No secrets.
CREATE TABLE hub_start (
    start_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    started_at timestamptz NOT NULL,
    settings   jsonb NOT NULL,                       -- what affects sending
    routes     jsonb NOT NULL                        -- file → SHA-256
);

-- ── Alarms ────────────────────────────────────────────────────────────────────────────────────────────────────────
INSERT INTO alarm_kind VALUES
    ('finish-by-late', 'warning', 'operator', NULL, true, '预计不能在要求的时间前发完（C-03）。',
     'It will not be out by the time asked for, as it looks now (C-03).'),
    ('expires-unsent', 'critical', 'approver', NULL, true, '预警将在发完之前失效；如须发出，请办理授权（C-11）。',
     'It expires before all of it can go; if it must go, apply for a grant (C-11).'),
    ('urgent-deferred', 'critical', 'approver', NULL, true, '红色或橙色预警在等待，尚未发送；如须立即发出，请办理授权（C-11）。',
     'A red or orange alert waits and is not going out; if it must go now, apply for a grant (C-11).'),
    ('sending-stopped', 'critical', 'operator', NULL, true, '全部发送已停止（C-18）。', 'All sending is stopped (C-18).'),
    ('guarantee-port-out', 'critical', 'engineer', NULL, true, '重保期内端口中断（C-16）。',
     'A port is out in a special-guarantee period (C-16).');

-- The alarms that are on about something, as violations in both languages.
CREATE FUNCTION open_warnings(about text) RETURNS jsonb STABLE LANGUAGE sql AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('code', k.kind, 'where', '', 'zh', k.words_zh, 'en', k.words_en)
                              ORDER BY a.alarm_id), '[]')
    FROM alarm a JOIN alarm_kind k USING (kind)
    WHERE a.subject = about AND a.ended_at IS NULL
$$;
CREATE INDEX alarm_open_about ON alarm (subject) WHERE ended_at IS NULL;

-- ── What must hold: no claim when the permit said no (I6), of windows, scopes and the switch as they are here ───────
CREATE VIEW v_invariants_when AS
    SELECT 'I6' AS invariant, c.broadcast_id, 'claimed at ' || c.claimed_at || ' outside the window without a grant' AS detail
    FROM claim c
    JOIN broadcast b USING (broadcast_id)
    LEFT JOIN permit p USING (broadcast_id)
    WHERE p.broadcast_id IS NULL
       OR (NOT in_window(c.claimed_at, p.window_opens, p.window_closes) AND NOT is_granted(b, c.claimed_at)
           -- a claim may be under way while a grant is withdrawn: 2 s
           AND NOT EXISTS (SELECT FROM send_grant g
                           WHERE c.claimed_at >= g.withdrawn_at AND c.claimed_at < g.withdrawn_at + interval '2 seconds'
                             AND grant_covers(g, b)))
    UNION ALL
    -- a claim may be under way while the switch is thrown: 2 s
    SELECT 'I6', c.broadcast_id, 'claimed at ' || c.claimed_at || ' while all sending was stopped'
    FROM claim c
    JOIN sending_stop s ON c.claimed_at >= s.stopped_at + interval '2 seconds'
                       AND c.claimed_at < coalesce(s.lifted_at, 'infinity')
    UNION ALL
    SELECT 'I6', c.broadcast_id, 'claimed at ' || c.claimed_at || ' while the platform was reserved for others'
    FROM claim c
    JOIN broadcast b USING (broadcast_id)
    JOIN guarantee_period g ON c.claimed_at >= g.valid_from + interval '2 seconds' AND c.claimed_at < g.ends_at
    WHERE NOT EXISTS (SELECT FROM alert a WHERE a.alert_id = b.alert_id
                      AND (a.way_in = 'hub' OR department_of(a.source) = ANY (g.reserved_for) OR a.sender = ANY (g.reserved_for)));
