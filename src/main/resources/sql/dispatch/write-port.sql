INSERT INTO port (port, kind, source_address, rate, sessions, window_size, signature_by, message_ids, ids_by_number, carrier,
                  long_text, configured_at)
VALUES (:port, :kind, :sourceAddress, :rate, :sessions, :window, :signatureBy,
        :messageIds, :idsByNumber, :carrier, :longText, :now)
