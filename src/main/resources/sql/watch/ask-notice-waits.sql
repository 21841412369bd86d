-- A notice was made a moment ago, or one has not even begun. After so many that reached nobody, it is so many moments, 15 at most.
SELECT EXISTS (SELECT FROM notice n
               WHERE n.made_at <= :now
                 AND n.made_at > CAST(:now AS timestamptz) - make_interval(secs => CAST(:interval AS double precision)) * least(15, 1 +
                     (SELECT count(*) FROM notice f
                      WHERE f.failed AND f.notice_id > (SELECT coalesce(max(g.notice_id), 0) FROM notice g
                                                        WHERE g.settled_at IS NOT NULL AND NOT g.failed))))
    OR EXISTS (SELECT FROM broadcast b
               WHERE b.kind = 'duty' AND b.state IN ('APPROVED', 'DEFERRED', 'EXPANDING', 'SENDING')
                 AND NOT EXISTS (SELECT FROM submission s WHERE s.broadcast_id = b.broadcast_id AND s.state NOT IN ('PENDING', 'SUPPRESSED')))
