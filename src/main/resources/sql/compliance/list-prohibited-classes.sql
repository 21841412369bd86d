SELECT class FROM prohibited_class ORDER BY class
