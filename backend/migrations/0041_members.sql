-- Members who are made, changed and removed by their administrators.
ALTER TABLE users ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN created_at BIGINT;
-- Set while the password is one that an administrator chose: until then it can be used to sign in and choose another.
ALTER TABLE users ADD COLUMN initial_password_until BIGINT;
-- A removed member keeps its row, to which history refers, and its account name, which is never given again.
ALTER TABLE users ADD COLUMN deleted_at BIGINT;

-- The list of members, in its order.
CREATE INDEX users_by_account_name ON users (partner_id, account_name);
-- Whether an address is used already, however it is written.
CREATE INDEX users_by_email ON users (lower(email));
-- Who holds a role.
CREATE INDEX user_roles_by_role ON user_roles (role, user_id);
-- Who leads a manager.
CREATE INDEX account_manager_teams_by_manager ON account_manager_teams (manager_user_id);
