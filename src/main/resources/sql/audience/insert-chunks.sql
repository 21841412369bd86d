INSERT INTO chunk (broadcast_id, chunk_no, first_recipient_no, last_recipient_no)
SELECT :broadcastId, :nextChunkNo + n, :nextRecipientNo + n * :chunkSize,
       least(:nextRecipientNo + (n + 1) * :chunkSize, :nextRecipientNo + :recipients) - 1
FROM generate_series(0, (:recipients + :chunkSize - 1) / :chunkSize - 1) AS n
