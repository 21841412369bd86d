SELECT * FROM sending_stop ORDER BY stop_id DESC LIMIT 50
