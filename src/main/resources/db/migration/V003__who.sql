-- Who may send, who may decide, and on whose word (C-01 to C-04, C-09, C-10, C-43).

-- An order waits once: the second proposal of the same is told of the first.
CREATE UNIQUE INDEX proposal_waiting ON proposal (action, subject) WHERE decision IS NULL;
