-- What calls for a person: alarms with an owner, a clock where the contract sets one, and an end; and orders that need two.

-- Every kind of alarm there is, as data. owner: the role whose duty it is. clock: how long the contract gives, from raised
-- to done; null: none. tell: whether the duty group is told by SMS.
CREATE TABLE alarm_kind (
    kind     text PRIMARY KEY,                       -- kebab-case
    severity text NOT NULL CHECK (severity IN ('warning', 'critical')),
    owner    text NOT NULL CHECK (owner IN ('approver', 'operator', 'auditor', 'engineer', 'admin')),
    clock    interval,
    tell     boolean NOT NULL,
    words_zh text NOT NULL,
    words_en text NOT NULL
);

-- One row from raised to ended. At most one of a kind is open for a subject: raising it again changes nothing.
CREATE TABLE alarm (
    alarm_id        bigint GENERATED ALWAYS AS IDENTITY (START WITH 101) PRIMARY KEY,
    kind            text NOT NULL REFERENCES alarm_kind,
    subject         text NOT NULL,                   -- broadcast:5001, port:bj-wn-1, hub …; never personal data
    detail          jsonb NOT NULL DEFAULT '{}',     -- never personal data
    raised_at       timestamptz NOT NULL,
    due_at          timestamptz,                     -- raised_at + clock
    acknowledged_at timestamptz,
    acknowledged_by text,
    ended_at        timestamptz,
    ended_by        text,                            -- a named account, or hub when the cause is gone
    end_reason      text
);
CREATE UNIQUE INDEX alarm_open ON alarm (kind, subject) WHERE ended_at IS NULL;

-- Raises an alarm, in the transaction that found the cause; harmless when it is open already. Returns its id.
CREATE FUNCTION raise_alarm(wanted text, about text, what jsonb, at timestamptz) RETURNS bigint LANGUAGE sql AS $$
    INSERT INTO alarm (kind, subject, detail, raised_at, due_at)
    SELECT k.kind, about, coalesce(what, '{}'), at, at + k.clock FROM alarm_kind k WHERE k.kind = wanted
    ON CONFLICT (kind, subject) WHERE ended_at IS NULL DO NOTHING;
    SELECT alarm_id FROM alarm WHERE kind = wanted AND subject = about AND ended_at IS NULL;
$$;

-- Ends an alarm whose cause is gone, or that a person has dealt with; nothing when it is not open.
CREATE FUNCTION end_alarm(wanted text, about text, who text, why text, at timestamptz) RETURNS void LANGUAGE sql AS $$
    UPDATE alarm SET ended_at = at, ended_by = who, end_reason = why
    WHERE kind = wanted AND subject = about AND ended_at IS NULL;
$$;

-- An order that needs two people waits here for the second. What it would do is content, bound by its hash.
CREATE TABLE proposal (
    proposal_id  bigint GENERATED ALWAYS AS IDENTITY (START WITH 301) PRIMARY KEY,
    action       text NOT NULL,                      -- grant.record, template.change, account.open …
    subject      text NOT NULL,
    content      jsonb NOT NULL,                     -- personal data only sealed
    content_hash text NOT NULL,                      -- SHA-256 of it, hex
    reason       text,
    proposed_by  text NOT NULL,
    proposed_at  timestamptz NOT NULL,
    valid_until  timestamptz NOT NULL,
    decision     text CHECK (decision IN ('confirmed', 'rejected', 'lapsed')),
    decided_by   text,
    decided_at   timestamptz,
    decision_reason text
);
CREATE INDEX proposal_open ON proposal (proposal_id) WHERE decision IS NULL;

-- Whether two accounts are one person: then they do not count as two.
CREATE FUNCTION same_person(one text, other text) RETURNS boolean STABLE LANGUAGE sql AS $$ SELECT one = other $$;
