-- While a special-guarantee period is in force, a port is started and stopped on two people's word (C-16).
SELECT guarantee_in_force(CAST(:#${variable.now} AS timestamptz)) AS in_force
