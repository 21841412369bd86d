-- How many chunks were counted; none: nothing is due.
SELECT count_volume(100) AS counted
