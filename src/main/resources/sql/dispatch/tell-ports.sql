-- What each port is like now: written down where it changed, and alarms raised and ended accordingly.
WITH seen AS (
    SELECT * FROM unnest(CAST(:ports AS text[]), CAST(:troubles AS text[]), CAST(:faults AS boolean[]), CAST(:unbound AS boolean[]))
        AS s (port, trouble, fault, unbound)
), written AS (
    UPDATE port p SET trouble = seen.trouble FROM seen WHERE p.port = seen.port AND p.trouble IS DISTINCT FROM seen.trouble
)
SELECT CASE WHEN fault THEN CAST(raise_alarm('port-fault', 'port:' || port, jsonb_build_object('why', trouble), :now) AS text)
            ELSE CAST(end_alarm('port-fault', 'port:' || port, 'hub', 'a person started it again', :now) AS text) END,
       CASE WHEN unbound THEN CAST(raise_alarm('port-unbound', 'port:' || port, jsonb_build_object('why', trouble), :now) AS text)
            ELSE CAST(end_alarm('port-unbound', 'port:' || port, 'hub', 'it is bound again, or a person stopped it', :now) AS text) END
FROM seen
