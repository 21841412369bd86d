INSERT INTO port (port, kind, source_address, rate, sessions, window_size, signature_by, long_text, message_ids, carrier, configured_at)
VALUES (:port, :kind, :sourceAddress, :rate, :sessions, :window, :signatureBy, :longText, :messageIds, :carrier, :now)
