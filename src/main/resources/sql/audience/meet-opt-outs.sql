-- Until this slice has ended, whoever declines waits; whoever was declining is waited for, so that the slice sees it (C-09).
SELECT pg_advisory_xact_lock_shared(7113045)
