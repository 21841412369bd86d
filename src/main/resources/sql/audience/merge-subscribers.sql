INSERT INTO subscriber (number_index, number_sealed, visitor, district, imported_at)
SELECT DISTINCT ON (number_index) number_index, number_sealed, visitor, district, ?::timestamptz FROM subscriber_import
ON CONFLICT (number_index) DO UPDATE
SET visitor = EXCLUDED.visitor, district = EXCLUDED.district, imported_at = EXCLUDED.imported_at
