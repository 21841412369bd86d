-- Who may send, who may decide, and on whose word (C-01 to C-04, C-09, C-10, C-43).

-- An order waits once: the second proposal of the same is told of the first.
CREATE UNIQUE INDEX proposal_waiting ON proposal (action, subject) WHERE decision IS NULL;

-- Departments and systems that may send, written at start from the setting hub.compliance.sources, so that other rooms can
-- ask (C-01, S9).
CREATE TABLE source (
    source  text PRIMARY KEY,
    senders text[] NOT NULL                          -- codes it may speak for; empty: any
);

-- Everyone who may come in: accounts of the settings, written at start without their passwords, and those opened on two
-- people's word with a person's real name behind them (C-43). A closed one stays, so that its name is never another's.
CREATE TABLE account (
    account          text PRIMARY KEY,
    origin           text NOT NULL CHECK (origin IN ('settings', 'opened')),
    roles            text[] NOT NULL,
    department       text NOT NULL,                  -- the source whose sending rights it has
    party            text CHECK (party IN ('A', 'B')),   -- for which party it decides (C-03a)
    addresses        text[] NOT NULL,                -- where it may come from; empty: anywhere
    person_index     bytea,                          -- keyed index of who stands behind it; null: nobody is on record
    name_sealed      bytea,
    mobile_sealed    bytea,
    id_number_sealed bytea,
    password         text,                           -- {bcrypt}…; null: it stands in the settings
    password_due     timestamptz,                    -- a first password: its owner changes it before; null: its owner's own
    opened_at        timestamptz NOT NULL,
    changed_at       timestamptz NOT NULL,
    closed_at        timestamptz,
    CHECK (origin = 'settings'
           OR num_nonnulls(person_index, name_sealed, mobile_sealed, id_number_sealed, password) = 5)
);
CREATE INDEX account_by_person ON account (person_index);

CREATE OR REPLACE FUNCTION same_person(one text, other text) RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT one = other OR EXISTS (SELECT FROM account a JOIN account b USING (person_index)
                                  WHERE a.account = one AND b.account = other)
$$;

-- The source that an account sends for: its department, or itself (S9).
CREATE FUNCTION department_of(wanted text) RETURNS text STABLE LANGUAGE sql AS $$
    SELECT coalesce((SELECT a.department FROM account a WHERE a.account = wanted), wanted)
$$;

-- The window and the deadline are approved with the text; the window stands with the broadcast, whatever the settings say
-- by then.
ALTER TABLE broadcast
    ADD window_opens time,
    ADD window_closes time,
    ADD opt_out_override boolean NOT NULL DEFAULT false;   -- goes to people who declined, too: an emergency (C-09)

-- People who are sent to again because their opt-out was recorded by mistake: what stood in the register, and who corrected
-- it (C-09).
CREATE TABLE opt_out_correction (
    number_index bytea NOT NULL,
    since        timestamptz NOT NULL,
    reason       text NOT NULL,
    recorded_by  text NOT NULL,
    corrected_at timestamptz NOT NULL,
    correction   text NOT NULL,
    proposed_by  text NOT NULL,
    confirmed_by text NOT NULL
);

INSERT INTO alarm_kind (kind, severity, owner, clock, tell, words_zh, words_en) VALUES
    ('review-after', 'warning', 'approver', NULL, false,
     '红色或橙色预警未经人工审批即获准发送，须事后复核（C-03a）。',
     'A red or orange alert was let go unattended: it is to be reviewed after (C-03a).');
