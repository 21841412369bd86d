-- Whose key this account signs with (C-01). A person signs with no key, so it is the account itself.
SELECT CASE WHEN is_person(:account) THEN :account ELSE department_of(:account) END
