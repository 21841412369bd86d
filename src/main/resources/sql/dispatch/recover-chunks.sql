-- At start, and when the database was lost: tokens may be lost, or never sent. A second token for a chunk finds nothing PENDING: harmless.
UPDATE chunk SET state = 'WAITING' WHERE state = 'QUEUED'
