-- What it costs and how much there is (C-26 to C-29): the contract's terms, the budget of targeted broadcasts, and how much
-- of every kind has gone out. Amounts are numeric, never floating. docs/compliance.md, "How much", tells it to a lawyer.

-- ── The contract's terms, as data, changed by two people ──────────────────────────────────────────────────────────
CREATE TABLE contract (
    contract_id            integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    year_from              date NOT NULL,            -- Beijing days, both inside (C-28)
    year_until             date NOT NULL,
    total                  numeric(12, 2) NOT NULL,
    whole_network_total    numeric(12, 2) NOT NULL,
    whole_network_segments integer NOT NULL,         -- C-26: counted and warned of, never a reason to stop
    visitor_segments       integer NOT NULL,         -- of these, to visitors in the city
    targeted_total         numeric(12, 2) NOT NULL,  -- C-27: at the ceiling sending stops
    targeted_price         numeric(8, 4) NOT NULL CHECK (targeted_price > 0),   -- a billable segment
    charge_on              text NOT NULL CHECK (charge_on IN ('acceptance', 'delivery')),
    payment_shares         smallint[] NOT NULL,      -- percent, in the order of payment
    version                integer NOT NULL DEFAULT 1,
    changed_at             timestamptz NOT NULL,
    proposed_by            text NOT NULL,
    confirmed_by           text NOT NULL,
    CHECK (year_from <= year_until),
    CHECK (total = whole_network_total + targeted_total AND whole_network_total >= 0 AND targeted_total >= 0),
    CHECK (whole_network_segments > 0 AND visitor_segments BETWEEN 0 AND whole_network_segments),
    EXCLUDE USING gist (daterange(year_from, year_until, '[]') WITH &&)
);

-- What was added to a contract's year (C-28): all together at most a tenth of its total.
CREATE TABLE supplement (
    contract_id integer NOT NULL REFERENCES contract,
    reference   text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('whole-network', 'targeted')),
    amount      numeric(12, 2) NOT NULL CHECK (amount > 0),
    PRIMARY KEY (contract_id, reference)
);

-- The money of targeted broadcasts: one row a contract year, locked by every claim of one. The ceiling is the targeted total
-- with its supplements. That nothing goes over it (I5) is a CHECK: no statement, and no edited route, can.
CREATE TABLE budget (
    contract_id integer PRIMARY KEY REFERENCES contract,
    ceiling     numeric(14, 4) NOT NULL,
    reserved    numeric(14, 4) NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    spent       numeric(14, 4) NOT NULL DEFAULT 0 CHECK (spent >= 0),
    CONSTRAINT budget_is_never_exceeded CHECK (reserved + spent <= ceiling)
) WITH (fillfactor = 10);

WITH signed AS (
    INSERT INTO contract (year_from, year_until, total, whole_network_total, whole_network_segments, visitor_segments,
                          targeted_total, targeted_price, charge_on, payment_shares, changed_at, proposed_by, confirmed_by)
    VALUES ('2026-06-18', '2027-06-17', 1310000, 1220000, 24400000, 3010000, 90000, 0.30, 'acceptance', '{60, 20, 20}', now(),
            'hub', 'hub')
    RETURNING contract_id, targeted_total
)
INSERT INTO budget (contract_id, ceiling) SELECT contract_id, targeted_total FROM signed;

CREATE FUNCTION contract_on(at timestamptz) RETURNS integer STABLE LANGUAGE sql AS $$
    SELECT contract_id FROM contract WHERE (at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN year_from AND year_until
$$;

-- ── What a segment costs ──────────────────────────────────────────────────────────────────────────────────────────
-- The contract counts a text into billable segments (C-06), the wire into others: 140 letters are one and two, a long text
-- in one message_payload is several and one. The nth wire segment carries so many of the billable ones: as early as
-- can be, and all wire segments together all of them.
CREATE FUNCTION billable_share(billable integer, wire integer, nth integer) RETURNS integer IMMUTABLE LANGUAGE sql AS $$
    SELECT (billable * nth + wire - 1) / wire - (billable * (nth - 1) + wire - 1) / wire
$$;

-- Billable segments of this one, when it is paid for out of a budget; null for all that never stops for money.
ALTER TABLE submission ADD COLUMN units smallint;

-- Whoever expands a broadcast makes chunks last: then its segments get their price tags.
CREATE FUNCTION price_segments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE submission s
    SET units = billable_share(paid.billable, paid.wire, s.segment_no)
    FROM (SELECT b.broadcast_id, coalesce(b.billable_segments, b.wire_segments)::int AS billable, b.wire_segments::int AS wire,
                 min(c.first_recipient_no) AS first, max(c.last_recipient_no) AS last
          FROM fresh c JOIN broadcast b USING (broadcast_id) WHERE b.kind = 'targeted' GROUP BY b.broadcast_id) AS paid
    WHERE s.broadcast_id = paid.broadcast_id AND s.recipient_no BETWEEN paid.first AND paid.last;
    RETURN NULL;
END $$;
CREATE TRIGGER price_segments AFTER INSERT ON chunk REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION price_segments();

-- At which terms a broadcast is charged: those of the contract year in which it first claimed, to its end.
CREATE TABLE tariff (
    broadcast_id bigint PRIMARY KEY REFERENCES broadcast,
    contract_id  integer NOT NULL REFERENCES contract,
    price        numeric(8, 4) NOT NULL,
    charge_on    text NOT NULL
);

-- What a segment in a state costs, for each way to charge (C-27). gone: something of its recipient went out or may have; what
-- is still to go to that person keeps its money, so that nobody gets half a message. doubtful: which of the two an
-- earlier copy counts as that was ordered to go again while nobody knew of it: what nobody can disprove is never given back.
CREATE TABLE charge_rule (
    charge_on text NOT NULL,
    state     submission_state NOT NULL,
    effect    text NOT NULL CHECK (effect IN ('none', 'reserved', 'spent')),
    gone      boolean NOT NULL,
    PRIMARY KEY (charge_on, state)
);
INSERT INTO charge_rule
SELECT charge_on, state::submission_state, effect, gone
FROM (VALUES
    ('PENDING',     'none',     'none',     false),
    ('RETRY_WAIT',  'none',     'none',     false),
    ('SUPPRESSED',  'none',     'none',     false),
    ('CANCELLED',   'none',     'none',     false),
    ('EXPIRED',     'none',     'none',     false),
    ('BUDGET_STOP', 'none',     'none',     false),
    ('REJECTED',    'none',     'none',     false),
    ('INTENT',      'reserved', 'reserved', true),
    ('UNCERTAIN',   'reserved', 'reserved', true),
    ('SUBMITTED',   'spent',    'reserved', true),
    ('DELIVERED',   'spent',    'spent',    true),
    ('UNDELIVERED', 'spent',    'none',     true),
    ('NO_RECEIPT',  'spent',    'reserved', true),
    ('ABANDONED',   'spent',    'reserved', true)
) AS r (state, acceptance, delivery, gone)
CROSS JOIN LATERAL (VALUES ('acceptance', acceptance), ('delivery', delivery)) AS way (charge_on, effect);

-- Ordered to go again though its recipient had or may have had something: it gets its money when it is claimed, not before.
CREATE FUNCTION is_ordered_again(reason text) RETURNS boolean IMMUTABLE LANGUAGE sql AS $$
    SELECT coalesce(reason IN ('resend-by-policy', 'resend-ordered', 'resumed-again', 'continued-again'), false)
$$;

-- What a segment costs by itself: its last copy by the rule, its earlier ones in doubt. The first final receipt settles the
-- money: when the carrier says undelivered and delivered later on, it is not charged on delivery.
CREATE VIEW v_segment_cost AS
    SELECT s.broadcast_id, s.recipient_no, s.segment_no, s.state, s.units, s.port, t.contract_id, t.price,
           s.state IN ('PENDING', 'RETRY_WAIT') AS waits,
           s.state IN ('PENDING', 'RETRY_WAIT') AND is_ordered_again(s.reason) AS again,
           r.gone OR s.resends > 0 AS gone,
           s.units * ((r.effect = 'reserved')::int + CASE WHEN t.charge_on = 'delivery' THEN s.resends ELSE 0 END) AS reserved,
           s.units * ((r.effect = 'spent' AND NOT (t.charge_on = 'delivery' AND s.reason IS NOT DISTINCT FROM 'was-undelivered'))::int
                      + CASE WHEN t.charge_on = 'acceptance' THEN s.resends ELSE 0 END) AS spent,
           s.units * (s.resends + (s.state IN ('UNCERTAIN', 'ABANDONED') OR (s.state = 'NO_RECEIPT' AND r.effect = 'reserved'))::int)
               AS doubtful,
           (s.state_at - make_interval(secs => coalesce(s.receipt_millis, 0) / 1000.0)) AT TIME ZONE 'Asia/Shanghai' AS handed_over
    FROM submission s
    JOIN tariff t USING (broadcast_id)
    JOIN charge_rule r ON r.charge_on = t.charge_on AND r.state = s.state
    WHERE s.units IS NOT NULL;

-- What a recipient costs, in billable segments. What waits of a recipient that was begun is reserved too. lacking: what more it
-- takes to send all that waits.
CREATE VIEW v_recipient_cost AS
    SELECT broadcast_id, recipient_no, bool_or(gone) AS begun,
           (sum(reserved) + CASE WHEN bool_or(gone) THEN coalesce(sum(units) FILTER (WHERE waits AND NOT again), 0) ELSE 0 END)::int
               AS reserved,
           sum(spent)::int AS spent,
           coalesce(CASE WHEN bool_or(gone) THEN sum(units) FILTER (WHERE again) ELSE sum(units) FILTER (WHERE waits) END, 0)::int
               AS lacking
    FROM v_segment_cost
    GROUP BY broadcast_id, recipient_no;

-- ── Kept in step with the ledger, by the ledger ───────────────────────────────────────────────────────────────────
-- What each recipient cost when something of it moved last; the counters of budget are the sums of it, times price.
CREATE TABLE charge (
    broadcast_id bigint NOT NULL REFERENCES tariff,
    recipient_no integer NOT NULL,
    reserved     integer NOT NULL,
    spent        integer NOT NULL,
    PRIMARY KEY (broadcast_id, recipient_no)
);

-- Whose segments this statement has moved. Emptied before it ends, so nobody ever sees another's rows.
CREATE UNLOGGED TABLE charge_due (broadcast_id bigint NOT NULL, recipient_no integer NOT NULL);

CREATE FUNCTION note_charge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO charge_due VALUES (NEW.broadcast_id, NEW.recipient_no);
    PERFORM set_config('hub.charges', 'due', true);
    RETURN NULL;
END $$;

-- Whoever moves a segment that costs money moves the money with it, in the same transaction: no statement can forget to.
-- The budget's row is locked first, always: two moves of one recipient are counted one after the other.
CREATE FUNCTION settle_charges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('hub.charges', true), '') <> 'due' THEN
        RETURN NULL;
    END IF;
    PERFORM set_config('hub.charges', '', true);
    PERFORM FROM budget
    WHERE contract_id IN (SELECT t.contract_id FROM charge_due JOIN tariff t USING (broadcast_id))
    ORDER BY contract_id FOR UPDATE;
    WITH due AS MATERIALIZED (
        DELETE FROM charge_due RETURNING broadcast_id, recipient_no
    ), cost AS MATERIALIZED (
        SELECT c.broadcast_id, c.recipient_no, c.reserved, c.spent
        FROM (SELECT DISTINCT broadcast_id, recipient_no FROM due) AS d
        CROSS JOIN LATERAL (SELECT * FROM v_recipient_cost v
                            WHERE v.broadcast_id = d.broadcast_id AND v.recipient_no = d.recipient_no
                            OFFSET 0) AS c           -- a look at each; without OFFSET everybody would be added up first
    ), moved AS MATERIALIZED (
        SELECT t.contract_id, sum((c.reserved - coalesce(was.reserved, 0)) * t.price) AS reserved,
               sum((c.spent - coalesce(was.spent, 0)) * t.price) AS spent
        FROM cost c
        JOIN tariff t USING (broadcast_id)
        LEFT JOIN LATERAL (SELECT k.reserved, k.spent FROM charge k
                           WHERE k.broadcast_id = c.broadcast_id AND k.recipient_no = c.recipient_no
                           OFFSET 0) AS was ON true
        GROUP BY t.contract_id
    ), kept AS (
        INSERT INTO charge AS k (broadcast_id, recipient_no, reserved, spent)
        SELECT broadcast_id, recipient_no, reserved, spent FROM cost
        ON CONFLICT (broadcast_id, recipient_no) DO UPDATE SET reserved = excluded.reserved, spent = excluded.spent
        WHERE (k.reserved, k.spent) <> (excluded.reserved, excluded.spent)
    )
    UPDATE budget b
    SET reserved = b.reserved + moved.reserved, spent = b.spent + moved.spent
    FROM moved
    WHERE b.contract_id = moved.contract_id AND (moved.reserved <> 0 OR moved.spent <> 0);
    RETURN NULL;
END $$;

-- units is null for all whole-network segments: they pay for looking at that and no more (0.2 µs of the 200 a segment takes).
CREATE TRIGGER note_charge AFTER UPDATE OF state ON submission
    FOR EACH ROW WHEN (NEW.units IS NOT NULL AND NEW.state <> OLD.state) EXECUTE FUNCTION note_charge();
CREATE TRIGGER settle_charges AFTER UPDATE OF state ON submission
    FOR EACH STATEMENT EXECUTE FUNCTION settle_charges();

-- ── The stop at the ceiling ───────────────────────────────────────────────────────────────────────────────────────
-- Up to which recipient of a chunk the money goes, whole recipients only. Called by the claim, which then moves segments up to
-- there and no further: the budget's row stays locked in between, so nobody else counts on the same money. Those it does not
-- reach are BUDGET_STOP at once; those begun before go on to their end. Outside every contract's year there is no money.
-- most: how many segments the claim moves at most. Far from the ceiling only so many are locked, not all of the chunk each time.
CREATE FUNCTION reserve_budget(wanted bigint, chunk integer, most integer, at timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    first integer;
    last integer;
    segments integer;
    room bigint;
    rest bigint;
    reach integer;
    is_far boolean;
BEGIN
    IF NOT EXISTS (SELECT FROM tariff t WHERE t.broadcast_id = wanted) THEN
        INSERT INTO tariff (broadcast_id, contract_id, price, charge_on)
        SELECT wanted, c.contract_id, c.targeted_price, c.charge_on FROM contract c WHERE c.contract_id = contract_on(at)
        ON CONFLICT (broadcast_id) DO NOTHING;
    END IF;
    SELECT c.first_recipient_no, c.last_recipient_no, coalesce(b.billable_segments, b.wire_segments)
    INTO first, last, segments
    FROM chunk c JOIN broadcast b USING (broadcast_id) WHERE c.broadcast_id = wanted AND c.chunk_no = chunk;
    SELECT (b.ceiling - b.reserved - b.spent) / t.price > 10 * (last - first + 1) * segments INTO is_far
    FROM tariff t JOIN budget b USING (contract_id) WHERE t.broadcast_id = wanted;
    -- everybody locks segments first and the budget after: so nobody waits for another in a ring
    PERFORM FROM submission s
    WHERE s.broadcast_id = wanted AND s.recipient_no BETWEEN first AND last AND s.state IN ('PENDING', 'RETRY_WAIT')
      AND (s.state = 'PENDING' OR s.state_at <= at OR is_far IS NOT TRUE)
    ORDER BY s.recipient_no, s.segment_no
    LIMIT CASE WHEN is_far THEN most END FOR UPDATE;
    SELECT floor((b.ceiling - b.reserved - b.spent) / t.price) INTO room
    FROM tariff t JOIN budget b USING (contract_id) WHERE t.broadcast_id = wanted FOR UPDATE OF b;
    IF room >= (last - first + 1) * segments THEN
        RETURN last;
    ELSIF is_far THEN
        -- it was, a moment ago: nothing goes now, and the next look locks all of the chunk
        RETURN first - 1;
    END IF;
    SELECT coalesce(min(recipient_no) FILTER (WHERE so_far > room) - 1, last),
           room - coalesce(max(so_far) FILTER (WHERE so_far <= room), 0)
    INTO reach, rest
    FROM (SELECT v.recipient_no, sum(v.lacking) OVER (ORDER BY v.recipient_no) AS so_far
          FROM v_recipient_cost v
          WHERE v.broadcast_id = wanted AND v.recipient_no BETWEEN first AND last AND v.lacking > 0) AS so;
    IF room IS NULL THEN
        reach := first - 1;
    END IF;
    UPDATE submission s
    SET state = 'BUDGET_STOP', state_at = at,
        reason = CASE WHEN room IS NULL THEN 'no-contract' WHEN is_ordered_again(s.reason) THEN 'budget-again' ELSE 'budget' END
    WHERE s.ctid = ANY (ARRAY(
        SELECT w.ctid FROM submission w
        LEFT JOIN v_recipient_cost v ON v.broadcast_id = wanted AND v.recipient_no = w.recipient_no
                                    AND v.recipient_no BETWEEN first AND last
        WHERE w.broadcast_id = wanted AND w.recipient_no > reach AND w.recipient_no <= last
          AND w.state IN ('PENDING', 'RETRY_WAIT')
          AND (room IS NULL OR (v.lacking > rest AND (is_ordered_again(w.reason) OR NOT v.begun)))
        FOR UPDATE OF w SKIP LOCKED))
      AND s.state IN ('PENDING', 'RETRY_WAIT');
    RETURN reach;
END $$;

INSERT INTO transition (entity, from_state, to_state) VALUES
    ('broadcast', 'STOPPED', 'SENDING'),             -- there is money again, and an approver lets those go on that were stopped
    ('submission', 'BUDGET_STOP', 'PENDING');

-- ── How much has gone out ─────────────────────────────────────────────────────────────────────────────────────────
-- Counted chunk by chunk when a chunk is done, beside the hot path; again whenever it was done anew. What counts is what the
-- carrier took or may have taken, in billable segments (C-06), by Beijing day and port.
CREATE TABLE volume_due (
    broadcast_id bigint NOT NULL,
    chunk_no     integer NOT NULL,
    due_at       timestamptz NOT NULL,
    PRIMARY KEY (broadcast_id, chunk_no)
);
CREATE INDEX volume_due_next ON volume_due (due_at);

-- Due a little later, when what is under way is answered: then one look is enough. A mark that is there is touched: it waits for
-- whoever counts just now, and may have looked before this.
CREATE FUNCTION note_volume() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO volume_due VALUES (NEW.broadcast_id, NEW.chunk_no, clock_timestamp() + interval '1 second')
    ON CONFLICT (broadcast_id, chunk_no) DO UPDATE SET due_at = excluded.due_at;
    RETURN NULL;
END $$;
CREATE TRIGGER note_volume AFTER UPDATE OF state ON chunk
    FOR EACH ROW WHEN (NEW.state = 'DONE' AND OLD.state <> 'DONE') EXECUTE FUNCTION note_volume();

CREATE TABLE chunk_volume (
    broadcast_id bigint NOT NULL,
    chunk_no     integer NOT NULL,
    day          date NOT NULL,
    port         text NOT NULL,
    segments     integer NOT NULL,
    to_visitors  integer NOT NULL,                   -- of the segments
    PRIMARY KEY (broadcast_id, chunk_no, day, port)
);

-- The sums of chunk_volume.
CREATE TABLE volume (
    broadcast_id bigint NOT NULL REFERENCES broadcast,
    day          date NOT NULL,
    port         text NOT NULL,
    segments     bigint NOT NULL,
    to_visitors  bigint NOT NULL,
    PRIMARY KEY (broadcast_id, day, port)
);

-- under_way: segments whose answer is not there yet.
CREATE VIEW v_chunk_volume AS
    SELECT c.broadcast_id, c.chunk_no, taken.day, taken.port, taken.segments, taken.to_visitors, taken.under_way
    FROM chunk c
    JOIN broadcast b USING (broadcast_id)
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(r.recipient_no), '{}') AS numbers
        FROM recipient r
        WHERE r.broadcast_id = c.broadcast_id AND r.recipient_no BETWEEN c.first_recipient_no AND c.last_recipient_no AND r.visitor
    ) AS visitor
    CROSS JOIN LATERAL (
        SELECT each.day, each.port, sum(each.segments)::int AS segments,
               coalesce(sum(each.segments) FILTER (WHERE each.recipient_no = ANY (visitor.numbers)), 0)::int AS to_visitors,
               count(*) FILTER (WHERE each.under_way) AS under_way
        FROM (SELECT s.recipient_no, coalesce(s.port, '') AS port, s.state = 'INTENT' AS under_way,
                     ((s.state_at - coalesce(s.receipt_millis, 0) * interval '1 millisecond') AT TIME ZONE 'Asia/Shanghai')::date AS day,
                     (s.resends + (s.state IN ('SUBMITTED', 'DELIVERED', 'UNDELIVERED', 'NO_RECEIPT', 'ABANDONED', 'UNCERTAIN'))::int)
                         * billable_share(coalesce(b.billable_segments, b.wire_segments), b.wire_segments, s.segment_no) AS segments
              FROM submission s
              WHERE s.broadcast_id = c.broadcast_id AND s.recipient_no BETWEEN c.first_recipient_no AND c.last_recipient_no) AS each
        GROUP BY each.day, each.port
    ) AS taken;

-- Counts up to so many chunks that are due; returns how many it looked at. Marks are locked by one statement and counted by the
-- next, which sees all that was committed before. A chunk with something under way is looked at again later.
CREATE FUNCTION count_volume(most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    broadcasts bigint[];
    chunks integer[];
BEGIN
    SELECT array_agg(locked.broadcast_id), array_agg(locked.chunk_no) INTO broadcasts, chunks
    FROM (SELECT d.broadcast_id, d.chunk_no FROM volume_due d WHERE d.due_at <= clock_timestamp()
          ORDER BY d.due_at LIMIT most FOR UPDATE SKIP LOCKED) AS locked;
    IF broadcasts IS NULL THEN
        RETURN 0;
    END IF;
    WITH due AS MATERIALIZED (
        SELECT c.broadcast_id, c.chunk_no, c.state = 'DONE' AS done
        FROM unnest(broadcasts, chunks) AS d (broadcast_id, chunk_no) JOIN chunk c USING (broadcast_id, chunk_no)
    ), looked AS MATERIALIZED (
        SELECT v.*
        FROM due CROSS JOIN LATERAL (SELECT * FROM v_chunk_volume v
                                     WHERE v.broadcast_id = due.broadcast_id AND v.chunk_no = due.chunk_no) AS v
        WHERE due.done
    ), later AS MATERIALIZED (
        SELECT DISTINCT broadcast_id, chunk_no FROM looked WHERE under_way > 0
    ), counted AS MATERIALIZED (
        SELECT broadcast_id, chunk_no, day, port, segments, to_visitors FROM looked
        WHERE segments > 0 AND NOT EXISTS (SELECT FROM later l WHERE (l.broadcast_id, l.chunk_no) = (looked.broadcast_id, looked.chunk_no))
    ), before AS MATERIALIZED (
        SELECT k.* FROM due JOIN chunk_volume k USING (broadcast_id, chunk_no)
        WHERE due.done AND NOT EXISTS (SELECT FROM later l WHERE (l.broadcast_id, l.chunk_no) = (due.broadcast_id, due.chunk_no))
    ), moved AS (
        INSERT INTO volume AS v (broadcast_id, day, port, segments, to_visitors)
        SELECT broadcast_id, day, port, sum(segments), sum(to_visitors)
        FROM (SELECT broadcast_id, day, port, segments, to_visitors FROM counted
              UNION ALL
              SELECT broadcast_id, day, port, -segments, -to_visitors FROM before) AS change
        GROUP BY broadcast_id, day, port
        HAVING sum(segments) <> 0 OR sum(to_visitors) <> 0
        ON CONFLICT (broadcast_id, day, port)
        DO UPDATE SET segments = v.segments + excluded.segments, to_visitors = v.to_visitors + excluded.to_visitors
    ), stale AS (
        DELETE FROM chunk_volume k USING before b
        WHERE (k.broadcast_id, k.chunk_no, k.day, k.port) = (b.broadcast_id, b.chunk_no, b.day, b.port)
          AND NOT EXISTS (SELECT FROM counted c WHERE (c.broadcast_id, c.chunk_no, c.day, c.port)
                                                    = (b.broadcast_id, b.chunk_no, b.day, b.port))
    ), kept AS (
        INSERT INTO chunk_volume (broadcast_id, chunk_no, day, port, segments, to_visitors)
        SELECT broadcast_id, chunk_no, day, port, segments, to_visitors FROM counted
        ON CONFLICT (broadcast_id, chunk_no, day, port)
        DO UPDATE SET segments = excluded.segments, to_visitors = excluded.to_visitors
    ), put_off AS (
        UPDATE volume_due d SET due_at = clock_timestamp() + interval '2 seconds' FROM later l
        WHERE d.broadcast_id = l.broadcast_id AND d.chunk_no = l.chunk_no
    )
    DELETE FROM volume_due d USING unnest(broadcasts, chunks) AS n (broadcast_id, chunk_no)
    WHERE d.broadcast_id = n.broadcast_id AND d.chunk_no = n.chunk_no
      AND NOT EXISTS (SELECT FROM later l WHERE l.broadcast_id = d.broadcast_id AND l.chunk_no = d.chunk_no);
    RETURN cardinality(broadcasts);
END $$;

-- ── Quotas: how much there is, how much of it is used ─────────────────────────────────────────────────────────────
-- whole-network: segments, with those that supplements buy at the contract's own price. visitors: of these. targeted: yuan.
CREATE VIEW v_quota AS
    SELECT c.contract_id, q.quota, q.allowed, q.used,
           -- to a hundredth of a percent, never rounded up to a mark that is not reached
           CASE WHEN q.allowed > 0 THEN trunc(100 * q.used / q.allowed, 2) ELSE 100 END AS percent
    FROM contract c
    JOIN budget b USING (contract_id)
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(v.segments), 0) AS segments, coalesce(sum(v.to_visitors), 0) AS to_visitors
        FROM volume v JOIN broadcast w USING (broadcast_id)
        WHERE w.kind = 'whole-network' AND v.day BETWEEN c.year_from AND c.year_until) AS gone
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(s.amount) FILTER (WHERE s.kind = 'whole-network'), 0) AS whole_network
        FROM supplement s WHERE s.contract_id = c.contract_id) AS more
    CROSS JOIN LATERAL (VALUES
        ('whole-network', c.whole_network_segments
            + CASE WHEN c.whole_network_total > 0
                   THEN floor(more.whole_network * c.whole_network_segments / c.whole_network_total) ELSE 0 END, gone.segments),
        ('visitors', c.visitor_segments::numeric, gone.to_visitors),
        ('targeted', b.ceiling, b.reserved + b.spent)) AS q (quota, allowed, used);

-- Which marks were warned of: each once, until a supplement takes the quota below it again.
CREATE TABLE quota_warning (
    contract_id integer NOT NULL REFERENCES contract,
    quota       text NOT NULL,
    percent     smallint NOT NULL,
    warned_at   timestamptz NOT NULL,
    PRIMARY KEY (contract_id, quota, percent)
);

INSERT INTO alarm_kind (kind, severity, owner, clock, tell, words_zh, words_en) VALUES
    ('quota-mark', 'warning', 'approver', NULL, false, '合同额度使用已达预警线（C-26、C-27）。',
        'The use of a quota of the contract has reached a mark (C-26, C-27).'),
    ('quota-used-up', 'critical', 'approver', NULL, true, '合同额度已用完。全网发送不受影响，翼点触达停发（C-26、C-27）。',
        'A quota of the contract is used up. Whole-network sending goes on, targeted sending stops (C-26, C-27).'),
    ('budget-stop', 'critical', 'approver', NULL, true, '预算不足，发布任务已停发，部分用户未收到（C-27）。',
        'The budget has stopped a broadcast; not everybody was sent to (C-27).');

-- ── What must hold at all times: this view must be empty ──────────────────────────────────────────────────────────
CREATE VIEW v_invariants_money AS
    SELECT 'I5' AS invariant, NULL::bigint AS broadcast_id,
           'contract ' || contract_id || ': spent ' || spent || ' and reserved ' || reserved || ' over ' || ceiling AS detail
    FROM budget WHERE spent + reserved > ceiling
    UNION ALL
    -- the counters are what the segments themselves say
    SELECT 'I5', NULL, 'contract ' || b.contract_id || ': counted ' || b.reserved || ' + ' || b.spent || ', the segments say '
                       || coalesce(said.reserved, 0) || ' + ' || coalesce(said.spent, 0)
    FROM budget b
    LEFT JOIN (SELECT t.contract_id, sum(v.reserved * t.price) AS reserved, sum(v.spent * t.price) AS spent
               FROM v_recipient_cost v JOIN tariff t USING (broadcast_id) GROUP BY t.contract_id) AS said USING (contract_id)
    WHERE (b.reserved, b.spent) IS DISTINCT FROM (coalesce(said.reserved, 0), coalesce(said.spent, 0))
    UNION ALL
    -- a quota counts each segment once
    SELECT 'I5', broadcast_id, 'volume ' || coalesce(v.segments, 0) || ', its chunks say ' || coalesce(c.segments, 0)
    FROM (SELECT broadcast_id, sum(segments) AS segments FROM volume GROUP BY broadcast_id) AS v
    FULL JOIN (SELECT broadcast_id, sum(segments) AS segments FROM chunk_volume GROUP BY broadcast_id) AS c USING (broadcast_id)
    WHERE v.segments IS DISTINCT FROM c.segments;
