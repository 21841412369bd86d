SELECT count(*) FILTER (WHERE removed_at IS NULL)::int AS numbers, max(greatest(added_at, removed_at)) AS changed_at FROM drill_number
