-- Roles that a partner makes for itself. `user_roles.role` holds the id of one, or the name of a default role.
CREATE TABLE custom_roles (
    role_id     TEXT   PRIMARY KEY NOT NULL,
    partner_id  TEXT   NOT NULL REFERENCES partners (partner_id),
    name        TEXT   NOT NULL,
    description TEXT   NOT NULL,
    -- JSON: the permissions by their words.
    permissions TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    version     BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX custom_roles_by_name ON custom_roles (partner_id, lower(name));
