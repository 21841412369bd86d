-- A notice was made a moment ago, or one has not even begun.
SELECT EXISTS (SELECT FROM notice WHERE made_at > :since AND made_at <= :now)
    OR EXISTS (SELECT FROM broadcast b
               WHERE b.kind = 'duty' AND b.state IN ('APPROVED', 'DEFERRED', 'EXPANDING', 'SENDING')
                 AND NOT EXISTS (SELECT FROM submission s WHERE s.broadcast_id = b.broadcast_id AND s.state NOT IN ('PENDING', 'SUPPRESSED')))
