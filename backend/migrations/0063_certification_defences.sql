-- Defences about applications for capability labels (K, S5).
CREATE TABLE certification_defences (
    defence_id       TEXT   PRIMARY KEY NOT NULL,
    certification_id TEXT   NOT NULL REFERENCES certifications (certification_id),
    -- The first, the second.
    nth              BIGINT NOT NULL,
    partner_id       TEXT   NOT NULL REFERENCES partners (partner_id),
    status           TEXT   NOT NULL,
    reason           TEXT   NOT NULL,
    -- Lists, as JSON.
    item_ids         TEXT   NOT NULL,
    preferred_times  TEXT   NOT NULL,
    requested_at     BIGINT NOT NULL,
    requested_by     TEXT   NOT NULL,
    scheduled_at     BIGINT,
    place            TEXT,
    handled_by       TEXT,
    closed_at        BIGINT,
    answer           TEXT,
    minutes          TEXT,
    minutes_file     TEXT   REFERENCES attachments (attachment_id)
);
CREATE UNIQUE INDEX certification_defences_by_application ON certification_defences (certification_id, nth);
-- One at a time.
CREATE UNIQUE INDEX certification_defences_one_open ON certification_defences (certification_id)
    WHERE status IN ('REQUESTED', 'SCHEDULED');
