-- The two roles of the ledger (docs/security.md), made when the database is new. psql reads the passwords from the secrets; a
-- missing one ends it, for an empty password is no password.
\set ON_ERROR_STOP on
\set owner_password `cat /run/secrets/HUB_DATABASE_OWNER_PASSWORD`
\set password `cat /run/secrets/HUB_DATABASE_PASSWORD`
SELECT 1 / (length(:'owner_password') >= 8 AND length(:'password') >= 8)::int AS passwords_are_there;
CREATE ROLE hub_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE hub LOGIN PASSWORD :'password';
CREATE DATABASE hub OWNER hub_owner;
