-- Whether a partner delivers baseline solutions: without them there is nothing to evaluate.
ALTER TABLE partners ADD COLUMN baseline_solutions BIGINT NOT NULL DEFAULT 0;

-- A round in which accepted projects were sampled; with it the draw can be explained.
CREATE TABLE delivery_samplings (
    sampling_id TEXT   PRIMARY KEY NOT NULL,
    method      TEXT   NOT NULL,
    -- Of a hundred, and what the draw began with; null when the projects were chosen.
    percent     BIGINT,
    seed        TEXT,
    projects    BIGINT NOT NULL,
    sampled     BIGINT NOT NULL,
    sampled_at  BIGINT NOT NULL,
    by_name     TEXT   NOT NULL
);

-- Projects in which baseline solutions are delivered.
CREATE TABLE delivery_projects (
    project_id      TEXT   PRIMARY KEY NOT NULL,
    partner_id      TEXT   NOT NULL REFERENCES partners (partner_id),
    name            TEXT   NOT NULL,
    solution        TEXT   NOT NULL,
    customer        TEXT   NOT NULL,
    order_no        TEXT   NOT NULL,
    ordered_on      TEXT   NOT NULL,
    created_at      BIGINT NOT NULL,
    status          TEXT   NOT NULL,
    status_since    BIGINT NOT NULL,
    manager_name    TEXT,
    manager_phone   TEXT,
    manager_email   TEXT,
    accepted_on     TEXT,
    note            TEXT,
    sampling_id     TEXT   REFERENCES delivery_samplings (sampling_id),
    evidence_due_at BIGINT,
    -- The vendor extends the deadline once.
    extended        BIGINT NOT NULL DEFAULT 0,
    -- The last rejection and the result, as JSON: they are shown whole and never searched.
    rejection       TEXT,
    evaluation      TEXT,
    score           BIGINT,
    version         BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX delivery_projects_by_time ON delivery_projects (partner_id, created_at, project_id);
CREATE INDEX delivery_projects_by_status ON delivery_projects (partner_id, status, created_at, project_id);
-- The vendor works across partners.
CREATE INDEX delivery_projects_at_vendor ON delivery_projects (status, status_since, project_id);
CREATE INDEX delivery_projects_by_age ON delivery_projects (status_since, project_id);

-- Every state that a project entered, and extensions.
CREATE TABLE delivery_steps (
    project_id TEXT   NOT NULL REFERENCES delivery_projects (project_id),
    -- The project's version when it did.
    version    BIGINT NOT NULL,
    status     TEXT   NOT NULL,
    entered_at BIGINT NOT NULL,
    -- Display name; null when the system did it.
    by_name    TEXT,
    note       TEXT,
    PRIMARY KEY (project_id, version)
);
