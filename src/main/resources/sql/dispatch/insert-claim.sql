INSERT INTO claim (broadcast_id, chunk_no, port, segments, claimed_at)
VALUES (:broadcastId, :chunkNo, :port, :segments, :now)
RETURNING claim_id
