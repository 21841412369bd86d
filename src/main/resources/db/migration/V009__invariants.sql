-- What must be empty at all times (DESIGN §4), of every room together. Each stands in one place: I6 in v_invariants_when, which
-- knows windows across midnight and the scopes of grants.
ALTER VIEW v_invariants RENAME TO v_invariants_ledger;
CREATE VIEW v_invariants AS
    SELECT * FROM v_invariants_ledger
    UNION ALL SELECT * FROM v_invariants_wording
    UNION ALL SELECT * FROM v_invariants_when
    UNION ALL SELECT * FROM v_invariants_life
    UNION ALL SELECT * FROM v_invariants_money
    UNION ALL SELECT * FROM v_invariants_watch;
