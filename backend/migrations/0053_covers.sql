-- Queues in a colleague's hands for some days (J2). The clock begins and ends them.
CREATE TABLE covers (
    cover_id          TEXT   PRIMARY KEY NOT NULL,
    partner_id        TEXT   NOT NULL REFERENCES partners (partner_id),
    owner_user_id     TEXT   NOT NULL REFERENCES users (user_id),
    colleague_user_id TEXT   NOT NULL REFERENCES users (user_id),
    first_day         TEXT   NOT NULL,
    last_day          TEXT   NOT NULL,
    -- 00:00 of the first day, and of the day after the last one, in China.
    begins_at         BIGINT NOT NULL,
    ends_at           BIGINT NOT NULL CHECK (ends_at > begins_at),
    note              TEXT   NOT NULL,
    created_at        BIGINT NOT NULL,
    -- When one of the two ended it before its time, and the display name of who did.
    ended_at          BIGINT,
    ended_by          TEXT,
    version           BIGINT NOT NULL DEFAULT 1,
    CHECK (owner_user_id <> colleague_user_id)
);
CREATE INDEX covers_given ON covers (partner_id, owner_user_id, begins_at, cover_id);
CREATE INDEX covers_taken ON covers (partner_id, colleague_user_id, begins_at, cover_id);
