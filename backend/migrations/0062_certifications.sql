-- Applications for capability labels (K), drafts among them.
CREATE TABLE certifications (
    certification_id TEXT   PRIMARY KEY NOT NULL,
    partner_id       TEXT   NOT NULL REFERENCES partners (partner_id),
    -- For people; a draft has none.
    certification_no TEXT   UNIQUE,
    label_id         TEXT   NOT NULL,
    standard_version TEXT   NOT NULL,
    status           TEXT   NOT NULL,
    -- Of reviews, and of the wait for material that one of them asked for.
    stage            TEXT,
    -- How often material was handed in.
    round            BIGINT NOT NULL DEFAULT 0,
    -- What the partner says of each item, as JSON.
    checklist        TEXT   NOT NULL,
    -- Of the draft's last save.
    saved_at         BIGINT NOT NULL,
    saved_by         TEXT   NOT NULL,
    submitted_at     BIGINT,
    submitted_by     TEXT,
    status_since     BIGINT NOT NULL,
    -- As promised, or the deadline of the material.
    due_at           BIGINT,
    -- Since when that deadline stands still for a defence.
    paused_at        BIGINT,
    settled_at       BIGINT,
    valid_until      BIGINT,
    -- How the last judgement found each item, as JSON.
    results          TEXT,
    version          BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX certifications_by_time ON certifications (partner_id, submitted_at, certification_id);
CREATE INDEX certifications_by_deadline ON certifications (partner_id, status, due_at, certification_id);
-- A label is asked for once at a time, by whichever members.
CREATE UNIQUE INDEX certifications_one_open ON certifications (partner_id, label_id)
    WHERE status IN ('DRAFT', 'INITIAL_REVIEW', 'TECH_REVIEW', 'MATERIAL_UPDATE', 'COUNTERSIGN');

-- Every state that an application entered.
CREATE TABLE certification_stages (
    certification_id TEXT   NOT NULL REFERENCES certifications (certification_id),
    -- The application's version when it did.
    version          BIGINT NOT NULL,
    status           TEXT   NOT NULL,
    entered_at       BIGINT NOT NULL,
    due_at           BIGINT,
    -- Display name; null when time did it.
    by_name          TEXT,
    PRIMARY KEY (certification_id, version)
);

-- What the vendor found at the end of each stage.
CREATE TABLE certification_judgements (
    certification_id TEXT   NOT NULL REFERENCES certifications (certification_id),
    version          BIGINT NOT NULL,
    stage            TEXT   NOT NULL,
    round            BIGINT NOT NULL,
    verdict          TEXT   NOT NULL,
    items            TEXT   NOT NULL,
    text             TEXT   NOT NULL,
    at               BIGINT NOT NULL,
    by_name          TEXT   NOT NULL,
    PRIMARY KEY (certification_id, version)
);
