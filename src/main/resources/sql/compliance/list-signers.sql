SELECT DISTINCT signature_by FROM port WHERE kind = :kind AND source_address = :sourceAddress
