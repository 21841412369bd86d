-- At start: tokens may be lost with the broker. A second token for a chunk finds nothing PENDING: harmless.
UPDATE chunk SET state = 'WAITING' WHERE state = 'QUEUED'
