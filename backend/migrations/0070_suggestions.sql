-- Suggestions to the vendor, with its answers (M).
CREATE TABLE suggestions (
    suggestion_id TEXT   PRIMARY KEY NOT NULL,
    partner_id    TEXT   NOT NULL REFERENCES partners (partner_id),
    user_id       TEXT   NOT NULL REFERENCES users (user_id),
    kind          TEXT   NOT NULL,
    -- The page that it is about, without whose it is.
    page          TEXT,
    text          TEXT   NOT NULL,
    may_contact   BIGINT NOT NULL,
    status        TEXT   NOT NULL,
    submitted_at  BIGINT NOT NULL,
    answer        TEXT,
    answered_at   BIGINT
);
CREATE INDEX suggestions_by_author ON suggestions (partner_id, user_id, submitted_at, suggestion_id);
