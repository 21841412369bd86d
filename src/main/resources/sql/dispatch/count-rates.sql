-- Ports that would send it, and the segments of broadcasts that go before it: under way, and no less urgent.
SELECT (SELECT coalesce(sum(p.rate), 0) FROM port p
        WHERE p.kind = :kind AND p.source_address = :sourceAddress AND p.trouble IS NULL) AS rate,
       (SELECT coalesce(sum((c.last_recipient_no - c.first_recipient_no + 1) * b.wire_segments), 0)
        FROM broadcast b JOIN chunk c USING (broadcast_id)
        WHERE b.state IN ('EXPANDING', 'SENDING') AND c.state <> 'DONE' AND b.priority >= :priority
          AND coalesce(b.carried_by, b.kind) = :kind AND b.source_address = :sourceAddress) AS ahead
