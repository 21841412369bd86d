-- Who counts as a person, and what becomes of those who decline after the list was made.

-- An account that is upstream and nothing besides is a machine, unless it was opened for somebody by name (C-03a).
CREATE FUNCTION is_person(wanted text) RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM account a
                   WHERE a.account = wanted AND (a.roles <> '{upstream}' OR a.origin = 'opened'))
$$;

-- Somebody's real name is on record, on two people's word; what the settings say of an account proves nothing (C-43).
CREATE FUNCTION is_known(wanted text) RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM account a WHERE a.account = wanted AND a.origin = 'opened' AND a.closed_at IS NULL)
$$;

-- Whoever declines is left out of what has not begun for them, too; of a text under way nobody gets half (C-09). A slice of
-- an expansion that is being written is waited for, and none begins before this has ended: each sees the other (7113045).
CREATE FUNCTION opted_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7113045);
    UPDATE submission s SET state = 'SUPPRESSED', reason = 'opted-out', state_at = NEW.since
    FROM recipient r JOIN broadcast b USING (broadcast_id)
    WHERE r.number_index = NEW.number_index AND NOT b.opt_out_override
      AND b.state IN ('EXPANDING', 'SENDING', 'PAUSED')
      AND s.broadcast_id = r.broadcast_id AND s.recipient_no = r.recipient_no AND s.state = 'PENDING'
      AND NOT EXISTS (SELECT FROM submission begun
                      WHERE begun.broadcast_id = r.broadcast_id AND begun.recipient_no = r.recipient_no
                        AND begun.state <> 'PENDING');
    RETURN NULL;
END $$;
CREATE TRIGGER opted_out AFTER INSERT ON opt_out FOR EACH ROW EXECUTE FUNCTION opted_out();

-- A table of that name in the session's own schema must not stand in for the trail (C-43).
ALTER FUNCTION audit_chain() SET search_path = public, pg_temp;
ALTER FUNCTION digest_chain() SET search_path = public, pg_temp;
