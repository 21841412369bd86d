UPDATE expansion
SET next_key = :toKey + 1,
    next_recipient_no = next_recipient_no + :recipients,
    next_chunk_no = next_chunk_no + (:recipients + :chunkSize - 1) / :chunkSize
WHERE broadcast_id = :broadcastId
