-- Files on their way, and attached to something. The content lies in the file store under the id, never here.
CREATE TABLE attachments (
    attachment_id TEXT   PRIMARY KEY NOT NULL,
    partner_id    TEXT   NOT NULL REFERENCES partners (partner_id),
    user_id       TEXT   NOT NULL REFERENCES users (user_id),
    name          TEXT   NOT NULL,
    file_type     TEXT   NOT NULL,
    bytes         BIGINT NOT NULL,
    received      BIGINT NOT NULL DEFAULT 0,
    created_at    BIGINT NOT NULL,
    -- Id of what refers to it; without one it is removed a day after it was begun.
    attached_to   TEXT
);
CREATE INDEX attachments_by_owner ON attachments (attached_to);
CREATE INDEX attachments_unused ON attachments (created_at) WHERE attached_to IS NULL;

-- Addresses that calendars subscribe to: one for each member, only as a hash.
CREATE TABLE deadline_calendars (
    user_id    TEXT   PRIMARY KEY NOT NULL REFERENCES users (user_id),
    token_hash TEXT   NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);
