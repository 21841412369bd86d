-- An alarm whose cause the hub itself sees go is not ended by hand: a breach ends when it is reported, the switch when it is
-- lifted, what is held when it is decided. A person acknowledges it.
UPDATE alarm_kind SET ends_by = 'room'
WHERE kind IN ('content-held', 'breach', 'breach-overdue', 'finish-by-late', 'expires-unsent', 'urgent-deferred',
               'sending-stopped', 'alert-quarantined', 'reference-unknown');
