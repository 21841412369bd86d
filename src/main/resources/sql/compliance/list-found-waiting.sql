-- Parked alerts of which a reference has come meanwhile.
SELECT w.alert_id
FROM waiting_alert w
JOIN alert me USING (alert_id)
WHERE me.state IN ('RECEIVED', 'QUARANTINED')
  AND EXISTS (SELECT FROM alert_reference r
              WHERE r.alert_id = w.alert_id
                AND (EXISTS (SELECT FROM alert a
                           WHERE a.sender_code = r.sender_code AND a.identifier = r.identifier
                             AND department_of(a.source) = department_of(me.source) AND a.sender_code = me.sender_code AND a.purpose = me.purpose)
                     OR EXISTS (SELECT FROM refusal f WHERE sender_code(f.sender) = r.sender_code AND f.identifier = r.identifier
                                                        AND department_of(f.source) = department_of(me.source))))
ORDER BY w.alert_id
LIMIT 100
