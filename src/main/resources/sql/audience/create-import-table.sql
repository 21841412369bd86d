CREATE TEMPORARY TABLE IF NOT EXISTS subscriber_import (
    number_index bytea, number_sealed bytea, visitor boolean, district text) ON COMMIT DELETE ROWS
