-- One task of publishing. What goes out, and whether, is settled by compliance.
INSERT INTO broadcast (alert_id, kind, priority, colour, send_after, finish_by, expires_at, audience, approval_reference,
                       authorisation_reference, created_at)
VALUES (:alertId, :kind, :priority, :colour, :sendAfter, :finishBy, :expiresAt, :audience::jsonb, :approvalReference,
        :authorisationReference, :now)
