-- Whether a more urgent broadcast has tokens for the same ports (C-15): who works on this one's chunk lets go of it then.
SELECT EXISTS (
    SELECT FROM broadcast mine
    JOIN broadcast other ON coalesce(other.carried_by, other.kind) = coalesce(mine.carried_by, mine.kind) AND other.source_address = mine.source_address
                        AND other.priority > mine.priority
    WHERE mine.broadcast_id = :broadcastId AND other.state IN ('EXPANDING', 'SENDING')
      AND EXISTS (SELECT FROM chunk c WHERE c.broadcast_id = other.broadcast_id AND c.state = 'QUEUED')
      AND permit_refusal(other.broadcast_id, :now) IS NULL)
