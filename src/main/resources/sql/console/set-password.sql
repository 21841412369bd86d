-- Its owner has chosen a password; the trail says that, and nothing of it.
WITH chosen AS (
    UPDATE account SET password = :password, password_due = NULL, changed_at = :now
    WHERE account = :account AND origin = 'opened' AND closed_at IS NULL
    RETURNING account
)
INSERT INTO audit (at, actor, action, subject) SELECT :now, account, 'password-chosen', 'account:' || account FROM chosen
