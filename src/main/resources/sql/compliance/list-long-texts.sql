SELECT DISTINCT long_text FROM port WHERE kind = :kind AND source_address = :sourceAddress
