-- Project specialists, and who was invited to be one (J2).
CREATE TABLE personnel (
    personnel_id    TEXT   PRIMARY KEY NOT NULL,
    partner_id      TEXT   NOT NULL REFERENCES partners (partner_id),
    invited_by_way  TEXT   NOT NULL,
    -- Mobile number, e-mail address or login name; in one spelling.
    contact         TEXT   NOT NULL,
    -- As the person gave it when accepting.
    name            TEXT,
    remark          TEXT,
    status          TEXT   NOT NULL,
    -- SHA-256 of the token of the last link, in hex.
    token_hash      TEXT   UNIQUE,
    inviter_user_id TEXT   NOT NULL REFERENCES users (user_id),
    created_at      BIGINT NOT NULL,
    invited_at      BIGINT NOT NULL,
    expire_at       BIGINT NOT NULL,
    accepted_at     BIGINT,
    decided_at      BIGINT,
    answer          TEXT,
    version         BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX personnel_by_partner ON personnel (partner_id, created_at, personnel_id);
-- The same person is invited or bound once at a time.
CREATE UNIQUE INDEX personnel_one_open ON personnel (partner_id, invited_by_way, contact)
    WHERE status IN ('INVITED', 'UNDER_REVIEW', 'BOUND', 'RELEASE_UNDER_REVIEW');

-- Links that were sent, for the limit of a day.
CREATE TABLE personnel_sends (
    partner_id TEXT   NOT NULL REFERENCES partners (partner_id),
    sent_at    BIGINT NOT NULL
);
CREATE INDEX personnel_sends_by_partner ON personnel_sends (partner_id, sent_at);
