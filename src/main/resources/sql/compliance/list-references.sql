-- What each reference of an alert leads to. An alert refused at the door counts as come: there is nothing of it to stop.
SELECT CASE WHEN r.sender_code <> me.sender_code THEN 'FOREIGN'
            WHEN a.alert_id IS NOT NULL AND department_of(a.source) <> department_of(me.source) THEN 'FOREIGN'
            WHEN a.alert_id IS NOT NULL AND a.purpose <> me.purpose THEN 'CROSSING'
            WHEN a.alert_id IS NOT NULL THEN 'KNOWN'
            WHEN EXISTS (SELECT FROM refusal f WHERE sender_code(f.sender) = r.sender_code AND f.identifier = r.identifier
                                                 AND department_of(f.source) = department_of(me.source)) THEN 'REFUSED'
            ELSE 'UNKNOWN' END
FROM alert_reference r
JOIN alert me ON me.alert_id = r.alert_id
LEFT JOIN alert a ON a.sender_code = r.sender_code AND a.identifier = r.identifier
WHERE r.alert_id = :alertId
ORDER BY r.position
