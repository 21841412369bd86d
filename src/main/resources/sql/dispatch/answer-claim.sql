UPDATE claim SET answered_at = :now WHERE claim_id = :claimId
