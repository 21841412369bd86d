SELECT * FROM guarantee_period ORDER BY valid_from DESC, period_id DESC LIMIT 200
