-- What was refused at the door, without its content.
INSERT INTO refusal (source, way_in, sender, identifier, status_code, violations, size_bytes, content_index, refused_at)
VALUES (:source, :wayIn, :sender, :identifier, :statusCode, :violations::jsonb, :sizeBytes, :contentIndex, :now)
