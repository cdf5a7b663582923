-- What is to happen at a time. A job is done in the transaction that marks it done: once, whatever restarts.
CREATE TABLE jobs (
    job_id    TEXT   PRIMARY KEY NOT NULL,
    kind      TEXT   NOT NULL,
    -- Id of what it is about.
    about_id  TEXT   NOT NULL,
    due_at    BIGINT NOT NULL,
    done_at   BIGINT,
    -- Tries that failed; the next one waits longer.
    failures  BIGINT NOT NULL DEFAULT 0,
    try_at    BIGINT NOT NULL
);
CREATE INDEX jobs_due ON jobs (try_at, job_id) WHERE done_at IS NULL;
CREATE UNIQUE INDEX jobs_one_each ON jobs (kind, about_id) WHERE done_at IS NULL;
CREATE INDEX jobs_by_age ON jobs (done_at);

-- A mail as HTML beside its text. Bodies that hold a secret (a code, a link) are sealed until they leave.
ALTER TABLE outbox ADD COLUMN html TEXT;
ALTER TABLE outbox ADD COLUMN sealed BIGINT NOT NULL DEFAULT 0;
