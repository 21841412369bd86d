SELECT hash FROM audit WHERE audit_id = :auditId
